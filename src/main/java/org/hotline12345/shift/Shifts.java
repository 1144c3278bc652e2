package org.hotline12345.shift;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.Refusal;
import org.hotline12345.ticket.IdentityText;
import org.hotline12345.ticket.Ticket;
import org.hotline12345.ticket.TicketEventView;
import org.hotline12345.ticket.TicketRow;
import org.hotline12345.ticket.TicketView;
import org.hotline12345.ticket.TicketViews;
import org.hotline12345.ticket.Tickets;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a leader works through in a shift: tickets taken on, each with what was decided before the shift ends. Of a ticket
 * brought to the shift the leader reads what a supervisor reads, name and phone masked; of a confidential one only the
 * matter; of others nothing.
 */
@Component
public class Shifts {

    private static final int LAST_EVENTS = 20;
    private static final int MOST_TICKETS = 200;
    private static final Map<String, String> WAYS = Map.of("hard", "疑难工单", "call", "接听来电", "callback", "回访工单");

    private final Roster roster;
    private final Leaders leaders;
    private final Promises promises;
    private final Tickets tickets;
    private final TicketViews views;
    private final IdentityText identityText;
    private final JdbcClient jdbc;
    private final Actors actors;
    private final Clock clock;

    Shifts(Roster roster, Leaders leaders, Promises promises, Tickets tickets, TicketViews views, IdentityText identityText,
            JdbcClient jdbc, Actors actors, Clock clock) {
        this.roster = roster;
        this.leaders = leaders;
        this.promises = promises;
        this.tickets = tickets;
        this.views = views;
        this.identityText = identityText;
        this.jdbc = jdbc;
        this.actors = actors;
        this.clock = clock;
    }

    /**
     * Brings a ticket to the open shift.
     *
     * @param way hard (疑难工单), call (a call the leader answered) or callback (a callback the leader made)
     * @param note what it is about for the leader, or null
     */
    @Transactional
    public void takeOn(String id, String ticketNo, String way, String note) {
        Actor actor = actors.current();
        Shift shift = roster.lock(id);
        roster.requireHost(shift, actor);
        requireOpen(shift);
        if (!WAYS.containsKey(way)) {
            throw Refusal.invalid("shift.badWay", "请选择疑难工单（hard）、接听来电（call）或回访工单（callback）。");
        }
        Ticket ticket = tickets.require(ticketNo);
        String unit = leaders.find(shift.leader()).map(Leaders.Leader::unit).orElse(null);
        if (!ticket.jurisdiction().equals(shift.jurisdiction())) {
            throw Refusal.unknown("ticket.unknown", "本热线没有工单" + ticketNo + "。");
        }
        if (unit != null && ticket.protection().bars(unit)) {
            throw Refusal.rule("shift.aboutTheirUnit", "本工单反映的就是当班领导所在的单位，不能由其处理，请交其他领导或督办。");
        }
        if (holds(id, ticketNo)) {
            throw Refusal.rule("shift.alreadyTaken", "本班已经列入工单" + ticketNo + "。");
        }
        if (shift.tickets() >= MOST_TICKETS) {
            throw Refusal.rule("shift.tooManyTickets", "一班最多列入" + MOST_TICKETS + "件工单。");
        }
        jdbc.sql("insert into shift_ticket (shift_id, ticket_no, way, note, added_at, added_by) values (:id, :no, :way, :note, :at, :by)")
                .param("id", id).param("no", ticketNo).param("way", way).param("note", identityText.scrub(ticketNo, note))
                .param("at", clock.millis()).param("by", actor.id()).update();
        ticket.shifts().takenOn(actor, WAYS.get(way) + "（" + shift.post() + "）");
    }

    /**
     * What the leader decides on a ticket of the shift; with a unit and a day it becomes a task of that unit.
     *
     * @param kind settled (当场解决), decision (决定) or promise (承诺)
     */
    @Transactional
    public void decide(String id, String ticketNo, String kind, String text, String unit, LocalDate dueOn) {
        Actor actor = actors.current();
        Shift shift = roster.lock(id);
        roster.requireHost(shift, actor);
        requireOpen(shift);
        if (!holds(id, ticketNo)) {
            throw Refusal.rule("shift.notTaken", "工单" + ticketNo + "不在本班，请先列入。");
        }
        promises.make(shift, tickets.require(ticketNo), kind, text, unit, dueOn, actor);
    }

