package org.hotline12345.ticket;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Refusal;

/** The citizen takes a ticket back (撤回) or brings a finished one back (重新打开). */
public final class TicketReturnOfCitizen {

    private static final Set<TicketStatus> REOPENED_FROM = Set.of(TicketStatus.ARCHIVED, TicketStatus.CLOSED_INSTANT);

    private final Ticket ticket;
    private final Clock clock;

    TicketReturnOfCitizen(Ticket ticket, Clock clock) {
        this.ticket = ticket;
        this.clock = clock;
    }

    /** 撤回: whatever runs ends; not a solved ticket. */
    public void withdraw(Actor actor, String reason) {
        ticket.requireOpen();
        ticket.relations().endHandlings();
        if (ticket.relations().waitsForMain()) {
            // The main ticket never waited for this one: it waits for callers who were told the result only.
            ticket.relations().leaveMain();
        }
        ticket.status = TicketStatus.WITHDRAWN;
        ticket.closedAt = clock.instant();
        ticket.closingReason = "诉求人撤回：" + reason;
        ticket.record(EventType.WITHDRAWN, actor, null, reason);
    }

    /** The matter concerns more people than the caller: it goes on, without asking the caller any more. */
    public void wishToWithdraw(Actor actor, String reason, String basis) {
        ticket.requireOpen();
        if (ticket.callbackWaived) {
            throw Refusal.rule("intake.alreadyWished", "工单" + ticket.ticketNo + "已登记过诉求人的撤回意愿，事项仍在继续办理。");
        }
        if (ticket.status == TicketStatus.CALLBACK) {
            throw Refusal.rule("intake.handledAlready", "工单" + ticket.ticketNo + "已办结、正在回访，不必撤回；对结果的意见请在回访时说明。");
        }
        ticket.callbackWaived = true;
        ticket.record(EventType.WITHDRAWAL_WISHED, actor, null, reason + "（继续办理，依据：" + basis + "）");
    }

    /**
     * 重新打开: a new round with the whole history kept; a dispatcher looks at it anew.
     *
     * @param withinDays natural days since the ticket ended, or null for no limit
     */
    public void reopen(Actor actor, String reason, Integer withinDays) {
        String no = ticket.ticketNo;
        if (!ticket.status.isClosed()) {
            throw Refusal.rule("intake.stillRunning", "工单" + no + "仍在办理（" + ticket.status.label() + "），可以催办或补充，不必重新打开。");
        }
        if (ticket.relations().isPart()) {
            throw Refusal.rule("intake.reopenTheCall", "工单" + no + "是拆出的分件，请对原工单" + ticket.parentNo + "申请重新打开。");
        }
        if (!REOPENED_FROM.contains(ticket.status)) {
            throw Refusal.rule("intake.notReopened", "工单" + no + "为「" + ticket.status.label() + "」，不能重新打开，请另行登记。");
        }
        if (withinDays != null && !clock.instant().isBefore(ticket.closedAt.plus(Duration.ofDays(withinDays)))) {
            throw Refusal.rule("intake.reopenTooLate", "工单" + no + "办结已超过" + withinDays + "天，不能重新打开；如问题仍在，请另行登记。");
        }
        ticket.reopened++;
        ticket.status = TicketStatus.REGISTERED;
        ticket.closedAt = null;
        ticket.closingReason = null;
        ticket.mergedInto = null;
        ticket.callbackWaived = false;
        ticket.repliedAt = null;
        ticket.reviewUntil = null;
        // Asked anew after the new reply; earlier answers stay in the history.
        ticket.authentic = null;
        ticket.solved = null;
        ticket.satisfied = null;
        ticket.defaulted = 0;
        ticket.roundSurveyAttempts = 0;
        ticket.roundCallAttempts = 0;
        ticket.record(EventType.REOPENED, actor, null, reason);
    }
}
