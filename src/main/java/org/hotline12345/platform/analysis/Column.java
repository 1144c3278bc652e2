package org.hotline12345.platform.analysis;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * An input of a table, reduced to the few values that can make a difference: every value a cell names, one between each
 * two neighbours, one beyond them, and null. Two inputs with the same values here meet the same conditions.
 */
final class Column {

    /** Stands for every text that no cell names. */
    static final String OTHER_TEXT = "其他";

    /** What kind of values the input carries. */
    enum Kind { TEXT, WHOLE, DECIMAL, BOOLEAN, DATE }

    final int index;
    final String expression;
    final String label;
    final Kind kind;
    /** Whether the input reads exactly one variable, so that an input can be chosen. */
    final boolean variable;
    /** Whether the table lists the values one by one. */
    final boolean listed;
    final List<Object> points = new ArrayList<>();
    final BitSet all = new BitSet();
    /** Values that may come in: null and, where the table lists what is allowed, nothing else. */
    final BitSet possible = new BitSet();
    /** Values that really come in: allowed ones, no negative counts, not null. */
    final BitSet usual = new BitSet();
    private final Map<Object, Integer> position = new HashMap<>();
    private final Set<Object> allowed;

    /**
     * @param named values named by the cells
     * @param allowed values the table allows, or null when it allows all
     * @param samples further values worth trying
     */
    Column(int index, String expression, String label, Kind kind, Collection<Object> named, List<Object> allowed,
            Collection<Object> samples) {
        this.index = index;
        this.expression = expression;
        this.label = label;
        this.kind = kind;
        this.variable = isVariable(expression);
        this.listed = allowed != null;
        this.allowed = allowed == null ? null : new HashSet<>(allowed);
        if (allowed != null) {
            allowed.stream().filter(this::isOfKind).forEach(this::add);
        }
        named.stream().filter(this::isOfKind).forEach(this::add);
        switch (kind) {
            case BOOLEAN -> {
                add(true);
                add(false);
            }
            case TEXT -> {
                samples.stream().filter(this::isOfKind).forEach(this::add);
                String other = OTHER_TEXT;
                while (position.containsKey(other)) {
                    other += "值";
                }
                add(other);
            }
            default -> between(samples);
        }
        add(null);
        all.set(0, points.size());
        boolean negative = named.stream().anyMatch(Column::isNegative);
        for (int point = 0; point < points.size(); point++) {
            Object value = points.get(point);
            possible.set(point, isAllowed(value));
            if (value != null && isAllowed(value) && (negative || !isNegative(value))) {
                usual.set(point);
            }
        }
    }

    static boolean isVariable(String expression) {
        return expression.matches("[\\p{L}_][\\p{L}\\p{N}_]*");
    }

    /** Whether a value is of the kind the input carries; text never equals a number. */
    boolean isOfKind(Object value) {
        return switch (kind) {
            case TEXT -> value instanceof String;
            case WHOLE, DECIMAL -> value instanceof BigDecimal;
            case BOOLEAN -> value instanceof Boolean;
            case DATE -> value instanceof LocalDate || value instanceof LocalDateTime;
        };
    }

    boolean isAllowed(Object value) {
        return allowed == null || value == null || allowed.contains(value);
    }

    /** The values that meet a condition. */
    BitSet meeting(CellTest test) {
        if (test instanceof CellTest.Anything) {
            return all;
        }
        BitSet met = new BitSet();
        List<CellTest> parts = test instanceof CellTest.OneOf oneOf ? oneOf.tests() : List.of(test);
        if (parts.stream().allMatch(CellTest.Equal.class::isInstance)) {
            for (CellTest part : parts) {
                Integer point = position.get(((CellTest.Equal) part).literal());
                if (point != null) {
                    met.set(point);
                }
            }
            return met;
        }
        for (int point = 0; point < points.size(); point++) {
            if (test.holds(points.get(point))) {
                met.set(point);
            }
        }
        return met;
    }

    /** One value out of several, a usual one where there is one. */
    int pick(BitSet from) {
        for (int point = from.nextSetBit(0); point >= 0; point = from.nextSetBit(point + 1)) {
            if (usual.get(point)) {
                return point;
            }
        }
        return from.nextSetBit(0);
    }

    /** The value as the engine takes it. */
    Object value(int point) {
        return toInput(points.get(point), kind);
    }

    static Object toInput(Object value, Kind kind) {
        if (value instanceof BigDecimal number) {
            boolean whole = number.scale() <= 0 && number.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0;
            return whole && kind != Kind.DECIMAL ? (Object) number.intValue() : (Object) number.doubleValue();
        }
        return value;
    }

    private void between(Collection<Object> samples) {
        TreeSet<Object> bounds = new TreeSet<>(Column::compare);
        samples.stream().filter(this::isOfKind).forEach(bounds::add);
        bounds.addAll(points);
        if (bounds.isEmpty()) {
            bounds.add(kind == Kind.DATE ? LocalDate.of(2000, 1, 1) : BigDecimal.ONE);
        }
        Object before = null;
        for (Object bound : bounds) {
            add(before == null ? step(bound, -1) : middle(before, bound));
            add(bound);
            before = bound;
        }
        add(step(before, 1));
    }

    private Object middle(Object low, Object high) {
        if (kind == Kind.DECIMAL) {
            BigDecimal middle = ((BigDecimal) low).add((BigDecimal) high).divide(BigDecimal.valueOf(2));
            return CellReader.number(middle.toPlainString());
        }
        Object next = step(low, 1);
        return compare(next, high) < 0 ? next : high;
    }

    private Object step(Object value, int direction) {
        if (value instanceof LocalDate date) {
            return date.plusDays(direction);
        }
        if (value instanceof LocalDateTime time) {
            return time.plusSeconds(direction);
        }
        BigDecimal number = (BigDecimal) value;
        BigDecimal next = kind == Kind.WHOLE && number.scale() > 0
                ? number.setScale(0, direction > 0 ? RoundingMode.CEILING : RoundingMode.FLOOR)
                : number.add(BigDecimal.valueOf(direction));
        return CellReader.number(next.toPlainString());
    }

    /** A count has no half; a value already there is not added twice. */
    private void add(Object value) {
        boolean half = kind == Kind.WHOLE && value instanceof BigDecimal number && number.scale() > 0;
        if (!half && position.putIfAbsent(value, points.size()) == null) {
            points.add(value);
        }
    }

    private static boolean isNegative(Object value) {
        return value instanceof BigDecimal number && number.signum() < 0;
    }

    @SuppressWarnings("unchecked")
    private static int compare(Object one, Object other) {
        if (one.getClass() != other.getClass()) {
            return one.getClass().getName().compareTo(other.getClass().getName());
        }
        return ((Comparable<Object>) one).compareTo(other);
    }
}
