package org.hotline12345.opinion;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.hotline12345.calendar.WorkCalendar;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.EffectiveText;
import org.hotline12345.common.Processes;
import org.hotline12345.common.Refusal;
import org.hotline12345.notification.Notifications;
import org.hotline12345.organization.Settings;
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
 * Opinions on a ticket (专家意见): a unit or the centre asks somebody of a team, who answers or declines within a limit.
 * What was asked and answered stays with the ticket and is read by whoever asked and by the centre; the expert never
 * learns who the citizen is.
 */
@Component
public class Opinions {

    static final String PROCESS = "expert-opinion";
    static final String WITHDRAWN = "opinion.withdrawn";
    private static final int MOST_DAYS = 60;
    private static final List<String> ASKING_ROLES = List.of("supervisor", "reviewer", "dispatcher");
    private static final Map<String, String> STATES =
            Map.of("asked", "待答复", "given", "已出具意见", "declined", "已谢绝", "withdrawn", "已撤回");

    private final Tickets tickets;
    private final Experts experts;
    private final IdentityText identityText;
    private final WorkCalendar calendar;
    private final Settings settings;
    private final Units units;
    private final Processes processes;
    private final Notifications notifications;
    private final JdbcClient jdbc;
    private final Actors actors;
    private final Clock clock;

    Opinions(Tickets tickets, Experts experts, IdentityText identityText, WorkCalendar calendar, Settings settings, Units units,
            Processes processes, Notifications notifications, JdbcClient jdbc, Actors actors, Clock clock) {
        this.tickets = tickets;
        this.experts = experts;
        this.identityText = identityText;
        this.calendar = calendar;
        this.settings = settings;
        this.units = units;
        this.processes = processes;
        this.notifications = notifications;
        this.jdbc = jdbc;
        this.actors = actors;
        this.clock = clock;
    }

    /**
     * Asks somebody of a team; one question to each expert at a time from the same side.
     *
     * @param question names and phone numbers are taken out before it is kept
     * @param until last day, or null for the working days the setting {@code opinion.workingDays} says
     */
    @Transactional
    public Opinion ask(String ticketNo, String expert, String question, LocalDate until) {
        Actor actor = actors.current();
        Ticket ticket = tickets.require(ticketNo);
        Side side = side(ticket, actor);
        Expert asked = experts.require(expert);
        LocalDate today = experts.today();
        if (!asked.jurisdiction().equals(ticket.jurisdiction()) || !asked.validOn(today)) {
            throw Refusal.rule("opinion.expertNotAvailable", "这位专家不属于本热线区域，或不在聘期内，请另选一位。");
        }
        if (asked.unit() != null && ticket.protection().bars(asked.unit())) {
            throw Refusal.rule("opinion.aboutTheirUnit", "本工单反映的就是这位专家所在的单位或其上级单位，请另选一位。");
        }
        if (EffectiveText.length(question) < 6) {
            throw Refusal.invalid("opinion.questionTooShort", "请写明需要专家回答什么，不少于6个字。");
        }
        LocalDate last = until == null ? calendar.plusWorkingDays(ticket.jurisdiction(), clock.instant(),
                settings.number(ticket.jurisdiction(), "opinion.workingDays")).date() : until;
        if (last.isBefore(today) || last.isAfter(today.plusDays(MOST_DAYS))) {
            throw Refusal.invalid("opinion.badDay", "答复日期须在今天起的" + MOST_DAYS + "天内。");
        }
        if (of(ticketNo).stream().anyMatch(open -> open.state().equals("asked") && open.expert().equals(expert) && side.asked(open))) {
            throw Refusal.rule("opinion.alreadyAsked", "已经向这位专家征询过，请等待答复，或先撤回。");
        }
        String id = UUID.randomUUID().toString();
        jdbc.sql("insert into opinion_opinion (id, ticket_no, expert, question, asked_unit, asked_group, asked_by, asked_at, due_on, state) "
                        + "values (:id, :no, :expert, :question, :unit, :group, :by, :at, :due, 'asked')")
                .param("id", id).param("no", ticketNo).param("expert", expert).param("question", identityText.scrub(ticketNo, question))
                .param("unit", side.unit()).param("group", side.group()).param("by", actor.id()).param("at", clock.millis())
                .param("due", last).update();
        ticket.opinions().asked(actor, side.unit(), asked.words() + "，" + last + "前答复");
        notifications.toGroup(ticketNo, asked.group(), "请您就工单" + ticketNo + "出具意见，" + last + "前答复。");
        processes.start(PROCESS, ticketNo, Map.of("opinionId", id, "answerGroup", asked.group(), "dueOn", last.toString()));
        return require(id);
    }

