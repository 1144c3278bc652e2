package org.hotline12345.platform;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.dmn.engine.delegate.DmnDecisionTableEvaluationEvent;
import org.camunda.bpm.dmn.engine.delegate.DmnDecisionTableEvaluationListener;
import org.springframework.stereotype.Component;

/** Hands the tables evaluated on this thread to whoever asked, with the rows that matched, so results can be explained. */
@Component
class MatchedRules implements DmnDecisionTableEvaluationListener {

    private final ThreadLocal<List<DmnDecisionTableEvaluationEvent>> collecting = new ThreadLocal<>();

    /** Runs an evaluation and returns every table it evaluated, required ones included, in order. */
    List<DmnDecisionTableEvaluationEvent> during(Runnable evaluation) {
        List<DmnDecisionTableEvaluationEvent> before = collecting.get();
        List<DmnDecisionTableEvaluationEvent> tables = new ArrayList<>();
        collecting.set(tables);
        try {
            evaluation.run();
            return tables;
        } finally {
            collecting.set(before);
        }
    }

    @Override
    public void notify(DmnDecisionTableEvaluationEvent event) {
        List<DmnDecisionTableEvaluationEvent> tables = collecting.get();
        if (tables != null) {
            tables.add(event);
        }
    }
}
