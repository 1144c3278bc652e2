package org.hotline12345.shift;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.EffectiveText;
import org.hotline12345.common.Page;
import org.hotline12345.common.Processes;
import org.hotline12345.common.Refusal;
import org.hotline12345.notification.Notifications;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.Units;
import org.hotline12345.ticket.IdentityText;
import org.hotline12345.ticket.Ticket;
import org.hotline12345.ticket.Tickets;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What leaders decided and promised in their shifts. With a unit and a day it is a task of that unit until a supervisor
 * confirms it; a day missed is recorded once and told to the supervisor.
 */
@Component
public class Promises {

    static final String PROCESS = "leader-promise";
    private static final int MOST_DAYS = 366;
    private static final Map<String, String> KINDS = Map.of("settled", "当场解决", "decision", "决定", "promise", "承诺");
    private static final Map<String, String> STATES = Map.of("noted", "已记录", "open", "办理中", "reported", "待核销", "done", "已核销");
    private static final String SELECT = "select d.id, d.shift_id, d.ticket_no, d.kind, d.text, d.unit, d.due_on, d.made_at, d.state, "
            + "d.result, d.reported_at, d.confirmed_at, d.overdue_at from shift_decision d ";

    private final Tickets tickets;
    private final IdentityText identityText;
    private final Units units;
    private final Leaders leaders;
    private final Roster roster;
    private final Processes processes;
    private final Notifications notifications;
    private final JdbcClient jdbc;
    private final Actors actors;
    private final Clock clock;

    Promises(Tickets tickets, IdentityText identityText, Units units, Leaders leaders, Roster roster, Processes processes,
            Notifications notifications, JdbcClient jdbc, Actors actors, Clock clock) {
        this.tickets = tickets;
        this.identityText = identityText;
        this.units = units;
        this.leaders = leaders;
        this.roster = roster;
        this.processes = processes;
        this.notifications = notifications;
        this.jdbc = jdbc;
        this.actors = actors;
        this.clock = clock;
    }

    void make(Shift shift, Ticket ticket, String kind, String text, String unit, LocalDate dueOn, Actor actor) {
        check(ticket, kind, text, unit, dueOn);
        String id = UUID.randomUUID().toString();
        String told = identityText.scrub(ticket.ticketNo(), text);
        Map<String, Object> values = new HashMap<>();
        values.put("id", id);
        values.put("shift", shift.id());
        values.put("no", ticket.ticketNo());
        values.put("kind", kind);
        values.put("text", told);
        values.put("unit", unit);
        values.put("due", dueOn);
        values.put("state", unit == null ? "noted" : "open");
        values.put("at", clock.millis());
        values.put("by", actor.id());
        values.put("jurisdiction", shift.jurisdiction());
        jdbc.sql("insert into shift_decision (id, shift_id, ticket_no, jurisdiction, kind, text, unit, due_on, state, made_at, made_by) "
                + "values (:id, :shift, :no, :jurisdiction, :kind, :text, :unit, :due, :state, :at, :by)").params(values).update();
        if (unit == null) {
            // Units on the ticket read what concerns no unit; the words stand in the shift's record.
            ticket.shifts().decided(actor, null, KINDS.get(kind) + "（内容见轮值记录）");
            return;
        }
        ticket.shifts().decided(actor, unit, KINDS.get(kind) + "：" + told + "（" + name(unit) + "，" + dueOn + "前）");
        notifications.toGroup(ticket.ticketNo(), Actor.UNIT_GROUP_PREFIX + unit, "轮值领导交办：工单" + ticket.ticketNo() + "，" + told + "，"
                + dueOn + "前办成。");
        processes.start(PROCESS, ticket.ticketNo(), Map.of("promiseId", id, "unit", unit, "dueOn", dueOn.toString()));
    }

    private void check(Ticket ticket, String kind, String text, String unit, LocalDate dueOn) {
        if (!KINDS.containsKey(kind)) {
            throw Refusal.invalid("shift.badKind", "请选择当场解决（settled）、决定（decision）或承诺（promise）。");
        }
        if (EffectiveText.length(text) < 6) {
            throw Refusal.invalid("shift.textTooShort", "请写明处理意见，不少于6个字。");
        }
        if ((unit == null) != (dueOn == null) || kind.equals("promise") && unit == null) {
            throw Refusal.invalid("shift.ownerMissing", "交办事项须同时写明责任单位和完成日期；承诺必须有责任单位和完成日期。");
        }
        if (kind.equals("settled") && unit != null) {
            throw Refusal.invalid("shift.settledWithOwner", "当场解决的不需要责任单位；还要单位办理的，请选择决定或承诺。");
        }
        if (unit != null) {
            LocalDate today = leaders.today();
            units.requireValid(ticket.jurisdiction(), unit, today);
            if (dueOn.isBefore(today) || dueOn.isAfter(today.plusDays(MOST_DAYS))) {
                throw Refusal.invalid("shift.badDueDay", "完成日期须在今天起的" + MOST_DAYS + "天内。");
            }
            ticket.protection().requireNeutral(unit);
        }
    }

