package org.hotline12345.routing;

import java.util.List;
import org.hotline12345.common.DecisionTables;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.Units;
import org.hotline12345.routing.Decision.Part;
import org.hotline12345.ticket.Channel;
import org.hotline12345.ticket.PastTickets.Past;
import org.springframework.stereotype.Component;

/** Routes tickets of the past again, by whatever tables, as dispatching would; nothing is stored and nobody is told. */
@Component
public class Rerouting {

    /** The file of the table that tells what a ticket's words say. */
    public static final String WORDS = "dmn/routing-text.dmn";

    /** Bounded: reference data with a loop in it must not hang a preview. */
    private static final int LONGEST_LINEAGE = 10;

    private final Routing routing;
    private final RequestReading reading;
    private final Units units;

    Rerouting(Routing routing, RequestReading reading, Units units) {
        this.routing = routing;
        this.reading = reading;
        this.units = units;
    }

    /**
     * Everything that decides where a ticket goes: equal requests go the same way.
     *
     * @param barred the unit that may not handle it, nor whatever belongs to it, or null
     */
    public record Request(Facts facts, String barred) {
    }

    /**
     * Where a request goes.
     *
     * @param automatic whether it goes there without a person; otherwise {@code units} is only a proposal
     */
    public record Course(boolean automatic, List<Part> units, List<DecisionTables.Row> rows) {
    }

    /**
     * The request a ticket is.
     *
     * @param tables tell what its words say
     */
    public Request request(Past ticket, DecisionTables tables) {
        return new Request(reading.read(new RequestReading.Words(ticket.jurisdiction(), ticket.kind().code(), ticket.category(),
                ticket.region(), ticket.address(), ticket.aboutUnit(), ticket.part() ? "" : ticket.title() + '\n' + ticket.content(),
                new Facts.Origin(ticket.supervised(), ticket.channel() == Channel.PROVINCE, ticket.confidential())), tables).facts(),
                ticket.aboutBarred() ? ticket.aboutUnit() : null);
    }

    /** Where a request goes by these tables. */
    public Course course(Request request, DecisionTables tables) {
        Decision decision = routing.decide(request.facts(), tables);
        boolean neutral = decision.units().stream().noneMatch(part -> belongsTo(part.unit(), request.barred()));
        return new Course(decision.automatic() && neutral, decision.units(), decision.rows());
    }

    private boolean belongsTo(String unit, String barred) {
        String above = unit;
        for (int step = 0; barred != null && above != null && step < LONGEST_LINEAGE; step++) {
            if (above.equals(barred)) {
                return true;
            }
            above = units.find(above).map(Unit::parent).orElse(null);
        }
        return false;
    }
}
