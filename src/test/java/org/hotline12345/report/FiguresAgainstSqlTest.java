package org.hotline12345.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** A month of thousands of random tickets, counted by the catalogue and by plain SQL that knows nothing of it. */
@SpringBootTest
@ActiveProfiles({"demo", "test"})
@TestPropertySource(properties = "spring.datasource.url=jdbc:h2:mem:random-month;DB_CLOSE_DELAY=-1")
@DirtiesContext
class FiguresAgainstSqlTest {

    private static final Period MONTH = new Period(RandomMonth.PLACE, RandomMonth.FIRST, RandomMonth.LAST);
    private static final long START = MONTH.start(RandomMonth.ZONE);
    private static final long END = MONTH.end(RandomMonth.ZONE);
    private static final int TICKETS = 4000;
    private static boolean written;

    @Autowired
    PeriodFigures figures;
    @Autowired
    Measures measures;
    @Autowired
    MeasuredTickets behind;
    @Autowired
    UnitFigures unitFigures;
    @Autowired
    JdbcClient jdbc;
    @Autowired
    NamedParameterJdbcTemplate batches;
    @Autowired
    TransactionTemplate transaction;
    @Autowired
    IdentityService identity;

    @BeforeEach
    void month() {
        if (!written) {
            transaction.executeWithoutResult(status -> new RandomMonth(batches, 20190301).write(TICKETS, 400));
            written = true;
        }
        identity.setAuthentication("supervisor", List.of("supervisor"));
    }

    @AfterEach
    void nobody() {
        identity.clearAuthentication();
    }

    @Test
    void everyMeasureOfTicketsEqualsPlainSqlByEveryDimension() throws IOException {
        Figures counted = figures.of(MONTH);
        Map<String, String> plain = plain();
        assertThat(plain.keySet()).isEqualTo(measures.all().stream().filter(measure -> measure.parts().get(0).base() != Base.CALLS)
                .map(Measure::code).collect(Collectors.toCollection(TreeSet::new)));
        assertThat(counted.count("received")).as("a month worth counting").isGreaterThan(2000);
        plain.forEach((measure, sql) -> {
            assertThat(counted.count(measure)).as(measure + " is not empty").isPositive();
            for (Dimension dimension : Dimension.values()) {
                assertThat(new TreeMap<>(counted.by(measure, dimension))).as(measure + " by " + dimension).isEqualTo(plainly(sql, dimension));
            }
        });
    }

    @Test
    void callTotalsAddUpByDayAndLineAndTheLongestIsNotAdded() {
        Figures counted = figures.of(MONTH);
        Map<String, String> columns = Map.of("callsIn", "calls_in", "callsAnswered", "answered", "callsInvalid", "invalid", "callsOut", "calls_out",
                "waitSeconds", "wait_seconds", "talkSeconds", "talk_seconds");
        columns.forEach((measure, column) -> {
            assertThat(counted.count(measure)).as(measure).isEqualTo(calls("sum(" + column + ")", "1 = 1")).isPositive();
            assertThat(counted.count(measure, Dimension.LINE, "12333")).as(measure).isEqualTo(calls("sum(" + column + ")", "line = '12333'"));
            assertThat(counted.count(measure, Dimension.DAY, "2019-03-31")).as(measure)
                    .isEqualTo(calls("sum(" + column + ")", "called_on = date '2019-03-31'"));
            assertThat(counted.by(measure, Dimension.DAY).values().stream().mapToLong(count -> count).sum()).isEqualTo(counted.count(measure));
        });
        assertThat(counted.count("longestTalkSeconds")).isEqualTo(calls("max(longest_seconds)", "1 = 1"));
        assertThat(counted.count("longestTalkSeconds", Dimension.LINE, "12315")).isEqualTo(calls("max(longest_seconds)", "line = '12315'"));
        assertThat(measures.require("longestTalkSeconds").additive()).isFalse();
    }

    @Test
    void itemsOfEveryDimensionAddUpToTheWholeAndPartsToTheirWhole() {
        Figures counted = figures.of(MONTH);
        for (Measure measure : measures.all()) {
            for (Dimension dimension : Dimension.values()) {
                if (measure.additive() && !counted.by(measure.code(), dimension).isEmpty()) {
                    assertThat(counted.by(measure.code(), dimension).values().stream().mapToLong(count -> count).sum())
                            .as(measure.code() + " by " + dimension).isEqualTo(counted.count(measure.code()));
                }
            }
        }
        assertThat(counted.count("answeredAtOnce") + counted.count("transferred") + counted.count("settledOtherwise") + counted.count("undecided"))
                .isEqualTo(counted.count("received"));
        assertThat(counted.count("satisfied") + counted.count("dissatisfied")).isEqualTo(counted.count("calledBack"));
    }

