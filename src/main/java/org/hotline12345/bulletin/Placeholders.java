package org.hotline12345.bulletin;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hotline12345.common.Refusal;
import org.hotline12345.report.Dimension;
import org.hotline12345.report.Figures;
import org.hotline12345.report.Percent;

/**
 * Figures inside texts: {@code {received}} is a count, {@code {contacts+callsIn}} and {@code {received-invalid}} are sums,
 * {@code {satisfied/calledBack}} is a percentage with its sign, {@code {100-satisfied/calledBack}} what is missing to 100 %.
 * {@code @unit:market-regulation} before the brace asks for one item of a dimension. {@code {=3件}} are the writer's own
 * words, a number that is no figure of the period.
 */
public final class Placeholders {

    private static final Pattern BRACED = Pattern.compile("\\{([^{}]*)}");
    private static final Pattern SUM = Pattern.compile("[a-zA-Z][a-zA-Z0-9]*(?:[+-][a-zA-Z][a-zA-Z0-9]*)*");
    private static final Pattern EXPRESSION = Pattern.compile(
            "(100-)?(" + SUM.pattern() + ")(?:/(" + SUM.pattern() + "))?(?:@([a-zA-Z]+):([^@{}]+))?");
    private static final Pattern TERM = Pattern.compile("([+-]?)([a-zA-Z][a-zA-Z0-9]*)");
    /** A number that claims to count tickets, calls or a share. */
    private static final Pattern TYPED = Pattern.compile("(?<![0-9.])([0-9][0-9,]*(?:\\.[0-9]+)?)\\s*(件|个工单|通|次|%|％)");

    private Placeholders() {
    }

    /** What a braced text asks for. */
    private record Asked(boolean complement, String part, String base, Dimension dimension, String item) {

        long count(String sum, Figures figures) {
            long total = 0;
            Matcher term = TERM.matcher(sum);
            while (term.find()) {
                long count = figures.count(term.group(2), dimension, item);
                total += "-".equals(term.group(1)) ? -count : count;
            }
            return total;
        }

        List<String> measures() {
            List<String> codes = new ArrayList<>();
            Matcher term = TERM.matcher(base == null ? part : part + "+" + base);
            while (term.find()) {
                codes.add(term.group(2));
            }
            return codes;
        }
    }

    /**
     * The text as it is read: every placeholder replaced by its figure, percentages with their sign ("98.24%", "—" where the
     * base is 0). What is no placeholder stays as it stands; {@link #problems} names it.
     */
    public static String fill(String text, Figures figures) {
        return BRACED.matcher(text).replaceAll(found -> Matcher.quoteReplacement(value(found, figures)));
    }

    private static String value(MatchResult found, Figures figures) {
        String inside = found.group(1);
        if (inside.startsWith("=")) {
            return inside.substring(1);
        }
        Asked asked = asked(inside);
        if (asked == null) {
            return found.group();
        }
        if (asked.base == null) {
            return Long.toString(asked.count(asked.part, figures));
        }
        long part = asked.count(asked.part, figures);
        long base = asked.count(asked.base, figures);
        String percent = asked.complement ? Percent.complement(part, base) : Percent.of(part, base);
        return base == 0 ? percent : percent + "%";
    }

    /** Null for what is no placeholder. */
    private static Asked asked(String inside) {
        Matcher expression = EXPRESSION.matcher(inside);
        if (!expression.matches() || expression.group(1) != null && expression.group(3) == null) {
            return null;
        }
        Dimension dimension = Dimension.ALL;
        if (expression.group(4) != null) {
            try {
                dimension = Dimension.of(expression.group(4).toLowerCase(Locale.ROOT));
            } catch (Refusal noDimension) {
                return null;
            }
        }
        return new Asked(expression.group(1) != null, expression.group(2), expression.group(3), dimension,
                expression.group(5) == null ? "" : expression.group(5));
    }

    /**
     * Braces that ask for nothing known.
     *
     * @param measures codes of the catalogue
     * @return each as it stands in the text, in order
     */
    public static List<String> problems(String text, Set<String> measures) {
        List<String> problems = new ArrayList<>();
        Matcher braced = BRACED.matcher(text);
        while (braced.find()) {
            if (braced.group(1).startsWith("=")) {
                continue;
            }
            Asked asked = asked(braced.group(1));
            if (asked == null || !measures.containsAll(asked.measures())) {
                problems.add(braced.group());
            }
        }
        return problems;
    }

    /** Somebody else's words as they are to stand in a text: their numbers are no figures of the period. */
    public static String own(String words) {
        return TYPED.matcher(words).replaceAll("{=$0}");
    }

    /**
     * Numbers of tickets, calls or percents typed by hand, outside braces.
     *
     * @return without thousands separators, for example {@code 30658} or {@code 98.99%}, in order
     */
    public static List<String> typed(String text) {
        List<String> numbers = new ArrayList<>();
        Matcher typed = TYPED.matcher(BRACED.matcher(text).replaceAll("{}"));
        while (typed.find()) {
            String number = typed.group(1).replace(",", "");
            numbers.add(typed.group(2).equals("%") || typed.group(2).equals("％") ? number + "%" : number);
        }
        return numbers;
    }
}
