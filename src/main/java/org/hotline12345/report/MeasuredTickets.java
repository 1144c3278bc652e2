package org.hotline12345.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.Page;
import org.hotline12345.common.Refusal;
import org.hotline12345.organization.Jurisdiction;
import org.hotline12345.organization.Jurisdictions;
import org.hotline12345.organization.Settings;
import org.hotline12345.ticket.FoundTickets;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The tickets behind a number: exactly the rows that were counted, oldest first, found by the condition that counts them. */
@Component
public class MeasuredTickets {

    private static final String END = "report.badCursor";

    private final JdbcClient jdbc;
    private final Measures measures;
    private final FoundTickets tickets;
    private final ItemNames names;
    private final Jurisdictions jurisdictions;
    private final Settings settings;
    private final Actors actors;
    private final Clock clock;

    MeasuredTickets(JdbcClient jdbc, Measures measures, FoundTickets tickets, ItemNames names, Jurisdictions jurisdictions, Settings settings,
            Actors actors, Clock clock) {
        this.jdbc = jdbc;
        this.measures = measures;
        this.tickets = tickets;
        this.names = names;
        this.jurisdictions = jurisdictions;
        this.settings = settings;
        this.actors = actors;
        this.clock = clock;
    }

    /**
     * One counted row.
     *
     * @param at when it happened
     * @param unit code of the unit it counts for, or null
     * @param amount what it is worth
     * @param statusName of the ticket as it is now, as are its other words
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Row(String ticketNo, String title, String kindName, String categoryName, String channelName, String statusName,
            OffsetDateTime at, String unit, String unitName, long amount) {
    }

    /**
     * Part of a list.
     *
     * @param hidden counted rows of this part whose ticket the reader may not know of
     * @param next where the next part begins, or null at the end
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Part(String measure, Dimension dimension, String item, List<Row> items, int hidden, String next) {
    }

    /** A row as the database gives it. */
    private record Key(int part, long at, String ticketNo, String tie, String unit, long amount) {
    }

    /**
     * The rows of a cell; the centre's all, a unit's only those of its own.
     *
     * @param item as of {@link Cell}; ignored for {@link Dimension#ALL}
     * @param after {@link Part#next()} of the part before, or null for the first
     * @param size rows at most, 1 to {@value Page#MAX_SIZE}
     * @throws Refusal FORBIDDEN {@code report.notYours}; INVALID {@code report.noTickets}, {@code report.unknownMeasure},
     *     {@code report.badCursor}
     */
    @Transactional(readOnly = true)
    public Part of(Period period, String measureCode, Dimension dimension, String item, String after, int size) {
        Page.check(0, size);
        Measure measure = measures.require(measureCode);
        Actor actor = actors.current();
        String wanted = dimension == Dimension.ALL || item == null ? "" : item;
        if (!FigureReaders.listsTickets(actor, dimension, wanted)) {
            throw Refusal.forbidden("report.notYours", "这里的工单只对热线中心人员开放；承办单位人员可以查看本单位件数对应的工单。");
        }
        if (!measure.tickets()) {
            throw Refusal.invalid("report.noTickets", "“" + measure.name() + "”按日汇总统计，没有对应的工单。");
        }
        List<Key> keys = keys(period, measure, dimension, wanted, after, size + 1);
        boolean more = keys.size() > size;
        List<Key> shown = more ? keys.subList(0, size) : keys;
        Map<String, FoundTickets.Found> known = tickets.of(shown.stream().map(Key::ticketNo).distinct().toList(), actor, List.of()).stream()
                .collect(Collectors.toMap(FoundTickets.Found::ticketNo, Function.identity()));
        List<Row> rows = shown.stream().filter(key -> known.containsKey(key.ticketNo)).map(key -> row(period, key, known.get(key.ticketNo))).toList();
        return new Part(measure.code(), dimension, wanted, rows, shown.size() - rows.size(), more ? cursor(shown.get(size - 1)) : null);
    }

