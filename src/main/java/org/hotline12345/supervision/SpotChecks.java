package org.hotline12345.supervision;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.Page;
import org.hotline12345.common.Processes;
import org.hotline12345.common.Refusal;
import org.hotline12345.organization.Jurisdictions;
import org.hotline12345.organization.Settings;
import org.hotline12345.ticket.Dispatch;
import org.hotline12345.ticket.Ticket;
import org.hotline12345.ticket.Tickets;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Spot checks (抽查) by the level above and random second callbacks (二次回访) of archived tickets. Their results stand
 * apart from the first evaluation and never change it; a dissatisfied one may call for an order.
 */
@Component
public class SpotChecks {

    static final String PROCESS = "second-callback";
    private static final String BY_DRAW = "hotline";
    private static final int LARGEST_DRAW = 500;

    private final Tickets tickets;
    private final Triggers triggers;
    private final Responsibles responsibles;
    private final Settings settings;
    private final Jurisdictions jurisdictions;
    private final Processes processes;
    private final JdbcClient jdbc;
    private final Actors actors;
    private final Clock clock;

    SpotChecks(Tickets tickets, Triggers triggers, Responsibles responsibles, Settings settings,
            Jurisdictions jurisdictions, Processes processes, JdbcClient jdbc, Actors actors, Clock clock) {
        this.tickets = tickets;
        this.triggers = triggers;
        this.responsibles = responsibles;
        this.settings = settings;
        this.jurisdictions = jurisdictions;
        this.processes = processes;
        this.jdbc = jdbc;
        this.actors = actors;
        this.clock = clock;
    }

    /**
     * One result.
     *
     * @param by province, city, or hotline for a second callback
     * @param outcome how the call went, of second callbacks only
     * @param reopenOffered a dissatisfied citizen may have the ticket reopened
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Check(String checkNo, String ticketNo, String unit, String unitName, String by, Long drawId,
            OffsetDateTime checkedAt, String checkedBy, String outcome, int attempts, Boolean satisfied, Boolean solved,
            Boolean authentic, String remark, boolean reopenOffered) {
    }

    /**
     * A draw that anybody can repeat: the same seed over the same tickets gives the same list.
     *
     * @param population archived tickets it was drawn from
     * @param tickets what was drawn, in order of drawing
     */
    public record Draw(long drawId, String jurisdiction, LocalDate closedFrom, LocalDate closedTo, int size, long seed,
            int population, List<String> tickets) {
    }

    // ---------------------------------------------------------------- 抽查

    /**
     * Writes down what the level above found.
     *
     * @param by {@code province} or {@code city}
     * @throws Refusal FORBIDDEN {@code supervision.notChecker}, RULE {@code supervision.notArchived}
     */
    @Transactional
    public Check record(String ticketNo, String by, Instant checkedAt, Boolean satisfied, Boolean solved, Boolean authentic,
            String remark) {
        Actor actor = actors.current();
        if (!actor.hasAny("supervisor", "channel")) {
            throw Refusal.forbidden("supervision.notChecker", "抽查结果由督办员或上级平台的接入账号登记。");
        }
        if (!"province".equals(by) && !"city".equals(by)) {
            throw Refusal.invalid("supervision.unknownChecker", "抽查方无效，可用：province（省级）、city（市级）。");
        }
        if (satisfied == null) {
            throw Refusal.invalid("common.missingField", "请填写是否满意（satisfied）。");
        }
        Instant at = checkedAt == null ? clock.instant() : checkedAt;
        Ticket ticket = tickets.require(ticketNo);
        if (at.isAfter(clock.instant())) {
            throw Refusal.invalid("supervision.checkedInFuture", "抽查时间不能晚于现在。");
        }
        ticket.supervision().spotCheck(actor, ("province".equals(by) ? "省级抽查：" : "市级抽查：")
                + result(satisfied, solved, authentic, remark));
        String checkNo = insert(ticket, by, null);
        finish(checkNo, at, actor, null, satisfied, solved, authentic, remark);
        triggers.considerSpotCheck(ticket, satisfied);
        return require(checkNo);
    }

    // ---------------------------------------------------------------- 二次回访

