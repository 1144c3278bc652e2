package org.hotline12345.report;

/**
 * A rate (率): one measure over another. Which of them a city calls by which name is a setting of the jurisdiction.
 *
 * @param numerator code of a measure
 * @param denominator code of a measure
 * @param note how it is to be read, Chinese
 * @param source whose definition it is
 */
public record Rate(String code, String name, String numerator, String denominator, String note, String source) {
}
