package org.hotline12345.callback;

import java.util.HashMap;
import java.util.Map;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.Processes;
import org.hotline12345.common.Refusal;
import org.hotline12345.notification.Notifications;
import org.hotline12345.organization.Settings;
import org.hotline12345.ticket.Ticket;
import org.hotline12345.ticket.Tickets;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Asks the citizen whether the result is true, solved and satisfying: automatically first, by a person when the citizen
 * is dissatisfied, the ticket is supervised or nobody answered (海南2016).
 */
@Component
public class Callback {

    static final String EVALUATED = "callback.evaluated";

    private final Tickets tickets;
    private final Notifications notifications;
    private final Processes processes;
    private final Settings settings;
    private final Actors actors;

    Callback(Tickets tickets, Notifications notifications, Processes processes, Settings settings, Actors actors) {
        this.tickets = tickets;
        this.notifications = notifications;
        this.processes = processes;
        this.settings = settings;
        this.actors = actors;
    }

    /** Writes down how the citizen will be asked, and why. */
    public void plan(String ticketNo, String way, String basis) {
        tickets.require(ticketNo).callback().planCallback(Actor.SYSTEM, switch (way) {
            case "automatic" -> "自动回访";
            case "manual" -> "人工回访";
            case "onSite" -> "当面回访";
            default -> "不需回访";
        }, basis);
    }

    public void sendSurvey(String ticketNo) {
        Ticket ticket = tickets.require(ticketNo);
        String channel = notifications.toCitizen(ticketNo, "您反映的「" + ticket.title() + "」（工单号" + ticketNo
                + "）已办结。请回复：1满意，2不满意；情况是否属实、问题是否解决也请一并告知。");
        ticket.callback().surveySent(actors.current(), channel);
    }

    /**
     * The citizen's answer to the automatic callback.
     *
     * @throws Refusal RULE {@code callback.notExpected} when the ticket is not waiting for one
     */
    @Transactional
    public void evaluate(String ticketNo, Boolean authentic, Boolean solved, boolean satisfied, String remark) {
        Actor actor = actors.current();
        if (!actor.hasAny("operator", "callback", "channel", "camunda-admin")) {
            throw Refusal.forbidden("callback.notAllowed", "您的账号不能登记群众评价。");
        }
        Ticket ticket = tickets.require(ticketNo);
        requireNotHandler(ticket, actor);
        Map<String, Object> answer = new HashMap<>();
        answer.put("answeredSatisfied", satisfied);
        ticket.callback().evaluate(actor, authentic, solved, satisfied, remark);
        if (!processes.deliver(EVALUATED, ticketNo, answer)) {
            throw Refusal.rule("callback.notExpected", "工单" + ticketNo + "当前不在等待群众评价。");
        }
    }

    /**
     * One call by a person.
     *
     * @param outcome reached, noAnswer, refused or wrongNumber
     * @return satisfied, dissatisfied, unreached (try again) or exhausted (nobody will answer)
     */
    public String call(String ticketNo, String outcome, Boolean authentic, Boolean solved, Boolean satisfied, String remark) {
        Actor actor = actors.current();
        if (!actor.hasAny("callback", "supervisor")) {
            throw Refusal.forbidden("callback.notCaller", "只有回访员可以回访。");
        }
        Ticket ticket = tickets.require(ticketNo);
        requireNotHandler(ticket, actor);
        if ("reached".equals(outcome)) {
            if (authentic == null || solved == null || satisfied == null) {
                throw Refusal.invalid("callback.answersMissing", "已联系上群众时，请填写情况是否属实、是否解决、是否满意。");
            }
            ticket.callback().callAttempted(actor, true, "已接通");
            ticket.callback().evaluate(actor, authentic, solved, satisfied, remark);
            return satisfied ? "satisfied" : "dissatisfied";
        }
        ticket.callback().callAttempted(actor, "refused".equals(outcome), switch (outcome) {
            case "refused" -> "群众拒绝评价";
            case "wrongNumber" -> "号码错误";
            default -> "无人接听";
        } + (remark == null ? "" : "：" + remark));
        boolean more = "noAnswer".equals(outcome)
                && ticket.callAttempts() < settings.number(ticket.jurisdiction(), "callback.manualAttempts");
        if (more) {
            return "unreached";
        }
        // An answer the citizen gave before still stands: nobody answering later does not turn it into a default.
        if (ticket.satisfied() != null) {
            return ticket.satisfied() ? "satisfied" : "dissatisfied";
        }
        return "exhausted";
    }

    /** A unit never asks the citizen about its own work, nor does whoever recorded its reply. */
    private static void requireNotHandler(Ticket ticket, Actor actor) {
        if (ticket.people().hasHandled(actor)) {
            throw Refusal.forbidden("callback.ownHandling", "本人代录过答复或所在单位承办了本工单，不能回访或登记评价，请由其他人员处理。");
        }
    }

    /** 默认评价: counted apart. */
    public void recordDefaulted(String ticketNo) {
        tickets.require(ticketNo).callback().defaultEvaluation(actors.current());
    }
}
