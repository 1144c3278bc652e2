package org.hotline12345.handover;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hotline12345.common.Actors;
import org.hotline12345.common.AuditTrail;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.Units;
import org.hotline12345.ticket.Channel;
import org.hotline12345.ticket.Kind;
import org.hotline12345.ticket.TicketStatus;
import org.hotline12345.workbook.Column;
import org.hotline12345.workbook.Form;
import org.hotline12345.workbook.Writing;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whether what the file tells and what stands here add up: by status, unit, kind, channel and month. What stands here is
 * counted in the tickets themselves, not in the account of the import.
 */
@Component
public class Reconciliation {

    private static final String CLOSED = Arrays.stream(TicketStatus.values()).filter(TicketStatus::isClosed)
            .map(status -> "'" + status.code() + "'").collect(Collectors.joining(", "));
    private static final Form SUMS = new Form("核对", "文件中的件数与本系统中的件数", List.of(column("项目"), column("内容"), column("文件中"),
            column("本次接续"), column("以前已接续"), column("未接续"), column("本系统中"), column("是否一致")));
    private static final Form REFUSED = new Form("未接续", "每件未接续的工单和原因", List.of(column("旧工单号"), column("工单表行号"), column("原因")));
    private static final Form NUMBERS = new Form("新旧工单号", "接续的工单在本系统的编号", List.of(column("旧工单号"), column("工单编号")));

    private final Handovers imports;
    private final Units units;
    private final JdbcClient jdbc;
    private final AuditTrail audit;
    private final Actors actors;
    private final Clock clock;

    Reconciliation(Handovers imports, Units units, JdbcClient jdbc, AuditTrail audit, Actors actors, Clock clock) {
        this.imports = imports;
        this.units = units;
        this.jdbc = jdbc;
        this.audit = audit;
        this.actors = actors;
        this.clock = clock;
    }

    private static Column column(String head) {
        return Column.optional(head, head, "", "");
    }

    /**
     * One line.
     *
     * @param by status, unit, kind, channel, month or all
     * @param value its code, or null where the file tells none
     * @param file tickets in the file
     * @param stored tickets found here that are as the file tells
     */
    public record Line(String by, String byName, String value, String name, int file, int imported, int same, int refused, int stored) {

        /** Whether nothing is missing and nothing too many. */
        @JsonProperty
        public boolean agrees() {
            return file == imported + same + refused && stored == imported + same;
        }
    }

    /** Every line, and whether all agree. */
    public record Sheet(Handovers.View of, boolean agrees, List<Line> lines) {
    }

    /** Counted when asked; also while the import runs. */
    @Transactional(readOnly = true)
    public Sheet of(String id) {
        Handovers.View view = imports.get(id);
        List<Line> lines = new ArrayList<>();
        Map<String, Integer> all = stored(id, "'all'", "");
        lines.addAll(lines(id, "all", "合计", "'all'", all, value -> "全部工单"));
        lines.addAll(lines(id, "status", "状态", "h.status", stored(id, "h.status",
                " and (h.status not in (" + CLOSED + ") or t.status = h.status)"), value -> label(TicketStatus.values(), TicketStatus::code, TicketStatus::label, value)));
        lines.addAll(lines(id, "unit", "主办单位", "h.unit", stored(id, "h.unit", " and (h.unit is null or exists (select 1 from ticket_dispatch d "
                + "where d.ticket_no = t.ticket_no and d.unit = h.unit))"), value -> units.find(value).map(Unit::name).orElse(value)));
        lines.addAll(lines(id, "kind", "诉求类型", "h.kind", stored(id, "t.kind", ""), value -> label(Kind.values(), Kind::code, Kind::label, value)));
        lines.addAll(lines(id, "channel", "来源渠道", "h.channel", stored(id, "t.channel", ""), value -> label(Channel.values(), Channel::code, Channel::label, value)));
        lines.addAll(lines(id, "month", "登记月份", "h.registered_month", months(id), value -> value));
        return new Sheet(view, lines.stream().allMatch(Line::agrees), lines);
    }

    private Map<String, Integer> stored(String id, String value, String further) {
        Map<String, Integer> stored = new LinkedHashMap<>();
        jdbc.sql("select " + value + ", count(*) from handover_ticket h join ticket_ticket t on t.ticket_no = h.ticket_no "
                + "where h.import_id = :id and h.state in ('imported', 'same')" + further + " group by " + value).param("id", id).query(row -> {
                    stored.put(key(row.getString(1)), row.getInt(2));
                });
        return stored;
    }

