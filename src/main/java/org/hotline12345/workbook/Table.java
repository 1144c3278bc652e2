package org.hotline12345.workbook;

import java.math.BigDecimal;
import java.util.List;

/**
 * A table to be read, not to be filled in: a title over heads and rows, a total and a note beneath.
 *
 * @param sheet name of its sheet; characters a sheet's name cannot have are replaced
 * @param rows texts, numbers (as numbers) and {@link Percentage}s; null for an empty cell
 * @param total last row, or null
 * @param note or null
 */
public record Table(String sheet, String title, List<String> heads, List<? extends List<?>> rows, List<?> total, String note) {

    /** A share as a number shown with two decimals and a sign; {@code value} 0.9824 is read as 98.24%. */
    public record Percentage(BigDecimal value) {
    }
}
