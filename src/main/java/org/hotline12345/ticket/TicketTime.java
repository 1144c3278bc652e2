package org.hotline12345.ticket;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Refusal;

/**
 * The time of a ticket: limits that move, stop and pass, and the account of every clock. Whatever ends a unit's handling
 * ends its clocks as well: that is seen when the ticket is stored, so no capability has to remember it.
 */
public final class TicketTime {

    private static final String HANDLE = "handle";

    private final Ticket ticket;
    private final List<ClockNote> notes = new ArrayList<>();
    int lastNote;

    TicketTime(Ticket ticket) {
        this.ticket = ticket;
    }

    // ---------------------------------------------------------------- extension and suspension

    /**
     * 申请延期、挂起, before the limit ends; the red card waits until the request should have been ruled on.
     *
     * @param rulingUntil exclusive end of the ruling's own limit
     */
    public void request(Actor actor, String unit, EventType type, String text, Instant rulingUntil, String calendarVersion) {
        Dispatch dispatch = ticket.openDispatch(unit);
        if (dispatch.state == Dispatch.State.INTERIM) {
            throw Refusal.rule("deadline.alreadyInterim", "已作阶段性答复，按法定程序的期限办理，不再延期或挂起。");
        }
        if (dispatch.state == Dispatch.State.RETURNING) {
            throw Refusal.rule("deadline.returning", "退回申请正在裁定，裁定后再申请延期或挂起。");
        }
        if (isOver(dispatch)) {
            throw Refusal.rule(type == EventType.EXTENSION_REQUESTED ? "deadline.extensionTooLate" : "deadline.suspensionTooLate",
                    "办理时限已过，不能再申请延期或挂起；请尽快办理答复。");
        }
        if (dispatch.requestRulingUntil != null) {
            throw Refusal.rule("deadline.requestPending", "已有延期或挂起申请在审批，请等待审批结果。");
        }
        if (type == EventType.EXTENSION_REQUESTED && dispatch.extendedAt != null) {
            throw Refusal.rule("deadline.extendedAlready", "本次派单已延期一次，不能再次延期；确有法定程序的可作阶段性答复。");
        }
        if (dispatch.suspendedAt != null) {
            throw Refusal.rule("deadline.suspendedNow", "工单正在挂起，不能申请延期或再次挂起。");
        }
        dispatch.requestRulingUntil = rulingUntil;
        ticket.touch(dispatch);
        ticket.record(type, actor, unit, text);
        note(unit, "extensionRuling", ClockNote.Act.STARTED, rulingUntil, actor, type.label(), calendarVersion);
    }

    /** 同意延期: once per dispatch; the limit as first told stays known. */
    public void extend(Actor actor, String unit, Instant until, String calendarVersion, boolean provisional, String text) {
        Dispatch dispatch = requested(actor, unit);
        requireNotOver(dispatch);
        dispatch.extendedAt = ticket.clock.instant();
        move(dispatch, until, calendarVersion, provisional);
        ticket.record(EventType.EXTENDED, actor, unit, text);
        note(unit, HANDLE, ClockNote.Act.MOVED, until, actor, "延期", calendarVersion);
    }

    /**
     * 同意挂起: the clock stops.
     *
     * @param resumeAt start of the review date
     * @param until where the limit ends when handling goes on at the review date
     */
    public void suspend(Actor actor, String unit, Instant resumeAt, Instant until, String calendarVersion, boolean provisional,
            String text) {
        Dispatch dispatch = requested(actor, unit);
        requireNotOver(dispatch);
        if (dispatch.state == Dispatch.State.RETURNING) {
            throw Refusal.rule("deadline.returning", "退回申请正在裁定，裁定后再审批挂起。");
        }
        dispatch.suspendedAt = ticket.clock.instant();
        dispatch.suspendedUntil = resumeAt;
        move(dispatch, until, calendarVersion, provisional);
        ticket.restate();
        ticket.record(EventType.SUSPENDED, actor, unit, text);
        note(unit, HANDLE, ClockNote.Act.SUSPENDED, resumeAt, actor, "挂起至复查日期", calendarVersion);
    }

    /**
     * 督办准予延期, beyond the one the unit may ask for, which stays open to it: late is never made timely by it.
     *
     * @throws Refusal RULE {@code deadline.alreadyInterim}, {@code deadline.suspendedNow}, {@code deadline.requestPending},
     *     {@code deadline.extensionTooLate}
     */
    public void grant(Actor actor, String unit, Instant until, String calendarVersion, boolean provisional, String text) {
        Dispatch dispatch = ticket.openDispatch(unit);
        if (dispatch.state == Dispatch.State.INTERIM) {
            throw Refusal.rule("deadline.alreadyInterim", "已作阶段性答复，按法定程序的期限办理，不再延期或挂起。");
        }
        if (dispatch.suspendedAt != null) {
            throw Refusal.rule("deadline.suspendedNow", "工单正在挂起，时限已停走，恢复后再延期。");
        }
        if (dispatch.requestRulingUntil != null) {
            throw Refusal.rule("deadline.requestPending", "单位的延期或挂起申请正在审批，请先办理任务“审批延期或挂起”。");
        }
        if (isOver(dispatch)) {
            throw Refusal.rule("deadline.extensionTooLate", "办理时限已过，逾期不能用延期掩盖；请催办，或改派其他单位。");
        }
        move(dispatch, until, calendarVersion, provisional);
        ticket.record(EventType.EXTENSION_GRANTED, actor, unit, text);
        note(unit, HANDLE, ClockNote.Act.MOVED, until, actor, EventType.EXTENSION_GRANTED.label(), calendarVersion);
    }

