package org.hotline12345.supervision;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.hotline12345.calendar.Deadline;
import org.hotline12345.calendar.WorkCalendar;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.EffectiveText;
import org.hotline12345.common.Page;
import org.hotline12345.common.Processes;
import org.hotline12345.common.Refusal;
import org.hotline12345.notification.Notifications;
import org.hotline12345.organization.Settings;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.Units;
import org.hotline12345.ticket.Ticket;
import org.hotline12345.ticket.TicketViews;
import org.hotline12345.ticket.Tickets;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Supervision orders (督办): each names a person, a unit, a level and a limit. The unit answers, a supervisor closes or
 * raises the level (提级办理); a unit never closes its own order. While one is open the ticket cannot be archived.
 */
@Component
public class Orders {

    public static final String PROCESS = "supervision-order";
    /** 1 the hotline itself, 2 the unit above, 3 the city's leaders. */
    static final int HIGHEST_LEVEL = 3;

    private final Tickets tickets;
    private final TicketViews views;
    private final Units units;
    private final Responsibles responsibles;
    private final TriggerTable triggers;
    private final Steps steps;
    private final WorkCalendar calendar;
    private final Settings settings;
    private final Processes processes;
    private final Notifications notifications;
    private final JdbcClient jdbc;
    private final Actors actors;
    private final Clock clock;

    Orders(Tickets tickets, TicketViews views, Units units, Responsibles responsibles, TriggerTable triggers, Steps steps,
            WorkCalendar calendar, Settings settings, Processes processes, Notifications notifications, JdbcClient jdbc,
            Actors actors, Clock clock) {
        this.tickets = tickets;
        this.views = views;
        this.units = units;
        this.responsibles = responsibles;
        this.triggers = triggers;
        this.steps = steps;
        this.calendar = calendar;
        this.settings = settings;
        this.processes = processes;
        this.notifications = notifications;
        this.jdbc = jdbc;
        this.actors = actors;
        this.clock = clock;
    }

    /**
     * An order as a supervisor gives it.
     *
     * @param unit code, or null for the lead
     * @param responsiblePerson the person named; required
     * @param level 1 to 3, or null for what the table says
     * @param until end of the limit, or null for what the table says
     */
    public record Command(String unit, OrderSource source, String responsiblePerson, Integer level, Instant until,
            String text) {
    }

    /** Where an order goes next. */
    public record Addressee(String unit, String answerGroup, Date until) {
    }

    /**
     * Gives an order by hand.
     *
     * @return the order's number
     * @throws Refusal INVALID {@code supervision.noResponsiblePerson}, RULE {@code supervision.unitNotHandling}
     */
    @Transactional
    public String issue(String ticketNo, Command command) {
        Actor actor = requireSupervisor("supervision.supervisorOnly", "只有督办员可以下达督办单。");
        Ticket ticket = tickets.require(ticketNo);
        if (command.responsiblePerson() == null) {
            throw Refusal.invalid("supervision.noResponsiblePerson", "督办单须写明责任人（responsiblePerson），不能只写单位。");
        }
        String unit = command.unit() != null ? command.unit() : ticket.lead().map(lead -> lead.unit()).orElse(null);
        if (unit == null || ticket.supervision().latestOf(unit).isEmpty()) {
            throw Refusal.rule("supervision.unitNotHandling", "该单位没有承办工单" + ticketNo + "，督办单只能发给承办单位。");
        }
        if (command.level() != null && (command.level() < 1 || command.level() > HIGHEST_LEVEL)) {
            throw Refusal.invalid("supervision.badLevel", "督办级别为1至" + HIGHEST_LEVEL + "。");
        }
        if (command.until() != null && !command.until().isAfter(clock.instant())) {
            throw Refusal.invalid("supervision.limitInPast", "督办期限须晚于现在。");
        }
        TriggerTable.Hit rule = triggers.byHand(command.source());
        return open(ticket, actor, unit, command.responsiblePerson(),
                command.level() == null ? rule.level() : command.level(), command.source(),
                command.until() == null ? limit(ticket, rule.limitDays()) : new Deadline(command.until(), null, null, false),
                rule.basis(), command.text());
    }

