package org.hotline12345.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What the ticket card is made of, as each person is told it, and which field a refusal is about. */
class TicketCardTest extends DoorsTest {

    private static final String UNIT = "clerk-market-regulation";

    @Test
    void theCardSaysWhoLooksAndOfATaskWhoSignedForIt() {
        String ticketNo = registered("consumer-rights");
        String task = handling(ticketNo);
        JsonNode unsigned = card(UNIT, "/api/tasks/" + task + "/card");
        assertThat(unsigned.at("/me/user").asText()).isEqualTo(UNIT);
        assertThat(unsigned.at("/me/groups/0").asText()).isEqualTo("unit-market-regulation");
        assertThat(unsigned.at("/task/key").asText()).isEqualTo("Task_HandleTicket");
        assertThat(unsigned.at("/task/assignee").isMissingNode()).isTrue();

        assertThat(Door.basic(port, UNIT).post("/engine-rest/task/" + task + "/claim", "{\"userId\":\"" + UNIT + "\"}").statusCode())
                .isEqualTo(204);
        JsonNode signed = card(UNIT, "/api/tasks/" + task + "/card");
        assertThat(signed.at("/task/assignee").asText()).isEqualTo(UNIT);
        assertThat(signed.at("/task/assigneeName").asText()).contains("经办员");
        assertThat(signed.at("/units/0/signedAt").isMissingNode()).isFalse();

        JsonNode byNumber = card(UNIT, "/api/tickets/" + ticketNo + "/card");
        assertThat(byNumber.at("/ticketNo").asText()).isEqualTo(ticketNo);
        assertThat(byNumber.at("/task").isMissingNode()).isTrue();
        assertThat(byNumber.at("/events")).isNotEmpty();
        assertThat(byNumber.at("/limits/handleUntil/words").asText()).matches("还剩 \\d+ 个工作日，.* 24:00 到期.*");
    }

    @Test
    void theHistoryIsReadBackwardsPageByPage() {
        String ticketNo = registered("consumer-rights");
        Door door = Door.basic(port, UNIT);
        for (int i = 0; i < 3; i++) {
            assertThat(door.post("/api/tickets/" + ticketNo + "/contacts", "{\"outcome\":\"无人接听\"}").statusCode()).isEqualTo(204);
        }
        List<Integer> all = numbers(door.get("/api/tickets/" + ticketNo + "/events"));
        int last = all.get(all.size() - 1);
        assertThat(numbers(door.get("/api/tickets/" + ticketNo + "/events?last=2"))).containsExactly(last - 1, last);
        assertThat(numbers(door.get("/api/tickets/" + ticketNo + "/events?last=2&before=" + (last - 1))))
                .containsExactly(last - 3, last - 2);
        assertThat(numbers(door.get("/api/tickets/" + ticketNo + "/events?last=2&before=2"))).containsExactly(1);
        assertThat(door.get("/api/tickets/" + ticketNo + "/events?last=0").statusCode()).isEqualTo(400);
        assertThat(door.get("/api/tickets/" + ticketNo + "/events?last=201").statusCode()).isEqualTo(400);
        assertThat(Door.basic(port, "clerk-commerce").get("/api/tickets/" + ticketNo + "/events?last=2").statusCode()).isEqualTo(404);
    }

    @Test
    void relatedTicketsAreTold() {
        String earlier = registered("consumer-rights");
        String later = registered("consumer-rights");
        HttpResponse<String> merged = Door.basic(port, "dispatcher").post("/api/tickets/" + later + "/merge",
                "{\"into\": \"" + earlier + "\", \"reason\": \"同一事项\"}");
        assertThat(merged.statusCode()).as(merged.body()).isEqualTo(204);
        assertThat(related("supervisor", earlier)).containsExactly(later);
        assertThat(related("supervisor", later)).containsExactly(earlier);
        assertThat(card("operator", "/api/tickets/" + later + "/card").at("/related/items/0/ticketNo").asText()).isEqualTo(earlier);
        assertThat(Door.basic(port, "clerk-commerce").get("/api/tickets/" + earlier + "/related").statusCode()).isEqualTo(404);
    }

