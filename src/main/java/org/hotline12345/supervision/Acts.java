package org.hotline12345.supervision;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.Processes;
import org.hotline12345.common.Refusal;
import org.hotline12345.deadline.TimeRequests;
import org.hotline12345.notification.Notifications;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.Units;
import org.hotline12345.routing.Reassignments;
import org.hotline12345.ticket.Dispatch;
import org.hotline12345.ticket.Ticket;
import org.hotline12345.ticket.Tickets;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a supervisor does to a running ticket: urge a unit, take the ticket to a joint meeting, reassign it, grant an
 * extension, raise an order. Each needs a reason, is an event of the ticket, is told to the units concerned and moves the
 * case by the diagram; the same act of the same person within a minute is one act.
 */
@Component
public class Acts {

    static final String MEETING_ORDERED = "supervision.meetingOrdered";
    static final String LEVEL_RAISED = "supervision.levelRaised";
    /** A double click, or a repeat after a lost answer. */
    private static final Duration SAME_ACT = Duration.ofMinutes(1);

    private final Tickets tickets;
    private final Units units;
    private final Orders orders;
    private final Reassignments reassignments;
    private final TimeRequests timeRequests;
    private final Notifications notifications;
    private final Processes processes;
    private final JdbcClient jdbc;
    private final Actors actors;
    private final Clock clock;

    Acts(Tickets tickets, Units units, Orders orders, Reassignments reassignments, TimeRequests timeRequests,
            Notifications notifications, Processes processes, JdbcClient jdbc, Actors actors, Clock clock) {
        this.tickets = tickets;
        this.units = units;
        this.orders = orders;
        this.reassignments = reassignments;
        this.timeRequests = timeRequests;
        this.notifications = notifications;
        this.processes = processes;
        this.jdbc = jdbc;
        this.actors = actors;
        this.clock = clock;
    }

    /**
     * What came of an act.
     *
     * @param repeated the same act was done within the last minute, so nothing was done now
     * @param text Chinese sentence for whoever did it
     */
    public record Done(String ticketNo, String act, boolean repeated, String text) {
    }

    /**
     * 催办 a unit.
     *
     * @param unit code, or null for every unit the ticket waits for
     * @throws Refusal RULE {@code supervision.nobodyToUrge} when no unit has anything to do
     */
    @Transactional
    public Done urge(String ticketNo, String unit, String reason) {
        return once("urge", ticketNo, unit, null, reason, (ticket, actor) -> {
            List<Dispatch> asked = ticket.dispatches().stream()
                    .filter(dispatch -> dispatch.isOpen() && dispatch.state() != Dispatch.State.RETURNING)
                    .filter(dispatch -> unit == null || dispatch.unit().equals(unit)).toList();
            if (asked.isEmpty()) {
                throw Refusal.rule("supervision.nobodyToUrge", unit == null
                        ? "工单" + ticketNo + "当前（" + ticket.status().label() + "）没有等待承办单位办理的事项，不必催办单位。"
                        : "该单位当前没有工单" + ticketNo + "的待办事项，请选择正在办理的单位。");
            }
            asked.forEach(dispatch -> {
                ticket.supervision().urgeUnit(actor, dispatch.unit(), reason);
                tell(ticketNo, dispatch.unit(), "督办员催办工单" + ticketNo + "：" + reason);
            });
            return "已催办" + asked.stream().map(dispatch -> name(dispatch.unit())).collect(Collectors.joining("、")) + "。";
        });
    }

    /**
     * 提请联席会议, while units have the ticket: every open handling ends, the meeting decides.
     *
     * @throws Refusal RULE {@code supervision.notWithUnits} elsewhere
     */
    @Transactional
    public Done callMeeting(String ticketNo, String reason) {
        return once("meeting", ticketNo, null, null, reason, (ticket, actor) -> {
            List<String> stopped = ticket.dispatches().stream().filter(Dispatch::isOpen).map(Dispatch::unit).toList();
            if (stopped.isEmpty()) {
                throw notWithUnits(ticket, "提请联席会议");
            }
            ticket.callMeeting(actor, reason);
            moved(ticket, processes.deliver(MEETING_ORDERED, ticketNo, Map.of()));
            stopped.forEach(unit -> tell(ticketNo, unit, "工单" + ticketNo + "已提请联席会议，本单位的承办中止，等待会议决定：" + reason));
            return "已提请联席会议，请在任务“召开联席会议”中记录会议决定。";
        });
    }

    /**
     * 改派 to another unit.
     *
     * @param from code of the unit that has it, or null for the lead
     * @throws Refusal RULE {@code supervision.notWithUnits} when no unit has it
     */
    @Transactional
    public Done reassign(String ticketNo, String from, String to, String reason) {
        return once("reassign", ticketNo, from, to, reason, (ticket, actor) -> {
            String unit = from != null ? from : leadOf(ticket, "改派");
            Unit taking = reassignments.reassign(ticketNo, unit, to, reason);
            tell(ticketNo, unit, "工单" + ticketNo + "已由督办员改派其他单位，本单位不再办理：" + reason);
            tell(ticketNo, taking.code(), "工单" + ticketNo + "由督办员改派本单位办理：" + reason);
            return "已由" + name(unit) + "改派" + taking.name() + "，时限自现在起算。";
        });
    }

