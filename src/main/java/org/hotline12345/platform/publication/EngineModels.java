package org.hotline12345.platform.publication;

import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.hotline12345.common.Finding;
import org.hotline12345.common.Models;
import org.hotline12345.platform.ModelRules;
import org.hotline12345.platform.security.AllowedBeans;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The models as the engine holds them. What is in force is what the engine starts new tickets with: the deployment of
 * the newest lifecycle. Read with a statement or two, where the engine's own services would take one per file.
 */
@Component
class EngineModels implements Models {

    private static final String MAIN_PROCESS = "ticket-lifecycle";
    /** Every table of definitions has the same columns; only forms have no name. */
    private static final String DEFINITIONS = "select RESOURCE_NAME_, KEY_, NAME_, VERSION_, DEPLOYMENT_ID_, ID_ from ACT_RE_PROCDEF where "
            + "%1$s union all select RESOURCE_NAME_, KEY_, NAME_, VERSION_, DEPLOYMENT_ID_, ID_ from ACT_RE_DECISION_DEF where %1$s "
            + "union all select RESOURCE_NAME_, KEY_, null, VERSION_, DEPLOYMENT_ID_, ID_ from ACT_RE_CAMFORMDEF where %1$s";

    private final RepositoryService repositoryService;
    private final Unnamed unnamed;
    private final JdbcClient jdbc;
    private final ProductModels productModels;
    private final AllowedBeans beans;
    private final EngineMigration migration;
    private final Clock clock;

    EngineModels(@Lazy RepositoryService repositoryService, Unnamed unnamed, JdbcClient jdbc, ProductModels productModels, EngineMigration migration,
            Clock clock, ApplicationContext context) {
        this.repositoryService = repositoryService;
        this.unnamed = unnamed;
        this.jdbc = jdbc;
        this.productModels = productModels;
        this.migration = migration;
        this.clock = clock;
        this.beans = new AllowedBeans(context);
    }

    @Override
    public Map<String, byte[]> inForce() {
        return deploymentInForce().map(this::deployed).orElse(Map.of());
    }

    @Override
    public Map<String, byte[]> product() {
        return productModels.read();
    }

    @Override
    public Map<String, byte[]> lastOwn() {
        return jdbc.sql("select ID_ from ACT_RE_DEPLOYMENT where NAME_ = :name and SOURCE_ = :name order by DEPLOY_TIME_ desc, ID_ desc limit 1")
                .param("name", NAME).query(String.class).optional().map(this::deployed).orElse(Map.of());
    }

    @Override
    public List<Finding> check(Map<String, byte[]> set) {
        List<Finding> findings = new ArrayList<>(ModelRules.check(set, beans.names(), LocalDate.now(clock)));
        findings.addAll(ModelRules.advise(set));
        findings.sort(Comparator.comparing(Finding::severity).thenComparing(Finding::resource));
        return findings;
    }

    @Override
    public String publish(Map<String, byte[]> set, String publicationId) {
        DeploymentBuilder deployment = repositoryService.createDeployment().name(NAME).source(publicationId);
        set.forEach((name, content) -> deployment.addInputStream(name, new ByteArrayInputStream(content)));
        return unnamed.run(() -> deployment.deploy().getId());
    }

    @Override
    public Optional<String> deploymentInForce() {
        return jdbc.sql("select DEPLOYMENT_ID_ from ACT_RE_PROCDEF where KEY_ = :key order by VERSION_ desc limit 1")
                .param("key", MAIN_PROCESS).query(String.class).optional();
    }

    @Override
    public List<Version> versions(String deployment) {
        List<Definition> definitions = definitions("DEPLOYMENT_ID_ = :value", deployment);
        definitions.removeIf(definition -> !definition.namesItsFile());
        return withRunning(definitions).stream().sorted(Comparator.comparing(Version::resource)).toList();
    }

    @Override
    public List<Version> history(String resource) {
        List<Definition> definitions = definitions("RESOURCE_NAME_ = :value", resource);
        definitions.removeIf(definition -> !definition.namesItsFile());
        return withRunning(definitions).stream().sorted(Comparator.comparing(Version::number).reversed()).toList();
    }

    @Override
    public Optional<byte[]> content(String deployment, String resource) {
        return jdbc.sql("select BYTES_ from ACT_GE_BYTEARRAY where DEPLOYMENT_ID_ = :deployment and NAME_ = :name")
                .param("deployment", deployment).param("name", resource).query((row, n) -> row.getBytes(1)).optional();
    }

    @Override
    public List<Outlook> outlook(Map<String, byte[]> set) {
        return migration.outlook(set, deploymentInForce().orElse(""));
    }

    @Override
    public List<String> casesElsewhere(String deployment, String after, int limit) {
        return migration.casesElsewhere(deployment, after, limit);
    }

    @Override
    public boolean move(String caseId, String deployment) {
        return migration.move(caseId, deployment);
    }

    private Map<String, byte[]> deployed(String deployment) {
        Map<String, byte[]> models = new TreeMap<>();
        jdbc.sql("select NAME_, BYTES_ from ACT_GE_BYTEARRAY where DEPLOYMENT_ID_ = :deployment").param("deployment", deployment)
                .query(row -> {
                    if (Kind.ofFile(row.getString(1)).isPresent()) {
                        models.put(row.getString(1), row.getBytes(2));
                    }
                });
        return Collections.unmodifiableMap(models);
    }

    private List<Definition> definitions(String condition, String value) {
        return new ArrayList<>(jdbc.sql(DEFINITIONS.formatted(condition)).param("value", value)
                .query((row, n) -> new Definition(row.getString(1), row.getString(2), row.getString(3), row.getInt(4),
                        row.getString(5), row.getString(6))).list());
    }

    private List<Version> withRunning(List<Definition> definitions) {
        if (definitions.isEmpty()) {
            return List.of();
        }
        Map<String, Long> ofDefinition = new HashMap<>();
        Map<String, Long> ofDeployment = new HashMap<>();
        jdbc.sql("select d.ID_, d.DEPLOYMENT_ID_, count(*), sum(case when e.SUPER_EXEC_ is null then 1 else 0 end) from ACT_RU_EXECUTION e "
                + "join ACT_RE_PROCDEF d on d.ID_ = e.PROC_DEF_ID_ where e.PARENT_ID_ is null and d.DEPLOYMENT_ID_ in (:deployments) "
                + "group by d.ID_, d.DEPLOYMENT_ID_").param("deployments", definitions.stream().map(Definition::deployment).distinct().toList())
                .query(row -> {
                    ofDefinition.put(row.getString(1), row.getLong(3));
                    ofDeployment.merge(row.getString(2), row.getLong(4), Long::sum);
                });
        return definitions.stream().map(definition -> new Version(definition.resource,
                definition.name == null ? definition.key : definition.name, definition.version, definition.deployment,
                definition.resource.endsWith(".bpmn") ? ofDefinition.getOrDefault(definition.id, 0L)
                        : ofDeployment.getOrDefault(definition.deployment, 0L))).toList();
    }

    /** A row of one of the engine's tables of definitions. */
    private record Definition(String resource, String key, String name, int version, String deployment, String id) {

        /** A file may define further decisions that its own one requires. */
        boolean namesItsFile() {
            return Kind.ofFile(resource).map(kind -> kind.id(resource).equals(key)).orElse(false);
        }
    }
}
