package org.hotline12345.platform.analysis;

import java.math.BigDecimal;
import java.util.List;

/**
 * A condition of a table's cell that can be judged without the engine. Values are {@link String}, {@link BigDecimal},
 * {@link Boolean}, {@link java.time.LocalDate}, {@link java.time.LocalDateTime} or null.
 */
sealed interface CellTest {

    /** Whether a value meets the condition, as the engine would say. */
    boolean holds(Object value);

    /** An empty cell. */
    record Anything() implements CellTest {

        @Override
        public boolean holds(Object value) {
            return true;
        }
    }

    /** One value, or null. */
    record Equal(Object literal) implements CellTest {

        @Override
        public boolean holds(Object value) {
            return literal == null ? value == null : literal.equals(value);
        }
    }

    /** From one bound to another; a missing bound is open. Nothing compares with null or with another kind of value. */
    record Between(Object low, boolean withLow, Object high, boolean withHigh) implements CellTest {

        @Override
        public boolean holds(Object value) {
            return above(value) && below(value);
        }

        private boolean above(Object value) {
            if (low == null) {
                return high != null;
            }
            Integer order = order(value, low);
            return order != null && (order > 0 || order == 0 && withLow);
        }

        private boolean below(Object value) {
            if (high == null) {
                return low != null;
            }
            Integer order = order(value, high);
            return order != null && (order < 0 || order == 0 && withHigh);
        }

        @SuppressWarnings("unchecked")
        private static Integer order(Object value, Object bound) {
            return value == null || value.getClass() != bound.getClass() ? null
                    : ((Comparable<Object>) value).compareTo(bound);
        }
    }

    /** At least one of several. */
    record OneOf(List<CellTest> tests) implements CellTest {

        @Override
        public boolean holds(Object value) {
            return tests.stream().anyMatch(test -> test.holds(value));
        }
    }

    /** None of several. What cannot be compared is not known to differ: a comparison with null stays unanswered. */
    record Not(OneOf tests) implements CellTest {

        @Override
        public boolean holds(Object value) {
            boolean comparable = value != null || tests.tests().stream().noneMatch(Between.class::isInstance);
            return comparable && !tests.holds(value);
        }
    }

    /** The values a condition names, nested ones included. */
    static void literals(CellTest test, java.util.function.Consumer<Object> literals) {
        if (test instanceof Equal equal) {
            literals.accept(equal.literal());
        } else if (test instanceof Between between) {
            literals.accept(between.low());
            literals.accept(between.high());
        } else if (test instanceof OneOf oneOf) {
            oneOf.tests().forEach(part -> literals(part, literals));
        } else if (test instanceof Not not) {
            literals(not.tests(), literals);
        }
    }
}