    /**
     * 准予延期, beyond the one the unit may ask for.
     *
     * @param unit code, or null for the lead
     * @param days working days
     */
    @Transactional
    public Done extend(String ticketNo, String unit, int days, String reason) {
        return once("extend", ticketNo, unit, String.valueOf(days), reason, (ticket, actor) -> {
            String asked = unit != null ? unit : leadOf(ticket, "延期");
            String until = timeRequests.grant(ticketNo, asked, days, reason);
            tell(ticketNo, asked, "督办员准予工单" + ticketNo + "延期" + days + "个工作日，至" + until + "：" + reason);
            return "已准予" + name(asked) + "延期" + days + "个工作日，至" + until + "。";
        });
    }

    /**
     * 提级办理 of an order that is not answered yet.
     *
     * @param orderNo or null for the newest order that is not closed
     * @param higherPerson who answers there; may be null where the unit above has named somebody
     */
    @Transactional
    public Done raise(String ticketNo, String orderNo, String higherPerson, String reason) {
        return once("raise", ticketNo, orderNo, higherPerson, reason, (ticket, actor) -> {
            String no = orders.requireUnanswered(ticketNo, orderNo);
            Orders.Addressee next = orders.raise(ticketNo, no, higherPerson, reason);
            Map<String, Object> where = new HashMap<>();
            where.put("raisedTo", next.unit());
            where.put("raisedGroup", next.answerGroup());
            where.put("raisedUntil", next.until());
            moved(ticket, processes.deliver(LEVEL_RAISED, ticketNo, Map.of("orderNo", no), where));
            tell(ticketNo, next.unit(), "督办单" + no + "已提级，请限期答复：" + reason);
            return "督办单" + no + "已提级，改由" + name(next.unit()) + "答复。";
        });
    }

    // ---------------------------------------------------------------- inside

    private Done once(String act, String ticketNo, String unit, String detail, String reason,
            BiFunction<Ticket, Actor, String> work) {
        Actor actor = actors.current();
        if (!actor.has("supervisor")) {
            throw Refusal.forbidden("supervision.supervisorOnly", "只有督办员可以进行督办操作。");
        }
        // Locked first: of two clicks at once the second one finds what the first one did.
        Ticket ticket = tickets.require(ticketNo);
        String done = jdbc.sql("select outcome from supervision_act where ticket_no = :no and happened_at > :since and act = :act "
                        + "and done_by = :by and reason = :reason and coalesce(unit, '') = :unit and coalesce(detail, '') = :detail")
                .param("no", ticketNo).param("since", clock.instant().minus(SAME_ACT).toEpochMilli()).param("act", act)
                .param("by", actor.id()).param("reason", reason).param("unit", unit == null ? "" : unit)
                .param("detail", detail == null ? "" : detail).query(String.class).optional().orElse(null);
        if (done != null) {
            return new Done(ticketNo, act, true, done);
        }
        ticket.requireUnsettled();
        String outcome = work.apply(ticket, actor);
        jdbc.sql("insert into supervision_act (id, ticket_no, act, unit, detail, reason, outcome, happened_at, done_by) "
                        + "values (:id, :no, :act, :unit, :detail, :reason, :outcome, :at, :by)")
                .param("id", UUID.randomUUID().toString()).param("no", ticketNo).param("act", act).param("unit", unit)
                .param("detail", detail).param("reason", reason).param("outcome", outcome).param("at", clock.millis())
                .param("by", actor.id()).update();
        return new Done(ticketNo, act, false, outcome);
    }

    private static String leadOf(Ticket ticket, String act) {
        return ticket.lead().filter(Dispatch::isOpen).map(Dispatch::unit).orElseThrow(() -> notWithUnits(ticket, act));
    }

    private static Refusal notWithUnits(Ticket ticket, String act) {
        String next = switch (ticket.status()) {
            case DISPATCHING -> "请先在任务“分类派单”中派单";
            case MEETING -> "联席会议正在召开，请在任务“召开联席会议”中确定承办单位";
            case REVIEWING -> "答复正在复核，复核不通过退回重办后才能" + act;
            case CALLBACK -> "正在回访，不满意退回重办后才能" + act;
            default -> "派给承办单位后才能" + act;
        };
        return Refusal.rule("supervision.notWithUnits",
                "工单" + ticket.ticketNo() + "当前（" + ticket.status().label() + "）不在主办单位办理：" + next + "。");
    }

    private static void moved(Ticket ticket, boolean delivered) {
        if (!delivered) {
            throw Refusal.rule("supervision.changedMeanwhile", "工单" + ticket.ticketNo() + "刚有新的进展，请刷新后再试。");
        }
    }

    /** Nobody of an off-network unit reads messages here: an operator passes them on. */
    private void tell(String ticketNo, String unit, String text) {
        boolean onNetwork = units.find(unit).map(Unit::onNetwork).orElse(true);
        notifications.toGroup(ticketNo, onNetwork ? Actor.UNIT_GROUP_PREFIX + unit : "operator",
                onNetwork ? text : name(unit) + "未入网，请代为告知。" + text);
    }

    private String name(String unit) {
        return units.find(unit).map(Unit::name).orElse(unit);
    }
}
