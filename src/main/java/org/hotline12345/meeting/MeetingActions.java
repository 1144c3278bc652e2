package org.hotline12345.meeting;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.EffectiveText;
import org.hotline12345.common.Processes;
import org.hotline12345.common.Refusal;
import org.hotline12345.notification.Notifications;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.Units;
import org.hotline12345.ticket.Ticket;
import org.hotline12345.ticket.Tickets;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What a joint meeting agreed, each action until it is done: the owner reports, a supervisor confirms, a day missed is
 * recorded once and handed to the supervisor.
 */
@Component
public class MeetingActions {

    static final String PROCESS = "meeting-action";

    private final Tickets tickets;
    private final Processes processes;
    private final Notifications notifications;
    private final Units units;
    private final JdbcClient jdbc;
    private final Actors actors;
    private final Clock clock;

    MeetingActions(Tickets tickets, Processes processes, Notifications notifications, Units units, JdbcClient jdbc,
            Actors actors, Clock clock) {
        this.tickets = tickets;
        this.processes = processes;
        this.notifications = notifications;
        this.units = units;
        this.jdbc = jdbc;
        this.actors = actors;
        this.clock = clock;
    }

    /** Starts to track every action of the ticket's latest meeting. */
    public void open(String ticketNo) {
        for (Action action : jdbc.sql("select round, seq, unit, action, due_on, result, overdue_at from meeting_action "
                        + "where ticket_no = :no and round = (select max(m.round) from meeting_meeting m where m.ticket_no = :no) "
                        + "order by seq").param("no", ticketNo).query((row, n) -> action(row)).list()) {
            processes.start(PROCESS, ticketNo, Map.of("unit", action.unit(), "meetingRound", action.round(),
                    "actionSeq", action.seq(), "dueOn", action.due().toString()));
        }
    }

    /** The owner says what was done. */
    public void report(String ticketNo, int round, int seq, String result) {
        Actor clerk = actors.current();
        Ticket ticket = tickets.require(ticketNo);
        Action action = require(ticketNo, round, seq);
        if (!clerk.belongsTo(action.unit())) {
            throw Refusal.forbidden("meeting.notYourAction", "只有责任单位的工作人员可以报告议定事项。");
        }
        if (EffectiveText.length(result) < 4) {
            throw Refusal.invalid("meeting.resultTooShort", "请写明办理结果，不少于4个字。").at("result");
        }
        jdbc.sql("update meeting_action set state = 'reported', result = :result, reported_at = :at, reported_by = :by "
                        + "where ticket_no = :no and round = :round and seq = :seq")
                .param("result", result).param("at", clock.instant().toEpochMilli()).param("by", clerk.id())
                .param("no", ticketNo).param("round", round).param("seq", seq).update();
        ticket.agreements().reported(clerk, action.unit(), action.action() + "：" + result);
    }

    /** A supervisor saw it done, or not. */
    public void judge(String ticketNo, int round, int seq, boolean done, String remark) {
        Actor actor = actors.current();
        if (!actor.has("supervisor")) {
            throw Refusal.forbidden("meeting.supervisorOnly", "只有督办员可以核销议定事项。");
        }
        if (!done && remark == null) {
            throw Refusal.invalid("meeting.reasonMissing", "退回继续办理的，请写明还差什么。").at("remark");
        }
        Ticket ticket = tickets.require(ticketNo);
        Action action = require(ticketNo, round, seq);
        String words = action.action() + (remark == null ? "" : "：" + remark);
        jdbc.sql("update meeting_action set state = :state, confirmed_at = :at, confirmed_by = :by "
                        + "where ticket_no = :no and round = :round and seq = :seq")
                .param("state", done ? "done" : "open").param("at", done ? clock.instant().toEpochMilli() : null)
                .param("by", done ? actor.id() : null).param("no", ticketNo).param("round", round).param("seq", seq).update();
        if (done) {
            ticket.agreements().confirmed(actor, action.unit(), words);
        } else {
            ticket.agreements().sentBack(actor, action.unit(), words);
        }
    }

    /** The agreed day is over and nothing was reported: recorded once, whatever comes later. */
    public void overdue(String ticketNo, int round, int seq) {
        Ticket ticket = tickets.require(ticketNo);
        Action action = require(ticketNo, round, seq);
        if (action.overdue()) {
            return;
        }
        jdbc.sql("update meeting_action set overdue_at = :at where ticket_no = :no and round = :round and seq = :seq")
                .param("at", clock.instant().toEpochMilli()).param("no", ticketNo).param("round", round).param("seq", seq).update();
        String words = action.action() + "（" + action.due() + "前）";
        ticket.agreements().overdue(actors.current(), action.unit(), words);
        notifications.toGroup(ticketNo, "supervisor", "联席会议议定事项逾期：工单" + ticketNo + "，" + name(action.unit()) + "，" + words
                + "，请督办。");
    }

    /** What the task is about, in words: who, what, by when, and what the owner reported. */
    public String describe(String ticketNo, int round, int seq) {
        Action action = require(ticketNo, round, seq);
        return name(action.unit()) + "：" + action.action() + "（" + action.due() + "前完成"
                + (action.overdue() ? "，已逾期" : "") + "）" + (action.result() == null ? "" : "\n报告结果：" + action.result());
    }

    private Action require(String ticketNo, int round, int seq) {
        return jdbc.sql("select round, seq, unit, action, due_on, result, overdue_at from meeting_action "
                        + "where ticket_no = :no and round = :round and seq = :seq")
                .param("no", ticketNo).param("round", round).param("seq", seq).query((row, n) -> action(row)).optional()
                .orElseThrow(() -> Refusal.unknown("meeting.unknownAction", "没有这项议定事项。"));
    }

    private String name(String unit) {
        return units.find(unit).map(Unit::name).orElse(unit);
    }

    private static Action action(ResultSet row) throws SQLException {
        return new Action(row.getInt("round"), row.getInt("seq"), row.getString("unit"), row.getString("action"),
                row.getDate("due_on").toLocalDate(), row.getString("result"), row.getObject("overdue_at") != null);
    }

    /** One agreed action as stored. */
    private record Action(int round, int seq, String unit, String action, LocalDate due, String result, boolean overdue) {
    }
}
