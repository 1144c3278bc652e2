package org.hotline12345.shift;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.Page;
import org.hotline12345.common.Refusal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The roster (轮值表): planned by supervisors, leaders swap turns, and somebody stands in for an absent one. */
@Component
public class Roster {

    private static final int MOST_DAYS_AHEAD = 366;
    private static final int SEEDED_DAYS = 14;
    /** 海口2022：单位负责人8:30至22:00在岗. */
    private static final LocalTime SEEDED_FROM = LocalTime.of(8, 30);
    private static final LocalTime SEEDED_UNTIL = LocalTime.of(22, 0);
    private static final Duration EARLY = Duration.ofHours(2);
    private static final Map<String, String> STATES =
            Map.of("planned", "待轮值", "open", "轮值中", "closed", "已结束", "missed", "未到岗", "cancelled", "已取消");
    private static final Map<String, String> CHANGES = Map.of("planned", "排班", "swapped", "换班", "absent", "代班", "cancelled", "取消",
            "opened", "开始轮值", "closed", "结束轮值");
    private static final String SELECT = "select s.id, s.jurisdiction, s.from_at, s.until_at, s.leader, l.name, l.post, s.planned_leader, "
            + "p.name as planned_name, s.state, s.opened_at, s.closed_at, s.summary, "
            + "(select count(*) from shift_ticket t where t.shift_id = s.id) as tickets, "
            + "(select count(*) from shift_decision d where d.shift_id = s.id) as decisions "
            + "from shift_shift s join shift_leader l on l.person = s.leader join shift_leader p on p.person = s.planned_leader ";

    private final Leaders leaders;
    private final JdbcClient jdbc;
    private final Actors actors;
    private final Clock clock;

    Roster(Leaders leaders, JdbcClient jdbc, Actors actors, Clock clock) {
        this.leaders = leaders;
        this.jdbc = jdbc;
        this.actors = actors;
        this.clock = clock;
    }

    /** A page of a hotline's shifts that begin in a span of days, earliest first. */
    public Page<Shift> list(String jurisdiction, LocalDate from, LocalDate to, int page, int size) {
        Actor actor = actors.current();
        Leaders.requireReader(actor);
        Page.check(page, size);
        if (to.isBefore(from) || from.plusDays(MOST_DAYS_AHEAD).isBefore(to)) {
            throw Refusal.invalid("shift.badSpan", "结束日期不得早于开始日期，一次最多查看一年。");
        }
        return Page.of(jdbc.sql(SELECT + "where s.jurisdiction = :jurisdiction and s.from_at >= :from and s.from_at < :to "
                        + "order by s.from_at, s.id limit :limit offset :offset")
                .param("jurisdiction", jurisdiction).param("from", millis(from, LocalTime.MIN))
                .param("to", millis(to.plusDays(1), LocalTime.MIN)).param("limit", size + 1).param("offset", (long) page * size)
                .query((row, n) -> read(row, actor)).list(), page, size);
    }

    /** Plans a turn on one day; turns of one hotline do not overlap. */
    @Transactional
    public Shift plan(String jurisdiction, String leader, LocalDate day, LocalTime from, LocalTime until) {
        Actor actor = requireSupervisor();
        if (day == null || from == null || until == null || !from.isBefore(until)) {
            throw Refusal.invalid("shift.badTimes", "请填写日期和起止时间，开始须早于结束。");
        }
        LocalDate today = leaders.today();
        if (day.isBefore(today) || day.isAfter(today.plusDays(MOST_DAYS_AHEAD)) || millis(day, until) <= clock.millis()) {
            throw Refusal.invalid("shift.badDay", "只能安排今天尚未结束的班次和今后一年内的班次。");
        }
        leaders.requireFor(jurisdiction, leader, day);
        // One writer at a time for a hotline: two turns planned at once must not overlap.
        jdbc.sql("select code from organization_jurisdiction where code = :code for update").param("code", jurisdiction)
                .query(String.class).single();
        int overlapping = jdbc.sql("select count(*) from shift_shift where jurisdiction = :jurisdiction and state <> 'cancelled' "
                        + "and from_at < :until and until_at > :from").param("jurisdiction", jurisdiction)
                .param("from", millis(day, from)).param("until", millis(day, until)).query(Integer.class).single();
        if (overlapping > 0) {
            throw Refusal.rule("shift.overlap", "该时段已有领导轮值，请调整时间，或在原班次上换班。");
        }
        return shift(insert(jurisdiction, leader, day, from, until, actor), actor);
    }