    @Test
    void unitFiguresAreTheSameNumbersAndTheHotlineHasItsOwnRow() {
        Figures counted = figures.of(MONTH);
        UnitFigures.Table table = unitFigures.table(RandomMonth.PLACE, RandomMonth.FIRST, RandomMonth.LAST, false);
        for (UnitFigures.Row row : table.units()) {
            assertThat(List.of(row.assigned(), row.handled(), row.overdue(), row.calledBack(), row.satisfied(), row.dissatisfied(), row.defaulted()))
                    .as(row.unit()).isEqualTo(List.of("assigned", "handled", "overdue", "calledBack", "satisfied", "dissatisfied", "defaulted").stream()
                            .map(measure -> counted.count(measure, Dimension.UNIT, row.unit())).toList());
        }
        UnitFigures.Row hotline = table.units().stream().filter(row -> row.unit().equals("hotline-centre")).findFirst().orElseThrow();
        assertThat(hotline.assigned()).isEqualTo(counted.count("answeredAtOnce")).isPositive();
        assertThat(table.total().assigned()).isEqualTo(counted.count("assigned"));
        assertThat(table.total().assigned() - hotline.assigned()).isEqualTo(table.totalWithoutHotline().assigned());
    }

    @Test
    void everyNumberIsTheLengthOfItsList() {
        Figures counted = figures.of(MONTH);
        for (Measure measure : measures.all()) {
            if (measure.parts().get(0).base() == Base.CALLS) {
                continue;
            }
            assertThat(listed(measure, Dimension.ALL, "")).as(measure.code()).isEqualTo(counted.count(measure.code()));
            for (Dimension dimension : List.of(Dimension.UNIT, Dimension.CATEGORY, Dimension.DAY)) {
                SortedMap<String, Long> items = counted.by(measure.code(), dimension);
                for (String item : items.isEmpty() ? Set.<String>of() : new TreeSet<>(Arrays.asList(items.firstKey(), items.lastKey()))) {
                    assertThat(listed(measure, dimension, item)).as(measure.code() + " of " + item).isEqualTo(items.get(item));
                }
            }
        }
    }

    @Test
    void oneChangedTicketMovesItsOwnCellsAndNoOther() {
        Map<String, Object> ticket = jdbc.sql("select t.ticket_no, t.kind, t.category, t.region, t.channel, t.closed_at, d.unit from ticket_ticket t "
                        + "join ticket_dispatch d on d.ticket_no = t.ticket_no and d.round = t.round and d.role = 'lead' and d.state = 'replied' "
                        + "where t.jurisdiction = '430500' and t.status = 'archived' and t.exclusion is null and t.satisfied = true and t.solved = true "
                        + "and t.round = 1 and t.category is not null and t.region is not null and t.closed_at between :s and :e order by 1 limit 1")
                .param("s", START).param("e", END - 1).query().singleRow();
        Map<String, Long> before = cells();

        change("update ticket_ticket set satisfied = false, solved = false where ticket_no = :no", ticket);
        Map<String, Long> dissatisfied = difference(before, cells());
        change("update ticket_ticket set satisfied = true, solved = true where ticket_no = :no", ticket);

        Map<String, Long> expected = new TreeMap<>();
        String day = LocalDate.ofInstant(java.time.Instant.ofEpochMilli((long) ticket.get("CLOSED_AT")), RandomMonth.ZONE).toString();
        Map.of("satisfied", -1L, "satisfiedEvaluated", -1L, "solved", -1L, "dissatisfied", 1L, "notSolved", 1L).forEach((measure, by) -> {
            expected.put(measure + " ALL ", by);
            expected.put(measure + " UNIT " + ticket.get("UNIT"), by);
            expected.put(measure + " KIND " + ticket.get("KIND"), by);
            expected.put(measure + " CATEGORY " + ticket.get("CATEGORY"), by);
            expected.put(measure + " REGION " + ticket.get("REGION"), by);
            expected.put(measure + " CHANNEL " + ticket.get("CHANNEL"), by);
            expected.put(measure + " DAY " + day, by);
        });
        assertThat(dissatisfied).isEqualTo(expected);
        assertThat(cells()).as("and back again").isEqualTo(before);
    }

