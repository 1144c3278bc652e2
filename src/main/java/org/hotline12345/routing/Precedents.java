package org.hotline12345.routing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hotline12345.organization.Settings;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.Units;
import org.hotline12345.routing.ProposedRows.Evidence;
import org.hotline12345.routing.ProposedRows.Wish;
import org.hotline12345.ticket.Ticket;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Turns what the centre decides against its catalogue into proposed rows: a joint meeting that gives a matter to another
 * unit, and a unit whose returns of the same category keep being upheld. Only proposals: people decide.
 */
@Component
public class Precedents {

    private static final int LONGEST_BASIS = 1000;

    private final ProposedRows proposedRows;
    private final Routing routing;
    private final RequestReading reading;
    private final Units units;
    private final Settings settings;
    private final JdbcClient jdbc;
    private final Clock clock;

    Precedents(ProposedRows proposedRows, Routing routing, RequestReading reading, Units units, Settings settings, JdbcClient jdbc,
            Clock clock) {
        this.proposedRows = proposedRows;
        this.routing = routing;
        this.reading = reading;
        this.units = units;
        this.settings = settings;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A meeting gave the ticket to a unit. Proposes that unit for the category, unless the catalogue leads there anyway or
     * nobody has classified the ticket.
     *
     * @param minutesRef which minutes, in words
     */
    public void meetingRuled(Ticket ticket, String unit, String minutesRef) {
        if (ticket.category() == null || routing.decide(reading.read(ticket).facts()).lead().filter(lead -> lead.unit().equals(unit)).isPresent()) {
            return;
        }
        proposedRows.propose(ticket.jurisdiction(), new Wish(ticket.category(), place(unit), unit, minutesRef),
                new Evidence(ticket.ticketNo(), minutesRef));
    }

    /**
     * A return was upheld and the ticket given to another unit. From the set number of tickets within the set time on, the
     * unit that got most of them is proposed. 职能就近 is no precedent: it says that nobody is responsible.
     */
    void returnUpheld(Ticket ticket, String unit, String newUnit) {
        if (ticket.category() == null) {
            return;
        }
        Instant now = clock.instant();
        jdbc.sql("insert into routing_upheld_return (ticket_no, upheld_at, unit, jurisdiction, category, new_unit) "
                        + "values (:no, :at, :unit, :jurisdiction, :category, :newUnit)")
                .param("no", ticket.ticketNo()).param("at", now.toEpochMilli()).param("unit", unit)
                .param("jurisdiction", ticket.jurisdiction()).param("category", ticket.category()).param("newUnit", newUnit).update();
        int days = settings.number(ticket.jurisdiction(), "returns.proposeRowWithinDays");
        // Returns that a person has already decided on are not brought up again.
        List<Upheld> upheld = jdbc.sql("select ticket_no, upheld_at, new_unit from routing_upheld_return where jurisdiction = :jurisdiction "
                        + "and category = :category and unit = :unit and upheld_at > :from and upheld_at <= :now "
                        + "and upheld_at > (select coalesce(max(decided_at), 0) from routing_proposed_row where jurisdiction = :jurisdiction "
                        + "and category = :category and status in ('accepted', 'rejected') and returned_by = :unit) "
                        + "order by upheld_at, ticket_no")
                .param("jurisdiction", ticket.jurisdiction()).param("category", ticket.category()).param("unit", unit)
                .param("from", now.minus(Duration.ofDays(days)).toEpochMilli()).param("now", now.toEpochMilli())
                .query((row, n) -> new Upheld(row.getString(1), Instant.ofEpochMilli(row.getLong(2)), row.getString(3))).list();
        Map<String, Set<String>> ticketsByUnit = new LinkedHashMap<>();
        upheld.forEach(each -> ticketsByUnit.computeIfAbsent(each.newUnit, code -> new LinkedHashSet<>()).add(each.ticketNo));
        long tickets = upheld.stream().map(Upheld::ticketNo).distinct().count();
        if (tickets >= settings.number(ticket.jurisdiction(), "returns.proposeRowAfter")) {
            String proposed = mostOften(ticketsByUnit);
            proposedRows.propose(ticket.jurisdiction(), new Wish(ticket.category(), place(proposed), proposed,
                    basis(unit, days, tickets, ticketsByUnit)), unit, upheld.stream().map(each -> new Evidence(each.ticketNo,
                            name(unit) + "退回成立，改派" + name(each.newUnit), each.at)).toList());
        }
    }

    /** The later one where two got as many: the centre has learnt meanwhile. */
    private static String mostOften(Map<String, Set<String>> ticketsByUnit) {
        String most = null;
        for (Map.Entry<String, Set<String>> entry : ticketsByUnit.entrySet()) {
            if (most == null || entry.getValue().size() >= ticketsByUnit.get(most).size()) {
                most = entry.getKey();
            }
        }
        return most;
    }

    private String basis(String unit, int days, long tickets, Map<String, Set<String>> ticketsByUnit) {
        StringBuilder basis = new StringBuilder(days + "天内" + name(unit) + "退回同类诉求成立" + tickets + "件，改派");
        ticketsByUnit.forEach((code, numbers) -> basis.append(basis.charAt(basis.length() - 1) == '派' ? "" : "、")
                .append(name(code)).append(numbers.size()).append("件"));
        return basis.length() > LONGEST_BASIS ? basis.substring(0, LONGEST_BASIS) : basis.toString();
    }

    /** A district answers for its own place only. */
    private String place(String unit) {
        return units.find(unit).filter(Unit::isTerritory).map(Unit::region).orElse(null);
    }

    private String name(String unit) {
        return units.find(unit).map(Unit::name).orElse(unit);
    }

    private record Upheld(String ticketNo, Instant at, String newUnit) {
    }
}
