package org.hotline12345.ticket;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** In whose hands the open work of a unit is, when somebody of it moves or goes. */
@Component
public class TicketHands {

    private static final List<String> OPEN = Stream.of(Dispatch.State.OPEN, Dispatch.State.SIGNED, Dispatch.State.RETURNING,
            Dispatch.State.SIGNING_OFF, Dispatch.State.INTERIM).map(Dispatch.State::code).toList();

    private final Tickets tickets;
    private final JdbcClient jdbc;

    TicketHands(Tickets tickets, JdbcClient jdbc) {
        this.tickets = tickets;
        this.jdbc = jdbc;
    }

    /** Numbers of the open tickets the person signed for in those units, oldest dispatch first. */
    public List<String> signedFor(String person, Collection<String> units) {
        return units.isEmpty() ? List.of() : jdbc.sql("select ticket_no from ticket_dispatch where unit in (:units) and state in (:open) "
                        + "and signed_by = :person order by dispatched_at, ticket_no")
                .param("units", units).param("open", OPEN).param("person", person).query(String.class).list()
                .stream().distinct().toList();
    }

    /** Whether a business key is a ticket's number; cases about no ticket have other keys. */
    public boolean isTicket(String key) {
        return key != null && tickets.look(key).isPresent();
    }

    /**
     * Later tasks of the ticket no longer come back to the person.
     *
     * @param colleague who has it now, or null for whoever of the unit takes it
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void passOn(String ticketNo, String person, String colleague) {
        tickets.require(ticketNo).people().passOn(person, colleague);
    }
}
