package org.hotline12345.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.hotline12345.deadline.CalendarChange;
import org.hotline12345.platform.MovableClock;
import org.hotline12345.ticket.EventType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * A year of a city on MySQL: every detour many times over, nothing stuck, no number skipped, ticket and engine of one
 * mind, and every limit as a script outside this house's Java computes it.
 */
@SpringBootTest(properties = {"camunda.bpm.job-execution.enabled=false", "spring.datasource.hikari.maximum-pool-size=4",
        "camunda.bpm.eventing.execution=false", "camunda.bpm.eventing.task=false", "camunda.bpm.eventing.history=false",
        "hotline.attachment.directory=target/it/year-attachments"})
@ActiveProfiles("demo")
@DirtiesContext
@Import({City.class, Habits.class})
@EnabledIfSystemProperty(named = "hotline.it.database", matches = "mysql")
class SimulatedYearIT {

    private static final int TICKETS = Integer.getInteger("simulation.tickets", 300);
    private static final long SEED = Long.getLong("simulation.seed", 12345);
    /** Of ten thousand tickets fifty must go every way there is; of fewer, their share. */
    private static final int AT_LEAST = Math.max(1, Math.min(50, TICKETS / 200));
    /**
     * What an administrator does to the engine itself when something went wrong, what another system brings in, and units
     * that change: a year must come by without them.
     */
    private static final Set<EventType> NOT_IN_A_YEAR = Set.of(EventType.CASE_CANCELLED, EventType.CASE_MAINTAINED,
            EventType.IMPORTED, EventType.UNIT_SUCCEEDED);
    private static final Database DATABASE = Database.fresh("year");

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
    private RepositoryService repository;
    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private Habits habits;
    @Autowired
    private City city;
    @Autowired
    private CalendarChange calendarChange;
    private final OutsideCheck outside = new OutsideCheck();

    @Test
    void aYearOfTheCityLeavesNothingStuckAndEveryLimitRight() throws Exception {
        Agreement agreement = new Agreement(jdbc);
        clock.freezeAt(City.OPENS);
        try {
            citizensCall(city, habits);
            ordersMoveDays(city);
            for (int month = 1; month <= 12; month++) {
                city.plan(null, City.OPENS.plus(Duration.ofDays(30L * month + 1)).plusSeconds(43_200), () -> {
                    agreement.check();
                    habits.drawsLastMonth(city);
                });
            }
            long started = System.nanoTime();
            long steps = city.live();
            double seconds = (System.nanoTime() - started) / 1e9;
            System.out.printf("SIMULATED YEAR: %d tickets, %d steps in %.0f s: %.1f tickets/s, %.1f steps/s; seed %d%n", TICKETS,
                    steps, seconds, TICKETS / seconds, steps / seconds, SEED);
        } finally {
            identity.clearAuthentication();
            clock.reset();
        }
        agreement.check();
        agreement.checkAllEnded();
        System.out.println("agreement of tickets and engine checked at " + agreement.checks() + " instants");
        outside.check(jdbc);
        everyStateWasPassed();
        everyKindOfEventHappened();
        everyNodeWasPassed();
    }

    /** Calls over the whole year, most of them by day; every course gets its share whatever the number. */
    private void citizensCall(City city, Habits habits) {
        List<OutsideCheck.Order> orders = outside.orders();
        SplittableRandom chance = new SplittableRandom(SEED);
        List<Course> courses = new ArrayList<>();
        for (Course course : Course.values()) {
            courses.addAll(Collections.nCopies(course.weight, course));
        }
        Random order = new Random(SEED);
        List<Course> all = new ArrayList<>();
        while (all.size() < TICKETS) {
            Collections.shuffle(courses, order);
            all.addAll(courses);
        }
        Map<Course, Integer> turns = new EnumMap<>(Course.class);
        for (int i = 0; i < TICKETS; i++) {
            City.Life life = new City.Life(all.get(i), i, turns.merge(all.get(i), 1, Integer::sum), chance.split());
            // More calls than usual in the days before an order moves working days, so that many limits are running then.
            int rush = life.chance.nextInt(8);
            long day = rush < orders.size() ? Duration.between(City.OPENS, orders.get(rush).takenIn()).toDays() - life.chance.nextInt(1, 6)
                    : life.chance.nextInt(365);
            int hour = life.course == Course.NIGHT_WITH_CUTOFF ? life.chance.nextInt(6)
                    : life.chance.nextInt(8) == 0 ? life.chance.nextInt(24) : life.chance.nextInt(8, 21);
            city.plan(life, City.OPENS.plusSeconds(day * 86_400 + hour * 3600L + life.chance.nextInt(3600)),
                    () -> habits.calls(city, life));
        }
    }

    /** The administrator takes in what an order says, hours after it was given; running limits follow. */
    private void ordersMoveDays(City city) {
        outside.orders().forEach(order -> city.plan(null, order.takenIn(), () -> {
            city.as("admin", "camunda-admin");
            CalendarChange.Outcome outcome = calendarChange.takeIn(order.place(), order.name(), order.days(), List.of());
            System.out.printf("calendar %s taken in at %s: the limits of %d tickets moved%n", outcome.version(), city.localNow(),
                    outcome.moved().size());
            assertThat(outcome.failed()).isEmpty();
            assertThat(outcome.moved()).isNotEmpty();
            city.alive().forEach(city::look);
        }));
    }

