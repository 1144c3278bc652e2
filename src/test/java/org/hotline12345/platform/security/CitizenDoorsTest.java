package org.hotline12345.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** The doors by which a citizen takes a request back or brings it back, and by which a dispatcher merges: open and closed. */
class CitizenDoorsTest extends DoorsTest {

    private static final String REQUEST = """
            {"channel": "phone", "kind": "complaint", "category": "consumer-rights", "region": "430511", "title": "药店不发货",
             "content": "网购药品至今未发货，要求尽快发货并赔偿。", "citizen": {"name": "测试群众", "phone": "13800000002"}}""";

    private String register() {
        return Door.json(answered(201, Door.basic(port, "operator").post("/api/tickets", REQUEST))).get("ticketNo").asText();
    }

    private HttpResponse<String> post(String user, String ticketNo, String door, String json) {
        return Door.basic(port, user).post("/api/tickets/" + ticketNo + "/" + door, json);
    }

    private static HttpResponse<String> answered(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return answer;
    }

    private static void refused(int status, String code, HttpResponse<String> answer) {
        JsonNode problem = Door.json(answered(status, answer));
        assertThat(problem.get("code").asText()).isEqualTo(code);
        assertThat(problem.get("detail").asText()).doesNotContain("13800000002").containsPattern("\\p{IsHan}");
    }

    @Test
    void onlyTheCitizensPhoneWithdraws() {
        String ticketNo = register();
        refused(403, "ticket.phoneDiffers", post(CHANNEL, ticketNo, "withdrawal", "{\"reason\": \"已解决\", \"phone\": \"13900000000\"}"));
        refused(403, "intake.notAllowed", post(CLERK, ticketNo, "withdrawal", "{\"reason\": \"已解决\", \"phone\": \"13800000002\"}"));
        refused(400, "common.missingField", post("operator", ticketNo, "withdrawal", "{\"phone\": \"13800000002\"}"));
        refused(404, "ticket.unknown", post("operator", "SY0", "withdrawal", "{\"reason\": \"已解决\", \"phone\": \"13800000002\"}"));

        JsonNode standing = Door.json(answered(200,
                post(CHANNEL, ticketNo, "withdrawal", "{\"reason\": \"已解决\", \"phone\": \"+86 138 0000 0002\"}")));
        assertThat(standing.get("status").asText()).isEqualTo("withdrawn");
        refused(409, "ticket.closed", post("operator", ticketNo, "withdrawal", "{\"reason\": \"已解决\", \"phone\": \"13800000002\"}"));
        refused(409, "intake.notReopened", post("operator", ticketNo, "reopening", "{\"reason\": \"又坏了\"}"));
    }

    @Test
    void aRunningTicketIsNotReopenedAndAUnitReopensNone() {
        String ticketNo = register();
        refused(409, "intake.stillRunning", post("operator", ticketNo, "reopening", "{\"reason\": \"太慢\"}"));
        refused(403, "intake.notAllowedToReopen", post(CLERK, ticketNo, "reopening", "{\"reason\": \"太慢\"}"));
        refused(400, "common.missingField", post("operator", ticketNo, "reopening", "{}"));
    }

    @Test
    void onlyADispatcherMergesAndOnlyIntoTheEarlierTicket() {
        String earlier = register();
        String later = register();
        refused(403, "routing.notDispatcher", post("operator", later, "merge", "{\"into\": \"" + earlier + "\", \"reason\": \"同一事项\"}"));
        refused(403, "routing.notDispatcher", post(CLERK, later, "merge", "{\"into\": \"" + earlier + "\", \"reason\": \"同一事项\"}"));
        refused(409, "routing.mergeWrongDirection",
                post("dispatcher", earlier, "merge", "{\"into\": \"" + later + "\", \"reason\": \"同一事项\"}"));
        refused(404, "ticket.unknown", post("dispatcher", later, "merge", "{\"into\": \"SY0\", \"reason\": \"同一事项\"}"));
        answered(204, post("dispatcher", later, "merge", "{\"into\": \"" + earlier + "\", \"reason\": \"同一事项\"}"));
        assertThat(Door.json(Door.basic(port, "operator").get("/api/tickets/" + later)).get("status").asText()).isEqualTo("merged");
        refused(409, "routing.mergeTargetMerged",
                post("dispatcher", register(), "merge", "{\"into\": \"" + later + "\", \"reason\": \"同一事项\"}"));
    }
}
