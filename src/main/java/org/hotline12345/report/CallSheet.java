package org.hotline12345.report;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hotline12345.workbook.Bounds;
import org.hotline12345.workbook.Column;
import org.hotline12345.workbook.Entry;
import org.hotline12345.workbook.Filled;
import org.hotline12345.workbook.Form;
import org.hotline12345.workbook.Problems;
import org.hotline12345.workbook.Reading;
import org.hotline12345.workbook.Writing;

/** The sheet that call totals are filled in on, and what must be true of a row. */
final class CallSheet {

    static final Form FORM = new Form("话务量", "一行为一个号码一天的合计。", List.of(
            Column.needed("day", "日期", "统计日期，不能晚于今天。", "2023-01-31"),
            Column.needed("line", "号码", "市民拨打的号码：12345，或并入的号码。", "12333"),
            Column.needed("callsIn", "呼入", "呼入总数，含无效来电。", "520"),
            Column.needed("answered", "接听", "人工接听数，不能多于呼入。", "500"),
            Column.optional("invalid", "无效来电", "不能多于呼入；没有的可空。", "12"),
            Column.optional("callsOut", "呼出", "呼出（含回访）总数；没有的可空。", "310"),
            Column.optional("waitSeconds", "等待时长（秒）", "当日各来电等待时间之和。", "20800"),
            Column.optional("talkSeconds", "通话时长（秒）", "当日各接听来电通话时间之和。", "102500"),
            Column.optional("longestSeconds", "最长通话（秒）", "当日最长一次通话，不能长于通话时长。", "1258")));

    private static final Bounds BOUNDS = new Bounds(5_000_000, 50_000_000, 20_000);
    private static final int MOST = 999_999_999;

    private CallSheet() {
    }

    static void template(OutputStream out) {
        try (Writing book = new Writing()) {
            book.guide("话务量导入：填写说明", List.of("每天每个号码填一行；同一天同一号码再次导入时，以新的数为准，并留下修改记录。",
                    "时长填全天合计的秒数，不填平均数。"), List.of(FORM));
            book.sheet(FORM);
            book.to(out);
        }
    }

    /** The rows by day and number; what is wrong with a cell goes to the problems. */
    static Map<String, CallTotal> read(byte[] content, String fileName, LocalDate today, Problems problems) {
        Map<String, CallTotal> totals = new TreeMap<>();
        try {
            Path file = Files.createTempFile("calls", ".upload");
            try {
                Files.write(file, content);
                try (Reading reading = Reading.open(file, fileName, BOUNDS)) {
                    Map<String, Integer> seen = new HashMap<>();
                    Filled.forms(reading, List.of(FORM), problems).forEach((sheet, form) ->
                            Filled.each(reading, sheet, form, problems, entry -> take(entry, today, seen, totals)));
                }
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return totals;
    }

    private static void take(Entry entry, LocalDate today, Map<String, Integer> seen, Map<String, CallTotal> totals) {
        LocalDate day = entry.day("day");
        String line = entry.text("line");
        if (!line.isEmpty() && !line.matches("\\d{3,20}")) {
            entry.wrong("line", "应为3至20位数字，现为“" + Entry.brief(line) + "”");
        }
        if (day != null && day.isAfter(today)) {
            entry.wrong("day", "晚于今天，请核对");
        }
        Integer callsIn = entry.number("callsIn", 0, MOST);
        CallTotal total = new CallTotal(day, line, callsIn == null ? 0 : callsIn, number(entry, "answered"), number(entry, "invalid"), number(entry, "callsOut"),
                number(entry, "waitSeconds"), number(entry, "talkSeconds"), number(entry, "longestSeconds"));
        if (callsIn != null) {
            atMost(entry, "answered", total.answered(), callsIn, "呼入");
            atMost(entry, "invalid", total.invalid(), callsIn, "呼入");
        }
        atMost(entry, "longestSeconds", total.longestSeconds(), total.talkSeconds(), "通话时长");
        if (day != null && !line.isEmpty()) {
            String key = day + " " + line;
            Integer before = seen.putIfAbsent(key, entry.row());
            if (before != null) {
                entry.wrong("line", "与第 " + before + " 行是同一天同一号码，请合并为一行");
            }
            totals.putIfAbsent(key, total);
        }
    }

    private static long number(Entry entry, String key) {
        Integer number = entry.number(key, 0, MOST);
        return number == null ? 0 : number;
    }

    private static void atMost(Entry entry, String key, long value, long most, String of) {
        if (value > most) {
            entry.wrong(key, "为" + value + "，不能大于" + of + most);
        }
    }
}
