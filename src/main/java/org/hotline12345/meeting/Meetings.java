package org.hotline12345.meeting;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.Refusal;
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

    private final Tickets tickets;
    private final Units units;
    private final Rows rows;
    private final Attendance attendance;
    private final Teams teams;
    private final CatalogueWishes catalogueWishes;
    private final JdbcClient jdbc;
    private final Actors actors;
    private final Clock clock;

    Meetings(Tickets tickets, Units units, Rows rows, Attendance attendance, Teams teams, CatalogueWishes catalogueWishes,
            JdbcClient jdbc, Actors actors, Clock clock) {
        this.tickets = tickets;
        this.units = units;
        this.rows = rows;
        this.attendance = attendance;
        this.teams = teams;
        this.catalogueWishes = catalogueWishes;
        this.jdbc = jdbc;
        this.actors = actors;
        this.clock = clock;
    }

    /** Proposes whom to invite: every unit the ticket was with or was pointed at, but not the one it complains about. */
    public void propose(String ticketNo) {
        Ticket ticket = tickets.require(ticketNo);
        Set<String> invitees = new LinkedHashSet<>();
        for (Dispatch dispatch : ticket.dispatches()) {
            invitees.add(dispatch.unit());
            if (dispatch.returnProposedUnit() != null) {
                invitees.add(dispatch.returnProposedUnit());
            }
        }
        invitees.removeIf(ticket.protection()::bars);
        jdbc.sql("insert into meeting_meeting (ticket_no, round, invitees, proposed_at) values (:no, :round, :invitees, :at)")
                .param("no", ticketNo).param("round", ticket.round()).param("invitees", String.join(",", invitees))
                .param("at", clock.instant().toEpochMilli()).update();
    }

    /** The proposed or held meeting of the ticket's current round: codes of the invited units. */
    public List<String> invitees(String ticketNo) {
        return jdbc.sql("select invitees from meeting_meeting where ticket_no = :no order by round desc limit 1")
                .param("no", ticketNo).query(String.class).optional().filter(list -> !list.isEmpty())
                .map(list -> List.of(list.split(","))).orElse(List.of());
    }

    /** Concludes the meeting: attendance, minutes, actions, a binding dispatch, and perhaps a row for the catalogue. */
    public void conclude(String ticketNo, Minutes minutes) {
        Actor actor = actors.current();
        if (!actor.has("supervisor")) {
            throw Refusal.forbidden("meeting.supervisorOnly", "只有督办员可以召开联席会议。");
        }
        Ticket ticket = tickets.require(ticketNo);
        List<String> invited = minutes.invitees().isEmpty() ? invitees(ticketNo) : minutes.invitees();
        invited.forEach(code -> {
            known(code);
            ticket.protection().requireNeutral(code);
        });
        List<Action> agreed = actions(ticket, minutes.actions());
        List<Assignment> assignments = new ArrayList<>();
        assignments.add(assignment(ticket, minutes.leadUnit(), Dispatch.Role.LEAD));
        minutes.assistUnits().forEach(unit -> assignments.add(assignment(ticket, unit, Dispatch.Role.ASSIST)));
        for (Assignment assignment : assignments) {
            if (agreed.stream().noneMatch(action -> action.unit().equals(assignment.unit()))) {
                throw Refusal.rule("meeting.unitWithoutAction",
                        "会议纪要须为每个承办单位写明事项和期限，缺少：" + name(assignment.unit()) + "。");
            }
        }
        Set<String> bound = new HashSet<>();
        assignments.forEach(assignment -> bound.add(assignment.unit()));
        agreed.forEach(action -> bound.add(action.unit()));
        List<String> everybody = Stream.concat(invited.stream(), minutes.institutions().stream()).toList();
        List<Attendance.Guest> guests = attendance.check(minutes.attendance(), everybody, bound, this::name);
        List<Teams.Team> chosen = teams.check(minutes.teams());
        int round = ticket.round();
        store(ticketNo, round, invited, minutes, actor);
        attendance.store(ticketNo, round, guests);
        teams.store(ticketNo, round, chosen);
        store(ticketNo, round, agreed);
        catalogueWishes.ruled(ticket, assignments.get(0).unit(), minutes.catalogueRow(),
                "联席会议纪要，工单" + ticketNo + "第" + round + "轮，" + today());
        ticket.holdMeeting(actor, minutes.minutes() + roll(guests, chosen), agreed.stream()
                .map(action -> name(action.unit()) + "，" + action.action() + "，" + action.due() + "前").toList());
        ticket.dispatch(actor, assignments, true);
    }

    private void store(String ticketNo, int round, List<String> invited, Minutes minutes, Actor actor) {
        jdbc.sql("update meeting_meeting set invitees = :invitees, institutions = :institutions, minutes = :minutes, "
                        + "held_at = :at, held_by = :by where ticket_no = :no and round = :round")
                .param("invitees", String.join(",", invited))
                .param("institutions", minutes.institutions().isEmpty() ? null : String.join("、", minutes.institutions()))
                .param("minutes", minutes.minutes()).param("at", clock.instant().toEpochMilli())
                .param("by", actor.id()).param("no", ticketNo).param("round", round).update();
    }

    private void store(String ticketNo, int round, List<Action> agreed) {
        for (int i = 0; i < agreed.size(); i++) {
            Action action = agreed.get(i);
            jdbc.sql("insert into meeting_action (ticket_no, round, seq, unit, action, due_on) values (:no, :round, :seq, :unit, :action, :due)")
                    .param("no", ticketNo).param("round", round).param("seq", i + 1).param("unit", action.unit())
                    .param("action", action.action()).param("due", action.due()).update();
        }
    }

    private String roll(List<Attendance.Guest> guests, List<Teams.Team> chosen) {
        String came = guests.isEmpty() ? "" : "\n参会：" + guests.stream().map(guest -> guest.words(name(guest.who())))
                .collect(Collectors.joining("、"));
        return came + (chosen.isEmpty() ? "" : "\n队伍：" + chosen.stream().map(Teams.Team::words).collect(Collectors.joining("、")));
    }

    private Assignment assignment(Ticket ticket, String code, Dispatch.Role role) {
        ticket.protection().requireNeutral(code);
        Unit unit = units.requireValid(ticket.jurisdiction(), code, today());
        return new Assignment(unit.code(), role, "联席会议确定");
    }

    /** A unit of any hotline: joint meetings cross levels and places (海南2017：跨部门、跨层级、跨地域). */
    private Unit known(String code) {
        return units.find(code).orElseThrow(() -> Refusal.invalid("organization.unknownUnit",
                "没有代码为“" + code + "”的单位；不在系统内的机构请填在其他机构一栏。"));
    }

    private String name(String who) {
        return units.find(who).map(Unit::name).orElse(who);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), clock.getZone());
    }

    private List<Action> actions(Ticket ticket, String text) {
        List<Action> actions = new ArrayList<>();
        for (Rows.Row row : rows.list(text, "meeting.badActions",
                "议定事项须为列表，例如 [{\"unit\":\"education\",\"action\":\"调整广播时间\",\"due\":\"2023-03-01\"}]。")) {
            String unit = known(row.required("unit", "议定事项的责任单位", 64)).code();
            ticket.protection().requireNeutral(unit);
            actions.add(new Action(unit, row.required("action", "议定事项", 500), due(row)));
        }
        if (actions.isEmpty()) {
            throw Refusal.rule("meeting.noActions", "会议纪要须写明责任单位、事项和期限。");
        }
        return actions;
    }

    private LocalDate due(Rows.Row row) {
        LocalDate due;
        try {
            due = LocalDate.parse(row.required("due", "议定事项的期限", 10));
        } catch (DateTimeException e) {
            throw Refusal.invalid("meeting.badDue", "议定事项的期限须为 yyyy-MM-dd。");
        }
        if (due.isBefore(today())) {
            throw Refusal.invalid("meeting.dueInPast", "议定事项的期限不能早于今天。");
        }
        return due;
    }

    /** Who does what by when. */
    private record Action(String unit, String action, LocalDate due) {
    }
}
