package org.hotline12345.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Runs last: every way through every diagram has a test. The report lies in {@code target/process-test-coverage}. */
@Order(Integer.MAX_VALUE)
class ModelCoverageTest {

    private static final List<Class<?>> TESTS_OF_DIAGRAMS =
            List.of(TicketLifecycleTest.class, MergeAndSplitTest.class, WithdrawalTest.class, RequestAcceptanceTest.class,
                    WarmTransferTest.class, CoHandlingTest.class, UnitHandlingTest.class, UnitPeopleTest.class, UnitTimeTest.class, SupervisorActsTest.class,
                    StatutoryProcedureTest.class, JointMeetingTest.class, CallbackTest.class, FollowUpTest.class, MeetingActionTest.class,
                    MatterConsultationTest.class, ExpertOpinionTest.class, LeaderPromiseTest.class, RelayedCallTest.class, SupervisionOrderTest.class, EscalationLadderTest.class,
                    SecondCallbackTest.class, ExclusionRequestTest.class, CalendarNoticeTest.class, QualityCheckTest.class, BulletinIssueTest.class);

    @Test
    void everyNodeAndEveryFlowOfEveryDiagramIsPassedInSomeTest() {
        assumeTrue(ProcessTest.RAN.containsAll(TESTS_OF_DIAGRAMS), "only after the tests of all diagrams");
        ModelCoverage.report("target/process-test-coverage");
        assertThat(missing(ModelCoverage.passed())).as("nodes and flows that no test passes").isEmpty();
    }

    @Test
    void aFlowThatNoTestPassesIsFound() {
        Set<String> passed = new TreeSet<>(ModelCoverage.elements());
        assertThat(passed).hasSizeGreaterThan(100);
        passed.remove("unit-handling#Flow_ReturnRuled_HandleTicket");
        assertThat(missing(passed)).containsExactly("unit-handling#Flow_ReturnRuled_HandleTicket");
    }

    private static Set<String> missing(Set<String> passed) {
        Set<String> missing = new TreeSet<>(ModelCoverage.elements());
        missing.removeAll(passed);
        return missing;
    }
}