    /**
     * Goes on with an order another system had given: the same person and limit. One whose limit has passed is overdue at once.
     *
     * @param until exclusive end of the limit as it was told
     */
    public void takeOver(String ticketNo, Actor importer, String unit, OrderSource source, String person, String text, Instant until) {
        TriggerTable.Hit rule = triggers.byHand(source);
        open(tickets.require(ticketNo), importer, unit, person, rule.level(), source, new Deadline(until, null, null, false),
                rule.basis(), text);
    }

    /** Gives the order the table calls for, unless this round has had it already at that level; answers whether it did. */
    boolean issueFor(Ticket ticket, String unit, TriggerTable.Hit hit) {
        boolean known = jdbc.sql("select count(*) from supervision_order where ticket_no = :no and source = :source "
                        + "and (round = :round or status <> 'closed') and order_level >= :level")
                .param("no", ticket.ticketNo()).param("source", hit.source().code()).param("round", ticket.round())
                .param("level", hit.level()).query(Integer.class).single() > 0;
        if (known) {
            return false;
        }
        String to = "parent".equals(hit.recipient()) ? parentOf(ticket, unit).map(Unit::code).orElse(unit) : unit;
        open(ticket, Actor.SYSTEM, to, responsibles.of(to), hit.level(), hit.source(), limit(ticket, hit.limitDays()),
                hit.basis(), hit.why() + "。请说明原因，限期办理并答复。");
        return true;
    }

    private String open(Ticket ticket, Actor actor, String unit, String person, int level, OrderSource source, Deadline limit,
            String basis, String text) {
        Instant until = limit.until();
        String orderNo = ticket.ticketNo() + "-D" + (1 + jdbc.sql("select count(*) from supervision_order where ticket_no = :no")
                .param("no", ticket.ticketNo()).query(Integer.class).single());
        jdbc.sql("insert into supervision_order (order_no, ticket_no, jurisdiction, round, unit, responsible_person, "
                        + "order_level, source, basis, text, until_at, status, issued_at, issued_by, counted_from, calendar_version) "
                        + "values (:order, :no, :jurisdiction, :round, :unit, :person, :level, :source, :basis, :text, :until, "
                        + "'issued', :at, :by, :from, :version)")
                .param("order", orderNo).param("no", ticket.ticketNo()).param("jurisdiction", ticket.jurisdiction())
                .param("round", ticket.round()).param("unit", unit).param("person", person).param("level", level)
                .param("source", source.code()).param("basis", basis).param("text", text)
                .param("until", until.toEpochMilli()).param("at", clock.instant().toEpochMilli()).param("by", actor.id())
                .param("from", limit.calendarVersion() == null ? null : clock.millis()).param("version", limit.calendarVersion())
                .update();
        ticket.supervision().openOrder(actor, unit, orderNo + "，" + source.label() + "，" + level + "级，责任人：" + person
                + "，" + day(until) + "前答复。" + text);
        steps.write(orderNo, ticket.ticketNo(), "issued", unit, person, level, basis, actor, text);
        processes.start(PROCESS, ticket.ticketNo(), variables(orderNo, addressee(unit, until)));
        return orderNo;
    }

    private static Map<String, Object> variables(String orderNo, Addressee addressee) {
        Map<String, Object> variables = new HashMap<>();
        variables.put("orderNo", orderNo);
        variables.put("unit", addressee.unit());
        variables.put("answerGroup", addressee.answerGroup());
        variables.put("orderUntil", addressee.until());
        return variables;
    }

    /** Nobody of an off-network unit works in the system: a supervisor writes down its answer. */
    private Addressee addressee(String unit, Instant until) {
        boolean onNetwork = units.find(unit).map(Unit::onNetwork).orElse(false);
        return new Addressee(unit, onNetwork ? Actor.UNIT_GROUP_PREFIX + unit : "supervisor", Date.from(until));
    }