    /** The unit says what was done. */
    public void report(String ticketNo, String id, String result) {
        Actor clerk = actors.current();
        Ticket ticket = tickets.require(ticketNo);
        Decision promise = require(id);
        if (!clerk.belongsTo(promise.unit())) {
            throw Refusal.forbidden("shift.notYourPromise", "只有责任单位的工作人员可以报告交办事项。");
        }
        if (EffectiveText.length(result) < 4) {
            throw Refusal.invalid("shift.resultTooShort", "请写明办理结果，不少于4个字。");
        }
        String told = identityText.scrub(ticketNo, result);
        jdbc.sql("update shift_decision set state = 'reported', result = :result, reported_at = :at, reported_by = :by where id = :id")
                .param("result", told).param("at", clock.millis()).param("by", clerk.id()).param("id", id).update();
        ticket.shifts().reported(clerk, promise.unit(), promise.text() + "：" + told);
    }

    /** A supervisor saw it done, or not. */
    public void judge(String ticketNo, String id, boolean done, String remark) {
        Actor actor = actors.current();
        if (!actor.has("supervisor")) {
            throw Refusal.forbidden("shift.supervisorOnly", "只有督办员可以核销交办事项。");
        }
        if (!done && remark == null) {
            throw Refusal.invalid("shift.reasonMissing", "退回继续办理的，请写明还差什么。");
        }
        Ticket ticket = tickets.require(ticketNo);
        Decision promise = require(id);
        jdbc.sql("update shift_decision set state = :state, confirmed_at = :at, confirmed_by = :by where id = :id")
                .param("state", done ? "done" : "open").param("at", done ? clock.millis() : null)
                .param("by", done ? actor.id() : null).param("id", id).update();
        String words = promise.text() + (remark == null ? "" : "：" + identityText.scrub(ticketNo, remark));
        if (done) {
            ticket.shifts().confirmed(actor, promise.unit(), words);
        } else {
            ticket.shifts().sentBack(actor, promise.unit(), words);
        }
    }

    /** The day is over and nothing was reported: recorded once, whatever comes later. */
    public void overdue(String ticketNo, String id) {
        Ticket ticket = tickets.require(ticketNo);
        Decision promise = require(id);
        if (promise.overdue()) {
            return;
        }
        jdbc.sql("update shift_decision set overdue_at = :at where id = :id").param("at", clock.millis()).param("id", id).update();
        String words = promise.text() + "（" + promise.dueOn() + "前）";
        ticket.shifts().overdue(actors.current(), promise.unit(), words);
        notifications.toGroup(ticketNo, "supervisor", "轮值领导交办逾期：工单" + ticketNo + "，" + name(promise.unit()) + "，" + words + "，请督办。");
    }

    /** What the task is about, in words: who, what, by when, and what was reported. */
    public String describe(String id) {
        Decision promise = require(id);
        return promise.unitName() + "：" + promise.text() + "（" + promise.dueOn() + "前完成" + (promise.overdue() ? "，已逾期" : "") + "）"
                + (promise.result() == null ? "" : "\n报告结果：" + promise.result());
    }

    /**
     * A page of what leaders handed to units, by day; for the centre and leaders on the roster.
     *
     * @param state open, reported or done, or null for all
     */
    public Page<Decision> list(String jurisdiction, String state, int page, int size) {
        Leaders.requireReader(actors.current());
        Page.check(page, size);
        if (state != null && !STATES.containsKey(state)) {
            throw Refusal.invalid("shift.badState", "状态可用 open 办理中、reported 待核销、done 已核销。");
        }
        return Page.of(jdbc.sql(SELECT + "where d.jurisdiction = :jurisdiction and d.due_on is not null"
                        + (state == null ? "" : " and d.state = :state") + " order by d.due_on, d.id limit :limit offset :offset")
                .param("jurisdiction", jurisdiction).param("state", state).param("limit", size + 1).param("offset", (long) page * size)
                .query((row, n) -> read(row)).list(), page, size);
    }

    List<Decision> ofShift(String shift) {
        return jdbc.sql(SELECT + "where d.shift_id = :shift order by d.made_at, d.id").param("shift", shift)
                .query((row, n) -> read(row)).list();
    }

    private Decision require(String id) {
        return jdbc.sql(SELECT + "where d.id = :id").param("id", id).query((row, n) -> read(row)).optional()
                .orElseThrow(() -> Refusal.unknown("shift.unknownPromise", "没有这项交办事项。"));
    }

    private String name(String unit) {
        return units.find(unit).map(Unit::name).orElse(unit);
    }

    private Decision read(ResultSet row) throws SQLException {
        String unit = row.getString("unit");
        String kind = row.getString("kind");
        String state = row.getString("state");
        return new Decision(row.getString("id"), row.getString("shift_id"), row.getString("ticket_no"), kind, KINDS.get(kind),
                row.getString("text"), unit, unit == null ? null : name(unit), row.getObject("due_on", LocalDate.class),
                roster.time(row, "made_at"), state, STATES.get(state), row.getString("result"), roster.time(row, "reported_at"),
                roster.time(row, "confirmed_at"), row.getObject("overdue_at") != null);
    }

    /**
     * One decision or promise.
     *
     * @param unit who carries it out, or null where nothing is left to do
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Decision(String id, String shift, String ticketNo, String kind, String kindName, String text, String unit,
            String unitName, LocalDate dueOn, OffsetDateTime madeAt, String state, String stateName, String result,
            OffsetDateTime reportedAt, OffsetDateTime confirmedAt, boolean overdue) {
    }
}
