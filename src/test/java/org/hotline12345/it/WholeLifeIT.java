package org.hotline12345.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One ticket driven only through {@code /api} and {@code /engine-rest}, by the names users rely on. */
class WholeLifeIT {

    private final Node node = SharedNode.get();

    @Test
    void dispatchReturnRulingRedispatchReplyReviewDissatisfiedReworkSatisfiedArchived() throws InterruptedException {
        Map<String, Object> request = Person.complaint("whole-life");
        request.remove("category");
        request.put("title", "小区消防未通过强制收房");
        request.put("content", "北塔区世界钰园小区消防验收未通过，开发商强制业主收房并收取物业费。");
        String ticketNo = node.as("operator").registers(request);

        node.as("dispatcher").completes(ticketNo, "Task_DispatchTicket", Map.of("decision", "dispatch", "kind", "complaint",
                "category", "property-service", "leadUnit", "housing", "reason", "消防验收与交房属住建部门职责"));
        Person housing = node.as("clerk-housing");
        String handling = housing.task(ticketNo, "Task_HandleTicket");
        housing.post("/engine-rest/task/" + handling + "/claim", Map.of("userId", "clerk-housing")).expect(204);
        housing.submits(handling, Map.of("action", "return", "returnReason", "物业服务收费由属地政府管理",
                "proposedUnit", "beita-district", "legalBasis", "物业管理条例第五条")).expect(204);
        node.as("dispatcher").completes(ticketNo, "Task_RuleOnReturn", Map.of("ruling", "redispatch",
                "leadUnit", "beita-district", "reason", "物业收费实行属地管理"));

        Person beita = node.as("clerk-beita-district");
        beita.completesSoon(ticketNo, "Task_HandleTicket", Map.of("action", "reply",
                "reply", "已约谈开发商和物业公司，责令停止强制收房，并退还已收取的物业费。"));
        node.as("reviewer").completesSoon(ticketNo, "Task_ReviewReply", Map.of("verdict", "pass"));
        awaitStatus(ticketNo, "callback");
        evaluates(ticketNo, false);
        node.as("callback").completesSoon(ticketNo, "Task_CallBack", Map.of("outcome", "reached", "authentic", true,
                "solved", false, "satisfied", false, "remark", "物业费至今没有退"));

        assertThat(node.as("operator").get("/api/tickets/" + ticketNo).expect(200).json().get("status").asText())
                .isEqualTo("handling");
        beita.completesSoon(ticketNo, "Task_HandleTicket", Map.of("action", "reply",
                "reply", "物业公司已于今日将多收的物业费全部退还业主，业主签字确认。"));
        node.as("reviewer").completesSoon(ticketNo, "Task_ReviewReply", Map.of("verdict", "pass"));
        awaitStatus(ticketNo, "callback");
        evaluates(ticketNo, true);
        awaitStatus(ticketNo, "archived");

        JsonNode events = node.as("operator").get("/api/tickets/" + ticketNo + "/events").expect(200).json();
        List<String> types = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            assertThat(events.get(i).get("seq").asInt()).isEqualTo(i + 1);
            types.add(events.get(i).get("type").asText());
        }
        assertThat(types).containsExactly("registered", "acceptance", "routingUndecided", "dispatched", "signed",
                "returnRequested", "returnProposed", "returnUpheld", "dispatched", "signed", "replied", "reviewPassed",
                "callbackPlanned", "surveySent", "evaluated", "callbackAttempted", "evaluated", "reworkOrdered", "dispatched",
                "signed", "replied", "reviewPassed", "callbackPlanned", "surveySent", "evaluated", "archived");
    }

    /** The automatic callback is sent behind a save point; the answer is taken as soon as the ticket waits for it. */
    private void evaluates(String ticketNo, boolean satisfied) throws InterruptedException {
        Person.Answer answer = null;
        for (int i = 0; i < 100; i++) {
            answer = node.as("operator").post("/api/tickets/" + ticketNo + "/evaluation",
                    Map.of("authentic", true, "solved", satisfied, "satisfied", satisfied));
            if (answer.status() == 204) {
                return;
            }
            Thread.sleep(200);
        }
        answer.expect(204);
    }

    private void awaitStatus(String ticketNo, String status) throws InterruptedException {
        String now = null;
        for (int i = 0; i < 100; i++) {
            now = node.as("operator").get("/api/tickets/" + ticketNo).expect(200).json().get("status").asText();
            if (now.equals(status)) {
                return;
            }
            Thread.sleep(200);
        }
        assertThat(now).isEqualTo(status);
    }
}
