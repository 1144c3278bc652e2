package org.hotline12345.supervision;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.Processes;
import org.hotline12345.common.Refusal;
import org.hotline12345.organization.Jurisdictions;
import org.hotline12345.ticket.Ticket;
import org.hotline12345.ticket.Tickets;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Exclusion (剔除) of a ticket from rates: for a coded reason, granted by a supervisor other than whoever asked, and
 * counted in the open so that it is not abused.
 */
@Component
public class Exclusions {

    static final String WITHDRAWN = "supervision.exclusionWithdrawn";
    private static final String PROCESS = "exclusion-request";

    private final Tickets tickets;
    private final Responsibles responsibles;
    private final Jurisdictions jurisdictions;
    private final Processes processes;
    private final JdbcClient jdbc;
    private final Actors actors;
    private final Clock clock;

    Exclusions(Tickets tickets, Responsibles responsibles, Jurisdictions jurisdictions, Processes processes,
            JdbcClient jdbc, Actors actors, Clock clock) {
        this.tickets = tickets;
        this.responsibles = responsibles;
        this.jurisdictions = jurisdictions;
        this.processes = processes;
        this.jdbc = jdbc;
        this.actors = actors;
        this.clock = clock;
    }

    /** One request; {@code state} is asked, granted, refused or withdrawn. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Request(String exclusionNo, String ticketNo, String reasonCode, String reasonName, String reason, String state,
            OffsetDateTime askedAt, String askedBy, OffsetDateTime ruledAt, String ruledBy, String ruling) {
    }

    /**
     * Asks for it: a unit that handled the ticket, or the centre.
     *
     * @throws Refusal RULE {@code supervision.exclusionPending} while an earlier request is open
     */
    @Transactional
    public Request ask(String ticketNo, String reasonCode, String reason) {
        Actor actor = actors.current();
        Ticket ticket = tickets.require(ticketNo);
        tickets.visible(ticketNo, actor);
        ExclusionReason coded = ExclusionReason.of(reasonCode);
        if (pending(ticketNo).isPresent()) {
            throw Refusal.rule("supervision.exclusionPending", "工单" + ticketNo + "已有待审批的剔除申请，请等待审批结果。");
        }
        ticket.supervision().askExclusion(actor, coded.label() + "：" + reason);
        String exclusionNo = nextNo(ticketNo);
        jdbc.sql("insert into supervision_exclusion (exclusion_no, ticket_no, reason_code, reason, state, asked_at, asked_by) "
                        + "values (:exclusion, :no, :code, :reason, 'asked', :at, :by)")
                .param("exclusion", exclusionNo).param("no", ticketNo).param("code", coded.code()).param("reason", reason)
                .param("at", clock.instant().toEpochMilli()).param("by", actor.id()).update();
        processes.start(PROCESS, ticketNo, Map.of("exclusionNo", exclusionNo));
        return request(exclusionNo);
    }

    /**
     * 剔除审批.
     *
     * @throws Refusal FORBIDDEN {@code supervision.ownExclusion} for whoever asked
     */
    public void rule(String ticketNo, String exclusionNo, boolean granted, String reason) {
        Actor actor = actors.current();
        if (!actor.has("supervisor")) {
            throw Refusal.forbidden("supervision.supervisorOnly", "剔除申请由督办员审批。");
        }
        Ticket ticket = tickets.require(ticketNo);
        Request request = request(exclusionNo);
        if (actor.id().equals(request.askedBy())) {
            throw Refusal.forbidden("supervision.ownExclusion", "不能审批本人提出的剔除申请，请由另一名督办员审批。");
        }
        String text = ExclusionReason.of(request.reasonCode()).label() + "：" + reason;
        if (granted) {
            ticket.supervision().grantExclusion(actor, request.reasonCode(), text);
        } else {
            ticket.supervision().refuseExclusion(actor, text);
        }
        settle(exclusionNo, granted ? "granted" : "refused", actor, reason);
    }