    /**
     * Draws archived tickets with a number to call and makes a task for each.
     *
     * @param closedTo last day, inclusive
     * @param seed null for one taken from the clock
     */
    @Transactional
    public Draw draw(String jurisdiction, LocalDate closedFrom, LocalDate closedTo, int size, Long seed) {
        Actor actor = actors.current();
        if (!actor.has("supervisor")) {
            throw Refusal.forbidden("supervision.supervisorOnly", "只有督办员可以抽取二次回访。");
        }
        jurisdictions.require(jurisdiction);
        if (closedFrom == null || closedTo == null || closedTo.isBefore(closedFrom)) {
            throw Refusal.invalid("supervision.badPeriod", "请填写归档日期起止（closedFrom、closedTo），止日不能早于起日。");
        }
        if (size < 1 || size > LARGEST_DRAW) {
            throw Refusal.invalid("supervision.badSize", "抽取件数为1至" + LARGEST_DRAW + "。");
        }
        long withSeed = seed == null ? clock.millis() : seed;
        List<String> population = jdbc.sql("select ticket_no from ticket_ticket where jurisdiction = :jurisdiction and status = "
                        + "'archived' and has_contact = true and closed_at >= :from and closed_at < :to order by ticket_no")
                .param("jurisdiction", jurisdiction).param("from", startOf(closedFrom))
                .param("to", startOf(closedTo.plusDays(1))).query(String.class).list();
        List<String> drawn = new ArrayList<>(population);
        Collections.shuffle(drawn, new Random(withSeed));
        drawn = List.copyOf(drawn.subList(0, Math.min(size, drawn.size())));
        KeyHolder key = new GeneratedKeyHolder();
        jdbc.sql("insert into supervision_draw (jurisdiction, closed_from, closed_to, draw_size, seed, population, "
                        + "drawn_at, drawn_by) values (:jurisdiction, :from, :to, :size, :seed, :population, :at, :by)")
                .param("jurisdiction", jurisdiction).param("from", closedFrom).param("to", closedTo)
                .param("size", size).param("seed", withSeed).param("population", population.size())
                .param("at", clock.instant().toEpochMilli()).param("by", actor.id()).update(key, "draw_id");
        long drawId = key.getKey().longValue();
        // Locked in one order, whatever the draw's: two draws at once must not wait for each other.
        drawn.stream().sorted().forEach(ticketNo -> {
            Ticket ticket = tickets.require(ticketNo);
            if (!waits(ticketNo)) {
                ticket.supervision().draw(actor);
                processes.start(PROCESS, ticketNo, Map.of("checkNo", insert(ticket, BY_DRAW, drawId)));
            }
        });
        return new Draw(drawId, jurisdiction, closedFrom, closedTo, size, withSeed, population.size(), drawn);
    }

    private boolean waits(String ticketNo) {
        return jdbc.sql("select count(*) from supervision_spot_check where ticket_no = :no and checked_by_level = :by "
                + "and checked_at is null").param("no", ticketNo).param("by", BY_DRAW).query(Integer.class).single() > 0;
    }

    /**
     * One call of a second callback.
     *
     * @param outcome reached, noAnswer, refused or wrongNumber
     * @return again, or done
     * @throws Refusal FORBIDDEN {@code supervision.firstCaller} for whoever made or wrote down the first callback
     */
    public String callAgain(String ticketNo, String checkNo, String outcome, Boolean authentic, Boolean solved,
            Boolean satisfied, String remark) {
        Actor actor = actors.current();
        if (!actor.hasAny("callback", "supervisor")) {
            throw Refusal.forbidden("supervision.notCaller", "只有回访员可以二次回访。");
        }
        Ticket ticket = tickets.require(ticketNo);
        boolean first = jdbc.sql("select count(*) from ticket_event where ticket_no = :no and actor = :actor "
                        + "and type in ('callbackAttempted', 'evaluated')").param("no", ticketNo).param("actor", actor.id())
                .query(Integer.class).single() > 0;
        if (first) {
            throw Refusal.forbidden("supervision.firstCaller", "您做过本工单的首次回访，二次回访须由其他回访员进行。");
        }
        jdbc.sql("update supervision_spot_check set attempts = attempts + 1 where check_no = :check").param("check", checkNo)
                .update();
        Check check = require(checkNo);
        if ("reached".equals(outcome)) {
            if (authentic == null || solved == null || satisfied == null) {
                throw Refusal.invalid("supervision.answersMissing", "已联系上群众时，请填写情况是否属实、是否解决、是否满意。");
            }
            ticket.supervision().callAgain(actor, result(satisfied, solved, authentic, remark));
            finish(checkNo, clock.instant(), actor, outcome, satisfied, solved, authentic, remark);
            triggers.considerSpotCheck(ticket, satisfied);
            return "done";
        }
        ticket.supervision().callAgain(actor, switch (outcome) {
            case "refused" -> "群众拒绝评价";
            case "wrongNumber" -> "号码错误";
            default -> "无人接听";
        } + (remark == null ? "" : "：" + remark));
        if ("noAnswer".equals(outcome)
                && check.attempts() < settings.number(ticket.jurisdiction(), "callback.manualAttempts")) {
            return "again";
        }
        finish(checkNo, clock.instant(), actor, outcome, null, null, null, remark);
        return "done";
    }

