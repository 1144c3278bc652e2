package org.hotline12345.deadline;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hotline12345.calendar.CalendarFollower;
import org.hotline12345.calendar.CalendarVersions;
import org.hotline12345.calendar.Deadline;
import org.hotline12345.calendar.NoticeImports;
import org.hotline12345.calendar.CalendarGroups;
import org.hotline12345.calendar.WorkCalendar;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.Page;
import org.hotline12345.common.Processes;
import org.hotline12345.ticket.Dispatch;
import org.hotline12345.ticket.Ticket;
import org.hotline12345.ticket.Tickets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What a new calendar version does to limits already told: they move later where the new days say so, never earlier, and
 * every move stands in the ticket's history. (In 2020 an order of 27 January moved days that had begun to run.) A limit
 * that has ended stays ended. Each ticket follows in a transaction of its own; what was interrupted goes on where it stopped.
 */
@Component
public class CalendarChange {

    private static final Logger LOG = LoggerFactory.getLogger(CalendarChange.class);
    private static final int TRIES = 3;
    private static final int PAGE = 200;
    private static final Duration PREVIEW = Duration.ofSeconds(20);

    private final CalendarVersions versions;
    private final NoticeImports imports;
    private final CalendarGroups groups;
    private final WorkCalendar calendar;
    private final Tickets tickets;
    private final Limits limits;
    private final Recounts recounts;
    private final List<CalendarFollower> followers;
    private final Processes processes;
    private final Actors actors;
    private final Clock clock;
    private final TransactionTemplate transaction;

