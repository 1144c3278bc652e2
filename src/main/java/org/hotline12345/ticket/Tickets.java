package org.hotline12345.ticket;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.Refusal;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.Units;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Loads and stores tickets. Within one transaction a ticket is read once, under a row lock so that two people acting on
 * it come one after the other, and written once just before the commit: the engine's step, the ticket's state and its
 * history stand or fall together, and a step costs the same few statements however many delegates touch the ticket.
 */
@Component
public class Tickets {

    private final TicketRows rows;
    private final TicketNumbers numbers;
    private final IdentityVault vault;
    private final Units units;
    private final Actors actors;
    private final List<TicketWatcher> watchers;
    private final Clock clock;

    Tickets(TicketRows rows, TicketNumbers numbers, IdentityVault vault, Units units, Actors actors,
            List<TicketWatcher> watchers, Clock clock) {
        this.rows = rows;
        this.numbers = numbers;
        this.vault = vault;
        this.units = units;
        this.actors = actors;
        this.watchers = watchers;
        this.clock = clock;
    }

    /** Opens a ticket; it is stored when the running transaction commits. */
    public Ticket register(Registration registration, String numberPrefix) {
        String ticketNo = numbers.next(registration.jurisdiction(), numberPrefix);
        Ticket ticket = Ticket.register(ticketNo, registration, clock, actors.current());
        ticket.offNetworkUnits = this::isOffNetwork;
        ticket.protection().lineage(rows::parentOf);
        ticket.heirs = rows.heirsFor(ticket);
        session().put(ticketNo, ticket);
        return ticket;
    }

    /** Lets the running transaction work on a ticket that was stored a moment ago. */
    void adopt(Ticket ticket) {
        ticket.offNetworkUnits = this::isOffNetwork;
        ticket.protection().lineage(rows::parentOf);
        session().put(ticket.ticketNo, ticket);
    }

    /** Opens one matter of a call as a ticket of its own; who asked stays with the call. */
    Ticket registerPart(Ticket call, int n, RelatedTickets.Matter matter) {
        Registration of = call.registration;
        String ticketNo = partNo(call.ticketNo, n);
        Ticket part = Ticket.register(ticketNo, new Registration(of.jurisdiction(), of.channel(), null,
                fingerprint(ticketNo, matter.title(), matter.content()), call.kind, matter.category(),
                matter.region() == null ? call.region : matter.region(), of.address(), matter.title(), matter.content(),
                call.confidential(), of.externalCutoff(), of.receivedAt(), "split", null, null, null), clock, actors.current());
        part.parentNo = call.ticketNo;
        part.hasContact = call.hasContact;
        part.urgent = call.urgent;
        part.aboutUnit = call.aboutUnit;
        part.aboutBarred = call.aboutBarred;
        part.protection().lineage(rows::parentOf);
        part.heirs = rows.heirsFor(part);
        part.supervised = call.supervised;
        part.chosenLead = matter.leadUnit();
        session().put(ticketNo, part);
        return part;
    }

    /** The number of a call's n-th matter: the call's own, then which one. */
    static String partNo(String callNo, int n) {
        return callNo + "-" + n;
    }

    /** The call a number belongs to: itself, unless it is a matter of one. */
    static String callNo(String ticketNo) {
        int end = ticketNo.indexOf('-');
        return end < 0 ? ticketNo : ticketNo.substring(0, end);
    }

    /** Locks two tickets in the order of their numbers, so that nobody who locks both can wait for the other. */
    public void requireBoth(String one, String other) {
        require(one.compareTo(other) <= 0 ? one : other);
        require(one.compareTo(other) <= 0 ? other : one);
    }

    /** The ticket as it stands for this step, not locked. */
    Optional<Ticket> look(String ticketNo) {
        Ticket known = session().get(ticketNo);
        return known != null ? Optional.of(known) : rows.find(ticketNo, false);
    }

    /**
     * The ticket for a change, locked until the transaction ends; Refusal 404 when there is none. A matter of a call is
     * locked after its call, which may have to be told.
     */
    public Ticket require(String ticketNo) {
        Map<String, Ticket> open = session();
        Ticket known = open.get(ticketNo);
        if (known != null) {
            return known;
        }
        String call = callNo(ticketNo);
        if (!call.equals(ticketNo)) {
            require(call);
        }
        Ticket loaded = rows.find(ticketNo, true).orElseThrow(() -> unknown(ticketNo));
        loaded.offNetworkUnits = this::isOffNetwork;
        open.put(ticketNo, loaded);
        return loaded;
    }

    /** The ticket for reading, when it exists and the person may know of it; else Refusal 404. */
    public Ticket visible(String ticketNo, Actor actor) {
        return rows.find(ticketNo, false).filter(ticket -> ticket.isVisibleTo(actor))
                .orElseThrow(() -> unknown(ticketNo));
    }

    /** The ticket registered for a channel's own id, if any. */
    public Optional<Ticket> byExternalId(Channel channel, String externalId) {
        return rows.ticketNoByExternalId(channel, externalId).flatMap(no -> rows.find(no, false));
    }

    /** The citizen's corrected contact; only that it was corrected stands in the history. */
    public void correctContact(Ticket ticket, Actor actor, String name, String phone) {
        ticket.contactCorrected(actor);
        vault.replace(ticket.ticketNo, name, phone);
    }

    /** Keyed fingerprint of a request's content, to tell a repeat from another request without storing what was sent. */
    public String fingerprint(String... parts) {
        return vault.fingerprint(parts);
    }

    boolean isOffNetwork(String unit) {
        return !units.find(unit).map(Unit::onNetwork).orElse(true);
    }

    static Refusal unknown(String ticketNo) {
        return Refusal.unknown("ticket.unknown", "没有工单" + ticketNo + "，或您无权查看。");
    }

    private Map<String, Ticket> session() {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            throw new IllegalStateException("a ticket changes only inside a transaction");
        }
        // Kept in the synchronization, not as a bound resource: an inner transaction of its own must not see it.
        for (TransactionSynchronization synchronization : TransactionSynchronizationManager.getSynchronizations()) {
            if (synchronization instanceof Session session) {
                return session.tickets;
            }
        }
        Session session = new Session();
        TransactionSynchronizationManager.registerSynchronization(session);
        return session.tickets;
    }

    private final class Session implements TransactionSynchronization {

        private final Map<String, Ticket> tickets = new LinkedHashMap<>();

        @Override
        public void beforeCommit(boolean readOnly) {
            for (Ticket ticket : tickets.values()) {
                ticket.time().settle();
                watchers.forEach(watcher -> watcher.storing(ticket));
                if (ticket.inserted) {
                    rows.insert(ticket);
                    vault.store(ticket.ticketNo, ticket.registration.citizenName(), ticket.registration.citizenPhone());
                    watchers.forEach(watcher -> watcher.registered(ticket));
                } else if (ticket.changed) {
                    rows.update(ticket);
                }
                rows.saveDispatches(ticket);
                rows.appendEvents(ticket);
                ticket.inserted = false;
                ticket.changed = false;
                ticket.newEvents.clear();
                ticket.time().stored();
            }
        }
    }
}
