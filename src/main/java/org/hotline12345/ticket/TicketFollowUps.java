package org.hotline12345.ticket;

import java.time.LocalDate;
import org.hotline12345.common.Actor;

/**
 * 持续关注: what a unit keeps an eye on, also after the ticket is archived (海南2017：居委会将持续关注老人). The only
 * happenings a closed ticket takes. Reached by {@link Ticket#followUps()}.
 */
public final class TicketFollowUps {

    private final Ticket ticket;

    TicketFollowUps(Ticket ticket) {
        this.ticket = ticket;
    }

    public void order(Actor actor, String unit, LocalDate until, Integer everyDays, String what) {
        ticket.record(EventType.FOLLOW_UP_ORDERED, actor, unit, what + "（" + until + "止"
                + (everyDays == null ? "" : "，每" + everyDays + "天一次") + "）");
        ticket.inform(actor, unit, "持续关注");
    }

    public void record(Actor actor, String unit, String note, boolean done) {
        ticket.record(EventType.FOLLOWED_UP, actor, unit, (done ? "关注结束：" : "继续关注：") + note);
    }
}
