package org.hotline12345.ticket;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.hotline12345.common.Actor;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.Units;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads many tickets at once for the lines of a list, in as many statements for a hundred as for one. */
@Component
public class TicketLines {

    private final TicketRows rows;
    private final IdentityVault vault;
    private final Units units;
    private final JdbcClient jdbc;

    TicketLines(TicketRows rows, IdentityVault vault, Units units, JdbcClient jdbc) {
        this.rows = rows;
        this.vault = vault;
        this.units = units;
        this.jdbc = jdbc;
    }

    /**
     * What a line tells of its ticket.
     *
     * @param title covered for a unit where the reporter asked for confidentiality
     * @param unit code of the lead unit, or null before dispatch
     * @param reworks times the handling was ordered anew; a second dispatch is none
     */
    public record Line(String ticketNo, String jurisdiction, String title, Kind kind, boolean confidential, boolean urgent,
            boolean supervised, int urges, int returns, int reworks, int reopened, int dissatisfied, int openOrders, String unit,
            List<Dispatch> dispatches) {

        public Line {
            dispatches = List.copyOf(dispatches);
        }

        /** What was dispatched to a unit last, if anything. */
        public Optional<Dispatch> dispatchOf(String unit) {
            return dispatches.stream().filter(dispatch -> dispatch.unit.equals(unit)).reduce((earlier, later) -> later);
        }
    }

    /** By ticket number; tickets the person may not know of are left out. */
    public Map<String, Line> of(Collection<String> ticketNos, Actor actor) {
        if (ticketNos.isEmpty()) {
            return Map.of();
        }
        List<Ticket> found = rows.findAll(ticketNos).stream().filter(ticket -> ticket.isVisibleTo(actor)).toList();
        boolean reads = actor.isCentre() || actor.isSystem();
        Set<String> covered = reads ? Set.of()
                : found.stream().filter(Ticket::confidential).map(Ticket::ticketNo).collect(Collectors.toSet());
        Map<String, IdentityVault.Identity> reporters = covered.isEmpty() ? Map.of() : vault.find(covered);
        return found.stream().map(ticket -> line(ticket, covered.contains(ticket.ticketNo())
                        ? IdentityText.of(reporters.get(ticket.ticketNo()))::cover : UnaryOperator.identity()))
                .collect(Collectors.toMap(Line::ticketNo, Function.identity()));
    }

    private static Line line(Ticket ticket, UnaryOperator<String> words) {
        return new Line(ticket.ticketNo(), ticket.jurisdiction(), words.apply(ticket.registration.title()), ticket.kind,
                ticket.confidential(), ticket.urgent(), ticket.supervised, ticket.urges, ticket.returns, reworks(ticket),
                ticket.reopened, ticket.dissatisfied, ticket.openOrders, ticket.lead().map(Dispatch::unit).orElse(null), ticket.dispatches);
    }

    private static int reworks(Ticket ticket) {
        return (int) ticket.dispatches.stream().filter(Dispatch::rework).map(Dispatch::round).distinct().count();
    }

    /** What the units of these tickets answered in the current round, by ticket number; for the centre and the product itself. */
    public Map<String, List<String>> replies(Collection<String> ticketNos, Actor actor) {
        if (ticketNos.isEmpty() || !actor.isCentre() && !actor.isSystem()) {
            return Map.of();
        }
        Map<String, List<String>> replies = new HashMap<>();
        jdbc.sql("select d.ticket_no, d.reply from ticket_dispatch d join ticket_ticket t on t.ticket_no = d.ticket_no "
                        + "and t.round = d.round where d.ticket_no in (:numbers) and d.reply is not null and d.parent_unit is null "
                        + "order by d.ticket_no, d.role desc, d.unit")
                .param("numbers", Set.copyOf(ticketNos)).query(row -> {
                    replies.computeIfAbsent(row.getString(1), no -> new ArrayList<>()).add(row.getString(2));
                });
        return replies;
    }

    /** Name of a unit, or its code where it has gone. */
    public String unitName(String unit) {
        return unit == null ? null : units.find(unit).map(Unit::name).orElse(unit);
    }
}
