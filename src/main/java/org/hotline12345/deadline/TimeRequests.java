package org.hotline12345.deadline;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.UUID;
import org.hotline12345.calendar.Deadline;
import org.hotline12345.calendar.WorkCalendar;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.Processes;
import org.hotline12345.common.Refusal;
import org.hotline12345.notification.Notifications;
import org.hotline12345.ticket.Dispatch;
import org.hotline12345.ticket.EventType;
import org.hotline12345.ticket.Ticket;
import org.hotline12345.ticket.Tickets;
import org.springframework.stereotype.Component;

/**
 * 延期与挂起: a unit asks before its limit ends, somebody outside the unit rules, the citizen is told the new date. While a
 * request asked for in time is not yet due for a ruling, the limit does not count as passed.
 */
@Component
public class TimeRequests {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy年M月d日");

    private final Tickets tickets;
    private final Limits limits;
    private final TimeRequestRows rows;
    private final WorkCalendar calendar;
    private final Notifications notifications;
    private final Processes processes;
    private final Actors actors;
    private final Clock clock;

    TimeRequests(Tickets tickets, Limits limits, TimeRequestRows rows, WorkCalendar calendar, Notifications notifications,
            Processes processes, Actors actors, Clock clock) {
        this.tickets = tickets;
        this.limits = limits;
        this.rows = rows;
        this.calendar = calendar;
        this.notifications = notifications;
        this.processes = processes;
        this.actors = actors;
        this.clock = clock;
    }

    /**
     * 申请延期, once per dispatch and at most as long as {@code extensionMax} allows (山东2020：一般不超过10个工作日).
     *
     * @throws Refusal RULE {@code deadline.extensionTooLate} once the limit has passed
     */
    public void askExtension(String ticketNo, String unit, int days, String reason) {
        Ticket ticket = tickets.require(ticketNo);
        Dispatch dispatch = limits.ofUnit(ticketNo, unit);
        if (Limits.NATURAL.equals(dispatch.calendarVersion())) {
            throw Refusal.rule("deadline.urgentNotExtended", "紧急诉求按自然时间办理，不能延期；不能及时解决的请作阶段性答复。");
        }
        int most = limits.days(ticket, "extensionMax");
        if (days < 1 || days > most) {
            throw Refusal.invalid("deadline.extensionTooLong", "延期须为1至" + most + "个工作日。").at("extensionDays");
        }
        Deadline until = limits.daysAfter(ticket, dispatch.unit(), dispatch.handleUntil(), days);
        requireBelowCeiling(ticket, dispatch, until);
        Deadline ruling = limits.limit(ticket, "extensionRuling", clock.instant());
        ticket.time().request(actors.current(), unit, EventType.EXTENSION_REQUESTED,
                "延期" + days + "个工作日，至" + Limits.day(until) + "\n理由：" + reason, ruling.until(), ruling.calendarVersion());
        rows.refuseSecondExtension(ticketNo, dispatch.id());
        rows.insert(new TimeRequest(UUID.randomUUID().toString(), ticketNo, dispatch.id(), unit, TimeRequest.EXTEND, days, null, reason, actors.current().id(),
                clock.instant(), ruling.until()));
        processes.reschedule("unit-handling", ticketNo, Map.of("unit", unit));
    }

    /** An answer others wait for must come before theirs, extended or not. */
    private void requireBelowCeiling(Ticket ticket, Dispatch dispatch, Deadline until) {
        Deadline ceiling = limits.ceiling(ticket, dispatch);
        if (ceiling != null && until.until().isAfter(ceiling.until())) {
            throw Refusal.rule("deadline.beyondWaitingUnit", "延期后晚于主办（上级）单位时限前1个工作日（" + DATE.format(ceiling.date())
                    + "），请缩短延期或由主办（上级）单位先申请延期。");
        }
    }

