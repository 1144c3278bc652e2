package org.hotline12345.platform.analysis;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the FEEL of a cell as far as our tables use it: literals, lists, comparisons, ranges, {@code not(...)}, null and
 * {@code -}. Anything else stays opaque: it is never guessed.
 */
final class CellReader {

    private static final Pattern SPACE = Pattern.compile("\\s*");
    private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\]|\\\\[\"\\\\])*)\"");
    private static final Pattern NUMBER = Pattern.compile("-?(\\d+(\\.\\d+)?|\\.\\d+)");
    private static final Pattern WORD = Pattern.compile("(true|false|null)\\b");
    private static final Pattern DATE = Pattern.compile("date(\\s+and\\s+time)?\\s*\\(\\s*\"([^\"]*)\"\\s*\\)");
    private static final Pattern OPERATOR = Pattern.compile("<=|>=|<|>");
    private static final Pattern NEGATION = Pattern.compile("not\\s*\\(");
    private static final Pattern RANGE = Pattern.compile("[\\[(\\]]");
    private static final Pattern DOTS = Pattern.compile("\\.\\.");
    private static final Pattern RANGE_END = Pattern.compile("[\\])\\[]");
    private static final Pattern COMMA = Pattern.compile(",");
    private static final Pattern CLOSE = Pattern.compile("\\)");

    private final Matcher matcher;
    private int at;

    private CellReader(String text) {
        this.matcher = Pattern.compile("").matcher(text);
    }

    /** The condition of an input cell, or empty when it is opaque. */
    static Optional<CellTest> test(String cell) {
        return asWritten(cell).filter(test -> !hidesYesAndNo(test));
    }

    /** The engine takes yes and no inside a list for answers of their own, not for values to compare with. */
    private static boolean hidesYesAndNo(CellTest test) {
        boolean[] found = {false};
        if (!(test instanceof CellTest.Equal)) {
            CellTest.literals(test, literal -> found[0] |= literal instanceof Boolean);
        }
        return found[0];
    }

    /** What a person reads in an input cell, or empty when only the engine can tell. */
    static Optional<CellTest> asWritten(String cell) {
        String text = cell == null ? "" : cell.strip();
        if (text.isEmpty() || text.equals("-")) {
            return Optional.of(new CellTest.Anything());
        }
        CellReader reader = new CellReader(text);
        CellTest test = reader.negation();
        return test != null && reader.atEnd() ? Optional.of(test) : Optional.empty();
    }

    /** The values of a list of literals such as {@code "lead","assist"}, or empty when it is anything else. */
    static Optional<List<Object>> literals(String list) {
        CellTest test = list == null ? null : asWritten(list).orElse(null);
        List<CellTest> parts = test instanceof CellTest.OneOf oneOf ? oneOf.tests() : test == null ? List.of() : List.of(test);
        List<Object> values = new ArrayList<>();
        for (CellTest part : parts) {
            if (!(part instanceof CellTest.Equal equal)) {
                return Optional.empty();
            }
            values.add(equal.literal());
        }
        return values.isEmpty() ? Optional.empty() : Optional.of(values);
    }

    private CellTest negation() {
        if (next(NEGATION) == null) {
            return list();
        }
        CellTest inner = list();
        if (inner == null || next(CLOSE) == null) {
            return null;
        }
        return new CellTest.Not(inner instanceof CellTest.OneOf oneOf ? oneOf : new CellTest.OneOf(List.of(inner)));
    }

    private CellTest list() {
        List<CellTest> tests = new ArrayList<>();
        do {
            CellTest test = single();
            if (test == null) {
                return null;
            }
            tests.add(test);
        } while (next(COMMA) != null);
        return tests.size() == 1 ? tests.get(0) : new CellTest.OneOf(List.copyOf(tests));
    }

    private CellTest single() {
        String operator = next(OPERATOR);
        if (operator != null) {
            Literal bound = literal();
            if (bound == null || bound.value == null) {
                return null;
            }
            boolean with = operator.length() == 2;
            return operator.startsWith("<") ? new CellTest.Between(null, false, bound.value, with)
                    : new CellTest.Between(bound.value, with, null, false);
        }
        String open = next(RANGE);
        if (open != null) {
            Literal low = literal();
            String dots = low == null ? null : next(DOTS);
            Literal high = dots == null ? null : literal();
            String close = high == null ? null : next(RANGE_END);
            if (close == null || low.value == null || high.value == null) {
                return null;
            }
            return new CellTest.Between(low.value, open.equals("["), high.value, close.equals("]"));
        }
        Literal literal = literal();
        return literal == null ? null : new CellTest.Equal(literal.value);
    }

    private Literal literal() {
        String text = next(TEXT);
        if (text != null) {
            return new Literal(text.substring(1, text.length() - 1).replaceAll("\\\\([\"\\\\])", "$1"));
        }
        String word = next(WORD);
        if (word != null) {
            return new Literal(word.equals("null") ? null : (Object) Boolean.valueOf(word));
        }
        String number = next(NUMBER);
        if (number != null) {
            return new Literal(number(number));
        }
        String date = next(DATE);
        if (date == null) {
            return null;
        }
        try {
            return new Literal(matcher.group(1) == null ? LocalDate.parse(matcher.group(2))
                    : (Object) LocalDateTime.parse(matcher.group(2)));
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** Equal numbers are equal values, however they are written. */
    static BigDecimal number(String text) {
        BigDecimal number = new BigDecimal(text).stripTrailingZeros();
        return number.scale() < 0 ? number.setScale(0) : number;
    }

    private String next(Pattern token) {
        skip(SPACE);
        return skip(token);
    }

    private String skip(Pattern token) {
        matcher.usePattern(token).region(at, matcher.regionEnd());
        if (!matcher.lookingAt()) {
            return null;
        }
        at = matcher.end();
        return matcher.group();
    }

    private boolean atEnd() {
        skip(SPACE);
        return at == matcher.regionEnd();
    }

    /** A value that was read; null is one of them. */
    private record Literal(Object value) {}
}
