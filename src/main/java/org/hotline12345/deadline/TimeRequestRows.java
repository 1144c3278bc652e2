package org.hotline12345.deadline;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.hotline12345.common.Refusal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The requests for more time and what was ruled; the row of a dispatch that ended unruled stays as it was asked. */
@Component
class TimeRequestRows {

    private final JdbcClient jdbc;

    TimeRequestRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(TimeRequest request) {
        jdbc.sql("insert into deadline_time_request (id, dispatch_id, asked_at, ticket_no, unit, kind, days, reason_code, reason, "
                        + "asked_by, ruling_until) values (:id, :dispatch, :at, :no, :unit, :kind, :days, :code, :reason, :by, :until)")
                .param("id", request.id()).param("dispatch", request.dispatchId()).param("at", request.askedAt().toEpochMilli())
                .param("no", request.ticketNo()).param("unit", request.unit()).param("kind", request.kind())
                .param("days", request.days()).param("code", request.reasonCode()).param("reason", request.reason())
                .param("by", request.askedBy()).param("until", request.rulingUntil().toEpochMilli()).update();
    }

    void refuseSecondExtension(String ticketNo, String dispatchId) {
        int asked = jdbc.sql("select count(*) from deadline_time_request where ticket_no = :no and dispatch_id = :dispatch "
                        + "and kind = 'extend'")
                .param("no", ticketNo).param("dispatch", dispatchId).query(Integer.class).single();
        if (asked > 0) {
            throw Refusal.rule("deadline.extendedAlready", "本次派单已申请过延期，不能再次申请；确有法定程序的可作阶段性答复。");
        }
    }

    Optional<TimeRequest> pending(String ticketNo, String dispatchId) {
        return jdbc.sql("select * from deadline_time_request where ticket_no = :no and dispatch_id = :dispatch and ruled_at is null "
                        + "order by asked_at desc limit 1")
                .param("no", ticketNo).param("dispatch", dispatchId).query((row, n) -> request(row)).optional();
    }

    void rule(TimeRequest request, String by, Instant at, boolean granted, String reason, LocalDate resumeOn, Instant until) {
        jdbc.sql("update deadline_time_request set ruled_by = :by, ruled_at = :at, granted = :granted, ruling_reason = :reason, "
                        + "resume_on = :resume, limit_until = :until where id = :id")
                .param("by", by).param("at", at.toEpochMilli()).param("granted", granted).param("reason", reason)
                .param("resume", resumeOn == null ? null : resumeOn.toString())
                .param("until", until == null ? null : until.toEpochMilli())
                .param("id", request.id()).update();
    }

    /** The ruling is due later. */
    void move(TimeRequest request, Instant rulingUntil) {
        jdbc.sql("update deadline_time_request set ruling_until = :until where id = :id")
                .param("until", rulingUntil.toEpochMilli()).param("id", request.id()).update();
    }

    private static TimeRequest request(ResultSet row) throws SQLException {
        int days = row.getInt("days");
        return new TimeRequest(row.getString("id"), row.getString("ticket_no"), row.getString("dispatch_id"), row.getString("unit"),
                row.getString("kind"), days == 0 ? null : days, row.getString("reason_code"), row.getString("reason"),
                row.getString("asked_by"), Instant.ofEpochMilli(row.getLong("asked_at")),
                Instant.ofEpochMilli(row.getLong("ruling_until")));
    }
}
