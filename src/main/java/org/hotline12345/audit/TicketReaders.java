package org.hotline12345.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Map;
import org.hotline12345.common.AuditTrail.Look;
import org.hotline12345.common.Page;
import org.hotline12345.common.Refusal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Answers who has seen a ticket, and which tickets somebody has seen. */
@Component
public class TicketReaders {

    private static final Map<Look, String> WORDS = Map.of(Look.CARD, "查看工单", Look.IDENTITY, "查看诉求人信息",
            Look.ATTACHMENT, "下载附件", Look.PRINT, "打印", Look.EXPORT, "导出");

    private final AuditReaders readers;
    private final JdbcClient jdbc;
    private final Clock clock;

    TicketReaders(AuditReaders readers, JdbcClient jdbc, Clock clock) {
        this.readers = readers;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * One look.
     *
     * @param at the first time within half an hour
     * @param actorName as of then
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
        String where = (ticket == null ? "" : "ticket_no = :ticket ") + (ticket == null || person == null ? "" : "and ")
                + (person == null ? "" : "actor = :actor ");
        return Page.of(jdbc.sql("select * from audit_ticket_look where " + where
                        + "order by seen_at desc, ticket_no, actor, look limit :limit offset :offset")
                .param("ticket", ticket).param("actor", person).param("limit", size + 1).param("offset", (long) page * size)
                .query((row, n) -> seen(row)).list(), page, size);
    }

    private Seen seen(ResultSet row) throws SQLException {
        Look look = Look.valueOf(row.getString("look").toUpperCase(Locale.ROOT));
        return new Seen(Instant.ofEpochMilli(row.getLong("seen_at")).atZone(clock.getZone()).toOffsetDateTime(),
                row.getString("ticket_no"), row.getString("actor"), row.getString("actor_name"), row.getString("look"),
                WORDS.get(look), row.getString("address"));
    }
}
