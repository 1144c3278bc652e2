package org.hotline12345.bulletin.content;

import java.util.ArrayList;
import java.util.List;
import org.hotline12345.report.ListRules;
import org.hotline12345.report.Rate;

/** 三率考核通报: three rates with the units at their ends, why, what is overdue, and what is referred. */
final class Assessment {

    /** Settings of a city that name its three rates, in the order they are reported. */
    private static final List<String> THREE = List.of("report.satisfactionRate", "report.onceClosedRate", "report.instantRate");
    private static final int CAUSES = 3;
    private static final int WORST = 5;

    private Assessment() {
    }

    static List<Grid> write(Reading reading, Outline outline) {
        Tables tables = new Tables(reading);
        basics(reading, outline);
        outline.section(2, "rates", "“三率”情况");
        for (String setting : THREE) {
            reading.rateOf(setting).ifPresent(rate -> rate(reading, outline, setting, rate));
        }
        outline.section(1, "analysis", "数据分析");
        dissatisfied(reading, tables, outline);
        notOnce(reading, tables, outline);
        notAtOnce(reading, tables, outline);
        overdue(reading, tables, outline);
        Periodic.ladder(reading, outline, tables);
        outline.written(1, "next", "下一步工作要求");
        return List.of(ratesOfUnits(reading), tables.units(), tables.overdue());
    }

    private static void basics(Reading reading, Outline outline) {
        outline.section(1, "basics", "基本情况").section(2, "data", "基本数据");
        Assessed assessed = Assessed.of(reading);
        outline.say("应参加考核的成员单位" + (assessed.units().size() + assessed.below().size()) + "家，其中有" + assessed.below().size()
                + "家总办件量少于" + assessed.minimum() + "件不纳入考核，实际参与考核的成员单位共计" + assessed.units().size() + "家。热线共受理办件"
                + reading.n("received") + "件，日均受理" + new Cell.Mean(reading.n("received"), reading.days(), 1, 0, "件").text() + "。");
    }

    private static void rate(Reading reading, Outline outline, String setting, Rate rate) {
        Assessed assessed = Assessed.of(reading);
        long part = reading.n(rate.numerator());
        long base = reading.n(rate.denominator());
        outline.section(3, "rate-" + rate.code(), rate.name() + "情况").say("基数" + base + "件，其中" + part + "件，" + rate.name() + "为"
                + reading.share(part, base) + "。" + (rate.note().isEmpty() ? "" : "口径：" + rate.note() + "。"));
        assessed.lists(setting, rate).forEach(outline::show);
    }

    private static void dissatisfied(Reading reading, Tables tables, Outline outline) {
        long bad = reading.n("dissatisfied");
        List<Reading.Counted> matters = reading.matters("dissatisfied", null);
        outline.section(2, "dissatisfied", "回访不满意数据分析").say("回访不满意" + bad + "件" + (matters.isEmpty() ? "。" : "，所涉及的主要问题为："
                + Reading.named(matters, CAUSES, "件") + "。")).say(bad == 0 ? "" : "其中，回访市民表示问题未得到解决" + reading.n("notSolved")
                + "件，占不满意办件的" + reading.share(reading.n("notSolved"), bad) + "。")
                .show(tables.shared("dissatisfiedMatters", "不满意办件涉及的主要问题", "事项", "dissatisfied", first(matters), bad, rest(matters)));
    }

    private static void notOnce(Reading reading, Tables tables, Outline outline) {
        long notOnce = reading.n("closedDispatched") - reading.n("closedOnce");
        List<Reading.Counted> matters = reading.mattersLess("closedDispatched", "closedOnce");
        outline.section(2, "notOnce", "未一次办结数据分析").say("未一次办结" + notOnce + "件" + (matters.isEmpty() ? "。" : "，涉及的主要问题为："
                + Reading.named(matters, CAUSES, "件") + "。")).say(notOnce == 0 ? "" : "其中，市民诉求未得到解决" + reading.n("notOnceNotSolved")
                + "件，占未一次办结办件的" + reading.share(reading.n("notOnceNotSolved"), notOnce) + "。")
                .show(tables.shared("notOnceMatters", "未一次办结涉及的主要问题", "事项", "notOnce", first(matters), notOnce, rest(matters)));
    }

