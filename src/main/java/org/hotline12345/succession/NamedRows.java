package org.hotline12345.succession;

import java.util.List;

/** Rows of decision tables in force that name a unit, so that somebody can tidy them up. */
public interface NamedRows {

    /**
     * One row.
     *
     * @param decision id of its table
     * @param decisionName Chinese name of the table
     * @param row id of the rule
     */
    record NamedRow(String decision, String decisionName, String row, String description) {
    }

    List<NamedRow> naming(String unit);
}
