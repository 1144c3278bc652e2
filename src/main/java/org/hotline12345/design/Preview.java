package org.hotline12345.design;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * What a draft would have done with tickets of the past, as a person sees it. The figures are there when it is done.
 *
 * @param kind routing or limits
 * @param state running, done, failed or cancelled
 * @param done tickets looked at so far
 * @param total tickets to look at
 * @param problem why it failed, Chinese
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Preview(String id, String draft, String kind, String state, long done, long total, String jurisdiction,
        OffsetDateTime from, OffsetDateTime to, String by, OffsetDateTime at, OffsetDateTime finishedAt, String problem,
        Summary summary, List<UnitFigure> byUnit, List<CategoryFigure> byCategory) {

    /**
     * The whole in a few figures.
     *
     * @param tickets tickets looked at
     * @param inputs different inputs; equal ones are decided once
     * @param changed tickets that would have gone differently
     */
    public record Summary(long tickets, long inputs, long changed, List<Figure> measures) {
    }

    /**
     * One figure by the tables in force and by the draft's.
     *
     * @param measure automatic; overdue, returnedLate, yellow, red
     * @param moved how many differ, in either direction
     */
    public record Figure(String measure, String name, long before, long after, long moved) {
    }

    /**
     * One figure of one unit.
     *
     * @param unit code of the unit; {@code -} for tickets a dispatcher decides on
     * @param measure tickets; overdue, returnedLate, yellow, red
     */
    public record UnitFigure(String unit, String name, String measure, String measureName, long before, long after, long moved) {
    }

    /**
     * One figure of one category.
     *
     * @param category code of the category; {@code -} for tickets without one
     * @param measure automatic; overdue, returnedLate, yellow, red
     */
    public record CategoryFigure(String category, String name, String measure, String measureName, long before, long after,
            long moved) {
    }

    /**
     * A ticket that would have gone differently.
     *
     * @param title without a word by which the citizen could be known
     * @param before what the tables in force say, Chinese
     * @param after what the draft's say, Chinese
     * @param rows the rows that make the difference
     */
    public record Item(String ticketNo, String title, String category, String before, String after, List<Reason> rows) {
    }

    /**
     * A row that is hit by one side only.
     *
     * @param side before: by the tables in force; after: by the draft's
     */
    public record Reason(String side, String decision, String row, String description) {
    }
}
