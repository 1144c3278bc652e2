package org.hotline12345.bulletin;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hotline12345.bulletin.Edition.State;
import org.hotline12345.common.Refusal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Rows of bulletins. */
@Component
class Editions {

    private final JdbcClient jdbc;
    private final Clock clock;

    Editions(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void insert(String id, BulletinKind kind, String jurisdiction, LocalDate from, LocalDate to, String topic, String topicFilter,
            String title, Frames.Frame frame, String corrects, int correction, String createdBy) {
        Map<String, Object> values = new HashMap<>();
        values.put("id", id);
        values.put("jurisdiction", jurisdiction);
        values.put("kind", kind.code());
        values.put("from", from);
        values.put("to", to);
        values.put("topic", topic);
        values.put("filter", topicFilter);
        values.put("title", title);
        values.put("state", State.FREEZING.code());
        values.put("mark", frame.mark());
        values.put("issuer", frame.issuer());
        values.put("sentTo", frame.sentTo());
        values.put("deliveredTo", frame.deliveredTo());
        values.put("copiedTo", frame.copiedTo());
        values.put("publicity", frame.publicity());
        values.put("contact", frame.contact());
        values.put("corrects", corrects);
        values.put("correction", correction);
        values.put("by", createdBy);
        values.put("at", clock.millis());
        jdbc.sql("insert into bulletin_edition (id, jurisdiction, kind, from_day, to_day, topic, topic_filter, title, state, mark, issuer, sent_to, "
                + "delivered_to, copied_to, publicity, contact, corrects, correction, created_by, created_at) values (:id, :jurisdiction, :kind, "
                + ":from, :to, :topic, :filter, :title, :state, :mark, :issuer, :sentTo, :deliveredTo, :copiedTo, :publicity, :contact, "
                + ":corrects, :correction, :by, :at)").params(values).update();
    }

    /** @throws Refusal UNKNOWN {@code bulletin.unknown} */
    Edition require(String id) {
        return find(id).orElseThrow(Editions::unknown);
    }

    Optional<Edition> find(String id) {
        return jdbc.sql("select * from bulletin_edition where id = :id").param("id", id).query((row, n) -> edition(row)).optional();
    }

    /** What was last published of what a correction corrects: the correction issued before it, else the bulletin itself. */
    Edition lastPublished(Edition correction) {
        return jdbc.sql("select * from bulletin_edition where (id = :id or corrects = :id) and state = 'issued' and correction < :nth "
                + "order by correction desc limit 1").param("id", correction.corrects()).param("nth", correction.correction())
                .query((row, n) -> edition(row)).single();
    }

    /** One bulletin, kept from everybody else until this transaction ends. */
    Edition lock(String id) {
        return jdbc.sql("select * from bulletin_edition where id = :id for update").param("id", id).query((row, n) -> edition(row))
                .optional().orElseThrow(Editions::unknown);
    }

    static Refusal unknown() {
        return Refusal.unknown("bulletin.unknown", "没有这份通报，或您无权查看。");
    }

    /** @param where condition over {@code bulletin_edition e} with its order and bounds; fixed text only */
    List<Edition> list(String where, Map<String, Object> values) {
        return jdbc.sql("select e.* from bulletin_edition e where " + where).params(values).query((row, n) -> edition(row)).list();
    }

    /** Sets columns of one bulletin; names of columns are fixed text of the callers. */
    void set(String id, Map<String, Object> columns) {
        Map<String, Object> values = new HashMap<>(columns);
        values.put("id", id);
        StringBuilder sql = new StringBuilder("update bulletin_edition set ");
        columns.keySet().forEach(column -> sql.append(column).append(" = :").append(column).append(", "));
        sql.setLength(sql.length() - 2);
        jdbc.sql(sql + " where id = :id").params(values).update();
    }

    void state(String id, State state) {
        set(id, Map.of("state", state.code()));
    }

    private static Edition edition(ResultSet row) throws SQLException {
        long snapshot = row.getLong("snapshot");
        Long frozen = row.wasNull() ? null : snapshot;
        return new Edition(row.getString("id"), BulletinKind.of(row.getString("kind")), row.getString("jurisdiction"),
                row.getObject("from_day", LocalDate.class), row.getObject("to_day", LocalDate.class), row.getString("topic"),
                row.getString("topic_filter"), row.getString("title"), State.of(row.getString("state")), frozen, row.getString("mark"),
                row.getString("doc_number"), row.getString("issuer"), row.getString("sent_to"), row.getString("delivered_to"),
                row.getString("copied_to"), row.getString("publicity"), row.getString("contact"), row.getString("editor"),
                row.getString("editor_name"), row.getString("reviewer"), row.getString("reviewer_name"), row.getString("signer"),
                row.getString("signer_name"), row.getObject("issued_on", LocalDate.class), row.getObject("objections_until", LocalDate.class),
                row.getString("corrects"), row.getInt("correction"));
    }
}
