package org.hotline12345.common;

import java.util.List;
import java.util.Map;

/**
 * Evaluates the designers' DMN tables. Inside an engine step the tables of that process instance's own deployment are
 * used, so a ticket in flight keeps the rules it started under; elsewhere the newest ones.
 */
public interface DecisionTables {

    /**
     * @param decision the decision's id, equal to its file name
     * @param inputs values of the table's input variables; absent ones are null
     * @return the rows that matched, in table order (at most one for FIRST and UNIQUE)
     */
    List<Row> evaluate(String decision, Map<String, ?> inputs);

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
