package org.hotline12345.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.TransitionImpl;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.community.process_test_coverage.core.model.DefaultCollector;
import org.camunda.community.process_test_coverage.core.model.Event;
import org.camunda.community.process_test_coverage.core.model.EventSource;
import org.camunda.community.process_test_coverage.core.model.EventType;
import org.camunda.community.process_test_coverage.core.model.Model;
import org.camunda.community.process_test_coverage.core.model.Run;
import org.camunda.community.process_test_coverage.core.model.Suite;
import org.camunda.community.process_test_coverage.report.CoverageReportUtil;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Collects which nodes and flows of the diagrams are passed, over the whole test run and every application context in
 * it: found by component scan, so every test with an engine reports here. The coverage library draws the report but does
 * not listen: its listeners count per test class and look up definitions with the rights of whoever acts.
 */
@Configuration(proxyBeanMethods = false)
class ModelCoverage {

    private static final Passed PASSED = new Passed();

    @Bean
    static ProcessEnginePlugin modelCoverageCollector() {
        return new AbstractProcessEnginePlugin() {
            @Override
            public void preInit(ProcessEngineConfigurationImpl engine) {
                List<BpmnParseListener> listeners = new ArrayList<>();
                if (engine.getCustomPostBPMNParseListeners() != null) {
                    listeners.addAll(engine.getCustomPostBPMNParseListeners());
                }
                listeners.add(listener());
                engine.setCustomPostBPMNParseListeners(listeners);
            }
        };
    }

    /** Listens at whatever the engine parses: every parse callback hands over the node or flow as its last argument. */
    private static BpmnParseListener listener() {
        ExecutionListener recorder = PASSED::record;
        return (BpmnParseListener) Proxy.newProxyInstance(ModelCoverage.class.getClassLoader(),
                new Class<?>[] {BpmnParseListener.class}, (proxy, parsed, arguments) -> {
                    Object element = arguments[arguments.length - 1];
                    if (element instanceof ActivityImpl activity) {
                        activity.addListener(ExecutionListener.EVENTNAME_START, recorder);
                    } else if (element instanceof TransitionImpl transition) {
                        transition.addListener(ExecutionListener.EVENTNAME_TAKE, recorder);
                    }
                    return null;
                });
    }

    /** From here on what is passed counts for the named test. */
    static void begin(String test) {
        PASSED.begin(test);
    }

    /** Changed copies of the diagrams say nothing about the real ones. */
    static void pause(boolean paused) {
        PASSED.paused = paused;
    }

    /** {@code process#element} of every node and flow there is. */
    static Set<String> elements() {
        return PASSED.all;
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
    private static final class Passed {

        private final Map<String, Model> models = new HashMap<>();
        private final Set<String> all = new TreeSet<>();
        private final Set<String> elements = new HashSet<>();
        private final Set<String> tests = new HashSet<>();
        private final Set<String> ofThisTest = new HashSet<>();
        private final DefaultCollector collector = new DefaultCollector(models::get);
        private volatile boolean paused;

        Passed() {
            try (Stream<Path> files = Files.list(Path.of("bpmn"))) {
                files.filter(path -> path.toString().endsWith(".bpmn")).forEach(this::read);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            collector.createSuite(new Suite("all-tests", "All tests"));
            collector.activateSuite("all-tests");
            begin("other tests");
        }

        private void read(Path file) {
            BpmnModelInstance model = Bpmn.readModelFromFile(file.toFile());
            Process process = model.getModelElementsByType(Process.class).iterator().next();
            List<String> ids = model.getModelElementsByType(FlowElement.class).stream()
                    .filter(element -> element instanceof FlowNode || element instanceof SequenceFlow)
                    .map(element -> process.getId() + "#" + element.getId()).toList();
            all.addAll(ids);
            models.put(process.getId(),
                    new Model(process.getId(), ids.size(), process.getCamundaVersionTag(), Bpmn.convertToString(model)));
        }

        synchronized void begin(String test) {
            if (tests.add(test)) {
                collector.createRun(new Run(test, test), "all-tests");
            }
            collector.activateRun(test);
            ofThisTest.clear();
        }

        void record(DelegateExecution execution) {
            String process = ((ExecutionEntity) execution).getProcessDefinition().getKey();
            if (paused || !models.containsKey(process)) {
                return;
            }
            if (ExecutionListener.EVENTNAME_TAKE.equals(execution.getEventName())) {
                add(EventSource.SEQUENCE_FLOW, process, execution.getCurrentTransitionId(), "sequenceFlow");
                return;
            }
            FlowElement element = execution.getBpmnModelElementInstance();
            // The engine takes no flow out of an event-based gateway: the event that came first tells which one it was.
            if (element instanceof FlowNode node) {
                node.getIncoming().stream().filter(flow -> flow.getSource() instanceof EventBasedGateway)
                        .forEach(flow -> add(EventSource.SEQUENCE_FLOW, process, flow.getId(), "sequenceFlow"));
                add(EventSource.FLOW_NODE, process, node.getId(), node.getElementType().getTypeName());
            }
        }

        private synchronized void add(EventSource source, String process, String id, String type) {
            String element = process + "#" + id;
            if (all.contains(element)) {
                elements.add(element);
                if (ofThisTest.add(element)) {
                    collector.addEvent(new Event(source, source == EventSource.SEQUENCE_FLOW ? EventType.TAKE : EventType.START,
                            id, type, process, Instant.EPOCH.getEpochSecond()));
                }
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
