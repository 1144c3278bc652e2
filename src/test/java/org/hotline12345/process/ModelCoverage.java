package org.hotline12345.process;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.camunda.community.process_test_coverage.core.model.Collector;
import org.camunda.community.process_test_coverage.core.model.DefaultCollector;
import org.camunda.community.process_test_coverage.core.model.Event;
import org.camunda.community.process_test_coverage.core.model.EventType;
import org.camunda.community.process_test_coverage.core.model.Run;
import org.camunda.community.process_test_coverage.core.model.Suite;
import org.camunda.community.process_test_coverage.engine.platform7.ElementCoverageParseListener;
import org.camunda.community.process_test_coverage.engine.platform7.ExecutionContextModelProvider;
import org.camunda.community.process_test_coverage.report.CoverageReportUtil;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Collects which nodes and flows of the diagrams are passed, over the whole test run and every application context in
 * it: found by component scan, so every test with an engine reports here.
 */
@Configuration(proxyBeanMethods = false)
class ModelCoverage {

    private static final Passed PASSED = new Passed();

    @Bean
    static ProcessEnginePlugin modelCoverageCollector() {
        return new AbstractProcessEnginePlugin() {
            @Override
            public void preInit(ProcessEngineConfigurationImpl engine) {
                ElementCoverageParseListener listener = new ElementCoverageParseListener();
                listener.setCoverageState(PASSED);
                List<BpmnParseListener> listeners = new ArrayList<>();
                if (engine.getCustomPostBPMNParseListeners() != null) {
                    listeners.addAll(engine.getCustomPostBPMNParseListeners());
                }
                listeners.add(listener);
                engine.setCustomPostBPMNParseListeners(listeners);
            }
        };
    }

    /** From here on what is passed counts for the named test. */
    static void begin(String test) {
        PASSED.begin(test);
    }

    /** Changed copies of the diagrams say nothing about the real ones. */
    static void pause(boolean paused) {
        PASSED.paused = paused;
    }

    /** {@code process#element} of everything passed so far. */
    static Set<String> passed() {
        return PASSED.elements();
    }

    /** Writes the report that shows the diagrams with what each test passed. */
    static void report(String directory) {
        PASSED.report(directory);
    }

    /** One suite for the whole run, one run per test; steps of several threads come one after the other. */
    private static final class Passed implements Collector {

        private final DefaultCollector collector = new DefaultCollector(new ExecutionContextModelProvider());
        private final Set<String> elements = new HashSet<>();
        private final Set<String> tests = new HashSet<>();
        private final Set<String> ofThisTest = new HashSet<>();
        private volatile boolean paused;

        Passed() {
            collector.createSuite(new Suite("all-tests", "All tests"));
            collector.activateSuite("all-tests");
            begin("other tests");
        }

        synchronized void begin(String test) {
            if (tests.add(test)) {
                collector.createRun(new Run(test, test), "all-tests");
            }
            collector.activateRun(test);
            ofThisTest.clear();
        }

        @Override
        public synchronized void addEvent(Event event) {
            if (paused) {
                return;
            }
            String element = event.getModelKey() + "#" + event.getDefinitionKey();
            if (event.getType() != EventType.END) {
                elements.add(element);
            }
            if (ofThisTest.add(element + event.getType())) {
                collector.addEvent(event);
            }
        }

        synchronized Set<String> elements() {
            return Set.copyOf(elements);
        }

        synchronized void report(String directory) {
            CoverageReportUtil.createReport(collector, directory);
            CoverageReportUtil.createJsonReport(collector, directory);
        }
    }
}
