package org.hotline12345.ticket;

import org.hotline12345.common.Actor;

/** 回访 of one ticket: what was asked of the citizen, how often, and what came back. */
public final class TicketCallback {

    private final Ticket ticket;

    TicketCallback(Ticket ticket) {
        this.ticket = ticket;
    }

    public void planCallback(Actor actor, String label, String basis) {
        ticket.requireOpen();
        ticket.record(EventType.CALLBACK_PLANNED, actor, null, label + "（依据：" + basis + "）");
    }

    public void surveySent(Actor actor, String channel) {
        ticket.requireOpen();
        ticket.surveyAttempts++;
        ticket.roundSurveyAttempts++;
        ticket.record(EventType.SURVEY_SENT, actor, null, "第" + ticket.roundSurveyAttempts + "次，" + channel);
    }

    /** The citizen's answer, by whichever way it came; a later one replaces an earlier one. */
    public void evaluate(Actor actor, Boolean isAuthentic, Boolean isSolved, boolean isSatisfied, String remark) {
        ticket.requireOpen();
        ticket.evaluations++;
        ticket.authentic = isAuthentic;
        ticket.solved = isSolved;
        ticket.satisfied = isSatisfied;
        ticket.record(EventType.EVALUATED, actor, null, (isSatisfied ? "满意" : "不满意")
                + answer("，情况属实", "，情况不属实", isAuthentic) + answer("，已解决", "，未解决", isSolved)
                + (remark == null ? "" : "：" + remark));
    }

    private static String answer(String yes, String no, Boolean answer) {
        return answer == null ? "" : answer ? yes : no;
    }

    public void callAttempted(Actor actor, boolean reached, String outcome) {
        ticket.requireOpen();
        ticket.callAttempts++;
        ticket.roundCallAttempts++;
        if (reached) {
            ticket.callReached++;
        }
        ticket.record(EventType.CALLBACK_ATTEMPTED, actor, null, "第" + ticket.roundCallAttempts + "次，" + outcome);
    }

    /** Nobody answered: counted apart from evaluations, never as satisfied by itself. */
    public void defaultEvaluation(Actor actor) {
        ticket.requireOpen();
        ticket.defaulted++;
        ticket.record(EventType.CALLBACK_DEFAULTED, actor, null, "多次联系未果，按默认评价单独统计");
    }
}
