package org.hotline12345.routing;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.hotline12345.common.DecisionTables.Row;
import org.hotline12345.ticket.Dispatch.Role;

/**
 * What one row of the dispatch catalogue says: this unit, in this role, this surely.
 *
 * @param unit code of the unit; of a territorial row the line department, or null
 * @param territorial whether the duty goes with the place
 * @param weight 0 to 1
 */
record Claim(Row row, Role role, String unit, boolean territorial, double weight, String basis) {

    static Claim of(Row row) {
        String unit = row.text("unit");
        return new Claim(row, Role.of(row.text("role")), unit == null || unit.isBlank() ? null : unit,
                "territory".equals(row.text("level")), row.number("weight") / 100.0, row.text("basis"));
    }

    boolean leads() {
        return role == Role.LEAD;
    }

    /** Why the row does not hold on that day, in Chinese; null while it holds. */
    static String notInForce(Row row, LocalDate day) {
        try {
            if (day(row, "validFrom") != null && day.isBefore(day(row, "validFrom"))) {
                return "尚未生效（" + row.text("validFrom") + "起）";
            }
            if (day(row, "validTo") != null && day.isAfter(day(row, "validTo"))) {
                return "已经失效（" + row.text("validTo") + "止）";
            }
            return null;
        } catch (DateTimeException unreadable) {
            return "生效、失效日期应写成2026-01-31的样子";
        }
    }

    private static LocalDate day(Row row, String output) {
        String text = row.text(output);
        return text == null || text.isBlank() ? null : LocalDate.parse(text);
    }
}