    /**
     * A unit that objected to a bulletin's figure is granted the exclusion of a ticket behind it, in one step; a ticket that is
     * excluded already stays so. Whoever calls has checked that a supervisor rules and that somebody else asked.
     *
     * @param askedBy account of the unit's person who objected
     * @throws Refusal INVALID {@code supervision.unknownReason}; RULE {@code supervision.exclusionPending}
     */
    public void grantObjected(String ticketNo, String unit, String askedBy, String reasonCode, String reason) {
        Actor actor = actors.current();
        Ticket ticket = tickets.require(ticketNo);
        ExclusionReason coded = ExclusionReason.of(reasonCode);
        if (pending(ticketNo).isPresent()) {
            throw Refusal.rule("supervision.exclusionPending", "工单" + ticketNo + "已有待审批的剔除申请，请先审批该申请，再裁定异议。");
        }
        if (ticket.supervision().excluded()) {
            return;
        }
        String text = coded.label() + "：" + reason;
        ticket.supervision().askExclusion(new Actor(askedBy, Set.of(Actor.UNIT_GROUP_PREFIX + unit)), text);
        ticket.supervision().grantExclusion(actor, coded.code(), text);
        long now = clock.instant().toEpochMilli();
        jdbc.sql("insert into supervision_exclusion (exclusion_no, ticket_no, reason_code, reason, state, asked_at, asked_by, ruled_at, ruled_by, "
                        + "ruling) values (:exclusion, :no, :code, :reason, 'granted', :at, :by, :at, :ruledBy, :reason)")
                .param("exclusion", nextNo(ticketNo)).param("no", ticketNo).param("code", coded.code()).param("reason", reason)
                .param("at", now).param("by", askedBy).param("ruledBy", actor.id()).update();
    }

    private String nextNo(String ticketNo) {
        return ticketNo + "-T" + (1 + jdbc.sql("select count(*) from supervision_exclusion where ticket_no = :no").param("no", ticketNo)
                .query(Integer.class).single());
    }

    /** Takes a request back, or a granted exclusion: by whoever asked, or by a supervisor. */
    @Transactional
    public void withdraw(String ticketNo, String reason) {
        Actor actor = actors.current();
        Ticket ticket = tickets.require(ticketNo);
        tickets.visible(ticketNo, actor);
        Request request = pending(ticketNo).or(() -> last(ticketNo, "granted")).orElseThrow(() ->
                Refusal.rule("supervision.noExclusion", "工单" + ticketNo + "没有可撤销的剔除。"));
        if (!actor.id().equals(request.askedBy()) && !actor.has("supervisor")) {
            throw Refusal.forbidden("supervision.notYourExclusion", "剔除由申请人或督办员撤销。");
        }
        ticket.supervision().withdrawExclusion(actor, reason);
        settle(request.exclusionNo(), "withdrawn", actor, reason);
        if ("asked".equals(request.state())) {
            processes.deliver(WITHDRAWN, ticketNo, Map.of());
        }
    }

    private void settle(String exclusionNo, String state, Actor actor, String reason) {
        jdbc.sql("update supervision_exclusion set state = :state, ruled_at = :at, ruled_by = :by, ruling = :reason "
                        + "where exclusion_no = :exclusion").param("state", state).param("at", clock.instant().toEpochMilli())
                .param("by", actor.id()).param("reason", reason).param("exclusion", exclusionNo).update();
    }

    private Optional<Request> pending(String ticketNo) {
        return last(ticketNo, "asked");
    }

    private Optional<Request> last(String ticketNo, String state) {
        return jdbc.sql("select * from supervision_exclusion where ticket_no = :no and state = :state "
                        + "order by asked_at desc, exclusion_no desc limit 1")
                .param("no", ticketNo).param("state", state).query((row, n) -> request(row)).optional();
    }

    private Request request(String exclusionNo) {
        return jdbc.sql("select * from supervision_exclusion where exclusion_no = :exclusion").param("exclusion", exclusionNo)
                .query((row, n) -> request(row)).optional()
                .orElseThrow(() -> Refusal.unknown("supervision.unknownExclusion", "没有剔除申请" + exclusionNo + "。"));
    }

