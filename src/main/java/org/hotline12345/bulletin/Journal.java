package org.hotline12345.bulletin;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.hotline12345.common.Actors;
import org.hotline12345.common.AuditTrail;
import org.hotline12345.common.AuditTrail.Entry;
import org.hotline12345.common.PersonNames;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was done with each bulletin, in order, by whom; nothing in it is ever changed. */
@Component
class Journal {

    private static final int LONGEST = 2000;

    private final JdbcClient jdbc;
    private final Actors actors;
    private final PersonNames names;
    private final AuditTrail trail;
    private final Clock clock;

    Journal(JdbcClient jdbc, Actors actors, PersonNames names, AuditTrail trail, Clock clock) {
        this.jdbc = jdbc;
        this.actors = actors;
        this.names = names;
        this.trail = trail;
        this.clock = clock;
    }

    /** One step. */
    public record Step(int seq, OffsetDateTime at, String actor, String what, String text) {
    }

    /** Call with the bulletin's row locked: steps are numbered without a gap. */
    void write(String id, String what, String text) {
        String actor = actors.current().id();
        String kept = text == null ? "" : text.length() > LONGEST ? text.substring(0, LONGEST - 1) + "…" : text;
        jdbc.sql("insert into bulletin_step (bulletin_id, seq, done_at, actor, actor_name, what, text) values (:id, :seq, :at, :actor, :name, "
                        + ":what, :text)").param("id", id)
                .param("seq", 1 + jdbc.sql("select coalesce(max(seq), 0) from bulletin_step where bulletin_id = :id").param("id", id)
                        .query(Integer.class).single())
                .param("at", clock.millis()).param("actor", actor).param("name", names.nameOf(actor)).param("what", what).param("text", kept)
                .update();
        trail.record(new Entry(AuditTrail.BULLETIN, id, what + (kept.isEmpty() ? "" : "：" + kept)));
    }

    List<Step> of(String id) {
        return jdbc.sql("select * from bulletin_step where bulletin_id = :id order by seq").param("id", id).query((row, n) ->
                new Step(row.getInt("seq"), Instant.ofEpochMilli(row.getLong("done_at")).atZone(clock.getZone()).toOffsetDateTime(),
                        row.getString("actor_name"), row.getString("what"), row.getString("text"))).list();
    }
}
