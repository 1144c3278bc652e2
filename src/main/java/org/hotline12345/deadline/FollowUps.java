package org.hotline12345.deadline;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.Processes;
import org.hotline12345.common.Refusal;
import org.hotline12345.organization.Settings;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.Units;
import org.hotline12345.ticket.Dispatch;
import org.hotline12345.ticket.Ticket;
import org.hotline12345.ticket.Tickets;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 持续关注: a promise with a date that outlives the ticket. Each has a process of its own that reminds the unit until it
 * says that nothing is left to watch; the archive neither waits for it nor ends it.
 */
@Component
public class FollowUps {

    static final String PROCESS = "follow-up";
    private static final int MOST_DAYS = 366;

    private final Tickets tickets;
    private final Units units;
    private final Settings settings;
    private final Processes processes;
    private final JdbcClient jdbc;
    private final Actors actors;
    private final Clock clock;

    FollowUps(Tickets tickets, Units units, Settings settings, Processes processes, JdbcClient jdbc, Actors actors, Clock clock) {
        this.tickets = tickets;
        this.units = units;
        this.settings = settings;
        this.processes = processes;
        this.jdbc = jdbc;
        this.actors = actors;
        this.clock = clock;
    }

    /**
     * Asks a unit to keep an eye on something, before or after the ticket is archived.
     *
     * @param unit who watches; the lead unit may name itself or a unit below it
     * @param until last day
     * @param everyDays days between two reminders, or null for one on the last day
     */
    @Transactional
    public FollowUp order(String ticketNo, String unit, LocalDate until, Integer everyDays, String what) {
        Actor actor = actors.current();
        Ticket ticket = tickets.require(ticketNo);
        String lead = ticket.lead().map(Dispatch::unit).filter(actor::belongsTo).orElse(null);
        if (!actor.isCentre() && lead == null) {
            if (!ticket.isVisibleTo(actor)) {
                throw Refusal.unknown("ticket.unknown", "没有工单" + ticketNo + "，或您无权查看。");
            }
            throw Refusal.forbidden("deadline.followUpNotAllowed", "只有热线中心和主办单位可以安排持续关注。");
        }
        LocalDate today = today();
        Unit watcher = units.requireValid(ticket.jurisdiction(), unit, today);
        if (!actor.isCentre() && !isBelow(watcher, lead)) {
            throw Refusal.forbidden("deadline.followUpNotBelow", "主办单位只能安排本单位或下级单位持续关注。");
        }
        if (until == null || until.isBefore(today) || until.isAfter(today.plusDays(MOST_DAYS))) {
            throw Refusal.invalid("deadline.followUpUntil", "请填写关注到哪一天，从今天起最长" + MOST_DAYS + "天。");
        }
        if (everyDays != null && (everyDays < 1 || everyDays > MOST_DAYS)) {
            throw Refusal.invalid("deadline.followUpEvery", "提醒间隔须为1至" + MOST_DAYS + "天。");
        }
        FollowUp followUp = new FollowUp(UUID.randomUUID().toString(), ticketNo, unit, until, everyDays, what,
                next(ticket, until, everyDays), false);
        jdbc.sql("insert into deadline_follow_up (id, ticket_no, unit, until_on, every_days, what, ordered_at, ordered_by, next_at) "
                        + "values (:id, :no, :unit, :until, :every, :what, :at, :by, :next)")
                .param("id", followUp.id()).param("no", ticketNo).param("unit", unit).param("until", until).param("every", everyDays)
                .param("what", what).param("at", clock.instant().toEpochMilli()).param("by", actor.id())
                .param("next", followUp.nextAt().toEpochMilli()).update();
        ticket.followUps().order(actor, unit, until, everyDays, what);
        processes.start(PROCESS, ticketNo, Map.of("followUp", followUp.id(), "unit", unit));
        return followUp;
    }

    /**
     * What the unit saw; unless nothing is left to watch, the next reminder is set.
     *
     * @return whether it is done
     */
    public boolean record(String ticketNo, String followUp, String note, boolean done) {
        FollowUp known = require(followUp);
        Actor clerk = actors.current();
        if (!clerk.belongsTo(known.unit())) {
            throw Refusal.forbidden("deadline.notYourFollowUp", "只有负责关注的单位可以填写。");
        }
        Ticket ticket = tickets.require(ticketNo);
        jdbc.sql("update deadline_follow_up set next_at = :next, done_at = :done where id = :id")
                .param("next", done ? null : next(ticket, known.until(), known.everyDays()).toEpochMilli())
                .param("done", done ? clock.instant().toEpochMilli() : null).param("id", followUp).update();
        ticket.followUps().record(clerk, known.unit(), note, done);
        return done;
    }

    /** When the unit is reminded next. */
    public Instant nextAt(String followUp) {
        return require(followUp).nextAt();
    }

    /** What is or was watched for a ticket, oldest first; for the centre and whoever sees the ticket. */
    public List<FollowUp> of(String ticketNo) {
        Actor actor = actors.current();
        boolean all = actor.isCentre() || tickets.visible(ticketNo, actor).lead().map(Dispatch::unit).filter(actor::belongsTo).isPresent();
        return jdbc.sql("select id, ticket_no, unit, until_on, every_days, what, next_at, done_at from deadline_follow_up "
                        + "where ticket_no = :no order by ordered_at, id")
                .param("no", ticketNo).query((row, n) -> read(row)).list().stream()
                .filter(followUp -> all || actor.belongsTo(followUp.unit())).toList();
    }

    private FollowUp require(String id) {
        Optional<FollowUp> found = jdbc.sql("select id, ticket_no, unit, until_on, every_days, what, next_at, done_at "
                        + "from deadline_follow_up where id = :id").param("id", id).query((row, n) -> read(row)).optional();
        return found.orElseThrow(() -> Refusal.unknown("deadline.unknownFollowUp", "没有这项持续关注。"));
    }

    /** On a later day at the opening of office: after the interval, on the last day, and daily once that has passed. */
    private Instant next(Ticket ticket, LocalDate until, Integer everyDays) {
        LocalDate today = today();
        LocalDate last = until.isAfter(today) ? until : today.plusDays(1);
        LocalDate day = everyDays == null || today.plusDays(everyDays).isAfter(last) ? last : today.plusDays(everyDays);
        LocalTime opening = settings.time(ticket.jurisdiction(), "calendar.officeFrom");
        return day.atTime(opening).atZone(clock.getZone()).toInstant();
    }

    private boolean isBelow(Unit unit, String lead) {
        for (Optional<Unit> step = Optional.of(unit); step.isPresent(); step = units.find(step.get().parent())) {
            if (step.get().code().equals(lead)) {
                return true;
            }
        }
        return false;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), clock.getZone());
    }

    private static FollowUp read(ResultSet row) throws SQLException {
        long next = row.getLong("next_at");
        Instant nextAt = row.wasNull() ? null : Instant.ofEpochMilli(next);
        int every = row.getInt("every_days");
        Integer everyDays = row.wasNull() ? null : every;
        return new FollowUp(row.getString("id"), row.getString("ticket_no"), row.getString("unit"),
                row.getObject("until_on", LocalDate.class), everyDays, row.getString("what"), nextAt, row.getObject("done_at") != null);
    }

    /**
     * One thing a unit keeps an eye on.
     *
     * @param nextAt next reminder, or null once done
     */
    public record FollowUp(String id, String ticketNo, String unit, LocalDate until, Integer everyDays, String what,
            Instant nextAt, boolean done) {
    }
}
