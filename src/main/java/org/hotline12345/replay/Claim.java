package org.hotline12345.replay;

import java.util.Set;

/**
 * One printed figure and how ours is counted, a row of {@code replay/<name>/printed.csv}.
 *
 * @param label what the print calls it, Chinese
 * @param formula see {@link Recount}
 * @param printed as printed, percentages with their sign
 * @param contradicts code of the measure or rate that the print itself contradicts, else null
 */
record Claim(String label, String formula, String printed, String contradicts) {

    /** Lists say who is on them, not in which order. */
    boolean equals(String counted) {
        return formula.startsWith("list:") ? Set.of(printed.split("、")).equals(Set.of(counted.split("、"))) : printed.equals(counted);
    }
}
