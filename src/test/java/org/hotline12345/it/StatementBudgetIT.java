package org.hotline12345.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.runtime.Job;
import org.hotline12345.intake.Intake;
import org.hotline12345.intake.NewTicket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * What a person's step costs in SQL on MySQL, counted by the server itself per account: the whole request as the
 * product answers it, less its authentication, beside the same step of {@link BareEngine}. Jobs behind save points are
 * run by the test and counted apart; every fiftieth registration also fetches a block of ticket numbers, counted apart.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
        "camunda.bpm.job-execution.enabled=false", "hotline.search.follow=false", "spring.datasource.hikari.maximum-pool-size=6"})
@ActiveProfiles("demo")
@DirtiesContext
@EnabledIfSystemProperty(named = "hotline.it.database", matches = "mysql")
class StatementBudgetIT {

    private static final int OURS_ABOVE_BARE = 8;
    private static final String REPLY = "经现场核实，商家已当面向群众退还全部款项并致歉，群众表示认可。";

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry settings) {
        settings.add("spring.datasource.url", () -> account("budget_product"));
        settings.add("spring.datasource.username", () -> "budget_product");
    }

    @LocalServerPort
    private int port;
    @Autowired
    private ProcessEngineConfigurationImpl engine;
    @Autowired
    private TaskService taskService;
    @Autowired
    private IdentityService identityService;
    @Autowired
    private ManagementService managementService;
    @Autowired
    private HikariDataSource pool;
    @Autowired
    private Intake intake;
    @Autowired
    private ThreadPoolTaskScheduler watches;
    private int externalIds;

    /** What watches ask now and then would be counted as some step's. */
    @BeforeEach
    void nothingIsWatched() {
        watches.shutdown();
    }

    /** What one step cost. */
    record Cost(long statements, long commits, long rowsRead) {

        Cost minus(Cost other) {
            return new Cost(statements - other.statements, commits - other.commits, rowsRead - other.rowsRead);
        }

        Cost plus(Cost other) {
            return new Cost(statements + other.statements, commits + other.commits, rowsRead + other.rowsRead);
        }
    }

    /** The costs of one life, by step; those of save-point jobs apart. */
    static final class Life {

        private final Map<String, Cost> steps = new LinkedHashMap<>();
        private final Map<String, Cost> jobs = new LinkedHashMap<>();

        Cost total() {
            Cost total = new Cost(0, 0, 0);
            for (Cost cost : steps.values()) {
                total = total.plus(cost);
            }
            for (Cost cost : jobs.values()) {
                total = total.plus(cost);
            }
            return total;
        }
    }

    @Test
    void aStepCostsFewStatementsAboveTheBareEngineAndDoesNotGrowWithStoredTickets() throws Exception {
        Life bare;
        try (BareEngine engineAlone = BareEngine.withSettingsOf(engine, bareColumn("budget_bare", true))) {
            live(engineAlone, "budget_bare");
            bare = live(engineAlone, "budget_bare");
        }
        Life stock;
        try (BareEngine engineAlone = BareEngine.stock(bareColumn("budget_stock", false))) {
            live(engineAlone, "budget_stock");
            stock = live(engineAlone, "budget_stock");
        }
        live();
        store(9);
        Life few = live();
        store(2_000);
        // What the server does by itself after a while.
        analyze();
        Life many = live();

        print(bare, stock, few, many);
        for (String step : few.steps.keySet()) {
            assertThat(few.steps.get(step).statements - bare.steps.get(step).statements)
                    .as("statements of our own: " + step).isLessThanOrEqualTo(OURS_ABOVE_BARE);
            assertThat(few.steps.get(step).commits).as("commits: " + step).isEqualTo(1);
            assertThat(many.steps.get(step).statements).as("with 2,000 tickets: " + step).isEqualTo(few.steps.get(step).statements);
            assertThat(many.steps.get(step).rowsRead).as("rows read with 2,000 tickets: " + step)
                    .isLessThanOrEqualTo(few.steps.get(step).rowsRead + 10);
        }
        assertThat(few.total().statements).isLessThan(stock.total().statements);
    }

    // ------------------------------------------------------------------ the product

    private Life live() {
        Life life = new Life();
        String id = "budget-" + (++externalIds);
        String[] no = new String[1];
        Map<String, Object> clear = Person.complaint(id + "-clear");
        clear.put("category", "consumer-rights");
        step(life, "register: to unit", "operator", () -> as("operator").registers(clear));
        step(life, "register: to desk", "operator", () -> no[0] = as("operator").registers(Person.complaint(id)));
        String ticketNo = no[0];
        submit(life, "dispatch", ticketNo, "dispatcher", "Task_DispatchTicket", Map.of("decision", "dispatch", "leadUnit", "education"));
        String task = task(ticketNo, "Task_HandleTicket");
        step(life, "sign", "clerk-education", () -> as("clerk-education")
                .post("/engine-rest/task/" + task + "/claim", Map.of("userId", "clerk-education")).expect(204));
        submit(life, "contact", ticketNo, "clerk-education", "Task_HandleTicket", Map.of("action", "contact", "contactOutcome", "已电话联系群众"));
        submit(life, "return", ticketNo, "clerk-education", "Task_HandleTicket", Map.of("action", "return",
                "returnReason", "不属于我局职责", "proposedUnit", "market-regulation", "legalBasis", "网络交易监督管理办法"));
        submit(life, "rule", ticketNo, "dispatcher", "Task_RuleOnReturn",
                Map.of("ruling", "redispatch", "leadUnit", "market-regulation", "reason", "改派市场监管"));
        jobs(life, "redispatch");
        submit(life, "reply", ticketNo, "clerk-market-regulation", "Task_HandleTicket", Map.of("action", "reply", "reply", REPLY));
        jobs(life, "to review");
        submit(life, "review: rework", ticketNo, "reviewer", "Task_ReviewReply", Map.of("verdict", "rework", "reason", "请补充退款凭证"));
        submit(life, "reply again", ticketNo, "clerk-market-regulation", "Task_HandleTicket", Map.of("action", "reply", "reply", REPLY));
        jobs(life, "to review again");
        submit(life, "review: pass", ticketNo, "reviewer", "Task_ReviewReply", Map.of("verdict", "pass"));
        jobs(life, "send survey");
        step(life, "evaluate", "operator", () -> as("operator").post("/api/tickets/" + ticketNo + "/evaluation",
                Map.of("authentic", true, "solved", false, "satisfied", false)).expect(204));
        submit(life, "call back", ticketNo, "callback", "Task_CallBack",
                Map.of("outcome", "reached", "authentic", true, "solved", true, "satisfied", true));
        assertThat(as("operator").get("/api/tickets/" + ticketNo).json().get("status").asText()).isEqualTo("archived");
        return life;
    }

    private void submit(Life life, String step, String ticketNo, String user, String key, Map<String, ?> fields) {
        String task = task(ticketNo, key);
        step(life, step, user, () -> as(user).submits(task, fields).expect(204));
    }

    private void step(Life life, String step, String user, Runnable action) {
        Cost authentication = cost("budget_product", () -> as(user).get("/engine-rest/version").expect(200));
        life.steps.put(step, cost("budget_product", action).minus(authentication));
    }

    private void jobs(Life life, String step) {
        List<String> due = managementService.createJobQuery().messages().list().stream().map(Job::getId).toList();
        assertThat(due).as(step).hasSize(1);
        life.jobs.put(step, cost("budget_product", () -> managementService.executeJob(due.get(0))));
    }

    private String task(String ticketNo, String key) {
        return taskService.createTaskQuery().processInstanceBusinessKey(ticketNo).taskDefinitionKey(key).singleResult().getId();
    }

    private Person as(String user) {
        return new Person("http://127.0.0.1:" + port, user);
    }

    private void store(int tickets) {
        identityService.setAuthentication("operator", List.of("operator"));
        for (int i = 0; i < tickets; i++) {
            intake.register(new NewTicket("phone", "stored-" + (++externalIds), null, new NewTicket.Citizen("测试群众", "13800000000"),
                    "430511", "测试地点", "complaint", i % 2 == 0 ? "consumer-rights" : null, "药店不发货",
                    "网购药品至今未发货，要求尽快发货。", null, null, null, null, null));
        }
        identityService.clearAuthentication();
    }

    // ------------------------------------------------------------------ the engine alone

    private Life live(BareEngine alone, String account) {
        Life life = new Life();
        String ticketNo = "bare-" + System.nanoTime();
        alone.units("market-regulation");
        alone.answer(Map.of("routed", true, "transferWaits", false, "noticeNeeded", false));
        life.steps.put("register: to unit", cost(account, () -> alone.start(ticketNo + "-clear")));
        alone.units();
        alone.answer(Map.of("routed", false, "transferWaits", false));
        life.steps.put("register: to desk", cost(account, () -> alone.start(ticketNo)));
        alone.units("education");
        submit(life, alone, account, "dispatch", ticketNo, "dispatcher", "dispatcher", "Task_DispatchTicket",
                Map.of("disposition", "dispatch", "noticeNeeded", false));
        alone.task(ticketNo, "Task_HandleTicket");
        Cost asking = cost(account, () -> alone.task(ticketNo, "Task_HandleTicket"));
        life.steps.put("sign", cost(account, () -> alone.claim(ticketNo, "Task_HandleTicket", "clerk", "unit-education")).minus(asking));
        submit(life, alone, account, "contact", ticketNo, "clerk", "unit-education", "Task_HandleTicket", Map.of("handlingAction", "contact", "givenBack", true));
        submit(life, alone, account, "return", ticketNo, "clerk", "unit-education", "Task_HandleTicket", Map.of("handlingAction", "return", "givenBack", false));
        submit(life, alone, account, "rule", ticketNo, "dispatcher", "dispatcher", "Task_RuleOnReturn",
                Map.of("returnRuling", "redispatch", "unitOutcome", "redispatch", "unit", "market-regulation"));
        alone.units("market-regulation");
        alone.answer(Map.of("noticeNeeded", false));
        jobs(life, alone, account, "redispatch");
        alone.answer(Map.of());
        Map<String, Object> replied = Map.of("handlingAction", "settle", "givenBack", false, "unitOutcome", "replied");
        submit(life, alone, account, "reply", ticketNo, "clerk", "unit-market-regulation", "Task_HandleTicket", replied);
        jobs(life, alone, account, "to review");
        submit(life, alone, account, "review: rework", ticketNo, "reviewer", "reviewer", "Task_ReviewReply", 
                Map.of("reviewVerdict", "rework", "noticeNeeded", false));
        submit(life, alone, account, "reply again", ticketNo, "clerk", "unit-market-regulation", "Task_HandleTicket", replied);
        jobs(life, alone, account, "to review again");
        submit(life, alone, account, "review: pass", ticketNo, "reviewer", "reviewer", "Task_ReviewReply", Map.of("reviewVerdict", "pass"));
        jobs(life, alone, account, "send survey");
        alone.answer(Map.of("callbackAnswer", "dissatisfied", "callbackResult", "dissatisfied"));
        life.steps.put("evaluate", cost(account, () -> alone.correlate(ticketNo)));
        submit(life, alone, account, "call back", ticketNo, "callback", "callback", "Task_CallBack",
                Map.of("callbackAnswer", "satisfied", "callbackResult", "satisfied"));
        return life;
    }

    private void submit(Life life, BareEngine alone, String account, String step, String ticketNo, String user, String group,
            String key, Map<String, Object> answer) {
        String task = alone.task(ticketNo, key);
        alone.answer(answer);
        life.steps.put(step, cost(account, () -> alone.submit(task, user, group)));
        alone.answer(Map.of());
        alone.identity().clearAuthentication();
    }

    private void jobs(Life life, BareEngine alone, String account, String step) {
        List<String> due = alone.savePoints();
        assertThat(due).as(step).hasSize(1);
        life.jobs.put(step, cost(account, () -> alone.execute(due.get(0))));
    }

    private HikariDataSource bareColumn(String account, boolean driverSettingsOfTheProduct) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(account(account) + "?nullCatalogMeansCurrent=true");
        config.setUsername(account);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setMaximumPoolSize(2);
        if (driverSettingsOfTheProduct) {
            config.setAutoCommit(pool.isAutoCommit());
            pool.getDataSourceProperties().forEach((name, value) -> config.addDataSourceProperty((String) name, value));
        }
        return new HikariDataSource(config);
    }

    // ------------------------------------------------------------------ the server's count

    /** A fresh schema with an account of its own, so that the server counts its statements apart. */
    private static String account(String name) {
        MySqlServer server = MySqlServer.shared();
        String url = server.freshSchema(name);
        try (Connection connection = DriverManager.getConnection(server.url(""), MySqlServer.USER, "")) {
            connection.createStatement().execute("create user if not exists '" + name + "'@'127.0.0.1'");
            connection.createStatement().execute("grant all privileges on " + name + ".* to '" + name + "'@'127.0.0.1'");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return url;
    }

    private static Cost cost(String account, Runnable action) {
        Cost before = used(account);
        action.run();
        return used(account).minus(before);
    }

    private static Cost used(String account) {
        try (Connection connection = DriverManager.getConnection(MySqlServer.shared().url("performance_schema"), MySqlServer.USER, "");
                ResultSet row = connection.createStatement().executeQuery("select sum(COUNT_STAR), "
                        + "sum(if(EVENT_NAME = 'statement/sql/commit', COUNT_STAR, 0)), sum(SUM_ROWS_EXAMINED) "
                        + "from events_statements_summary_by_user_by_event_name "
                        + "where USER = '" + account + "' and EVENT_NAME like 'statement/sql/%'")) {
            row.next();
            return new Cost(row.getLong(1), row.getLong(2), row.getLong(3));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void analyze() throws SQLException {
        try (Connection connection = DriverManager.getConnection(MySqlServer.shared().url("budget_product"), MySqlServer.USER, "")) {
            connection.createStatement().execute("analyze table ACT_RU_AUTHORIZATION, ACT_RU_TASK, ACT_RU_EXECUTION, ACT_RU_JOB, "
                    + "ACT_RU_VARIABLE, ACT_RU_IDENTITYLINK, ACT_HI_TASKINST, ACT_HI_ACTINST, ticket_ticket, ticket_dispatch, ticket_event");
        }
    }

    private static void print(Life bare, Life stock, Life few, Life many) {
        List<String> lines = new ArrayList<>();
        lines.add("STATEMENTS per step on MySQL 8.0.33 (commits in brackets), authentication apart");
        String row = "%-22s %12s %12s %9s %14s %18s %18s";
        lines.add(row.formatted("step", "bare engine", "product", "our own", "2,000 stored", "rows read 10/2000", "stock engine"));
        few.steps.forEach((step, cost) -> lines.add(line(row, step, bare.steps.get(step), cost, many.steps.get(step), stock.steps.get(step))));
        lines.add("save-point jobs");
        few.jobs.forEach((step, cost) -> lines.add(line(row, step, bare.jobs.get(step), cost, many.jobs.get(step), stock.jobs.get(step))));
        lines.add(line(row, "total", bare.total(), few.total(), many.total(), stock.total()));
        lines.add("stock engine: history full, driver defaults, no authorization, no submitted fields stored");
        System.out.println(String.join(System.lineSeparator(), lines));
    }

    private static String line(String row, String step, Cost bare, Cost product, Cost many, Cost stock) {
        return row.formatted(step, bare.statements + " (" + bare.commits + ")", product.statements + " (" + product.commits + ")",
                "+" + (product.statements - bare.statements), many.statements + " (" + many.commits + ")",
                product.rowsRead + "/" + many.rowsRead, stock.statements + " (" + stock.commits + ")");
    }
}
