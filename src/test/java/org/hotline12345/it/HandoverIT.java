package org.hotline12345.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.hotline12345.calendar.WorkCalendar;
import org.hotline12345.callback.Callback;
import org.hotline12345.handover.Handovers;
import org.hotline12345.handover.OldCentre;
import org.hotline12345.handover.Reconciliation;
import org.hotline12345.organization.Units;
import org.hotline12345.platform.MovableClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * Ten thousand tickets of another system, five hundred of them open at thirteen different steps: the counts reconcile, the
 * clocks are as they were, every open one ends through the normal steps, and a second time changes nothing.
 */
@SpringBootTest(properties = {"camunda.bpm.job-execution.enabled=false", "spring.datasource.hikari.maximum-pool-size=6",
        "hotline.attachment.directory=target/it/handover-attachments"})
@ActiveProfiles("demo")
@DirtiesContext
class HandoverIT {

    private static final int TICKETS = Integer.getInteger("handover.tickets", Database.isMySql() ? 10_000 : 400);
    private static final int ROUNDS = TICKETS / 20 / OldCentre.WAYS + 1;
    private static final Instant NOW = OffsetDateTime.parse("2023-02-08T13:00:00+08:00").toInstant();
    private static final String REPLY = "经现场核实，商家已当面向群众退还全部款项并致歉，群众表示认可。";
    private static final Database DATABASE = Database.fresh("handover");

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry settings) {
        settings.add("spring.datasource.url", DATABASE::url);
        settings.add("spring.datasource.username", DATABASE::user);
        settings.add("spring.datasource.password", () -> "");
    }

    @Autowired
    private Handovers imports;
    @Autowired
    private Reconciliation reconciliation;
    @Autowired
    private MovableClock clock;
    @Autowired
    private IdentityService identity;
    @Autowired
    private FormService forms;
    @Autowired
    private Callback callback;
    @Autowired
    private ManagementService jobs;
    @Autowired
    private Units units;
    @Autowired
    private WorkCalendar calendar;
    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void wednesdayNoon() {
        clock.freezeAt(NOW);
    }

    @Test
    void anotherSystemsTicketsGoOnHere() throws IOException {
        OldCentre centre = new OldCentre(NOW, 12345).open(ROUNDS).closed(TICKETS - ROUNDS * OldCentre.WAYS);
        Path workbook = centre.write(Files.createDirectories(Path.of("target/it")).resolve("handover.xlsx"));

        long began = System.nanoTime();
        Handovers.View checked = upload(workbook);
        long read = System.nanoTime();
        assertThat(checked.state()).isEqualTo("checked");
        assertThat(imports.problems(checked.id(), 0, 20).items()).isEmpty();
        assertThat(checked.ready()).isEqualTo(TICKETS);
        assertThat(jdbc.sql("select count(*) from ticket_ticket").query(Integer.class).single()).isZero();
        Handovers.View done = confirm(checked.id());
        long taken = System.nanoTime();
        assertThat(done.state()).isEqualTo("done");
        assertThat(done.imported()).isEqualTo(TICKETS);
        System.out.printf("HANDOVER %d tickets, %d open: read and checked in %d s, taken over in %d s%n", TICKETS, ROUNDS * OldCentre.WAYS,
                (read - began) / 1_000_000_000, (taken - read) / 1_000_000_000);

        reconciles(done.id());
        nothingNamesACitizen();
        clocksAreAsTheyWere(centre);
        ticketAndEngineAgree();
        overdueOnesAreOverdueOnce(centre);
        everyOpenOneEnds();

        Handovers.View again = upload(workbook);
        assertThat(again.same()).isEqualTo(TICKETS);
        assertThat(again.ready()).isZero();
        assertThat(again.refused()).isZero();
        assertThat(jdbc.sql("select count(*) from ticket_ticket").query(Integer.class).single()).isEqualTo(TICKETS);
        System.out.printf("HANDOVER the same file again: %d known, 0 new, 0 changed%n", again.same());
    }

    // ------------------------------------------------------------------ what the administrator does

    private Handovers.View upload(Path workbook) throws IOException {
        asAdministrator();
        String id;
        try (InputStream in = Files.newInputStream(workbook)) {
            id = imports.upload("430500", OldCentre.SYSTEM, "旧系统.xlsx", in).id();
        }
        runBackground();
        asAdministrator();
        return imports.get(id);
    }

    private Handovers.View confirm(String id) {
        imports.confirm(id);
        runBackground();
        asAdministrator();
        return imports.get(id);
    }

    private void asAdministrator() {
        identity.setAuthentication("admin", List.of("camunda-admin"));
    }

    private void runBackground() {
        identity.clearAuthentication();
        for (List<String> due = background(); !due.isEmpty(); due = background()) {
            due.forEach(jobs::executeJob);
        }
    }

    private List<String> background() {
        return jdbc.sql("select ID_ from ACT_RU_JOB where HANDLER_TYPE_ = 'hotline-background' and HANDLER_CFG_ like 'handover:%'")
                .query(String.class).list();
    }

    // ------------------------------------------------------------------ what stands here

    private void reconciles(String id) throws IOException {
        asAdministrator();
        Reconciliation.Sheet sheet = reconciliation.of(id);
        assertThat(sheet.lines()).allMatch(Reconciliation.Line::agrees);
        assertThat(sheet.agrees()).isTrue();
        Map<String, Integer> sums = new TreeMap<>();
        sheet.lines().forEach(line -> sums.merge(line.by(), line.stored(), Integer::sum));
        assertThat(sums).containsOnlyKeys("all", "status", "unit", "kind", "channel", "month").allSatisfy((by, sum) ->
                assertThat(sum).as(by).isEqualTo(TICKETS));
        sheet.lines().stream().filter(line -> !line.by().equals("month")).forEach(line -> System.out.printf(
                "HANDOVER %s %s: file %d, taken over %d, refused %d, here %d%n", line.byName(), line.name(), line.file(), line.imported(),
                line.refused(), line.stored()));
        try (java.io.OutputStream out = Files.newOutputStream(Path.of("target/it/handover-reconciliation.xlsx"))) {
            reconciliation.write(id, out);
        }
        assertThat(Path.of("target/it/handover-reconciliation.xlsx")).isNotEmptyFile();
    }

    private void nothingNamesACitizen() {
        assertThat(jdbc.sql("select count(*) from handover_ticket where sealed is not null").query(Integer.class).single()).isZero();
        assertThat(jdbc.sql("select count(*) from handover_line").query(Integer.class).single()).isZero();
        assertThat(jdbc.sql("select count(*) from ticket_identity").query(Integer.class).single()).isEqualTo(TICKETS);
        assertThat(jdbc.sql("select count(*) from ticket_event where text like '%测试群众%'").query(Integer.class).single()).isZero();
    }

    private void clocksAreAsTheyWere(OldCentre centre) {
        int compared = 0;
        for (OldCentre.Open open : centre.open()) {
            if (open.unit() == null) {
                continue;
            }
            String unit = open.unit().equals("老工商局") ? "market-regulation" : units.byNameOrAlias("430500", open.unit()).orElseThrow().code();
            Map<String, Object> row = jdbc.sql("select d.* from ticket_dispatch d join ticket_origin o on o.ticket_no = d.ticket_no "
                            + "where o.old_number = :number and d.unit = :unit and d.state not in ('replied', 'returned', 'ended')")
                    .param("number", open.number()).param("unit", unit).query().singleRow();
            String no = (String) row.get("ticket_no");
            assertThat(at(row, "dispatched_at")).as(open + " dispatched").isEqualTo(open.sentAt());
            if (open.handleUntil() != null) {
                assertThat(at(row, "handle_until")).as(open + " limit").isEqualTo(open.handleUntil());
            } else if (open.finalUntil() == null) {
                assertThat(at(row, "handle_until")).as(open + " counted limit").isEqualTo(
                        calendar.plusWorkingDays("430500", open.sentAt(), kindOf(no).equals("consult") ? 3 : 5).until());
            }
            if (open.returnUntil() != null) {
                assertThat(at(row, "return_until")).as(open + " window").isEqualTo(open.returnUntil());
                assertThat(timer(no, unit, "BoundaryEvent_ReturnWindowClosed")).as(open + " window's timer").isEqualTo(open.returnUntil());
            }
            if (open.resumeAt() != null) {
                assertThat(timer(no, unit, "CatchEvent_ResumeDue")).as(open + " review date").isEqualTo(open.resumeAt());
            }
            if (open.finalUntil() != null) {
                assertThat(at(row, "interim_until")).as(open + " procedure").isEqualTo(open.finalUntil());
            }
            compared++;
        }
        System.out.printf("HANDOVER clocks of %d open dispatches as they were, to the second%n", compared);
    }

    private String kindOf(String no) {
        return jdbc.sql("select kind from ticket_ticket where ticket_no = :no").param("no", no).query(String.class).single();
    }

    private static Instant at(Map<String, Object> row, String column) {
        Object value = row.get(column);
        return value == null ? null : Instant.ofEpochMilli(((Number) value).longValue());
    }

    private Instant timer(String no, String unit, String activity) {
        return jdbc.sql("select j.DUEDATE_ from ACT_RU_JOB j join ACT_RU_EXECUTION e on e.ID_ = j.PROCESS_INSTANCE_ID_ "
                        + "join ACT_RU_VARIABLE v on v.EXECUTION_ID_ = e.ID_ and v.NAME_ = 'unit' and v.TEXT_ = :unit "
                        + "join ACT_RU_JOBDEF d on d.ID_ = j.JOB_DEF_ID_ where e.BUSINESS_KEY_ = :no and d.ACT_ID_ = :activity")
                .param("unit", unit).param("no", no).param("activity", activity).query(java.sql.Timestamp.class).single().toInstant();
    }

    /** The same questions as are asked of a year's own tickets, of those that are open. */
    private void ticketAndEngineAgree() {
        String closed = "('archived', 'closed-instant', 'declined')";
        none("event numbers with a gap", "select ticket_no from ticket_event group by ticket_no having min(seq) <> 1 or max(seq) <> count(*)");
        none("tickets whose last event is not the one they know", "select t.ticket_no from ticket_ticket t where t.last_seq <> "
                + "(select max(seq) from ticket_event e where e.ticket_no = t.ticket_no)");
        none("open tickets without one running lifecycle", "select t.ticket_no from ticket_ticket t where t.status not in " + closed
                + " and (select count(*) from ACT_RU_EXECUTION e where e.BUSINESS_KEY_ = t.ticket_no and e.PARENT_ID_ is null "
                + "and e.PROC_DEF_ID_ like 'ticket-lifecycle:%') <> 1");
        none("closed tickets with a case", "select t.ticket_no from ticket_ticket t join ACT_HI_PROCINST p on p.BUSINESS_KEY_ = t.ticket_no "
                + "where t.status in " + closed);
        none("open dispatches without one running handling", "select d.ticket_no from ticket_dispatch d where d.state in "
                + "('open', 'signed', 'returning') and (select count(*) from ACT_RU_EXECUTION e join ACT_RU_VARIABLE v on v.EXECUTION_ID_ = e.ID_ "
                + "and v.NAME_ = 'unit' where e.BUSINESS_KEY_ = d.ticket_no and e.PARENT_ID_ is null and e.PROC_DEF_ID_ like 'unit-handling:%' "
                + "and v.TEXT_ = d.unit) <> 1");
        none("returns nobody is asked to rule on", "select d.ticket_no from ticket_dispatch d where d.state = 'returning' and "
                + tasks("Task_RuleOnReturn") + " <> 1");
        none("interim replies without a final one to come", "select d.ticket_no from ticket_dispatch d where d.state = 'interim' and "
                + tasks("Task_ReplyFinally") + " <> 1");
        none("incidents", "select ID_ from ACT_RU_INCIDENT");
    }

    private static String tasks(String key) {
        return "(select count(*) from ACT_RU_TASK k join ACT_RU_EXECUTION e on e.ID_ = k.PROC_INST_ID_ where e.BUSINESS_KEY_ = d.ticket_no "
                + "and k.TASK_DEF_KEY_ = '" + key + "')";
    }

    private void none(String what, String sql) {
        assertThat(jdbc.sql(sql).query(String.class).list()).as(what).isEmpty();
    }

    private void overdueOnesAreOverdueOnce(OldCentre centre) {
        identity.clearAuthentication();
        runDue();
        runDue();
        long overdue = centre.open().stream().filter(open -> "逾期".equals(open.state())).count();
        assertThat(count("select count(*) from ticket_event where type = 'redCard'")).isEqualTo(overdue);
        assertThat(count("select count(*) from ticket_dispatch where card = 'red' and overdue_at = handle_until")).isEqualTo(overdue);
        assertThat(count("select count(*) from ticket_event e join ticket_dispatch d on d.ticket_no = e.ticket_no and d.card = 'red' "
                + "where e.type = 'yellowCard'")).isZero();
        // Nobody is flooded: no rung is taken at once, no citizen is written to.
        assertThat(count("select count(*) from ticket_event where type = 'escalated'")).isZero();
        assertThat(count("select count(*) from notification_message where recipient = 'citizen'")).isZero();
        System.out.printf("HANDOVER %d overdue ones turned red once, 0 rungs taken, 0 messages to citizens%n", overdue);
    }

    private int count(String sql) {
        return jdbc.sql(sql).query(Integer.class).single();
    }

    private void runDue() {
        jdbc.sql("select ID_ from ACT_RU_JOB where PROCESS_INSTANCE_ID_ is not null and (DUEDATE_ is null or DUEDATE_ <= :now) and RETRIES_ > 0")
                .param("now", java.sql.Timestamp.from(clock.instant())).query(String.class).list().forEach(job -> {
                    if (jobs.createJobQuery().jobId(job).count() > 0) {
                        jobs.executeJob(job);
                    }
                });
    }

    // ------------------------------------------------------------------ and they end

    private record Task(String id, String key, String group) {
    }

    private void everyOpenOneEnds() {
        Map<String, Integer> worked = new TreeMap<>();
        for (int round = 0; round < 10; round++) {
            List<Task> open = jdbc.sql("select k.ID_, k.TASK_DEF_KEY_, min(l.GROUP_ID_) from ACT_RU_TASK k join ACT_RU_IDENTITYLINK l "
                            + "on l.TASK_ID_ = k.ID_ where k.TASK_DEF_KEY_ <> 'Task_ImportNotice' and l.GROUP_ID_ is not null "
                            + "group by k.ID_, k.TASK_DEF_KEY_ order by k.ID_")
                    .query((row, n) -> new Task(row.getString(1), row.getString(2), row.getString(3))).list();
            for (Task task : open) {
                work(task, worked);
            }
            identity.clearAuthentication();
            runDue();
            citizensAnswer(worked);
        }
        assertThat(jdbc.sql("select concat(t.ticket_no, ' ', t.status) from ticket_ticket t where t.status not in "
                + "('archived', 'closed-instant', 'declined')").query(String.class).list()).as("open tickets after working them").isEmpty();
        none("incidents", "select ID_ from ACT_RU_INCIDENT");
        System.out.println("HANDOVER all open ones archived through the normal steps: " + worked);
    }

    /** What was answered here is asked about here, as ever: by message first. */
    private void citizensAnswer(Map<String, Integer> worked) {
        identity.setAuthentication("operator", List.of("operator"));
        for (String no : jdbc.sql("select e.BUSINESS_KEY_ from ACT_RU_EVENT_SUBSCR s join ACT_RU_EXECUTION e on e.ID_ = s.PROC_INST_ID_ "
                + "where s.EVENT_NAME_ = 'callback.evaluated'").query(String.class).list()) {
            callback.evaluate(no, true, true, true, null);
            worked.merge("citizen's answer", 1, Integer::sum);
        }
        identity.clearAuthentication();
        runDue();
    }

    private void work(Task task, Map<String, Integer> worked) {
        identity.setAuthentication(City.userOf(task.group()), List.of(task.group()));
        try {
            forms.submitTaskForm(task.id(), fields(task));
            worked.merge(task.key(), 1, Integer::sum);
        } catch (RuntimeException refused) {
            // A lead waits for its assists, who are asked in the same round.
            if (!City.isRefusal(refused, "handling.answersMissing")
                    && jdbc.sql("select count(*) from ACT_RU_TASK where ID_ = :id").param("id", task.id()).query(Integer.class).single() > 0) {
                throw refused;
            }
        }
    }

    private Map<String, Object> fields(Task task) {
        LocalDate due = LocalDate.ofInstant(clock.instant(), clock.getZone()).plusDays(20);
        return switch (task.key()) {
            case "Task_DispatchTicket" -> Map.of("decision", "dispatch", "leadUnit", "market-regulation", "assistUnits", "", "reason", "按职责分工派单");
            case "Task_HandleTicket" -> Map.of("action", "reply", "reply", REPLY);
            case "Task_ReplyFinally" -> Map.of("reply", REPLY);
            case "Task_RuleOnReturn" -> Map.of("ruling", "reject", "reason", "经核对职责清单裁定");
            case "Task_ReviewReply" -> Map.of("verdict", "pass");
            case "Task_CallBack" -> Map.of("outcome", "reached", "authentic", true, "solved", true, "satisfied", true);
            case "Task_AskForInformation" -> Map.of("supplement", "补充：商家在汽车南站对面，1月24日购买。", "category", "consumer-rights", "region", "430511");
            case "Task_HoldMeeting" -> Map.of("minutes", "会议议定由主办单位牵头整改。", "leadUnit", "market-regulation", "assistUnits", "",
                    "actions", "[{\"unit\":\"market-regulation\",\"action\":\"限期整改到位\",\"due\":\"" + due + "\"}]");
            case "Task_CompleteAction" -> Map.of("result", "议定事项已按期整改到位");
            case "Task_ConfirmAction" -> Map.of("verdict", "done");
            case "Task_AnswerOrder" -> Map.of("answer", "已约谈责任科室，限三日内整改到位，并向诉求人说明情况。");
            case "Task_CloseOrder" -> Map.of("verdict", "closed", "reason", "已整改到位");
            default -> throw new AssertionError("nobody expects " + task);
        };
    }
}
