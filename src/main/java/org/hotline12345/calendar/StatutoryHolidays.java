package org.hotline12345.calendar;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * The thirteen statutory holidays of a year (全国年节及纪念日放假办法 as revised in November 2024): all that is certain before
 * the year's notice moves weekends around them.
 */
final class StatutoryHolidays {

    /** Moving feasts, computed astronomically; Qingming, Dragon Boat, Mid-Autumn and the first day of the lunar year. */
    private static final String FESTIVALS = "/data/lunar-festivals.csv";

    private final Map<Integer, Set<LocalDate>> daysOff;
    private final Map<Integer, LocalDate> lunarEves;

    private StatutoryHolidays(Map<Integer, Set<LocalDate>> daysOff, Map<Integer, LocalDate> lunarEves) {
        this.daysOff = daysOff;
        this.lunarEves = lunarEves;
    }

    static StatutoryHolidays load() {
        CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
        Map<Integer, Set<LocalDate>> daysOff = new HashMap<>();
        Map<Integer, LocalDate> lunarEves = new HashMap<>();
        try (Reader file = new InputStreamReader(StatutoryHolidays.class.getResourceAsStream(FESTIVALS),
                StandardCharsets.UTF_8)) {
            for (CSVRecord row : format.parse(file)) {
                daysOff.put(Integer.parseInt(row.get("calendar_year")), of(row));
                lunarEves.put(Integer.parseInt(row.get("calendar_year")), LocalDate.parse(row.get("spring_festival")).minusDays(1));
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return new StatutoryHolidays(Map.copyOf(daysOff), Map.copyOf(lunarEves));
    }

    private static Set<LocalDate> of(CSVRecord row) {
        int year = Integer.parseInt(row.get("calendar_year"));
        LocalDate springFestival = LocalDate.parse(row.get("spring_festival"));
        Set<LocalDate> days = new HashSet<>();
        days.add(LocalDate.of(year, 1, 1));
        for (int day = -1; day <= 2; day++) {
            days.add(springFestival.plusDays(day));
        }
        days.add(LocalDate.parse(row.get("qingming")));
        days.add(LocalDate.of(year, 5, 1));
        days.add(LocalDate.of(year, 5, 2));
        days.add(LocalDate.parse(row.get("dragon_boat")));
        days.add(LocalDate.parse(row.get("mid_autumn")));
        for (int day = 1; day <= 3; day++) {
            days.add(LocalDate.of(year, 10, day));
        }
        return Set.copyOf(days);
    }

    boolean covers(int year) {
        return daysOff.containsKey(year);
    }

    /** The days the law of that year names: until 2024 neither New Year's Eve of the lunar year nor 2 May. */
    Set<LocalDate> inLawOf(int year) {
        Set<LocalDate> days = new HashSet<>(daysOff.get(year));
        if (year < 2025) {
            days.remove(LocalDate.of(year, 5, 2));
            days.remove(lunarEves.get(year));
        }
        return days;
    }

    Set<LocalDate> of(int year) {
        return daysOff.get(year);
    }
}