    private Request request(ResultSet row) throws SQLException {
        ExclusionReason reason = ExclusionReason.of(row.getString("reason_code"));
        return new Request(row.getString("exclusion_no"), row.getString("ticket_no"), reason.code(), reason.label(),
                row.getString("reason"), row.getString("state"), Steps.time(row, "asked_at", clock), row.getString("asked_by"),
                Steps.time(row, "ruled_at", clock), row.getString("ruled_by"), row.getString("ruling"));
    }

    // ---------------------------------------------------------------- figures

    /**
     * Counts over the tickets that closed in a period, never percentages.
     *
     * @param closed tickets that closed, and of those:
     * @param asked for which exclusion was asked, withdrawn requests included
     * @param granted which are excluded
     */
    public record Figures(String jurisdiction, LocalDate from, LocalDate to, OffsetDateTime asOf, int closed, int asked,
            int granted, List<ReasonRow> reasons, List<UnitRow> units) {
    }

    /** One reason's counts. */
    public record ReasonRow(String reasonCode, String reasonName, int asked, int granted) {
    }

    /** One unit's counts; the unit is the last lead. */
    public record UnitRow(String unit, String name, int closed, int asked, int granted) {
    }

    /** @param to last day, inclusive */
    @Transactional(readOnly = true)
    public Figures figures(String jurisdiction, LocalDate from, LocalDate to) {
        if (!actors.current().isCentre()) {
            throw Refusal.forbidden("supervision.centreOnly", "只有热线中心人员可以查看剔除统计。");
        }
        jurisdictions.require(jurisdiction);
        if (from == null || to == null || to.isBefore(from)) {
            throw Refusal.invalid("supervision.badPeriod", "请填写统计期起止（from、to），止日不能早于起日。");
        }
        Map<String, Object> period = Map.of("jurisdiction", jurisdiction, "from", startOf(from), "to", startOf(to.plusDays(1)));
        String closed = "ticket_ticket t where t.jurisdiction = :jurisdiction and t.closed_at >= :from and t.closed_at < :to";
        List<ReasonRow> reasons = new ArrayList<>();
        jdbc.sql("select e.reason_code, count(distinct t.ticket_no) as asked, count(distinct case when e.state = 'granted' then "
                        + "t.ticket_no end) as granted from supervision_exclusion e, " + closed
                        + " and e.ticket_no = t.ticket_no group by e.reason_code order by e.reason_code")
                .params(period).query(row -> {
                    ExclusionReason reason = ExclusionReason.of(row.getString("reason_code"));
                    reasons.add(new ReasonRow(reason.code(), reason.label(), row.getInt("asked"), row.getInt("granted")));
                });
        String perTicket = "(select t.ticket_no as no, (select count(*) from supervision_exclusion e where e.ticket_no = "
                + "t.ticket_no) as asks, case when t.exclusion is null then 0 else 1 end as granted, (select max(d.unit) from "
                + "ticket_dispatch d where d.ticket_no = t.ticket_no and d.role = 'lead' and d.parent_unit is null "
                + "and d.state not in ('returned', 'ended') and d.round = (select max(m.round) from ticket_dispatch m where m.ticket_no = t.ticket_no and m.role = 'lead' "
                + "and m.state not in ('returned', 'ended'))) as unit from " + closed + ") x";
        List<UnitRow> units = jdbc.sql("select x.unit, count(*) as closed, sum(case when x.asks > 0 then 1 else 0 end) as asked, "
                        + "sum(x.granted) as granted from " + perTicket + " where x.unit is not null group by x.unit order by x.unit")
                .params(period).query((row, n) -> new UnitRow(row.getString("unit"), responsibles.name(row.getString("unit")),
                        row.getInt("closed"), row.getInt("asked"), row.getInt("granted"))).list();
        return jdbc.sql("select count(*) as closed, coalesce(sum(case when x.asks > 0 then 1 else 0 end), 0) as asked, "
                        + "coalesce(sum(x.granted), 0) as granted from " + perTicket)
                .params(period).query((row, n) -> new Figures(jurisdiction, from, to,
                        clock.instant().atZone(clock.getZone()).toOffsetDateTime(), row.getInt("closed"), row.getInt("asked"),
                        row.getInt("granted"), reasons, units)).single();
    }

    private long startOf(LocalDate day) {
        return day.atStartOfDay(clock.getZone()).toInstant().toEpochMilli();
    }
}
