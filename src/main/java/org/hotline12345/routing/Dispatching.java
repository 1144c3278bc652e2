package org.hotline12345.routing;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.Refusal;
import org.hotline12345.organization.Categories;
import org.hotline12345.organization.Settings;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.Units;
import org.hotline12345.ticket.Assignment;
import org.hotline12345.ticket.ConflictOfInterest;
import org.hotline12345.ticket.Dispatch;
import org.hotline12345.ticket.Kind;
import org.hotline12345.ticket.Ticket;
import org.hotline12345.ticket.Tickets;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Sends tickets to units: by the catalogue where it is sure, else by a dispatcher; rules on returns. */
@Component
public class Dispatching {

    /** The ticket goes on when the one it was merged into, or its matters, have a result. */
    private static final String RELATED = "related";

    private final Tickets tickets;
    private final Routing routing;
    private final RequestReading reading;
    private final DecidedRows decidedRows;
    private final ConflictOfInterest conflicts;
    private final Precedents precedents;
    private final Merging merging;
    private final Splitting splitting;
    private final Units units;
    private final Categories categories;
    private final Settings settings;
    private final Actors actors;
    private final Clock clock;

    Dispatching(Tickets tickets, Routing routing, RequestReading reading, DecidedRows decidedRows, ConflictOfInterest conflicts,
            Precedents precedents, Merging merging, Splitting splitting, Units units,
            Categories categories, Settings settings, Actors actors, Clock clock) {
        this.tickets = tickets;
        this.routing = routing;
        this.reading = reading;
        this.decidedRows = decidedRows;
        this.conflicts = conflicts;
        this.precedents = precedents;
        this.merging = merging;
        this.splitting = splitting;
        this.units = units;
        this.categories = categories;
        this.settings = settings;
        this.actors = actors;
        this.clock = clock;
    }

    /**
     * Routes by the catalogue.
     *
     * @param deployment id of the deployment whose tables decide, or null when not known
     * @return true when dispatched, false when a person must decide
     */
    public boolean dispatchByCatalogue(String ticketNo, String deployment) {
        Ticket ticket = tickets.require(ticketNo);
        String chosen = ticket.relations().chosenLead();
        if (chosen != null) {
            ticket.dispatch(actors.current(), List.of(new Assignment(chosen, Dispatch.Role.LEAD, "拆单时指定")), false);
            return true;
        }
        RequestReading.Reading read = reading.read(ticket);
        Decision decision = routing.decide(read.facts());
        boolean neutral = decision.units().stream().noneMatch(part -> ticket.protection().bars(part.unit()));
        boolean automatic = decision.automatic() && neutral;
        decidedRows.keep(ticketNo, ticket.round() + 1, decision, deployment, automatic);
        if (!automatic) {
            ticket.awaitDispatcher(Actor.SYSTEM, neutral ? reason(decision, read)
                    : "目录上的承办单位就是被反映的单位或其下属单位，须由派单员改派其上级或监管单位");
            return false;
        }
        ticket.dispatch(Actor.SYSTEM, decision.units().stream()
                .map(part -> new Assignment(part.unit(), part.role(), part.basis())).toList(), false);
        return true;
    }

    /** Where the place was asked for and the address leaves it open, the dispatcher is told what to ask the citizen. */
    private static String reason(Decision decision, RequestReading.Reading read) {
        boolean placeOpen = read.place() != null && !read.place().sure() && !read.place().candidates().isEmpty()
                && decision.rows().stream().anyMatch(row -> row.decision().equals("routing-territory"));
        return placeOpen ? decision.reason() + "（" + read.place().why() + "）" : decision.reason();
    }

    /** A dispatcher's decision; returns the disposition the diagram goes on with. */
    public String decide(String ticketNo, Order decision) {
        Actor dispatcher = actors.current();
        if (!dispatcher.hasAny("dispatcher", "supervisor")) {
            throw Refusal.forbidden("routing.notDispatcher", "只有派单员可以派单。");
        }
        if ("merge".equals(decision.decision()) && decision.mergeInto() != null) {
            tickets.requireBoth(ticketNo, decision.mergeInto());
        }
        Ticket ticket = tickets.require(ticketNo);
        if (decision.category() != null && categories.find(ticket.jurisdiction(), decision.category()).isEmpty()) {
            throw Refusal.invalid("routing.unknownCategory", "诉求类别「" + decision.category() + "」不存在。").at("category");
        }
        ticket.classify(decision.kind() == null ? null : Kind.of(decision.kind()), decision.category());
        if (decision.kind() != null && ticket.aboutUnit() != null) {
            ticket.protection().complainsAbout(ticket.aboutUnit(), conflicts.bars(ticket.kind(), ticket.aboutUnit()));
        }
        if (decision.urgent() != null && decision.urgent() != ticket.urgent()) {
            ticket.urgency().set(dispatcher, decision.urgent(), requireReason(decision));
        }
        switch (decision.decision()) {
            case "dispatch" -> {
                if (decision.leadUnit() == null) {
                    throw Refusal.invalid("routing.leadMissing", "请选择主办单位。").at("leadUnit");
                }
                String basis = decision.reason() == null ? "派单员指定" : decision.reason();
                List<Assignment> assignments = new ArrayList<>();
                assignments.add(new Assignment(unit(ticket, decision.leadUnit()), Dispatch.Role.LEAD, basis));
                decision.assistUnits().forEach(code ->
                        assignments.add(new Assignment(unit(ticket, code), Dispatch.Role.ASSIST, basis)));
                if (decision.ownershipPending()) {
                    ticket.urgency().leaveOwnershipOpen(dispatcher, requireReason(decision));
                }
                ticket.dispatch(dispatcher, assignments, false);
                decidedRows.chosen(ticketNo, ticket.round(), decision.leadUnit());
            }
            case "merge" -> {
                merging.join(dispatcher, ticketNo, decision.mergeInto(), decision.reason());
                return RELATED;
            }
            case "split" -> {
                splitting.split(ticket, dispatcher, decision.matters());
                return RELATED;
            }
            case "needInfo" -> ticket.intake().requestSupplement(dispatcher, requireReason(decision));
            default -> ticket.settle(requireReason(decision));
        }
        return decision.decision();
    }

