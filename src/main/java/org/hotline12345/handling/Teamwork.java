package org.hotline12345.handling;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.Refusal;
import org.hotline12345.deadline.Limits;
import org.hotline12345.organization.Practice;
import org.hotline12345.organization.Practices;
import org.hotline12345.organization.Settings;
import org.hotline12345.organization.Staff;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.Units;
import org.hotline12345.ticket.Dispatch;
import org.hotline12345.ticket.Ticket;
import org.hotline12345.ticket.TicketPeople;
import org.hotline12345.ticket.Tickets;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who works on a ticket besides the clerk who has it: lower units, sections and people of the unit, guides. */
@Component
public class Teamwork {

    private final Tickets tickets;
    private final Units units;
    private final Practices practices;
    private final Staff staff;
    private final Clerks clerks;
    private final Settings settings;
    private final Limits limits;
    private final Actors actors;
    private final Clock clock;

    Teamwork(Tickets tickets, Units units, Practices practices, Staff staff, Clerks clerks, Settings settings, Limits limits,
            Actors actors, Clock clock) {
        this.tickets = tickets;
        this.units = units;
        this.practices = practices;
        this.staff = staff;
        this.clerks = clerks;
        this.settings = settings;
        this.limits = limits;
        this.actors = actors;
        this.clock = clock;
    }

    /**
     * 二级转派: a lower unit handles it inside this unit's limit and answers to this unit, which keeps the ticket.
     *
     * @throws Refusal INVALID {@code handling.notALowerUnit}; RULE {@code handling.tooDeep}, {@code handling.backToSender},
     *     {@code handling.subUnitAlreadyHandling}, {@code deadline.noDayLeft}
     */
    public void subDispatch(String ticketNo, String unit, String subUnit, String reason) {
        Ticket ticket = tickets.require(ticketNo);
        Actor clerk = clerks.coordinatorOf(ticket, unit);
        Clerks.requireReason(reason, "reason");
        Unit lower = units.requireValid(ticket.jurisdiction(), subUnit, LocalDate.now(clock));
        ticket.people().requireOnward(unit, subUnit);
        if (!units.mayHandDown(unit, subUnit)) {
            throw Refusal.invalid("handling.notALowerUnit", "「" + lower.name() + "」不是本单位的下级单位或分平台，不能转派；不属于本单位的，请申请退回。").at("subUnit");
        }
        ticket.sign(clerk, unit);
        limits.latestForSubUnit(ticketNo, unit);
        ticket.people().subDispatch(clerk, unit, subUnit, reason, settings.number(ticket.jurisdiction(), "subDispatch.maxDepth"));
    }

    /**
     * 分办, by the unit's own coordinator: to a section, a person of it, or a person of the unit; no clock moves.
     *
     * @param section code of one of the unit's sections, or null
     * @param assignee user id, or null
     */
    public void assign(String ticketNo, String unit, String section, String assignee) {
        Ticket ticket = tickets.require(ticketNo);
        Actor coordinator = clerks.coordinatorOf(ticket, unit);
        if (section == null && assignee == null) {
            throw Refusal.invalid("handling.assignToWhom", "请选择分办的科室或人员。").at("section");
        }
        Practice practice = practices.of(unit);
        Practice.Section known = section == null ? null : practice.section(section).orElseThrow(() ->
                Refusal.invalid("handling.unknownSection", "本单位没有代码为“" + section + "”的科室。").at("section"));
        if (assignee != null && !staff.isMember(assignee, Actor.UNIT_GROUP_PREFIX + unit)
                && (known == null || !staff.isMember(assignee, practice.groupOf(known)))) {
            throw Refusal.invalid("handling.assigneeNotInUnit", "只能分办给本单位或所选科室的人员。").at("assignee");
        }
        ticket.sign(coordinator, unit);
        ticket.people().assign(coordinator, unit, section, known == null ? null : known.name(), assignee);
    }

    /** 指导意见, by a unit that guides: no task, no limit. */
    @Transactional
    public void advise(String ticketNo, String text) {
        Actor actor = actors.current();
        Ticket ticket = tickets.require(ticketNo);
        Clerks.requireVisible(ticket, actor);
        ticket.people().advise(actor, text);
    }

    /** Groups whose people may take a unit's handling task, comma separated: the unit, and the section it was handed to. */
    public String handlers(String ticketNo, String unit) {
        Dispatch dispatch = tickets.require(ticketNo).openDispatch(unit);
        if (dispatch.offNetwork()) {
            return "operator";
        }
        String coordinators = Actor.UNIT_GROUP_PREFIX + unit;
        return dispatch.section() == null ? coordinators : coordinators + "," + Actor.sectionGroup(unit, dispatch.section());
    }

    /** What the reader may choose when handling the ticket; empty when the reader does not handle it. */
    public Optional<Choices> choices(String ticketNo) {
        Actor actor = actors.current();
        Ticket ticket = tickets.visible(ticketNo, actor);
        return ticket.dispatches().stream().filter(d -> d.isOpen() && d.isHandledBy(actor)).findFirst()
                .map(own -> choices(ticket, own, actor.belongsTo(own.unit())));
    }

    private Choices choices(Ticket ticket, Dispatch own, boolean coordinates) {
        List<Dispatch> awaited = ticket.people().awaitedBy(own.unit());
        Practice practice = practices.of(own.unit());
        return new Choices(own.offNetwork(), awaited.isEmpty() ? null : TicketPeople.names(awaited, clerks::unitName),
                coordinates ? lowerUnits(ticket, own.unit()) : List.of(), coordinates ? practice.sections() : List.of(),
                coordinates && !practice.sections().isEmpty() ? people(practice) : List.of());
    }

    private List<Unit> lowerUnits(Ticket ticket, String unit) {
        LocalDate today = LocalDate.now(clock);
        return units.list(ticket.jurisdiction()).stream().filter(lower -> lower.validOn(today))
                .filter(lower -> units.mayHandDown(unit, lower.code())).toList();
    }

    private List<Staff.Person> people(Practice practice) {
        return Stream.concat(Stream.of(Actor.UNIT_GROUP_PREFIX + practice.unit()), practice.sections().stream().map(practice::groupOf))
                .flatMap(group -> staff.members(group).stream()).distinct().toList();
    }

    /**
     * What a unit may choose from.
     *
     * @param offNetwork whether the centre works it by letter or telephone
     * @param awaited names of the units that have not answered it yet, or null for none
     */
    public record Choices(boolean offNetwork, String awaited, List<Unit> lowerUnits, List<Practice.Section> sections,
            List<Staff.Person> people) {
    }
}
