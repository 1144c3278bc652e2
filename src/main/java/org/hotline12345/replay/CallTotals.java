package org.hotline12345.replay;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVRecord;
import org.hotline12345.report.PrintedTotals;

/**
 * Calls at one number over some days, a row of {@code replay/<name>/calls.csv}; dealt over its days evenly, so that they add
 * up. What the print does not say is 0.
 *
 * @param longest seconds of the longest call, which the last day has
 */
record CallTotals(LocalDate from, LocalDate to, String line, long in, long answered, long invalid, long out, long waitSeconds, long talkSeconds, long longest) {

    static CallTotals of(CSVRecord row) {
        return new CallTotals(LocalDate.parse(row.get("from")), LocalDate.parse(row.get("to")), row.get("line"), number(row, "in"), number(row, "answered"),
                number(row, "invalid"), number(row, "out"), number(row, "wait"), number(row, "talk"), number(row, "longest"));
    }

    private static long number(CSVRecord row, String column) {
        return row.get(column) == null ? 0 : Long.parseLong(row.get(column));
    }

    List<PrintedTotals.Calls> days() {
        List<LocalDate> days = from.datesUntil(to.plusDays(1)).toList();
        List<PrintedTotals.Calls> calls = new ArrayList<>();
        for (int i = 0; i < days.size(); i++) {
            int n = days.size();
            calls.add(new PrintedTotals.Calls(days.get(i), line, (int) part(in, i, n), (int) part(answered, i, n), (int) part(invalid, i, n),
                    (int) part(out, i, n), part(waitSeconds, i, n), part(talkSeconds, i, n), i == n - 1 ? (int) longest : 0));
        }
        return calls;
    }

    private static long part(long whole, int i, int of) {
        return whole * (i + 1) / of - whole * i / of;
    }

    /** Calls by day, where the print tells them apart by day; empty where it does not. */
    static Map<LocalDate, Integer> byDay(List<CallTotals> totals) {
        Map<LocalDate, Integer> byDay = new HashMap<>();
        if (totals.stream().allMatch(one -> one.from.equals(one.to))) {
            totals.forEach(one -> byDay.merge(one.from, (int) one.in, Integer::sum));
        }
        return byDay;
    }
}
