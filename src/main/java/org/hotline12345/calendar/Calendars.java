package org.hotline12345.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads the calendar versions in force, once per place: the country, a jurisdiction ({@code 430500}) or a group of its
 * units ({@code 430500-hospital}), each on top of the one before.
 */
@Component
class Calendars {

    static final String NATIONAL = "CN";
    static final Set<DayOfWeek> USUAL_WEEK = Set.copyOf(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY));

    private final JdbcClient jdbc;
    private final StatutoryHolidays statutory = StatutoryHolidays.load();
    private final Map<String, WorkingDays> inForce = new ConcurrentHashMap<>();
    private final Map<String, WorkingDays> past = new ConcurrentHashMap<>();
    private final ThreadLocal<Supposition> supposed = new ThreadLocal<>();
    private volatile Map<String, String> groupOfUnit;
    private volatile int versions;

    Calendars(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Days as they would be; holds for one thread while it counts. */
    private record Supposition(String place, Map<LocalDate, CalendarVersions.Day> days, Set<Integer> years,
            Map<String, WorkingDays> read) {
    }

    static String jurisdictionOf(String place) {
        int group = place.indexOf('-');
        return group < 0 ? place : place.substring(0, group);
    }

    WorkingDays of(String place) {
        Supposition supposition = supposed.get();
        return supposition == null ? inForce.computeIfAbsent(place, this::read)
                : supposition.read().computeIfAbsent(place, this::read);
    }

    /** The calendar of a unit: its group's, else its jurisdiction's. */
    String placeOf(String jurisdiction, String unit) {
        Map<String, String> groups = groupOfUnit;
        if (groups == null) {
            groups = new HashMap<>();
            for (Map<String, Object> row : jdbc.sql("select unit, place from calendar_unit_group_unit").query().listOfRows()) {
                groups.put((String) row.get("unit"), (String) row.get("place"));
            }
            groupOfUnit = groups;
        }
        return groups.getOrDefault(unit, jurisdiction);
    }

    void refresh() {
        inForce.clear();
        past.clear();
        groupOfUnit = null;
    }

    void refreshIfChanged() {
        int found = jdbc.sql("select count(*) from calendar_version").query(Integer.class).single();
        if (found != versions) {
            refresh();
            versions = found;
        }
    }

    /** Counts as if a place's newest version had the given days as well and the years were published. */
    <T> T supposing(String place, Map<LocalDate, CalendarVersions.Day> days, Set<Integer> years, Supplier<T> counting) {
        supposed.set(new Supposition(place, days, years, new HashMap<>()));
        try {
            return counting.get();
        } finally {
            supposed.remove();
        }
    }

    /** The days of a version that was in force once, as {@link WorkingDays#version()} names it. */
    WorkingDays asOf(String version) {
        return past.computeIfAbsent(version, named -> {
            Map<String, String> layers = new LinkedHashMap<>();
            for (String layer : named.split("\\+")) {
                layers.put(layer, layer);
            }
            return read(named, layers, null);
        });
    }

    private WorkingDays read(String place) {
        Map<String, String> layers = new LinkedHashMap<>();
        layers.put(NATIONAL, newest(NATIONAL).orElseThrow(() -> new IllegalStateException("There is no approved national calendar")));
        for (String layer : jurisdictionOf(place).equals(place) ? List.of(place) : List.of(jurisdictionOf(place), place)) {
            newest(layer).ifPresent(version -> layers.put(layer, version));
        }
        Supposition supposition = supposed.get();
        if (supposition != null && (place.equals(supposition.place()) || jurisdictionOf(place).equals(supposition.place()))) {
            layers.putIfAbsent(supposition.place(), "");
        }
        return read(null, layers, place);
    }

    /** The national days, then the jurisdiction's own on top: a county may order holidays the country does not have. */
    private WorkingDays read(String named, Map<String, String> layers, String place) {
        Supposition supposition = named == null ? supposed.get() : null;
        Set<Integer> published = null;
        Map<LocalDate, Boolean> exceptions = new HashMap<>();
        Set<DayOfWeek> week = USUAL_WEEK;
        List<String> versions = new ArrayList<>();
        for (Map.Entry<String, String> layer : layers.entrySet()) {
            String version = layer.getValue();
            Map<LocalDate, Boolean> days = days(version);
            boolean meant = supposition != null && supposition.place().equals(layer.getKey());
            if (published == null) {
                published = new HashSet<>(jdbc.sql("select calendar_year from calendar_year where version = :version "
                        + "and published = true").param("version", version).query(Integer.class).list());
                if (meant) {
                    published.addAll(supposition.years());
                }
            }
            if (meant) {
                supposition.days().forEach((date, day) -> {
                    if (day.kind() == CalendarVersions.DayKind.NORMAL) {
                        days.remove(date);
                    } else {
                        days.put(date, day.kind() == CalendarVersions.DayKind.WORK);
                    }
                });
            }
            exceptions.putAll(days);
            week = week(version).orElse(week);
            versions.add(meant ? version + "*" : version);
        }
        return new WorkingDays(named == null ? String.join("+", versions) : named, published, exceptions, statutory, week,
                place == null ? null : office(place).orElse(null));
    }

    Optional<String> newest(String place) {
        return jdbc.sql("select id from calendar_version where jurisdiction = :place and approved_at is not null "
                + "order by number desc limit 1").param("place", place).query(String.class).optional();
    }

    /** Days of the week that are worked, where a version names them. */
    Optional<Set<DayOfWeek>> week(String version) {
        return jdbc.sql("select work_week from calendar_version where id = :version and work_week is not null")
                .param("version", version).query(String.class).optional().map(WorkingDays::week);
    }

    private Optional<WorkingDays.Office> office(String place) {
        return jdbc.sql("select office_from, office_until from calendar_unit_group where place = :place and office_from is not null")
                .param("place", place).query((row, n) -> new WorkingDays.Office(LocalTime.parse(row.getString(1)),
                        LocalTime.parse(row.getString(2)))).optional();
    }

    private Map<LocalDate, Boolean> days(String version) {
        Map<LocalDate, Boolean> days = new HashMap<>();
        jdbc.sql("select calendar_date, kind from calendar_day where version = :version").param("version", version)
                .query(row -> {
                    days.put(row.getObject("calendar_date", LocalDate.class), "WORK".equals(row.getString("kind")));
                });
        return days;
    }
}