    /** A month whose tickets do not all lie in it counts as none. */
    private Map<String, Integer> months(String id) {
        Map<String, Integer> stored = new LinkedHashMap<>();
        jdbc.sql("select h.registered_month, count(*), min(t.registered_at), max(t.registered_at) from handover_ticket h "
                + "join ticket_ticket t on t.ticket_no = h.ticket_no where h.import_id = :id and h.state in ('imported', 'same') group by h.registered_month")
                .param("id", id).query(row -> {
                    boolean inside = month(row.getLong(3)).equals(row.getString(1)) && month(row.getLong(4)).equals(row.getString(1));
                    stored.put(key(row.getString(1)), inside ? row.getInt(2) : 0);
                });
        return stored;
    }

    private String month(long at) {
        return YearMonth.from(Instant.ofEpochMilli(at).atZone(clock.getZone())).toString();
    }

    private static String key(String value) {
        return value == null ? "" : value;
    }

    private List<Line> lines(String id, String by, String byName, String column, Map<String, Integer> stored, Function<String, String> name) {
        Map<String, int[]> counts = new TreeMap<>();
        jdbc.sql("select " + column + ", h.state, count(*) from handover_ticket h where h.import_id = :id group by " + column + ", h.state")
                .param("id", id).query(row -> {
                    int[] of = counts.computeIfAbsent(key(row.getString(1)), value -> new int[4]);
                    int count = row.getInt(3);
                    of[0] += count;
                    switch (row.getString(2)) {
                        case "imported" -> of[1] += count;
                        case "same" -> of[2] += count;
                        case "refused" -> of[3] += count;
                        default -> {
                            // Still waits, and so does not agree yet.
                        }
                    }
                });
        return counts.entrySet().stream().map(entry -> new Line(by, byName, entry.getKey().isEmpty() ? null : entry.getKey(),
                entry.getKey().isEmpty() ? "（未写）" : name.apply(entry.getKey()), entry.getValue()[0], entry.getValue()[1], entry.getValue()[2],
                entry.getValue()[3], stored.getOrDefault(entry.getKey(), 0))).toList();
    }

    private static <E> String label(E[] values, Function<E, String> code, Function<E, String> label, String value) {
        return Arrays.stream(values).filter(one -> code.apply(one).equals(value)).map(label).findFirst().orElse(value);
    }

    /** The same as a workbook, with every refused ticket and the new number of every other. */
    @Transactional
    public void write(String id, OutputStream out) {
        Sheet sheet = of(id);
        try (Writing writing = new Writing()) {
            Map<String, String> facts = new LinkedHashMap<>();
            facts.put("内容", "旧系统接续核对表");
            facts.put("旧系统", sheet.of().system());
            facts.put("文件", sheet.of().fileName());
            facts.put("文件 SHA-256", sheet.of().fileHash());
            facts.put("是否一致", sheet.agrees() ? "一致" : "不一致");
            facts.put("制表人", actors.current().id());
            facts.put("制表时间", DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").format(clock.instant().atZone(clock.getZone())));
            writing.about("说明", facts);
            Writing.Rows sums = writing.sheet(SUMS);
            sheet.lines().forEach(line -> sums.row(List.of(line.byName(), line.name(), line.file(), line.imported(), line.same(), line.refused(),
                    line.stored(), line.agrees() ? "一致" : "不一致")));
            refused(id, writing.sheet(REFUSED));
            Writing.Rows numbers = writing.sheet(NUMBERS);
            jdbc.sql("select old_number, ticket_no from handover_ticket where import_id = :id and state in ('imported', 'same') order by seq")
                    .param("id", id).query(row -> {
                        numbers.row(List.of(row.getString(1), row.getString(2)));
                    });
            writing.to(out);
        }
        audit.record(new AuditTrail.Entry(AuditTrail.EXPORT, sheet.of().fileName(), "导出旧系统接续核对表：" + sheet.of().tickets() + "件"));
    }

    private void refused(String id, Writing.Rows rows) {
        Map<String, String> reasons = new LinkedHashMap<>();
        jdbc.sql("select old_number, message from handover_problem where import_id = :id order by seq").param("id", id).query(row -> {
            reasons.merge(key(row.getString(1)), row.getString(2), (one, other) -> one + "\n" + other);
        });
        jdbc.sql("select old_number, row_no from handover_ticket where import_id = :id and state = 'refused' order by seq").param("id", id).query(row -> {
            rows.row(Arrays.asList(row.getString(1), row.getInt(2), reasons.remove(row.getString(1))));
        });
        // About rows of no ticket, or the file as a whole.
        reasons.forEach((number, reason) -> rows.row(Arrays.asList(number, null, reason)));
    }
}