    /** The limit of an answer passed: written down, and told to the supervisors. */
    public void missed(String ticketNo, String orderNo) {
        Order order = require(orderNo);
        jdbc.sql("update supervision_order set overdue_at = :at where order_no = :order")
                .param("at", clock.instant().toEpochMilli()).param("order", orderNo).update();
        tickets.require(ticketNo).supervision().missOrder(actors.current(), order.unit(),
                orderNo + "，责任人：" + order.person() + "，到期未答复");
        notifications.toGroup(ticketNo, "supervisor", "督办单" + orderNo + "到期未答复，责任人：" + order.person());
        steps.write(orderNo, ticketNo, "overdue", order.unit(), order.person(), order.level(), order.basis(),
                actors.current(), null);
    }

    /**
     * 督办答复, by the unit the order went to.
     *
     * @throws Refusal RULE {@code supervision.answerTooShort}, FORBIDDEN {@code supervision.notAddressed}
     */
    public void answer(String ticketNo, String orderNo, String answer) {
        Actor actor = actors.current();
        Ticket ticket = tickets.require(ticketNo);
        Order order = require(orderNo);
        boolean offNetwork = !units.find(order.unit()).map(Unit::onNetwork).orElse(false);
        if (!actor.belongsTo(order.unit()) && !(offNetwork && actor.has("supervisor"))) {
            throw Refusal.forbidden("supervision.notAddressed", "督办单" + orderNo + "由被督办单位答复。");
        }
        int least = settings.number(ticket.jurisdiction(), "reply.minEffectiveChars");
        if (EffectiveText.length(answer) < least) {
            throw Refusal.rule("supervision.answerTooShort", "督办答复的有效字数不足" + least + "字，请写明原因、措施和结果。").at("answer");
        }
        jdbc.sql("update supervision_order set status = 'answered', answer = :answer, answered_at = :at, answered_by = :by "
                        + "where order_no = :order").param("answer", answer).param("at", clock.instant().toEpochMilli())
                .param("by", actor.id()).param("order", orderNo).update();
        ticket.supervision().answerOrder(actor, order.unit(), answer);
        steps.write(orderNo, ticketNo, "answered", order.unit(), order.person(), order.level(), order.basis(), actor, answer);
    }

    /** 督办办结. */
    public void close(String ticketNo, String orderNo, String reason) {
        Ticket ticket = tickets.require(ticketNo);
        Order order = require(orderNo);
        Actor actor = requireJudge(order);
        jdbc.sql("update supervision_order set status = 'closed', closed_at = :at, closed_by = :by, closing_reason = :reason "
                        + "where order_no = :order").param("at", clock.instant().toEpochMilli()).param("by", actor.id())
                .param("reason", reason).param("order", orderNo).update();
        ticket.supervision().closeOrder(actor, order.unit(), orderNo + "：" + reason);
        processes.recheck(ticketNo);
        steps.write(orderNo, ticketNo, "closed", order.unit(), order.person(), order.level(), order.basis(), actor, reason);
    }

