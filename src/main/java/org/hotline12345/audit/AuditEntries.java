package org.hotline12345.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.OutputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.hotline12345.common.Actor;
import org.hotline12345.common.AuditTrail;
import org.hotline12345.common.AuditTrail.Entry;
import org.hotline12345.common.Page;
import org.hotline12345.common.Refusal;
import org.hotline12345.workbook.Column;
import org.hotline12345.workbook.Form;
import org.hotline12345.workbook.Writing;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The trail as its readers see it: newest first, searched, and taken away as a workbook. */
@Component
public class AuditEntries {

    static final int MOST_EXPORTED = 100_000;
    private static final int READ_AT_ONCE = 2_000;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private static final List<Column> COLUMNS = List.of(
            Column.optional("at", "时间", "首次发生的时间", "2026-03-09 14:05:00"),
            Column.optional("kind", "类别", "", "设置"),
            Column.optional("actor", "账号", "", "admin"),
            Column.optional("name", "姓名", "当时的姓名", "系统管理员"),
            Column.optional("address", "来源地址", "", "10.0.0.7"),
            Column.optional("subject", "对象", "", "returns.beforeDutyLeader"),
            Column.optional("ticket", "工单编号", "", "SY202603090000001"),
            Column.optional("text", "说明", "", "由“3”改为“5”，依据热线例会的决定"),
            Column.optional("times", "次数", "一分钟内相同的被拒访问合并", "1"),
            Column.optional("id", "编号", "", "1"));

    private final AuditReaders readers;
    private final AuditChain chain;
    private final AuditTrail trail;
    private final JdbcClient jdbc;
    private final Clock clock;

    AuditEntries(AuditReaders readers, AuditChain chain, AuditTrail trail, JdbcClient jdbc, Clock clock) {
        this.readers = readers;
        this.chain = chain;
        this.trail = trail;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * One row of the trail.
     *
     * @param at the first time, where {@code times} is more than 1
     * @param actorName as of then
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Row(long id, OffsetDateTime at, String kind, String kindName, String actor, String actorName, String address,
            String subject, String ticketNo, String text, long times) {
    }

    /** @param next where the next page begins, or null on the last */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Listing(List<Row> items, String next) {
    }

    /** A place in the trail. */
    private record Place(long at, long id) {

        static Place of(String text) {
            if (text == null || text.isBlank()) {
                return null;
            }
            if (!text.matches("\\d{1,15}-\\d{1,18}")) {
                throw Refusal.invalid("audit.badPlace", "翻页位置不正确，请从第一页查起。");
            }
            int dash = text.indexOf('-');
            return new Place(Long.parseLong(text.substring(0, dash)), Long.parseLong(text.substring(dash + 1)));
        }
    }

    /** Kinds of entries by code, in words; for those who may read the trail. */
    public Map<String, String> kinds() {
        readers.require();
        return AuditKinds.all();
    }

    /**
     * A page, newest first.
     *
     * @param before where the page begins, as the page before said; null for the first
     * @throws Refusal FORBIDDEN {@code audit.notForRole}; INVALID {@code audit.badDates}, {@code audit.tooManyDays}
     */
    @Transactional(readOnly = true)
    public Listing list(AuditFilter filter, String before, int size) {
        readers.require();
        Page.check(0, size);
        List<Row> rows = read(filter.bounded(clock), Place.of(before), size + 1);
        if (rows.size() <= size) {
            return new Listing(rows, null);
        }
        Row last = rows.get(size - 1);
        return new Listing(rows.subList(0, size), last.at().toInstant().toEpochMilli() + "-" + last.id());
    }

    /**
     * Writes down that the rows leave the house, and hands back what writes them.
     *
     * @throws Refusal FORBIDDEN {@code audit.notForRole}; RULE {@code audit.tooMany} for more than {@value #MOST_EXPORTED} rows
     */
    @Transactional
    public Consumer<OutputStream> export(AuditFilter asked) {
        Actor actor = readers.require();
        AuditFilter filter = asked.bounded(clock);
        Map<String, Object> values = new HashMap<>();
        long rows = jdbc.sql("select count(*) from (select 1 as one from audit_entry e where " + filter.where(clock, values)
                + " limit " + (MOST_EXPORTED + 1) + ") counted").params(values).query(Long.class).single();
        if (rows > MOST_EXPORTED) {
            throw Refusal.rule("audit.tooMany", "符合条件的记录超过" + MOST_EXPORTED + "条，请缩小日期范围后分次导出。");
        }
        trail.record(new Entry(AuditTrail.EXPORT, "审计记录", "导出审计记录" + rows + "条，条件：" + filter.inWords()));
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("内容", "审计记录");
        facts.put("条件", filter.inWords());
        facts.put("条数", String.valueOf(rows));
        facts.put("导出人", readers.nameOf(actor.id()) + "（" + actor.id() + "）");
        facts.put("导出时间", TIME.format(clock.instant().atZone(clock.getZone())));
        facts.put("审计链", chain.head().map(head -> "第" + head.seq() + "环 " + head.seal()).orElse("尚无"));
        return out -> write(filter, facts, out);
    }

    private void write(AuditFilter filter, Map<String, String> facts, OutputStream out) {
        try (Writing book = new Writing()) {
            book.about("导出说明", facts);
            Writing.Rows sheet = book.sheet(new Form("审计记录", "审计记录", COLUMNS));
            Place place = null;
            List<Row> rows;
            int written = 0;
            do {
                rows = read(filter, place, READ_AT_ONCE);
                for (Row row : rows) {
                    sheet.row(Arrays.asList(TIME.format(row.at()), row.kindName(), row.actor(), row.actorName(), row.address(),
                            row.subject(), row.ticketNo(), row.text(), row.times(), row.id()));
                    place = new Place(row.at().toInstant().toEpochMilli(), row.id());
                    written++;
                }
            } while (rows.size() == READ_AT_ONCE && written < MOST_EXPORTED);
            book.to(out);
        }
    }

    private List<Row> read(AuditFilter filter, Place before, int most) {
        Map<String, Object> values = new HashMap<>();
        String where = filter.where(clock, values);
        if (before != null) {
            where += " and e.happened_at <= :at and (e.happened_at < :at or e.id < :id)";
            values.put("at", before.at);
            values.put("id", before.id);
        }
        return new ArrayList<>(jdbc.sql("select " + SealedEntry.COLUMNS + " from audit_entry e where " + where
                        + " order by e.happened_at desc, e.id desc limit " + most).params(values)
                .query((row, n) -> row(row)).list());
    }

    private Row row(ResultSet row) throws SQLException {
        SealedEntry entry = SealedEntry.read(row);
        return new Row(entry.id(), Instant.ofEpochMilli(entry.at()).atZone(clock.getZone()).toOffsetDateTime(), entry.kind(),
                AuditKinds.word(entry.kind()), entry.actor(), entry.actorName(), entry.address(), entry.subject(), entry.ticketNo(),
                entry.text(), entry.times());
    }
}
