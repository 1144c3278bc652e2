package org.hotline12345.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.ProcessEngineTests.assertThat;

import java.time.OffsetDateTime;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.hotline12345.common.Actor;
import org.hotline12345.handling.process.TaskTickets;
import org.hotline12345.meeting.Consultations;
import org.hotline12345.routing.Facts;
import org.hotline12345.routing.ProposedRows;
import org.hotline12345.routing.Routing;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Every path of {@code bpmn/matter-consultation.bpmn}, whose business key is no ticket. */
class MatterConsultationTest extends ProcessTest {

    private static final String NORM = "先由行业主管部门受理，三个工作日内答复，跨区的由城管牵头。";

    @Autowired
    Consultations consultations;
    @Autowired
    ProposedRows proposedRows;
    @Autowired
    Routing routing;
    @Autowired
    TaskTickets taskTickets;

    @Test
    void aConsultationEndsInANormAndAProposedRow() {
        registerConsumerComplaint();
        String number = called(List.of(ticketNo));
        assertThat(number).startsWith("HS-430500-20230208-");
        ticketNo = number;
        ProcessInstance held = instance("matter-consultation");
        assertThat(held).isWaitingAt("Task_HoldConsultation");
        assertThat(task("Task_HoldConsultation").getDueDate())
                .isEqualTo(Date.from(OffsetDateTime.parse("2023-02-16T00:00:00+08:00").toInstant()));

        Facts facts = new Facts("430500", "complaint", "consumer-rights", "430511", null);
        Object before = routing.decide(facts);
        Task task = task("Task_HoldConsultation");
        as("supervisor");
        formService.submitTaskForm(task.getId(), Map.of("conclusion", "权责已经厘清。", "norm", NORM,
                "leadUnit", "commerce", "catalogueRow",
                "{\"category\":\"consumer-rights\",\"region\":\"430511\",\"unit\":\"commerce\",\"basis\":\"会商决定\"}"));
        assertThat(held).isEnded();

        as("operator");
        Consultations.Consultation stored = consultations.require(number);
        assertThat(stored.norm()).isEqualTo(NORM);
        assertThat(stored.leadUnit()).isEqualTo("commerce");
        assertThat(consultations.list("430500", "consumer-rights", 0, 20).items()).contains(stored);
        as("designer");
        assertThat(proposedRows.list("430500", 0, 20).items()).anySatisfy(row -> {
            assertThat(row.id()).isEqualTo(stored.proposalId());
            assertThat(row.evidenceNo()).isEqualTo(number);
            assertThat(row.status()).isEqualTo("proposed");
            assertThat(row.unit()).isEqualTo("commerce");
        });
        assertThat(routing.decide(facts)).as("a proposed row routes nothing").isEqualTo(before);
    }

    @Test
    void theTaskAndItsFormStandWithoutATicket() {
        ticketNo = called(List.of());
        Task task = task("Task_HoldConsultation");
        assertThat(groupsOf(task)).containsExactly("supervisor");
        as("supervisor");
        assertThat(formService.getTaskFormVariables(task.getId()))
                .containsKeys("agreed", "unitOptions", "categoryOptions").containsEntry("catalogueCategory", "consumer-rights");
        assertThat(taskTickets.of(task.getId()).ticketNo()).isEqualTo(ticketNo);
        // The card beside the form says that there is no ticket instead of failing.
        assertThat(refusalOf(() -> views.ticket(ticketNo, new Actor("supervisor", Set.of("supervisor"))))
                .code()).isEqualTo("ticket.unknown");
    }

    @Test
    void twoConsultationsOfADayHaveTwoNumbers() {
        assertThat(called(List.of())).isNotEqualTo(called(List.of()));
    }

    @Test
    void whatIsMissingOrUnknownIsRefused() {
        ticketNo = called(List.of());
        Task task = task("Task_HoldConsultation");
        as("supervisor");
        assertThat(refusalOf(() -> formService.submitTaskForm(task.getId(), Map.of("conclusion", "权责已经厘清。", "leadUnit", "commerce")))
                .code()).isEqualTo("common.missingField");
        assertThat(refusalOf(() -> formService.submitTaskForm(task.getId(), Map.of("conclusion", "权责已经厘清。", "norm", NORM,
                "leadUnit", "nobody"))).code()).isEqualTo("organization.unknownUnit");
        assertThat(refusalOf(() -> formService.submitTaskForm(task.getId(), Map.of("conclusion", "权责已经厘清。", "norm", NORM,
                "leadUnit", "commerce", "catalogueRow", "{\"unit\":\"commerce\"}"))).code()).isEqualTo("common.missingField");
        assertThat(refusalOf(() -> formService.submitTaskForm(task.getId(), Map.of("conclusion", "权责已经厘清。", "norm", NORM,
                "leadUnit", "commerce", "catalogueRow", "没有格式"))).code()).isEqualTo("meeting.badCatalogueRow");
        assertThat(task("Task_HoldConsultation").getId()).isEqualTo(task.getId());
        as("supervisor");
        assertThat(refusalOf(() -> consultations.call("430500", "no-such", "流动摊贩", List.of())).code())
                .isEqualTo("meeting.unknownCategory");
        assertThat(refusalOf(() -> consultations.call("430500", null, "流动摊贩", List.of("SY000"))).code()).isEqualTo("ticket.unknown");
    }

    @Test
    void onlyTheCentreTakesPart() {
        for (String user : List.of("clerk-commerce", "operator", "reviewer", "callback", "designer", "channel")) {
            as(user);
            assertThat(refusalOf(() -> consultations.call("430500", null, "流动摊贩占道经营", List.of())).code())
                    .isEqualTo("meeting.consultationNotAllowed");
        }
        as("clerk-commerce");
        assertThat(refusalOf(() -> consultations.list(null, null, 0, 20)).code()).isEqualTo("meeting.centreOnly");
        assertThat(refusalOf(() -> proposedRows.list(null, 0, 20)).code()).isEqualTo("routing.proposalsNotForRole");
        as("operator");
        assertThat(refusalOf(() -> proposedRows.list(null, 0, 20)).code()).isEqualTo("routing.proposalsNotForRole");
        ticketNo = called(List.of());
        Task task = task("Task_HoldConsultation");
        as("dispatcher");
        assertThatThrownBy(() -> formService.submitTaskForm(task.getId(), Map.of("conclusion", "权责已经厘清。", "norm", NORM,
                "leadUnit", "commerce"))).isInstanceOf(AuthorizationException.class);
    }

    private String called(List<String> tickets) {
        as("dispatcher");
        return consultations.call("430500", "consumer-rights", "网络购物纠纷由谁受理", tickets);
    }
}
