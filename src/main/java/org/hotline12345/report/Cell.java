package org.hotline12345.report;

/**
 * One count of a period.
 *
 * @param measure code of a {@link Measure}
 * @param item code of the unit, kind, category, region or channel, the day as ISO 8601, the merged number; empty for the whole
 *     and for rows of which it is not known
 */
public record Cell(String measure, Dimension dimension, String item, long count) {
}