    /** 不同意: every clock runs on as if nobody had asked. */
    public void refuse(Actor actor, String unit, String text) {
        requested(actor, unit);
        ticket.record(EventType.TIME_REFUSED, actor, unit, text);
    }

    /** 到复查日期: the rest of the working time runs on. */
    public void resume(Actor actor, String unit) {
        ticket.findOpen(unit).filter(dispatch -> dispatch.suspendedAt != null).ifPresent(dispatch -> {
            endSuspension(dispatch, actor, dispatch.suspendedUntil);
            ticket.restate();
            ticket.record(EventType.RESUMED, actor, unit, "到复查日期，恢复计时");
        });
    }

    private Dispatch requested(Actor actor, String unit) {
        Dispatch dispatch = ticket.openDispatch(unit);
        if (dispatch.requestRulingUntil == null) {
            throw Refusal.rule("deadline.nothingRequested", "该单位没有待审批的延期或挂起申请。");
        }
        // Judged before the request is taken off: while its ruling is in time, the limit counts as not passed.
        dispatch.requestOver = isOver(dispatch);
        dispatch.requestRulingUntil = null;
        ticket.touch(dispatch);
        note(unit, "extensionRuling", ClockNote.Act.STOPPED, null, actor, null, null);
        return dispatch;
    }

    private static void requireNotOver(Dispatch dispatch) {
        if (dispatch.requestOver) {
            throw Refusal.rule("deadline.ruledTooLate", "审批期限和办理时限均已过，工单已逾期，只能不同意；请督促单位尽快答复。");
        }
    }

    /** Whoever has answered or is rid of the ticket asks for nothing any more. */
    private void dropRequest(Dispatch dispatch, Actor actor) {
        if (dispatch.requestRulingUntil != null) {
            dispatch.requestRulingUntil = null;
            ticket.touch(dispatch);
            note(dispatch.unit, "extensionRuling", ClockNote.Act.STOPPED, null, actor, "单位已了结", null);
        }
    }

    void move(Dispatch dispatch, Instant until, String calendarVersion, boolean provisional) {
        dispatch.handleUntil = until;
        dispatch.calendarVersion = calendarVersion;
        dispatch.provisional = provisional;
        // A warning for the old limit says nothing about the new one.
        dispatch.card = null;
        ticket.touch(dispatch);
    }

    private void endSuspension(Dispatch dispatch, Actor actor, Instant at) {
        dispatch.suspendedMillis += Math.max(0, Duration.between(dispatch.suspendedAt, at).toMillis());
        dispatch.suspendedAt = null;
        dispatch.suspendedUntil = null;
        ticket.touch(dispatch);
        note(dispatch.unit, HANDLE, ClockNote.Act.RESUMED, dispatch.handleUntil, actor, null, dispatch.calendarVersion);
    }

    // ---------------------------------------------------------------- passed limits

    /** Whether the limit passed unanswered by now; a request asked in time counts until its ruling is due. */
    boolean isOver(Dispatch dispatch) {
        return dispatch.overdueAt != null
                || dispatch.effectiveUntil() != null && !ticket.clock.instant().isBefore(dispatch.effectiveUntil());
    }

    /** 超时, for ever: whatever the unit does afterwards, this dispatch was not answered in time. */
    void pass(Dispatch dispatch, Actor actor) {
        if (dispatch.overdueAt == null) {
            dispatch.overdueAt = dispatch.handleUntil;
            ticket.touch(dispatch);
            note(dispatch.unit, HANDLE, ClockNote.Act.PASSED, dispatch.handleUntil, actor, "超过办理时限", dispatch.calendarVersion);
        }
    }

    // ---------------------------------------------------------------- interim reply

    /**
     * 阶段性答复: the hotline's clock is met, the statutory procedure's runs on; never counted as the final reply.
     *
     * @param procedure code of the procedure
     * @param until exclusive end of the procedure
     */
    public void replyForNow(Actor actor, String unit, String reply, String procedure, String procedureName, Instant until,
            String calendarVersion) {
        Dispatch dispatch = ticket.openDispatch(unit);
        if (dispatch.state == Dispatch.State.INTERIM) {
            throw Refusal.rule("deadline.alreadyInterim", "已作过阶段性答复，请在程序结束后作最终答复。");
        }
        answered(actor, dispatch);
        if (dispatch.suspendedAt != null) {
            endSuspension(dispatch, actor, ticket.clock.instant());
        }
        dropRequest(dispatch, actor);
        dispatch.state = Dispatch.State.INTERIM;
        dispatch.interimAt = ticket.clock.instant();
        dispatch.interimUntil = until;
        dispatch.interimBasis = procedure;
        ticket.touch(dispatch);
        ticket.restate();
        ticket.record(EventType.INTERIM_REPLIED, actor, unit, "程序：" + procedureName + "\n" + reply);
        note(unit, HANDLE, ClockNote.Act.STOPPED, null, actor, EventType.INTERIM_REPLIED.label(), null);
        note(unit, "statutory", ClockNote.Act.STARTED, until, actor, procedureName, calendarVersion);
    }

