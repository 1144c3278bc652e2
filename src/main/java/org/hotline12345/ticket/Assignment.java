package org.hotline12345.ticket;

/**
 * One unit a ticket goes to.
 *
 * @param basis why this unit: the catalogue row, a person's reason, a ruling, a meeting
 */
public record Assignment(String unit, Dispatch.Role role, String basis) {
}
