package org.hotline12345.organization;

/**
 * A name people use for a place (地名).
 *
 * @param name as it is said or written
 * @param region code of the smallest region it surely lies in
 * @param kind region, street, road, bridge, station, estate, landmark or short (a region's name without 区, 县, 市)
 * @param basis where it is known from, Chinese
 */
public record Place(String name, String region, String kind, String basis) {

    /** How sure somebody can be of the region who hears only this name, 0 to 1. */
    double confidence() {
        return switch (kind) {
            case "region", "street" -> 0.95;
            case "short" -> 0.75;
            default -> 0.9;
        };
    }
}
