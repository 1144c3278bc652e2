package org.hotline12345.calendar;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.AuditTrail;
import org.hotline12345.common.AuditTrail.Entry;
import org.hotline12345.common.Page;
import org.hotline12345.common.Refusal;
import org.hotline12345.common.Texts;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes in new versions of a calendar. A version is never changed: what an order moves becomes the next version, signed
 * by whoever took it in, with the order it rests on.
 */
@Component
public class CalendarVersions {

    private final AuditTrail trail;
    private final Calendars calendars;
    private final JdbcClient jdbc;
    private final Actors actors;
    private final Clock clock;

    CalendarVersions(Calendars calendars, JdbcClient jdbc, Actors actors, Clock clock, AuditTrail trail) {
        this.trail = trail;
        this.calendars = calendars;
        this.jdbc = jdbc;
        this.actors = actors;
        this.clock = clock;
    }

    /** What a day becomes: off, worked, or again what its weekday is (for a place: what the country's calendar says). */
    public enum DayKind { OFF, WORK, NORMAL }

    /** One day an order moves. */
    public record Day(LocalDate date, DayKind kind, String holiday) {
    }

    /** The notice that a year's days rest on from now on. */
    public record Notice(int year, LocalDate noticeOn) {
    }

    /**
     * Stores the next version: the one in force with the given days changed.
     *
     * @param place a jurisdiction's code, or {@code CN} for the whole country
     * @return the new version's id, or the id in force when it says all that already
     * @throws Refusal FORBIDDEN for everybody but administrators, INVALID for days that cannot be, RULE
     *     {@code calendar.noticeWithoutDays} for a year declared published without a day off in it
     */
    @Transactional
    public String takeIn(String place, String order, List<Day> days, List<Notice> notices) {
        Actor actor = actors.current();
        requireAdministrator(actor);
        String remark = Texts.required("依据（文号）", order, 255);
        Map<LocalDate, Day> wanted = byDate(days);
        Optional<String> before = calendars.newest(place);
        Map<LocalDate, Day> all = new TreeMap<>(before.map(this::days).orElse(Map.of()));
        boolean changed = false;
        for (Day day : wanted.values()) {
            Day known = day.kind() == DayKind.NORMAL ? all.remove(day.date()) : all.put(day.date(), day);
            changed |= kindOf(known) != day.kind();
        }
        Map<Integer, Notice> published = new TreeMap<>(before.map(this::notices).orElse(Map.of()));
        for (Notice notice : notices) {
            if (all.values().stream().noneMatch(day -> day.date().getYear() == notice.year() && day.kind() == DayKind.OFF)) {
                throw Refusal.rule("calendar.noticeWithoutDays", notice.year() + "年的放假通知没有任何放假日，不能标为已公布；请补全后再导入。");
            }
            changed |= published.put(notice.year(), notice) == null;
        }
        if (!changed) {
            return before.orElseThrow(() -> Refusal.rule("calendar.nothingChanges", "没有要变更的日期，请填写放假或上班的日期。"));
        }
        return store(place, remark, actor, all, published, before.flatMap(this::week).orElse(null));
    }

    /** The next version of a group's calendar, with the week it works from now on; days stay. */
    String withWeek(String place, String remark, Actor actor, String week) {
        Optional<String> before = calendars.newest(place);
        return store(place, remark, actor, before.map(this::days).orElse(Map.of()), Map.of(), week);
    }

    private Optional<String> week(String version) {
        return jdbc.sql("select work_week from calendar_version where id = :version and work_week is not null")
                .param("version", version).query(String.class).optional();
    }

    private String store(String place, String remark, Actor actor, Map<LocalDate, Day> days, Map<Integer, Notice> notices,
            String week) {
        int number = 1 + jdbc.sql("select coalesce(max(number), 0) from calendar_version where jurisdiction = :place")
                .param("place", place).query(Integer.class).single();
        String id = place.toLowerCase(java.util.Locale.ROOT) + "." + number;
        try {
            jdbc.sql("insert into calendar_version (id, jurisdiction, number, approved_by, approved_at, remark, work_week) "
                            + "values (:id, :place, :number, :by, :at, :remark, :week)")
                    .param("id", id).param("place", place).param("number", number).param("by", actor.id())
                    .param("at", clock.millis()).param("remark", remark).param("week", week).update();
        } catch (DuplicateKeyException atTheSameTime) {
            throw Refusal.rule("calendar.changedMeanwhile", "刚有人导入了该日历的新版本，请核对后重试。");
        }
        notices.values().forEach(notice -> jdbc.sql("insert into calendar_year (version, calendar_year, published, notice_on) "
                        + "values (:id, :year, true, :on)")
                .param("id", id).param("year", notice.year()).param("on", notice.noticeOn()).update());
        days.values().forEach(day -> jdbc.sql("insert into calendar_day (version, calendar_date, kind, holiday) "
                        + "values (:id, :date, :kind, :holiday)")
                .param("id", id).param("date", day.date()).param("kind", day.kind().name()).param("holiday", day.holiday()).update());
        trail.record(new Entry(AuditTrail.CALENDAR, place, "工作日历第" + number + "版生效，依据：" + remark));
        return id;
    }

