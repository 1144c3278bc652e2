package org.hotline12345.platform;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.dmn.engine.DmnDecisionTableResult;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.delegate.DmnEvaluatedInput;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnDecisionContext;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngine;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.dmn.engine.impl.DmnDecisionTableImpl;
import org.camunda.bpm.dmn.engine.impl.DmnDecisionTableInputImpl;
import org.camunda.bpm.dmn.engine.impl.DmnDecisionTableResultImpl;
import org.camunda.bpm.dmn.engine.impl.DmnDecisionTableRuleImpl;
import org.camunda.bpm.dmn.engine.impl.delegate.DmnDecisionTableEvaluationEventImpl;
import org.camunda.bpm.dmn.engine.impl.evaluation.DecisionTableEvaluationHandler;
import org.camunda.bpm.engine.variable.context.VariableContext;

/**
 * How a DMN engine is set up here: parsed cells are kept, rows that cannot match are passed over, and whoever asks hears
 * which rows matched. What matches and what follows from it stays the engine's own.
 */
class IndexedDmnEngineConfiguration extends DefaultDmnEngineConfiguration {

    /** The index of a table, dropped with the table itself. */
    private final Cache<DmnDecisionTableImpl, RowIndex> indexes = Caffeine.newBuilder().weakKeys().build();

    IndexedDmnEngineConfiguration(MatchedRules matchedRules) {
        setFeelEngineFactory(CachedFeelEngine::new);
        setCustomPostDecisionTableEvaluationListeners(List.of(matchedRules));
    }

    @Override
    public DmnEngine buildEngine() {
        init();
        return new Engine(this);
    }

    private static final class Engine extends DefaultDmnEngine {

        private final IndexedDmnEngineConfiguration configuration;

        Engine(IndexedDmnEngineConfiguration configuration) {
            super(configuration);
            this.configuration = configuration;
        }

        @Override
        public DmnDecisionResult evaluateDecision(DmnDecision decision, VariableContext variables) {
            return new Run(configuration).evaluateDecision(decision, variables);
        }

        @Override
        public DmnDecisionTableResult evaluateDecisionTable(DmnDecision decision, VariableContext variables) {
            return decision.isDecisionTable() ? DmnDecisionTableResultImpl.wrap(evaluateDecision(decision, variables))
                    : super.evaluateDecisionTable(decision, variables);
        }
    }

    private static final class Run extends DefaultDmnDecisionContext {

        Run(IndexedDmnEngineConfiguration configuration) {
            super(configuration);
            evaluationHandlers.put(DmnDecisionTableImpl.class, new Tables(configuration));
        }
    }

    private static final class Tables extends DecisionTableEvaluationHandler {

        private final Cache<DmnDecisionTableImpl, RowIndex> indexes;

        Tables(IndexedDmnEngineConfiguration configuration) {
            super(configuration);
            indexes = configuration.indexes;
        }

        /** As inherited, but all inputs first, and then only the rows that may match. */
        @Override
        protected void evaluateDecisionTable(DmnDecisionTableImpl table, VariableContext variables,
                DmnDecisionTableEvaluationEventImpl result) {
            List<DmnDecisionTableInputImpl> inputs = table.getInputs();
            List<Object> values = new ArrayList<>();
            for (DmnDecisionTableInputImpl input : inputs) {
                DmnEvaluatedInput evaluated = evaluateInput(input, variables);
                result.getInputs().add(evaluated);
                values.add(evaluated.getValue().getValue());
            }
            List<DmnDecisionTableRuleImpl> rows = indexes.get(table, key -> new RowIndex(key, this::isFeel)).rowsThatMayMatch(values);
            for (int column = 0; column < inputs.size(); column++) {
                DmnDecisionTableInputImpl input = inputs.get(column);
                rows = evaluateInputForAvailableRules(column, input, rows,
                        getLocalVariableContext(input, result.getInputs().get(column), variables));
            }
            setEvaluationOutput(table, rows, variables, result);
        }

        private boolean isFeel(String language) {
            return expressionEvaluationHandler.isFeelExpressionLanguage(language == null ? inputEntryExpressionLanguage : language);
        }
    }
}