    /**
     * 提级办理: one level up, to the unit above or a higher person named.
     *
     * @param higherPerson who answers there; may be null when the unit above has named somebody
     * @throws Refusal RULE {@code supervision.highestLevel}, INVALID {@code supervision.noHigherPerson}
     */
    public Addressee raise(String ticketNo, String orderNo, String higherPerson, String reason) {
        Ticket ticket = tickets.require(ticketNo);
        Order order = require(orderNo);
        Actor actor = requireJudge(order);
        if (order.level() >= HIGHEST_LEVEL) {
            throw Refusal.rule("supervision.highestLevel", "督办单" + orderNo + "已是最高级别，请办结，或按程序移送线索。");
        }
        Optional<Unit> parent = parentOf(ticket, order.unit());
        if (parent.isEmpty() && higherPerson == null) {
            throw Refusal.invalid("supervision.noHigherPerson", "该单位没有上级承办单位，提级时请写明上一级责任人。").at("higherPerson");
        }
        String unit = parent.map(Unit::code).orElse(order.unit());
        String person = higherPerson != null ? higherPerson : responsibles.of(unit);
        int level = order.level() + 1;
        Deadline limit = limit(ticket, triggers.byHand(order.source()).limitDays());
        Instant until = limit.until();
        jdbc.sql("update supervision_order set unit = :unit, responsible_person = :person, order_level = :level, until_at = :until, "
                        + "counted_from = :from, calendar_version = :version, status = 'issued', overdue_at = null, answer = null, answered_at = null, answered_by = null "
                        + "where order_no = :order").param("unit", unit).param("person", person).param("level", level)
                .param("until", until.toEpochMilli()).param("from", clock.millis()).param("version", limit.calendarVersion())
                .param("order", orderNo).update();
        ticket.supervision().raiseOrder(actor, unit, orderNo + "，提至" + level + "级，责任人：" + person + "。" + reason);
        steps.write(orderNo, ticketNo, "raised", unit, person, level, order.basis(), actor, reason);
        return addressee(unit, until);
    }

    /**
     * The order that can be raised before its answer.
     *
     * @param orderNo or null for the newest that is not closed
     * @throws Refusal RULE {@code supervision.noOpenOrder}, {@code supervision.orderAnswered}; unknown for another ticket's order
     */
    String requireUnanswered(String ticketNo, String orderNo) {
        Map<String, String> open = new LinkedHashMap<>();
        jdbc.sql("select order_no, status from supervision_order where ticket_no = :no and status <> 'closed' "
                        + "order by issued_at desc, order_no desc").param("no", ticketNo)
                .query(row -> {
                    open.put(row.getString("order_no"), row.getString("status"));
                });
        if (open.isEmpty()) {
            throw Refusal.rule("supervision.noOpenOrder", "工单" + ticketNo + "没有未办结的督办单，请先下达督办单，再提级。");
        }
        String no = orderNo != null ? orderNo : open.keySet().iterator().next();
        String status = open.get(no);
        if (status == null) {
            throw Refusal.unknown("supervision.unknownOrder", "工单" + ticketNo + "没有未办结的督办单" + no + "。");
        }
        if (!"issued".equals(status)) {
            throw Refusal.rule("supervision.orderAnswered", "督办单" + no + "已答复，请在任务“督办办结”中选择提级。");
        }
        return no;
    }

    /** The unit above, unless the ticket complains about it. */
    private Optional<Unit> parentOf(Ticket ticket, String unit) {
        return units.find(unit).map(Unit::parent).flatMap(units::find)
                .filter(parent -> !parent.code().equals(ticket.aboutUnit()));
    }

    private Deadline limit(Ticket ticket, int workingDays) {
        return calendar.plusWorkingDays(ticket.jurisdiction(), clock.instant(), workingDays);
    }

    private String day(Instant until) {
        return until.minusMillis(1).atZone(clock.getZone()).toLocalDate().toString();
    }

    private Actor requireSupervisor(String code, String message) {
        Actor actor = actors.current();
        if (!actor.has("supervisor")) {
            throw Refusal.forbidden(code, message);
        }
        return actor;
    }

    private Actor requireJudge(Order order) {
        Actor actor = requireSupervisor("supervision.supervisorOnly", "督办单由督办员办结，被督办单位不能自行办结。");
        if (actor.belongsTo(order.unit())) {
            throw Refusal.forbidden("supervision.ownUnit", "您是被督办单位的人员，不能办结本单位的督办单，请由其他督办员处理。");
        }
        return actor;
    }

    // ---------------------------------------------------------------- reading

