package org.hotline12345.ticket;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.Refusal;
import org.hotline12345.common.Texts;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Topics (专题标签) such as 疫情 or 年报 that a centre puts on tickets to count and find them together. */
@Component
public class Tags {

    private static final int MOST = 10;

    private final Tickets tickets;
    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate batches;
    private final Actors actors;

    Tags(Tickets tickets, JdbcClient jdbc, NamedParameterJdbcTemplate batches, Actors actors) {
        this.tickets = tickets;
        this.jdbc = jdbc;
        this.batches = batches;
        this.actors = actors;
    }

    public List<String> of(String ticketNo) {
        return jdbc.sql("select tag from ticket_tag where ticket_no = :no order by tag").param("no", ticketNo)
                .query(String.class).list();
    }

    /** Replaces the topics of a ticket, closed ones too: figures by topic are often asked for afterwards. */
    @Transactional
    public List<String> replace(String ticketNo, List<String> wanted) {
        Actor actor = actors.current();
        if (!actor.isCentre()) {
            throw Refusal.forbidden("ticket.centreOnly", "只有热线中心人员可以标注专题。");
        }
        Set<String> tags = new LinkedHashSet<>();
        for (String tag : wanted == null ? List.<String>of() : wanted) {
            tags.add(Texts.required("专题标签", tag, 40));
        }
        if (tags.size() > MOST) {
            throw Refusal.invalid("ticket.tooManyTags", "一件工单最多标注" + MOST + "个专题。");
        }
        Ticket ticket = tickets.require(ticketNo);
        if (tags.equals(Set.copyOf(of(ticketNo)))) {
            return of(ticketNo);
        }
        jdbc.sql("delete from ticket_tag where ticket_no = :no").param("no", ticketNo).update();
        batches.batchUpdate("insert into ticket_tag (ticket_no, tag) values (:no, :tag)", tags.stream()
                .map(tag -> new MapSqlParameterSource("no", ticketNo).addValue("tag", tag)).toArray(MapSqlParameterSource[]::new));
        ticket.tagged(actor, tags);
        return of(ticketNo);
    }
}
