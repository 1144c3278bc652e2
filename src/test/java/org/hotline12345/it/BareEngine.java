package org.hotline12345.it;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.spring.SpringProcessEngineConfiguration;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/**
 * The engine without the product: the same diagrams, decisions and forms, and in place of every delegate and listener
 * one that stores nothing and only sets the variables by which the diagram goes on. What a step costs here is the
 * engine's own; people submit no fields, so nothing of ours is counted as the engine's.
 */
final class BareEngine implements AutoCloseable {

    /** Answers the product keeps no longer than the step. */
    private static final Set<String> TRANSIENT = Set.of("givenBack");

    private final HikariDataSource pool;
    private final ProcessEngine engine;
    /** What the next listener decides. */
    private final Map<String, Object> answers = new HashMap<>();
    private List<String> units = List.of();
    private String signedBy;

    private BareEngine(HikariDataSource pool, SpringProcessEngineConfiguration configuration) throws IOException {
        this.pool = pool;
        configuration.setDataSource(pool);
        configuration.setTransactionManager(new DataSourceTransactionManager(pool));
        configuration.setDatabaseSchemaUpdate("true");
        // The product's engine is the default one in this process.
        configuration.setProcessEngineName("bare");
        configuration.setJobExecutorActivate(false);
        configuration.setEnforceHistoryTimeToLive(false);
        configuration.setBeans(beans());
        this.engine = configuration.buildProcessEngine();
        DeploymentBuilder deployment = engine.getRepositoryService().createDeployment().name("bare");
        for (String folder : List.of("bpmn", "dmn", "forms")) {
            for (Resource model : new PathMatchingResourcePatternResolver().getResources("classpath*:" + folder + "/*.*")) {
                try (var content = model.getInputStream()) {
                    deployment.addInputStream(folder + "/" + model.getFilename(), content);
                }
            }
        }
        deployment.deploy();
    }

    /** With the product's engine and connection settings. */
    static BareEngine withSettingsOf(ProcessEngineConfigurationImpl product, HikariDataSource pool) throws IOException {
        SpringProcessEngineConfiguration bare = new SpringProcessEngineConfiguration();
        bare.setHistory(product.getHistory());
        bare.setHistoryRemovalTimeStrategy(product.getHistoryRemovalTimeStrategy());
        bare.setHistoryTimeToLive(product.getHistoryTimeToLive());
        bare.setIdGenerator(product.getIdGenerator());
        bare.setCmmnEnabled(product.isCmmnEnabled());
        bare.setStandaloneTasksEnabled(product.isStandaloneTasksEnabled());
        bare.setMetricsEnabled(product.isMetricsEnabled());
        bare.setTaskMetricsEnabled(product.isTaskMetricsEnabled());
        bare.setAuthorizationEnabled(product.isAuthorizationEnabled());
        bare.setDefaultUserPermissionNameForTask(product.getDefaultUserPermissionNameForTask());
        bare.setDefaultSerializationFormat(product.getDefaultSerializationFormat());
        bare.setEnableExceptionsAfterUnhandledBpmnError(product.isEnableExceptionsAfterUnhandledBpmnError());
        return new BareEngine(pool, bare);
    }

    /** As it comes: full history, no authorization, the driver's defaults. */
    static BareEngine stock(HikariDataSource pool) throws IOException {
        SpringProcessEngineConfiguration stock = new SpringProcessEngineConfiguration();
        stock.setHistory("full");
        return new BareEngine(pool, stock);
    }

