package org.hotline12345.platform.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CaseFilesTest {

    private static final Set<String> ACTIONS = Set.of("register", "claim", "submit", "evaluate", "read", "form", "post", "wait");

    @Test
    void theSeedsCasesAreReadInTheirOrder() {
        assertThat(CaseFiles.read("seed-cases")).extracting(ReplayCase::id).containsExactly("pharmacy-order", "phone-screen",
                "shijie-yuyuan", "school-loudspeaker", "bus-praise", "provident-fund-consult", "fallen-cables",
                "lone-elder", "exam-file", "manhole-ring");
    }

    @Test
    void everyCaseTellsItsStepsInTheOrderOfTimePerTicketAndExpectsSomethingOfEachTicket() {
        for (ReplayCase one : CaseFiles.read("seed-cases")) {
            assertThat(one.steps()).as(one.id()).extracting(ReplayCase.Step::action).allMatch(ACTIONS::contains);
            assertThat(one.steps()).as(one.id()).extracting(ReplayCase.Step::ticket)
                    .allMatch(label -> one.tickets().containsKey(label));
            one.tickets().keySet().forEach(label -> assertThat(one.steps().stream()
                    .filter(step -> step.ticket().equals(label)).map(ReplayCase.Step::instant)).as(one.id() + " " + label).isSorted());
        }
    }

    @Test
    void anUnknownReplayHasNoCases() {
        assertThat(CaseFiles.read("no-such-cases")).isEmpty();
        assertThat(CaseFiles.read("../replay/seed-cases")).isEqualTo(List.of());
    }

    @Test
    void chineseTextIsNotBrokenByBlanksAtLineEnds() {
        for (ReplayCase one : CaseFiles.read("seed-cases")) {
            one.steps().forEach(step -> assertThat(step.with().toString()).doesNotContainPattern("\\p{IsHan}，? \\p{IsHan}"));
        }
    }
}