    /**
     * 申请挂起.
     *
     * @throws Refusal RULE {@code deadline.suspensionTooLate} once the limit has passed: overdue is not hidden by parking
     */
    public void askSuspension(String ticketNo, String unit, String reasonCode, String reason) {
        Ticket ticket = tickets.require(ticketNo);
        Dispatch dispatch = limits.ofUnit(ticketNo, unit);
        if (Limits.NATURAL.equals(dispatch.calendarVersion())) {
            throw Refusal.rule("deadline.urgentNotSuspended", "紧急诉求不能挂起；不能及时解决的请作阶段性答复。");
        }
        SuspensionReason why = SuspensionReason.of(reasonCode);
        Deadline ruling = limits.limit(ticket, "extensionRuling", clock.instant());
        ticket.time().request(actors.current(), unit, EventType.SUSPENSION_REQUESTED,
                "原因：" + why.label() + "\n说明：" + reason, ruling.until(), ruling.calendarVersion());
        rows.insert(new TimeRequest(UUID.randomUUID().toString(), ticketNo, dispatch.id(), unit, TimeRequest.SUSPEND, null, why.code(), reason,
                actors.current().id(), clock.instant(), ruling.until()));
        processes.reschedule("unit-handling", ticketNo, Map.of("unit", unit));
    }

    /**
     * 审批, by somebody outside the asking unit.
     *
     * @param resumeOn review date of a suspension, required when it is granted
     * @return {@code extended}, {@code suspended} or {@code refused}
     */
    public String rule(String ticketNo, String unit, boolean granted, String reason, LocalDate resumeOn) {
        Actor actor = actors.current();
        Ticket ticket = tickets.require(ticketNo);
        Dispatch dispatch = ticket.openDispatch(unit);
        if (dispatch.isOf(actor)) {
            throw Refusal.forbidden("deadline.ownUnitRules", "申请单位的人员不能审批本单位的延期或挂起。");
        }
        TimeRequest request = rows.pending(ticketNo, dispatch.id()).orElseThrow(() ->
                Refusal.rule("deadline.nothingRequested", "该单位没有待审批的延期或挂起申请。"));
        // For an off-network unit somebody of the centre asks, who is then not the one to rule.
        if (request.askedBy().equals(actor.id())) {
            throw Refusal.forbidden("deadline.ownRequest", "不能审批自己提出的延期或挂起申请，请由其他人审批。");
        }
        String outcome = "refused";
        Instant until = null;
        if (!granted) {
            ticket.time().refuse(actor, unit, reason);
        } else if (TimeRequest.EXTEND.equals(request.kind())) {
            Deadline extended = limits.daysAfter(ticket, dispatch.unit(), dispatch.handleUntil(), request.days());
            requireBelowCeiling(ticket, dispatch, extended);
            ticket.time().extend(actor, unit, extended.until(), extended.calendarVersion(), extended.provisional(),
                    "延期至" + Limits.day(extended) + "，原时限" + day(dispatch.originalUntil()) + "：" + reason);
            until = extended.until();
            outcome = "extended";
            tellCitizen(ticket, dispatch, "办理期限经批准延长，预计" + Limits.day(extended) + "前答复您");
        } else {
            until = suspend(ticket, dispatch, request, actor, reason, resumeOn);
            outcome = "suspended";
        }
        rows.rule(request, actor.id(), clock.instant(), granted, reason, granted ? resumeOn : null, until);
        processes.reschedule("unit-handling", ticketNo, Map.of("unit", unit));
        return outcome;
    }

    /**
     * 督办准予延期, without a request and beyond the unit's own; at most as long at once as {@code extensionMax} allows.
     *
     * @param days working days
     * @return the last day of the new limit as people are told it
     */
    public String grant(String ticketNo, String unit, int days, String reason) {
        Ticket ticket = tickets.require(ticketNo);
        Dispatch dispatch = limits.ofUnit(ticketNo, unit);
        if (Limits.NATURAL.equals(dispatch.calendarVersion())) {
            throw Refusal.rule("deadline.urgentNotExtended", "紧急诉求按自然时间办理，不能延期；请催办，或提请联席会议。");
        }
        int most = limits.days(ticket, "extensionMax");
        if (days < 1 || days > most) {
            throw Refusal.invalid("deadline.extensionTooLong", "延期须为1至" + most + "个工作日。");
        }
        Deadline until = limits.daysAfter(ticket, unit, dispatch.handleUntil(), days);
        requireBelowCeiling(ticket, dispatch, until);
        ticket.time().grant(actors.current(), unit, until.until(), until.calendarVersion(), until.provisional(),
                "延期" + days + "个工作日，至" + Limits.day(until) + "，原时限" + day(dispatch.originalUntil()) + "：" + reason);
        tellCitizen(ticket, dispatch, "办理期限经批准延长，预计" + Limits.day(until) + "前答复您");
        processes.reschedule("unit-handling", ticketNo, Map.of("unit", unit));
        return Limits.day(until);
    }

