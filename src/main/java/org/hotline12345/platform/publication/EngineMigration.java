package org.hotline12345.platform.publication;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.migration.MigratingProcessInstanceValidationException;
import org.camunda.bpm.engine.migration.MigratingProcessInstanceValidationReport;
import org.camunda.bpm.engine.migration.MigrationPlan;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.hotline12345.common.Background;
import org.hotline12345.common.Models;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Moves running cases to another deployment with the engine's own migration. A case moves as a whole, with all it
 * called, because all of it is bound to one set of models. Timers are mapped without being set anew: none restarts.
 */
@Component
class EngineMigration {

    private static final String CASES = "select ID_ from ACT_RU_EXECUTION where PARENT_ID_ is null and SUPER_EXEC_ is null "
            + "and PROC_DEF_ID_ in (:definitions) and ID_ > :after order by ID_ limit :limit";
    private static final String OTHER_PART = "同一件工单的其他流程不能迁移，整件留在原版本";

    private final RepositoryService repositoryService;
    private final RuntimeService runtimeService;
    private final ProcessEngineConfigurationImpl engine;
    private final Background background;
    private final Unnamed unnamed;
    private final JdbcClient jdbc;

    EngineMigration(@Lazy RepositoryService repositoryService, @Lazy RuntimeService runtimeService,
            @Lazy ProcessEngineConfigurationImpl engine, @Lazy Background background, Unnamed unnamed, JdbcClient jdbc) {
        this.repositoryService = repositoryService;
        this.runtimeService = runtimeService;
        this.engine = engine;
        this.background = background;
        this.unnamed = unnamed;
        this.jdbc = jdbc;
    }

    /** A process instance that belongs to a case. */
    private record Part(String id, String definition) {
    }

    /** What keeps a part where it is. */
    private record Obstacle(String element, String name, String reason) {
    }

    // ------------------------------------------------------------------ moving

    List<String> casesElsewhere(String deployment, String after, int limit) {
        List<String> elsewhere = jdbc.sql("select ID_ from ACT_RE_PROCDEF where DEPLOYMENT_ID_ <> :deployment and KEY_ in "
                        + "(select KEY_ from ACT_RE_PROCDEF where DEPLOYMENT_ID_ = :deployment)")
                .param("deployment", deployment).query(String.class).list();
        return elsewhere.isEmpty() ? List.of() : jdbc.sql(CASES).param("definitions", elsewhere)
                .param("after", after == null ? "" : after).param("limit", limit).query(String.class).list();
    }

    boolean move(String caseId, String deployment) {
        List<Part> parts = parts(caseId);
        Map<String, String> targets = new HashMap<>();
        jdbc.sql("select KEY_, ID_ from ACT_RE_PROCDEF where DEPLOYMENT_ID_ = :deployment").param("deployment", deployment)
                .query(row -> {
                    targets.put(row.getString(1), row.getString(2));
                });
        for (Part part : parts) {
            String target = targets.get(definition(part.definition).getKey());
            if (part.definition.equals(target)) {
                continue;
            }
            List<Obstacle> obstacles = target == null ? List.of(noProcess(part)) : moved(part, plan(part.definition, target));
            if (!obstacles.isEmpty()) {
                throw new Models.NotMovable(obstacles.get(0).element + "：" + obstacles.get(0).reason);
            }
        }
        return !parts.isEmpty();
    }

    private List<Part> parts(String caseId) {
        return jdbc.sql("select ID_, PROC_DEF_ID_ from ACT_RU_EXECUTION where ROOT_PROC_INST_ID_ = :case and PARENT_ID_ is null order by ID_")
                .param("case", caseId).query((row, n) -> new Part(row.getString(1), row.getString(2))).list();
    }

    private MigrationPlan plan(String source, String target) {
        return runtimeService.createMigrationPlan(source, target).mapEqualActivities().build();
    }

    private List<Obstacle> moved(Part part, MigrationPlan plan) {
        try {
            runtimeService.newMigration(plan).processInstanceIds(part.id).skipCustomListeners().skipIoMappings().execute();
            return List.of();
        } catch (MigratingProcessInstanceValidationException refused) {
            return obstacles(part, refused.getValidationReport());
        }
    }

    private List<Obstacle> obstacles(Part part, MigratingProcessInstanceValidationReport report) {
        ProcessDefinitionEntity definition = definition(part.definition);
        List<Obstacle> obstacles = new ArrayList<>();
        report.getActivityInstanceReports().forEach(found ->
                obstacles.add(obstacle(definition, found.getSourceScopeId(), found.getFailures())));
        report.getTransitionInstanceReports().forEach(found ->
                obstacles.add(obstacle(definition, found.getSourceScopeId(), found.getFailures())));
        return obstacles.isEmpty() ? List.of(obstacle(definition, null, report.getFailures())) : obstacles;
    }

    private static Obstacle obstacle(ProcessDefinitionEntity definition, String element, List<String> failures) {
        String all = String.join(" ", failures);
        ActivityImpl activity = element == null ? null : definition.findActivity(element);
        String reason = all.contains("no migration instruction") ? "新流程中没有与该环节对应的环节（已删除、改了标识或换了位置）"
                : all.contains("async") ? "正停在该处的保存点，新流程在该处没有保存点" : "引擎不支持迁移停在该处的流程";
        return new Obstacle(element, activity == null ? null : activity.getName(), reason);
    }

    private Obstacle noProcess(Part part) {
        ProcessDefinitionEntity definition = definition(part.definition);
        return new Obstacle(definition.getKey(), definition.getName(), "新的模型中没有这个流程");
    }

