package org.hotline12345.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.camunda.bpm.engine.IdentityService;
import org.hotline12345.common.DecisionTables;
import org.hotline12345.common.Models;
import org.hotline12345.design.Draft;
import org.hotline12345.design.Drafts;
import org.hotline12345.design.Preview;
import org.hotline12345.design.Previews;
import org.hotline12345.intake.Intake;
import org.hotline12345.intake.NewTicket;
import org.hotline12345.organization.Categories;
import org.hotline12345.organization.Category;
import org.hotline12345.platform.MovableClock;
import org.hotline12345.routing.Decision;
import org.hotline12345.routing.Facts;
import org.hotline12345.routing.RequestReading;
import org.hotline12345.routing.RequestReading.Words;
import org.hotline12345.routing.Routing;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The preview of a changed catalogue over many tickets on MySQL: its numbers are those of evaluating every request by
 * itself, and those of really dispatching; with 100,000 tickets (profile {@code previews}) it takes less than a minute.
 */
@SpringBootTest(properties = {"camunda.bpm.job-execution.enabled=false", "spring.datasource.hikari.maximum-pool-size=4"})
@ActiveProfiles("demo")
@DirtiesContext
@EnabledIfSystemProperty(named = "hotline.it.database", matches = "mysql")
class PreviewIT {

