package org.hotline12345.attachment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hotline12345.ticket.TicketFiles;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Rows of {@code attachment_file}: what is known of a ticket's files, removed ones included. */
@Component
class AttachmentRows {

    private static final String COLUMNS = "select id, ticket_no, file_no, unit, name, type, size_bytes, blob_hash, state, added_at, "
            + "added_by, removed_at, removed_by, removed_reason, released_at from attachment_file ";

    private final JdbcClient jdbc;

    AttachmentRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A file as stored; instants null where it did not happen. */
    record Row(String id, String ticketNo, int number, String unit, String name, FileType type, long size, String blob,
            Attachment.State state, Instant addedAt, String addedBy, Instant removedAt, String removedBy, String removedReason,
            Instant releasedAt) {

        TicketFiles.Facts facts() {
            return new TicketFiles.Facts(unit, addedAt, addedBy, releasedAt != null);
        }

        /** For the history, which must not carry a name. */
        String words() {
            return "附件" + number + "（" + type.kind().label() + "，" + type.code() + "）";
        }
    }

    Optional<Row> find(String ticketNo, String id) {
        return jdbc.sql(COLUMNS + "where id = :id and ticket_no = :no").param("id", id).param("no", ticketNo)
                .query((row, n) -> read(row)).optional();
    }

    /** Every file a ticket ever had, oldest first; bounded by the number a ticket takes. */
    List<Row> of(String ticketNo) {
        return jdbc.sql(COLUMNS + "where ticket_no = :no order by file_no").param("no", ticketNo).query((row, n) -> read(row)).list();
    }

    /** A file that is still there, as the same person's side sent it before. */
    Optional<Row> repeated(String ticketNo, String unit, String sentHash) {
        return jdbc.sql(COLUMNS + "where ticket_no = :no and sent_hash = :hash and state in ('waiting', 'ready')")
                .param("no", ticketNo).param("hash", sentHash).query((row, n) -> read(row)).list().stream()
                .filter(row -> java.util.Objects.equals(row.unit, unit)).findFirst();
    }

    /** Ids of files nobody has looked into yet, those that waited longest first. */
    List<String[]> waiting(int most) {
        return jdbc.sql("select ticket_no, id from attachment_file where waiting_since is not null order by waiting_since limit :most")
                .param("most", most).query((row, n) -> new String[] {row.getString(1), row.getString(2)}).list();
    }

    /** The ticket is locked: nobody else counts its files now. */
    int nextNumber(String ticketNo) {
        return jdbc.sql("select coalesce(max(file_no), 0) + 1 from attachment_file where ticket_no = :no").param("no", ticketNo)
                .query(Integer.class).single();
    }

    void insert(Row row, String sentHash) {
        jdbc.sql("insert into attachment_file (id, ticket_no, file_no, unit, name, type, size_bytes, sent_hash, blob_hash, state, "
                        + "waiting_since, added_at, added_by) values (:id, :no, :number, :unit, :name, :type, :size, :sent, :blob, :state, "
                        + ":waiting, :at, :by)")
                .param("id", row.id).param("no", row.ticketNo).param("number", row.number).param("unit", row.unit)
                .param("name", row.name).param("type", row.type.code()).param("size", row.size).param("sent", sentHash)
                .param("blob", row.blob).param("state", row.state.code())
                .param("waiting", row.state == Attachment.State.WAITING ? row.addedAt.toEpochMilli() : null)
                .param("at", row.addedAt.toEpochMilli()).param("by", row.addedBy).update();
    }

    void ready(String id) {
        jdbc.sql("update attachment_file set state = 'ready', waiting_since = null where id = :id").param("id", id).update();
    }

    /** The content goes, the row stays as a tombstone. */
    void gone(String id, Attachment.State state, Instant at, String by, String reason) {
        jdbc.sql("update attachment_file set state = :state, waiting_since = null, blob_hash = null, removed_at = :at, removed_by = :by, "
                        + "removed_reason = :reason where id = :id")
                .param("state", state.code()).param("at", at.toEpochMilli()).param("by", by).param("reason", reason).param("id", id).update();
    }

    void released(String id, Instant at, String by, String reason) {
        jdbc.sql("update attachment_file set released_at = :at, released_by = :by, released_reason = :reason where id = :id")
                .param("at", at.toEpochMilli()).param("by", by).param("reason", reason).param("id", id).update();
    }

    private static Row read(ResultSet row) throws SQLException {
        return new Row(row.getString("id"), row.getString("ticket_no"), row.getInt("file_no"), row.getString("unit"),
                row.getString("name"), FileType.of(row.getString("type")), row.getLong("size_bytes"), row.getString("blob_hash"),
                Attachment.State.of(row.getString("state")), instant(row, "added_at"), row.getString("added_by"),
                instant(row, "removed_at"), row.getString("removed_by"), row.getString("removed_reason"), instant(row, "released_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
}