    /**
     * One version of a calendar.
     *
     * @param importedBy who read the notice in, where it came by an import
     * @param years years that rest on a published notice
     */
    @com.fasterxml.jackson.annotation.JsonInclude(com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL)
    public record Version(String id, int number, String order, String approvedBy, OffsetDateTime approvedAt, String importedBy,
            List<Integer> years, int days) {
    }

    /** A page of a place's versions, newest first. */
    public Page<Version> list(String place, int page, int size) {
        Page.check(page, size);
        return Page.of(jdbc.sql("select v.id, v.number, v.remark, v.approved_by, v.approved_at, i.imported_by, "
                        + "(select count(*) from calendar_day d where d.version = v.id) days from calendar_version v "
                        + "left join calendar_import i on i.version = v.id where v.jurisdiction = :place "
                        + "order by v.number desc limit :limit offset :offset")
                .param("place", place).param("limit", size + 1).param("offset", (long) page * size)
                .query((row, n) -> new Version(row.getString(1), row.getInt(2), row.getString(3), row.getString(4),
                        Instant.ofEpochMilli(row.getLong(5)).atZone(clock.getZone()).toOffsetDateTime(), row.getString(6),
                        notices(row.getString(1)).keySet().stream().sorted().toList(), row.getInt(7))).list(), page, size);
    }

    /** Every day a version moves, by date; Refusal 404 {@code calendar.unknownVersion}. */
    public List<Day> daysOf(String place, int number) {
        String id = jdbc.sql("select id from calendar_version where jurisdiction = :place and number = :number")
                .param("place", place).param("number", number).query(String.class).optional()
                .orElseThrow(() -> Refusal.unknown("calendar.unknownVersion", "没有该工作日历的第" + number + "版。"));
        return List.copyOf(new TreeMap<>(days(id)).values());
    }

    /** The days moved now, by date; what a place has not moved is not among them. */
    public Map<LocalDate, Day> inForce(String place) {
        return new TreeMap<>(calendars.newest(place).map(this::days).orElse(Map.of()));
    }

    static void requireAdministrator(Actor actor) {
        if (!actor.has("camunda-admin")) {
            throw Refusal.forbidden("calendar.notAllowed", "只有系统管理员可以导入工作日历。");
        }
    }

    static DayKind kindOf(Day day) {
        return day == null ? DayKind.NORMAL : day.kind();
    }

    static Map<LocalDate, Day> byDate(List<Day> days) {
        Map<LocalDate, Day> byDate = new TreeMap<>();
        for (Day day : days) {
            if (day == null || day.date() == null || day.kind() == null) {
                throw Refusal.invalid("calendar.badDay", "每个日期须写明 date 和 kind（OFF 放假、WORK 上班、NORMAL 恢复平常）。");
            }
            Day named = new Day(day.date(), day.kind(), Texts.optional("节日名称", day.holiday(), 32));
            if (byDate.put(day.date(), named) != null) {
                throw Refusal.invalid("calendar.dayTwice", "日期" + day.date() + "出现了两次。");
            }
        }
        return byDate;
    }

    private Map<LocalDate, Day> days(String version) {
        return jdbc.sql("select calendar_date, kind, holiday from calendar_day where version = :version").param("version", version)
                .query((row, n) -> new Day(row.getObject("calendar_date", LocalDate.class), DayKind.valueOf(row.getString("kind")),
                        row.getString("holiday")))
                .list().stream().collect(Collectors.toMap(Day::date, Function.identity()));
    }

    private Map<Integer, Notice> notices(String version) {
        return jdbc.sql("select calendar_year, notice_on from calendar_year where version = :version and published = true")
                .param("version", version)
                .query((row, n) -> new Notice(row.getInt("calendar_year"), row.getObject("notice_on", LocalDate.class)))
                .list().stream().collect(Collectors.toMap(Notice::year, Function.identity()));
    }
}
