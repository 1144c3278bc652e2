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
 * @param confidence how sure the catalogue is of the lead, 0 to 1
 * @param candidates everything the catalogue came up with: leads, assists, guides, in each the surest first
 * @param rows the table rows that led here, in the order they were asked
 */
public record Decision(boolean automatic, List<Part> units, double confidence, List<Candidate> candidates,
        List<DecisionTables.Row> rows) {

    public Decision {
        units = List.copyOf(units);
        candidates = List.copyOf(candidates);
        rows = List.copyOf(rows);
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
    public record Candidate(String unit, Role role, double weight, String basis) {

        Part part() {
            return new Part(unit, role, basis);
        }
    }
}