    private Instant suspend(Ticket ticket, Dispatch dispatch, TimeRequest request, Actor actor, String reason, LocalDate resumeOn) {
        if (resumeOn == null) {
            throw Refusal.invalid("deadline.resumeDateMissing", "同意挂起须填写复查日期。").at("resumeOn");
        }
        LocalDate today = clock.instant().atZone(clock.getZone()).toLocalDate();
        SuspensionReason why = SuspensionReason.of(request.reasonCode());
        LocalDate latest = limits.limit(ticket, why.clock(), clock.instant()).date();
        if (!resumeOn.isAfter(today) || resumeOn.isAfter(latest)) {
            throw Refusal.invalid("deadline.badResumeDate", "复查日期须在明天至" + DATE.format(latest) + "之间（" + why.label() + "）。").at("resumeOn");
        }
        Instant resumeAt = resumeOn.atStartOfDay(clock.getZone()).toInstant();
        // What is left after today, but never nothing: the unit needs a day to answer on.
        int left = Math.max(1, calendar.workingDaysBetween(limits.place(ticket, dispatch.unit()), clock.instant(), dispatch.handleUntil()));
        Deadline until = limits.daysAfter(ticket, dispatch.unit(), resumeAt, left);
        ticket.time().suspend(actor, dispatch.unit(), resumeAt, until.until(), until.calendarVersion(), until.provisional(),
                why.label() + "，复查日期" + DATE.format(resumeOn) + "，恢复后办理至" + Limits.day(until) + "：" + reason);
        tellCitizen(ticket, dispatch, "因" + why.label() + "暂缓办理，" + DATE.format(resumeOn) + "恢复，预计" + Limits.day(until) + "前答复您");
        return until.until();
    }

    private void tellCitizen(Ticket ticket, Dispatch dispatch, String what) {
        // Only the unit that answers the citizen; an assist's or a lower unit's date is no promise to anybody outside.
        if (ticket.hasContact() && dispatch.role() == Dispatch.Role.LEAD && dispatch.parentUnit() == null) {
            notifications.toCitizen(ticket.ticketNo(), "您反映的「" + ticket.title() + "」（工单号" + ticket.ticketNo() + "）" + what + "。");
        }
    }

    private String day(Instant until) {
        return DATE.format(until.minusMillis(1).atZone(clock.getZone()));
    }

    /** When the running suspension of a unit ends. */
    public Instant resumeOn(String ticketNo, String unit) {
        Instant until = tickets.require(ticketNo).openDispatch(unit).suspendedUntil();
        return until == null ? clock.instant() : until;
    }

    /** 到复查日期. */
    public void resume(String ticketNo, String unit) {
        tickets.require(ticketNo).time().resume(actors.current(), unit);
    }

    /** When the ruling on the unit's pending request is due. */
    public Instant rulingUntil(String ticketNo, String unit) {
        Ticket ticket = tickets.require(ticketNo);
        Dispatch dispatch = ticket.openDispatch(unit);
        Instant until = dispatch.requestRulingUntil();
        if (until == null) {
            return clock.instant();
        }
        if (!limits.isFollowing()) {
            return until;
        }
        TimeRequest request = rows.pending(ticketNo, dispatch.id()).orElseThrow();
        Instant later = limits.later(unit, "extensionRuling", until, limits.limit(ticket, "extensionRuling", request.askedAt()));
        if (later.isAfter(until)) {
            ticket.calendar().requestFollows(dispatch, later);
            rows.move(request, later);
        }
        return later;
    }
}