    @Test
    void aTopicCountsItsTicketsAloneBesideTheWholeCity() {
        String category = jdbc.sql("select category from ticket_ticket where jurisdiction = '430500' and category is not null group by category "
                + "order by count(*) desc, category limit 1").query(String.class).single();
        String region = jdbc.sql("select region from ticket_ticket where jurisdiction = '430500' and region is not null group by region "
                + "order by count(*) desc, region limit 1").query(String.class).single();
        Topic topic = new Topic(Set.of(category), Set.of(region), Set.of("quiet"), List.of("7!", "%", "诉求R4305000001"));
        assertThat(new Topic(Set.of(), Set.of(), Set.of(), List.of("%")).parameters()).containsEntry("topicWord0", "%!%%");
        String among = "(t.category = '" + category + "' or t.region = '" + region + "' or instr(t.title, '诉求R4305000001') > 0 or instr(t.title, '%') > 0)";
        Figures whole = figures.of(MONTH);
        Figures counted = figures.of(MONTH, topic);

        assertThat(counted.count("received")).isPositive().isLessThan(whole.count("received")).isEqualTo(jdbc.sql("select count(*) from ticket_ticket t "
                + "where t.jurisdiction = '430500' and t.registered_at between " + START + " and " + (END - 1) + " and t.status <> 'invalid' and t.parts = 0 and "
                + among).query(Long.class).single());
        assertThat(counted.count("assigned") - counted.count("answeredAtOnce")).isPositive().isEqualTo(jdbc.sql("select count(*) from ticket_dispatch d "
                + "where d.dispatched_at between " + START + " and " + (END - 1) + " and d.role in ('lead', 'assist') and d.rework = false and exists (select * "
                + "from ticket_ticket t where t.ticket_no = d.ticket_no and t.jurisdiction = '430500' and " + among + ")").query(Long.class).single());
        assertThat(counted.count("received", Dimension.CATEGORY, category)).isEqualTo(whole.count("received", Dimension.CATEGORY, category));
        assertThat(counted.by("receivedInAll", Dimension.UNIT)).isEqualTo(whole.by("received", Dimension.UNIT));
        assertThat(counted.count("callsIn")).as("calls have no topic").isZero();
        assertThat(whole.count("receivedInAll")).isEqualTo(whole.count("received"));
    }

    @Test
    void aTopicThatNamesNothingIsRefused() {
        assertThatThrownBy(() -> new Topic(Set.of(), Set.of(), Set.of(), List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    private void change(String sql, Map<String, Object> ticket) {
        transaction.executeWithoutResult(status -> jdbc.sql(sql).param("no", ticket.get("TICKET_NO")).update());
    }

    private Map<String, Long> cells() {
        Map<String, Long> cells = new TreeMap<>();
        figures.of(MONTH).cells().forEach(cell -> cells.put(cell.measure() + " " + cell.dimension() + " " + cell.item(), cell.count()));
        return cells;
    }

    private static Map<String, Long> difference(Map<String, Long> before, Map<String, Long> after) {
        Map<String, Long> difference = new TreeMap<>(after);
        before.forEach((cell, count) -> difference.merge(cell, -count, Long::sum));
        difference.values().removeIf(count -> count == 0);
        return difference;
    }

    private long listed(Measure measure, Dimension dimension, String item) {
        long amount = 0;
        String after = null;
        Set<String> seen = new TreeSet<>();
        do {
            MeasuredTickets.Part part = behind.of(MONTH, measure.code(), dimension, item, after, 150);
            amount += part.items().stream().mapToLong(MeasuredTickets.Row::amount).sum();
            assertThat(part.hidden()).isZero();
            after = part.next();
            assertThat(after == null || seen.add(after)).as("goes on").isTrue();
        } while (after != null);
        return amount;
    }

    private long calls(String what, String which) {
        return jdbc.sql("select " + what + " from report_call where jurisdiction = '430500' and called_on between date '2019-03-01' and date '2019-03-31' "
                + "and " + which).query(Long.class).single();
    }

    /** The same numbers, grouped by the database. */
    private Map<String, Long> plainly(String sql, Dimension dimension) {
        String item = switch (dimension) {
            case ALL -> "''";
            case UNIT -> "coalesce(x.u, '')";
            case KIND -> "x.k";
            case CATEGORY -> "coalesce(x.c, '')";
            case REGION -> "coalesce(x.r, '')";
            case CHANNEL -> "x.h";
            case DAY -> "cast(dateadd(day, cast(floor((x.a - " + START + ") / 86400000.0) as int), date '2019-03-01') as varchar)";
            case LINE -> null;
        };
        Map<String, Long> counts = new TreeMap<>();
        if (item != null) {
            jdbc.sql("select " + item + ", sum(x.n) from (" + sql + ") x where " + (dimension == Dimension.DAY ? "x.a is not null" : "1 = 1")
                    + " group by " + item).query(row -> {
                counts.put(row.getString(1), row.getLong(2));
            });
        }
        counts.values().removeIf(count -> count == 0);
        return counts;
    }

    private static Map<String, String> plain() throws IOException {
        String text = new ClassPathResource("report/plain.sql").getContentAsString(StandardCharsets.UTF_8);
        Map<String, String> plain = new TreeMap<>();
        for (String block : text.substring(text.indexOf("\n\n") + 2).split("\n\n")) {
            int end = block.indexOf('\n');
            for (String measure : block.substring(3, end).split(", ")) {
                plain.put(measure.strip(), block.substring(end + 1).replaceAll("\\bS\\b", Long.toString(START)).replaceAll("\\bE\\b", Long.toString(END)));
            }
        }
        return plain;
    }
}