    // ---------------------------------------------------------------- rows

    private String insert(Ticket ticket, String by, Long drawId) {
        String checkNo = ticket.ticketNo() + "-J" + (1 + jdbc.sql(
                "select count(*) from supervision_spot_check where ticket_no = :no").param("no", ticket.ticketNo())
                .query(Integer.class).single());
        jdbc.sql("insert into supervision_spot_check (check_no, ticket_no, jurisdiction, unit, checked_by_level, draw_id, "
                        + "attempts, created_at) values (:check, :no, :jurisdiction, :unit, :by, :draw, 0, :at)")
                .param("check", checkNo).param("no", ticket.ticketNo()).param("jurisdiction", ticket.jurisdiction())
                .param("unit", ticket.lead().map(Dispatch::unit).orElse(null)).param("by", by).param("draw", drawId)
                .param("at", clock.instant().toEpochMilli()).update();
        return checkNo;
    }

    private void finish(String checkNo, Instant at, Actor actor, String outcome, Boolean satisfied, Boolean solved,
            Boolean authentic, String remark) {
        jdbc.sql("update supervision_spot_check set checked_at = :at, checked_by = :by, outcome = :outcome, satisfied = "
                        + ":satisfied, solved = :solved, authentic = :authentic, remark = :remark where check_no = :check")
                .param("at", at.toEpochMilli()).param("by", actor.id()).param("outcome", outcome)
                .param("satisfied", satisfied).param("solved", solved).param("authentic", authentic)
                .param("remark", remark).param("check", checkNo).update();
    }

    private static String result(boolean satisfied, Boolean solved, Boolean authentic, String remark) {
        return (satisfied ? "满意" : "不满意") + (solved == null ? "" : solved ? "，已解决" : "，未解决")
                + (authentic == null ? "" : authentic ? "，情况属实" : "，情况不属实") + (remark == null ? "" : "：" + remark);
    }

    private long startOf(LocalDate day) {
        return day.atStartOfDay(clock.getZone()).toInstant().toEpochMilli();
    }

    // ---------------------------------------------------------------- reading

    /** Finished checks and open second callbacks, newest first; the centre only. */
    @Transactional(readOnly = true)
    public Page<Check> list(String jurisdiction, String by, LocalDate from, LocalDate to, int page, int size) {
        Page.check(page, size);
        if (!actors.current().isCentre()) {
            throw Refusal.forbidden("supervision.centreOnly", "只有热线中心人员可以查看抽查和二次回访结果。");
        }
        StringBuilder where = new StringBuilder(" where 1 = 1");
        Map<String, Object> params = new HashMap<>();
        Orders.narrow(where, params, "jurisdiction", jurisdiction);
        Orders.narrow(where, params, "checked_by_level", by);
        if (from != null) {
            where.append(" and checked_at >= :from");
            params.put("from", startOf(from));
        }
        if (to != null) {
            where.append(" and checked_at < :to");
            params.put("to", startOf(to.plusDays(1)));
        }
        params.put("limit", size + 1);
        params.put("offset", (long) page * size);
        return Page.of(jdbc.sql("select * from supervision_spot_check" + where
                        + " order by created_at desc, check_no desc limit :limit offset :offset")
                .params(params).query((row, n) -> check(row)).list(), page, size);
    }

    private Check require(String checkNo) {
        return jdbc.sql("select * from supervision_spot_check where check_no = :check").param("check", checkNo)
                .query((row, n) -> check(row)).optional()
                .orElseThrow(() -> Refusal.unknown("supervision.unknownCheck", "没有抽查记录" + checkNo + "。"));
    }

    private Check check(ResultSet row) throws SQLException {
        Boolean satisfied = flag(row, "satisfied");
        long draw = row.getLong("draw_id");
        Long drawId = row.wasNull() ? null : draw;
        return new Check(row.getString("check_no"), row.getString("ticket_no"), row.getString("unit"),
                responsibles.name(row.getString("unit")), row.getString("checked_by_level"), drawId,
                Steps.time(row, "checked_at", clock), row.getString("checked_by"), row.getString("outcome"),
                row.getInt("attempts"), satisfied, flag(row, "solved"), flag(row, "authentic"), row.getString("remark"),
                Boolean.FALSE.equals(satisfied));
    }

    private static Boolean flag(ResultSet row, String column) throws SQLException {
        boolean value = row.getBoolean(column);
        return row.wasNull() ? null : value;
    }
}
