package org.hotline12345.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotline12345.support.DrawnByHand.add;
import static org.hotline12345.support.DrawnByHand.connect;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.hotline12345.common.Models;
import org.hotline12345.design.Draft;
import org.hotline12345.design.Drafts;
import org.hotline12345.design.Migrations;
import org.hotline12345.design.Publication;
import org.hotline12345.design.Publications;
import org.hotline12345.platform.MovableClock;
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
 * A changed lifecycle is published in the middle of a city's work, with tickets waiting everywhere: those that can move
 * do, the others finish on their old version, none is lost and no clock moves.
 */
@SpringBootTest(properties = {"camunda.bpm.job-execution.enabled=false", "spring.datasource.hikari.maximum-pool-size=8",
        "camunda.bpm.eventing.execution=false", "camunda.bpm.eventing.task=false", "camunda.bpm.eventing.history=false",
        "hotline.attachment.directory=target/it/publication-attachments"})
@ActiveProfiles("demo")
@DirtiesContext
@Import({City.class, Habits.class})
@EnabledIfSystemProperty(named = "hotline.it.database", matches = "mysql")
class PublicationIT {

    private static final int CALLS = 350;
    private static final Database DATABASE = Database.fresh("publication");
    private static final Instant PUBLISHED = OffsetDateTime.parse("2023-02-15T10:30:00+08:00").toInstant();
    private static final Duration CALLS_WITHIN = Duration.ofDays(9);

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry settings) {
        settings.add("spring.datasource.url", DATABASE::url);
        settings.add("spring.datasource.username", DATABASE::user);
        settings.add("spring.datasource.password", () -> "");
    }

    @Autowired
    private MovableClock clock;
    @Autowired
    private ManagementService jobs;
    @Autowired
    private IdentityService identity;
    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private Habits habits;
    @Autowired
    private City city;
    @Autowired
    private Drafts drafts;
    @Autowired
    private Publications publications;
    @Autowired
    private Migrations migrations;
    @Autowired
    private Models models;

    @Test
    void aChangedLifecycleIsPublishedWithTicketsInEveryWaitingState() {
        Agreement agreement = new Agreement(jdbc);
        clock.freezeAt(PUBLISHED.minus(CALLS_WITHIN).minus(Duration.ofDays(1)));
        List<Boolean> published = new ArrayList<>();
        try {
            citizensCall(city, habits);
            city.plan(null, PUBLISHED, () -> {
                publish(city, agreement);
                published.add(true);
            });
            city.live();
        } finally {
            identity.clearAuthentication();
            clock.reset();
        }
        assertThat(published).hasSize(1);
        agreement.check();
        agreement.checkAllEnded();
        int again = count("select count(distinct PROC_INST_ID_) from ACT_HI_ACTINST where ACT_ID_ = 'Task_ReviewReplyAgain'");
        System.out.printf("PUBLICATION: all %d tickets ended, %d passed the added task%n", count("select count(*) from ticket_ticket"), again);
        assertThat(again).as("moved tickets pass the added task").isPositive();
    }

    private void citizensCall(City city, Habits habits) {
        SplittableRandom chance = new SplittableRandom(12345);
        Map<Course, Integer> turns = new EnumMap<>(Course.class);
        List<Course> courses = new ArrayList<>();
        for (Course course : Course.values()) {
            for (int i = 0; i < course.weight; i++) {
                courses.add(course);
            }
        }
        for (int i = 0; i < CALLS; i++) {
            Course course = courses.get(i * 37 % courses.size());
            City.Life life = new City.Life(course, i, turns.merge(course, 1, Integer::sum), chance.split());
            city.plan(life, PUBLISHED.minusSeconds(life.chance.nextLong(CALLS_WITHIN.toSeconds())), () -> habits.calls(city, life));
        }
    }

    // ------------------------------------------------------------------ the publication

    private void publish(City city, Agreement agreement) throws Exception {
        agreement.check();
        Map<String, String> clocks = clocks();
        int inFlight = count("select count(distinct BUSINESS_KEY_) from ACT_RU_EXECUTION where PARENT_ID_ is null and BUSINESS_KEY_ is not null");
        int cases = count("select count(*) from ACT_RU_EXECUTION where PARENT_ID_ is null and SUPER_EXEC_ is null");
        Map<String, Integer> waiting = waiting();

        city.as("designer", "designer");
        Draft draft = drafts.create(List.of(new Drafts.Upload("ticket-lifecycle.bpmn", withSecondReview()),
                new Drafts.Upload("callback.bpmn", withRenamedWait())), null);
        assertThat(draft.findings()).filteredOn(found -> found.severity().equals("error")).isEmpty();
        long started = System.nanoTime();
        List<Models.Outlook> outlook = migrations.outlook(draft.id());
        double lookedAhead = (System.nanoTime() - started) / 1e9;
        assertThat(clocks()).as("looking ahead changes nothing").isEqualTo(clocks);
        assertThat(models.deploymentInForce()).isPresent().get().isEqualTo(deployments().get(0));

        started = System.nanoTime();
        String id = publications.submit(draft.id(), "答复增加一道复核", true).publication();
        double publishing = (System.nanoTime() - started) / 1e9;
        started = System.nanoTime();
        city.asNobody();
        assertThat(migrations.step(id)).as("a node does a step and is killed before its job is done: the job runs again").isTrue();
        int steps = 1 + runInTheBackground();
        double moving = (System.nanoTime() - started) / 1e9;
        city.as("designer", "designer");
        Publication publication = publications.require(id);
        city.asNobody();

        System.out.printf("PUBLICATION: %d tickets in flight, %d cases, waiting at %d kinds of elements: %s%n", inFlight, cases, waiting.size(), waiting);
        System.out.printf("PUBLICATION: preview %.1f s, publication %.1f s, %d moved and %d left in %d steps, %.1f s (%.0f ms a case)%n",
                lookedAhead, publishing, publication.migrated(), publication.left(), steps, moving, 1000 * moving / cases);
        outlook.forEach(process -> System.out.printf("  %s: %d running, %d migratable %s%n", process.process(), process.running(),
                process.migratable(), process.blocked()));

        assertThat(inFlight).isGreaterThanOrEqualTo(200);
        assertThat(publication.migration()).isEqualTo("done");
        assertThat(publication.migrated() + publication.left()).as("every case is counted once").isEqualTo(cases);
        assertThat(publication.migrated()).isPositive();
        assertThat(publication.left()).as("those that wait for the citizen's answer").isPositive();
        assertThat(outlook).allSatisfy(process -> assertThat(process.migratable()).as(process.process()).isEqualTo(count(
                "select count(*) from ACT_RU_EXECUTION e join ACT_RE_PROCDEF d on d.ID_ = e.PROC_DEF_ID_ where e.PARENT_ID_ is null "
                        + "and d.DEPLOYMENT_ID_ = '" + publication.deployment() + "' and d.KEY_ = '" + process.process() + "'")));
        assertThat(count("select count(*) from ACT_RU_EXECUTION e join ACT_RE_PROCDEF d on d.ID_ = e.PROC_DEF_ID_ join ACT_RU_EXECUTION r "
                + "on r.ID_ = e.ROOT_PROC_INST_ID_ join ACT_RE_PROCDEF rd on rd.ID_ = r.PROC_DEF_ID_ where rd.DEPLOYMENT_ID_ <> d.DEPLOYMENT_ID_"))
                .as("cases spread over two sets").isZero();
        assertThat(clocks()).as("no timer, due date or limit moved").isEqualTo(clocks);
        assertThat(waiting()).as("everything waits where it waited").isEqualTo(waiting);
        agreement.check();
    }

    /** Runs the background's jobs one after the other, as the job executor does. */
    private int runInTheBackground() {
        identity.clearAuthentication();
        int steps = 0;
        for (List<String> due = background(); !due.isEmpty(); due = background()) {
            due.forEach(jobs::executeJob);
            steps += due.size();
        }
        return steps;
    }

    private List<String> background() {
        return jdbc.sql("select ID_ from ACT_RU_JOB where HANDLER_TYPE_ = 'hotline-background'").query(String.class).list();
    }

    /** Every timer, due date and limit there is. */
    private Map<String, String> clocks() {
        Map<String, String> clocks = new TreeMap<>();
        jdbc.sql("select ID_, DUEDATE_ from ACT_RU_JOB where TYPE_ = 'timer'").query(row -> {
            clocks.put("timer " + row.getString(1), row.getString(2));
        });
        jdbc.sql("select ID_, DUE_DATE_ from ACT_RU_TASK").query(row -> {
            clocks.put("task " + row.getString(1), row.getString(2));
        });
        jdbc.sql("select id, return_until, handle_until from ticket_dispatch").query(row -> {
            clocks.put("dispatch " + row.getString(1), row.getString(2) + ":" + row.getString(3));
        });
        return clocks;
    }

    /** Elements at which something waits, with how often. */
    private Map<String, Integer> waiting() {
        Map<String, Integer> waiting = new TreeMap<>();
        jdbc.sql("select d.KEY_, e.ACT_ID_, count(*) from ACT_RU_EXECUTION e join ACT_RE_PROCDEF d on d.ID_ = e.PROC_DEF_ID_ "
                + "where e.ACT_ID_ is not null and not exists (select 1 from ACT_RU_EXECUTION c where c.PARENT_ID_ = e.ID_) "
                + "group by d.KEY_, e.ACT_ID_").query(row -> {
                    waiting.put(row.getString(1) + '#' + row.getString(2), row.getInt(3));
                });
        return waiting;
    }

    private List<String> deployments() {
        return new ArrayList<>(new TreeSet<>(jdbc.sql("select DEPLOYMENT_ID_ from ACT_RE_PROCDEF").query(String.class).list()));
    }

    private int count(String sql) {
        return jdbc.sql(sql).query(Integer.class).single();
    }

    // ------------------------------------------------------------------ what the designer draws

    /** One user task more: the duty leader reviews too. */
    private static byte[] withSecondReview() {
        BpmnModelInstance model = Bpmn.readModelFromFile(Path.of("bpmn/ticket-lifecycle.bpmn").toFile());
        ModelElementInstance process = model.getModelElementById("ticket-lifecycle");
        UserTask task = add(process, UserTask.class, "Task_ReviewReplyAgain");
        task.setName("再次复核答复");
        task.setCamundaFormRef("review-reply");
        task.setCamundaFormRefBinding("deployment");
        task.setCamundaCandidateGroups("supervisor");
        task.setCamundaDueDate("${clocks.reviewUntil(execution)}");
        task.builder().camundaTaskListenerDelegateExpression("complete", "${recordReviewListener}");
        ExclusiveGateway gateway = add(process, ExclusiveGateway.class, "Gateway_ReviewedAgain");
        gateway.setName("再次复核通过？");
        SequenceFlow passed = model.getModelElementById("Flow_ReviewPassed_CallBack");
        FlowNode callBack = passed.getTarget();
        callBack.getIncoming().remove(passed);
        passed.setTarget(task);
        task.getIncoming().add(passed);
        connect(process, "Flow_ReviewReplyAgain_ReviewedAgain", task, gateway, null);
        connect(process, "Flow_ReviewedAgain_CallBack", gateway, callBack, "${reviewVerdict == 'pass'}");
        connect(process, "Flow_ReviewedAgain_OrderRework", gateway, model.getModelElementById("Task_OrderRework"), "${reviewVerdict == 'rework'}");
        return Bpmn.convertToString(model).getBytes(StandardCharsets.UTF_8);
    }

    /** The step that waits for the citizen's answer is drawn anew: whoever waits there cannot move. */
    private static byte[] withRenamedWait() throws Exception {
        return Files.readString(Path.of("bpmn/callback.bpmn"), StandardCharsets.UTF_8)
                .replace("Gateway_AwaitAnswer", "Gateway_AwaitTheAnswer").getBytes(StandardCharsets.UTF_8);
    }
}