    /** A first roster for the two weeks to come, each hotline's leaders in turn, where a hotline has none at all. */
    public void seed(List<Leaders.Leader> known) {
        Actor actor = actors.current();
        Map<String, List<Leaders.Leader>> byHotline = known.stream()
                .filter(leader -> leader.validOn(leaders.today())).collect(Collectors.groupingBy(Leaders.Leader::jurisdiction));
        byHotline.forEach((jurisdiction, turns) -> {
            int planned = jdbc.sql("select count(*) from shift_shift where jurisdiction = :jurisdiction").param("jurisdiction", jurisdiction)
                    .query(Integer.class).single();
            for (int n = 0; n < SEEDED_DAYS && planned == 0; n++) {
                insert(jurisdiction, turns.get(n % turns.size()).person(), leaders.today().plusDays(n), SEEDED_FROM, SEEDED_UNTIL, actor);
            }
        });
    }

    private String insert(String jurisdiction, String leader, LocalDate day, LocalTime from, LocalTime until, Actor actor) {
        String id = UUID.randomUUID().toString();
        jdbc.sql("insert into shift_shift (id, jurisdiction, from_at, until_at, leader, planned_leader, state) "
                        + "values (:id, :jurisdiction, :from, :until, :leader, :leader, 'planned')")
                .param("id", id).param("jurisdiction", jurisdiction).param("from", millis(day, from)).param("until", millis(day, until))
                .param("leader", leader).update();
        note(id, "planned", null, leader, null, actor);
        return id;
    }

    /** Takes a turn off the roster; it stays on record. */
    @Transactional
    public void cancel(String id, String reason) {
        Actor actor = requireSupervisor();
        Shift shift = requireAhead(id);
        state(id, "cancelled");
        note(id, "cancelled", shift.leader(), null, reason, actor);
    }

    /** Two leaders take each other's turn; one of the two or a supervisor says so. */
    @Transactional
    public Shift swap(String id, String other, String reason) {
        Actor actor = actors.current();
        // In one order, so that two swaps of the same turns wait for each other.
        Shift first = requireAhead(id.compareTo(other) <= 0 ? id : other);
        Shift second = requireAhead(id.compareTo(other) <= 0 ? other : id);
        if (!actor.has("supervisor") && !actor.id().equals(first.leader()) && !actor.id().equals(second.leader())) {
            throw Refusal.forbidden("shift.notYourTurn", "换班由当班领导本人或督办员办理。");
        }
        if (!first.jurisdiction().equals(second.jurisdiction()) || first.leader().equals(second.leader())) {
            throw Refusal.rule("shift.nothingToSwap", "请选择同一热线、由另一位领导当班的班次。");
        }
        leaders.requireFor(first.jurisdiction(), second.leader(), first.from().toLocalDate());
        leaders.requireFor(second.jurisdiction(), first.leader(), second.from().toLocalDate());
        hand(first, second.leader(), "swapped", reason, actor);
        hand(second, first.leader(), "swapped", reason, actor);
        return shift(id, actor);
    }

    /** A leader cannot come; somebody else of the register stands in. */
    @Transactional
    public Shift standIn(String id, String leader, String reason) {
        Actor actor = actors.current();
        Shift shift = requireAhead(id);
        if (!actor.has("supervisor") && !actor.id().equals(shift.leader())) {
            throw Refusal.forbidden("shift.notYourTurn", "代班由当班领导本人或督办员办理。");
        }
        if (shift.leader().equals(leader)) {
            throw Refusal.rule("shift.nothingToSwap", "请选择另一位领导代班。");
        }
        leaders.requireFor(shift.jurisdiction(), leader, shift.from().toLocalDate());
        hand(shift, leader, "absent", reason, actor);
        return shift(id, actor);
    }

    /** The leader is there: the shift begins, on its day and not before two hours ahead. */
    @Transactional
    public Shift open(String id) {
        Actor actor = actors.current();
        Shift shift = lock(id);
        requireHost(shift, actor);
        if (!shift.state().equals("planned")) {
            throw Refusal.rule("shift.notPlanned", "该班次" + shift.stateName() + "，不能开始。");
        }
        if (clock.instant().isBefore(shift.from().toInstant().minus(EARLY))) {
            throw Refusal.rule("shift.tooEarly", "班次开始前两小时内才能开始轮值。");
        }
        int open = jdbc.sql("select count(*) from shift_shift where jurisdiction = :jurisdiction and state = 'open'")
                .param("jurisdiction", shift.jurisdiction()).query(Integer.class).single();
        if (open > 0) {
            throw Refusal.rule("shift.anotherOpen", "上一班轮值还没有结束，请先结束上一班。");
        }
        jdbc.sql("update shift_shift set state = 'open', opened_at = :at, opened_by = :by where id = :id")
                .param("at", clock.millis()).param("by", actor.id()).param("id", id).update();
        note(id, "opened", shift.leader(), null, null, actor);
        return shift(id, actor);
    }

