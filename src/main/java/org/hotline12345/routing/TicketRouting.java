package org.hotline12345.routing;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import java.util.List;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.Units;
import org.hotline12345.ticket.Ticket;
import org.hotline12345.ticket.Tickets;
import org.springframework.stereotype.Component;

/** What sent a ticket where it is, and, for the centre, what today's tables would say. */
@Component
public class TicketRouting {

    private final Tickets tickets;
    private final DecidedRows decidedRows;
    private final RequestReading reading;
    private final Routing routing;
    private final Units units;
    private final Actors actors;

    TicketRouting(Tickets tickets, DecidedRows decidedRows, RequestReading reading, Routing routing, Units units, Actors actors) {
        this.tickets = tickets;
        this.decidedRows = decidedRows;
        this.reading = reading;
        this.routing = routing;
        this.units = units;
        this.actors = actors;
    }

    /** The decisions kept for the ticket, oldest first; Refusal 404 for whoever may not know of it. */
    public List<Sent> sent(String ticketNo) {
        tickets.visible(ticketNo, actors.current());
        return decidedRows.of(ticketNo).stream().map(kept -> new Sent(kept.round(), kept.at(), kept.automatic(), kept.lead(),
                name(kept.lead()), kept.chosen(), name(kept.chosen()), kept.overridden(), kept.deployment(),
                kept.rows().stream().map(TicketRouting::row).toList(), kept.shadowed().stream().map(TicketRouting::row).toList())).toList();
    }

    /** What the tables in force would say now; null for a unit, which is told what happened and not what might have. */
    public Today today(String ticketNo) {
        Actor actor = actors.current();
        Ticket ticket = tickets.visible(ticketNo, actor);
        if (!actor.isCentre()) {
            return null;
        }
        RequestReading.Reading read = reading.read(ticket);
        return new Today(read, routing.explain(read.facts()));
    }

    private static SentRow row(DecidedRows.KeptRow row) {
        return new SentRow(row.decision(), row.row(), row.description(), row.unit(), row.by(), row.why());
    }

    private String name(String unit) {
        return units.find(unit).map(Unit::name).orElse(unit);
    }

    /** The ticket as it reads now, decided by the tables in force now. */
    public record Today(RequestReading.Reading reading, Decision decision) {}

    /** One decision about a ticket. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Sent(
            @Schema(description = "为第几轮办理作的判定") int round, OffsetDateTime at,
            @Schema(description = "是否自动派单；否则只是给派单员的建议") boolean automatic,
            @Schema(description = "主办单位或建议的主办单位") String lead, String leadName,
            @Schema(description = "派单员选定的主办单位") String chosen, String chosenName,
            @Schema(description = "派单员是否没有采纳建议；没有建议的不返回") Boolean overridden,
            @Schema(description = "所用决策表的部署编号") String deployment,
            @Schema(description = "命中的规则，按判定顺序") List<SentRow> rows,
            @Schema(description = "符合条件但没有起作用的规则") List<SentRow> shadowed) {}

    /** One row of it, as it read then. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SentRow(String decision, String row, String description, String unit, String by, String why) {}
}
