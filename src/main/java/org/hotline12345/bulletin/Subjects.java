package org.hotline12345.bulletin;

import java.util.HashSet;
import org.hotline12345.earlysign.EarlySigns;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps what special reports from early signs are about. It is taken once, when the report is begun: figures frozen anew and
 * corrections count the same tickets, whatever the sign gained since; a later report takes the sign as it is by then.
 */
@Component
class Subjects {

    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate batches;

    Subjects(JdbcClient jdbc, NamedParameterJdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    void keep(String bulletin, EarlySigns.Topic sign) {
        jdbc.sql("insert into bulletin_subject (bulletin_id, sign_id, title, category, region) values (:id, :sign, :title, :category, :region)")
                .param("id", bulletin).param("sign", sign.signId()).param("title", sign.title()).param("category", sign.category())
                .param("region", sign.region()).update();
        batches.batchUpdate("insert into bulletin_subject_ticket (bulletin_id, ticket_no) values (:id, :no)", sign.ticketNos().stream()
                .map(number -> new MapSqlParameterSource("id", bulletin).addValue("no", number)).toArray(MapSqlParameterSource[]::new));
    }

    /** A correction is about what its bulletin is about. */
    void pass(String bulletin, String correction) {
        jdbc.sql("insert into bulletin_subject (bulletin_id, sign_id, title, category, region) select :correction, sign_id, title, category, region "
                + "from bulletin_subject where bulletin_id = :id").param("correction", correction).param("id", bulletin).update();
        jdbc.sql("insert into bulletin_subject_ticket (bulletin_id, ticket_no) select :correction, ticket_no from bulletin_subject_ticket "
                + "where bulletin_id = :id").param("correction", correction).param("id", bulletin).update();
    }

    /** Of a bulletin, or null where it was not begun from a sign. */
    Subject of(String bulletin) {
        return jdbc.sql("select title, category, region from bulletin_subject where bulletin_id = :id").param("id", bulletin)
                .query((row, n) -> new Subject(row.getString(1), row.getString(2), row.getString(3), new HashSet<>(jdbc.sql(
                        "select ticket_no from bulletin_subject_ticket where bulletin_id = :id").param("id", bulletin).query(String.class).list())))
                .optional().orElse(null);
    }
}