    /** Ends the shift; every ticket of it has been decided on by then. */
    @Transactional
    public Shift close(String id, String summary) {
        Actor actor = actors.current();
        Shift shift = roster.lock(id);
        roster.requireHost(shift, actor);
        requireOpen(shift);
        List<String> undecided = jdbc.sql("select t.ticket_no from shift_ticket t where t.shift_id = :id and not exists (select 1 "
                        + "from shift_decision d where d.shift_id = t.shift_id and d.ticket_no = t.ticket_no) order by t.added_at, t.ticket_no")
                .param("id", id).query(String.class).list();
        if (!undecided.isEmpty()) {
            throw Refusal.rule("shift.undecided", "还有工单没有写明处理意见：" + String.join("、", undecided) + "。请逐件写明后再结束。");
        }
        roster.close(shift, summary, actor);
        return roster.shift(id, actor);
    }

    /** The record of a shift: the turn, its changes, its tickets with what was decided on each. */
    public Record record(String id) {
        Actor actor = actors.current();
        Shift shift = roster.shift(id, actor);
        requireReader(shift, actor);
        List<Promises.Decision> decisions = promises.ofShift(id);
        List<TakenOn> taken = jdbc.sql("select ticket_no, way, note, added_at from shift_ticket where shift_id = :id order by added_at, ticket_no")
                .param("id", id).query((row, n) -> new TakenOn(row.getString("ticket_no"), null, null, row.getString("way"),
                        WAYS.get(row.getString("way")), row.getString("note"), roster.time(row, "added_at"), List.of())).list();
        Map<String, TicketRow> rows = views.rows(taken.stream().map(TakenOn::ticketNo).toList(), actor).stream()
                .collect(Collectors.toMap(TicketRow::ticketNo, row -> row));
        return new Record(shift, roster.changes(id), taken.stream().map(one -> one.with(rows.get(one.ticketNo()),
                decisions.stream().filter(decision -> decision.ticketNo().equals(one.ticketNo())).toList())).toList());
    }

    /** A ticket of the shift as its leader reads it. */
    @Transactional(readOnly = true)
    public Seen ticket(String id, String ticketNo) {
        Actor actor = actors.current();
        Shift shift = roster.shift(id, actor);
        requireReader(shift, actor);
        if (!holds(id, ticketNo)) {
            throw Refusal.unknown("shift.notTaken", "工单" + ticketNo + "不在本班。");
        }
        if (actor.isCentre()) {
            return new Seen(views.ticket(ticketNo, actor), views.lastEvents(ticketNo, actor, LAST_EVENTS, Integer.MAX_VALUE));
        }
        TicketView matter = views.forAdvice(ticketNo);
        Actor reader = new Actor(actor.id(), Set.of("supervisor"));
        return matter.confidential() ? new Seen(matter, List.of())
                : new Seen(views.ticket(ticketNo, reader), views.lastEvents(ticketNo, reader, LAST_EVENTS, Integer.MAX_VALUE));
    }

    /** A ticket and its latest events, oldest first. */
    public record Seen(TicketView ticket, List<TicketEventView> events) {
    }

    private static void requireReader(Shift shift, Actor actor) {
        if (!actor.isCentre() && !actor.id().equals(shift.leader())) {
            throw Refusal.forbidden("shift.notYourTurn", "轮值记录由热线中心和当班领导本人查看。");
        }
    }

    private static void requireOpen(Shift shift) {
        if (!shift.state().equals("open")) {
            throw Refusal.rule("shift.notOpen", "该班次" + shift.stateName() + "，请先开始轮值。");
        }
    }

    private boolean holds(String id, String ticketNo) {
        return jdbc.sql("select count(*) from shift_ticket where shift_id = :id and ticket_no = :no")
                .param("id", id).param("no", ticketNo).query(Integer.class).single() > 0;
    }

    /** A ticket brought to a shift. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TakenOn(String ticketNo, String title, String statusName, String way, String wayName, String note,
            OffsetDateTime addedAt, List<Promises.Decision> decisions) {

        private TakenOn with(TicketRow row, List<Promises.Decision> made) {
            return new TakenOn(ticketNo, row == null ? null : row.title(), row == null ? null : row.statusName(), way, wayName, note,
                    addedAt, made);
        }
    }

    /** The record of one shift. */
    public record Record(Shift shift, List<Roster.Change> changes, List<TakenOn> tickets) {
    }
}
