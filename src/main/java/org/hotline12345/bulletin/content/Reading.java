package org.hotline12345.bulletin.content;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hotline12345.bulletin.Frozen;
import org.hotline12345.bulletin.Names;
import org.hotline12345.report.Dimension;
import org.hotline12345.report.Figures;
import org.hotline12345.report.Rate;

/** The frozen figures as a bulletin reads them: by name, in the order of the city's papers. */
final class Reading {

    private static final Set<String> TERRITORIES = Set.of("district", "zone", "sub-platform", "township");

    private final Frozen frozen;
    private final Figures figures;
    private final Names names;

    Reading(Frozen frozen) {
        this.frozen = frozen;
        this.figures = frozen.figures();
        this.names = frozen.names();
    }

    /** Something with its count. */
    record Counted(String code, String name, long count) {
    }

    Frozen frozen() {
        return frozen;
    }

    long n(String measure) {
        return figures.count(measure);
    }

    long n(String measure, String unit) {
        return figures.count(measure, Dimension.UNIT, unit);
    }

    /** The whole less the hotline's own row. */
    long withoutHotline(String measure) {
        return n(measure) - (names.hotlineUnit() == null ? 0 : n(measure, names.hotlineUnit()));
    }

    String share(long part, long base) {
        return new Cell.Share(part, base, false).text();
    }

    String unitName(String unit) {
        return unit.isEmpty() ? "未明确单位" : names.of(Dimension.UNIT, unit);
    }

    String hotlineUnit() {
        return names.hotlineUnit();
    }

    /**
     * Units with any of these counts, as papers list them: places first, then the hotline itself, then the others; in each
     * block by the first measure, the most first, and as the city lists them where that is equal.
     */
    List<String> units(String... measures) {
        Comparator<String> order = Comparator.comparingInt(this::block)
                .thenComparing(unit -> n(measures[0], unit), Comparator.reverseOrder());
        List<String> sorted = new ArrayList<>(listed(measures).stream().sorted(order).toList());
        // Last, so that the table adds up to the whole: tickets that no unit answered in the end.
        if (List.of(measures).stream().anyMatch(measure -> n(measure, "") != 0)) {
            sorted.add("");
        }
        return sorted;
    }

    /** Units by one measure, the most first, without the hotline itself; those with none are left out. */
    List<Counted> ranked(String measure) {
        return listed(measure).stream().filter(unit -> !unit.equals(names.hotlineUnit()))
                .map(unit -> new Counted(unit, unitName(unit), n(measure, unit)))
                .sorted(Comparator.comparingLong(Counted::count).reversed()).toList();
    }

    /** The first few of {@link #ranked}, places before other units, as papers name them. */
    List<Counted> foremost(String measure, int most) {
        return ranked(measure).stream().limit(most).sorted(Comparator.comparingInt(unit -> block(unit.code()))).toList();
    }

    private List<String> listed(String... measures) {
        Set<String> counted = new LinkedHashSet<>();
        names.all(Dimension.UNIT).forEach(unit -> counted.add(unit.code()));
        for (String measure : measures) {
            counted.addAll(figures.by(measure, Dimension.UNIT).keySet());
        }
        return counted.stream().filter(unit -> !unit.isEmpty())
                .filter(unit -> List.of(measures).stream().anyMatch(measure -> n(measure, unit) != 0)).toList();
    }

    private int block(String unit) {
        if (unit.equals(names.hotlineUnit())) {
            return 1;
        }
        return names.find(Dimension.UNIT, unit).filter(named -> named.kind() != null && TERRITORIES.contains(named.kind())).isPresent() ? 0 : 2;
    }

    /** Groups of matters (大类) by one measure, the most first; matters are counted at their group. */
    List<Counted> groups(String measure) {
        Map<String, Long> sums = new HashMap<>();
        figures.by(measure, Dimension.CATEGORY).forEach((category, count) -> sums.merge(groupOf(category), count, Long::sum));
        return sorted(Dimension.CATEGORY, sums);
    }

