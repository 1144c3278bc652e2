package org.hotline12345.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hotline12345.common.Actors;
import org.hotline12345.common.Refusal;
import org.hotline12345.organization.Jurisdiction;
import org.hotline12345.organization.Jurisdictions;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.Units;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The live board (运行看板) of a hotline: what is open, late, returned and in trouble, as last counted. No person's data. */
@Component
public class Board {

    /** Units and pairs shown: who is worse off comes first. */
    static final int MOST_ROWS = 20;
    /** Numbers older than this many counts are called stale. */
    private static final int LATE = 4;

    private final JdbcClient jdbc;
    private final Counts counts;
    private final Jurisdictions jurisdictions;
    private final Units units;
    private final Actors actors;
    private final ReportSettings settings;
    private final Clock clock;

    Board(JdbcClient jdbc, Counts counts, Jurisdictions jurisdictions, Units units, Actors actors, ReportSettings settings,
            Clock clock) {
        this.jdbc = jdbc;
        this.counts = counts;
        this.jurisdictions = jurisdictions;
        this.units = units;
        this.actors = actors;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * The board.
     *
     * @param asOf when the numbers were counted, or null before the first count
     * @param now the hotline's time of this answer
     * @param everySeconds time between two counts
     * @param stale whether a count is long overdue
     * @param units those with a red card, an overdue ticket or an overdue order, the worst first, at most 20
     * @param unitsInTrouble how many such units there are
     * @param returnPairs returns of the last 30 days from one unit towards another, the most frequent first, at most 20
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record View(String jurisdiction, String name, OffsetDateTime asOf, OffsetDateTime now, long everySeconds,
            boolean stale, List<Number> figures, List<UnitRow> units, int unitsInTrouble, List<Pair> returnPairs) {
    }

    /** One number with its name and what it means, and whether it can be told by unit. */
    public record Number(Figure code, String label, String meaning, long tickets, boolean byUnit) {
    }

    /** One unit's numbers, tickets each. */
    public record UnitRow(String unit, String name, long atUnits, long unsigned, long dueToday, long yellow, long red,
            long overdue, long returning, long ordersOverdue) {
    }

    /** Tickets that one unit wanted to hand to the other; {@code to} is null where it named none. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Pair(String from, String fromName, String to, String toName, long tickets) {
    }

    /**
     * The numbers as last counted.
     *
     * @param jurisdiction a code, or null for the default
     * @throws Refusal FORBIDDEN {@code report.centreOnly}; UNKNOWN for a jurisdiction nobody registered
     */
    @Transactional(readOnly = true)
    public View view(String jurisdiction) {
        requireCentre(actors);
        Jurisdiction place = jurisdictions.require(jurisdiction);
        Map<Figure, Long> whole = new EnumMap<>(Figure.class);
        Map<String, Map<Figure, Long>> byUnit = new TreeMap<>();
        List<Pair> pairs = new ArrayList<>();
        jdbc.sql("select figure, unit, other, tickets from report_figure where jurisdiction = :jurisdiction")
                .param("jurisdiction", place.code()).query(row -> {
                    Figure figure = Figure.of(row.getString(1));
                    String unit = row.getString(2);
                    long tickets = row.getLong(4);
                    if (unit.isEmpty()) {
                        whole.put(figure, tickets);
                    } else if (figure == Figure.RETURNS) {
                        String other = row.getString(3).isEmpty() ? null : row.getString(3);
                        pairs.add(new Pair(unit, nameOf(unit), other, other == null ? null : nameOf(other), tickets));
                    } else {
                        byUnit.computeIfAbsent(unit, code -> new EnumMap<>(Figure.class)).put(figure, tickets);
                    }
                });
        pairs.sort(Comparator.comparing(Pair::tickets).reversed().thenComparing(Pair::from)
                .thenComparing(Pair::to, Comparator.nullsLast(Comparator.naturalOrder())));
        List<UnitRow> troubled = byUnit.entrySet().stream().map(unit -> row(unit.getKey(), unit.getValue()))
                .filter(row -> row.overdue + row.red + row.ordersOverdue > 0)
                .sorted(Comparator.comparing(UnitRow::overdue).thenComparing(UnitRow::red).thenComparing(UnitRow::ordersOverdue)
                        .thenComparing(UnitRow::yellow).reversed().thenComparing(UnitRow::unit)).toList();
        Instant asOf = counts.countedAt(BoardCount.NAME);
        Instant now = clock.instant();
        boolean stale = asOf == null || asOf.plus(settings.every().multipliedBy(LATE)).isBefore(now);
        return new View(place.code(), place.name(), asOf == null ? null : time(asOf), time(now), settings.every().toSeconds(), stale,
                Arrays.stream(Figure.values()).map(figure -> new Number(figure, figure.label(), figure.meaning(),
                        whole.getOrDefault(figure, 0L), figure.source().unit() != null)).toList(),
                troubled.stream().limit(MOST_ROWS).toList(), troubled.size(), pairs.stream().limit(MOST_ROWS).toList());
    }

    static void requireCentre(Actors actors) {
        if (!actors.current().isCentre()) {
            throw Refusal.forbidden("report.centreOnly", "只有热线中心人员可以查看运行看板。");
        }
    }

    private UnitRow row(String unit, Map<Figure, Long> figures) {
        return new UnitRow(unit, nameOf(unit), of(figures, Figure.AT_UNITS), of(figures, Figure.UNSIGNED),
                of(figures, Figure.DUE_TODAY), of(figures, Figure.YELLOW), of(figures, Figure.RED), of(figures, Figure.OVERDUE),
                of(figures, Figure.RETURNING), of(figures, Figure.ORDERS_OVERDUE));
    }

    private static long of(Map<Figure, Long> figures, Figure figure) {
        return figures.getOrDefault(figure, 0L);
    }

    private String nameOf(String unit) {
        return units.find(unit).map(Unit::name).orElse(unit);
    }

    private OffsetDateTime time(Instant instant) {
        return instant.atZone(clock.getZone()).toOffsetDateTime();
    }
}
