package org.hotline12345.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hotline12345.common.Actors;
import org.hotline12345.common.Page;
import org.hotline12345.common.Refusal;
import org.hotline12345.organization.Categories;
import org.hotline12345.organization.Category;
import org.hotline12345.organization.Jurisdictions;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.Units;
import org.hotline12345.ticket.Kind;
import org.hotline12345.ticket.TicketStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The tickets behind a number of the board, as they are at this moment. */
@Component
public class BoardTickets {

    /** Not the bare column: MySQL would walk its index from the oldest ticket ever instead of sorting the open ones. */
    private static final String REGISTERED = "(t.registered_at + 0)";

    private final JdbcClient jdbc;
    private final Counts counts;
    private final Jurisdictions jurisdictions;
    private final Units units;
    private final Categories categories;
    private final Actors actors;
    private final Clock clock;

    BoardTickets(JdbcClient jdbc, Counts counts, Jurisdictions jurisdictions, Units units, Categories categories, Actors actors,
            Clock clock) {
        this.jdbc = jdbc;
        this.counts = counts;
        this.jurisdictions = jurisdictions;
        this.units = units;
        this.categories = categories;
        this.actors = actors;
        this.clock = clock;
    }

    /**
     * Which tickets.
     *
     * @param unit a unit's code, or null for all; only for figures told by unit
     * @param to the other unit of a pair of returns, or null for all
     * @param sort {@code until} (limits of units, earliest first; only for what units have), {@code registered} (oldest first),
     *     {@code -registered}, or null for the first of these that fits
     */
    public record Wish(String jurisdiction, String what, String unit, String to, String sort) {
    }

    /**
     * A ticket of the list; the unit is the one asked for, else its lead, or the first one it is with.
     *
     * @param until end of that unit's limit, exclusive, or null
     * @param card {@code yellow}, {@code red} or null
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Row(String ticketNo, String title, TicketStatus status, String statusName, Kind kind, String kindName,
            String categoryName, String unit, String unitName, OffsetDateTime until, String card, boolean urgent,
            boolean supervised, boolean confidential, int urges, int returns, OffsetDateTime registeredAt) {
    }

    /**
     * One page of the list.
     *
     * @throws Refusal FORBIDDEN {@code report.centreOnly}; INVALID for an unknown figure, unit, order or page
     */
    @Transactional(readOnly = true)
    public Page<Row> list(Wish wish, int page, int size) {
        Board.requireCentre(actors);
        Page.check(page, size);
        String jurisdiction = jurisdictions.require(wish.jurisdiction).code();
        Figure figure = Figure.of(wish.what);
        Figure.Source source = figure.source();
        Map<String, Object> params = new HashMap<>(counts.instants(clock.instant()));
        params.put("jurisdiction", jurisdiction);
        params.put("limit", size + 1);
        params.put("offset", (long) page * size);
        StringBuilder where = new StringBuilder(" where t.jurisdiction = :jurisdiction and ").append(source.among())
                .append(" and ").append(figure.condition());
        narrow(where, params, jurisdiction, source.unit(), "unit", wish.unit);
        narrow(where, params, jurisdiction, source.other(), "other", wish.to);
        List<String> numbers = jdbc.sql("select t.ticket_no from " + source.rows() + where
                        + (source == Figure.Source.TICKET ? "" : " group by t.ticket_no, t.registered_at")
                        + " order by " + order(source, wish.sort) + ", t.ticket_no limit :limit offset :offset")
                .params(params).query(String.class).list();
        return Page.of(numbers.isEmpty() ? List.of() : rows(numbers, wish.unit), page, size);
    }

    private void narrow(StringBuilder where, Map<String, Object> params, String jurisdiction, String column, String name, String unit) {
        if (unit == null) {
            return;
        }
        if (column == null) {
            throw Refusal.invalid("report.notByUnit", "这项指标不分单位统计，请去掉单位条件。");
        }
        units.require(jurisdiction, unit);
        where.append(" and ").append(column).append(" = :").append(name);
        params.put(name, unit);
    }

    private static String order(Figure.Source source, String sort) {
        boolean limits = source == Figure.Source.DISPATCH;
        return switch (sort == null ? limits ? "until" : "registered" : sort) {
            case "registered" -> REGISTERED;
            case "-registered" -> REGISTERED + " desc";
            case "until" -> {
                if (!limits) {
                    throw Refusal.invalid("report.unknownSort", "这项指标没有办理时限，请按登记时间（registered 或 -registered）排序。");
                }
                yield "min(coalesce(d.handle_until, 9223372036854775807))";
            }
            default -> throw Refusal.invalid("report.unknownSort", "排序只能是 until、registered 或 -registered。");
        };
    }

    private List<Row> rows(List<String> numbers, String unit) {
        Map<String, Row> rows = new LinkedHashMap<>();
        numbers.forEach(number -> rows.put(number, null));
        jdbc.sql("select t.ticket_no, t.jurisdiction, t.title, t.status, t.kind, t.category, t.urgent, t.supervised, t.confidential, "
                        + "t.urges, t.returns, t.registered_at, d.unit, d.handle_until, d.card from ticket_ticket t "
                        + "left join ticket_dispatch d on d.ticket_no = t.ticket_no and d.state not in ('returned', 'ended') and d.role <> 'guide' "
                        + "where t.ticket_no in (:numbers) order by case when d.unit = :unit then 0 else 1 end, "
                        + "case d.role when 'lead' then 0 else 1 end, d.round desc, d.unit")
                .param("numbers", numbers).param("unit", unit == null ? "" : unit).query(row -> {
                    String number = row.getString("ticket_no");
                    if (rows.get(number) == null) {
                        rows.put(number, row(row));
                    }
                });
        return new ArrayList<>(rows.values());
    }

    private Row row(ResultSet row) throws SQLException {
        TicketStatus status = TicketStatus.of(row.getString("status"));
        Kind kind = Kind.of(row.getString("kind"));
        String unit = row.getString("unit");
        long until = row.getLong("handle_until");
        boolean limited = !row.wasNull();
        return new Row(row.getString("ticket_no"), row.getString("title"), status, status.label(), kind, kind.label(),
                categories.find(row.getString("jurisdiction"), row.getString("category")).map(Category::name).orElse(null),
                unit, units.find(unit).map(Unit::name).orElse(unit), limited ? time(until) : null, row.getString("card"),
                row.getBoolean("urgent"), row.getBoolean("supervised"), row.getBoolean("confidential"), row.getInt("urges"),
                row.getInt("returns"), time(row.getLong("registered_at")));
    }

    private OffsetDateTime time(long millis) {
        return Instant.ofEpochMilli(millis).atZone(clock.getZone()).toOffsetDateTime();
    }
}
