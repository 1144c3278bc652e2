package org.hotline12345.ticket;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.hotline12345.common.Actor;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes tickets over from another system: the same rows as if they had happened here, at the instants they happened
 * there. Their history names {@link #ACTOR} for what was done there and ends with who brought them in.
 */
@Component
public class OldTickets {

    /** Who acts in the history for whatever happened in the other system. */
    public static final String ACTOR = Actor.OLD_SYSTEM;

    private static final String TAKEN_OVER = "旧系统接续";
    /** More surveys than any table sends. */
    private static final int EVERY_SURVEY = 99;

    private final TicketRows rows;
    private final TicketNumbers numbers;
    private final IdentityVault vault;
    private final Tickets tickets;
    private final TicketOrigins origins;
    private final Clock clock;

    OldTickets(TicketRows rows, TicketNumbers numbers, IdentityVault vault, Tickets tickets, TicketOrigins origins, Clock clock) {
        this.rows = rows;
        this.numbers = numbers;
        this.vault = vault;
        this.tickets = tickets;
        this.origins = origins;
        this.clock = clock;
    }

    /**
     * Stores it under a number of ours, of the day it was registered on. An open one is known to the running transaction,
     * whose next step starts its case.
     *
     * @param prefix first letters of the jurisdiction's ticket numbers
     * @param importer who brings it in
     * @return our number
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public String take(OldTicket old, String prefix, Actor importer) {
        String no = numbers.next(old.registration().jurisdiction(), prefix, LocalDate.ofInstant(old.registeredAt(), clock.getZone()));
        Ticket ticket = new Ticket(no, old.registration(), old.registeredAt(), new ArrayList<>(), clock);
        fill(ticket, old);
        List<TicketEvent> events = history(ticket, old);
        events.add(new TicketEvent(++ticket.lastSeq, EventType.IMPORTED, clock.instant(), importer.id(), null,
                "旧系统「" + old.system() + "」工单" + old.number()));
        rows.insert(ticket);
        vault.store(no, old.registration().citizenName(), old.registration().citizenPhone());
        rows.saveDispatches(ticket);
        rows.appendEvents(ticket, events);
        origins.keep(no, old);
        ticket.dispatches.forEach(dispatch -> {
            dispatch.heldOpen = dispatch.isOpen();
            dispatch.heldUntil = dispatch.handleUntil;
        });
        if (!old.closed()) {
            tickets.adopt(ticket);
            ticket.dispatches.stream().filter(Dispatch::isOpen).forEach(dispatch -> account(ticket, dispatch, importer));
        }
        return no;
    }

    /** Clocks that stand still or run for a procedure; the others are accounted for as they are taken over. */
    private static void account(Ticket ticket, Dispatch dispatch, Actor importer) {
        if (dispatch.interimUntil != null) {
            ticket.time().note(dispatch.unit, "statutory", ClockNote.Act.STARTED, dispatch.interimUntil, importer, TAKEN_OVER, null);
        }
        if (dispatch.suspendedUntil != null) {
            ticket.time().note(dispatch.unit, "handle", ClockNote.Act.SUSPENDED, dispatch.suspendedUntil, importer, TAKEN_OVER, null);
        }
    }

    private void fill(Ticket ticket, OldTicket old) {
        ticket.hasContact = old.registration().citizenPhone() != null;
        ticket.status = old.status();
        ticket.urgent = old.urgent();
        ticket.aboutUnit = old.aboutUnit();
        ticket.aboutBarred = old.aboutBarred();
        ticket.returns = old.returns();
        ticket.urges = old.urges();
        ticket.callAttempts = old.callAttempts();
        ticket.roundCallAttempts = old.callAttempts();
        if (old.status() == TicketStatus.CALLBACK) {
            // Whatever it sent automatically, it sent: here a person calls, and nobody is asked twice by message.
            ticket.roundSurveyAttempts = EVERY_SURVEY;
        }
        ticket.closedAt = old.closedAt();
        ticket.closingReason = old.closingReason();
        ticket.round = old.dispatches().stream().mapToInt(OldTicket.Sent::round).max().orElse(0);
        ticket.dissatisfied = Math.max(0, ticket.round - 1);
        if (old.evaluation() != null) {
            ticket.evaluations = old.evaluation().satisfied() == null ? 0 : 1;
            ticket.defaulted = old.evaluation().satisfied() == null ? 1 : 0;
            ticket.authentic = old.evaluation().authentic();
            ticket.solved = old.evaluation().solved();
            ticket.satisfied = old.evaluation().satisfied();
        }
        old.dispatches().stream().sorted(Comparator.comparing(OldTicket.Sent::at)).forEach(sent -> ticket.dispatches.add(dispatch(sent, old)));
        ticket.dispatches.stream().filter(d -> d.role == Dispatch.Role.LEAD && !d.rework).forEach(lead -> ticket.matterUnit = lead.unit);
        ticket.dispatches.stream().findFirst().ifPresent(first -> {
            ticket.dispatchedAt = first.dispatchedAt;
            ticket.dispatchedBy = ACTOR;
        });
        ticket.repliedAt = ticket.dispatches.stream().filter(d -> d.round == ticket.round && d.repliedAt != null)
                .map(d -> d.repliedAt).max(Comparator.naturalOrder()).orElse(null);
        if (!old.closed()) {
            ticket.restate();
        }
    }

    private Dispatch dispatch(OldTicket.Sent sent, OldTicket old) {
        boolean rework = sent.round() > 1;
        Dispatch dispatch = new Dispatch(UUID.randomUUID().toString(), sent.round(), sent.unit(), sent.role(), sent.state(),
                sent.basis(), null, rework, rework, sent.at(), ACTOR);
        dispatch.offNetwork = tickets.isOffNetwork(sent.unit());
        dispatch.inserted = true;
        dispatch.signedAt = sent.signedAt();
        dispatch.signedBy = sent.signedBy();
        if (!dispatch.isOpen() || dispatch.state == Dispatch.State.INTERIM) {
            // Of one whose clock still runs the clocks take the limits over, and account for them.
            dispatch.returnUntil = sent.returnUntil();
            dispatch.handleUntil = sent.handleUntil();
            dispatch.originalUntil = sent.handleUntil();
        }
        if (sent.extended()) {
            dispatch.extendedAt = sent.signedAt() == null ? sent.at() : sent.signedAt();
        }
        if (sent.returned() != null) {
            dispatch.returnedAt = sent.returned().at();
            dispatch.returnReason = sent.returned().reason();
            dispatch.returnProposedUnit = sent.returned().proposedUnit();
            dispatch.returnBasis = sent.returned().basis();
        }
        if (sent.suspended() != null) {
            dispatch.suspendedAt = sent.suspended().at();
            dispatch.suspendedUntil = sent.suspended().until();
        }
        if (sent.interim() != null) {
            dispatch.interimAt = sent.interim().at();
            dispatch.interimBasis = sent.interim().procedure();
            dispatch.interimUntil = sent.interim().until();
        }
        if (sent.replied() != null) {
            dispatch.repliedAt = sent.replied().at();
            dispatch.repliedBy = sent.replied().by() == null ? ACTOR : sent.replied().by();
            dispatch.reply = sent.replied().text();
        }
        dispatch.overdueAt = overdueAt(dispatch, old.closedAt());
        if (dispatch.state == Dispatch.State.RETURNED) {
            dispatch.endedAt = dispatch.returnedAt;
        } else if (dispatch.state == Dispatch.State.ENDED) {
            dispatch.endedAt = old.closedAt();
        }
        return dispatch;
    }

    /** Answered after its limit, or ended unanswered after it; of an open one the clock says so itself. */
    private static Instant overdueAt(Dispatch dispatch, Instant closedAt) {
        Instant answered = dispatch.interimAt != null ? dispatch.interimAt : dispatch.repliedAt != null ? dispatch.repliedAt
                : dispatch.state == Dispatch.State.ENDED ? closedAt : null;
        return dispatch.handleUntil != null && answered != null && !answered.isBefore(dispatch.handleUntil)
                ? dispatch.handleUntil : null;
    }

    // ---------------------------------------------------------------- the history

    private List<TicketEvent> history(Ticket ticket, OldTicket old) {
        List<OldTicket.Told> told = new ArrayList<>();
        Registration r = old.registration();
        told.add(new OldTicket.Told(EventType.REGISTERED, old.registeredAt(), null,
                r.channel().label() + "登记：" + r.kind().label() + "「" + r.title() + "」"));
        ticket.dispatches.forEach(dispatch -> tell(told, dispatch));
        told.addAll(old.history());
        OldTicket.Evaluation said = old.evaluation();
        if (said != null && said.at() != null) {
            told.add(said.satisfied() == null ? new OldTicket.Told(EventType.CALLBACK_DEFAULTED, said.at(), null, "默认评价")
                    : new OldTicket.Told(EventType.EVALUATED, said.at(), null, said.satisfied() ? "满意" : "不满意"));
        }
        if (old.closedAt() != null) {
            told.add(new OldTicket.Told(old.status() == TicketStatus.ARCHIVED ? EventType.ARCHIVED : EventType.CLOSED_AT_DESK,
                    old.closedAt(), null, old.closingReason()));
        }
        // Stable: what happened at one instant stays as it was told.
        told.sort(Comparator.comparing(OldTicket.Told::at));
        List<TicketEvent> events = new ArrayList<>();
        for (OldTicket.Told one : told) {
            events.add(new TicketEvent(++ticket.lastSeq, one.type(), one.at(), ACTOR, one.unit(), one.text()));
        }
        return events;
    }

    private static void tell(List<OldTicket.Told> told, Dispatch d) {
        if (d.rework && d.role == Dispatch.Role.LEAD) {
            told.add(new OldTicket.Told(EventType.REWORK_ORDERED, d.dispatchedAt, d.unit, d.basis));
        }
        told.add(new OldTicket.Told(EventType.DISPATCHED, d.dispatchedAt, d.unit, d.role.label() + "：" + d.basis));
        add(told, EventType.SIGNED, d.signedAt, d.unit, null);
        add(told, EventType.RETURN_REQUESTED, d.returnedAt, d.unit, "理由：" + d.returnReason + "\n依据：" + d.returnBasis);
        add(told, EventType.SUSPENDED, d.suspendedAt, d.unit, null);
        add(told, EventType.INTERIM_REPLIED, d.interimAt, d.unit, null);
        add(told, EventType.REPLIED, d.repliedAt, d.unit, d.reply);
    }

    private static void add(List<OldTicket.Told> told, EventType type, Instant at, String unit, String text) {
        if (at != null) {
            told.add(new OldTicket.Told(type, at, unit, text));
        }
    }
}
