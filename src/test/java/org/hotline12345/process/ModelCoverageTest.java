package org.hotline12345.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Runs last: every way through every diagram has a test. The report lies in {@code target/process-test-coverage}. */
@Order(Integer.MAX_VALUE)
class ModelCoverageTest {

    private static final List<Class<?>> TESTS_OF_DIAGRAMS =
            List.of(TicketLifecycleTest.class, UnitHandlingTest.class, JointMeetingTest.class, CallbackTest.class);

    @Test
    void everyNodeAndEveryFlowOfEveryDiagramIsPassedInSomeTest() throws IOException {
        assumeTrue(ProcessTest.RAN.containsAll(TESTS_OF_DIAGRAMS), "only after the tests of all diagrams");
        ModelCoverage.report("target/process-test-coverage");
        assertThat(missing(ModelCoverage.passed())).as("nodes and flows that no test passes").isEmpty();
    }

    @Test
    void aFlowThatNoTestPassesIsFound() throws IOException {
        Set<String> passed = elements();
        assertThat(passed).hasSizeGreaterThan(100);
        passed.remove("unit-handling#Flow_ReturnRuled_HandleTicket");
        assertThat(missing(passed)).containsExactly("unit-handling#Flow_ReturnRuled_HandleTicket");
    }

    private static Set<String> missing(Set<String> passed) throws IOException {
        Set<String> missing = elements();
        missing.removeAll(passed);
        return missing;
    }

    private static Set<String> elements() throws IOException {
        Set<String> elements = new TreeSet<>();
        try (Stream<Path> files = Files.list(Path.of("bpmn"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".bpmn")).toList()) {
                BpmnModelInstance model = Bpmn.readModelFromFile(file.toFile());
                String process = model.getModelElementsByType(Process.class).iterator().next().getId();
                model.getModelElementsByType(FlowElement.class).stream()
                        .filter(element -> element instanceof FlowNode || element instanceof SequenceFlow)
                        .forEach(element -> elements.add(process + "#" + element.getId()));
            }
        }
        return elements;
    }
}
