package org.hotline12345.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.hotline12345.common.DecisionTables;
import org.hotline12345.common.DecisionTables.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ActiveProfiles;

/** The engine's own tables: what is deployed decides, what shadows what can be asked, a draft decides beside it. */
@SpringBootTest
@ActiveProfiles({"demo", "test"})
class EngineDecisionTablesTest {

    private static final Map<String, Object> BIRCH = Map.of("street", "birch", "kind", "complaint");

    @Autowired
    DecisionTables tables;
    @Autowired
    RepositoryService repositoryService;

    private String deployment;

    @BeforeEach
    void aGraphIsDeployed() {
        DeploymentBuilder builder = repositoryService.createDeployment().name("graph");
        Graphs.answerByPlace("north-office").forEach((name, content) ->
                builder.addInputStream(name, new ByteArrayInputStream(content)));
        deployment = builder.deploy().getId();
    }

    @AfterEach
    void andTakenAway() {
        repositoryService.deleteDeployment(deployment, true);
    }

    @Test
    void theDeployedGraphDecides() {
        assertThat(tables.evaluate("test-answer", BIRCH)).containsExactly(
                new Row("test-place", "Rule_birch", "规则Rule_birch", Map.of("place", "north")),
                new Row("test-answer", "Rule_northComplaint", "规则Rule_northComplaint", Map.of("unit", "north-office")));
    }

    @Test
    void shadowedRowsAreToldInTableOrder() {
        assertThat(tables.matching("test-answer", BIRCH)).extracting(Row::row)
                .containsExactly("Rule_northComplaint", "Rule_north", "Rule_any");
        assertThat(tables.matching("test-place", BIRCH)).extracting(Row::row).containsExactly("Rule_birch", "Rule_elsewhere");
        assertThat(tables.evaluate("test-answer", BIRCH)).hasSize(2);
    }

    @Test
    void aDraftDecidesBesideTheDeployedTables() {
        DecisionTables draft = tables.of(Graphs.answerByPlace("new-office"));

        assertThat(draft.evaluate("test-answer", BIRCH)).last().extracting(row -> row.text("unit")).isEqualTo("new-office");
        assertThat(draft.evaluate("routing-catalogue", Map.of("jurisdiction", "430500")))
                .isEqualTo(tables.evaluate("routing-catalogue", Map.of("jurisdiction", "430500"))).hasSize(1);
        assertThat(tables.evaluate("test-answer", BIRCH)).last().extracting(row -> row.text("unit")).isEqualTo("north-office");
    }
}
