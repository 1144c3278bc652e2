package org.hotline12345.bulletin;

/**
 * What the city's own paper printed for a figure of the period (原通报), shown beside what its tickets give (复算).
 *
 * @param code of a measure or a rate
 * @param name of that measure or rate
 * @param printed as printed there, for example {@code 86.71}
 * @param source which paper says so
 */
public record Reported(String code, String name, String printed, String source) {
}