    private Map<Object, Object> beans() throws IOException {
        Map<Object, Object> beans = new HashMap<>();
        Pattern used = Pattern.compile("delegateExpression=\"\\$\\{(\\w+)}\"");
        for (Resource model : new PathMatchingResourcePatternResolver().getResources("classpath*:bpmn/*.bpmn")) {
            Matcher names = used.matcher(new String(model.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
            while (names.find()) {
                beans.put(names.group(1), new Answer());
            }
        }
        beans.put("ticketFactsListener", new Facts());
        beans.put("clocks", new Clocks());
        beans.put("ticketStatus", new Status());
        beans.put("openDispatches", new OpenDispatches());
        beans.put("supervision", new Supervision());
        beans.put("queueRank", new QueueRank());
        return beans;
    }

    // ------------------------------------------------------------------ what a test does with it

    String start(String ticketNo) {
        identity().clearAuthentication();
        return engine.getRuntimeService().startProcessInstanceByKey("ticket-lifecycle", ticketNo).getId();
    }

    void answer(Map<String, Object> variables) {
        answers.clear();
        answers.putAll(variables);
    }

    void units(String... codes) {
        units = List.of(codes);
        signedBy = null;
    }

    void claim(String ticketNo, String key, String user, String group) {
        String task = task(ticketNo, key);
        identity().setAuthentication(user, List.of(group));
        engine.getTaskService().claim(task, user);
        signedBy = user;
    }

    String task(String ticketNo, String key) {
        identity().clearAuthentication();
        Task task = engine.getTaskService().createTaskQuery().processInstanceBusinessKey(ticketNo).taskDefinitionKey(key).singleResult();
        if (task == null) {
            throw new AssertionError("bare engine: no " + key + " for " + ticketNo + " but "
                    + engine.getTaskService().createTaskQuery().processInstanceBusinessKey(ticketNo).list());
        }
        return task.getId();
    }

    void submit(String taskId, String user, String group) {
        identity().setAuthentication(user, List.of(group));
        forms().submitTaskForm(taskId, Map.of());
    }

    void correlate(String ticketNo) {
        identity().clearAuthentication();
        engine.getRuntimeService().createMessageCorrelation("callback.evaluated").processInstanceBusinessKey(ticketNo).correlate();
    }

    List<String> savePoints() {
        return engine.getManagementService().createJobQuery().messages().list().stream().map(Job::getId).toList();
    }

    void execute(String job) {
        management().executeJob(job);
    }

    IdentityService identity() {
        return engine.getIdentityService();
    }

    private FormService forms() {
        return engine.getFormService();
    }

    private ManagementService management() {
        return engine.getManagementService();
    }

    @Override
    public void close() {
        engine.close();
        pool.close();
    }

    // ------------------------------------------------------------------ beans of the diagrams

    /** Stands for any delegate or listener: sets what the test answered, stores nothing. */
    final class Answer implements JavaDelegate, ExecutionListener, TaskListener {

        @Override
        public void execute(DelegateExecution execution) {
            decide(execution);
        }

        @Override
        public void notify(DelegateExecution execution) {
            decide(execution);
        }

        @Override
        public void notify(DelegateTask task) {
            if (!TaskListener.EVENTNAME_ASSIGNMENT.equals(task.getEventName())) {
                decide(task);
            }
        }

        private void decide(VariableScope scope) {
            answers.forEach((name, value) -> scope.setVariable(name,
                    TRANSIENT.contains(name) ? Variables.untypedValue(value, true) : value));
        }
    }

    /** The facts of the one ticket that is measured. */
    static final class Facts implements ExecutionListener {

        @Override
        public void notify(DelegateExecution execution) {
            Map<String, Object> facts = new HashMap<>(Map.of("jurisdiction", "430500", "kind", "complaint", "region", "430511",
                    "urgent", false, "supervised", false, "confidential", false, "hasContact", true, "contentLength", 20,
                    "inJurisdiction", true));
            facts.putAll(Map.of("surveyAttempts", 0, "maxSurveyAttempts", 3, "evaluated", false, "returnCount", 1,
                    "samePairCount", 1, "maxReturns", 3, "maxSamePair", 2, "reasonGiven", true, "hasProposedUnit", true));
            facts.put("late", false);
            facts.put("callbackWaived", false);
            facts.put("visitOrdered", false);
            facts.put("dissatisfied", 0);
            facts.put("hasExternalCutoff", false);
            facts.put("urgentFlag", null);
            facts.put("aboutUnit", null);
            facts.put("category", null);
            facts.put("deskOutcome", null);
            facts.put("deskReason", null);
            facts.forEach((name, value) -> execution.setVariableLocal(name, Variables.untypedValue(value, true)));
        }
    }

    /** Every clock ends in a week. */
    public static final class Clocks {

        private static Date inAWeek() {
            return Date.from(Instant.now().plusSeconds(7 * 86_400));
        }

        public Date returnUntil(DelegateExecution execution) {
            return inAWeek();
        }

        public Date handleUntil(DelegateExecution execution) {
            return inAWeek();
        }

        public Date yellowFrom(DelegateExecution execution) {
            return inAWeek();
        }

        public Date redFrom(DelegateExecution execution) {
            return inAWeek();
        }

        public Date reviewUntil(DelegateExecution execution) {
            return inAWeek();
        }

        public Date rulingUntil(DelegateExecution execution) {
            return inAWeek();
        }

        public Date dispatchUntil(DelegateExecution execution) {
            return inAWeek();
        }

        public Date informationUntil(DelegateExecution execution) {
            return inAWeek();
        }

        public Date meetingUntil(DelegateExecution execution) {
            return inAWeek();
        }

        public Date callbackUntil(DelegateExecution execution) {
            return inAWeek();
        }

        public Date surveyUntil(DelegateExecution execution) {
            return inAWeek();
        }
    }

    /** Keeps no status. */
    public static final class Status {

        public void enter(DelegateExecution execution, String status) {
            // The bare engine has no ticket.
        }

        public boolean relatedSettled(DelegateExecution execution) {
            return true;
        }

        public boolean nothingOpen(DelegateExecution execution) {
            return true;
        }
    }

    /** Every task is as pressing as the next. */
    public static final class QueueRank {
        public int of(DelegateExecution execution) {
            return 50;
        }
    }

    /** Supervises nothing. */
    public static final class Supervision {

        public void consider(DelegateExecution execution) {
            // The bare engine has no ticket.
        }

        public void startLadder(DelegateExecution execution) {
            // The bare engine has no ticket.
        }

        public void endLadder(DelegateExecution execution) {
            // The bare engine has no ticket.
        }
    }

    /** The units a test named. */
    public final class OpenDispatches {

        public List<String> units(DelegateExecution execution) {
            return units;
        }

        public String assignee(DelegateExecution execution) {
            return signedBy;
        }

        public String handlers(DelegateExecution execution) {
            return "unit-" + execution.getVariable("unit");
        }
    }
}
