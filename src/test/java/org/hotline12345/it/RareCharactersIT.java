package org.hotline12345.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Characters beyond the first Unicode plane, as rare names, GB 18030-2022 place names and phones' emoji bring them. */
class RareCharactersIT {

    private static final String RARE = "𠮷𬭎😀";
    private final Node node = SharedNode.get();
    private String ticketNo;
    private int texts;
    private final List<String> written = new ArrayList<>();

    @Test
    void rareCharactersSurviveEveryTextFieldOfEveryStep() throws InterruptedException {
        register();
        node.as("dispatcher").completes(ticketNo, "Task_DispatchTicket", Map.of("decision", "needInfo", "reason", text("缺少具体地点")));
        node.as("operator").completes(ticketNo, "Task_AskForInformation", Map.of("supplement", text("补充地点在大祥区")));
        node.as("dispatcher").completes(ticketNo, "Task_DispatchTicket", Map.of("decision", "dispatch", "leadUnit", "education",
                "reason", text("先请教育局办理")));
        Person education = node.as("clerk-education");
        education.completes(ticketNo, "Task_HandleTicket", Map.of("action", "contact", "contactOutcome", text("已电话联系群众")));
        education.completes(ticketNo, "Task_HandleTicket", Map.of("action", "object", "reason", text("不属于我局职责")));
        education.completes(ticketNo, "Task_HandleTicket", Map.of("action", "return", "returnReason", text("不属于我局职责"),
                "proposedUnit", "market-regulation", "legalBasis", text("网络交易监督管理办法")));
        node.as("dispatcher").completes(ticketNo, "Task_RuleOnReturn", Map.of("ruling", "redispatch", "leadUnit", "market-regulation",
                "reason", text("退回成立，改派市场监管")));
        awaitTask("clerk-market-regulation", "Task_HandleTicket");
        node.as("clerk-market-regulation").completes(ticketNo, "Task_HandleTicket", Map.of("action", "return",
                "returnReason", text("涉及多个部门"), "proposedUnit", "education", "legalBasis", text("三定方案")));
        // The same two units a second time: the duty leader rules.
        node.as("supervisor").completes(ticketNo, "Task_RuleOnReturn", Map.of("ruling", "meeting", "reason", text("提请联席会议")));
        awaitTask("supervisor", "Task_HoldMeeting");
        node.as("supervisor").completes(ticketNo, "Task_HoldMeeting", Map.of("invitees", "education,market-regulation",
                "minutes", text("会议议定由市场监管牵头"), "leadUnit", "market-regulation",
                "actions", "[{\"unit\":\"market-regulation\",\"action\":\"" + text("督促退款") + "\",\"due\":\"" + LocalDate.now().plusDays(9) + "\"}]"));
        reply("经现场核实，商家已当面向群众退还全部款项并致歉");
        awaitTask("reviewer", "Task_ReviewReply");
        node.as("reviewer").completes(ticketNo, "Task_ReviewReply", Map.of("verdict", "rework", "reason", text("请补充退款凭证")));
        reply("已补充退款凭证，商家退款记录与群众核对一致");
        awaitTask("reviewer", "Task_ReviewReply");
        node.as("reviewer").completes(ticketNo, "Task_ReviewReply", Map.of("verdict", "pass", "reason", text("同意办结")));
        evaluate(false, text("还没有收到退款"));
        awaitTask("callback", "Task_CallBack");
        node.as("callback").completes(ticketNo, "Task_CallBack", Map.of("outcome", "reached", "authentic", true, "solved", true,
                "satisfied", true, "remark", text("群众已收到退款")));

        JsonNode ticket = node.as("operator").get("/api/tickets/" + ticketNo).expect(200).json();
        // Parsed, because JSON may write such a character as an escape.
        String everything = ticket.toString() + node.as("operator").get("/api/tickets/" + ticketNo + "/events").expect(200).json()
                + node.as("operator").get("/api/outbox?ticketNo=" + ticketNo).expect(200).json();
        assertThat(ticket.get("status").asText()).isEqualTo("archived");
        assertThat(ticket.at("/contact/name").asText()).startsWith("𠮷");
        List<String> lost = written.stream().filter(text -> !everything.contains(text)).toList();
        // What people agreed and the law they named stays in the tables of the meeting and of the dispatch.
        assertThat(lost).as("texts not read back from the ticket and its events").isEmpty();
    }

    private void register() {
        Map<String, Object> request = Person.complaint("rare-" + RARE + System.nanoTime());
        request.put("title", text("药店不发货"));
        request.put("content", text("网购药品至今未发货"));
        request.put("address", text("某镇某村"));
        request.put("citizen", Map.of("name", RARE + "某", "phone", "13900000000"));
        ticketNo = node.as("operator").registers(request);
    }

    private void reply(String words) throws InterruptedException {
        awaitTask("clerk-market-regulation", "Task_HandleTicket");
        node.as("clerk-market-regulation").completes(ticketNo, "Task_HandleTicket", Map.of("action", "reply",
                "reply", text(words + "，群众表示认可。"), "publicReply", text(words)));
    }

    private void evaluate(boolean satisfied, String remark) throws InterruptedException {
        ObjectNode evaluation = Person.JSON.createObjectNode();
        evaluation.put("authentic", true).put("solved", satisfied).put("satisfied", satisfied).put("remark", remark);
        Person operator = node.as("operator");
        for (int i = 0; i < 150; i++) {
            Person.Answer answer = operator.post("/api/tickets/" + ticketNo + "/evaluation", evaluation);
            if (answer.status() == 204) {
                return;
            }
            // The survey goes out behind a save point.
            answer.expect(409);
            Thread.sleep(200);
        }
        throw new AssertionError(ticketNo + " does not wait for an evaluation");
    }

    /** A text like no other of this life, with rare characters at both ends and in the middle. */
    private String text(String words) {
        String text = "𠮷" + words + "𬭎第" + (++texts) + "处😀";
        written.add(text);
        return text;
    }

    /** Tasks behind a save point come a moment later. */
    private void awaitTask(String user, String key) throws InterruptedException {
        Person person = node.as(user);
        for (int i = 0; i < 150; i++) {
            if (person.get("/engine-rest/task?processInstanceBusinessKey=" + ticketNo + "&taskDefinitionKey=" + key).json().size() == 1) {
                return;
            }
            Thread.sleep(200);
        }
        throw new AssertionError(user + " sees no " + key + " of " + ticketNo);
    }
}