    CalendarChange(CalendarVersions versions, NoticeImports imports, CalendarGroups groups, WorkCalendar calendar, Tickets tickets,
            Limits limits, Recounts recounts,
            List<CalendarFollower> followers, Processes processes, Actors actors, Clock clock, PlatformTransactionManager transactions) {
        this.versions = versions;
        this.imports = imports;
        this.groups = groups;
        this.calendar = calendar;
        this.tickets = tickets;
        this.limits = limits;
        this.recounts = recounts;
        this.followers = followers;
        this.processes = processes;
        this.actors = actors;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * What came of it.
     *
     * @param moved numbers of the tickets with a limit that ends later now
     * @param failed numbers of tickets whose limits still follow the old days; taking the same days in again tries again
     */
    public record Outcome(String version, List<String> moved, List<String> failed) {
    }

    /** Takes in a calendar version and moves the open limits of every ticket it concerns. */
    public Outcome takeIn(String place, String order, List<CalendarVersions.Day> days, List<CalendarVersions.Notice> notices) {
        String version = transaction.execute(status -> {
            String taken = versions.takeIn(place, order, days, notices);
            recounts.begin(taken, place, order, actors.current().id());
            return taken;
        });
        calendar.refresh();
        return follow(version);
    }

    /**
     * Takes in a calendar version in the caller's transaction; the open limits follow afterwards by {@link #follow}, at the
     * latest when the next look finds that nobody has let them.
     *
     * @return the version
     */
    @Transactional
    public String takeInWith(String place, String order, List<CalendarVersions.Day> days) {
        String version = versions.takeIn(place, order, days, List.of());
        recounts.begin(version, place, order, actors.current().id());
        refreshAfterCommit();
        return version;
    }

    /** Defines a group of units with a calendar of its own; the open limits of those units follow. */
    public Outcome define(String jurisdiction, String code, String order, CalendarGroups.Group group) {
        String version = transaction.execute(status -> {
            String taken = groups.define(jurisdiction, code, order, group);
            recounts.begin(taken, jurisdiction + "-" + code, order, actors.current().id());
            return taken;
        });
        calendar.refresh();
        return follow(version);
    }

    /**
     * Puts an approved import into force, in the caller's transaction; the open limits follow afterwards.
     *
     * @return the version
     * @see NoticeImports#approve
     */
    @Transactional
    public String approve(String importId, String note, String lostDays, boolean acknowledged) {
        NoticeImports.Approved approved = imports.approve(importId, note, lostDays, acknowledged);
        String version = versions.takeIn(approved.place(), approved.order(), approved.days(), approved.notices());
        imports.becomes(importId, version);
        recounts.begin(version, approved.place(), approved.order(), actors.current().id());
        refreshAfterCommit();
        return version;
    }

    private void refreshAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                calendar.refresh();
            }
        });
    }

    /**
     * What approving an import would move.
     *
     * @param tickets open tickets and consultations with a limit that would end later
     * @param limits their limits
     * @param complete false when the time to look was up before all were looked at
     */
    public record Preview(int tickets, int limits, int looked, boolean complete) {
    }

    /** Counts every open limit as if an import were in force, in transactions that are rolled back. */
    public Preview preview(String place, String importId) {
        imports.require(place, importId);
        return imports.supposing(importId, () -> {
            long until = System.nanoTime() + PREVIEW.toNanos();
            int[] found = new int[3];
            String after = null;
            for (List<String> page = page(after); !page.isEmpty(); page = page(after)) {
                for (String key : recounts.concerned(page, place)) {
                    if (System.nanoTime() > until) {
                        return new Preview(found[0], found[1], found[2], false);
                    }
                    int moved = transaction.execute(status -> {
                        status.setRollbackOnly();
                        return recountNow(key, "预览").size();
                    });
                    found[0] += moved > 0 ? 1 : 0;
                    found[1] += moved;
                    found[2]++;
                }
                after = page.get(page.size() - 1);
            }
            return new Preview(found[0], found[1], found[2], true);
        });
    }

    /** Versions that open limits have not followed to the end. */
    public List<String> unfinished() {
        return recounts.unfinished();
    }

    /** A page of the limits a version moved, by ticket. */
    public Page<Recounts.Moved> moves(String place, int number, int page, int size) {
        versions.daysOf(place, number);
        return recounts.moves(place, number, page, size);
    }

    /**
     * Lets the open limits follow a version that was taken in, from where an interrupted run stopped. When another node is
     * at it, nothing happens here.
     */
    public Outcome follow(String version) {
        List<String> moved = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        Optional<Recounts.Recount> open = transaction.execute(status -> recounts.hold(version));
        if (open.isPresent()) {
            Recounts.Recount recount = open.get();
            String after = recount.lastKey();
            for (List<String> page = page(after); !page.isEmpty(); page = page(after)) {
                List<String> concerned = recounts.concerned(page, recount.place());
                for (String key : concerned) {
                    follow(recount, key, moved, failed);
                }
                after = page.get(page.size() - 1);
                String seen = after;
                transaction.executeWithoutResult(status -> recounts.seen(version, seen));
            }
            transaction.executeWithoutResult(status -> {
                recounts.finish(version);
                endNotices(recount.place());
            });
        }
        return new Outcome(version, moved, failed);
    }

    /** Whoever waits for the year's notice waits no longer. */
    private void endNotices(String place) {
        int year = LocalDate.now(clock).getYear();
        for (int awaited = year; "CN".equals(place) && awaited <= year + 1; awaited++) {
            if (calendar.isPublished(awaited)) {
                processes.deliver("calendar.limitsRecounted", NoticeTasks.key(awaited), Map.of());
                processes.deliver("calendar.noticeInForce", NoticeTasks.key(awaited), Map.of());
            }
        }
    }

    private List<String> page(String after) {
        return processes.running(after, PAGE);
    }

    private void follow(Recounts.Recount recount, String key, List<String> moved, List<String> failed) {
        try {
            if (!recount(recount, key).isEmpty()) {
                moved.add(key);
            }
        } catch (RuntimeException broken) {
            LOG.error("limits of {} could not follow calendar version {}", key, recount.version(), broken);
            failed.add(key);
            transaction.executeWithoutResult(status -> recounts.failed(recount.version()));
        }
    }

    private List<Recounts.Move> recount(Recounts.Recount recount, String key) {
        for (int tried = 1; ; tried++) {
            try {
                return transaction.execute(status -> {
                    List<Recounts.Move> moves = recountNow(key, recount.basis());
                    recounts.store(recount.version(), key, moves);
                    return moves;
                });
            } catch (ConcurrencyFailureException somebodyActed) {
                if (tried == TRIES) {
                    throw somebodyActed;
                }
            }
        }
    }

    private List<Recounts.Move> recountNow(String key, String order) {
        List<Recounts.Move> moves = new ArrayList<>();
        Actor actor = actors.current();
        Optional<Ticket> ticket = recounts.isTicket(key) ? Optional.of(tickets.require(key)) : Optional.empty();
        ticket.ifPresent(found -> dispatchesFollow(found, actor, order, moves));
        List<Processes.Given> given = new ArrayList<>();
        for (CalendarFollower follower : followers) {
            for (CalendarFollower.Moved one : follower.follow(key, order)) {
                moves.add(new Recounts.Move(one.unit(), one.clock(), one.told(), one.until()));
                given.add(one.given());
            }
        }
        if (ticket.isEmpty() && given.isEmpty()) {
            return moves;
        }
        List<Limits.Move> waiting = limits.moving(() -> processes.askAgain(key, given));
        if (!waiting.isEmpty()) {
            // A card waits for a ruling that may have been asked after it.
            limits.moving(() -> processes.askAgain(key, List.of()));
        }
        for (Limits.Move one : waiting) {
            String name = ClockLog.name(one.clock());
            Recounts.Move move = new Recounts.Move(one.unit(), name, one.told(), one.until());
            if (!moves.contains(move)) {
                moves.add(move);
                ticket.ifPresent(found -> found.calendar().moved(actor, one.unit(), one.clock(), name, one.told(), one.until(),
                        one.calendarVersion(), order));
            }
        }
        return moves;
    }

    private void dispatchesFollow(Ticket ticket, Actor actor, String order, List<Recounts.Move> moves) {
        for (Dispatch dispatch : ticket.dispatches()) {
            String inForce = calendar.versionInForce(limits.place(ticket, dispatch.unit()));
            if (isRunning(dispatch) && !Limits.NATURAL.equals(dispatch.calendarVersion())
                    && !inForce.equals(dispatch.calendarVersion())) {
                Instant returnTold = dispatch.returnUntil();
                Instant handleTold = dispatch.handleUntil();
                Deadline returning = recounted(ticket, dispatch, returnTold);
                Deadline handling = recounted(ticket, dispatch, handleTold);
                ticket.calendar().follow(actor, dispatch, returning.until(), handling.until(), inForce, handling.provisional(), order);
                note(moves, dispatch.unit(), "return", returnTold, dispatch.returnUntil());
                note(moves, dispatch.unit(), "handle", handleTold, dispatch.handleUntil());
                if (dispatch.provisional() && !handling.provisional()) {
                    ticket.calendar().confirm(actor, dispatch, inForce, order);
                    if (!dispatch.handleUntil().isAfter(clock.instant())) {
                        limits.issueCard(ticket.ticketNo(), dispatch.unit(), true);
                    }
                }
            }
        }
    }

    private static void note(List<Recounts.Move> moves, String unit, String clock, Instant told, Instant until) {
        if (until.isAfter(told)) {
            moves.add(new Recounts.Move(unit, ClockLog.name(clock), told, until));
        }
    }

    /**
     * An interim reply has met the limit; what runs then is the law's. A provisional limit may still move after its day:
     * nobody knew whether it was one.
     */
    private boolean isRunning(Dispatch dispatch) {
        return dispatch.isOpen() && dispatch.state() != Dispatch.State.INTERIM && dispatch.handleUntil() != null
                && (dispatch.provisional() || dispatch.handleUntil().isAfter(clock.instant()));
    }

    /** A parked ticket's time begins to run again at the review date: days moved before it change nothing. */
    private Deadline recounted(Ticket ticket, Dispatch dispatch, Instant until) {
        Instant from = dispatch.suspendedUntil() == null || !until.isAfter(dispatch.suspendedUntil())
                ? dispatch.dispatchedAt() : dispatch.suspendedUntil().minusMillis(1);
        return calendar.recount(limits.place(ticket, dispatch.unit()), from, until, dispatch.calendarVersion());
    }
}
