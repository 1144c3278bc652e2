package org.hotline12345.design;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes and reads the record of publications. */
@Component
class PublicationRows {

    private final JdbcClient jdbc;
    private final Contents contents;
    private final Clock clock;

    PublicationRows(JdbcClient jdbc, Contents contents, Clock clock) {
        this.jdbc = jdbc;
        this.contents = contents;
        this.clock = clock;
    }

    /** Who put what into force, and why. */
    record Entry(String id, String author, String approvedBy, String origin, String note, boolean migrate) {
    }

    void write(Entry entry, String deployment, Map<String, byte[]> before, Map<String, byte[]> after) {
        contents.keep(after.values());
        contents.keep(before.values());
        long number = jdbc.sql("select coalesce(max(seq), 0) + 1 from design_publication").query(Long.class).single();
        jdbc.sql("insert into design_publication (id, seq, published_at, author, approved_by, origin, note, deployment, migration, "
                        + "migrated, left_behind) values (:id, :seq, :at, :author, :approved, :origin, :note, :deployment, :migration, 0, 0)")
                .param("id", entry.id).param("seq", number).param("at", clock.millis()).param("author", entry.author)
                .param("approved", entry.approvedBy).param("origin", entry.origin).param("note", entry.note)
                .param("deployment", deployment).param("migration", entry.migrate ? "running" : "none").update();
        Map<String, String> old = Contents.hashes(before);
        Map<String, String> now = Contents.hashes(after);
        TreeSet<String> resources = new TreeSet<>(old.keySet());
        resources.addAll(now.keySet());
        resources.forEach(resource -> jdbc.sql("insert into design_publication_file (publication, resource, hash, hash_before) "
                        + "values (:publication, :resource, :hash, :before)").param("publication", entry.id).param("resource", resource)
                .param("hash", now.get(resource)).param("before", old.get(resource)).update());
    }

    List<Publication> page(int page, int size) {
        return jdbc.sql("select * from design_publication order by seq desc limit :limit offset :offset")
                .param("limit", size).param("offset", (long) page * size).query((row, n) -> publication(row, false)).list();
    }

    long count() {
        return jdbc.sql("select count(*) from design_publication").query(Long.class).single();
    }

    /** With what changed in words. */
    Optional<Publication> find(String id) {
        return jdbc.sql("select * from design_publication where id = :id").param("id", id).query((row, n) -> publication(row, true)).optional();
    }

    Map<String, Publication> byDeployment() {
        Map<String, Publication> publications = new HashMap<>();
        jdbc.sql("select * from design_publication").query((row, n) -> publication(row, List.of())).list()
                .forEach(publication -> publications.put(publication.deployment(), publication));
        return publications;
    }

    /** For each file in force, the publication that last changed it. */
    Map<String, Publication> lastChanges() {
        Map<String, Publication> last = new HashMap<>();
        jdbc.sql("select f.resource, p.* from design_publication p join design_publication_file f on f.publication = p.id "
                + "join (select g.resource, max(q.seq) as seq from design_publication_file g join design_publication q on q.id = g.publication "
                + "where g.hash <> g.hash_before or g.hash_before is null group by g.resource) newest "
                + "on newest.resource = f.resource and newest.seq = p.seq").query(row -> {
                    last.put(row.getString(1), publication(row, List.of()));
                });
        return last;
    }

    /** Ids of the publications that changed the file. */
    List<String> thatChanged(String resource) {
        return jdbc.sql("select publication from design_publication_file where resource = :resource "
                + "and (hash is null or hash_before is null or hash <> hash_before)").param("resource", resource).query(String.class).list();
    }

    /** The whole set before the publication: resource name to hash. */
    Map<String, String> setBefore(String id) {
        Map<String, String> set = new TreeMap<>();
        jdbc.sql("select resource, hash_before from design_publication_file where publication = :id and hash_before is not null")
                .param("id", id).query(row -> {
                    set.put(row.getString(1), row.getString(2));
                });
        return set;
    }

    private Publication publication(ResultSet row, boolean inWords) throws SQLException {
        String id = row.getString("id");
        record Changed(String resource, String hash, String before) {
        }
        List<Changed> changed = jdbc.sql("select resource, hash, hash_before from design_publication_file where publication = :id "
                        + "order by resource").param("id", id)
                .query((file, n) -> new Changed(file.getString(1), file.getString(2), file.getString(3))).list().stream()
                .filter(file -> !Objects.equals(file.hash, file.before)).toList();
        Map<String, byte[]> texts = new HashMap<>();
        if (inWords) {
            List<String> hashes = new ArrayList<>();
            changed.forEach(file -> {
                hashes.add(file.hash);
                hashes.add(file.before);
            });
            hashes.removeIf(Objects::isNull);
            texts.putAll(contents.of(hashes));
        }
        return publication(row, changed.stream().map(file -> new Publication.File(file.resource, Changes.kind(file.before, file.hash),
                inWords ? Changes.inWords(file.resource, texts.get(file.before), texts.get(file.hash)) : null)).toList());
    }

    private Publication publication(ResultSet row, List<Publication.File> files) throws SQLException {
        return new Publication(row.getString("id"), row.getLong("seq"),
                Instant.ofEpochMilli(row.getLong("published_at")).atZone(clock.getZone()).toOffsetDateTime(), row.getString("author"),
                row.getString("approved_by"), row.getString("origin"), row.getString("note"), files, row.getString("migration"),
                row.getLong("migrated"), row.getLong("left_behind"), row.getString("deployment"));
    }
}
