package org.hotline12345.report;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Adds rows up: each row says which measures it counts for, and is added to the whole, its day and its other items. */
final class Tally {

    private final Map<Dimension, Map<String, long[]>> counts = new EnumMap<>(Dimension.class);
    private final List<String> measures = new ArrayList<>();
    private final List<Boolean> greatest = new ArrayList<>();
    private final LocalDate first;
    private final long[] days;
    private final String[] names;

    Tally(Period period, ZoneId zone) {
        first = period.from();
        int length = Math.toIntExact(period.to().toEpochDay() - first.toEpochDay()) + 1;
        days = new long[length];
        names = new String[length];
        for (int day = 0; day < length; day++) {
            days[day] = Period.start(first.plusDays(day), zone);
            names[day] = first.plusDays(day).toString();
        }
    }

    /** Place of a measure among the numbers of an item. */
    int place(Measure measure) {
        int known = measures.indexOf(measure.code());
        if (known < 0) {
            known = measures.size();
            measures.add(measure.code());
            greatest.add(!measure.additive());
        }
        return known;
    }

    /** The day of an instant within the period, ISO 8601. */
    String day(long millis) {
        int found = Arrays.binarySearch(days, millis);
        return names[found >= 0 ? found : -found - 2];
    }

    /** The numbers of an item, by {@link #place}. */
    long[] numbers(Dimension dimension, String item) {
        Map<String, long[]> items = counts.computeIfAbsent(dimension, one -> new HashMap<>());
        long[] numbers = items.get(item == null ? "" : item);
        if (numbers == null || numbers.length < measures.size()) {
            numbers = numbers == null ? new long[measures.size()] : Arrays.copyOf(numbers, measures.size());
            items.put(item == null ? "" : item, numbers);
        }
        return numbers;
    }

    void add(long[] numbers, int place, long amount) {
        numbers[place] = greatest.get(place) ? Math.max(numbers[place], amount) : numbers[place] + amount;
    }

    List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        counts.forEach((dimension, items) -> items.forEach((item, numbers) -> {
            for (int place = 0; place < numbers.length; place++) {
                if (numbers[place] != 0) {
                    cells.add(new Cell(measures.get(place), dimension, item, numbers[place]));
                }
            }
        }));
        return cells;
    }
}