    /** The procedure's end passed without a final reply. */
    public void procedureOverdue(Actor actor, String unit) {
        ticket.findOpen(unit).filter(dispatch -> dispatch.state == Dispatch.State.INTERIM).ifPresent(dispatch -> {
            ticket.record(EventType.PROCEDURE_OVERDUE, actor, unit, "法定程序期限届满，尚未作最终答复");
            note(unit, "statutory", ClockNote.Act.PASSED, dispatch.interimUntil, actor, null, null);
        });
    }

    /** An answer was given: late is late for ever. A provisional limit may still move and passes by its card only. */
    void answered(Actor actor, Dispatch dispatch) {
        if (dispatch.state != Dispatch.State.INTERIM && !dispatch.provisional && isOver(dispatch)) {
            pass(dispatch, actor);
        }
    }

    // ---------------------------------------------------------------- the account

    /** Writes a line into the account; the same line twice in one step counts once. */
    public void note(String unit, String clock, ClockNote.Act act, Instant until, Actor actor, String reason, String calendarVersion) {
        if (act == ClockNote.Act.STARTED || act == ClockNote.Act.PROVISIONAL) {
            // What ended before this begins stands before it.
            settle();
        }
        for (ClockNote note : notes) {
            if (note.clock().equals(clock) && note.act() == act && Objects.equals(note.unit(), unit)
                    && Objects.equals(note.until(), until)) {
                return;
            }
        }
        notes.add(new ClockNote(++lastNote, unit, clock, act, ticket.clock.instant(), until, actor.id(), reason, calendarVersion));
        ticket.changed = true;
    }

    /** Lines of this step. */
    public List<ClockNote> newNotes() {
        return List.copyOf(notes);
    }

    /** Ends the clocks of whatever ended in this step. */
    void settle() {
        for (TicketEvent event : List.copyOf(ticket.newEvents)) {
            stopBy(event);
        }
        for (Dispatch dispatch : ticket.dispatches) {
            if (dispatch.heldOpen && !dispatch.isOpen()) {
                TicketEvent cause = causeFor(dispatch);
                Actor actor = cause == null ? Actor.SYSTEM : new Actor(cause.actor(), Set.of());
                if (dispatch.suspendedAt != null) {
                    endSuspension(dispatch, actor, ticket.clock.instant());
                }
                dropRequest(dispatch, actor);
                note(dispatch.unit, dispatch.interimAt == null ? HANDLE : "statutory", ClockNote.Act.STOPPED, null, actor,
                        cause == null ? null : cause.type().label(), null);
            }
            dispatch.heldOpen = dispatch.isOpen();
            noteMove(dispatch);
        }
    }

    /** Whoever moved a limit need not say so: a calendar taken in later, for example, recounts them all. */
    private void noteMove(Dispatch dispatch) {
        boolean told = notes.stream().anyMatch(note -> HANDLE.equals(note.clock()) && dispatch.unit.equals(note.unit()));
        if (dispatch.isOpen() && dispatch.heldUntil != null && !dispatch.heldUntil.equals(dispatch.handleUntil) && !told) {
            TicketEvent cause = causeFor(dispatch);
            note(dispatch.unit, HANDLE, ClockNote.Act.MOVED, dispatch.handleUntil,
                    cause == null ? Actor.SYSTEM : new Actor(cause.actor(), Set.of()), cause == null ? "按日历重算" : cause.type().label(),
                    dispatch.calendarVersion);
        }
        dispatch.heldUntil = dispatch.handleUntil;
    }

    void stored() {
        notes.clear();
    }

    private TicketEvent causeFor(Dispatch dispatch) {
        TicketEvent cause = null;
        for (TicketEvent event : ticket.newEvents) {
            if (event.unit() == null || event.unit().equals(dispatch.unit)) {
                cause = event;
            }
        }
        return cause;
    }

    private void stopBy(TicketEvent event) {
        String clock = switch (event.type()) {
            case RETURN_REQUESTED, RETURN_WINDOW_CLOSED -> "return";
            case RETURN_REJECTED, RETURN_UPHELD, NEAREST_ORDERED -> "ruling";
            case REVIEW_PASSED, REVIEW_FAILED -> "review";
            case MEETING_HELD -> "meeting";
            case SUPPLEMENTED, INFORMATION_MISSING -> "information";
            case EVALUATED -> ticket.roundCallAttempts == 0 ? "survey" : "callback";
            case CALLBACK_DEFAULTED -> "callback";
            default -> null;
        };
        if (clock != null) {
            note(event.unit(), clock, ClockNote.Act.STOPPED, null, new Actor(event.actor(), Set.of()), event.type().label(), null);
        }
    }
}