    /** The leader or a supervisor on the leader's behalf. */
    void requireHost(Shift shift, Actor actor) {
        if (!actor.has("supervisor") && !actor.id().equals(shift.leader())) {
            throw Refusal.forbidden("shift.notYourTurn", "只有当班领导本人和督办员可以办理本班轮值。");
        }
    }

    void close(Shift shift, String summary, Actor actor) {
        jdbc.sql("update shift_shift set state = 'closed', closed_at = :at, closed_by = :by, summary = :summary where id = :id")
                .param("at", clock.millis()).param("by", actor.id()).param("summary", summary).param("id", shift.id()).update();
        note(shift.id(), "closed", shift.leader(), null, null, actor);
    }

    /** What happened to the turn itself, oldest first. */
    List<Change> changes(String id) {
        return jdbc.sql("select c.kind, f.name as from_name, t.name as to_name, c.reason, c.happened_at, c.happened_by from shift_change c "
                        + "left join shift_leader f on f.person = c.from_leader left join shift_leader t on t.person = c.to_leader "
                        + "where c.shift_id = :id order by c.seq")
                .param("id", id).query((row, n) -> new Change(row.getString("kind"), CHANGES.get(row.getString("kind")),
                        row.getString("from_name"), row.getString("to_name"), row.getString("reason"), time(row, "happened_at"),
                        row.getString("happened_by"))).list();
    }

    /** One change of a turn: planned, swapped, absent (somebody stands in), cancelled, opened or closed. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Change(String kind, String kindName, String fromName, String toName, String reason, OffsetDateTime at, String by) {
    }

    /** @throws Refusal UNKNOWN {@code shift.unknown} */
    Shift shift(String id, Actor actor) {
        return jdbc.sql(SELECT + "where s.id = :id").param("id", id).query((row, n) -> read(row, actor)).optional()
                .orElseThrow(() -> Refusal.unknown("shift.unknown", "没有这个班次，请刷新后重试。"));
    }

    /** The shift for a change, locked until the transaction ends. */
    Shift lock(String id) {
        jdbc.sql("select id from shift_shift where id = :id for update").param("id", id).query(String.class).optional();
        return shift(id, actors.current());
    }

    private Shift requireAhead(String id) {
        Shift shift = lock(id);
        if (!shift.state().equals("planned")) {
            throw Refusal.rule("shift.notPlanned", "该班次" + shift.stateName() + "，不能再调整。");
        }
        return shift;
    }

    private Actor requireSupervisor() {
        Actor actor = actors.current();
        if (!actor.has("supervisor")) {
            throw Refusal.forbidden("shift.supervisorOnly", "只有督办员可以安排轮值。");
        }
        return actor;
    }

    private void hand(Shift shift, String leader, String kind, String reason, Actor actor) {
        jdbc.sql("update shift_shift set leader = :leader where id = :id").param("leader", leader).param("id", shift.id()).update();
        note(shift.id(), kind, shift.leader(), leader, reason, actor);
    }

    private void state(String id, String state) {
        jdbc.sql("update shift_shift set state = :state where id = :id").param("state", state).param("id", id).update();
    }

    private void note(String id, String kind, String from, String to, String reason, Actor actor) {
        int seq = 1 + jdbc.sql("select count(*) from shift_change where shift_id = :id").param("id", id).query(Integer.class).single();
        jdbc.sql("insert into shift_change (shift_id, seq, kind, from_leader, to_leader, reason, happened_at, happened_by) "
                        + "values (:id, :seq, :kind, :from, :to, :reason, :at, :by)")
                .param("id", id).param("seq", seq).param("kind", kind).param("from", from).param("to", to).param("reason", reason)
                .param("at", clock.millis()).param("by", actor.id()).update();
    }

    private long millis(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(clock.getZone()).toInstant().toEpochMilli();
    }

    private Shift read(ResultSet row, Actor actor) throws SQLException {
        String stored = row.getString("state");
        String state = stored.equals("planned") && row.getLong("until_at") <= clock.millis() ? "missed" : stored;
        boolean taken = !row.getString("leader").equals(row.getString("planned_leader"));
        return new Shift(row.getString("id"), row.getString("jurisdiction"), time(row, "from_at"), time(row, "until_at"),
                row.getString("leader"), row.getString("name"), row.getString("post"), taken ? row.getString("planned_leader") : null,
                taken ? row.getString("planned_name") : null, state, STATES.get(state), time(row, "opened_at"), time(row, "closed_at"),
                row.getString("summary"), row.getInt("tickets"), row.getInt("decisions"), actor.id().equals(row.getString("leader")));
    }

    OffsetDateTime time(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis).atZone(clock.getZone()).toOffsetDateTime();
    }
}