    /** The orders of one ticket with their steps, oldest first; a unit sees those addressed to it. */
    public List<OrderView> ofTicket(String ticketNo) {
        Actor actor = actors.current();
        List<OrderView> found = jdbc.sql("select * from supervision_order where ticket_no = :no order by issued_at, order_no")
                .param("no", ticketNo).query((row, n) -> view(row, actor, true)).list().stream()
                .filter(order -> actor.isCentre() || actor.belongsTo(order.unit())).toList();
        if (found.isEmpty()) {
            tickets.visible(ticketNo, actor);
        }
        return found;
    }

    /** A page of orders, newest first; a unit sees its own only. Any criterion may be null. */
    public Page<OrderView> list(String jurisdiction, OrderStatus status, String unit, Integer level, boolean overdueOnly,
            int page, int size) {
        Page.check(page, size);
        Actor actor = actors.current();
        List<String> own = actor.groups().stream().filter(group -> group.startsWith(Actor.UNIT_GROUP_PREFIX))
                .map(group -> group.substring(Actor.UNIT_GROUP_PREFIX.length())).toList();
        if (!actor.isCentre() && own.isEmpty()) {
            throw Refusal.forbidden("supervision.notAllowed", "您的账号不能查看督办单。");
        }
        StringBuilder where = new StringBuilder(" where 1 = 1");
        Map<String, Object> params = new HashMap<>();
        narrow(where, params, "jurisdiction", jurisdiction);
        narrow(where, params, "status", status == null ? null : status.code());
        narrow(where, params, "unit", unit);
        narrow(where, params, "order_level", level);
        if (overdueOnly) {
            where.append(" and overdue_at is not null and status = 'issued'");
        }
        if (!actor.isCentre()) {
            where.append(" and unit in (:own)");
            params.put("own", own);
        }
        params.put("limit", size + 1);
        params.put("offset", (long) page * size);
        return Page.of(jdbc.sql("select * from supervision_order" + where
                        + " order by issued_at desc, order_no desc limit :limit offset :offset")
                .params(params).query((row, n) -> view(row, actor, false)).list(), page, size);
    }

    static void narrow(StringBuilder where, Map<String, Object> params, String column, Object value) {
        if (value != null) {
            where.append(" and ").append(column).append(" = :").append(column);
            params.put(column, value);
        }
    }

    private OrderView view(ResultSet row, Actor actor, boolean withSteps) throws SQLException {
        UnaryOperator<String> words = actor.isCentre() ? UnaryOperator.identity() : views.wordsOf(row.getString("ticket_no"), actor);
        List<StepView> ofOrder = withSteps ? steps.of(row.getString("order_no"), words) : null;
        OrderSource source = OrderSource.of(row.getString("source"));
        OrderStatus status = OrderStatus.of(row.getString("status"));
        return new OrderView(row.getString("order_no"), row.getString("ticket_no"), row.getString("unit"),
                responsibles.name(row.getString("unit")), row.getString("responsible_person"), row.getInt("order_level"), source,
                source.label(), row.getString("basis"), words.apply(row.getString("text")), Steps.time(row, "until_at", clock), status,
                status.label(), Steps.time(row, "issued_at", clock), row.getString("issued_by"),
                Steps.time(row, "overdue_at", clock), Steps.time(row, "answered_at", clock), words.apply(row.getString("answer")),
                Steps.time(row, "closed_at", clock), row.getString("closed_by"), words.apply(row.getString("closing_reason")), ofOrder);
    }

    private Order require(String orderNo) {
        return jdbc.sql("select unit, responsible_person, order_level, source, basis from supervision_order where order_no = :order")
                .param("order", orderNo).query((row, n) -> new Order(row.getString(1), row.getString(2), row.getInt(3),
                        OrderSource.of(row.getString(4)), row.getString(5))).optional()
                .orElseThrow(() -> Refusal.unknown("supervision.unknownOrder", "没有督办单" + orderNo + "。"));
    }

    private record Order(String unit, String person, int level, OrderSource source, String basis) {
    }
}
