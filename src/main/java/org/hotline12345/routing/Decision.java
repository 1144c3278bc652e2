package org.hotline12345.routing;

import java.util.List;
import java.util.Optional;
import org.hotline12345.common.DecisionTables;
import org.hotline12345.ticket.Dispatch.Role;

/**
 * Where a ticket goes, and why.
 *
 * @param automatic whether it may be dispatched without a person; otherwise {@code units} is only a proposal
 * @param units the lead first, then those who assist, then those who guide; empty when no single unit leads
 * @param confidence how sure the catalogue is of the lead and of the place, 0 to 1
 * @param supervise whether it is followed all the way (全程督办)
 * @param reason why it goes out, or why a person decides; Chinese
 * @param candidates everything the catalogue came up with: leads, assists, guides, in each the surest first
 * @param rows the table rows that led here, in the order they were asked
 * @param shadowed rows that match too but did not count
 * @param matters the matters of one call that belong to different units, each with its own units; empty for one matter
 */
public record Decision(boolean automatic, List<Part> units, double confidence, boolean supervise, String reason,
        List<Candidate> candidates, List<DecisionTables.Row> rows, List<Shadowed> shadowed, List<Matter> matters) {

    public Decision {
        units = List.copyOf(units);
        candidates = List.copyOf(candidates);
        rows = List.copyOf(rows);
        shadowed = List.copyOf(shadowed);
        matters = List.copyOf(matters);
    }

    public Optional<Part> lead() {
        return units.stream().filter(part -> part.role() == Role.LEAD).findFirst();
    }

    /** Codes of the units that assist. */
    public List<String> assists() {
        return units.stream().filter(part -> part.role() == Role.ASSIST).map(Part::unit).toList();
    }

    /** Codes of the units that guide. */
    public List<String> guides() {
        return units.stream().filter(part -> part.role() == Role.GUIDE).map(Part::unit).toList();
    }

    /**
     * A unit's part in the ticket.
     *
     * @param basis the rule it follows from, Chinese
     */
    public record Part(String unit, Role role, String basis) {}

    /**
     * A unit the catalogue names.
     *
     * @param weight how surely the row says so, 0 to 1
     */
    public record Candidate(String unit, Role role, double weight, String basis) {}

    /**
     * A row that matches but does not count.
     *
     * @param by what stands before it: {@code decision#row}, the key of a setting, or {@code validity}
     * @param why in Chinese
     */
    public record Shadowed(DecisionTables.Row row, String by, String why) {}

    /**
     * One of several matters of a call.
     *
     * @param categories codes of what belongs to the same units
     * @param names their names, in the same order
     * @param units as of a decision
     */
    public record Matter(List<String> categories, List<String> names, List<Part> units, boolean automatic) {}
}