    private Row row(Period period, Key key, FoundTickets.Found ticket) {
        return new Row(key.ticketNo, ticket.title(), ticket.kindName(), ticket.categoryName(), ticket.channelName(), ticket.statusName(),
                Instant.ofEpochMilli(key.at).atZone(clock.getZone()).toOffsetDateTime(), key.unit,
                key.unit == null ? null : names.unit(period, key.unit), key.amount);
    }

    private List<Key> keys(Period period, Measure measure, Dimension dimension, String item, String after, int limit) {
        Key last = after == null || after.isBlank() ? null : key(after);
        List<Key> keys = new ArrayList<>();
        for (int number = last == null ? 0 : last.part; number < measure.parts().size() && keys.size() < limit; number++) {
            keys.addAll(keys(period, measure, number, dimension, item, last != null && last.part == number ? last : null, limit - keys.size()));
        }
        return keys;
    }

    private List<Key> keys(Period period, Measure measure, int number, Dimension dimension, String item, Key last, int limit) {
        Measure.Part part = measure.parts().get(number);
        Base base = part.base();
        Jurisdiction place = jurisdictions.require(period.jurisdiction());
        Map<String, Object> params = new HashMap<>(PeriodFigures.parameters(period, place, settings, clock.getZone()));
        params.put("limit", limit);
        String at = base.at() == null ? "d.dispatched_at" : base.at();
        String unit = part.atHotline() ? ":hotline" : base.item(Dimension.UNIT);
        StringBuilder sql = new StringBuilder("select ").append(at).append(", t.ticket_no, ").append(base.tie()).append(", ").append(unit)
                .append(", ").append(part.amount() == null ? "1" : part.amount()).append(" from ").append(base.rows()).append(" where ")
                .append(base.among()).append(" and (").append(part.condition()).append(')');
        narrow(sql, params, period, part, dimension, item);
        if (last != null) {
            sql.append(" and (").append(at).append(" > :at or ").append(at).append(" = :at and (t.ticket_no > :no or t.ticket_no = :no and ")
                    .append(base.tie()).append(" > :tie))");
            params.put("at", last.at);
            params.put("no", last.ticketNo);
            params.put("tie", base == Base.RETURNED || base == Base.REFUSALS ? Long.valueOf(last.tie) : last.tie);
        }
        sql.append(" order by ").append(at).append(", t.ticket_no, ").append(base.tie()).append(" limit :limit");
        return jdbc.sql(sql.toString()).params(params).query((row, n) -> new Key(number, row.getLong(1), row.getString(2), row.getString(3),
                row.getString(4), row.getLong(5))).list();
    }

    private void narrow(StringBuilder sql, Map<String, Object> params, Period period, Measure.Part part, Dimension dimension, String item) {
        Base base = part.base();
        if (dimension == Dimension.ALL) {
            return;
        }
        if (dimension == Dimension.DAY && base.at() != null) {
            Period day = new Period(period.jurisdiction(), Days.parse(item), Days.parse(item));
            params.put("from", Math.max(day.start(clock.getZone()), period.start(clock.getZone())));
            params.put("until", Math.min(day.end(clock.getZone()), period.end(clock.getZone())));
            return;
        }
        String column = dimension == Dimension.UNIT && part.atHotline() ? ":hotline" : base.item(dimension);
        if (column == null) {
            sql.append(" and 1 = 0");
        } else if (item.isEmpty()) {
            sql.append(" and ").append(column).append(" is null");
        } else {
            sql.append(" and ").append(column).append(" = :item");
            params.put("item", item);
        }
    }

    private static String cursor(Key key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(
                (key.part + "|" + key.at + "|" + key.ticketNo + "|" + key.tie).getBytes(StandardCharsets.UTF_8));
    }

    private static Key key(String cursor) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split("\\|", 4);
            return new Key(Integer.parseInt(parts[0]), Long.parseLong(parts[1]), parts[2], parts[3], null, 0);
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException broken) {
            throw Refusal.invalid(END, "翻页位置无效，请从第一页重新打开。");
        }
    }
}
