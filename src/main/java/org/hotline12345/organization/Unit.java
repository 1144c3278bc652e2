package org.hotline12345.organization;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * A handling unit (承办单位), or a place a request is passed on to.
 *
 * @param code unique over all jurisdictions
 * @param name exactly as the hotline prints it
 * @param aliases other names of the same unit in papers and in speech
 * @param kind one of {@link #KINDS}
 * @param parent code of the unit it belongs to, or null; parent and child have rows of their own
 * @param network {@code on-network}, or {@code off-network} for a unit reached by letter or telephone only
 * @param region code of its place, or null
 * @param validFrom first day, or null
 * @param validTo last day, inclusive, or null
 * @param legacyNumber the line it had before 12345, or null
 * @param remark what else is known of it, Chinese, or null
 */
public record Unit(String code, String name, List<String> aliases, String kind, String parent, String network,
        String region, LocalDate validFrom, LocalDate validTo, String jurisdiction, String legacyNumber, String remark) {

    /** Every kind of unit the bulletins of the hotlines print. */
    public static final Set<String> KINDS = Set.of("district", "zone", "sub-platform", "township", "hotline",
            "department", "sub-body", "hospital", "school", "broadcaster", "utility", "city-company", "state-company",
            "airport", "finance", "mass-organisation", "party-organ");

    public static final String ON_NETWORK = "on-network";
    public static final String OFF_NETWORK = "off-network";

    private static final Set<String> TERRITORIES = Set.of("district", "zone", "sub-platform", "township");

    public Unit {
        aliases = List.copyOf(aliases);
        if (!KINDS.contains(kind)) {
            throw new IllegalArgumentException("Unit " + code + " is of no known kind: " + kind);
        }
        if (!ON_NETWORK.equals(network) && !OFF_NETWORK.equals(network)) {
            throw new IllegalArgumentException("Unit " + code + " has no known network status: " + network);
        }
    }

    /** Whether it answers for a place rather than for a function. */
    public boolean isTerritory() {
        return TERRITORIES.contains(kind);
    }

    /** Whether it receives tickets in the system. */
    public boolean onNetwork() {
        return ON_NETWORK.equals(network);
    }

    public boolean validOn(LocalDate day) {
        return validBetween(day, day);
    }

    /** Whether it is valid on any of these days, both ends included. */
    public boolean validBetween(LocalDate from, LocalDate to) {
        return (validFrom == null || !to.isBefore(validFrom)) && (validTo == null || !from.isAfter(validTo));
    }
}
