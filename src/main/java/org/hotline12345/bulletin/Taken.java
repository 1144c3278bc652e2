package org.hotline12345.bulletin;

import java.time.OffsetDateTime;

/**
 * A snapshot of a bulletin.
 *
 * @param asOf cut-off instant of its figures
 * @param formulas version of the catalogue of measures
 * @param reason why it was taken, Chinese
 */
public record Taken(long id, OffsetDateTime asOf, String formulas, String reason) {
}
