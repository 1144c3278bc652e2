package org.hotline12345.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.hotline12345.intake.NewTicket;
import org.hotline12345.intake.Transfers;
import org.hotline12345.support.Proves;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Every path of {@code bpmn/warm-transfer.bpmn}: passing a request on to another hotline. */
class WarmTransferTest extends ProcessTest {

    @Autowired
    Transfers transfers;

    private String registerForTransfer(String line, String confirmationNo) {
        return register(request("help", "consumer-rights", "430511", "邻居打架", "楼上有人打架，听到呼救声，请马上派人来看看。",
                new NewTicket.Desk("transfer", "转接" + line, line, confirmationNo, null)));
    }

    @Test
    @Proves("A4")
    void theOtherHotlineConfirmsWithItsNumberAndTheTicketEndsAtTheDesk() {
        registerForTransfer("110", null);
        ProcessInstance lifecycle = root();
        assertThat(instance("warm-transfer")).isWaitingAt("Task_ConfirmTransfer");
        assertThat(task("Task_ConfirmTransfer").getDueDate().toInstant()).isEqualTo("2023-02-08T01:10:00Z");

        complete("operator", "Task_ConfirmTransfer", Map.of("outcome", "confirmed", "confirmationNo", "JQ20230208-017"));

        assertThat(lifecycle).isEnded();
        assertThat(status()).isEqualTo("transferred");
        assertThat(ticket().closingReason()).isEqualTo("公安报警已接收，编号JQ20230208-017");
        as("operator");
        assertThat(transfers.of(ticketNo)).singleElement().satisfies(record -> {
            assertThat(record.state()).isEqualTo("confirmed");
            assertThat(record.confirmationNo()).isEqualTo("JQ20230208-017");
            assertThat(record.answeredBy()).isEqualTo("operator");
        });
        assertHistoryIsGapFree();
    }

    @Test
    void aTransferConfirmedDuringTheCallEndsAtOnce() {
        registerForTransfer("110", "工号0316");
        assertThat(status()).isEqualTo("transferred");
        assertThat(root()).isNull();
    }

    @Test
    @Proves(value = "A4", forbidden = true)
    void withoutTheOtherSidesNumberATransferIsNone() {
        registerForTransfer("12333", null);
        assertRefused("intake.confirmationMissing",
                () -> complete("operator", "Task_ConfirmTransfer", Map.of("outcome", "confirmed")));
        assertRefused("intake.notOperator", () -> {
            as("reviewer");
            transfers.answer(ticketNo, true, "1", null);
        });
    }

    @Test
    void afterARefusalTheOtherSideMayStillTakeItInAThreeWayCall() {
        registerForTransfer("12333", null);
        complete("operator", "Task_ConfirmTransfer", Map.of("outcome", "refused", "note", "对方认为属市场监管"));
        assertThat(instance("warm-transfer")).isWaitingAt("Task_TalkThreeWay");
        complete("operator", "Task_TalkThreeWay", Map.of("outcome", "theirs", "confirmationNo", "RS-88"));
        assertThat(status()).isEqualTo("transferred");
        assertThat(eventTypes()).containsSubsequence("transferAnswered", "transferAnswered", "closedAtDesk");
    }

    @Test
    @Proves("A4")
    void whatStaysUnclearIsAcceptedByTheFirstReceiver() {
        registerForTransfer("110", null);
        complete("operator", "Task_ConfirmTransfer", Map.of("outcome", "refused"));
        complete("operator", "Task_TalkThreeWay", Map.of("outcome", "unclear", "note", "三方未能商定"));
        assertThat(status()).isEqualTo("handling");
        assertThat(taskOfUnit("market-regulation")).isNotNull();
        as("operator");
        assertThat(transfers.of(ticketNo).get(0).state()).isEqualTo("kept");
    }

    @Test
    @Proves(value = "A4", forbidden = true)
    void whatCameFromAHotlineIsNotPassedBackToIt() {
        NewTicket fromPolice = new NewTicket("police110", "jq-" + System.nanoTime(), null, null, "430511", "测试地点", "help", null,
                "噪音扰民", "广场舞音响噪音扰民，110转来请12345处理。", null, null, null, null,
                new NewTicket.Desk("transfer", "转接110", "110", null, null));
        assertThat(refusalOf(() -> register(fromPolice)).code()).isEqualTo("intake.transferLoop");

        NewTicket fromLabour = new NewTicket("other", "ld-" + System.nanoTime(), null, null, "430511", "测试地点", "help", null,
                "拖欠工资", "12333转来：工地拖欠工资，请12345协调处理。", null, null, null, "12333",
                new NewTicket.Desk("transfer", "请找12333", null, null, null));
        assertThat(refusalOf(() -> register(fromLabour)).code()).isEqualTo("intake.transferLoop");
    }

    @Test
    @Proves(value = "A4", forbidden = true)
    void aDispatcherDoesNotPassItBackEither() {
        register(new NewTicket("police110", "jq-" + System.nanoTime(), null, null, "430511", "测试地点", "complaint", null,
                "噪音扰民", "广场舞音响噪音扰民，110转来请12345处理。", null, null, null, null, null));
        assertRefused("intake.transferLoop", () -> complete("dispatcher", "Task_DispatchTicket",
                Map.of("decision", "transfer", "reason", "属治安案件，请110处理")));
        complete("dispatcher", "Task_DispatchTicket", Map.of("decision", "transfer", "reason", "转12369处理"));
        assertThat(status()).isEqualTo("transferred");
    }

    @Test
    void whereItCameFromIsKept() {
        register(new NewTicket("police110", "jq-" + System.nanoTime(), null, null, "430511", "测试地点", "complaint",
                "consumer-rights", "药店不发货", "网购药品至今未发货，报警后110转来。", null, null, null, null, null));
        as("operator");
        assertThat(transfers.of(ticketNo)).singleElement().satisfies(record -> {
            assertThat(record.direction()).isEqualTo("in");
            assertThat(record.lineName()).isEqualTo("公安报警");
        });
        assertThat(refusalOf(() -> {
            as("clerk-market-regulation");
            transfers.of(ticketNo);
        }).code()).isEqualTo("ticket.centreOnly");
    }

    @Test
    void anUnknownHotlineIsNamed() {
        assertThat(refusalOf(() -> registerForTransfer("99999", null)).code()).isEqualTo("intake.unknownLine");
    }
}
