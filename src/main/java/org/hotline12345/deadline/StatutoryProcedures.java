package org.hotline12345.deadline;

import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.hotline12345.calendar.Deadline;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.DecisionTables;
import org.hotline12345.common.Refusal;
import org.hotline12345.notification.Notifications;
import org.hotline12345.ticket.Dispatch;
import org.hotline12345.ticket.Ticket;
import org.hotline12345.ticket.Tickets;
import org.springframework.stereotype.Component;

/**
 * Procedures that law makes longer than the hotline's limit. Their limits stand in {@code dmn/statutory-procedures.dmn};
 * the hotline's clock is met by the interim reply, the procedure's runs on beside it.
 */
@Component
public class StatutoryProcedures {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy年M月d日");

    private final Tickets tickets;
    private final Limits limits;
    private final DecisionTables tables;
    private final Notifications notifications;
    private final Actors actors;
    private final Clock clock;

    StatutoryProcedures(Tickets tickets, Limits limits, DecisionTables tables, Notifications notifications, Actors actors, Clock clock) {
        this.tickets = tickets;
        this.limits = limits;
        this.tables = tables;
        this.notifications = notifications;
        this.actors = actors;
        this.clock = clock;
    }

    /** The interim reply: from now on the unit owes the final one until the procedure ends. */
    public void begin(String ticketNo, String unit, String procedure, String reply) {
        Ticket ticket = tickets.require(ticketNo);
        Dispatch dispatch = limits.ofUnit(ticketNo, unit);
        DecisionTables.Row row = row(procedure);
        Deadline until = limits.counted(limits.place(ticket, unit), row, start(row, dispatch, clock.instant()));
        if (!until.until().isAfter(clock.instant())) {
            throw Refusal.rule("deadline.procedureOver", "该法定程序的期限（" + DATE.format(until.date()) + "）已过，请作最终答复。");
        }
        Actor actor = actors.current();
        ticket.time().replyForNow(actor, unit, reply, procedure, row.text("name"), until.until(), until.calendarVersion());
        if (ticket.hasContact() && dispatch.role() == Dispatch.Role.LEAD && dispatch.parentUnit() == null) {
            notifications.toCitizen(ticketNo, "您反映的「" + ticket.title() + "」（工单号" + ticketNo + "）承办单位已作阶段性答复，依法须经"
                    + row.text("name") + "，预计" + Limits.day(until) + "前作最终答复。");
        }
    }

    /** @throws Refusal INVALID {@code deadline.unknownProcedure} */
    public void requireKnown(String procedure) {
        row(procedure);
    }

    private DecisionTables.Row row(String procedure) {
        return tables.evaluate("statutory-procedures", Map.of("procedure", procedure)).stream()
                .filter(found -> found.number("amount") != null).findFirst().orElseThrow(() ->
                        Refusal.invalid("deadline.unknownProcedure", "没有法定程序「" + procedure + "」，请从列表中选择。").at("procedure"));
    }

    /** When the final reply is due. */
    public Instant until(String ticketNo, String unit) {
        Ticket ticket = tickets.require(ticketNo);
        Dispatch dispatch = ticket.openDispatch(unit);
        Instant until = dispatch.interimUntil();
        if (until == null) {
            return clock.instant();
        }
        if (limits.isFollowing()) {
            DecisionTables.Row row = row(dispatch.interimBasis());
            Instant later = limits.later(unit, "statutory", until, limits.counted(limits.place(ticket, unit), row, start(row, dispatch, dispatch.interimAt())));
            ticket.calendar().procedureFollows(dispatch, later);
            return later;
        }
        return until;
    }

    private static Instant start(DecisionTables.Row row, Dispatch dispatch, Instant repliedAt) {
        return "dispatch".equals(row.text("from")) ? dispatch.dispatchedAt() : repliedAt;
    }

    public void overdue(String ticketNo, String unit) {
        tickets.require(ticketNo).time().procedureOverdue(actors.current(), unit);
    }
}