    private static String requireReason(Order decision) {
        if (decision.reason() == null) {
            throw Refusal.invalid("common.missingField", "请填写理由。").at("reason");
        }
        return decision.reason();
    }

    /**
     * Says whose matter it is, once the danger is over.
     *
     * @param ownerUnit code of the unit, or null when nobody was found; the note is needed all the same
     */
    @Transactional
    public void settleOwnership(String ticketNo, String ownerUnit, String note) {
        Actor actor = actors.current();
        if (!actor.hasAny("dispatcher", "supervisor")) {
            throw Refusal.forbidden("routing.notDispatcher", "只有派单员可以移交权属。");
        }
        Ticket ticket = tickets.require(ticketNo);
        Unit owner = ownerUnit == null ? null
                : units.requireValid(ticket.jurisdiction(), ownerUnit, LocalDate.ofInstant(clock.instant(), clock.getZone()));
        ticket.urgency().settleOwnership(actor, ownerUnit, owner == null ? null : owner.name(), note);
    }

    /** Keeps what the ruling table proposes beside the request. */
    public void propose(String ticketNo, String unit, String proposal, String basis) {
        tickets.require(ticketNo).proposeRuling(Actor.SYSTEM, unit, proposal, basis);
    }

    /**
     * Rules on a return.
     *
     * @param byDutyLeader the set number of returns is reached: only nearest function or a joint meeting is left
     */
    public Ruling rule(String ticketNo, String unit, String ruling, String leadUnit, String reason, boolean byDutyLeader) {
        Actor actor = actors.current();
        if (!actor.hasAny(byDutyLeader ? new String[] {"supervisor"} : new String[] {"dispatcher", "supervisor"})) {
            throw Refusal.forbidden("routing.notAllowedToRule", byDutyLeader ? "该退回须由值班负责人裁定。" : "只有派单员可以裁定退回。");
        }
        if (byDutyLeader && !ruling.equals("nearest") && !ruling.equals("meeting")) {
            throw Refusal.rule("routing.onlyNearestOrMeeting", "该工单已多次退回，只能裁定职能就近办理或召开联席会议。").at("ruling");
        }
        Ticket ticket = tickets.require(ticketNo);
        switch (ruling) {
            case "reject" -> {
                ticket.rejectReturn(actor, unit, reason);
                return new Ruling("reject", null, unit);
            }
            case "meeting" -> {
                ticket.callMeeting(actor, reason);
                return new Ruling("meeting", "meeting", unit);
            }
            default -> {
                if (leadUnit == null) {
                    throw Refusal.invalid("routing.leadMissing", "请选择改派的承办单位。").at("leadUnit");
                }
                String newUnit = unit(ticket, leadUnit);
                ticket.protection().requireNeutral(newUnit);
                boolean nearest = ruling.equals("nearest");
                if (newUnit.equals(unit)) {
                    if (!nearest) {
                        throw Refusal.invalid("routing.sameUnit", "改派单位不能是申请退回的单位；如应由其办理，请裁定退回不成立。").at("leadUnit");
                    }
                    ticket.orderNearestToSame(actor, unit, reason);
                    return new Ruling("reject", null, unit);
                }
                if (settings.flag(ticket.jurisdiction(), "returns.firstReceiverKeepsSight")) {
                    ticket.keepFirstReceiverInformed(unit);
                }
                ticket.upholdReturn(actor, unit, newUnit, nearest, reason);
                decidedRows.returned(ticketNo, unit);
                if (!nearest) {
                    precedents.returnUpheld(ticket, unit, newUnit);
                }
                return new Ruling(ruling, "redispatch", newUnit);
            }
        }
    }

    private String unit(Ticket ticket, String code) {
        return units.requireValid(ticket.jurisdiction(), code, LocalDate.now(clock)).code();
    }

    /** What a dispatcher filled in. */
    public record Order(String decision, String kind, String category, String leadUnit, List<String> assistUnits,
            String mergeInto, String matters, String reason, Boolean urgent, boolean ownershipPending) {
    }

    /**
     * A ruling as the diagram needs it.
     *
     * @param unitOutcome how the unit's call ends, or null when it goes on
     * @param unit who handles from here
     */
    public record Ruling(String ruling, String unitOutcome, String unit) {
    }
}
