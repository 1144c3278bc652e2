package org.hotline12345.calendar;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.AuditTrail;
import org.hotline12345.common.AuditTrail.Entry;
import org.hotline12345.common.Page;
import org.hotline12345.common.Refusal;
import org.hotline12345.common.Texts;
import org.hotline12345.organization.Jurisdictions;
import org.hotline12345.organization.Settings;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 节假日安排的导入: a notice or an order is read, compared with the calendar in force and with the law, and changes nothing
 * before a person has approved it.
 */
@Component
public class NoticeImports {

    private static final int MOST_CHARACTERS = 100_000;
    private static final String NEW_YEAR = "元旦";

    private final AuditTrail trail;
    private final CalendarVersions versions;
    private final Calendars calendars;
    private final Jurisdictions jurisdictions;
    private final Settings settings;
    private final JdbcClient jdbc;
    private final Actors actors;
    private final Clock clock;
    private final StatutoryHolidays statutory = StatutoryHolidays.load();

    NoticeImports(CalendarVersions versions, Calendars calendars, Jurisdictions jurisdictions, Settings settings, JdbcClient jdbc,
            Actors actors, Clock clock, AuditTrail trail) {
        this.trail = trail;
        this.versions = versions;
        this.calendars = calendars;
        this.jurisdictions = jurisdictions;
        this.settings = settings;
        this.jdbc = jdbc;
        this.actors = actors;
        this.clock = clock;
    }

    /**
     * A notice as handed in.
     *
     * @param order its number; may be null where the text names it
     * @param year required for a table and for a text without the notice's title
     * @param noticeOn its date, or null
     * @param source {@code json}, {@code csv} or {@code text}
     * @param amendment whether it changes single days; local orders always do
     */
    public record Notice(String order, Integer year, LocalDate noticeOn, String source, String content, boolean amendment) {
    }

    /** What one day is now and becomes; {@code lost} when the notice leaves out a day that is in force. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Change(LocalDate date, CalendarVersions.DayKind before, CalendarVersions.DayKind after, String holiday, boolean lost) {
    }

    /** An import with its difference from the calendar in force. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Import(String id, String place, String state, String order, int year, LocalDate noticeOn, boolean amendment,
            String source, String importedBy, OffsetDateTime importedAt, String decidedBy, OffsetDateTime decidedAt, String note,
            String version, String baseVersion, List<Change> changes, List<String> unread, List<String> warnings) {
    }

    /** What an approval takes over. */
    public record Approved(String place, String order, List<CalendarVersions.Day> days, List<CalendarVersions.Notice> notices) {
    }

    /**
     * Reads a notice in; nothing is in force yet.
     *
     * @param place {@code CN}, a jurisdiction or a group of units
     * @return the import's id
     * @throws Refusal FORBIDDEN for everybody but administrators, INVALID for what cannot be read, RULE
     *     {@code calendar.noticeEmpty} without days
     */
    @Transactional
    public String propose(String place, Notice notice) {
        Actor actor = actors.current();
        CalendarVersions.requireAdministrator(actor);
        String content = Texts.required("通知内容", notice.content(), MOST_CHARACTERS);
        NoticeReading reading = read(place, notice, content);
        Map<LocalDate, CalendarVersions.Day> days = CalendarVersions.byDate(reading.days());
        if (days.isEmpty()) {
            throw NoticeData.empty(reading.year());
        }
        boolean amendment = notice.amendment() || reading.amendment() || !Calendars.NATIONAL.equals(place);
        requireYear(reading.year(), days.values());
        if (!amendment && days.values().stream().noneMatch(day -> day.date().getYear() == reading.year()
                && day.kind() == CalendarVersions.DayKind.OFF)) {
            throw NoticeData.empty(reading.year());
        }
        String order = Texts.required("依据（文号）", notice.order() == null ? reading.order() : notice.order(), 255);
        List<String> warnings = new ArrayList<>(reading.warnings());
        if (!amendment) {
            warnings.addAll(statutoryWorked(reading.year(), days));
        }
        String id = UUID.randomUUID().toString();
        jdbc.sql("insert into calendar_import (id, place, basis, calendar_year, notice_on, amendment, source, content, unread, warnings, "
                        + "base_version, state, imported_by, imported_at) values (:id, :place, :basis, :year, :on, :amendment, :source, "
                        + ":content, :unread, :warnings, :base, 'proposed', :by, :at)")
                .param("id", id).param("place", place).param("basis", order).param("year", reading.year())
                .param("on", notice.noticeOn() == null ? reading.noticeOn() : notice.noticeOn()).param("amendment", amendment)
                .param("source", notice.source()).param("content", content).param("unread", String.join("\n", reading.unread()))
                .param("warnings", String.join("\n", warnings)).param("base", calendars.newest(place).orElse(null))
                .param("by", actor.id()).param("at", clock.millis()).update();
        days.values().forEach(day -> jdbc.sql("insert into calendar_import_day (import_id, calendar_date, kind, holiday) "
                        + "values (:id, :date, :kind, :holiday)").param("id", id).param("date", day.date())
                .param("kind", day.kind().name()).param("holiday", day.holiday()).update());
        return id;
    }

