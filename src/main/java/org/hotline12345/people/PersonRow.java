package org.hotline12345.people;

import java.util.Set;

/**
 * A person as a list of people tells it, in and out in the same shape.
 *
 * @param account id the person signs in with: lower-case letters, digits, hyphens
 * @param name Chinese name as papers print it
 * @param unit code of the unit the person works in, or null for the centre
 * @param roles codes of {@link Role}, {@code section-<code>} inside the unit, or a group such as {@code desk-policy}
 * @param phone office number, or null
 * @param email address, or null
 * @param active whether the account may be used
 */
public record PersonRow(String account, String name, String unit, Set<String> roles, String phone, String email, boolean active) {

    public PersonRow {
        roles = roles == null ? Set.of() : Set.copyOf(roles);
    }
}
