package org.hotline12345.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.task.TaskQuery;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The fast list of one's own tasks shows what the engine as shipped would show, and nothing of other groups. */
class OwnTasksTest {

    private static ProcessEngine fast;
    private static ProcessEngine shipped;

    @BeforeAll
    static void startEngines() {
        fast = start(true);
        shipped = start(false);
    }

    private static ProcessEngine start(boolean ownTasks) {
        StandaloneInMemProcessEngineConfiguration settings = new StandaloneInMemProcessEngineConfiguration();
        settings.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID());
        settings.setProcessEngineName(UUID.randomUUID().toString());
        settings.setJobExecutorActivate(false);
        settings.setMetricsEnabled(false);
        settings.setAuthorizationEnabled(true);
        if (ownTasks) {
            settings.setCustomSessionFactories(List.of(new OwnTasks.Factory()));
        }
        ProcessEngine engine = settings.buildProcessEngine();
        engine.getRepositoryService().createDeployment().addModelInstance("work.bpmn",
                Bpmn.createExecutableProcess("work").camundaHistoryTimeToLiveString("P1D").startEvent()
                        .userTask("Task_Work").name("${name}").camundaCandidateGroups("${group}").endEvent().done()).deploy();
        for (String group : List.of("unit-a", "unit-b", "reviewer")) {
            for (int n = 1; n <= 3; n++) {
                engine.getRuntimeService().startProcessInstanceByKey("work", Map.of("group", group, "name", group + n));
            }
        }
        claim(engine, "unit-a2", "anna");
        claim(engine, "unit-b2", "bert");
        // Somebody lent a colleague one task by name.
        Authorization lent = engine.getAuthorizationService().createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
        lent.setUserId("anna");
        lent.setResource(Resources.TASK);
        lent.setResourceId(engine.getTaskService().createTaskQuery().taskName("unit-b3").singleResult().getId());
        lent.addPermission(Permissions.READ);
        engine.getAuthorizationService().saveAuthorization(lent);
        return engine;
    }

    private static void claim(ProcessEngine engine, String task, String user) {
        engine.getTaskService().claim(engine.getTaskService().createTaskQuery().taskName(task).singleResult().getId(), user);
    }

    @AfterAll
    static void stopEngines() {
        fast.close();
        shipped.close();
    }

    @AfterEach
    void signOut() {
        fast.getIdentityService().clearAuthentication();
        shipped.getIdentityService().clearAuthentication();
    }

    private static Set<String> names(List<Task> tasks) {
        return tasks.stream().map(Task::getName).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> seen(ProcessEngine engine, List<String> groups, UnaryOperator<TaskQuery> asked) {
        engine.getIdentityService().setAuthentication("anna", groups);
        List<Task> tasks = asked.apply(engine.getTaskService().createTaskQuery()).list();
        assertThat(asked.apply(engine.getTaskService().createTaskQuery()).count()).isEqualTo(tasks.size());
        return names(tasks);
    }

    /** Whether the authorizations were asked when the query ran. */
    private static boolean asksAuthorizations(UnaryOperator<TaskQuery> asked) {
        fast.getIdentityService().setAuthentication("anna", List.of("unit-a"));
        TaskQueryImpl query = (TaskQueryImpl) asked.apply(fast.getTaskService().createTaskQuery());
        query.list();
        return query.getAuthCheck().isAuthorizationCheckEnabled();
    }

    @Test
    void whateverIsAskedTheAnswerIsThatOfTheEngineAsShipped() {
        List<UnaryOperator<TaskQuery>> questions = List.of(
                query -> query,
                query -> query.taskCandidateGroup("unit-a"),
                query -> query.taskCandidateGroup("unit-a").includeAssignedTasks(),
                query -> query.taskCandidateGroupIn(List.of("unit-a", "reviewer")).includeAssignedTasks(),
                query -> query.taskCandidateGroup("unit-b"),
                query -> query.taskCandidateGroup("unit-b").includeAssignedTasks(),
                query -> query.taskCandidateGroupIn(List.of("unit-a", "unit-b")).includeAssignedTasks(),
                query -> query.taskAssignee("anna"),
                query -> query.taskAssignee("bert"),
                query -> query.taskCandidateUser("anna"),
                query -> query.taskCandidateGroupLike("unit%"),
                query -> query.or().taskCandidateGroup("unit-a").taskAssignee("bert").endOr(),
                query -> query.or().taskNameLike("unit%").taskAssignee("bert").endOr(),
                query -> query.taskCandidateGroup("unit-a").includeAssignedTasks().or().taskName("unit-b1").taskName("unit-a1").endOr(),
                query -> query.taskCandidateGroup("unit-a").or().taskCandidateGroupIn(List.of("unit-b", "unit-a")).endOr(),
                query -> query.taskAssignee("anna").or().taskAssignee("bert").taskName("unit-a2").endOr(),
                TaskQuery::taskUnassigned);
        for (List<String> groups : List.of(List.of("unit-a"), List.of("unit-a", "reviewer"), List.of("unit-b"), List.<String>of())) {
            for (int n = 0; n < questions.size(); n++) {
                assertThat(seen(fast, groups, questions.get(n))).as("question " + n + " of " + groups)
                        .isEqualTo(seen(shipped, groups, questions.get(n)));
            }
        }
    }

    @Test
    void onlyQuestionsForOnesOwnTasksLeaveTheAuthorizationsOut() {
        assertThat(asksAuthorizations(query -> query.taskCandidateGroup("unit-a"))).isFalse();
        assertThat(asksAuthorizations(query -> query.taskCandidateGroupIn(List.of("unit-a")).includeAssignedTasks())).isFalse();
        assertThat(asksAuthorizations(query -> query.taskAssignee("anna"))).isFalse();
        assertThat(asksAuthorizations(query -> query)).isTrue();
        assertThat(asksAuthorizations(query -> query.taskCandidateGroup("unit-b"))).isTrue();
        assertThat(asksAuthorizations(query -> query.taskCandidateGroupIn(List.of("unit-a", "unit-b")))).isTrue();
        assertThat(asksAuthorizations(query -> query.taskAssignee("bert"))).isTrue();
        assertThat(asksAuthorizations(query -> query.or().taskCandidateGroup("unit-a").taskAssignee("bert").endOr())).isTrue();
    }

    @Test
    void aFilterCannotBeWidenedByWhatIsAskedOnTop() {
        for (ProcessEngine engine : Stream.of(fast, shipped).toList()) {
            Filter filter = engine.getFilterService().newTaskFilter("mine" + UUID.randomUUID()).setOwner("anna")
                    .setQuery(engine.getTaskService().createTaskQuery().taskCandidateGroup("unit-a"));
            engine.getFilterService().saveFilter(filter);
            engine.getIdentityService().setAuthentication("anna", List.of("unit-a"));
            assertThat(names(engine.getFilterService().list(filter.getId()))).containsExactly("unit-a1", "unit-a3");
            assertThat(names(engine.getFilterService().list(filter.getId(),
                    engine.getTaskService().createTaskQuery().taskCandidateGroupIn(List.of("unit-b")))))
                    .doesNotContain("unit-b1");
            engine.getIdentityService().clearAuthentication();
        }
    }
}