    private NoticeReading read(String place, Notice notice, String content) {
        return switch (notice.source() == null ? "" : notice.source()) {
            case "json" -> NoticeData.json(content);
            case "csv" -> NoticeData.csv(content, notice.year());
            case "text" -> NoticeText.read(content, notice.year(), holiday -> lastDayOff(place, holiday));
            default -> throw Refusal.invalid("calendar.badSource", "source须为json、csv或text。");
        };
    }

    private LocalDate lastDayOff(String place, String holiday) {
        Map<LocalDate, CalendarVersions.Day> now = versions.inForce(Calendars.NATIONAL);
        if (!Calendars.NATIONAL.equals(place)) {
            now.putAll(versions.inForce(place));
        }
        return now.values().stream()
                .filter(day -> day.kind() == CalendarVersions.DayKind.OFF && day.holiday() != null
                        && day.holiday().contains(holiday.substring(4)) && day.date().getYear() == Integer.parseInt(holiday.substring(0, 4)))
                .map(CalendarVersions.Day::date).max(LocalDate::compareTo).orElse(null);
    }

    private static void requireYear(int year, Iterable<CalendarVersions.Day> days) {
        for (CalendarVersions.Day day : days) {
            LocalDate date = day.date();
            if (date.isBefore(LocalDate.of(year - 1, 12, 1)) || date.isAfter(LocalDate.of(year + 1, 1, 31))) {
                throw Refusal.invalid("calendar.dayOutsideYear", "日期" + date + "不在" + year + "年的安排之内，请核对年份。");
            }
        }
    }

    private List<String> statutoryWorked(int year, Map<LocalDate, CalendarVersions.Day> days) {
        if (!statutory.covers(year)) {
            return List.of();
        }
        return new TreeSet<>(statutory.inLawOf(year)).stream()
                .filter(day -> CalendarVersions.kindOf(days.get(day)) != CalendarVersions.DayKind.OFF)
                .map(day -> "法定节假日" + day + "没有放假").toList();
    }

    /** One import with its difference from what is in force now; Refusal 404 when there is none. */
    public Import require(String place, String id) {
        CalendarVersions.requireAdministrator(actors.current());
        return find(id, false).filter(found -> found.place().equals(place)).orElseThrow(NoticeImports::unknown);
    }

    /** A page of a place's imports, newest first. */
    public Page<Import> list(String place, int page, int size) {
        CalendarVersions.requireAdministrator(actors.current());
        Page.check(page, size);
        return Page.of(jdbc.sql("select * from calendar_import where place = :place order by imported_at desc, id limit :limit offset :offset")
                .param("place", place).param("limit", size + 1).param("offset", (long) page * size)
                .query((row, n) -> view(row)).list(), page, size);
    }

    /**
     * A person approves.
     *
     * @param lostDays {@code keep} or {@code drop} where the notice leaves out days in force, else null
     * @param acknowledged that warnings and sentences not understood were looked at
     * @return what is to be taken in; {@link #becomes} says which version it became
     * @throws Refusal RULE {@code calendar.alreadyDecided}, {@code calendar.changedMeanwhile}, {@code calendar.notAcknowledged},
     *     {@code calendar.lostDays}; FORBIDDEN {@code calendar.ownImport} where a second person must approve
     */
    @Transactional
    public Approved approve(String id, String note, String lostDays, boolean acknowledged) {
        Actor actor = actors.current();
        CalendarVersions.requireAdministrator(actor);
        Import found = open(id);
        String jurisdiction = Calendars.NATIONAL.equals(found.place()) ? jurisdictions.defaultCode() : Calendars.jurisdictionOf(found.place());
        if (settings.flag(jurisdiction, "calendar.secondPerson") && actor.id().equals(found.importedBy())) {
            throw Refusal.forbidden("calendar.ownImport", "须由导入人以外的另一名系统管理员核准。");
        }
        if (!java.util.Objects.equals(found.baseVersion(), calendars.newest(found.place()).orElse(null))) {
            throw Refusal.rule("calendar.changedMeanwhile", "导入后工作日历已有新版本，请重新导入并核对差异。");
        }
        if (!acknowledged && !(found.unread().isEmpty() && found.warnings().isEmpty())) {
            throw Refusal.rule("calendar.notAcknowledged", "有未能识别的语句或提示，请逐条核对后勾选“已核对”再核准。");
        }
        List<Change> lost = found.changes().stream().filter(Change::lost).toList();
        if (!lost.isEmpty() && !"keep".equals(lostDays) && !"drop".equals(lostDays)) {
            throw Refusal.rule("calendar.lostDays", "现行日历中的" + lost.size() + "个日期在导入内容中没有，请选择保留（keep）或取消（drop）。");
        }
        decide(id, "approved", actor, note);
        List<CalendarVersions.Day> days = new ArrayList<>(days(id).values());
        if ("drop".equals(lostDays)) {
            lost.forEach(change -> days.add(new CalendarVersions.Day(change.date(), CalendarVersions.DayKind.NORMAL, null)));
        }
        return new Approved(found.place(), found.order(), days,
                found.amendment() ? List.of() : List.of(new CalendarVersions.Notice(found.year(), found.noticeOn())));
    }

