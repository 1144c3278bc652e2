package org.hotline12345.meeting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.Refusal;
import org.hotline12345.common.Texts;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.Units;
import org.hotline12345.ticket.Assignment;
import org.hotline12345.ticket.Dispatch;
import org.hotline12345.ticket.Ticket;
import org.hotline12345.ticket.Tickets;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The joint meeting (联席会议) for matters nobody is clearly responsible for (海南2017：职责界定不清、涉及部门较多、争议较大).
 * It ends with minutes, an owner, an action and a date per unit, and a dispatch that binds.
 */
@Component
public class Meetings {

    private static final TypeReference<List<Map<String, Object>>> ACTIONS = new TypeReference<>() {
    };

    private final Tickets tickets;
    private final Units units;
    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final Actors actors;
    private final Clock clock;

    Meetings(Tickets tickets, Units units, JdbcClient jdbc, ObjectMapper json, Actors actors, Clock clock) {
        this.tickets = tickets;
        this.units = units;
        this.jdbc = jdbc;
        this.json = json;
        this.actors = actors;
        this.clock = clock;
    }

    /** Proposes whom to invite: every unit the ticket was with or was pointed at. */
    public void propose(String ticketNo) {
        Ticket ticket = tickets.require(ticketNo);
        Set<String> invitees = new LinkedHashSet<>();
        for (Dispatch dispatch : ticket.dispatches()) {
            invitees.add(dispatch.unit());
            if (dispatch.returnProposedUnit() != null) {
                invitees.add(dispatch.returnProposedUnit());
            }
        }
        jdbc.sql("insert into meeting_meeting (ticket_no, round, invitees, proposed_at) values (:no, :round, :invitees, :at)")
                .param("no", ticketNo).param("round", ticket.round()).param("invitees", String.join(",", invitees))
                .param("at", clock.instant().toEpochMilli()).update();
    }

    /** The proposed or held meeting of the ticket's current round: codes of the invited units. */
    public List<String> invitees(String ticketNo) {
        return jdbc.sql("select invitees from meeting_meeting where ticket_no = :no order by round desc limit 1")
                .param("no", ticketNo).query(String.class).optional().map(list -> List.of(list.split(","))).orElse(List.of());
    }

    /**
     * Concludes the meeting: minutes, actions and a binding dispatch.
     *
     * @param actions JSON text {@code [{unit, action, due}]}, {@code due} as yyyy-MM-dd; every dispatched unit has one
     */
    public void conclude(String ticketNo, List<String> invitees, String minutes, String leadUnit, List<String> assistUnits,
            String actions) {
        Actor actor = actors.current();
        if (!actor.has("supervisor")) {
            throw Refusal.forbidden("meeting.supervisorOnly", "只有督办员可以召开联席会议。");
        }
        Ticket ticket = tickets.require(ticketNo);
        List<String> invited = invitees.isEmpty() ? invitees(ticketNo) : invitees;
        invited.forEach(unit -> units.require(ticket.jurisdiction(), unit));
        List<Action> agreed = actions(ticket, actions);
        List<Assignment> assignments = new ArrayList<>();
        assignments.add(assignment(ticket, leadUnit, Dispatch.Role.LEAD));
        assistUnits.forEach(unit -> assignments.add(assignment(ticket, unit, Dispatch.Role.ASSIST)));
        for (Assignment assignment : assignments) {
            if (agreed.stream().noneMatch(action -> action.unit().equals(assignment.unit()))) {
                throw Refusal.rule("meeting.unitWithoutAction",
                        "会议纪要须为每个承办单位写明事项和期限，缺少：" + units.require(ticket.jurisdiction(), assignment.unit()).name() + "。");
            }
        }
        int round = ticket.round();
        jdbc.sql("update meeting_meeting set invitees = :invitees, minutes = :minutes, held_at = :at, held_by = :by "
                        + "where ticket_no = :no and round = :round")
                .param("invitees", String.join(",", invited)).param("minutes", minutes).param("at", clock.instant().toEpochMilli())
                .param("by", actor.id()).param("no", ticketNo).param("round", round).update();
        for (int i = 0; i < agreed.size(); i++) {
            Action action = agreed.get(i);
            jdbc.sql("insert into meeting_action (ticket_no, round, seq, unit, action, due_on) values (:no, :round, :seq, :unit, :action, :due)")
                    .param("no", ticketNo).param("round", round).param("seq", i + 1).param("unit", action.unit())
                    .param("action", action.action()).param("due", action.due()).update();
        }
        ticket.holdMeeting(actor, minutes, agreed.stream().map(action -> units.require(ticket.jurisdiction(), action.unit()).name()
                + "，" + action.action() + "，" + action.due() + "前").toList());
        ticket.dispatch(actor, assignments, true);
    }

    private Assignment assignment(Ticket ticket, String code, Dispatch.Role role) {
        Unit unit = units.requireValid(ticket.jurisdiction(), code, LocalDate.now(clock));
        return new Assignment(unit.code(), role, "联席会议确定");
    }

    private List<Action> actions(Ticket ticket, String text) {
        List<Map<String, Object>> raw;
        try {
            raw = json.readValue(text, ACTIONS);
        } catch (JsonProcessingException e) {
            throw Refusal.invalid("meeting.badActions",
                    "议定事项须为列表，例如 [{\"unit\":\"education\",\"action\":\"调整广播时间\",\"due\":\"2023-03-01\"}]。");
        }
        List<Action> actions = new ArrayList<>();
        for (Map<String, Object> entry : raw) {
            String unit = Texts.required("议定事项的责任单位", text(entry, "unit"), 64);
            units.require(ticket.jurisdiction(), unit);
            String action = Texts.required("议定事项", text(entry, "action"), 500);
            String due = Texts.required("议定事项的期限", text(entry, "due"), 10);
            try {
                LocalDate date = LocalDate.parse(due);
                if (date.isBefore(LocalDate.ofInstant(clock.instant(), clock.getZone()))) {
                    throw Refusal.invalid("meeting.dueInPast", "议定事项的期限不能早于今天。");
                }
                actions.add(new Action(unit, action, date));
            } catch (DateTimeException e) {
                throw Refusal.invalid("meeting.badDue", "议定事项的期限须为 yyyy-MM-dd。");
            }
        }
        if (actions.isEmpty()) {
            throw Refusal.rule("meeting.noActions", "会议纪要须写明责任单位、事项和期限。");
        }
        return actions;
    }

    private static String text(Map<String, Object> entry, String key) {
        Object value = entry.get(key);
        return value == null ? null : value.toString();
    }

    /** Who does what by when. */
    record Action(String unit, String action, LocalDate due) {
    }
}
