package org.hotline12345.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;

/** Every path of {@code bpmn/co-handling.bpmn}. */
class CoHandlingTest extends ProcessTest {

    @Test
    void theRoundEndsWhenTheOnlyUnitReplied() {
        registerConsumerComplaint();
        ProcessInstance round = instance("co-handling");
        assertThat(round).isWaitingAt("CallActivity_HandleByUnit");
        unitReplies("market-regulation");
        assertThat(round).isEnded().hasPassed("EndEvent_UnitReplied", "EndEvent_RoundReplied");
        assertThat(root()).isWaitingAt("Task_ReviewReply");
    }

    @Test
    void theRoundWaitsForEveryUnit() {
        registerUnclassified();
        dispatcherSends("housing", "fire-rescue");
        ProcessInstance round = instance("co-handling");
        unitReplies("fire-rescue");
        assertThat(round).isNotEnded();
        unitReplies("housing");
        assertThat(round).isEnded();
    }

    @Test
    void aRedispatchGoesRoundForThatUnitAlone() {
        registerUnclassified();
        dispatcherSends("housing", "fire-rescue");
        ProcessInstance round = instance("co-handling");
        unitAsksToReturn("fire-rescue", "urban-management");
        rules("dispatcher", "redispatch", "urban-management");

        assertThat(instance("co-handling").getId()).isEqualTo(round.getId());
        assertThat(taskOfUnit("housing")).isNotNull();
        assertThat(taskOfUnit("fire-rescue")).isNull();
        assertThat(taskOfUnit("urban-management")).isNotNull();
    }

    @Test
    void aMeetingEndsTheRoundAndReachesTheLifecycle() {
        registerUnclassified();
        dispatcherSends("housing", "fire-rescue");
        ProcessInstance round = instance("co-handling");
        unitAsksToReturn("fire-rescue", "urban-management");
        rules("dispatcher", "meeting", null);

        assertThat(round).isEnded().hasPassed("EndEvent_MeetingNeeded");
        assertThat(taskOfUnit("housing")).isNull();
        assertThat(root()).isWaitingAt("CallActivity_HoldMeeting").hasPassed("BoundaryEvent_MeetingNeeded");
    }
}
