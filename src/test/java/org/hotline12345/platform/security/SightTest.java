package org.hotline12345.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.StreamSupport;
import org.hotline12345.support.Proves;
import org.junit.jupiter.api.Test;

/** What units that share a ticket see of each other through the doors, and what nobody outside the centre sees. */
class SightTest extends DoorsTest {

    private static final String NAME = "司马寒梅";
    private static final String PHONE = "13966604321";
    private static final String OF_ASSIST = "消防通道已现场清理完毕，堆放物品当场搬离，并约谈了物业负责人。";
    private static final String OF_LOWER_UNIT = "道路客运站点已重新划定，驾驶员违规停靠问题已处罚并通报全行业。";

    @Test
    @Proves(value = {"guard3", "C4", "C5"}, forbidden = true)
    void noUnitReadsAnothersTicketNorASiblingsWordsNorWhoAsked() {
        String ticketNo = sharedTicket();
        String lead = allOf("clerk-transport", ticketNo);
        assertThat(lead).contains(OF_ASSIST, OF_LOWER_UNIT);
        assertThat(allOf("clerk-road-transport", ticketNo)).contains(OF_LOWER_UNIT).doesNotContain(OF_ASSIST);
        assertThat(allOf("clerk-fire-rescue", ticketNo)).contains(OF_ASSIST).doesNotContain(OF_LOWER_UNIT);
        for (String inside : List.of("clerk-transport", "clerk-road-transport", "clerk-fire-rescue")) {
            assertThat(allOf(inside, ticketNo)).doesNotContain(NAME, PHONE, "139****", "司马");
            JsonNode events = Door.json(Door.basic(port, inside).get("/api/tickets/" + ticketNo + "/events"));
            assertThat(StreamSupport.stream(events.spliterator(), false).map(event -> event.get("seq").asInt()).toList())
                    .isSorted().hasSize(events.get(events.size() - 1).get("seq").asInt());
        }
        assertThat(allOf("operator", ticketNo)).contains(OF_ASSIST, OF_LOWER_UNIT, "139****4321").doesNotContain(NAME, PHONE);

        // The parent of a unit outside, a sibling, a leader and a section of other units, a designer: nothing of it is theirs.
        for (String outside : List.of("clerk-public-security", "clerk-passenger-transport", "leader-natural-resources",
                "section-natural-resources-land", "clerk-commerce", "designer")) {
            Door door = Door.basic(port, outside);
            for (String path : List.of("/api/tickets/" + ticketNo, "/api/tickets/" + ticketNo + "/events", "/api/tickets/" + ticketNo + "/card")) {
                assertThat(door.get(path).statusCode()).as(outside + " " + path).isEqualTo(404);
            }
            assertThat(door.get("/api/tickets").body()).as(outside).doesNotContain(ticketNo);
            assertThat(door.post("/api/tickets/" + ticketNo + "/advice", "{\"text\":\"旁观者的意见\"}").statusCode())
                    .as(outside).isEqualTo(404);
        }
    }

    @Test
    @Proves("guard3")
    void whoeverHasAPartOfATicketFindsItInTheirList() {
        String ticketNo = sharedTicket();
        for (String inside : List.of("clerk-transport", "clerk-road-transport", "clerk-fire-rescue", "operator")) {
            assertThat(Door.basic(port, inside).get("/api/tickets?size=200").body()).as(inside).contains(ticketNo);
        }
        assertThat(Door.basic(port, "clerk-transport").post("/api/tickets/" + ticketNo + "/advice", "{\"text\":\"自己指导自己\"}")
                .statusCode()).isEqualTo(403);
    }

    @Test
    void aSectionAndALeaderFindWhatTheirUnitGaveThem() {
        String ticketNo = registered();
        submit("dispatcher", ticketNo, "Task_DispatchTicket", "decision", "dispatch", "leadUnit", "tourism-culture");
        Door section = Door.basic(port, "section-tourism-culture-market");
        assertThat(section.get("/api/tickets").body()).doesNotContain(ticketNo);
        assertThat(section.get("/engine-rest/task?processInstanceBusinessKey=" + ticketNo).body()).isEqualTo("[]");

        submit("clerk-tourism-culture", ticketNo, "Task_HandleTicket", "action", "assign", "section", "market");
        assertThat(section.get("/api/tickets?size=200").body()).contains(ticketNo);
        assertThat(section.get("/api/tickets/" + ticketNo).statusCode()).isEqualTo(200);
        assertThat(Door.basic(port, "section-tourism-culture-sports").get("/api/tickets/" + ticketNo).statusCode()).isEqualTo(404);
        submit("section-tourism-culture-market", ticketNo, "Task_HandleTicket", "action", "reply", "reply", OF_ASSIST);

        Door leader = Door.basic(port, "leader-tourism-culture");
        String waiting = taskOf("leader-tourism-culture", ticketNo, "Task_SignOffReply");
        assertThat(Door.json(leader.get("/api/tasks/" + waiting + "/card")).at("/draft/text").asText()).isEqualTo(OF_ASSIST);
        assertThat(section.get("/engine-rest/task/" + waiting).statusCode()).isIn(403, 404);
        assertThat(leader.get("/api/tickets?size=200").body()).contains(ticketNo);
        submit("leader-tourism-culture", ticketNo, "Task_SignOffReply", "approved", "true");
        assertThat(Door.json(Door.basic(port, "operator").get("/api/tickets/" + ticketNo)).at("/units/0/state").asText())
                .isEqualTo("replied");
    }

