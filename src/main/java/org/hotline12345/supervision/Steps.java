package org.hotline12345.supervision;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.UnaryOperator;
import org.hotline12345.common.Actor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Every step of an order or a ladder, append-only; numbered under the ticket's lock. */
@Component
class Steps {

    private final JdbcClient jdbc;
    private final Clock clock;

    Steps(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * @param subject number of the order or ladder
     * @param recipient who is addressed
     */
    void write(String subject, String ticketNo, String step, String unit, String recipient, int level, String basis,
            Actor actor, String text) {
        jdbc.sql("insert into supervision_step (subject_no, seq, ticket_no, step, unit, recipient, step_level, basis, "
                        + "happened_at, actor, text) values (:subject, :seq, :no, :step, :unit, :recipient, :level, :basis, "
                        + ":at, :actor, :text)")
                .param("subject", subject).param("seq", count(subject) + 1).param("no", ticketNo).param("step", step)
                .param("unit", unit).param("recipient", recipient).param("level", level).param("basis", basis)
                .param("at", clock.instant().toEpochMilli()).param("actor", actor.id()).param("text", text).update();
    }

    int count(String subject) {
        return jdbc.sql("select count(*) from supervision_step where subject_no = :subject").param("subject", subject)
                .query(Integer.class).single();
    }

    /** @param words how free text reads for whoever asks */
    List<StepView> of(String subject, UnaryOperator<String> words) {
        return jdbc.sql("select seq, step, unit, recipient, step_level, basis, happened_at, actor, text "
                        + "from supervision_step where subject_no = :subject order by seq")
                .param("subject", subject).query((row, n) -> new StepView(row.getInt("seq"), row.getString("step"),
                        row.getString("unit"), row.getString("recipient"), row.getInt("step_level"), row.getString("basis"),
                        time(row, "happened_at", clock), row.getString("actor"),
                        words.apply(row.getString("text")))).list();
    }

    /** Steps of one kind a unit has had since an instant, over all its tickets. */
    int countOf(String step, String unit, Instant since) {
        return jdbc.sql("select count(*) from supervision_step where unit = :unit and step = :step and happened_at >= :since")
                .param("unit", unit).param("step", step).param("since", since.toEpochMilli()).query(Integer.class).single();
    }

    static OffsetDateTime time(ResultSet row, String column, Clock clock) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis).atZone(clock.getZone()).toOffsetDateTime();
    }
}
