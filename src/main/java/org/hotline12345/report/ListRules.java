package org.hotline12345.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/**
 * Assessment lists (考核名单): which units are named for a rate. Thresholds are strict and tested on the exact fraction; a unit
 * with nothing to divide by is on no list, and one below the least volume is named apart (海口2023：月办件不足10件的不纳入考核).
 */
@Component
public class ListRules {

    /** Measure that decides whether a unit has enough work to be assessed. */
    public static final String VOLUME = "volume";

    private final List<Rule> rules;

    ListRules(Measures measures) {
        this.rules = measures.lists();
    }

    /**
     * One list.
     *
     * @param rate key of the setting that names the rate, such as {@code report.satisfactionRate}
     * @param title Chinese
     * @param compares {@code =}, {@code <} or {@code >}
     * @param percent such as {@code 95}
     */
    public record Rule(String code, String rate, String title, String compares, String percent) {

        public Rule {
            if (!Set.of("=", "<", ">").contains(compares)) {
                throw new IllegalArgumentException(code + " compares by no known sign: " + compares);
            }
        }

        /** Whether a rate belongs on the list; false for a base of 0. */
        boolean names(long part, long base) {
            if (base == 0) {
                return false;
            }
            int order = Percent.compare(part, base, percent);
            return switch (compares) {
                case "=" -> order == 0;
                case "<" -> order < 0;
                default -> order > 0;
            };
        }
    }

    /** A unit with its exact fraction. */
    public record Share(String unit, long part, long base) {
    }

    /**
     * Who is on a list.
     *
     * @param units the best first where high rates are listed, else the worst first; equal rates the larger base first
     * @param notAssessed codes of the units below the least volume, which are on no list
     */
    public record Outcome(Rule rule, Rate by, List<Share> units, List<String> notAssessed) {
    }

    /** All rules in the order of the catalogue. */
    public List<Rule> all() {
        return rules;
    }

    /** The rules of one rate, named by its setting. */
    public List<Rule> of(String setting) {
        return rules.stream().filter(rule -> rule.rate.equals(setting)).toList();
    }

    /**
     * Applies rules to the figures of a period.
     *
     * @param members codes of the units that are assessed even where they have no figure at all; others only with figures
     * @param minimumVolume least {@link #VOLUME} of an assessed unit; 0 for all
     * @param leftOut codes of units that are never assessed, such as the hotline itself
     */
    public static List<Outcome> apply(Collection<Rule> rules, Figures figures, Rate rate, Set<String> members, long minimumVolume,
            Set<String> leftOut) {
        Set<String> seen = new TreeSet<>(members);
        seen.addAll(figures.by(VOLUME, Dimension.UNIT).keySet());
        seen.addAll(figures.by(rate.denominator(), Dimension.UNIT).keySet());
        seen.remove("");
        seen.removeAll(leftOut);
        List<String> below = seen.stream().filter(unit -> figures.count(VOLUME, Dimension.UNIT, unit) < minimumVolume).toList();
        List<Share> assessed = new ArrayList<>();
        for (String unit : seen) {
            if (!below.contains(unit)) {
                assessed.add(new Share(unit, figures.count(rate.numerator(), Dimension.UNIT, unit),
                        figures.count(rate.denominator(), Dimension.UNIT, unit)));
            }
        }
        return rules.stream().map(rule -> new Outcome(rule, rate, assessed.stream()
                .filter(share -> rule.names(share.part, share.base)).sorted(order(rule)).toList(), below)).toList();
    }

    private static Comparator<Share> order(Rule rule) {
        Comparator<Share> rising = (one, other) -> Long.compare(Math.multiplyExact(one.part, other.base), Math.multiplyExact(other.part, one.base));
        return (rule.compares.equals("<") ? rising : rising.reversed())
                .thenComparing(Comparator.comparingLong(Share::base).reversed()).thenComparing(Share::unit);
    }
}
