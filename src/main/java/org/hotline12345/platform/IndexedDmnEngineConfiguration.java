package org.hotline12345.platform;

import java.util.List;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;

/** How a DMN engine is set up here: parsed cells are kept, and whoever asks hears which rows matched. */
class IndexedDmnEngineConfiguration extends DefaultDmnEngineConfiguration {

    IndexedDmnEngineConfiguration(MatchedRules matchedRules) {
        setFeelEngineFactory(CachedFeelEngine::new);
        setCustomPostDecisionTableEvaluationListeners(List.of(matchedRules));
    }
}
