package org.hotline12345.audit;

import java.sql.ResultSet;
import java.sql.SQLException;

/** An entry with everything its seal covers. */
record SealedEntry(long id, long at, String kind, String actor, String actorName, String address, String subject,
        String ticketNo, String text, long times) {

    static final String COLUMNS = "e.id, e.happened_at, e.kind, e.actor, e.actor_name, e.address, e.subject, e.ticket_no, "
            + "e.entry_text, e.times";

    static SealedEntry read(ResultSet row) throws SQLException {
        return new SealedEntry(row.getLong("id"), row.getLong("happened_at"), row.getString("kind"), row.getString("actor"),
                row.getString("actor_name"), row.getString("address"), row.getString("subject"), row.getString("ticket_no"),
                row.getString("entry_text"), row.getLong("times"));
    }
}
