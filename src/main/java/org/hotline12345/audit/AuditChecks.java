package org.hotline12345.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.hotline12345.common.AuditTrail;
import org.hotline12345.common.AuditTrail.Entry;
import org.hotline12345.common.Background;
import org.hotline12345.common.BackgroundWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Goes through the whole chain in the background and says whether an entry was changed, taken out or slipped in. A chain
 * cut off at its end is found by the heads of earlier checks.
 */
@Component
public class AuditChecks implements BackgroundWork {

    private static final Logger LOG = LoggerFactory.getLogger(AuditChecks.class);
    private static final String NAME = "audit-check";
    private static final int LINKS_A_STEP = 10_000;
    private static final int READ_AT_ONCE = 1_000;

    private final AuditReaders readers;
    private final AuditChain chain;
    private final AppendOnly guard;
    private final Seals seals;
    private final AuditTrail trail;
    private final Background background;
    private final JdbcClient jdbc;
    private final Clock clock;

    AuditChecks(AuditReaders readers, AuditChain chain, AppendOnly guard, Seals seals, AuditTrail trail, Background background, JdbcClient jdbc, Clock clock) {
        this.readers = readers;
        this.chain = chain;
        this.guard = guard;
        this.seals = seals;
        this.trail = trail;
        this.background = background;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * One check.
     *
     * @param checked links looked at so far
     * @param result {@code running}, {@code intact} or {@code broken}
     * @param finding where and how it is broken, in words; null otherwise
     * @param headSeal seal of the last link checked: written down elsewhere, it proves later that nothing was cut off
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Check(long id, OffsetDateTime startedAt, String startedByName, OffsetDateTime finishedAt, long checked,
            String result, String finding, String headSeal) {
    }

    private record Link(long seq, long entryId, String seal, SealedEntry entry) {
    }

    /** Starts a check, or tells of the one under way. @throws Refusal FORBIDDEN {@code audit.notForRole} */
    @Transactional
    public Check start() {
        String who = readers.require().id();
        List<Check> running = list().stream().filter(check -> check.result().equals("running")).toList();
        if (!running.isEmpty()) {
            return running.get(0);
        }
        KeyHolder key = new GeneratedKeyHolder();
        jdbc.sql("insert into audit_check (started_at, started_by, checked, result) values (:at, :by, 0, 'running')")
                .param("at", clock.millis()).param("by", readers.nameOf(who)).update(key, "id");
        long id = key.getKey().longValue();
        trail.record(new Entry(AuditTrail.AUDIT, "审计链", "发起完整性校验"));
        background.start(NAME, String.valueOf(id));
        return require(id);
    }

    /** The last ten checks, newest first. @throws Refusal FORBIDDEN {@code audit.notForRole} */
    @Transactional(readOnly = true)
    public List<Check> list() {
        readers.require();
        return jdbc.sql("select * from audit_check order by id desc limit 10").query((row, n) -> check(row)).list();
    }

    /** Whether the database itself refuses to change the trail. */
    public boolean isGuarded() {
        return guard.isGuarded();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean step(String key) {
        long id = Long.parseLong(key);
        long done = jdbc.sql("select checked from audit_check where id = :id").param("id", id).query(Long.class).single();
        if (done == 0) {
            chain.link(true);
            String cut = cutOff();
            if (cut != null) {
                return ends(id, 0, "broken", cut, null);
            }
        }
        String seal = done == 0 ? Seals.FIRST : chain.sealAt(done).orElse("");
        for (long end = done + LINKS_A_STEP; done < end;) {
            List<Link> links = links(done);
            for (Link link : links) {
                String wrong = wrong(done + 1, seal, link);
                if (wrong != null) {
                    return ends(id, done, "broken", wrong, null);
                }
                done = link.seq;
                seal = link.seal;
            }
            if (links.size() < READ_AT_ONCE) {
                return ends(id, done, "intact", null, seal);
            }
        }
        jdbc.sql("update audit_check set checked = :done where id = :id").param("done", done).param("id", id).update();
        return true;
    }

    private String wrong(long seq, String before, Link link) {
        if (link.seq != seq) {
            return "第" + seq + "环缺失";
        }
        if (link.entry == null) {
            return "第" + seq + "环所记的审计记录（编号" + link.entryId + "）已不存在";
        }
        return seals.over(before, link.entry).equals(link.seal) ? null
                : "第" + seq + "环与审计记录（编号" + link.entryId + "）不符，记录或链被改动过";
    }

    private String cutOff() {
        return jdbc.sql("select checked, head_seal from audit_check where result = 'intact' and head_seal is not null order by id desc limit 1")
                .query((row, n) -> row.getLong("checked") == 0 || chain.sealAt(row.getLong("checked")).orElse("").equals(row.getString("head_seal"))
                        ? "" : "上次校验到的第" + row.getLong("checked") + "环已不存在或已被改动").optional().filter(text -> !text.isEmpty()).orElse(null);
    }

    private boolean ends(long id, long checked, String result, String finding, String seal) {
        jdbc.sql("update audit_check set checked = :checked, result = :result, finding = :finding, head_seal = :seal, finished_at = :at "
                        + "where id = :id").param("checked", checked).param("result", result).param("finding", finding)
                .param("seal", checked == 0 ? null : seal).param("at", clock.millis()).param("id", id).update();
        if (finding == null) {
            // The log leaves the house by other ways than the database: a later cut can be proven by it.
            LOG.info("audit chain intact: {} links, head {}", checked, seal);
        } else {
            LOG.error("audit chain broken: {}", finding);
        }
        trail.record(new Entry(AuditTrail.AUDIT, "审计链", finding == null ? "完整性校验通过，共" + checked + "环" : "完整性校验未通过：" + finding));
        return false;
    }

    private List<Link> links(long after) {
        return jdbc.sql("select l.seq, l.entry_id, l.seal, " + SealedEntry.COLUMNS + " from audit_link l left join audit_entry e "
                        + "on e.id = l.entry_id where l.seq > :after order by l.seq limit " + READ_AT_ONCE).param("after", after)
                .query((row, n) -> new Link(row.getLong("seq"), row.getLong("entry_id"), row.getString("seal"),
                        row.getString("kind") == null ? null : SealedEntry.read(row))).list();
    }

    private Check require(long id) {
        return jdbc.sql("select * from audit_check where id = :id").param("id", id).query((row, n) -> check(row)).single();
    }

    private Check check(ResultSet row) throws SQLException {
        return new Check(row.getLong("id"), time(row, "started_at"), row.getString("started_by"), time(row, "finished_at"),
                row.getLong("checked"), row.getString("result"), row.getString("finding"), row.getString("head_seal"));
    }

    private OffsetDateTime time(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis).atZone(clock.getZone()).toOffsetDateTime();
    }
}
