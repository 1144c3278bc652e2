package org.hotline12345.bulletin;

import java.util.Set;

/**
 * The early sign a special report was begun from, as it was then: a category or a region by its code, or else the tickets.
 *
 * @param title of the sign, Chinese
 * @param category code, or null
 * @param region code, or null
 * @param ticketNos the tickets where neither category nor region tells them, else empty
 */
public record Subject(String title, String category, String region, Set<String> ticketNos) {

    public Subject {
        ticketNos = Set.copyOf(ticketNos);
    }
}
