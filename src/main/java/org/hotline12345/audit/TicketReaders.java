package org.hotline12345.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hotline12345.common.AuditTrail.Look;
import org.hotline12345.common.FormerNames;
import org.hotline12345.common.Page;
import org.hotline12345.common.PersonNames;
import org.hotline12345.common.Refusal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Answers who has seen a ticket, and which tickets somebody has seen. Lists that were taken away are kept ticket by ticket
 * where they are made, so they are read there and not written down a second time.
 */
@Component
public class TicketReaders {

    private static final Map<Look, String> WORDS = Map.of(Look.CARD, "查看工单", Look.IDENTITY, "查看诉求人信息",
            Look.ATTACHMENT, "下载附件", Look.PRINT, "打印", Look.EXPORT, "导出");

    private static final String ORDER = " order by seen_at desc, ticket_no, actor, look ";

    private final AuditReaders readers;
    private final FormerNames formerNames;
    private final PersonNames names;
    private final JdbcClient jdbc;
    private final Clock clock;

    TicketReaders(AuditReaders readers, FormerNames formerNames, PersonNames names, JdbcClient jdbc, Clock clock) {
        this.readers = readers;
        this.formerNames = formerNames;
        this.names = names;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * One look.
     *
     * @param at the first time within half an hour; of an export the time itself
     * @param actorName as of then
     * @param address where from; not known of an export
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Seen(OffsetDateTime at, String ticketNo, String actor, String actorName, String look, String lookName, String address) {
    }

    /**
     * Newest first; for auditors and administrators, for one ticket also for supervisors.
     *
     * @param ticketNo the ticket, or null for all that {@code actor} saw
     * @param actor the account, or null for everybody who saw the ticket
     * @throws Refusal FORBIDDEN {@code audit.notForRole}; INVALID {@code audit.ticketOrPerson}
     */
    @Transactional(readOnly = true)
    public Page<Seen> list(String ticketNo, String actor, int page, int size) {
        String ticket = ticketNo == null || ticketNo.isBlank() ? null : ticketNo.strip();
        String person = actor == null || actor.isBlank() ? null : actor.strip();
        readers.requireFor(ticket);
        Page.check(page, size);
        if (ticket == null && person == null) {
            throw Refusal.invalid("audit.ticketOrPerson", "请填写工单编号或账号。");
        }
        String looks = "select ticket_no, actor, look, seen_at, actor_name, address from audit_ticket_look where "
                + where(ticket, "ticket_no", person, "actor");
        String exports = "select t.ticket_no, e.exported_by as actor, 'export' as look, e.exported_at as seen_at, null as actor_name, null as address "
                + "from search_export e join search_export_ticket t on t.export_id = e.id where " + where(ticket, "t.ticket_no", person, "e.exported_by");
        // Each side is cut before they are laid together: a person's exports may be ten thousand tickets each.
        long offset = (long) page * size;
        List<Row> rows = jdbc.sql("select * from ((" + looks + ORDER + "limit :reach) union all (" + exports + ORDER + "limit :reach)) seen" + ORDER
                        + "limit :limit offset :offset")
                .param("ticket", ticket).param("actor", person).param("reach", offset + size + 1).param("limit", size + 1).param("offset", offset)
                .query((row, n) -> row(row)).list();
        FormerNames.Book book = formerNames.of(rows.stream().filter(row -> row.name == null).map(Row::actor).distinct().toList());
        return Page.of(rows.stream().map(row -> seen(row, book)).toList(), page, size);
    }

    private static String where(String ticket, String ticketColumn, String person, String personColumn) {
        return (ticket == null ? "" : ticketColumn + " = :ticket") + (ticket == null || person == null ? "" : " and ")
                + (person == null ? "" : personColumn + " = :actor");
    }

    private record Row(String ticketNo, String actor, String look, Instant at, String name, String address) {
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(row.getString("ticket_no"), row.getString("actor"), row.getString("look"), Instant.ofEpochMilli(row.getLong("seen_at")),
                row.getString("actor_name"), row.getString("address"));
    }

    private Seen seen(Row row, FormerNames.Book book) {
        String then = row.name == null ? book.at(row.actor, row.at) : row.name;
        return new Seen(row.at.atZone(clock.getZone()).toOffsetDateTime(), row.ticketNo, row.actor, then == null ? names.nameOf(row.actor) : then,
                row.look, WORDS.get(Look.valueOf(row.look.toUpperCase(Locale.ROOT))), row.address);
    }
}
