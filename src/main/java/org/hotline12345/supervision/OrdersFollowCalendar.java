package org.hotline12345.supervision;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.hotline12345.calendar.CalendarFollower;
import org.hotline12345.calendar.Deadline;
import org.hotline12345.calendar.WorkCalendar;
import org.hotline12345.common.Actors;
import org.hotline12345.common.Processes;
import org.hotline12345.ticket.Ticket;
import org.hotline12345.ticket.Tickets;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Lets unanswered orders and the next rungs follow a new calendar; an end that a supervisor named stays as named. */
@Component
class OrdersFollowCalendar implements CalendarFollower {

    private final Tickets tickets;
    private final Ladder ladder;
    private final WorkCalendar calendar;
    private final JdbcClient jdbc;
    private final Actors actors;
    private final Clock clock;

    OrdersFollowCalendar(Tickets tickets, Ladder ladder, WorkCalendar calendar, JdbcClient jdbc, Actors actors, Clock clock) {
        this.tickets = tickets;
        this.ladder = ladder;
        this.calendar = calendar;
        this.jdbc = jdbc;
        this.actors = actors;
        this.clock = clock;
    }

    private record Open(String number, String unit, Instant from, Instant until, String version) {
    }

    @Override
    public List<Moved> follow(String businessKey, String order) {
        List<Moved> moved = new ArrayList<>();
        for (Open open : openOrders(businessKey)) {
            Ticket ticket = tickets.require(businessKey);
            Deadline again = calendar.recount(ticket.jurisdiction(), open.from(), open.until(), open.version());
            if (again.until().isAfter(open.until())) {
                jdbc.sql("update supervision_order set until_at = :until, calendar_version = :version where order_no = :order")
                        .param("until", again.until().toEpochMilli()).param("version", again.calendarVersion())
                        .param("order", open.number()).update();
                ticket.calendar().moved(actors.current(), open.unit(), "order", "督办单" + open.number() + "答复", open.until(),
                        again.until(), again.calendarVersion(), order);
                moved.add(new Moved(open.unit(), "督办答复", open.until(), again.until(), new Processes.Given(Orders.PROCESS,
                        Map.of("orderNo", open.number()), Map.of("orderUntil", Date.from(again.until())))));
            }
        }
        for (Open open : openLadders(businessKey)) {
            Date due = ladder.next(businessKey, open.number(), open.unit()).due();
            if (due != null && due.toInstant().isAfter(open.until())) {
                moved.add(new Moved(open.unit(), "下一级催告", open.until(), due.toInstant(), new Processes.Given(Ladder.PROCESS,
                        Map.of("ladderNo", open.number()), Map.of("ladderUntil", due))));
            }
        }
        return moved;
    }

    private List<Open> openOrders(String ticketNo) {
        return jdbc.sql("select order_no, unit, counted_from, until_at, calendar_version from supervision_order "
                        + "where ticket_no = :no and status = 'issued' and calendar_version is not null and until_at > :now")
                .param("no", ticketNo).param("now", clock.millis())
                .query((row, n) -> new Open(row.getString(1), row.getString(2), Instant.ofEpochMilli(row.getLong(3)),
                        Instant.ofEpochMilli(row.getLong(4)), row.getString(5))).list();
    }

    private List<Open> openLadders(String ticketNo) {
        return jdbc.sql("select ladder_no, unit, next_at from supervision_ladder where ticket_no = :no and ended_at is null "
                        + "and next_at > :now").param("no", ticketNo).param("now", clock.millis())
                .query((row, n) -> new Open(row.getString(1), row.getString(2), null, Instant.ofEpochMilli(row.getLong(3)), null))
                .list();
    }
}