    /** Whoever asked no longer needs it. */
    @Transactional
    public void withdraw(String ticketNo, String id, String reason) {
        Actor actor = actors.current();
        Ticket ticket = tickets.require(ticketNo);
        Opinion opinion = require(id);
        if (!opinion.ticketNo().equals(ticketNo) || !reads(actor, opinion)) {
            throw Refusal.unknown("opinion.unknown", "没有这次征询，或您无权查看。");
        }
        if (!asks(actor, opinion)) {
            throw Refusal.forbidden("opinion.notYourQuestion", "征询由提出的一方撤回。");
        }
        requireOpen(opinion);
        settle(id, "withdrawn", actor, identityText.scrub(ticketNo, reason));
        ticket.opinions().withdrawn(actor, opinion.askedUnit(), opinion.expertName());
        notifications.toGroup(ticketNo, Experts.GROUP_PREFIX + opinion.expert(), "工单" + ticketNo + "的意见征询已撤回，无需答复。");
        processes.deliver(WITHDRAWN, ticketNo, Map.of("opinionId", id), Map.of());
    }

    /**
     * The expert answers.
     *
     * @param given false when declined
     * @param text the opinion, or why not
     */
    public void answer(String ticketNo, String id, boolean given, String text) {
        Actor actor = actors.current();
        Ticket ticket = tickets.require(ticketNo);
        Opinion opinion = require(id);
        if (!actor.has(Experts.GROUP_PREFIX + opinion.expert())) {
            throw Refusal.forbidden("opinion.notAsked", "只有被征询的专家可以答复。");
        }
        requireOpen(opinion);
        if (EffectiveText.length(text) < (given ? 10 : 4)) {
            throw Refusal.invalid("opinion.tooShort", given ? "请写明意见和依据，不少于10个字。" : "请写明谢绝的原因，不少于4个字。");
        }
        settle(id, given ? "given" : "declined", actor, identityText.scrub(ticketNo, text));
        if (given) {
            ticket.opinions().given(actor, opinion.askedUnit(), opinion.expertName());
        } else {
            ticket.opinions().declined(actor, opinion.askedUnit(), opinion.expertName());
        }
        notifications.toGroup(ticketNo, askedGroup(id), "工单" + ticketNo + "：" + opinion.teamName() + opinion.expertName()
                + (given ? "已出具意见，见工单卡。" : "谢绝出具意见，可另选一位。"));
    }

    /** The day is over and nothing came: recorded once, told to whoever waits. */
    public void overdue(String ticketNo, String id) {
        Ticket ticket = tickets.require(ticketNo);
        Opinion opinion = require(id);
        if (opinion.overdue() || !opinion.state().equals("asked")) {
            return;
        }
        jdbc.sql("update opinion_opinion set overdue_at = :at where id = :id").param("at", clock.millis()).param("id", id).update();
        ticket.opinions().overdue(actors.current(), opinion.askedUnit(), opinion.expertName());
        notifications.toGroup(ticketNo, askedGroup(id), "工单" + ticketNo + "：" + opinion.teamName() + opinion.expertName()
                + "到期未出具意见，可继续等待，或撤回后另选一位。");
    }

    /** What the expert is asked, in words, as the expert may read it. */
    public String describe(String id) {
        Opinion opinion = require(id);
        return opinion.question() + "\n（" + opinion.dueOn() + "前答复" + (opinion.overdue() ? "，已逾期" : "") + "）";
    }

    /** What was asked on a ticket, oldest first: the centre reads all, a unit what it asked itself. */
    public List<Opinion> list(String ticketNo) {
        Actor actor = actors.current();
        tickets.visible(ticketNo, actor);
        return of(ticketNo).stream().filter(opinion -> reads(actor, opinion)).toList();
    }

    /** Whether the person may ask on the ticket as it stands. */
    public boolean mayAsk(String ticketNo) {
        Actor actor = actors.current();
        Ticket ticket = tickets.visible(ticketNo, actor);
        return !ticket.status().isClosed() && (actor.hasAny(ASKING_ROLES.toArray(String[]::new))
                || ticket.dispatches().stream().anyMatch(d -> d.isOpen() && d.isHandledBy(actor)));
    }

