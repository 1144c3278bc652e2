package org.hotline12345.handling;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Replies written but not signed off: they wait for the unit's leader, or stand refused until their author tries again. */
@Component
class ReplyDrafts {

    private final JdbcClient jdbc;

    ReplyDrafts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void keep(String ticketNo, String unit, Draft draft) {
        Map<String, Object> row = new HashMap<>();
        row.put("no", ticketNo);
        row.put("unit", unit);
        row.put("reply", draft.reply());
        row.put("publicReply", draft.publicReply());
        row.put("override", draft.overrideReason());
        row.put("author", draft.author());
        row.put("at", draft.at().toEpochMilli());
        forget(ticketNo, unit);
        jdbc.sql("insert into handling_reply_draft (ticket_no, unit, reply, public_reply, override_reason, author, drafted_at) "
                + "values (:no, :unit, :reply, :publicReply, :override, :author, :at)").params(row).update();
    }

    void refuse(String ticketNo, String unit, String reason) {
        jdbc.sql("update handling_reply_draft set refused_reason = :reason where ticket_no = :no and unit = :unit")
                .param("reason", reason).param("no", ticketNo).param("unit", unit).update();
    }

    void forget(String ticketNo, String unit) {
        jdbc.sql("delete from handling_reply_draft where ticket_no = :no and unit = :unit").param("no", ticketNo)
                .param("unit", unit).update();
    }

    Optional<Draft> find(String ticketNo, String unit) {
        return jdbc.sql("select reply, public_reply, override_reason, author, drafted_at, refused_reason "
                        + "from handling_reply_draft where ticket_no = :no and unit = :unit")
                .param("no", ticketNo).param("unit", unit)
                .query((row, n) -> new Draft(row.getString(1), row.getString(2), row.getString(3), row.getString(4),
                        Instant.ofEpochMilli(row.getLong(5)), row.getString(6))).optional();
    }

    /**
     * One unit's reply before it leaves the unit.
     *
     * @param overrideReason why the lead does not wait for units that have not answered, or null
     * @param author user id
     * @param refusedReason the leader's, or null while it waits
     */
    record Draft(String reply, String publicReply, String overrideReason, String author, Instant at, String refusedReason) {
    }
}
