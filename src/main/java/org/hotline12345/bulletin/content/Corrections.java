package org.hotline12345.bulletin.content;

import java.util.List;
import org.hotline12345.bulletin.Change;
import org.hotline12345.bulletin.Corrected;
import org.hotline12345.report.Dimension;

/** 更正内容: which figure was what, before anything else that stands in a correction. Without a number, so that all others keep theirs. */
final class Corrections {

    static final String CODE = "correction";
    private static final String TITLE = "更正内容";

    private Corrections() {
    }

    static Section of(Corrected corrected) {
        List<Change> told = corrected.changes().stream().filter(change -> change.dimension() == Dimension.ALL || change.dimension() == Dimension.UNIT)
                .toList();
        int others = corrected.changes().size() - told.size();
        String sentence = told.isEmpty() ? "各项总数和各单位的数据与" + corrected.number() + "所载相同"
                : "对" + corrected.number() + "所载数据更正如下，正文和附件中均为更正后的数据";
        List<Row> rows = told.stream().map(change -> Row.of(change.measure() + "/" + change.dimension().code() + "/" + change.item(),
                new Cell.Words(change.measureName()), new Cell.Words(named(change)), new Cell.Amount(change.before()), new Cell.Amount(change.after())))
                .toList();
        Grid grid = new Grid(CODE, TITLE, List.of(Column.words("measure", "指标"), Column.words("item", "对象"),
                new Column("before", "原数", false, false), new Column("after", "现数", false, false)), rows, null, null);
        return new Section(CODE, 1, TITLE, List.of(sentence + (others == 0 ? "。" : "；按事项、地区、日期等分列的另有" + others + "项随之更正。")),
                rows.isEmpty() ? List.of() : List.of(grid), List.of());
    }

    private static String named(Change change) {
        return change.dimension() == Dimension.ALL ? "总数" : change.item().isEmpty() ? "未明确单位" : change.itemName();
    }
}