    // ------------------------------------------------------------------ what happened

    /** The states of a ticket's life, and what in its history shows that it passed them. */
    private static Map<String, String> states() {
        Map<String, String> states = new LinkedHashMap<>();
        states.put("A1-A2 received, registered", "registered");
        states.put("A3 acceptance", "acceptance");
        states.put("A4 warm transfer", "transferAnswered");
        states.put("A5 instant answer at the desk", "closedAtDesk");
        states.put("A5 answered at the second line", "secondLineAnswered");
        states.put("A6 supplement wanted", "supplementRequested");
        states.put("B1 merged", "merged");
        states.put("B2 dispatched", "dispatched");
        states.put("B2 dispatched by hand", "routingUndecided");
        states.put("B3 split", "split");
        states.put("C1 signed", "signed");
        states.put("C2 return requested", "returnRequested");
        states.put("C3 return rejected", "returnRejected");
        states.put("C3 return upheld", "returnUpheld");
        states.put("C3 nearest function", "nearestOrdered");
        states.put("C4 sub-dispatch", "subDispatched");
        states.put("C5 overridden", "handlingEnded");
        states.put("D2 first contact", "contacted");
        states.put("D3 extended", "extended");
        states.put("D4 suspended", "suspended");
        states.put("D5 interim reply", "interimReplied");
        states.put("D6 urged", "urged");
        states.put("D7 withdrawn", "withdrawn");
        states.put("D8 yellow card", "yellowCard");
        states.put("D8 red card", "redCard");
        states.put("E1 replied", "replied");
        states.put("E2 review passed", "reviewPassed");
        states.put("E2 review failed", "reviewFailed");
        states.put("E3 automatic callback", "surveySent");
        states.put("E4 callback by a person", "callbackAttempted");
        states.put("E5 visited", "visited");
        states.put("E6 rework", "reworkOrdered");
        states.put("F1 supervision order", "orderIssued");
        states.put("F1 raised a level", "orderRaised");
        states.put("F3 referral", "referred");
        states.put("G1 excluded", "exclusionGranted");
        states.put("F2 joint meeting", "meetingHeld");
        states.put("G1 archived", "archived");
        states.put("G2 followed up", "followedUp");
        states.put("G3 reopened", "reopened");
        states.put("H relayed call of a confidential ticket", "callRelayed");
        return states;
    }

    private void everyStateWasPassed() {
        Map<String, Integer> tickets = new LinkedHashMap<>();
        states().forEach((state, event) -> tickets.put(state, jdbc.sql("select count(distinct ticket_no) from ticket_event where type = :type")
                .param("type", event).query(Integer.class).single()));
        tickets.put("C5 co-handling", jdbc.sql("select count(distinct ticket_no) from ticket_dispatch where role = 'assist'")
                .query(Integer.class).single());
        tickets.put("D1 handling", jdbc.sql("select count(distinct ticket_no) from ticket_dispatch where handle_until is not null")
                .query(Integer.class).single());
        tickets.put("H confidential", jdbc.sql("select count(*) from ticket_ticket where confidential = true").query(Integer.class).single());
        print("tickets by state", tickets);
        assertThat(tickets).allSatisfy((state, count) -> assertThat(count).as(state).isGreaterThanOrEqualTo(AT_LEAST));
    }

    private void everyKindOfEventHappened() {
        Map<String, Integer> tickets = new TreeMap<>();
        jdbc.sql("select type, count(distinct ticket_no) from ticket_event group by type")
                .query(row -> {
                    tickets.put(row.getString(1), row.getInt(2));
                });
        Arrays.stream(EventType.values()).filter(type -> !NOT_IN_A_YEAR.contains(type))
                .forEach(type -> tickets.putIfAbsent(type.code(), 0));
        print("tickets by what happened to them", tickets);
        assertThat(tickets).allSatisfy((type, count) -> assertThat(count).as(type).isGreaterThanOrEqualTo(AT_LEAST));
    }

    private void everyNodeWasPassed() {
        Map<String, Integer> instances = new TreeMap<>();
        // The notice of holidays is asked for once a year, whatever happens to tickets; bulletins are begun by editors; quality checks are drawn by people, about
        // what is over, and move no ticket.
        repository.createProcessDefinitionQuery().latestVersion().list().stream()
                .filter(definition -> !Set.of("calendar-notice", "quality-check", "bulletin-issue").contains(definition.getKey())).forEach(definition ->
                repository.getBpmnModelInstance(definition.getId()).getModelElementsByType(FlowNode.class)
                        .forEach(node -> instances.put(definition.getKey() + "#" + node.getId(), 0)));
        jdbc.sql("select PROC_DEF_KEY_, ACT_ID_, count(distinct PROC_INST_ID_) from ACT_HI_ACTINST group by PROC_DEF_KEY_, ACT_ID_")
                .query(row -> {
                    instances.replace(row.getString(1) + "#" + row.getString(2), row.getInt(3));
                });
        print("instances by flow node", instances);
        assertThat(instances).allSatisfy((node, count) -> assertThat(count).as(node).isGreaterThanOrEqualTo(AT_LEAST));
    }

    private static void print(String title, Map<String, Integer> counts) {
        System.out.println(title + ":");
        counts.forEach((what, count) -> System.out.printf("  %-60s %6d%n", what, count));
    }
}
