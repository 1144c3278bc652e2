package org.hotline12345.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** What the doors keep in and out: other units' tickets, forged completions, and who the citizen is. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClosedDoorsIT {

    private static final String NAME = "欧阳金丝雀";
    private static final String PHONE = "13955501234";

    private static Database database;
    private static Node node;
    private static String ticketNo;
    private static String taskId;

    @BeforeAll
    static void aTicketWithTheMarketRegulator() {
        database = Database.fresh("doors");
        node = Node.started(database);
        Map<String, Object> request = Person.complaint("doors");
        request.put("category", "consumer-rights");
        request.put("citizen", Map.of("name", NAME, "phone", "+86 139-5550-1234"));
        ticketNo = node.as("operator").registers(request);
        taskId = node.as("clerk-market-regulation").task(ticketNo, "Task_HandleTicket");
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    @Order(1)
    void aClerkOfAnotherUnitSeesNeitherTaskNorTicketNorEvents() {
        Person other = node.as("clerk-housing");
        assertThat(other.get("/engine-rest/task?processInstanceBusinessKey=" + ticketNo).expect(200).json()).isEmpty();
        assertThat(other.get("/engine-rest/task/" + taskId).status()).isIn(403, 404);
        for (String path : List.of("/api/tickets/" + ticketNo, "/api/tickets/" + ticketNo + "/events",
                "/api/tasks/" + taskId + "/card")) {
            other.get(path).expect(404);
        }
        assertThat(other.get("/api/tickets").expect(200).json().get("items")).isEmpty();
        assertThat(other.get("/engine-rest/task/" + taskId + "/form-variables").status()).isIn(403, 404);
        assertThat(node.as("clerk-market-regulation").get("/api/tickets").expect(200).json().get("items")).hasSize(1);
    }

    @Test
    @Order(2)
    void aForgedCompletionIsRefusedInChineseAndTheTaskStaysOpen() {
        Person clerk = node.as("clerk-market-regulation");
        refused(node.as("clerk-housing").submits(taskId, Map.of("action", "reply", "reply", "已经全部办理完毕，请群众放心，不再有问题。")), 403, 404);
        refused(clerk.submits(taskId, Map.of()), 400);
        refused(clerk.submits(taskId, Map.of("action", "finish")), 400);
        refused(clerk.submits(taskId, Map.of("action", "reply")), 400);
        refused(clerk.submits(taskId, Map.of("action", "return", "returnReason", "不属于我单位职责")), 400);
        refused(clerk.submits(taskId, Map.of("action", "return", "returnReason", "不属于我单位职责", "proposedUnit", "no-such-unit",
                "legalBasis", "职责分工")), 400);
        refused(clerk.submits(taskId, Map.of("action", "reply", "reply", "已办结\u0000")), 400);
        refused(clerk.submits(taskId, Map.of("unit", "housing", "action", "contact", "contactOutcome", "已联系")), 400);
        assertThat(refused(clerk.submits(taskId, Map.of("action", "reply", "reply", "双方已和解。。。。。")), 409))
                .isEqualTo("handling.replyTooShort");
        assertThat(refused(clerk.submits(taskId, Map.of("action", "reply",
                "reply", "收取物业服务费用的相关问题，根据属地管理原则，请转区住建局调查核实。")), 409)).isEqualTo("handling.replyPassesOn");
        assertThat(clerk.get("/api/tasks/" + taskId + "/card").expect(200).json().at("/refusedReply/text").asText())
                .contains("请转区住建局");
        refused(clerk.submits("no-such-task", Map.of("action", "contact", "contactOutcome", "已联系")), 404);

        assertThat(clerk.task(ticketNo, "Task_HandleTicket")).isEqualTo(taskId);
        assertThat(node.as("operator").get("/api/tickets/" + ticketNo + "/events").json()).hasSize(3);
    }

    @Test
    @Order(3)
    void thePhoneFindsTheTicketForTheCentreOnly() {
        assertThat(node.as("operator").post("/api/tickets/by-phone", Map.of("phone", "139 5550 1234")).expect(200).json()
                .findValuesAsText("ticketNo")).containsExactly(ticketNo);
        node.as("clerk-market-regulation").post("/api/tickets/by-phone", Map.of("phone", PHONE)).expect(403);
    }

    @Test
    @Order(4)
    void aReturnAfterTheWindowIsRefusedAndAnObjectionIsTaken() throws InterruptedException {
        Person admin = node.as("admin");
        OffsetDateTime inFourteenDays = OffsetDateTime.now().plusDays(14);
        admin.put("/api/clock", Map.of("now", inFourteenDays.toString())).expect(200);
        Person clerk = node.as("clerk-market-regulation");
        assertThat(refused(clerk.submits(taskId, Map.of("action", "return", "returnReason", "不属于我单位职责",
                "proposedUnit", "housing", "legalBasis", "职责分工")), 409)).isEqualTo("handling.returnTooLate");
        submitsBesideTimers(clerk, taskId, Map.of("action", "object", "reason", "该事项属于住建部门职责"));
        assertThat(clerk.task(ticketNo, "Task_HandleTicket")).isNotEqualTo(taskId);
        refused(clerk.submits(taskId, Map.of("action", "object", "reason", "该事项属于住建部门职责")), 404, 409);
    }

    /** Runs last: stops the node and reads every column of every table. */
    @Test
    @Order(9)
    void nameAndPhoneAreInNoTableAndNoLog() throws InterruptedException {
        Person clerk = node.as("clerk-market-regulation");
        submitsBesideTimers(clerk, clerk.task(ticketNo, "Task_HandleTicket"),
                Map.of("action", "reply", "reply", "商家已发货，并当面向群众致歉，群众表示认可。"));
        node.as("reviewer").completesSoon(ticketNo, "Task_ReviewReply", Map.of("verdict", "pass"));
        assertThat(node.as("operator").get("/api/tickets/" + ticketNo).json().at("/contact/phone").asText())
                .isEqualTo("139****1234");
        node.close();

        Set<String> leaks = new TreeSet<>();
        int columns = database.texts((column, value) -> {
            if (value.contains(NAME) || value.contains(PHONE) || value.contains("5550-1234")) {
                leaks.add(column);
            }
        });
        assertThat(columns).isGreaterThan(500);
        assertThat(leaks).isEmpty();
        assertThat(database.count("select count(*) from ticket_identity where phone_hash is not null and name_sealed is not null"))
                .isEqualTo(1);
        assertThat(node.log()).doesNotContain(NAME).doesNotContain(PHONE).doesNotContain("5550-1234");
    }

    /** The clock has just been moved: cards fall due this moment, and a clerk may be asked to try again. */
    private static void submitsBesideTimers(Person clerk, String task, Map<String, ?> fields) throws InterruptedException {
        Person.Answer answer = clerk.submits(task, fields);
        for (int i = 0; i < 50 && answer.status() == 409; i++) {
            assertThat(answer.json().get("code").asText()).isEqualTo("platform.changedMeanwhile");
            Thread.sleep(200);
            answer = clerk.submits(task, fields);
        }
        answer.expect(204);
    }

    private static String refused(Person.Answer answer, Integer... allowed) {
        assertThat(answer.status()).as(answer.text()).isIn((Object[]) allowed);
        assertThat(answer.json().path("message").asText() + answer.json().path("detail").asText()).containsPattern("\\p{IsHan}");
        return answer.json().path("code").asText();
    }
}
