package org.hotline12345.common;

import java.util.List;
import java.util.Map;

/**
 * Evaluates the designers' DMN tables. Inside an engine step the tables of that process instance's own deployment are
 * used, so a ticket in flight keeps the rules it started under; elsewhere, and for a decision that deployment did not know
 * yet, the newest ones.
 */
public interface DecisionTables {

    /**
     * @param decision the decision's id, equal to its file name
     * @param inputs values of the table's input variables; absent ones are null
     * @return the rows that matched, in table order (at most one for FIRST and UNIQUE); where the decision requires others
     *     of its file, their rows come first, in the order they were decided
     */
    List<Row> evaluate(String decision, Map<String, ?> inputs);

    /**
     * Every row whose conditions hold, whatever the hit policy says about it: the first of a FIRST table wins, the others
     * are shadowed by it. Decisions that this one requires are decided
     * as always, their rows are not told.
     *
     * @param decision the decision's id
     * @param inputs as for {@link #evaluate}
     * @return the rows in table order
     */
    List<Row> matching(String decision, Map<String, ?> inputs);

    /**
     * The tables of a draft instead of these.
     *
     * @param models resource name to content, for example {@code dmn/routing-unit.dmn}; anything else than .dmn is ignored
     * @return tables that evaluate the decisions of those files; a decision in none of them is evaluated here. They hold
     *     what they were given and know nothing of any later change
     * @throws Refusal {@code platform.decisionUnreadable} when a file is no DMN
     */
    DecisionTables of(Map<String, byte[]> models);

    /**
     * One matching row.
     *
     * @param decision id of the decision the row belongs to
     * @param row id of the rule
     * @param description the rule's Chinese description
     * @param outputs output name to value
     */
    record Row(String decision, String row, String description, Map<String, Object> outputs) {

        /** The output as text, or null. */
        public String text(String output) {
            Object value = outputs.get(output);
            return value == null ? null : value.toString();
        }

        /** The output as a whole number, or null. */
        public Integer number(String output) {
            Object value = outputs.get(output);
            return value == null ? null : ((Number) value).intValue();
        }

        /** The output as a decimal number, or null. */
        public Double decimal(String output) {
            Object value = outputs.get(output);
            return value == null ? null : ((Number) value).doubleValue();
        }
    }
}
