package org.hotline12345.ticket;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Processes;
import org.hotline12345.organization.Staff;
import org.hotline12345.organization.UnitWork;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Open dispatches as work that passes to a unit's successor. Asked first: the ticket is locked before anything else of it. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class DispatchedWork implements UnitWork {

    /** The message by which a unit's run ends, see {@code bpmn/unit-handling.bpmn}. */
    private static final String HANDLING_ENDED = "handling.ended";

    private final Tickets tickets;
    private final Staff staff;
    private final Processes processes;
    private final JdbcClient jdbc;

    DispatchedWork(Tickets tickets, Staff staff, Processes processes, JdbcClient jdbc) {
        this.tickets = tickets;
        this.staff = staff;
        this.processes = processes;
        this.jdbc = jdbc;
    }

    @Override
    public List<String> ticketsAt(String unit, String after, int most) {
        return jdbc.sql("select distinct ticket_no from ticket_dispatch where unit = :unit and state in ('open', 'signed', 'returning', "
                        + "'signing-off', 'interim') and ticket_no > :after order by ticket_no limit :most")
                .param("unit", unit).param("after", after).param("most", most).query(String.class).list();
    }

    @Override
    public Passed pass(String ticketNo, String from, String to, String why) {
        Ticket ticket = tickets.require(ticketNo);
        TicketSuccession succession = new TicketSuccession(ticket);
        if (!succession.isAt(from)) {
            return Passed.NOTHING;
        }
        if (ticket.protection().bars(to)) {
            return Passed.KEPT;
        }
        Optional<String> ending = succession.oneTooMany(from, to);
        ending.ifPresent(unit -> {
            succession.end(unit, why);
            processes.deliver(HANDLING_ENDED, ticketNo, Map.of("unit", unit), Map.of());
        });
        if (ending.filter(from::equals).isEmpty()) {
            succession.move(from, to, why, person -> staff.isMember(person, Actor.UNIT_GROUP_PREFIX + to));
        }
        return Passed.MOVED;
    }
}
