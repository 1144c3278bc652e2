package org.hotline12345.quality;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.hotline12345.calendar.WorkCalendar;
import org.hotline12345.common.Actor;
import org.hotline12345.common.AuditTrail;
import org.hotline12345.common.AuditTrail.Entry;
import org.hotline12345.common.Page;
import org.hotline12345.common.PersonNames;
import org.hotline12345.common.Processes;
import org.hotline12345.common.Refusal;
import org.hotline12345.organization.Jurisdictions;
import org.hotline12345.organization.Settings;
import org.hotline12345.organization.Staff;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Draws samples that anybody can draw again: the same plan with the same seed over the same tickets gives the same list. */
@Component
public class Draws {

    static final String PROCESS = "quality-check";
    /** Group of the accounts other systems sign in with. */
    private static final String CHANNEL_GROUP = "channel";
    private static final int LARGEST = 500;
    private static final int MOST_DAYS = 92;
    private static final int LONGEST_UNIT = 64;
    private static final int LONGEST_CHANNEL = 16;
    private static final Map<String, String> FLAGS = Map.of("", "", "urgent", "and t.urgent = true ", "confidential",
            "and t.confidential = true ", "returned", "and t.returns > 0 ", "supervised", "and t.supervised = true ",
            "dissatisfied", "and t.satisfied = false ");

    private final Inspectors inspectors;
    private final ScoreSheets sheets;
    private final Jurisdictions jurisdictions;
    private final Settings settings;
    private final Staff staff;
    private final WorkCalendar calendar;
    private final Processes processes;
    private final PersonNames names;
    private final AuditTrail trail;
    private final JdbcClient jdbc;
    private final Clock clock;