    private Side side(Ticket ticket, Actor actor) {
        if (!ticket.isVisibleTo(actor)) {
            throw Refusal.unknown("ticket.unknown", "没有工单" + ticket.ticketNo() + "，或您无权查看。");
        }
        return Stream.concat(
                        ticket.dispatches().stream().filter(d -> d.isOpen() && d.isHandledBy(actor)).map(Dispatch::unit)
                                .map(unit -> new Side(unit, Actor.UNIT_GROUP_PREFIX + unit)),
                        ASKING_ROLES.stream().filter(actor::has).map(role -> new Side(null, role)))
                .findFirst().orElseThrow(() -> Refusal.forbidden("opinion.notAllowed",
                        "只有正在承办的单位、派单员、复核员和督办员可以征询专家意见。"));
    }

    private static boolean reads(Actor actor, Opinion opinion) {
        return actor.isCentre() || opinion.askedUnit() != null
                && (actor.belongsTo(opinion.askedUnit()) || actor.leads(opinion.askedUnit()));
    }

    private static boolean asks(Actor actor, Opinion opinion) {
        return opinion.askedUnit() == null ? ASKING_ROLES.stream().anyMatch(actor::has) : actor.belongsTo(opinion.askedUnit());
    }

    private static void requireOpen(Opinion opinion) {
        if (!opinion.state().equals("asked")) {
            throw Refusal.rule("opinion.settled", "这次征询" + opinion.stateName() + "，请刷新后查看。");
        }
    }

    private void settle(String id, String state, Actor actor, String text) {
        jdbc.sql("update opinion_opinion set state = :state, answer = :text, answered_at = :at, answered_by = :by where id = :id")
                .param("state", state).param("text", text).param("at", clock.millis()).param("by", actor.id()).param("id", id).update();
    }

    private String askedGroup(String id) {
        return jdbc.sql("select asked_group from opinion_opinion where id = :id").param("id", id).query(String.class).single();
    }

    private List<Opinion> of(String ticketNo) {
        return jdbc.sql(SELECT + "where o.ticket_no = :no order by o.asked_at, o.id").param("no", ticketNo)
                .query((row, n) -> read(row)).list();
    }

    private Opinion require(String id) {
        return jdbc.sql(SELECT + "where o.id = :id").param("id", id).query((row, n) -> read(row)).optional()
                .orElseThrow(() -> Refusal.unknown("opinion.unknown", "没有这次征询，或您无权查看。"));
    }

    private static final String SELECT = "select o.id, o.ticket_no, o.expert, e.team, e.name, e.field, o.question, o.asked_unit, "
            + "o.asked_at, o.due_on, o.state, o.answer, o.answered_at, o.overdue_at from opinion_opinion o "
            + "join opinion_expert e on e.code = o.expert ";

    private Opinion read(ResultSet row) throws SQLException {
        Team team = Team.of(row.getString("team"));
        String unit = row.getString("asked_unit");
        String state = row.getString("state");
        return new Opinion(row.getString("id"), row.getString("ticket_no"), row.getString("expert"), team, team.label(),
                row.getString("name"), row.getString("field"), row.getString("question"), unit,
                unit == null ? "热线中心" : units.find(unit).map(Unit::name).orElse(unit), time(row, "asked_at"),
                row.getObject("due_on", LocalDate.class), state, STATES.get(state), row.getString("answer"),
                time(row, "answered_at"), row.getObject("overdue_at") != null);
    }

    private OffsetDateTime time(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis).atZone(clock.getZone()).toOffsetDateTime();
    }

    /** Who asks: a unit, or the centre with the role that hears of the answer. */
    private record Side(String unit, String group) {

        boolean asked(Opinion opinion) {
            return Objects.equals(unit, opinion.askedUnit());
        }
    }

    /**
     * One question and what became of it.
     *
     * @param askedUnit the unit that asked, or null for the centre
     * @param dueOn last day for the answer
     * @param answer the opinion, or why it was declined or withdrawn
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Opinion(String id, String ticketNo, String expert, Team team, String teamName, String expertName, String field,
            String question, String askedUnit, String askedByName, OffsetDateTime askedAt, LocalDate dueOn, String state,
            String stateName, String answer, OffsetDateTime answeredAt, boolean overdue) {
    }
}