    private static void notAtOnce(Reading reading, Tables tables, Outline outline) {
        long rest = reading.n("consults") - reading.n("consultsAnsweredAtOnce");
        List<Reading.Counted> matters = reading.mattersLess("consults", "consultsAnsweredAtOnce");
        outline.section(2, "notAtOnce", "未即时办结数据分析").say("未即时办结的咨询" + rest + "件" + (matters.isEmpty() ? "。" : "，涉及的主要问题为："
                + Reading.names(matters, CAUSES) + "。"))
                .show(tables.shared("notAtOnceMatters", "未即时办结的咨询涉及的主要问题", "事项", "notAtOnce", first(matters), rest, rest(matters)));
    }

    private static void overdue(Reading reading, Tables tables, Outline outline) {
        outline.section(1, "overdue", "逾期件情况").say("咨询类办件总量" + reading.n("consults") + "件，逾期" + reading.n("overdueConsults") + "件，占"
                + reading.share(reading.n("overdueConsults"), reading.n("consults")) + "；投诉类办件总量" + reading.n("complaints") + "件，逾期"
                + reading.n("overdueComplaints") + "件，占" + reading.share(reading.n("overdueComplaints"), reading.n("complaints"))
                + "。既非咨询也非投诉的" + (reading.n("received") - reading.n("consults") - reading.n("complaints")) + "件不在其内。");
        List<Reading.Counted> worst = reading.ranked("overdue");
        if (!worst.isEmpty()) {
            outline.say("逾期办件较多的单位：" + Reading.names(worst, WORST) + "。")
                    .draw(new Chart("overdue", "逾期办件较多的单位", Chart.Shape.BARS, "件", Monthly.points(worst, 8)));
        }
    }

    /** Counts behind the three rates of every assessed unit, so that no rate is shown alone. */
    private static Grid ratesOfUnits(Reading reading) {
        List<Rate> rates = THREE.stream().flatMap(setting -> reading.rateOf(setting).stream()).toList();
        List<Column> columns = new ArrayList<>(List.of(Column.words("unit", "成员单位"), Column.amounts("volume", "办件量")));
        for (Rate rate : rates) {
            columns.add(Column.amounts(rate.code() + "Base", rate.name() + "基数"));
            columns.add(Column.amounts(rate.code() + "Part", "其中"));
            columns.add(Column.behind(rate.code(), rate.name()));
        }
        columns.add(Column.amounts("overdue", "逾期"));
        Assessed assessed = Assessed.of(reading);
        List<Row> rows = assessed.units().stream().map(unit -> ratesRow(unit, reading.unitName(unit), rates, measure -> reading.n(measure, unit))).toList();
        Row total = ratesRow(Row.TOTAL, "合计", rates, measure -> assessed.units().stream().mapToLong(unit -> reading.n(measure, unit)).sum());
        return new Grid("rates", "成员单位三率情况", columns, rows, rows.isEmpty() ? null : total, assessed.note());
    }

    private static Row ratesRow(String key, String name, List<Rate> rates, java.util.function.ToLongFunction<String> count) {
        List<Cell> cells = new ArrayList<>(List.of(new Cell.Words(name), new Cell.Amount(count.applyAsLong(ListRules.VOLUME))));
        for (Rate rate : rates) {
            long base = count.applyAsLong(rate.denominator());
            long part = count.applyAsLong(rate.numerator());
            cells.add(new Cell.Amount(base));
            cells.add(new Cell.Amount(part));
            cells.add(new Cell.Share(part, base, false));
        }
        cells.add(new Cell.Amount(count.applyAsLong("overdue")));
        return new Row(key, cells);
    }

    private static List<Reading.Counted> first(List<Reading.Counted> matters) {
        return matters.stream().limit(CAUSES).toList();
    }

    private static String rest(List<Reading.Counted> matters) {
        return matters.size() > CAUSES ? "另有" + (matters.size() - CAUSES) + "项未列。" : null;
    }
}
