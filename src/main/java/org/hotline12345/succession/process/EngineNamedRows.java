package org.hotline12345.succession.process;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.hotline12345.succession.NamedRows;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Looks through the newest version of every decision table. */
@Component
class EngineNamedRows implements NamedRows {

    private final RepositoryService repository;
    private final ProcessEngineConfigurationImpl engine;

    EngineNamedRows(@Lazy RepositoryService repository, @Lazy ProcessEngineConfigurationImpl engine) {
        this.repository = repository;
        this.engine = engine;
    }

    @Override
    public List<NamedRow> naming(String unit) {
        String quoted = "\"" + unit + "\"";
        return engine.getCommandExecutorTxRequired().execute(context -> context.runWithoutAuthorization(() -> {
            List<NamedRow> rows = new ArrayList<>();
            for (DecisionDefinition definition : repository.createDecisionDefinitionQuery().latestVersion().orderByDecisionDefinitionKey()
                    .asc().list()) {
                DmnModelInstance model = repository.getDmnModelInstance(definition.getId());
                if (model.getModelElementById(definition.getKey()) instanceof Decision decision
                        && decision.getExpression() instanceof DecisionTable table) {
                    table.getRules().stream().filter(rule -> names(rule, quoted)).forEach(rule -> rows.add(new NamedRow(definition.getKey(),
                            definition.getName(), rule.getId(), rule.getDescription() == null ? "" : rule.getDescription().getTextContent())));
                }
            }
            return rows;
        }));
    }

    private static boolean names(Rule rule, String quoted) {
        return rule.getOutputEntries().stream().anyMatch(entry -> entry.getTextContent().contains(quoted))
                || rule.getInputEntries().stream().anyMatch(entry -> entry.getTextContent().contains(quoted));
    }
}
