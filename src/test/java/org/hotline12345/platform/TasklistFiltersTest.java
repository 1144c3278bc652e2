package org.hotline12345.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The ready-made filters find the right work and never ask the engine for every task of the city. */
class TasklistFiltersTest {

    private static final Set<String> ALLOWED = Set.of("${currentUser()}", "${currentUserGroups()}", "${now()}",
            "${dateTime().plusDays(1)}");

    private static ProcessEngineConfigurationImpl configuration;
    private static ProcessEngine engine;

    @BeforeAll
    static void startEngine() {
        configuration = new StandaloneInMemProcessEngineConfiguration();
        configuration.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID());
        configuration.setProcessEngineName(UUID.randomUUID().toString());
        configuration.setJobExecutorActivate(false);
        configuration.setAuthorizationEnabled(true);
        configuration.setMetricsEnabled(false);
        engine = configuration.buildProcessEngine();
        engine.getRepositoryService().createDeployment().addModelInstance("handling.bpmn",
                Bpmn.createExecutableProcess("handling").camundaHistoryTimeToLiveString("P1D").startEvent()
                        .userTask("Task_HandleTicket").camundaCandidateGroups("${group}").endEvent().done()).deploy();
        new TasklistFilters(engine).afterSingletonsInstantiated();
    }

    @AfterAll
    static void stopEngine() {
        engine.close();
    }

    @AfterEach
    void tidyUp() {
        engine.getRuntimeService().createProcessInstanceQuery().list().forEach(instance ->
                engine.getRuntimeService().deleteProcessInstance(instance.getId(), "tested"));
        engine.getFilterService().createFilterQuery().list().stream().filter(filter -> filter.getOwner() != null)
                .forEach(filter -> engine.getFilterService().deleteFilter(filter.getId()));
    }

    @Test
    void everyFilterHasASelectiveCriterion() {
        for (FilterCatalogue.Entry entry : FilterCatalogue.ENTRIES) {
            TaskQueryImpl query = (TaskQueryImpl) entry.query();
            assertThat(query.getExpressions().containsKey("taskAssignee")
                    || query.getExpressions().containsKey("taskCandidateGroupIn")
                    || query.getCandidateGroups() != null && !query.getCandidateGroups().isEmpty())
                    .as(entry.name()).isTrue();
            assertThat(ALLOWED).as(entry.name()).containsAll(query.getExpressions().values());
        }
    }

    @Test
    void everyTaskAPersonCanGetIsInAFilterOfItsGroup() throws IOException {
        Set<String> listed = FilterCatalogue.ENTRIES.stream().map(FilterCatalogue.Entry::taskKey)
                .filter(Objects::nonNull).collect(Collectors.toSet());
        try (Stream<Path> models = Files.list(Path.of("bpmn"))) {
            for (Path model : models.filter(file -> file.toString().endsWith(".bpmn")).toList()) {
                // A task of one's unit, desk or section is in 本单位工单, by the reader's own groups.
                List<String> tasks = Pattern.compile("<bpmn:userTask id=\"(\\w+)\"[^>]* camunda:candidateGroups=\"[a-z]+\"")
                        .matcher(Files.readString(model)).results().map(found -> found.group(1)).toList();
                assertThat(listed).as(model.toString()).containsAll(tasks);
            }
        }
    }

    @Test
    void namesAndPlacesAreUnique() {
        assertThat(FilterCatalogue.ENTRIES).extracting(FilterCatalogue.Entry::name).doesNotHaveDuplicates();
        assertThat(FilterCatalogue.ENTRIES).extracting(FilterCatalogue.Entry::place).doesNotHaveDuplicates();
    }

    @Test
    void anotherStartChangesNothing() {
        List<Filter> before = engine.getFilterService().createFilterQuery().orderByFilterId().asc().list();
        long grants = engine.getAuthorizationService().createAuthorizationQuery().count();
        new TasklistFilters(engine).afterSingletonsInstantiated();
        assertThat(engine.getFilterService().createFilterQuery().orderByFilterId().asc().list())
                .usingRecursiveComparison().isEqualTo(before);
        assertThat(before).hasSize(FilterCatalogue.ENTRIES.size());
        assertThat(engine.getAuthorizationService().createAuthorizationQuery().count()).isEqualTo(grants);
    }

    @Test
    void aChangedFilterIsSetRightAndAPersonsOwnIsLeftAlone() {
        Filter changed = filter("待复核");
        changed.setQuery(engine.getTaskService().createTaskQuery().taskCandidateGroup("nobody"));
        engine.getFilterService().saveFilter(changed);
        Filter own = engine.getFilterService().newTaskFilter("待复核").setOwner("reviewer")
                .setQuery(engine.getTaskService().createTaskQuery().taskAssignee("reviewer"));
        engine.getFilterService().saveFilter(own);
        new TasklistFilters(engine).afterSingletonsInstantiated();
        TaskQueryImpl query = engine.getFilterService().getFilter(changed.getId()).getQuery();
        assertThat(query.getCandidateGroups()).containsExactly("reviewer");
        TaskQueryImpl kept = engine.getFilterService().getFilter(own.getId()).getQuery();
        assertThat(kept.getAssignee()).isEqualTo("reviewer");
    }

    @Test
    void onlyTheReaderGroupsMayReadAFilter() {
        Filter filter = filter("待裁定");
        assertThat(engine.getAuthorizationService().createAuthorizationQuery().resourceType(Resources.FILTER)
                .resourceId(filter.getId()).list()).extracting(Authorization::getGroupId).containsExactly("dispatcher");
        assertThat(filter.getOwner()).isNull();
        assertThat(seenBy("clerk-housing", "unit-housing")).extracting(Filter::getName)
                .containsExactlyInAnyOrder("我的工单", "待签收", "本单位工单", "即将到期", "已超期", "核对通报数据");
    }

    @Test
    void aClerkSeesTheOwnUnitsWorkAndNotAnothers() {
        Task own = handling("unit-housing", null, null);
        Task signed = handling("unit-housing", "clerk-housing", null);
        handling("unit-education", null, null);
        String groups = "unit-housing";
        assertThat(list("本单位工单", groups)).containsExactlyInAnyOrder(own.getId(), signed.getId());
        assertThat(list("待签收", groups)).containsExactly(own.getId());
        assertThat(list("我的工单", groups)).containsExactly(signed.getId());
    }

    @Test
    void dueSoonAndOverdueAreToldApart() {
        long hour = 3_600_000;
        long now = System.currentTimeMillis();
        Task late = handling("unit-housing", null, new Date(now - hour));
        Task soon = handling("unit-housing", "clerk-housing", new Date(now + hour));
        handling("unit-housing", null, new Date(now + 48 * hour));
        assertThat(list("已超期", "unit-housing")).containsExactly(late.getId());
        assertThat(list("即将到期", "unit-housing")).containsExactly(soon.getId());
    }

    private Task handling(String group, String assignee, Date due) {
        String instance = engine.getRuntimeService().startProcessInstanceByKey("handling", Map.of("group", group)).getId();
        Task task = engine.getTaskService().createTaskQuery().processInstanceId(instance).singleResult();
        task.setAssignee(assignee);
        task.setDueDate(due);
        engine.getTaskService().saveTask(task);
        return task;
    }

    private Filter filter(String name) {
        return engine.getFilterService().createFilterQuery().filterName(name).singleResult();
    }

    private List<Filter> seenBy(String user, String... groups) {
        return as(user, List.of(groups), () -> engine.getFilterService().createFilterQuery().list());
    }

    private List<String> list(String name, String... groups) {
        String id = filter(name).getId();
        return as("clerk-housing", List.of(groups), () -> engine.getFilterService().<Task>list(id)).stream().map(Task::getId).toList();
    }

    private <T> T as(String user, List<String> groups, Supplier<T> read) {
        engine.getIdentityService().setAuthentication(user, groups);
        try {
            return read.get();
        } finally {
            engine.getIdentityService().clearAuthentication();
        }
    }
}
