package org.hotline12345.handling;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.EffectiveText;
import org.hotline12345.common.Processes;
import org.hotline12345.common.Refusal;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.Units;
import org.hotline12345.ticket.Dispatch;
import org.hotline12345.ticket.IdentityText;
import org.hotline12345.ticket.Ticket;
import org.hotline12345.ticket.Tickets;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Calls through the centre (代为联系): a unit asks, an operator telephones the citizen and passes the answer on without
 * name and number. Reaching the citizen is the unit's contact.
 */
@Component
public class RelayedCalls {

    static final String PROCESS = "relayed-call";
    private static final Map<String, String> OUTCOMES =
            Map.of("reached", "已联系上", "noAnswer", "无人接听", "refused", "诉求人不愿答复", "wrongNumber", "号码有误");

    private final Tickets tickets;
    private final IdentityText identityText;
    private final Units units;
    private final Processes processes;
    private final JdbcClient jdbc;
    private final Actors actors;
    private final Clock clock;

    RelayedCalls(Tickets tickets, IdentityText identityText, Units units, Processes processes, JdbcClient jdbc, Actors actors,
            Clock clock) {
        this.tickets = tickets;
        this.identityText = identityText;
        this.units = units;
        this.processes = processes;
        this.jdbc = jdbc;
        this.actors = actors;
        this.clock = clock;
    }

    /** A clerk wants something asked; one call at a time for each unit. */
    @Transactional
    public void ask(String ticketNo, String question) {
        Actor clerk = actors.current();
        Ticket ticket = tickets.require(ticketNo);
        if (!ticket.isVisibleTo(clerk)) {
            throw Refusal.unknown("ticket.unknown", "没有工单" + ticketNo + "，或您无权查看。");
        }
        String unit = ticket.dispatches().stream().filter(d -> d.isOpen() && d.isHandledBy(clerk)).map(Dispatch::unit)
                .findFirst().orElseThrow(() -> Refusal.forbidden("handling.notYourUnit", "只有正在承办的单位可以请求代为联系。"));
        if (EffectiveText.length(question) < 4) {
            throw Refusal.invalid("handling.questionTooShort", "请写明要向诉求人了解什么，不少于4个字。");
        }
        if (!ticket.hasContact()) {
            throw Refusal.rule("handling.noNumberToCall", "诉求人没有留下联系电话，热线中心也无法联系。");
        }
        if (pending(ticketNo, unit).isPresent()) {
            throw Refusal.rule("handling.relayedCallPending", "本单位上一次代为联系还没有结果，请等待话务员回复。");
        }
        jdbc.sql("insert into handling_relayed_call (id, ticket_no, unit, question, asked_at, asked_by) "
                        + "values (:id, :no, :unit, :question, :at, :by)")
                .param("id", UUID.randomUUID().toString()).param("no", ticketNo).param("unit", unit).param("question", question)
                .param("at", clock.instant().toEpochMilli()).param("by", clerk.id()).update();
        ticket.protection().askForCall(clerk, unit, question);
        processes.start(PROCESS, ticketNo, Map.of("unit", unit));
    }

    /** What a unit waits to hear, or empty. */
    public Optional<String> question(String ticketNo, String unit) {
        return pending(ticketNo, unit).map(RelayedCall::question);
    }

    /**
     * The operator called.
     *
     * @param outcome reached, noAnswer, refused or wrongNumber
     * @param answer what the citizen said; phone numbers and the citizen's name are taken out before it is kept
     */
    public void answer(String ticketNo, String unit, String outcome, String answer) {
        Actor actor = actors.current();
        if (!actor.hasAny("operator", "supervisor")) {
            throw Refusal.forbidden("handling.relayNotAllowed", "只有话务员可以代承办单位联系诉求人。");
        }
        if ("reached".equals(outcome) && answer == null) {
            throw Refusal.invalid("handling.answerMissing", "已联系上的，请写明诉求人的答复。").at("answer");
        }
        Ticket ticket = tickets.require(ticketNo);
        RelayedCall call = pending(ticketNo, unit)
                .orElseThrow(() -> Refusal.rule("handling.noRelayedCall", "该单位没有等待结果的代为联系。"));
        String told = identityText.scrub(ticketNo, answer);
        jdbc.sql("update handling_relayed_call set outcome = :outcome, answer = :answer, answered_at = :at, answered_by = :by where id = :id")
                .param("outcome", outcome).param("answer", told).param("at", clock.instant().toEpochMilli())
                .param("by", actor.id()).param("id", call.id()).update();
        ticket.protection().relayCall(actor, unit, "reached".equals(outcome),
                OUTCOMES.get(outcome) + (told == null ? "" : "：" + told));
    }

    /** Calls asked for on a ticket, oldest first: a unit reads its own, the centre all. */
    public List<RelayedCall> list(String ticketNo) {
        Actor actor = actors.current();
        tickets.visible(ticketNo, actor);
        return jdbc.sql("select id, unit, question, asked_at, outcome, answer, answered_at from handling_relayed_call "
                        + "where ticket_no = :no order by asked_at, id").param("no", ticketNo).query((row, n) -> call(row)).list()
                .stream().filter(call -> actor.isCentre() || actor.belongsTo(call.unit())).toList();
    }

    private Optional<RelayedCall> pending(String ticketNo, String unit) {
        return jdbc.sql("select id, unit, question, asked_at, outcome, answer, answered_at from handling_relayed_call "
                        + "where ticket_no = :no and unit = :unit and answered_at is null")
                .param("no", ticketNo).param("unit", unit).query((row, n) -> call(row)).optional();
    }

    private RelayedCall call(ResultSet row) throws SQLException {
        String unit = row.getString("unit");
        String outcome = row.getString("outcome");
        return new RelayedCall(row.getString("id"), unit, units.find(unit).map(Unit::name).orElse(unit),
                row.getString("question"), time(row, "asked_at"), outcome, outcome == null ? null : OUTCOMES.get(outcome),
                row.getString("answer"), time(row, "answered_at"));
    }

    private OffsetDateTime time(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis).atZone(clock.getZone()).toOffsetDateTime();
    }

    /** A call asked for; without an outcome while nobody has called. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RelayedCall(String id, String unit, String unitName, String question, OffsetDateTime askedAt,
            String outcome, String outcomeName, String answer, OffsetDateTime answeredAt) {
    }
}