    private static final int TICKETS = Integer.getInteger("preview.tickets", 4000);
    private static final int REQUESTS = Math.min(8000, TICKETS / 2);
    private static final int REALLY_DISPATCHED = 120;
    private static final Duration A_MINUTE = Duration.ofMinutes(1);
    private static final String PLACE = "430500";
    private static final String CATALOGUE = "dmn/catalogue-shaoyang-finance-trade.dmn";
    private static final List<String> KINDS = List.of("consult", "complaint", "report", "help", "suggestion");
    private static final Instant MONTH = OffsetDateTime.parse("2023-01-06T00:00:00+08:00").toInstant();
    private static final Database DATABASE = Database.fresh("previews");

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry settings) {
        settings.add("spring.datasource.url", DATABASE::url);
        settings.add("spring.datasource.username", DATABASE::user);
        settings.add("spring.datasource.password", () -> "");
    }

    @Autowired
    private MovableClock clock;
    @Autowired
    private IdentityService identity;
    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private NamedParameterJdbcTemplate batches;
    @Autowired
    private TransactionTemplate transaction;
    @Autowired
    private Categories categories;
    @Autowired
    private Intake intake;
    @Autowired
    private Drafts drafts;
    @Autowired
    private Previews previews;
    @Autowired
    private Models models;
    @Autowired
    private DecisionTables tables;
    @Autowired
    private Routing routing;
    @Autowired
    private RequestReading reading;

    private static int externalIds;

    /** What a citizen wanted. */
    private record Request(String kind, String category, String region, String title, boolean confidential) {

        Words words() {
            return new Words(PLACE, kind, category, region, "测试地点", null, title + '\n' + content(),
                    new Facts.Origin(false, false, confidential));
        }

        String content() {
            return "市民反映的具体情况。";
        }
    }

    @BeforeEach
    void aDesignerInFebruary() {
        clock.freezeAt(OffsetDateTime.parse("2023-02-05T09:00:00+08:00").toInstant());
        identity.setAuthentication("designer", List.of("designer"));
    }

    @Test
    void manyTicketsAreSoonPreviewedAndTheNumbersAreThoseOfDecidingEachByItself() throws Exception {
        List<Request> requests = requests();
        Random random = new Random(7);
        List<Request> tickets = new ArrayList<>(requests);
        while (tickets.size() < TICKETS) {
            tickets.add(requests.get(random.nextInt(requests.size())));
        }
        store(tickets);
        Draft draft = drafts.create(List.of(new Drafts.Upload(CATALOGUE, changedCatalogue())), "市场监管改派");

        long begun = System.nanoTime();
        long cpuBegun = cpu();
        Preview started = previews.begin(draft.id(), new Previews.Wish("routing", PLACE, null, null, null));
        Set<Long> progress = new TreeSet<>();
        Preview done = await().pollInSameThread().atMost(Duration.ofMinutes(10)).pollInterval(Duration.ofMillis(200)).until(() -> {
            Preview now = previews.require(started.id());
            progress.add(now.done());
            return now;
        }, preview -> !preview.state().equals("running"));
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        System.out.printf(Locale.ROOT, "PREVIEW %d tickets, %d different inputs, %d would have gone differently, %.1f s "
                        + "(%.1f s of processor time), progress seen at %s%n", done.total(), done.summary().inputs(),
                done.summary().changed(), took.toMillis() / 1000.0, (cpu() - cpuBegun) / 1e9, progress.stream().limit(8).toList());

        assertThat(done.state()).isEqualTo("done");
        assertThat(done.done()).isEqualTo(done.total()).isEqualTo(TICKETS);
        assertThat(done.summary().inputs()).isEqualTo(requests.stream().map(request -> reading.read(request.words()).facts()).distinct().count());
        if (TICKETS >= 100_000) {
            assertThat(done.summary().inputs()).isGreaterThanOrEqualTo(5000);
        }
        if (took.compareTo(Duration.ofSeconds(5)) > 0) {
            assertThat(progress).hasSizeGreaterThan(2);
        }
        compareWithEachByItself(done, tickets, tables.of(drafts.set(draft.id())));
        assertThat(previews.tickets(done.id(), null, null, 0, 200).total()).isEqualTo(done.summary().changed());
        if (TICKETS >= 100_000) {
            assertThat(took).isLessThan(A_MINUTE);
        }
    }

    @Test
    void theNumbersAreThoseOfReallyDispatching() throws Exception {
        List<Request> sample = sample();
        List<String> before = sample.stream().map(this::register).toList();
        identity.setAuthentication("designer", List.of("designer"));
        Draft draft = drafts.create(List.of(new Drafts.Upload(CATALOGUE, changedCatalogue())), "市场监管改派");
        Preview begun = previews.begin(draft.id(), new Previews.Wish("routing", null, null, null, before));
        Preview done = await().pollInSameThread().atMost(Duration.ofMinutes(2)).until(() -> previews.require(begun.id()),
                preview -> !preview.state().equals("running"));

        String deployment = transaction.execute(status -> models.publish(drafts.set(draft.id()), draft.id()));
        assertThat(deployment).isNotNull();
        List<String> after = sample.stream().map(this::register).toList();

        assertThat(done.total()).isEqualTo(REALLY_DISPATCHED);
        assertThat(done.summary().changed()).isPositive();
        assertThat(byUnit(done, true)).isEqualTo(receivers(before));
        assertThat(byUnit(done, false)).isEqualTo(receivers(after));
        System.out.printf(Locale.ROOT, "PREVIEW %d tickets really dispatched twice, before and after publication: %d differ, as previewed%n",
                done.total(), done.summary().changed());
    }

    // ------------------------------------------------------------------ what there is

    private List<Request> requests() {
        List<Request> all = new ArrayList<>();
        for (String category : matters()) {
            for (String region : regions()) {
                for (String kind : KINDS) {
                    for (boolean confidential : new boolean[] {false, true}) {
                        all.add(new Request(kind, category, region, "市民来电", confidential));
                    }
                }
            }
        }
        Collections.shuffle(all, new Random(12345));
        assertThat(all).hasSizeGreaterThanOrEqualTo(REQUESTS);
        return all.subList(0, REQUESTS);
    }

    /** Also of the matters whose catalogue changes. */
    private List<Request> sample() {
        List<Request> sample = new ArrayList<>();
        List<String> matters = new ArrayList<>(matters());
        matters.add(0, "consumer-rights");
        List<String> regions = regions();
        for (int i = 0; i < REALLY_DISPATCHED; i++) {
            sample.add(new Request(KINDS.get(i % KINDS.size()), matters.get(i % 3 == 0 ? 0 : i % matters.size()),
                    regions.get(i % regions.size()), "市民来电" + i, i % 7 == 0));
        }
        return sample;
    }

    /** Of this process, in nanoseconds: on a busy machine it tells more than the time on the wall. */
    private static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private List<String> matters() {
        return categories.list(PLACE).stream().filter(category -> category.parent() != null).map(Category::code).toList();
    }

    private List<String> regions() {
        return jdbc.sql("select code from organization_region where code like '4305%' and code <> '430500' order by code")
                .query(String.class).list();
    }

    private static byte[] changedCatalogue() throws Exception {
        String catalogue = Files.readString(Path.of(CATALOGUE), StandardCharsets.UTF_8);
        return catalogue.replace("\"market-regulation\"", "\"tobacco\"").getBytes(StandardCharsets.UTF_8);
    }

    private String register(Request request) {
        identity.setAuthentication("operator", List.of("operator"));
        return intake.register(new NewTicket("phone", "preview-" + (++externalIds), null, new NewTicket.Citizen("测试群众", "13800000000"),
                request.region(), "测试地点", request.kind(), request.category(), request.title(), request.content(),
                request.confidential(), null, null, null, null)).ticketNo();
    }

    /** As if they had been registered and routed over a month; a few thousand rows to a statement. */
    private void store(List<Request> tickets) {
        for (int from = 0; from < tickets.size(); from += 2000) {
            List<MapSqlParameterSource> rows = new ArrayList<>();
            for (int i = from; i < Math.min(tickets.size(), from + 2000); i++) {
                Request request = tickets.get(i);
                rows.add(new MapSqlParameterSource("no", "P%08d".formatted(i)).addValue("kind", request.kind())
                        .addValue("category", request.category()).addValue("region", request.region())
                        .addValue("title", request.title()).addValue("content", request.content())
                        .addValue("confidential", request.confidential())
                        .addValue("at", MONTH.plusSeconds(i % (28 * 86_400)).toEpochMilli()));
            }
            MapSqlParameterSource[] batch = rows.toArray(MapSqlParameterSource[]::new);
            transaction.executeWithoutResult(status -> {
                batches.batchUpdate("insert into ticket_ticket (ticket_no, jurisdiction, channel, content_hash, status, kind, category, region, "
                        + "address, title, content, confidential, supplemented, supervised, has_contact, received_at, registered_at, round, "
                        + "returns, survey_attempts, call_attempts, round_survey_attempts, round_call_attempts, call_reached, evaluations, "
                        + "defaulted, last_seq) values (:no, '430500', 'phone', '-', 'archived', :kind, :category, :region, '测试地点', :title, "
                        + ":content, :confidential, false, false, true, :at, :at, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1)", batch);
                batches.batchUpdate("insert into ticket_event (ticket_no, seq, type, happened_at, actor) "
                        + "values (:no, 1, 'dispatched', :at, 'system')", batch);
            });
        }
        jdbc.sql("analyze table ticket_ticket, ticket_event").query().listOfRows();
    }

    // ------------------------------------------------------------------ what must come out

    private void compareWithEachByItself(Preview done, List<Request> tickets, DecisionTables draft) {
        Map<Request, List<Set<String>>> alone = new HashMap<>();
        Map<String, Long> before = new TreeMap<>();
        Map<String, Long> after = new TreeMap<>();
        for (Request request : tickets) {
            List<Set<String>> both = alone.computeIfAbsent(request, one -> List.of(
                    receivers(routing.decide(reading.read(one.words(), tables).facts(), tables)),
                    receivers(routing.decide(reading.read(one.words(), draft).facts(), draft))));
            both.get(0).forEach(unit -> before.merge(unit, 1L, Long::sum));
            both.get(1).forEach(unit -> after.merge(unit, 1L, Long::sum));
        }
        assertThat(byUnit(done, true)).isEqualTo(before);
        assertThat(byUnit(done, false)).isEqualTo(after);
    }

    private static Set<String> receivers(Decision decision) {
        Set<String> receivers = new TreeSet<>();
        if (decision.automatic()) {
            decision.units().forEach(part -> receivers.add(part.unit()));
        } else {
            receivers.add("-");
        }
        return receivers;
    }

    /** Who really got them; a dispatcher where no dispatch was made. */
    private Map<String, Long> receivers(List<String> tickets) {
        Map<String, Long> receivers = new TreeMap<>();
        for (String ticket : tickets) {
            List<String> units = jdbc.sql("select unit from ticket_dispatch where ticket_no = :no").param("no", ticket).query(String.class).list();
            (units.isEmpty() ? List.of("-") : units).forEach(unit -> receivers.merge(unit, 1L, Long::sum));
        }
        return receivers;
    }

    private static Map<String, Long> byUnit(Preview preview, boolean before) {
        Map<String, Long> byUnit = new TreeMap<>();
        for (Preview.UnitFigure figure : preview.byUnit()) {
            long count = before ? figure.before() : figure.after();
            if (count > 0) {
                byUnit.put(figure.unit(), count);
            }
        }
        return byUnit;
    }
}
