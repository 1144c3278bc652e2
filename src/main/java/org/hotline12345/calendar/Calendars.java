package org.hotline12345.calendar;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the calendar versions in force, once per jurisdiction. */
@Component
class Calendars {

    static final String NATIONAL = "CN";

    private final JdbcClient jdbc;
    private final StatutoryHolidays statutory = StatutoryHolidays.load();
    private final Map<String, WorkingDays> inForce = new ConcurrentHashMap<>();

    Calendars(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    WorkingDays of(String jurisdiction) {
        return inForce.computeIfAbsent(jurisdiction, this::read);
    }

    void refresh() {
        inForce.clear();
    }

    /** The days of a version that was in force once, as {@link WorkingDays#version()} names it. */
    WorkingDays asOf(String version) {
        int local = version.indexOf('+');
        return local < 0 ? read(version, Optional.empty())
                : read(version.substring(0, local), Optional.of(version.substring(local + 1)));
    }

    private WorkingDays read(String jurisdiction) {
        return read(newest(NATIONAL).orElseThrow(() -> new IllegalStateException("There is no approved national calendar")),
                newest(jurisdiction));
    }

    /** The national days, then the jurisdiction's own on top: a county may order holidays the country does not have. */
    private WorkingDays read(String national, Optional<String> local) {
        Set<Integer> published = new HashSet<>(jdbc.sql("select calendar_year from calendar_year "
                + "where version = :version and published = true").param("version", national).query(Integer.class).list());
        Map<LocalDate, Boolean> exceptions = new HashMap<>(days(national));
        String version = national;
        if (local.isPresent()) {
            exceptions.putAll(days(local.get()));
            version = national + "+" + local.get();
        }
        return new WorkingDays(version, published, exceptions, statutory);
    }

    Optional<String> newest(String jurisdiction) {
        return jdbc.sql("select id from calendar_version where jurisdiction = :jurisdiction and approved_at is not null "
                + "order by number desc limit 1").param("jurisdiction", jurisdiction).query(String.class).optional();
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