    Draws(Inspectors inspectors, ScoreSheets sheets, Jurisdictions jurisdictions, Settings settings, Staff staff, WorkCalendar calendar,
            Processes processes, PersonNames names, AuditTrail trail, JdbcClient jdbc, Clock clock) {
        this.inspectors = inspectors;
        this.sheets = sheets;
        this.jurisdictions = jurisdictions;
        this.settings = settings;
        this.staff = staff;
        this.calendar = calendar;
        this.processes = processes;
        this.names = names;
        this.trail = trail;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * What to draw.
     *
     * @param part code of the step
     * @param from first day of registration of the tickets, inclusive
     * @param until last such day, inclusive
     * @param size how many, or null where {@code percent} says
     * @param percent 1 to 100 of what there is, rounded up
     * @param perPerson whether size or percent is meant for each person
     * @param unit only steps of this unit, or null
     * @param channel only tickets of this channel, or null
     * @param flag urgent, confidential, returned, supervised or dissatisfied, or null
     * @param seed null for one taken from the clock
     */
    public record Plan(String jurisdiction, String part, LocalDate from, LocalDate until, Integer size, Integer percent,
            boolean perPerson, String unit, String channel, String flag, Long seed) {
    }

    /**
     * What was drawn.
     *
     * @param population steps it was drawn from
     * @param drawn samples in order of drawing
     * @param fresh how many of them were not drawn before; only these are checked
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Draw(long id, Plan plan, String partName, long seed, int population, int drawn, int fresh, String drawnByName,
            OffsetDateTime drawnAt) {
    }

    /** A step somebody did. */
    record Step(String ticketNo, int seq, String person, String unit) {
    }

    /**
     * Draws, and makes a task of every sample that is not checked yet.
     *
     * @throws Refusal FORBIDDEN {@code quality.notInspector}; INVALID {@code quality.badPlan}; RULE {@code quality.noSheet}
     */
    @Transactional
    public Draw draw(Plan asked) {
        Actor actor = inspectors.require();
        String place = jurisdictions.require(asked.jurisdiction()).code();
        Part part = Part.of(asked.part());
        check(asked);
        ScoreSheets.Sheet sheet = sheets.require(place, part);
        long seed = asked.seed() == null ? clock.millis() : asked.seed();
        List<Step> population = population(place, part, asked);
        List<Step> drawn = sample(population, asked, seed);
        if (drawn.size() > LARGEST) {
            throw Refusal.invalid("quality.badPlan", "一次最多抽" + LARGEST + "个样本，本次会抽到" + drawn.size() + "个，请减少数量或缩小范围。");
        }
        KeyHolder key = new GeneratedKeyHolder();
        jdbc.sql("insert into quality_draw (jurisdiction, part, registered_from, registered_until, draw_size, draw_percent, per_person, unit, "
                        + "channel, flag, seed, population, drawn, fresh, drawn_by, drawn_by_name, drawn_at) values (:jurisdiction, :part, :from, "
                        + ":until, :size, :percent, :perPerson, :unit, :channel, :flag, :seed, :population, :drawn, 0, :by, :byName, :at)")
                .param("jurisdiction", place).param("part", part.code()).param("from", asked.from()).param("until", asked.until())
                .param("size", asked.size()).param("percent", asked.percent()).param("perPerson", asked.perPerson())
                .param("unit", blank(asked.unit())).param("channel", blank(asked.channel())).param("flag", blank(asked.flag()))
                .param("seed", seed).param("population", population.size()).param("drawn", drawn.size()).param("by", actor.id())
                .param("byName", names.nameOf(actor.id())).param("at", clock.millis()).update(key, "id");
        long id = key.getKey().longValue();
        LocalDate until = calendar.plusWorkingDays(place, clock.instant(), settings.number(place, "quality.scoreWorkingDays")).date();
        int fresh = 0;
        for (Step step : drawn.stream().sorted(Comparator.comparing(Step::ticketNo).thenComparing(Step::seq)).toList()) {
            fresh += begin(id, place, part, sheet, step, until) ? 1 : 0;
        }
        jdbc.sql("update quality_draw set fresh = :fresh where id = :id").param("fresh", fresh).param("id", id).update();
        trail.record(new Entry(AuditTrail.QUALITY, part.label(), "抽样：" + asked.from() + "至" + asked.until() + "登记的工单，从" + population.size()
                + "个中抽取" + drawn.size() + "个，种子" + seed));
        return find(id);
    }

    private boolean begin(long draw, String place, Part part, ScoreSheets.Sheet sheet, Step step, LocalDate until) {
        if (jdbc.sql("select count(*) from quality_check where ticket_no = :no and event_seq = :seq").param("no", step.ticketNo)
                .param("seq", step.seq).query(Integer.class).single() > 0) {
            return false;
        }
        String id = UUID.randomUUID().toString();
        jdbc.sql("insert into quality_check (id, draw_id, jurisdiction, part, ticket_no, event_seq, person, person_name, unit, sheet, state, drawn_at) "
                        + "values (:id, :draw, :jurisdiction, :part, :no, :seq, :person, :name, :unit, :sheet, 'waiting', :at)")
                .param("id", id).param("draw", draw).param("jurisdiction", place).param("part", part.code()).param("no", step.ticketNo)
                .param("seq", step.seq).param("person", step.person).param("name", names.nameOf(step.person)).param("unit", step.unit)
                .param("sheet", sheet.id()).param("at", clock.millis()).update();
        processes.start(PROCESS, step.ticketNo, Map.of("qualityId", id, "scoreUntil", until.toString()));
        return true;
    }

    private static void check(Plan plan) {
        if (plan.from() == null || plan.until() == null || plan.until().isBefore(plan.from())
                || plan.from().plusDays(MOST_DAYS).isBefore(plan.until())) {
            throw Refusal.invalid("quality.badPlan", "请填写登记日期起止，止日不早于起日，最多" + MOST_DAYS + "天。");
        }
        if (length(plan.unit()) > LONGEST_UNIT || length(plan.channel()) > LONGEST_CHANNEL) {
            throw Refusal.invalid("quality.badPlan", "单位代码最多" + LONGEST_UNIT + "个字符，渠道代码最多" + LONGEST_CHANNEL + "个字符，请从列表中选择。");
        }
        boolean bySize = plan.size() != null;
        if (bySize == (plan.percent() != null) || bySize && (plan.size() < 1 || plan.size() > LARGEST)
                || !bySize && (plan.percent() < 1 || plan.percent() > 100)) {
            throw Refusal.invalid("quality.badPlan", "请填写抽取个数（1至" + LARGEST + "）或百分比（1至100），两者选一。");
        }
        if (!FLAGS.containsKey(plan.flag() == null ? "" : plan.flag())) {
            throw Refusal.invalid("quality.badPlan", "风险标记无效，可用：urgent、confidential、returned、supervised、dissatisfied。");
        }
    }

    private List<Step> population(String place, Part part, Plan plan) {
        return jdbc.sql("select e.ticket_no, e.seq, e.actor, e.unit from ticket_ticket t join ticket_event e on e.ticket_no = t.ticket_no "
                        + "where t.registered_at >= :from and t.registered_at < :until and t.jurisdiction = :jurisdiction and e.type in (:types) "
                        + "and e.actor not in (:machines) " + (blank(plan.unit()) == null ? "" : "and e.unit = :unit ")
                        + (blank(plan.channel()) == null ? "" : "and t.channel = :channel ") + FLAGS.get(plan.flag() == null ? "" : plan.flag())
                        + "order by e.ticket_no, e.seq")
                .param("from", startOf(plan.from())).param("until", startOf(plan.until().plusDays(1))).param("jurisdiction", place)
                .param("types", part.events()).param("machines", machines()).param("unit", plan.unit()).param("channel", plan.channel())
                .query((row, n) -> new Step(row.getString("ticket_no"), row.getInt("seq"), row.getString("actor"), row.getString("unit"))).list();
    }

    /** Nobody listens to what no person did: the system, the system before it, and accounts of other systems. */
    private Set<String> machines() {
        Set<String> machines = new HashSet<>(Set.of(Actor.SYSTEM.id(), Actor.OLD_SYSTEM));
        staff.members(CHANNEL_GROUP).forEach(account -> machines.add(account.id()));
        return machines;
    }

    /** In order of drawing; of each person apart where the plan says so, persons in the order of their accounts. */
    static List<Step> sample(List<Step> population, Plan plan, long seed) {
        List<List<Step>> groups = new ArrayList<>();
        if (plan.perPerson()) {
            Map<String, List<Step>> byPerson = new TreeMap<>();
            population.forEach(step -> byPerson.computeIfAbsent(step.person, unused -> new ArrayList<>()).add(step));
            groups.addAll(byPerson.values());
        } else {
            groups.add(new ArrayList<>(population));
        }
        Random random = new Random(seed);
        List<Step> drawn = new ArrayList<>();
        for (List<Step> group : groups) {
            Collections.shuffle(group, random);
            int wanted = plan.size() != null ? plan.size() : (group.size() * plan.percent() + 99) / 100;
            drawn.addAll(group.subList(0, Math.min(wanted, group.size())));
        }
        return drawn;
    }

    /** Draws of a jurisdiction, newest first. @throws Refusal FORBIDDEN {@code quality.notInspector} */
    @Transactional(readOnly = true)
    public Page<Draw> list(String jurisdiction, int page, int size) {
        inspectors.require();
        Page.check(page, size);
        return Page.of(jdbc.sql("select * from quality_draw where jurisdiction = :jurisdiction order by drawn_at desc, id desc "
                        + "limit :limit offset :offset").param("jurisdiction", jurisdictions.require(jurisdiction).code())
                .param("limit", size + 1).param("offset", (long) page * size).query((row, n) -> draw(row)).list(), page, size);
    }

    private Draw find(long id) {
        return jdbc.sql("select * from quality_draw where id = :id").param("id", id).query((row, n) -> draw(row)).single();
    }

    private Draw draw(ResultSet row) throws SQLException {
        Plan plan = new Plan(row.getString("jurisdiction"), row.getString("part"), row.getObject("registered_from", LocalDate.class),
                row.getObject("registered_until", LocalDate.class), (Integer) row.getObject("draw_size"), (Integer) row.getObject("draw_percent"),
                row.getBoolean("per_person"), row.getString("unit"), row.getString("channel"), row.getString("flag"), row.getLong("seed"));
        return new Draw(row.getLong("id"), plan, Part.of(plan.part()).label(), row.getLong("seed"), row.getInt("population"),
                row.getInt("drawn"), row.getInt("fresh"), row.getString("drawn_by_name"),
                Instant.ofEpochMilli(row.getLong("drawn_at")).atZone(clock.getZone()).toOffsetDateTime());
    }

    private long startOf(LocalDate day) {
        return day.atStartOfDay(clock.getZone()).toInstant().toEpochMilli();
    }

    private static int length(String code) {
        return code == null ? 0 : code.strip().length();
    }

    private static String blank(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
