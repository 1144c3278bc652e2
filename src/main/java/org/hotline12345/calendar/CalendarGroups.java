package org.hotline12345.calendar;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.Refusal;
import org.hotline12345.common.Texts;
import org.hotline12345.organization.Jurisdictions;
import org.hotline12345.organization.Units;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Groups of units that work on other days or hours than their jurisdiction's offices, such as hospitals and banks. A
 * group has a calendar of its own on top of the jurisdiction's; its place is {@code <jurisdiction>-<code>}.
 */
@Component
public class CalendarGroups {

    private final CalendarVersions versions;
    private final Jurisdictions jurisdictions;
    private final Units units;
    private final JdbcClient jdbc;
    private final Actors actors;

    CalendarGroups(CalendarVersions versions, Jurisdictions jurisdictions, Units units, JdbcClient jdbc, Actors actors) {
        this.versions = versions;
        this.jurisdictions = jurisdictions;
        this.units = units;
        this.jdbc = jdbc;
        this.actors = actors;
    }

    /**
     * A group as it is.
     *
     * @param place where its own days are taken in, for example {@code 430500-hospital}
     * @param workDays days of the week that are worked, 1 for Monday to 7
     * @param officeFrom {@code HH:mm}, or null for the jurisdiction's office hours; likewise {@code officeUntil}
     */
    public record Group(String place, String name, List<Integer> workDays, String officeFrom, String officeUntil, List<String> units) {
    }

    /** The groups of a jurisdiction by place. */
    public List<Group> list(String jurisdiction) {
        jurisdictions.require(jurisdiction);
        return jdbc.sql("select place, name, office_from, office_until from calendar_unit_group where jurisdiction = :jurisdiction "
                        + "order by place").param("jurisdiction", jurisdiction)
                .query((row, n) -> new Group(row.getString(1), row.getString(2), workDays(row.getString(1)), row.getString(3),
                        row.getString(4), jdbc.sql("select unit from calendar_unit_group_unit where place = :place order by unit")
                                .param("place", row.getString(1)).query(String.class).list())).list();
    }

    private List<Integer> workDays(String place) {
        return jdbc.sql("select work_week from calendar_version where jurisdiction = :place and work_week is not null "
                        + "order by number desc limit 1").param("place", place).query(String.class).optional()
                .map(WorkingDays::week).orElse(Calendars.USUAL_WEEK).stream().map(DayOfWeek::getValue).sorted().toList();
    }

    /**
     * Makes a group or changes it.
     *
     * @param code lower-case letters, digits; up to 16
     * @param order what it rests on
     * @return the version of its calendar from now on; open limits are to follow it
     * @throws Refusal FORBIDDEN for everybody but administrators, INVALID for what cannot be, RULE
     *     {@code calendar.unitInOtherGroup}
     */
    @Transactional
    public String define(String jurisdiction, String code, String order, Group wanted) {
        Actor actor = actors.current();
        CalendarVersions.requireAdministrator(actor);
        jurisdictions.require(jurisdiction);
        if (!code.matches("[a-z0-9]{1,16}")) {
            throw Refusal.invalid("calendar.badGroup", "单位组代码须为1至16个小写字母或数字。");
        }
        String place = jurisdiction + "-" + code;
        String name = Texts.required("单位组名称", wanted.name(), 64);
        String week = week(wanted.workDays());
        requireOfficeHours(wanted);
        for (String unit : wanted.units() == null ? List.<String>of() : wanted.units()) {
            units.require(jurisdiction, unit);
        }
        jdbc.sql("delete from calendar_unit_group_unit where place = :place").param("place", place).update();
        int known = jdbc.sql("update calendar_unit_group set name = :name, office_from = :from, office_until = :until where place = :place")
                .param("name", name).param("from", wanted.officeFrom()).param("until", wanted.officeUntil()).param("place", place).update();
        if (known == 0) {
            jdbc.sql("insert into calendar_unit_group (place, jurisdiction, name, office_from, office_until) "
                            + "values (:place, :jurisdiction, :name, :from, :until)")
                    .param("place", place).param("jurisdiction", jurisdiction).param("name", name)
                    .param("from", wanted.officeFrom()).param("until", wanted.officeUntil()).update();
        }
        for (String unit : new TreeSet<>(wanted.units() == null ? List.of() : wanted.units())) {
            try {
                jdbc.sql("insert into calendar_unit_group_unit (unit, place) values (:unit, :place)").param("unit", unit)
                        .param("place", place).update();
            } catch (DuplicateKeyException inAnother) {
                throw Refusal.rule("calendar.unitInOtherGroup", "单位「" + unit + "」已在另一个单位组，请先从那里移出。");
            }
        }
        return versions.withWeek(place, Texts.required("依据（文号）", order, 255), actor, week);
    }

    private static String week(List<Integer> days) {
        Set<Integer> worked = new TreeSet<>(days == null ? List.of(1, 2, 3, 4, 5) : days);
        if (worked.isEmpty() || worked.stream().anyMatch(day -> day < 1 || day > 7)) {
            throw Refusal.invalid("calendar.badWeek", "workDays须为1（周一）至7（周日），至少一天。");
        }
        StringBuilder digits = new StringBuilder();
        for (int day = 1; day <= 7; day++) {
            digits.append(worked.contains(day) ? '1' : '0');
        }
        return digits.toString();
    }

    private static void requireOfficeHours(Group wanted) {
        if (wanted.officeFrom() == null && wanted.officeUntil() == null) {
            return;
        }
        try {
            if (wanted.officeFrom() != null && wanted.officeUntil() != null && wanted.officeFrom().length() == 5
                    && wanted.officeUntil().length() == 5
                    && LocalTime.parse(wanted.officeFrom()).isBefore(LocalTime.parse(wanted.officeUntil()))) {
                return;
            }
        } catch (DateTimeParseException noTime) {
            throw Refusal.invalid("calendar.badOfficeHours", "上下班时间须为HH:mm。");
        }
        throw Refusal.invalid("calendar.badOfficeHours", "上下班时间须同时填写，形如08:00和20:00，下班晚于上班。");
    }
}
