package org.hotline12345.bulletin;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.Refusal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What is on record about a bulletin: its steps, objections, snapshots and issued files. */
@Component("bulletinRecords")
public class Records {

    private final Editions editions;
    private final Snapshots snapshots;
    private final Shares shares;
    private final FigureChanges changes;
    private final Sight sight;
    private final Journal journal;
    private final Actors actors;
    private final JdbcClient jdbc;

    Records(Editions editions, Snapshots snapshots, Shares shares, FigureChanges changes, Sight sight, Journal journal, Actors actors, JdbcClient jdbc) {
        this.editions = editions;
        this.snapshots = snapshots;
        this.shares = shares;
        this.changes = changes;
        this.sight = sight;
        this.journal = journal;
        this.actors = actors;
        this.jdbc = jdbc;
    }

    /** A kept file. */
    public record Kept(String format, String name, long size, String sha256) {
    }

    /** A kept file with its bytes. */
    public record Bytes(String name, byte[] content) {
    }

    /** What was done with it, oldest first; for those who see drafts. */
    @Transactional(readOnly = true)
    public List<Journal.Step> steps(String id) {
        sight.staffs(id);
        return journal.of(id);
    }

    /** Units asked and how they answered, and every objection with its ruling; a unit sees its own. */
    @Transactional(readOnly = true)
    public Map<String, List<?>> objections(String id) {
        Actor actor = actors.current();
        editions.require(id);
        List<Shares.Share> asked = shares.of(id);
        List<Shares.Objection> raised = shares.objections(id);
        if (!Readers.seesAll(actor)) {
            Set<String> mine = actor.units();
            asked = asked.stream().filter(share -> mine.contains(share.unit())).toList();
            raised = raised.stream().filter(objection -> mine.contains(objection.unit())).toList();
            if (asked.isEmpty()) {
                // Not asked: then only what was issued to it.
                sight.readable(id);
            }
        }
        return Map.of("units", asked, "objections", raised);
    }

    /** Cells two snapshots of a bulletin do not agree on, at most 2,000. */
    @Transactional(readOnly = true)
    public List<Change> differences(String id, long before, long after) {
        sight.staffs(id);
        Set<Long> own = snapshots.taken(id).stream().map(Taken::id).collect(Collectors.toSet());
        if (!own.contains(before) || !own.contains(after)) {
            throw Editions.unknown();
        }
        return changes.between(before, after).stream().limit(2000).toList();
    }

    /** Files kept since the issue. */
    @Transactional(readOnly = true)
    public List<Kept> files(String id) {
        sight.readable(id);
        return jdbc.sql("select format, name, octet_length(content), sha256 from bulletin_file where bulletin_id = :id order by format").param("id", id)
                .query((row, n) -> new Kept(row.getString(1), row.getString(2), row.getLong(3), row.getString(4))).list();
    }

    /** One kept file, byte for byte as it was issued. */
    @Transactional(readOnly = true)
    public Bytes file(String id, String format) {
        sight.readable(id);
        return jdbc.sql("select name, content from bulletin_file where bulletin_id = :id and format = :format").param("id", id).param("format", format)
                .query((row, n) -> new Bytes(row.getString(1), row.getBytes(2))).optional()
                .orElseThrow(() -> Refusal.unknown("bulletin.noFile", "没有这种格式的文件；印发之后才有文件。"));
    }
}
