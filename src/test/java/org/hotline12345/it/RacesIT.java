package org.hotline12345.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.hotline12345.platform.MovableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * Two who do what excludes each other in the same instant, many rounds each: one of them does it, the other is told so
 * with 409 in words, and nothing is half done. Timers are fired by the test, so that they meet people at the barrier.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
        "camunda.bpm.job-execution.enabled=false", "spring.datasource.hikari.maximum-pool-size=8"})
@ActiveProfiles("demo")
@DirtiesContext
@EnabledIfSystemProperty(named = "hotline.it.database", matches = "mysql")
class RacesIT {

    private static final int ROUNDS = Integer.getInteger("races.rounds", 15);
    private static final String UNIT = "market-regulation";
    private static final String REPLY = "经现场核实，商家已当面向群众退还全部款项并致歉，群众表示认可。";
    private static final AtomicInteger EXTERNAL = new AtomicInteger();
    private static final Database DATABASE = Database.fresh("races");

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry settings) {
        settings.add("spring.datasource.url", DATABASE::url);
        settings.add("spring.datasource.username", DATABASE::user);
        settings.add("spring.datasource.password", () -> "");
    }

    @LocalServerPort
    private int port;
    @Autowired
    private MovableClock clock;
    @Autowired
    private ManagementService jobs;
    @Autowired
    private RuntimeService runtime;
    @Autowired
    private IdentityService identity;
    @Autowired
    private JdbcClient jdbc;
    private final SplittableRandom chance = new SplittableRandom(12345);
    private final Map<String, Integer> outcomes = new TreeMap<>();

    @BeforeEach
    void aColleagueInTheUnit() {
        clock.freezeAt(Instant.parse("2023-02-08T01:00:00Z"));
        if (identity.createUserQuery().userId("colleague").count() == 0) {
            User colleague = identity.newUser("colleague");
            colleague.setLastName("同事");
            colleague.setPassword("Hotline@12345");
            identity.saveUser(colleague);
            identity.createMembership("colleague", "unit-" + UNIT);
        }
    }

    @AfterEach
    void timeGoesOn() {
        clock.reset();
    }

    // ------------------------------------------------------------------ people against people

    @Test
    void ofTwoClerksCompletingOneTaskOneDoesAndTheOtherIsToldSo() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String ticketNo = dispatched();
            String task = as("clerk-" + UNIT).task(ticketNo, "Task_HandleTicket");
            List<Outcome> both = atOnce(ticketNo,
                    () -> as("clerk-" + UNIT).submits(task, reply("甲")), () -> as("colleague").submits(task, reply("乙")));
            oneWins(both);
            assertThat(events(ticketNo)).filteredOn("replied"::equals).hasSize(1);
            assertThat(ticket(ticketNo).findValuesAsText("reply")).containsExactly((both.get(0).won() ? "甲" : "乙") + REPLY);
        }
        report("two clerks complete one task");
    }

    @Test
    void ofTwoClerksClaimingOneTaskOneHasItAndTheOtherIsToldSo() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String ticketNo = dispatched();
            String task = as("clerk-" + UNIT).task(ticketNo, "Task_HandleTicket");
            List<Outcome> both = atOnce(ticketNo, () -> claims("clerk-" + UNIT, task), () -> claims("colleague", task));
            oneWins(both);
            assertThat(as("clerk-" + UNIT).get("/engine-rest/task/" + task).expect(200).json().get("assignee").asText())
                    .isEqualTo(both.get(0).won() ? "clerk-" + UNIT : "colleague");
            assertThat(events(ticketNo)).filteredOn("signed"::equals).hasSize(1);
        }
        report("two clerks claim one task");
    }

    @Test
    void aClerkClaimingAndAColleagueReplyingLeaveOneReplyAndOneSignature() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String ticketNo = dispatched();
            String task = as("clerk-" + UNIT).task(ticketNo, "Task_HandleTicket");
            List<Outcome> both = atOnce(ticketNo, () -> claims("clerk-" + UNIT, task), () -> as("colleague").submits(task, reply("")));
            both.forEach(Outcome::isDoneOrToldSo);
            if (!both.get(1).won()) {
                as("colleague").submits(task, reply("")).expect(204);
            }
            assertThat(events(ticketNo)).filteredOn("signed"::equals).hasSize(1);
            assertThat(events(ticketNo)).filteredOn("replied"::equals).hasSize(1);
        }
        report("claim against reply");
    }

    @Test
    void ofTwoVerdictsOnOneReplyOneCounts() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String ticketNo = dispatched();
            as("clerk-" + UNIT).completes(ticketNo, "Task_HandleTicket", reply(""));
            runSavePoints(ticketNo);
            String task = as("reviewer").task(ticketNo, "Task_ReviewReply");
            List<Outcome> both = atOnce(ticketNo, () -> as("reviewer").submits(task, Map.of("verdict", "pass")),
                    () -> as("reviewer").submits(task, Map.of("verdict", "rework", "reason", "答复未回应群众的赔偿诉求")));
            oneWins(both);
            assertThat(events(ticketNo)).filteredOn(type -> type.equals("reviewPassed") || type.equals("reviewFailed")).hasSize(1);
            assertThat(status(ticketNo)).isEqualTo(both.get(0).won() ? "callback" : "handling");
        }
        report("two verdicts");
    }

    @Test
    void aReplyAndAReturnRequestExcludeEachOther() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String ticketNo = dispatched();
            String task = as("clerk-" + UNIT).task(ticketNo, "Task_HandleTicket");
            List<Outcome> both = atOnce(ticketNo, () -> as("clerk-" + UNIT).submits(task, reply("")),
                    () -> as("colleague").submits(task, Map.of("action", "return", "returnReason", "该事项不属于本单位职责范围",
                            "proposedUnit", "housing", "legalBasis", "三定规定")));
            oneWins(both);
            assertThat(events(ticketNo)).filteredOn(type -> type.equals("replied") || type.equals("returnRequested")).hasSize(1);
        }
        report("reply against return");
    }

    @Test
    void aWithdrawalAndAReplyComeOneAfterTheOther() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String ticketNo = dispatched();
            String task = as("clerk-" + UNIT).task(ticketNo, "Task_HandleTicket");
            List<Outcome> both = atOnce(ticketNo, () -> {
                hesitate();
                return as("operator").post("/api/tickets/" + ticketNo + "/withdrawal", Map.of("reason", "问题已自行解决", "phone", "13800000000"));
            }, () -> as("clerk-" + UNIT).submits(task, reply("")));
            both.forEach(Outcome::isDoneOrToldSo);
            assertThat(both).as("at least one is done").filteredOn(Outcome::won).isNotEmpty();
            List<String> events = events(ticketNo);
            // The citizen may take back what was replied to; nobody replies to what was taken back.
            if (events.contains("withdrawn")) {
                assertThat(events).endsWith("withdrawn");
                assertThat(status(ticketNo)).isEqualTo("withdrawn");
                assertThat(instances(ticketNo)).isEmpty();
            }
            assertThat(events).filteredOn("replied"::equals).hasSize(both.get(1).won() ? 1 : 0);
            assertThat(events).filteredOn("withdrawn"::equals).hasSize(both.get(0).won() ? 1 : 0);
            count(both.get(0).won() ? both.get(1).won() ? "reply, then withdrawn" : "withdrawn" : "reply");
        }
        report("withdrawal against reply");
    }

    @Test
    void whatIsMergedWhileItsMainTicketIsArchivedIsNeitherLostNorForgotten() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String main = dispatched();
            as("clerk-" + UNIT).completes(main, "Task_HandleTicket", reply(""));
            runSavePoints(main);
            as("reviewer").completes(main, "Task_ReviewReply", Map.of("verdict", "pass"));
            runSavePoints(main);
            clock.freezeAt(clock.instant().plusSeconds(60));
            String later = dispatched();
            List<Outcome> both = atOnce(later, () -> as("dispatcher").post("/api/tickets/" + later + "/merge",
                    Map.of("into", main, "reason", "同一事项")), () -> as("operator").post("/api/tickets/" + main + "/evaluation",
                            Map.of("authentic", true, "solved", true, "satisfied", true)));
            both.forEach(Outcome::isDoneOrToldSo);
            if (!both.get(1).won()) {
                as("operator").post("/api/tickets/" + main + "/evaluation", Map.of("authentic", true, "solved", true, "satisfied", true))
                        .expect(204);
            }
            runSavePoints(main);
            runSavePoints(later);
            // Merged: its citizen is called back about the main ticket's answer. Not merged: the unit has it still.
            boolean merged = both.get(0).won();
            assertThat(status(later)).isEqualTo(merged ? "callback" : "handling");
            assertThat(events(main)).filteredOn("joined"::equals).hasSize(merged ? 1 : 0);
            count(merged ? "merged in time" : "archived first");
        }
        report("merge against archive");
    }

    // ------------------------------------------------------------------ timers against people

    @Test
    void anExtensionIsRuledOnBeforeTheLimitPassesOrNotAtAll() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            clock.freezeAt(Instant.parse("2023-02-08T01:00:00Z"));
            String ticketNo = dispatched();
            clock.freezeAt(Instant.parse("2023-02-14T01:00:00Z"));
            as("clerk-" + UNIT).completes(ticketNo, "Task_HandleTicket",
                    Map.of("action", "extend", "extensionDays", 3, "reason", "需要现场检测，检测机构排期较长"));
            String task = as("dispatcher").task(ticketNo, "Task_RuleOnExtension");
            Job red = timer(ticketNo, "BoundaryEvent_RedCardDue");
            clock.freezeAt(red.getDuedate().toInstant());
            List<Outcome> both = atOnce(ticketNo, () -> fires(red),
                    () -> as("dispatcher").submits(task, Map.of("granted", true, "reason", "同意")));
            both.forEach(Outcome::isDoneOrToldSo);
            List<String> events = events(ticketNo);
            // At this instant the limit has passed: an extension cannot undo that, whoever is first.
            assertThat(events).doesNotContain("extended");
            if (!events.contains("redCard")) {
                jobs.executeJob(timer(ticketNo, "BoundaryEvent_RedCardDue").getId());
            }
            assertThat(events(ticketNo)).filteredOn("redCard"::equals).hasSize(1);
            count(events.contains("redCard") ? "red card first" : "ruling first");
        }
        report("extension ruling against expiry");
    }

    @Test
    void aRedCardAndAReplyComeOneAfterTheOther() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String ticketNo = dispatched();
            String task = as("clerk-" + UNIT).task(ticketNo, "Task_HandleTicket");
            Job timer = timer(ticketNo, "BoundaryEvent_RedCardDue");
            clock.freezeAt(timer.getDuedate().toInstant());
            List<Outcome> both = atOnce(ticketNo, () -> fires(timer), () -> as("clerk-" + UNIT).submits(task, reply("")));
            both.forEach(Outcome::isDoneOrToldSo);
            finishes(timer, both.get(0));
            if (!both.get(1).won()) {
                as("clerk-" + UNIT).submits(task, reply("")).expect(204);
            }
            List<String> events = events(ticketNo);
            assertThat(events).filteredOn("replied"::equals).hasSize(1);
            assertThat(events).filteredOn("redCard"::equals).hasSizeLessThanOrEqualTo(1);
            if (events.contains("redCard")) {
                assertThat(events.indexOf("redCard")).isLessThan(events.indexOf("replied"));
            }
            count(events.contains("redCard") ? "red card first" : "reply first");
        }
        report("red card against reply");
    }

    @Test
    void theEndOfTheReturnWindowAndAReturnRequestComeOneAfterTheOther() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String ticketNo = dispatched();
            String task = as("clerk-" + UNIT).task(ticketNo, "Task_HandleTicket");
            Job timer = timer(ticketNo, "BoundaryEvent_ReturnWindowClosed");
            clock.freezeAt(timer.getDuedate().toInstant().minusSeconds(1));
            List<Outcome> both = atOnce(ticketNo, () -> fires(timer),
                    () -> as("clerk-" + UNIT).submits(task, Map.of("action", "return", "returnReason", "该事项不属于本单位职责范围",
                            "proposedUnit", "housing", "legalBasis", "三定规定")));
            both.forEach(Outcome::isDoneOrToldSo);
            finishes(timer, both.get(0));
            List<String> events = events(ticketNo);
            assertThat(events).filteredOn("returnWindowClosed"::equals).hasSize(1);
            assertThat(events).filteredOn("returnRequested"::equals).hasSize(both.get(1).won() ? 1 : 0);
            assertThat(status(ticketNo)).isEqualTo(both.get(1).won() ? "returning" : "handling");
            count(events.indexOf("returnWindowClosed") < events.indexOf("returnRequested") ? "window first" : "return first");
        }
        report("return window against return");
    }

    @Test
    void missingInformationAndItsSupplementExcludeEachOther() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Map<String, Object> request = Person.complaint("race-" + EXTERNAL.incrementAndGet());
            request.put("desk", Map.of("outcome", "needInfo", "note", "没有说清是哪家药店"));
            String ticketNo = as("operator").registers(request);
            String task = as("operator").task(ticketNo, "Task_AskForInformation");
            Job timer = timer(ticketNo, "BoundaryEvent_InformationOverdue");
            clock.freezeAt(timer.getDuedate().toInstant());
            List<Outcome> both = atOnce(ticketNo, () -> fires(timer), () -> as("operator").submits(task, Map.of(
                    "supplement", "是北塔区资江桥头的一家药店，1月24日网购药品未发货。", "category", "consumer-rights", "region", "430511")));
            oneWins(both);
            assertThat(status(ticketNo)).isEqualTo(both.get(0).won() ? "declined" : "handling");
            assertThat(events(ticketNo)).filteredOn(type -> type.equals("informationMissing") || type.equals("supplemented")).hasSize(1);
        }
        report("information overdue against supplement");
    }

    @Test
    void theCitizensAnswerAndTheEndOfTheSurveysWaitExcludeEachOther() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String ticketNo = dispatched();
            as("clerk-" + UNIT).completes(ticketNo, "Task_HandleTicket", reply(""));
            runSavePoints(ticketNo);
            as("reviewer").completes(ticketNo, "Task_ReviewReply", Map.of("verdict", "pass"));
            runSavePoints(ticketNo);
            Job timer = timer(ticketNo, "CatchEvent_SurveyUnanswered");
            clock.freezeAt(timer.getDuedate().toInstant());
            List<Outcome> both = atOnce(ticketNo, () -> fires(timer), () -> as("operator").post("/api/tickets/" + ticketNo
                    + "/evaluation", Map.of("authentic", true, "solved", true, "satisfied", true)));
            oneWins(both);
            assertThat(events(ticketNo)).filteredOn("evaluated"::equals).hasSize(both.get(1).won() ? 1 : 0);
            runSavePoints(ticketNo);
            assertThat(status(ticketNo)).isEqualTo(both.get(1).won() ? "archived" : "callback");
        }
        report("survey wait against evaluation");
    }

    // ------------------------------------------------------------------ how a race is run

    /** What one side got: an answer over HTTP, or what the engine threw at a timer. */
    private record Outcome(int status, String text) {

        boolean won() {
            return status < 300;
        }

        /** Never a failure: done, or 409 with Chinese words. */
        void isDoneOrToldSo() {
            if (!won()) {
                assertThat(status).as(text).isEqualTo(409);
                assertThat(text).containsPattern("\\p{IsHan}{4}");
            }
        }
    }

    private void oneWins(List<Outcome> outcomes) {
        outcomes.forEach(Outcome::isDoneOrToldSo);
        assertThat(outcomes).as("exactly one wins").filteredOn(Outcome::won).hasSize(1);
        count(outcomes.get(0).won() ? "first wins" : "second wins");
    }

    /** Both at the same barrier; afterwards the history has no gap whoever won. */
    private List<Outcome> atOnce(String ticketNo, Callable<Person.Answer> one, Callable<Person.Answer> other) throws Exception {
        List<Callable<Outcome>> sides = new ArrayList<>();
        for (Callable<Person.Answer> side : List.of(one, other)) {
            sides.add(() -> {
                Person.Answer answer = side.call();
                return new Outcome(answer.status(), answer.text());
            });
        }
        List<Outcome> outcomes = ConcurrentUnitsIT.atOnce(sides);
        List<Integer> seqs = jdbc.sql("select seq from ticket_event where ticket_no = :no order by seq").param("no", ticketNo)
                .query(Integer.class).list();
        assertThat(seqs).isEqualTo(IntStream.rangeClosed(1, seqs.size()).boxed().toList());
        assertThat(jobs.createJobQuery().noRetriesLeft().count()).isZero();
        return outcomes;
    }

    /** A timer that comes too late is told so by the engine; the job executor would try again or forget it. */
    private Person.Answer fires(Job timer) {
        // A request takes a while to reach the engine: without this the timer would always be first.
        hesitate();
        try {
            jobs.executeJob(timer.getId());
            return new Person.Answer(204, "");
        } catch (RuntimeException late) {
            if (late instanceof OptimisticLockingException || jobs.createJobQuery().jobId(timer.getId()).count() == 0) {
                return new Person.Answer(409, "计时器被人抢先一步");
            }
            throw late;
        }
    }

    /** What the job executor does with a timer that was overtaken: it tries again while it is there. */
    private void finishes(Job timer, Outcome first) {
        if (!first.won() && jobs.createJobQuery().jobId(timer.getId()).count() == 1) {
            jobs.executeJob(timer.getId());
        }
    }

    private void hesitate() {
        LockSupport.parkNanos(chance.nextInt(0, 60) * 1_000_000L);
    }

    private void count(String outcome) {
        outcomes.merge(outcome, 1, Integer::sum);
    }

    private void report(String race) {
        System.out.printf("RACE on %s, %d rounds: %s: %s%n", Database.isMySql() ? "MySQL 8.0.33" : "H2", ROUNDS, race, outcomes);
    }

    // ------------------------------------------------------------------ the hotline

    private Person as(String user) {
        return new Person("http://127.0.0.1:" + port, user);
    }

    private String dispatched() {
        Map<String, Object> request = new LinkedHashMap<>(Person.complaint("race-" + EXTERNAL.incrementAndGet()));
        request.put("category", "consumer-rights");
        return as("operator").registers(request);
    }

    private Person.Answer claims(String user, String task) {
        return as(user).post("/engine-rest/task/" + task + "/claim", Map.of("userId", user));
    }

    private static Map<String, Object> reply(String prefix) {
        return Map.of("action", "reply", "reply", prefix + REPLY);
    }

    private JsonNode ticket(String ticketNo) {
        return as("operator").get("/api/tickets/" + ticketNo).expect(200).json();
    }

    private String status(String ticketNo) {
        return ticket(ticketNo).get("status").asText();
    }

    private List<String> events(String ticketNo) {
        return as("operator").get("/api/tickets/" + ticketNo + "/events").expect(200).json().findValuesAsText("type");
    }

    private List<String> instances(String ticketNo) {
        return runtime.createProcessInstanceQuery().processInstanceBusinessKey(ticketNo).list().stream().map(ProcessInstance::getId).toList();
    }

    private Job timer(String ticketNo, String activity) {
        for (String instance : instances(ticketNo)) {
            List<Job> found = jobs.createJobQuery().processInstanceId(instance).timers().activityId(activity).list();
            if (!found.isEmpty()) {
                return found.get(0);
            }
        }
        throw new AssertionError("no timer " + activity + " of " + ticketNo + " at " + Date.from(clock.instant()));
    }

    /** What the job executor does behind save points. */
    private void runSavePoints(String ticketNo) {
        for (String instance : instances(ticketNo)) {
            jobs.createJobQuery().processInstanceId(instance).messages().list().forEach(job -> jobs.executeJob(job.getId()));
        }
    }
}
