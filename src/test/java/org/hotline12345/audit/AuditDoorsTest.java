package org.hotline12345.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.hotline12345.common.AuditTrail;
import org.hotline12345.common.AuditTrail.Entry;
import org.hotline12345.common.DemoAccounts;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.dao.DataAccessException;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.transaction.support.TransactionTemplate;

/** What the audit doors tell whom, what people's acts leave in the trail, and that nobody can change it. */
@SpringBootTest
@AutoConfigureMockMvc
@ActiveProfiles({"demo", "test"})
class AuditDoorsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CLERK = "clerk-market-regulation";

    @Autowired
    private MockMvc http;
    @Autowired
    private AuditTrail trail;
    @Autowired
    private AuditChain chain;
    @Autowired
    private AuditChecks checks;
    @Autowired
    private AppendOnly guard;
    @Autowired
    private RefusalCounts refusals;
    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private TransactionTemplate transaction;

    @Test
    void onlyAuditorsAndAdministratorsReadTheTrail() throws Exception {
        for (String user : List.of("auditor", "admin")) {
            get(user, "/api/audit/entries", 200);
            get(user, "/api/audit/checks", 200);
        }
        for (String user : List.of("operator", "dispatcher", "reviewer", "callback", "supervisor", "designer", "inspector", CLERK)) {
            for (String door : List.of("/api/audit/entries", "/api/audit/entries/export", "/api/audit/checks", "/api/audit/ticket-looks?actor=admin")) {
                assertThat(get(user, door, 403).get("code").asText()).isEqualTo("audit.notForRole");
            }
            assertThat(send(user, MockMvcRequestBuilders.post("/api/audit/checks")).getStatus()).isEqualTo(403);
        }
    }

    @Test
    void notEvenTheKindsOfEntriesAreForOthers() throws Exception {
        for (String user : List.of("inspector", "bulletin-editor", "bulletin-signer")) {
            assertThat(get(user, "/api/audit/kinds", 403).get("code").asText()).isEqualTo("audit.notForRole");
        }
        assertThat(get("auditor", "/api/audit/kinds", 200).has("refused")).isTrue();
    }

    @Test
    void anAuditorReadsNothingButTheTrail() throws Exception {
        String ticketNo = register();
        assertThat(get("auditor", "/api/tickets/" + ticketNo, 404).get("code").asText()).isEqualTo("ticket.unknown");
        assertThat(send("auditor", MockMvcRequestBuilders.put("/api/settings/urge.perDay").contentType(MediaType.APPLICATION_JSON)
                .content("{\"value\":\"5\"}")).getStatus()).isEqualTo(403);
        assertThat(send("auditor", MockMvcRequestBuilders.get("/engine-rest/task")).getStatus()).isEqualTo(403);
    }

    @Test
    void aChangedSettingStandsThereWithBothValues() throws Exception {
        for (String value : List.of("7", "3")) {
            assertThat(send("admin", MockMvcRequestBuilders.put("/api/settings/urge.perDay").contentType(MediaType.APPLICATION_JSON)
                    .content("{\"value\":\"" + value + "\"}")).getStatus()).isEqualTo(200);
        }
        JsonNode rows = get("auditor", "/api/audit/entries?kind=setting&words=urge.perDay", 200).get("items");
        assertThat(rows.get(0).get("text").asText()).contains("由“7”改为“3”");
        assertThat(rows.get(0).get("actor").asText()).isEqualTo("admin");
        assertThat(rows.get(0).get("address").asText()).isNotBlank();
    }

    @Test
    void whoeverOpensATicketIsListedAndTheOneTurnedAwayIsInTheTrail() throws Exception {
        String ticketNo = register();
        get("supervisor", "/api/tickets/" + ticketNo + "/card", 200);
        get("supervisor", "/api/tickets/" + ticketNo, 200);
        get("clerk-tobacco", "/api/tickets/" + ticketNo + "/card", 404);
        JsonNode seen = get("auditor", "/api/audit/ticket-looks?ticketNo=" + ticketNo, 200).get("items");
        assertThat(seen).hasSize(1);
        assertThat(seen.get(0).get("actor").asText()).isEqualTo("supervisor");
        assertThat(seen.get(0).get("lookName").asText()).isEqualTo("查看工单");
        get("supervisor", "/api/audit/ticket-looks?ticketNo=" + ticketNo, 200);
        get("operator", "/api/audit/ticket-looks?ticketNo=" + ticketNo, 403);

        refusals.write();
        JsonNode turnedAway = get("auditor", "/api/audit/entries?kind=refused&ticketNo=" + ticketNo, 200).get("items");
        assertThat(turnedAway).hasSize(1);
        assertThat(turnedAway.get(0).get("actor").asText()).isEqualTo("clerk-tobacco");
        assertThat(turnedAway.get(0).get("text").asText()).contains("404", "ticket.unknown");
    }

    @Test
    void whoeverTakesATicketAwayInAListIsListedUnderTheNameOfThen() throws Exception {
        String ticketNo = register();
        String other = register();
        get("dispatcher", "/api/tickets/" + ticketNo + "/card", 200);
        assertThat(send("supervisor", MockMvcRequestBuilders.post("/api/search/export/tickets").contentType(MediaType.APPLICATION_JSON)
                .content("{\"list\":\"值班清单\",\"ticketNos\":[\"" + ticketNo + "\",\"" + other + "\"]}")).getStatus()).isEqualTo(200);
        long at = jdbc.sql("select e.exported_at from search_export e join search_export_ticket t on t.export_id = e.id where t.ticket_no = :no")
                .param("no", ticketNo).query(Long.class).single();
        get("admin", "/api/people", 200);
        renamed("insert into people_name (account, since, name) values ('supervisor', :since, '后来的督办员')", at + 1);
        try {
            JsonNode seen = get("auditor", "/api/audit/ticket-looks?ticketNo=" + ticketNo, 200).get("items");
            assertThat(seen).extracting(row -> row.get("lookName").asText()).containsExactlyInAnyOrder("导出", "查看工单");
            JsonNode taken = seen.get(0).get("look").asText().equals("export") ? seen.get(0) : seen.get(1);
            assertThat(taken.get("actor").asText()).isEqualTo("supervisor");
            assertThat(taken.get("actorName").asText()).isEqualTo("督办员");
            assertThat(OffsetDateTime.parse(taken.get("at").asText()).toInstant().toEpochMilli()).isEqualTo(at);
            assertThat(get("supervisor", "/api/audit/ticket-looks?ticketNo=" + ticketNo, 200).get("items")).hasSize(2);

            JsonNode theOther = get("auditor", "/api/audit/ticket-looks?actor=supervisor&ticketNo=" + other, 200).get("items");
            assertThat(theOther).hasSize(1);
            JsonNode first = get("auditor", "/api/audit/ticket-looks?ticketNo=" + ticketNo + "&size=1", 200);
            JsonNode second = get("auditor", "/api/audit/ticket-looks?ticketNo=" + ticketNo + "&size=1&page=1", 200);
            assertThat(first.get("more").asBoolean()).isTrue();
            assertThat(second.get("more").asBoolean()).isFalse();
            assertThat(List.of(first.get("items").get(0), second.get("items").get(0))).containsExactly(seen.get(0), seen.get(1));
            assertThat(get("auditor", "/api/audit/ticket-looks?actor=supervisor&size=200", 200).get("items"))
                    .filteredOn(row -> row.get("look").asText().equals("export")).extracting(row -> row.get("ticketNo").asText())
                    .contains(ticketNo, other);
        } finally {
            renamed("delete from people_name where account = 'supervisor' and since = :since", at + 1);
        }
    }

    private void renamed(String change, long since) {
        transaction.executeWithoutResult(status -> jdbc.sql(change).param("since", since).update());
    }

    @Test
    void aLookAtTheCitizenIsARevealWithItsReasonAndNoName() throws Exception {
        String ticketNo = register();
        assertThat(send("operator", MockMvcRequestBuilders.post("/api/tickets/" + ticketNo + "/identity")
                .contentType(MediaType.APPLICATION_JSON).content("{\"reason\":\"核实诉求地点\"}")).getStatus()).isEqualTo(200);
        JsonNode reveal = get("auditor", "/api/audit/entries?kind=reveal&ticketNo=" + ticketNo, 200).get("items");
        assertThat(reveal).hasSize(1);
        assertThat(reveal.get(0).get("text").asText()).contains("核实诉求地点");
        assertThat(reveal.toString()).doesNotContain("13800000002", "周先生");
        assertThat(get("auditor", "/api/audit/ticket-looks?ticketNo=" + ticketNo, 200).get("items").get(0).get("look").asText()).isEqualTo("identity");
    }

    @Test
    void wrongPasswordsAreCountedUnderTheAccountThatWasTried() throws Exception {
        for (int i = 0; i < 3; i++) {
            http.perform(MockMvcRequestBuilders.get("/api/audit/entries").with(httpBasic("desk-policy", "wrong-" + i)));
        }
        refusals.write();
        JsonNode rows = get("auditor", "/api/audit/entries?kind=refused&who=desk-policy", 200).get("items");
        assertThat(rows.get(0).get("times").asLong()).isEqualTo(3);
        assertThat(rows.get(0).get("text").asText()).contains("密码不正确");
        assertThat(rows.toString()).doesNotContain("wrong-");
    }

    @Test
    void everyPageFollowsTheOneBeforeWithoutGapOrRepetition() throws Exception {
        for (int i = 0; i < 7; i++) {
            trail.record(new Entry("paging", "行" + i, ""));
        }
        List<String> subjects = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = get("auditor", "/api/audit/entries?kind=paging&size=3&before=" + next, 200);
            page.get("items").forEach(row -> subjects.add(row.get("subject").asText()));
            next = page.has("next") ? page.get("next").asText() : "";
        } while (!next.isEmpty());
        assertThat(subjects).containsExactly("行6", "行5", "行4", "行3", "行2", "行1", "行0");
        assertThat(get("auditor", "/api/audit/entries?before=x", 400).get("code").asText()).isEqualTo("audit.badPlace");
        assertThat(get("auditor", "/api/audit/entries?words=x&from=2023-01-01&until=2024-01-01", 400).get("code").asText())
                .isEqualTo("audit.tooManyDays");
    }

    @Test
    void theWorkbookSaysWhoTookItAndItsCellsCannotAct() throws Exception {
        trail.record(new Entry("formula", "=1+1", "@SUM(A1)"));
        MockHttpServletResponse file = send("auditor", MockMvcRequestBuilders.get("/api/audit/entries/export?kind=formula"));
        assertThat(file.getStatus()).isEqualTo(200);
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(file.getContentAsByteArray()))) {
            assertThat(text(book, "导出说明")).contains("审计员（auditor）", "类别 formula");
            assertThat(book.getSheet("审计记录").getRow(1).getCell(5).getStringCellValue()).isEqualTo("=1+1");
            assertThat(book.getSheet("审计记录").getRow(1).getCell(5).getCellStyle().getQuotePrefixed()).isTrue();
        }
        JsonNode taken = get("admin", "/api/audit/entries?kind=export&who=auditor", 200).get("items");
        assertThat(taken.get(0).get("text").asText()).contains("导出审计记录", "formula");
    }

    private static String text(XSSFWorkbook book, String sheet) {
        StringBuilder text = new StringBuilder();
        book.getSheet(sheet).forEach(row -> row.forEach(cell -> text.append(cell).append(' ')));
        return text.toString();
    }

    @Test
    void theDatabaseRefusesToChangeWhatIsWritten() {
        trail.record(new Entry("kept", "不可改", ""));
        chain.link(false);
        assertThat(guard.isGuarded()).isTrue();
        for (String change : List.of("update audit_entry set actor = 'nobody' where kind = 'kept'", "delete from audit_entry where kind = 'kept'",
                "update audit_link set seal = ''", "delete from audit_link")) {
            assertThatThrownBy(() -> jdbc.sql(change).update()).as(change).isInstanceOf(DataAccessException.class);
        }
    }

    @Test
    void theChainTellsOfAChangedAndOfAMissingEntry() throws Exception {
        trail.record(new Entry("chained", "第一条", "甲"));
        trail.record(new Entry("chained", "第二条", "乙"));
        assertThat(check().get("result").asText()).isEqualTo("intact");
        Map<String, Object> entry = jdbc.sql("select id, entry_text from audit_entry where subject = '第一条'").query().singleRow();
        jdbc.sql("drop trigger audit_entry_no_update").update();
        try {
            write(entry.get("ID"), "丙");
            JsonNode broken = check();
            assertThat(broken.get("result").asText()).isEqualTo("broken");
            assertThat(broken.get("finding").asText()).contains("编号" + entry.get("ID"), "被改动过");
        } finally {
            write(entry.get("ID"), "甲");
            guard.afterSingletonsInstantiated();
        }
        assertThat(check().get("result").asText()).isEqualTo("intact");
    }

    private void write(Object id, String text) {
        transaction.executeWithoutResult(status -> jdbc.sql("update audit_entry set entry_text = :text where id = :id")
                .param("text", text).param("id", id).update());
    }

    /** A check from its beginning to its end, run in this thread. */
    private JsonNode check() throws Exception {
        MockHttpServletResponse started = send("auditor", MockMvcRequestBuilders.post("/api/audit/checks"));
        assertThat(started.getStatus()).isEqualTo(202);
        String id = JSON.readTree(started.getContentAsString(StandardCharsets.UTF_8)).get("id").asText();
        while (Boolean.TRUE.equals(transaction.execute(status -> checks.step(id)))) {
            assertThat(id).isNotNull();
        }
        return get("auditor", "/api/audit/checks", 200).get("items").get(0);
    }

    private String register() throws Exception {
        String request = """
                {"channel": "phone", "kind": "complaint", "category": "product-quality", "region": "430503", "title": "更换的手机屏幕五天后破裂",
                 "content": "在汽车南站对面的手机店换屏花了160元，才用五天就破裂，要求重新换屏。", "citizen": {"name": "周先生", "phone": "13800000002"}}""";
        MockHttpServletResponse answer = send("operator", MockMvcRequestBuilders.post("/api/tickets")
                .contentType(MediaType.APPLICATION_JSON).content(request));
        return JSON.readTree(answer.getContentAsString(StandardCharsets.UTF_8)).get("ticketNo").asText();
    }

    private JsonNode get(String user, String path, int expected) throws Exception {
        MockHttpServletResponse answer = send(user, MockMvcRequestBuilders.get(path));
        assertThat(answer.getStatus()).as(path + " as " + user + ": " + answer.getContentAsString(StandardCharsets.UTF_8)).isEqualTo(expected);
        return JSON.readTree(answer.getContentAsString(StandardCharsets.UTF_8));
    }

    private MockHttpServletResponse send(String user, MockHttpServletRequestBuilder request) throws Exception {
        return http.perform(request.with(httpBasic(user, DemoAccounts.PASSWORD))).andReturn().getResponse();
    }
}