    /** The version an approved import became. */
    @Transactional
    public void becomes(String id, String version) {
        jdbc.sql("update calendar_import set version = :version where id = :id").param("version", version).param("id", id).update();
    }

    /** A person refuses it; nothing changes. */
    @Transactional
    public void reject(String id, String reason) {
        Actor actor = actors.current();
        CalendarVersions.requireAdministrator(actor);
        open(id);
        decide(id, "rejected", actor, Texts.required("理由", reason, 1000));
        trail.record(new Entry(AuditTrail.CALENDAR, id, "不核准导入的节假日安排：" + reason));
    }

    private void decide(String id, String state, Actor actor, String note) {
        jdbc.sql("update calendar_import set state = :state, decided_by = :by, decided_at = :at, decision_note = :note where id = :id")
                .param("state", state).param("by", actor.id()).param("at", clock.millis())
                .param("note", Texts.optional("说明", note, 1000)).param("id", id).update();
    }

    /** Counts as if an import were in force, for a preview; in this thread only. */
    public <T> T supposing(String id, Supplier<T> counting) {
        Import found = find(id, false).orElseThrow(NoticeImports::unknown);
        return calendars.supposing(found.place(), days(id), found.amendment() ? Set.of() : Set.of(found.year()), counting);
    }

    private Import open(String id) {
        Import found = find(id, true).orElseThrow(NoticeImports::unknown);
        if (!"proposed".equals(found.state())) {
            throw Refusal.rule("calendar.alreadyDecided", "该导入已经" + ("approved".equals(found.state()) ? "核准" : "退回") + "，不能再次处理。");
        }
        return found;
    }

    private Optional<Import> find(String id, boolean forChange) {
        return jdbc.sql("select * from calendar_import where id = :id" + (forChange ? " for update" : "")).param("id", id)
                .query((row, n) -> view(row)).optional();
    }

    private Import view(ResultSet row) throws SQLException {
        String id = row.getString("id");
        boolean amendment = row.getBoolean("amendment");
        int year = row.getInt("calendar_year");
        long decided = row.getLong("decided_at");
        return new Import(id, row.getString("place"), row.getString("state"), row.getString("basis"), year,
                row.getObject("notice_on", LocalDate.class), amendment, row.getString("source"), row.getString("imported_by"),
                time(row.getLong("imported_at")), row.getString("decided_by"), decided == 0 ? null : time(decided),
                row.getString("decision_note"), row.getString("version"), row.getString("base_version"),
                changes(row.getString("place"), year, amendment, days(id)), lines(row.getString("unread")), lines(row.getString("warnings")));
    }

    private List<Change> changes(String place, int year, boolean amendment, Map<LocalDate, CalendarVersions.Day> wanted) {
        Map<LocalDate, CalendarVersions.Day> now = versions.inForce(place);
        Map<LocalDate, Change> changes = new TreeMap<>();
        wanted.forEach((date, day) -> {
            CalendarVersions.DayKind before = CalendarVersions.kindOf(now.get(date));
            if (before != day.kind()) {
                changes.put(date, new Change(date, before, day.kind(), day.holiday(), false));
            }
        });
        if (!amendment) {
            now.forEach((date, day) -> {
                if (!wanted.containsKey(date) && arrangedFor(day) == year) {
                    changes.put(date, new Change(date, day.kind(), CalendarVersions.DayKind.NORMAL, day.holiday(), true));
                }
            });
        }
        return List.copyOf(changes.values());
    }

    /** The year whose notice names a day: New Year's days in December are the next year's. */
    private static int arrangedFor(CalendarVersions.Day day) {
        boolean nextYears = day.date().getMonthValue() == 12 && day.holiday() != null && day.holiday().contains(NEW_YEAR);
        return day.date().getYear() + (nextYears ? 1 : 0);
    }

    private Map<LocalDate, CalendarVersions.Day> days(String id) {
        Map<LocalDate, CalendarVersions.Day> days = new TreeMap<>();
        jdbc.sql("select calendar_date, kind, holiday from calendar_import_day where import_id = :id").param("id", id).query(row -> {
            LocalDate date = row.getObject("calendar_date", LocalDate.class);
            days.put(date, new CalendarVersions.Day(date, CalendarVersions.DayKind.valueOf(row.getString("kind")), row.getString("holiday")));
        });
        return days;
    }

    private static List<String> lines(String text) {
        return text == null || text.isEmpty() ? List.of() : List.of(text.split("\n"));
    }

    private OffsetDateTime time(long millis) {
        return Instant.ofEpochMilli(millis).atZone(clock.getZone()).toOffsetDateTime();
    }

    private static Refusal unknown() {
        return Refusal.unknown("calendar.unknownImport", "没有这次导入。");
    }
}
