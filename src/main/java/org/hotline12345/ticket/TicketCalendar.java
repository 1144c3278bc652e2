package org.hotline12345.ticket;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.hotline12345.common.Actor;

/** What a change of the working days does to a ticket's limits. */
public final class TicketCalendar {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneOffset.ofHours(8));

    private final Ticket ticket;

    TicketCalendar(Ticket ticket) {
        this.ticket = ticket;
    }

    /**
     * 顺延: the limits of a dispatch as the new days have them, where they are later; a limit already told never moves
     * earlier.
     *
     * @param order what the new days rest on
     * @return whether any of them moved
     */
    public boolean follow(Actor actor, Dispatch dispatch, Instant returnUntil, Instant handleUntil, String version,
            boolean provisional, String order) {
        boolean returnLater = dispatch.returnUntil != null && returnUntil.isAfter(dispatch.returnUntil);
        boolean handleLater = handleUntil.isAfter(dispatch.handleUntil);
        StringBuilder text = new StringBuilder();
        if (returnLater) {
            text.append("退回期由").append(MINUTE.format(dispatch.returnUntil)).append("顺延至").append(MINUTE.format(returnUntil)).append("；");
            dispatch.returnUntil = returnUntil;
            ticket.time().note(dispatch.unit, "return", ClockNote.Act.MOVED, returnUntil, actor, EventType.CALENDAR_CHANGED.label(), version);
        }
        if (handleLater) {
            text.append("办理时限由").append(MINUTE.format(dispatch.handleUntil)).append("顺延至").append(MINUTE.format(handleUntil)).append("；");
            if (dispatch.originalUntil == null) {
                dispatch.originalUntil = dispatch.handleUntil;
            }
            ticket.time().move(dispatch, handleUntil, version, provisional);
            ticket.time().note(dispatch.unit, "handle", ClockNote.Act.MOVED, handleUntil, actor, EventType.CALENDAR_CHANGED.label(), version);
        }
        if (!returnLater && !handleLater) {
            return false;
        }
        ticket.touch(dispatch);
        ticket.record(EventType.CALENDAR_CHANGED, actor, dispatch.unit, text + "工作日历" + version + "（" + order + "）");
        return true;
    }

    /** 暂定转正: the year's notice is published and leaves the limit where it was told. */
    public void confirm(Actor actor, Dispatch dispatch, String version, String order) {
        dispatch.provisional = false;
        ticket.touch(dispatch);
        ticket.time().note(dispatch.unit, "handle", ClockNote.Act.CONFIRMED, dispatch.handleUntil, actor,
                EventType.CALENDAR_CHANGED.label(), version);
        ticket.record(EventType.CALENDAR_CHANGED, actor, dispatch.unit, "暂定的办理时限确定为" + MINUTE.format(dispatch.handleUntil)
                + "；工作日历" + version + "（" + order + "）");
    }

    /** The ruling on a pending request is due later. */
    public void requestFollows(Dispatch dispatch, Instant until) {
        dispatch.requestRulingUntil = until;
        ticket.touch(dispatch);
    }

    /** The end of a statutory procedure, as it is or later. */
    public void procedureFollows(Dispatch dispatch, Instant until) {
        if (!until.equals(dispatch.interimUntil)) {
            dispatch.interimUntil = until;
            ticket.touch(dispatch);
        }
    }

    /**
     * A limit moved; it stands already where it belongs.
     *
     * @param unit whose, or null for the centre's
     * @param clock as in {@code dmn/deadline-limits.dmn}
     */
    public void moved(Actor actor, String unit, String clock, String name, Instant told, Instant until, String version, String order) {
        ticket.time().note(unit, clock, ClockNote.Act.MOVED, until, actor, EventType.CALENDAR_CHANGED.label(), version);
        ticket.record(EventType.CALENDAR_CHANGED, actor, unit, name + "时限由" + MINUTE.format(told) + "顺延至"
                + MINUTE.format(until) + "；工作日历" + version + "（" + order + "）");
    }
}