    @Test
    void aUnitIsToldOfNoPartThatIsNotItsOwn() {
        String ticketNo = registered(null);
        String task = task("dispatcher", ticketNo, "Task_DispatchTicket");
        submit("dispatcher", task, "\"decision\":{\"value\":\"split\"},\"reason\":{\"value\":\"一次来电两件事\"},\"matters\":{\"value\":\""
                + "[{\\\"title\\\":\\\"药店不发货\\\",\\\"content\\\":\\\"药店不发货\\\",\\\"category\\\":\\\"consumer-rights\\\",\\\"leadUnit\\\":\\\"market-regulation\\\"},"
                + "{\\\"title\\\":\\\"路灯不亮\\\",\\\"content\\\":\\\"路灯不亮\\\",\\\"category\\\":\\\"consumer-rights\\\",\\\"leadUnit\\\":\\\"urban-management\\\"}]\"}");
        List<String> parts = related("dispatcher", ticketNo);
        assertThat(parts).hasSize(2);
        String own = parts.stream().filter(part -> Door.basic(port, UNIT).get("/api/tickets/" + part).statusCode() == 200)
                .findFirst().orElseThrow();
        assertThat(related("dispatcher", own)).containsExactly(ticketNo);
        // The call as a whole lies with the centre: the unit hears of no other matter in it.
        assertThat(related(UNIT, own)).isEmpty();
    }

    @Test
    void aRefusedFieldIsNamedInEveryDoor() {
        String ticketNo = registered("consumer-rights");
        String task = handling(ticketNo);
        refused(task, "reply", "handling.replyTooShort", "\"action\":{\"value\":\"reply\"},\"reply\":{\"value\":\"已处理。\"}");
        refused(task, "reply", "common.missingField", "\"action\":{\"value\":\"reply\"}");
        refused(task, "action", "common.badChoice", "\"action\":{\"value\":\"nothing\"}");
        refused(task, "extensionDays", "deadline.extensionTooLong",
                "\"action\":{\"value\":\"extend\"},\"extensionDays\":{\"value\":99},\"reason\":{\"value\":\"需要检测后才能答复\"}");
        refused(task, "returnReason", "handling.reasonTooShort", "\"action\":{\"value\":\"return\"},\"returnReason\":{\"value\":\"不是\"},"
                + "\"proposedUnit\":{\"value\":\"commerce\"},\"legalBasis\":{\"value\":\"职责\"}");
        JsonNode early = Door.json(Door.basic(port, UNIT).post("/api/tickets/" + ticketNo + "/contacts",
                "{\"outcome\":\"无人接听\",\"at\":\"2001-01-01T00:00:00+08:00\"}"));
        assertThat(early.get("code").asText()).isEqualTo("handling.contactTimeImpossible");
        assertThat(early.get("field").asText()).isEqualTo("contactAt");
        // A refusal about the whole names none.
        assertThat(Door.json(Door.basic(port, "clerk-commerce").get("/api/tickets/" + ticketNo)).has("field")).isFalse();
    }

    private void refused(String task, String field, String code, String variables) {
        HttpResponse<String> answer = Door.basic(port, UNIT).post("/engine-rest/task/" + task + "/submit-form",
                "{\"variables\":{" + variables + "}}");
        assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 409);
        assertThat(Door.json(answer).get("code").asText()).as(answer.body()).isEqualTo(code);
        assertThat(Door.json(answer).get("field").asText()).as(answer.body()).isEqualTo(field);
    }

    private void submit(String user, String task, String variables) {
        HttpResponse<String> answer = Door.basic(port, user).post("/engine-rest/task/" + task + "/submit-form",
                "{\"variables\":{" + variables + "}}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
    }

    private String registered(String category) {
        HttpResponse<String> answer = Door.basic(port, "operator").post("/api/tickets", """
                {"channel": "phone", "kind": "complaint", "title": "药店不发货", "content": "网购药品三天没有发货，也不退款。",
                 "category": %s, "region": "430502", "citizen": {"name": "测试群众", "phone": "13800000000"}}"""
                .formatted(category == null ? null : "\"" + category + "\""));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return Door.json(answer).get("ticketNo").asText();
    }

    private String handling(String ticketNo) {
        return task(UNIT, ticketNo, "Task_HandleTicket");
    }

    private String task(String user, String ticketNo, String key) {
        return Door.json(Door.basic(port, user).get("/engine-rest/task?processInstanceBusinessKey=" + ticketNo
                + "&taskDefinitionKey=" + key)).at("/0/id").asText();
    }

    private JsonNode card(String user, String path) {
        HttpResponse<String> answer = Door.basic(port, user).get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Door.json(answer);
    }

    private List<String> related(String user, String ticketNo) {
        return StreamSupport.stream(card(user, "/api/tickets/" + ticketNo + "/related").get("items").spliterator(), false)
                .map(row -> row.get("ticketNo").asText()).toList();
    }

    private static List<Integer> numbers(HttpResponse<String> events) {
        assertThat(events.statusCode()).as(events.body()).isEqualTo(200);
        return StreamSupport.stream(Door.json(events).spliterator(), false).map(event -> event.get("seq").asInt()).toList();
    }
}
