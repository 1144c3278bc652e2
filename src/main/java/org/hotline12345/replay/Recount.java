package org.hotline12345.replay;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hotline12345.report.Dimension;
import org.hotline12345.report.Figures;
import org.hotline12345.report.ListRules;
import org.hotline12345.report.Percent;

/**
 * Counts a printed figure again. {@code received} is a count, {@code overdue@unit:housing} one item's, {@code +} and {@code -}
 * between blanks join them; {@code satisfied/calledBack} is a percentage, {@code 100-satisfied/calledBack} what is missing to 100 %,
 * {@code mean:a/b} and {@code mean:a/31} a whole average, {@code hours:a/b} one of minutes told in hours. {@code list:onceLow}
 * names the units of an assessment list, {@code unassessed} counts those with too little work, {@code top5:overdue} names
 * units by the most, {@code peak:callsIn} the day with the most. A group of categories counts what its categories have.
 */
final class Recount {

    private static final Pattern TERM = Pattern.compile("( [+-] )?([a-zA-Z]+)(?:@([a-z]+):([A-Za-z0-9-]+))?");
    private static final Pattern TOP = Pattern.compile("top([0-9]+):([a-zA-Z]+)");

    private final Figures figures;
    private final Map<String, String> groups;
    private final UnaryOperator<String> unitName;
    private final Function<String, ListRules.Outcome> lists;

    /**
     * @param groups group by category
     * @param unitName name by code
     * @param lists outcome of an assessment list by its code
     */
    Recount(Figures figures, Map<String, String> groups, UnaryOperator<String> unitName, Function<String, ListRules.Outcome> lists) {
        this.figures = figures;
        this.groups = groups;
        this.unitName = unitName;
        this.lists = lists;
    }

    String value(String formula) {
        if (formula.startsWith("list:")) {
            return lists.apply(formula.substring(5)).units().stream().map(share -> unitName.apply(share.unit())).collect(Collectors.joining("、"));
        }
        if (formula.equals("unassessed")) {
            return String.valueOf(lists.apply("satisfiedAll").notAssessed().size());
        }
        if (formula.startsWith("peak:")) {
            return largest(figures.by(formula.substring(5), Dimension.DAY)).stream().findFirst().map(day -> day.getKey() + " " + day.getValue()).orElse("—");
        }
        Matcher top = TOP.matcher(formula);
        if (top.matches()) {
            return largest(figures.by(top.group(2), Dimension.UNIT)).stream().limit(Integer.parseInt(top.group(1)))
                    .map(unit -> unitName.apply(unit.getKey())).collect(Collectors.joining("、"));
        }
        String[] kind = formula.contains(":") && !formula.substring(0, formula.indexOf(':')).contains("@") ? formula.split(":", 2) : new String[] {"", formula};
        String[] fraction = kind[1].split("/", 2);
        boolean complement = fraction[0].startsWith("100-");
        long part = sum(complement ? fraction[0].substring(4) : fraction[0]);
        if (fraction.length == 1) {
            return String.valueOf(part);
        }
        long base = fraction[1].matches("[0-9]+") ? Long.parseLong(fraction[1]) : sum(fraction[1]);
        return switch (kind[0]) {
            case "" -> base == 0 ? Percent.NONE : (complement ? Percent.complement(part, base) : Percent.of(part, base)) + "%";
            case "mean" -> average(part, base);
            case "hours" -> average(part, base * 60);
            default -> throw new IllegalArgumentException("no such formula: " + formula);
        };
    }

    private static String average(long part, long base) {
        return base == 0 ? Percent.NONE : BigDecimal.valueOf(part).divide(BigDecimal.valueOf(base), 0, RoundingMode.HALF_UP).toPlainString();
    }

    private static List<Map.Entry<String, Long>> largest(Map<String, Long> counts) {
        return counts.entrySet().stream().sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()).thenComparing(Map.Entry::getKey)).toList();
    }

    private long sum(String expression) {
        Matcher term = TERM.matcher(expression);
        long sum = 0;
        int end = 0;
        while (term.find() && term.start() == end) {
            Dimension dimension = term.group(3) == null ? Dimension.ALL : Dimension.valueOf(term.group(3).toUpperCase(Locale.ROOT));
            long count = count(term.group(2), dimension, term.group(4) == null ? "" : term.group(4));
            sum += " - ".equals(term.group(1)) ? -count : count;
            end = term.end();
        }
        if (end != expression.length()) {
            throw new IllegalArgumentException("no such formula: " + expression);
        }
        return sum;
    }

    private long count(String measure, Dimension dimension, String item) {
        if (dimension != Dimension.CATEGORY) {
            return figures.count(measure, dimension, item);
        }
        return figures.by(measure, dimension).entrySet().stream()
                .filter(one -> one.getKey().equals(item) || item.equals(groups.get(one.getKey()))).mapToLong(Map.Entry::getValue).sum();
    }
}