    private ProcessDefinitionEntity definition(String id) {
        return engine.getCommandExecutorTxRequired().execute(context -> engine.getDeploymentCache().findDeployedProcessDefinitionById(id));
    }

    // ------------------------------------------------------------------ looking ahead

    /** Carries the result out of a transaction that must not commit. */
    private static final class LookedAhead extends RuntimeException {
        private final transient List<Models.Outlook> outlook;

        LookedAhead(List<Models.Outlook> outlook) {
            super(null, null, false, false);
            this.outlook = outlook;
        }
    }

    /**
     * Really deploys and really migrates one case of every kind, and takes all of it back: cases that wait at the same
     * elements share one fate, and the engine itself says which.
     */
    List<Models.Outlook> outlook(Map<String, byte[]> set, String inForce) {
        try {
            return unnamed.run(() -> background.apart(() -> {
                throw new LookedAhead(tried(set, inForce));
            }));
        } catch (LookedAhead done) {
            return done.outlook;
        }
    }

    private List<Models.Outlook> tried(Map<String, byte[]> set, String inForce) {
        DeploymentBuilder builder = repositoryService.createDeployment().name(Models.NAME);
        set.forEach((name, content) -> builder.addInputStream(name, new ByteArrayInputStream(content)));
        List<Situation> situations = situations(inForce);
        Map<String, String> targets = new HashMap<>();
        List<ProcessDefinition> deployed = builder.deployWithResult().getDeployedProcessDefinitions();
        deployed.forEach(definition -> targets.put(definition.getKey(), definition.getId()));
        Map<String, Tally> tallies = new TreeMap<>();
        deployed.forEach(definition -> tallies.put(definition.getKey(), new Tally(definition.getName())));
        Map<String, MigrationPlan> plans = new HashMap<>();
        for (Situation situation : situations) {
            Map<Part, List<Obstacle>> found = new LinkedHashMap<>();
            for (Part part : parts(situation.example)) {
                String target = targets.get(definition(part.definition).getKey());
                found.put(part, target == null ? List.of(noProcess(part))
                        : moved(part, plans.computeIfAbsent(part.definition, source -> plan(source, target))));
            }
            boolean moves = found.values().stream().allMatch(List::isEmpty);
            found.forEach((part, obstacles) -> {
                ProcessDefinitionEntity definition = definition(part.definition);
                tallies.computeIfAbsent(definition.getKey(), key -> new Tally(definition.getName()))
                        .add(situation.cases, moves, obstacles);
            });
        }
        return tallies.entrySet().stream().map(entry -> entry.getValue().outlook(entry.getKey())).toList();
    }

    /** Cases whose parts wait at the same elements. */
    private record Situation(String example, long cases) {
    }

    private List<Situation> situations(String inForce) {
        Set<String> ours = Set.copyOf(jdbc.sql("select ID_ from ACT_RE_PROCDEF where KEY_ in "
                + "(select KEY_ from ACT_RE_PROCDEF where DEPLOYMENT_ID_ = :deployment)").param("deployment", inForce).query(String.class).list());
        Map<String, Situation> byPlaces = new LinkedHashMap<>();
        List<String> places = new ArrayList<>();
        String[] current = {null};
        Runnable close = () -> {
            if (current[0] != null) {
                byPlaces.merge(places.stream().sorted().collect(Collectors.joining("\n")), new Situation(current[0], 1),
                        (one, other) -> new Situation(one.example, one.cases + 1));
                places.clear();
            }
        };
        // Only the execution of a process instance knows the root.
        jdbc.sql("select i.ROOT_PROC_INST_ID_, e.PROC_DEF_ID_, e.ACT_ID_, e.ACT_INST_ID_, e.IS_ACTIVE_ from ACT_RU_EXECUTION e "
                + "join ACT_RU_EXECUTION i on i.ID_ = e.PROC_INST_ID_ order by i.ROOT_PROC_INST_ID_").query(row -> {
                    if (!row.getString(1).equals(current[0])) {
                        close.run();
                        current[0] = row.getString(1);
                    }
                    places.add(row.getString(2) + ' ' + row.getString(3) + ' ' + (row.getString(4) == null) + ' ' + row.getInt(5));
                });
        close.run();
        return byPlaces.entrySet().stream().filter(entry -> entry.getKey().lines()
                .allMatch(place -> ours.contains(place.substring(0, place.indexOf(' '))))).map(Map.Entry::getValue).toList();
    }

    /** Counts the instances of one process. */
    private static final class Tally {
        private final String name;
        private final Map<Obstacle, Long> blocked = new LinkedHashMap<>();
        private long running;
        private long migratable;

        Tally(String name) {
            this.name = name;
        }

        void add(long cases, boolean moves, List<Obstacle> obstacles) {
            running += cases;
            if (moves) {
                migratable += cases;
            } else if (obstacles.isEmpty()) {
                blocked.merge(new Obstacle(null, null, OTHER_PART), cases, Long::sum);
            } else {
                blocked.merge(obstacles.get(0), cases, Long::sum);
            }
        }

        Models.Outlook outlook(String process) {
            return new Models.Outlook(process, name, running, migratable, blocked.entrySet().stream()
                    .map(entry -> new Models.Blocked(entry.getKey().element, entry.getKey().name, entry.getValue(), entry.getKey().reason))
                    .sorted(Comparator.comparing(Models.Blocked::count).reversed()).toList());
        }
    }
}
