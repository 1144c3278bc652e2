package org.hotline12345.people;

/**
 * What is wrong with a row of a list of people.
 *
 * @param field component of {@link PersonRow} it is about
 * @param message Chinese, says what to do
 */
public record PersonProblem(String field, String message) {
}
