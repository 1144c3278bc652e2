package org.hotline12345.bulletin.content;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.hotline12345.report.Dimension;
import org.hotline12345.report.Figures;

/** 月度数据图: calls and tickets of a month at a glance, with what is asked and complained about most. */
final class Facts {

    private static final int TOP = 5;
    private static final int UNITS = 3;

    private Facts() {
    }

    static List<Grid> write(Reading reading, Outline outline) {
        Tables tables = new Tables(reading);
        calls(reading, outline.section(1, "calls", "来电总量"));
        long valid = reading.n("received");
        List<Reading.Counted> matterUnits = reading.by("received", Dimension.UNIT).stream().filter(unit -> !unit.code().isEmpty()).toList();
        outline.section(1, "tickets", "有效工单").say("形成有效工单" + valid + "件。");
        if (!matterUnits.isEmpty()) {
            outline.say("涉及较多的单位：" + Reading.named(matterUnits, UNITS, "件") + "。")
                    .show(tables.shared("matterUnits", "各单位工单总量", "归口单位", "received", matterUnits, valid,
                            "按归口单位统计，不论是否派单；占比的基数为有效工单。"))
                    .draw(new Chart("matterUnits", "各单位工单总量", Chart.Shape.BARS, "件", Monthly.points(matterUnits, 8)));
        }
        long given = reading.withoutHotline("assigned");
        long answered = reading.withoutHotline("handled");
        outline.section(1, "handled", "下派和反馈").say("下派成员单位工单" + given + "件，其中已反馈" + answered + "件，办结率" + reading.share(answered, given) + "。");
        top(reading, outline, tables, "consults", "咨询类", "consult");
        top(reading, outline, tables, "complaints", "投诉类", "complaint");
        outline.written(1, "cases", "典型案例");
        outline.written(1, "merged", "热线归并情况");
        return List.of(handed(reading), kinds(reading));
    }

    private static void calls(Reading reading, Outline outline) {
        Figures figures = reading.frozen().figures();
        long in = reading.n("callsIn");
        long invalid = reading.n("callsInvalid");
        outline.say("接听群众来电" + in + "个，其中无效电话" + invalid + "个，有效电话" + (in - invalid) + "个。");
        figures.by("callsIn", Dimension.DAY).entrySet().stream().max(Map.Entry.<String, Long>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder()))).ifPresent(peak -> outline.say("话务量最高为"
                + Reading.day(java.time.LocalDate.parse(peak.getKey())) + "，当天接听" + peak.getValue() + "个，占本期的"
                + reading.share(peak.getValue(), in) + "。"));
        outline.draw(new Chart("callsByDay", "每日来电", Chart.Shape.LINE, "个", days(reading, "callsIn")));
    }

    /** Every day of the period, also those with none. */
    static List<Chart.Point> days(Reading reading, String measure) {
        Map<String, Long> days = reading.frozen().figures().by(measure, Dimension.DAY);
        return days.isEmpty() ? List.of() : reading.from().datesUntil(reading.to().plusDays(1))
                .map(day -> new Chart.Point(day.getMonthValue() + "-" + day.getDayOfMonth(), days.getOrDefault(day.toString(), 0L))).toList();
    }

    private static Grid handed(Reading reading) {
        long given = reading.withoutHotline("assigned");
        long answered = reading.withoutHotline("handled");
        // Also units that only answered what was left from before: the columns add up to all that was answered.
        List<Row> rows = reading.units("assigned", "handled").stream().filter(unit -> !unit.equals(reading.hotlineUnit()))
                .sorted(Comparator.comparing(String::isEmpty).thenComparing(unit -> reading.n("assigned", unit), Comparator.reverseOrder()))
                .map(unit -> Row.of(unit, new Cell.Words(reading.unitName(unit)), new Cell.Amount(reading.n("assigned", unit)),
                        new Cell.Amount(reading.n("handled", unit)), new Cell.Share(reading.n("handled", unit), reading.n("assigned", unit), false)))
                .toList();
        return new Grid("handled", "下派工单和反馈", List.of(Column.words("unit", "承办单位"), Column.amounts("assigned", "下派(件)"),
                Column.amounts("handled", "已反馈(件)"), Column.ratios("share", "办结率")), rows, rows.isEmpty() ? null
                : Row.of(Row.TOTAL, new Cell.Words("合计"), new Cell.Amount(given), new Cell.Amount(answered), new Cell.Share(answered, given, false)),
                "办结率＝已反馈÷下派；热线直接答复的不在其内。");
    }

    private static void top(Reading reading, Outline outline, Tables tables, String measure, String what, String code) {
        List<Reading.Counted> all = reading.matters(measure, null);
        if (all.isEmpty()) {
            return;
        }
        outline.section(1, code, what + "问题前" + Math.min(TOP, all.size()) + "位")
                .say(what + "诉求" + reading.n(measure) + "件，其中" + Reading.named(all, TOP, "件") + "。")
                .show(tables.shared(code + "Top", what + "问题前" + TOP + "位", "事项", measure, all.stream().limit(TOP).toList(), reading.n(measure),
                        all.size() > TOP ? "另有" + (all.size() - TOP) + "项未列，合计不等于总数。" : null))
                .draw(new Chart(code + "Top", what + "问题", Chart.Shape.PIE, "件", Monthly.points(all, TOP)));
    }

    /** A 咨询类 and B 投诉类 by unit. */
    private static Grid kinds(Reading reading) {
        List<Row> rows = reading.units("received", "consults", "complaints").stream().map(unit -> Row.of(unit, new Cell.Words(reading.unitName(unit)),
                new Cell.Amount(reading.n("received", unit)), new Cell.Amount(reading.n("consults", unit)), new Cell.Amount(reading.n("complaints", unit)),
                new Cell.Amount(reading.n("received", unit) - reading.n("consults", unit) - reading.n("complaints", unit)))).toList();
        long[] sums = new long[4];
        rows.forEach(row -> {
            for (int i = 0; i < sums.length; i++) {
                sums[i] += ((Cell.Amount) row.cells().get(i + 1)).n();
            }
        });
        return new Grid("kindsByUnit", "各单位诉求类型统计", List.of(Column.words("unit", "归口单位"), Column.amounts("received", "合计"),
                Column.amounts("consults", "咨询类"), Column.amounts("complaints", "投诉举报类"), Column.amounts("others", "其他")), rows, rows.isEmpty() ? null
                : Row.of(Row.TOTAL, new Cell.Words("合计"), new Cell.Amount(sums[0]), new Cell.Amount(sums[1]), new Cell.Amount(sums[2]),
                        new Cell.Amount(sums[3])), null);
    }
}
