package org.hotline12345.report;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hotline12345.organization.Jurisdiction;
import org.hotline12345.organization.Jurisdictions;
import org.hotline12345.organization.Settings;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Counts the measures of the catalogue over a period, now. All measures of one base are told by one reading of its rows: the
 * database says of each row which conditions it meets, and what belongs together is added up here. Grouping by six dimensions
 * at once in the database would sort nearly as many groups as there are rows.
 */
@Component
public class PeriodFigures {

    /** Days read at once, so that a year needs no more memory than a week. */
    private static final int SLICE = 8;
    /** Bits of a number that SQL adds up without a sign. */
    private static final int MOST_CONDITIONS = 62;

    private final JdbcClient jdbc;
    private final Measures measures;
    private final Jurisdictions jurisdictions;
    private final Settings settings;
    private final Clock clock;

    PeriodFigures(JdbcClient jdbc, Measures measures, Jurisdictions jurisdictions, Settings settings, Clock clock) {
        this.jdbc = jdbc;
        this.measures = measures;
        this.jurisdictions = jurisdictions;
        this.settings = settings;
        this.clock = clock;
    }

    /** Every measure, by every dimension that fits. Nobody's sight is asked: callers are to show what their reader may see. */
    @Transactional(readOnly = true)
    public Figures of(Period period) {
        return of(period, measures.all());
    }

    /**
     * Every measure of the tickets of a topic. Measures of the whole city stay what they are, so that the topic can be held
     * against it; calls are not told apart by topic and not counted.
     */
    @Transactional(readOnly = true)
    public Figures of(Period period, Topic topic) {
        return of(period, measures.all(), topic);
    }

    /** Some measures only, which is cheaper. */
    @Transactional(readOnly = true)
    public Figures of(Period period, Collection<Measure> wanted) {
        return of(period, wanted, null);
    }

    private Figures of(Period period, Collection<Measure> wanted, Topic topic) {
        Instant asOf = clock.instant();
        Jurisdiction place = jurisdictions.require(period.jurisdiction());
        Tally tally = new Tally(period, clock.getZone());
        Map<Base, List<Counted>> byBase = new EnumMap<>(Base.class);
        Map<Base, List<Counted>> ofTheCity = new EnumMap<>(Base.class);
        for (Measure measure : wanted) {
            int number = tally.place(measure);
            measure.parts().forEach(part -> (topic != null && part.wholeCity() ? ofTheCity : byBase)
                    .computeIfAbsent(part.base(), base -> new ArrayList<>()).add(new Counted(part, number)));
        }
        byBase.forEach((base, parts) -> {
            if (topic == null || base.hasTickets()) {
                read(base, parts, period, place, topic, tally);
            }
        });
        ofTheCity.forEach((base, parts) -> read(base, parts, period, place, null, tally));
        return Figures.of(period, asOf, measures.version(), tally.cells());
    }

    /** One condition and where its count goes. */
    private record Counted(Measure.Part part, int place) {
    }

    private void read(Base base, List<Counted> parts, Period period, Jurisdiction place, Topic topic, Tally tally) {
        if (parts.size() > MOST_CONDITIONS) {
            throw new IllegalStateException(base + " has more conditions than one number holds");
        }
        List<Dimension> columns = base.columns();
        String sql = sql(base, parts, columns) + (topic == null ? "" : " and " + topic.condition());
        Map<String, Object> params = parameters(period, place, settings, clock.getZone());
        if (topic != null) {
            params.putAll(topic.parameters());
        }
        LocalDate day = period.from();
        while (!day.isAfter(period.to())) {
            LocalDate after = base.at() == null || day.plusDays(SLICE).isAfter(period.to()) ? period.to().plusDays(1) : day.plusDays(SLICE);
            params.put("from", Period.start(day, clock.getZone()));
            params.put("until", Period.start(after, clock.getZone()));
            params.put("firstDay", day);
            params.put("dayAfter", after);
            jdbc.sql(sql).params(params).query(row -> {
                add(row, base, parts, columns, place.hotlineUnit(), tally);
            });
            day = after;
        }
    }

    private static void add(ResultSet row, Base base, List<Counted> parts, List<Dimension> columns, String hotline, Tally tally)
            throws SQLException {
        long met = row.getLong(1);
        if (met == 0) {
            return;
        }
        long[] whole = tally.numbers(Dimension.ALL, "");
        long[] ofDay = base.at() == null ? null
                : tally.numbers(Dimension.DAY, base.byDay() ? row.getString(2) : tally.day(row.getLong(2)));
        long[][] items = new long[columns.size()][];
        int unit = -1;
        for (int column = 0; column < columns.size(); column++) {
            items[column] = tally.numbers(columns.get(column), row.getString(column + 3));
            unit = columns.get(column) == Dimension.UNIT ? column : unit;
        }
        int amounts = columns.size() + 3;
        for (int bit = 0; bit < parts.size(); bit++) {
            Counted counted = parts.get(bit);
            long amount = counted.part.amount() == null ? 1 : row.getLong(amounts++);
            if ((met & 1L << bit) != 0) {
                tally.add(whole, counted.place, amount);
                if (ofDay != null) {
                    tally.add(ofDay, counted.place, amount);
                }
                for (int column = 0; column < items.length; column++) {
                    tally.add(column == unit && counted.part.atHotline() ? tally.numbers(Dimension.UNIT, hotline) : items[column],
                            counted.place, amount);
                }
            }
        }
    }

    private static String sql(Base base, List<Counted> parts, List<Dimension> columns) {
        StringBuilder sql = new StringBuilder("select 0");
        for (int bit = 0; bit < parts.size(); bit++) {
            sql.append(" + case when ").append(parts.get(bit).part.condition()).append(" then ").append(1L << bit).append(" else 0 end");
        }
        sql.append(", ").append(base.at() == null ? "0" : base.at());
        columns.forEach(dimension -> sql.append(", ").append(base.item(dimension)));
        parts.stream().filter(counted -> counted.part.amount() != null).forEach(counted -> sql.append(", ").append(counted.part.amount()));
        return sql.append(" from ").append(base.rows()).append(" where ").append(base.among()).toString();
    }

    /** What conditions and bases name; of the period, the whole of it. */
    static Map<String, Object> parameters(Period period, Jurisdiction place, Settings settings, ZoneId zone) {
        Map<String, Object> params = new HashMap<>();
        params.put("jurisdiction", place.code());
        params.put("hotline", place.hotlineUnit());
        params.put("defaultedCount", settings.flag(place.code(), "callback.defaultCountsAsSatisfied") ? 1 : 0);
        params.put("start", period.start(zone));
        params.put("end", period.end(zone));
        params.put("from", period.start(zone));
        params.put("until", period.end(zone));
        params.put("firstDay", period.from());
        params.put("dayAfter", period.to().plusDays(1));
        return params;
    }
}