    /** Matters (小类) by one measure, the most first; of one group, or of all where it is null. */
    List<Counted> matters(String measure, String group) {
        return sorted(Dimension.CATEGORY, figures.by(measure, Dimension.CATEGORY).entrySet().stream()
                .filter(entry -> group == null || group.equals(groupOf(entry.getKey())))
                .filter(entry -> group == null || !entry.getKey().equals(group))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** Matters by the difference of two measures, the most first. */
    List<Counted> mattersLess(String measure, String less) {
        Map<String, Long> rest = new HashMap<>(figures.by(measure, Dimension.CATEGORY));
        figures.by(less, Dimension.CATEGORY).forEach((category, count) -> rest.merge(category, -count, Long::sum));
        return sorted(Dimension.CATEGORY, rest);
    }

    private String groupOf(String category) {
        return names.find(Dimension.CATEGORY, category).map(Names.Named::parent).filter(Objects::nonNull)
                .filter(parent -> !parent.isEmpty()).orElse(category);
    }

    /** Items of a dimension by a measure, the most first; what has none is said to have none. */
    List<Counted> by(String measure, Dimension dimension) {
        return sorted(dimension, figures.by(measure, dimension));
    }

    private List<Counted> sorted(Dimension dimension, Map<String, Long> counts) {
        List<String> order = new ArrayList<>();
        names.all(dimension).forEach(named -> order.add(named.code()));
        return counts.entrySet().stream().filter(entry -> entry.getValue() != 0)
                .map(entry -> new Counted(entry.getKey(), entry.getKey().isEmpty() ? unknown(dimension) : names.of(dimension, entry.getKey()), entry.getValue()))
                .sorted(Comparator.comparingLong(Counted::count).reversed().thenComparingInt(item -> {
                    int place = order.indexOf(item.code());
                    return place < 0 ? Integer.MAX_VALUE : place;
                }).thenComparing(Counted::code)).toList();
    }

    private static String unknown(Dimension dimension) {
        return dimension == Dimension.REGION ? "未注明地区" : "未分类";
    }

    /** “甲(3件)、乙(2件)等”: 等 only where more are left. */
    static String named(List<Counted> all, int most, String unit) {
        return all.stream().limit(most).map(item -> item.name() + "(" + item.count() + unit + ")").collect(Collectors.joining("、"))
                + (all.size() > most ? "等" : "");
    }

    /** “甲、乙等”. */
    static String names(List<Counted> all, int most) {
        return all.stream().limit(most).map(Counted::name).collect(Collectors.joining("、")) + (all.size() > most ? "等" : "");
    }

    /** The rate that the city calls by the name of a setting, if its figures were frozen with one. */
    Optional<Rate> rateOf(String setting) {
        return rate(names.term(setting));
    }

    Optional<Rate> rate(String code) {
        return frozen.rates().stream().filter(rate -> rate.code().equals(code)).findFirst();
    }

    /** Tickets below which a unit is not assessed. */
    long minimum() {
        String set = names.term("report.excludeBelowTickets");
        return set.isEmpty() ? 0 : Long.parseLong(set);
    }

    long days() {
        return ChronoUnit.DAYS.between(from(), to()) + 1;
    }

    LocalDate from() {
        return frozen.header().from();
    }

    LocalDate to() {
        return frozen.header().to();
    }

    /** The period as papers call it: 2023年1月份, 2023年1-2月份, 2020年度, or its days. */
    String period() {
        LocalDate from = from();
        LocalDate to = to();
        boolean whole = from.getDayOfMonth() == 1 && to.plusDays(1).getDayOfMonth() == 1 && from.getYear() == to.getYear();
        if (whole && from.getMonthValue() == 1 && to.getMonthValue() == 12) {
            return from.getYear() + "年度";
        }
        if (whole) {
            return from.getYear() + "年" + months() + "月份";
        }
        return day(from) + (from.equals(to) ? "" : "至" + day(to));
    }

    private String months() {
        return from().getMonthValue() + (from().getMonthValue() == to().getMonthValue() ? "" : "-" + to().getMonthValue());
    }

    static String day(LocalDate day) {
        return day == null ? "" : day.getYear() + "年" + day.getMonthValue() + "月" + day.getDayOfMonth() + "日";
    }
}
