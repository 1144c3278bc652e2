package org.hotline12345.ticket;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.hotline12345.ticket.SettledRows.Numbered;
import org.springframework.stereotype.Component;

/**
 * Stores tickets that are over in bulk: the same rows of ticket, dispatch and history as if they had gone through the
 * hotline, in batches of statements instead of steps of the engine. What happened elsewhere names {@link OldTickets#ACTOR}.
 */
@Component
public class SettledTickets {

    private final SettledRows rows;
    private final TicketNumbers numbers;
    private final BulkLoads loads;
    private final Clock clock;

    SettledTickets(SettledRows rows, TicketNumbers numbers, BulkLoads loads, Clock clock) {
        this.rows = rows;
        this.numbers = numbers;
        this.loads = loads;
        this.clock = clock;
    }

    /**
     * Until it is finished nobody compares the jurisdiction's days. Not to be called in a transaction: what is told of the
     * load must be there before its tickets.
     *
     * @param prefix first letters of the jurisdiction's ticket numbers
     */
    public SettledLoad begin(String jurisdiction, String prefix) {
        String name = "settled " + jurisdiction;
        return new SettledLoad(tickets -> {
            // Before the part and not with it: the parts would wait for one another at this row.
            loads.goesOn(name, jurisdiction);
            return numbered(tickets, prefix);
        }, rows, () -> loads.ended(name));
    }

    /** Under numbers of the days they were registered on, in their order. */
    private List<Numbered> numbered(List<SettledTicket> tickets, String prefix) {
        List<Numbered> numbered = new ArrayList<>(tickets.size());
        for (int from = 0; from < tickets.size();) {
            String jurisdiction = tickets.get(from).jurisdiction();
            LocalDate day = day(tickets.get(from));
            int to = from;
            while (to < tickets.size() && day(tickets.get(to)).equals(day) && tickets.get(to).jurisdiction().equals(jurisdiction)) {
                to++;
            }
            Iterator<String> issued = numbers.next(jurisdiction, prefix, day, to - from).iterator();
            for (SettledTicket ticket : tickets.subList(from, to)) {
                numbered.add(new Numbered(issued.next(), ticket));
            }
            from = to;
        }
        return numbered;
    }

    private LocalDate day(SettledTicket ticket) {
        return LocalDate.ofInstant(ticket.registeredAt(), clock.getZone());
    }
}
