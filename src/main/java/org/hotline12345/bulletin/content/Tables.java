package org.hotline12345.bulletin.content;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.hotline12345.bulletin.Listed;

/** Tables that several kinds of bulletins have. */
final class Tables {

    private final Reading reading;

    Tables(Reading reading) {
        this.reading = reading;
    }

    /** 各成员单位办件量统计: what each unit was given, answered, let pass and was judged by. */
    Grid units() {
        List<Column> columns = List.of(Column.words("unit", "承办单位"), Column.amounts("assigned", "交办总量"),
                Column.amounts("handled", "已办理总量"), Column.amounts("overdue", "超时量"), Column.amounts("calledBack", "回访量"),
                Column.amounts("satisfied", "市民满意"), Column.behind("satisfiedShare", "满意率"),
                Column.amounts("dissatisfied", "市民不满意"), Column.behind("dissatisfiedShare", "不满意率"));
        List<Row> rows = reading.units("assigned", "handled", "overdue", "calledBack").stream()
                .map(unit -> unitRow(unit, reading.unitName(unit), measure -> reading.n(measure, unit))).toList();
        Row total = unitRow(Row.TOTAL, "合计", measure -> rows.stream().map(Row::key).mapToLong(unit -> reading.n(measure, unit)).sum());
        String note = "满意率＝市民满意÷回访量，不满意率＝100%－满意率。";
        if (reading.hotlineUnit() != null && reading.n("handled", reading.hotlineUnit()) > 0) {
            long calledBack = reading.withoutHotline("calledBack");
            long satisfied = reading.withoutHotline("satisfied");
            note += "不含" + reading.unitName(reading.hotlineUnit()) + "自办件，满意" + satisfied + "件，回访" + calledBack + "件，满意率"
                    + reading.share(satisfied, calledBack) + "。";
        }
        return new Grid("units", "各成员单位办件量统计", columns, rows, rows.isEmpty() ? null : total, note);
    }

    private static Row unitRow(String key, String name, ToLongFunction<String> count) {
        long calledBack = count.applyAsLong("calledBack");
        long satisfied = count.applyAsLong("satisfied");
        long dissatisfied = count.applyAsLong("dissatisfied");
        return Row.of(key, new Cell.Words(name), new Cell.Amount(count.applyAsLong("assigned")), new Cell.Amount(count.applyAsLong("handled")),
                new Cell.Amount(count.applyAsLong("overdue")), new Cell.Amount(calledBack),
                new Cell.Amount(satisfied), new Cell.Share(satisfied, calledBack, false),
                new Cell.Amount(dissatisfied), new Cell.Share(dissatisfied, calledBack, true));
    }

    /** 各成员单位超期工单统计: the units of {@link #units} with anything overdue, the most first. */
    Grid overdue() {
        return counted("overdue", "各成员单位超期工单统计", "网络单位", "overdue", "超期工单(件)", reading.ranked("overdue"), null);
    }

    /** Names with one count each and, where it adds up, their sum. */
    Grid counted(String code, String title, String what, String column, String counted, List<Reading.Counted> items, String note) {
        List<Row> rows = items.stream().map(item -> Row.of(item.code().isEmpty() ? "none" : item.code(), new Cell.Words(item.name()),
                new Cell.Amount(item.count()))).toList();
        Row total = Row.of(Row.TOTAL, new Cell.Words("合计"), new Cell.Amount(items.stream().mapToLong(Reading.Counted::count).sum()));
        return new Grid(code, title, List.of(Column.words("name", what), Column.amounts(column, counted)), rows, rows.isEmpty() ? null : total, note);
    }

    /** The same with each one's share of a base. */
    Grid shared(String code, String title, String what, String column, List<Reading.Counted> items, long base, String note) {
        List<Row> rows = items.stream().map(item -> Row.of(item.code().isEmpty() ? "none" : item.code(), new Cell.Words(item.name()),
                new Cell.Amount(item.count()), new Cell.Share(item.count(), base, false))).toList();
        long sum = items.stream().mapToLong(Reading.Counted::count).sum();
        Row total = Row.of(Row.TOTAL, new Cell.Words("合计"), new Cell.Amount(sum), new Cell.Share(sum, base, false));
        return new Grid(code, title, List.of(Column.words("name", what), Column.amounts(column, "件数"), Column.ratios("share", "占比")),
                rows, rows.isEmpty() ? null : total, note);
    }

    /** 省平台抽查回访不满意工单统计. */
    Grid spotChecks() {
        List<Row> rows = new ArrayList<>();
        for (Listed listed : reading.frozen().listed(Listed.SPOT_CHECK)) {
            rows.add(Row.of(listed.unit() + "/" + rows.size(), new Cell.Words(listed.on() == null ? "" : String.valueOf(listed.on().getMonthValue())),
                    new Cell.Words(reading.unitName(listed.unit())), new Cell.Amount(listed.amount()), new Cell.Words(listed.what())));
        }
        Row total = Row.of(Row.TOTAL, new Cell.Words("合计"), new Cell.Words(""),
                new Cell.Amount(reading.frozen().listed(Listed.SPOT_CHECK).stream().mapToLong(Listed::amount).sum()), new Cell.Words(""));
        return new Grid("spotChecks", "省12345指挥监管平台抽查回访不满意工单统计", List.of(Column.words("month", "月份"), Column.words("unit", "网络单位"),
                Column.amounts("amount", "件数(件)"), Column.words("result", "办结结果满意度")), rows, rows.size() > 1 ? total : null,
                "来源为省平台抽查，不计入满意率。");
    }

    /** Rows of one list: tickets or units with their rung; {@code note} beneath, or null. */
    Grid list(String list, String code, String title, String note) {
        List<Row> rows = new ArrayList<>();
        for (Listed listed : reading.frozen().listed(list)) {
            rows.add(Row.of(list + "/" + rows.size(), new Cell.Words(listed.ticketNo() == null ? "—" : listed.ticketNo()),
                    new Cell.Words(reading.unitName(listed.unit())), new Cell.Words(listed.what()), new Cell.Words(Reading.day(listed.on())),
                    new Cell.Amount(listed.amount())));
        }
        boolean tickets = !Listed.INTERVIEW.equals(list);
        return new Grid(code, title, List.of(Column.words("ticketNo", "工单编号"), Column.words("unit", "承办单位"), Column.words("what", "处置阶段"),
                Column.words("on", tickets ? "应办结日期" : "日期"), new Column("amount", tickets ? "超期天数" : "件数", false, false)), rows, null, note);
    }

    /** 原通报 beside 复算. */
    Grid reported(List<Row> rows) {
        return new Grid("reported", "原通报与复算对照", List.of(Column.words("what", "指标"), Column.words("printed", "原通报"),
                Column.words("recomputed", "复算"), Column.words("source", "出处")), rows, null, "原通报为该市公开文件所载，复算为按本系统工单重新计算。");
    }
}