    @Test
    void onlyAnAdministratorSetsHowAUnitWorksInside() {
        String path = "/api/units/veterans/practice";
        String wanted = "{\"signOff\":true,\"sections\":[{\"code\":\"pension\",\"name\":\"优抚科\"}]}";
        for (String other : List.of("clerk-veterans", "supervisor", "operator", "designer")) {
            assertThat(Door.basic(port, other).call("PUT", path, wanted).statusCode()).as(other).isEqualTo(403);
        }
        for (String other : List.of("clerk-housing", "operator", "designer", "section-tourism-culture-market")) {
            assertThat(Door.basic(port, other).get(path).statusCode()).as(other).isEqualTo(403);
        }
        Door admin = Door.basic(port, "admin");
        assertThat(admin.call("PUT", "/api/units/nowhere/practice", wanted).statusCode()).isEqualTo(404);
        assertThat(admin.call("PUT", path, wanted.replace("pension", "Not-A-Code")).statusCode()).isEqualTo(400);
        assertThat(admin.call("PUT", path, wanted).statusCode()).isEqualTo(200);
        assertThat(Door.json(Door.basic(port, "clerk-veterans").get(path)).at("/sections/0/name").asText()).isEqualTo("优抚科");
        assertThat(identityService.createGroupQuery().groupIdIn("leader-veterans", "section-veterans-pension").count()).isEqualTo(2);
        assertThat(admin.call("PUT", path, "{\"signOff\":false}").statusCode()).isEqualTo(200);
    }

    // ------------------------------------------------------------------ a confidential ticket in three units' hands

    private String sharedTicket() {
        String ticketNo = registered();
        submit("dispatcher", ticketNo, "Task_DispatchTicket", "decision", "dispatch", "leadUnit", "transport", "assistUnits", "fire-rescue");
        submit("clerk-transport", ticketNo, "Task_HandleTicket", "action", "subDispatch", "subUnit", "road-transport",
                "reason", "按管理权限交由其办理");
        submit("clerk-road-transport", ticketNo, "Task_HandleTicket", "action", "reply", "reply", OF_LOWER_UNIT);
        submit("clerk-fire-rescue", ticketNo, "Task_HandleTicket", "action", "reply", "reply", OF_ASSIST);
        return ticketNo;
    }

    private String registered() {
        HttpResponse<String> answer = Door.basic(port, "operator").post("/api/tickets", """
                {"channel": "phone", "kind": "complaint", "title": "客运站占用消防通道", "confidential": true,
                 "content": "客运站车辆长期占用消防通道，要求处理。", "citizen": {"name": "%s", "phone": "%s"}}""".formatted(NAME, PHONE));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return Door.json(answer).get("ticketNo").asText();
    }

    private String taskOf(String user, String ticketNo, String key) {
        JsonNode tasks = Door.json(Door.basic(port, user).get("/engine-rest/task?processInstanceBusinessKey=" + ticketNo
                + "&taskDefinitionKey=" + key));
        assertThat(tasks).as(key + " of " + ticketNo + " for " + user).hasSize(1);
        return tasks.get(0).get("id").asText();
    }

    private void submit(String user, String ticketNo, String key, String... fields) {
        StringBuilder variables = new StringBuilder();
        for (int i = 0; i < fields.length; i += 2) {
            variables.append(i == 0 ? "" : ",").append("\"%s\":{\"value\":\"%s\"}".formatted(fields[i], fields[i + 1]));
        }
        HttpResponse<String> answer = Door.basic(port, user).post("/engine-rest/task/" + taskOf(user, ticketNo, key) + "/submit-form",
                "{\"variables\":{" + variables + "}}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
    }

    /** Everything a person reads of a ticket. */
    private String allOf(String user, String ticketNo) {
        Door door = Door.basic(port, user);
        HttpResponse<String> ticket = door.get("/api/tickets/" + ticketNo);
        assertThat(ticket.statusCode()).as(user).isEqualTo(200);
        return ticket.body() + door.get("/api/tickets/" + ticketNo + "/events").body()
                + door.get("/api/tickets/" + ticketNo + "/card").body();
    }
}
