package org.hotline12345.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.hotline12345.organization.Settings;
import org.hotline12345.support.Proves;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who may learn who asked, through every door: named roles with a reason, each look kept, units never. */
@ExtendWith(OutputCaptureExtension.class)
class ConfidentialityTest extends DoorsTest {

    private static final String NAME = "欧阳金丝雀";
    private static final String PHONE = "13955501234";
    private static final String UNIT = "clerk-market-regulation";
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    @Autowired
    JdbcClient jdbc;
    @Autowired
    Settings settings;

    @AfterEach
    void defaultsAgain() {
        settings.change("430500", "identity.confidentialRoles", "supervisor,callback", "admin");
    }

    @Test
    @Proves("H")
    void namedRolesSeeTheCitizenForAReasonAndEveryLookIsKept() {
        String no = registered("complaint", "药店不发货", "网购药品至今未发货，要求尽快发货。");
        for (String role : List.of("operator", "callback", "supervisor")) {
            HttpResponse<String> answer = looks(role, no, "核实发货地址，电话" + PHONE);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
            assertThat(Door.json(answer).at("/name").asText()).isEqualTo(NAME);
            assertThat(Door.json(answer).at("/phone").asText()).isEqualTo(PHONE);
        }
        for (String reader : List.of("supervisor", "admin")) {
            JsonNode looks = Door.json(Door.basic(port, reader).get("/api/tickets/" + no + "/identity-looks")).get("items");
            assertThat(looks.findValuesAsText("by")).containsExactlyInAnyOrder("operator", "callback", "supervisor");
            assertThat(looks.findValuesAsText("reason")).allMatch(reason -> reason.equals("核实发货地址，电话***"));
            assertThat(looks.get(0).get("at").asText()).isNotBlank();
        }
    }

    @Test
    @Proves(value = {"H", "guard3"}, forbidden = true)
    void everybodyElseIsRefusedAndLeavesNoLook() {
        String no = registered("complaint", "药店不发货", "网购药品至今未发货，要求尽快发货。");
        Map<String, String> refused = Map.of("dispatcher", "ticket.identityNotForRole", "reviewer", "ticket.identityNotForRole",
                "admin", "ticket.identityNotForRole", UNIT, "ticket.identityNotForUnits", STRANGER, "ticket.unknown",
                CHANNEL, "ticket.unknown", "designer", "ticket.unknown");
        refused.forEach((who, code) -> assertThat(code(looks(who, no, "核实发货地址"))).as(who).isEqualTo(code));
        assertThat(code(looks("operator", no, ""))).isEqualTo("common.missingField");
        assertThat(code(looks("operator", no, "看。看。"))).isEqualTo("ticket.lookReasonTooShort");
        assertThat(code(looks("operator", "SY209901010000017", "核实发货地址"))).isEqualTo("ticket.unknown");
        assertThat(count("select count(*) from ticket_identity_look where ticket_no = '" + no + "'")).isZero();
        for (String who : List.of("operator", "dispatcher", "reviewer", "callback", UNIT)) {
            assertThat(Door.basic(port, who).get("/api/tickets/" + no + "/identity-looks").statusCode()).as(who).isEqualTo(403);
        }
        for (String who : List.of(STRANGER, CHANNEL, "designer")) {
            assertThat(Door.basic(port, who).get("/api/tickets/" + no + "/identity-looks").statusCode()).as(who).isEqualTo(404);
        }
    }

    @Test
    @Proves(value = "H", forbidden = true)
    void aConfidentialCitizenIsForTheRolesTheCitySet() {
        String no = registered("report", "举报药店销售假药", "举报某药店销售过期药品，要求查处。");
        assertThat(code(looks("operator", no, "核实购买地点"))).isEqualTo("ticket.identityConfidential");
        assertThat(looks("callback", no, "按规定人工回访").statusCode()).isEqualTo(200);
        settings.change("430500", "identity.confidentialRoles", "operator", "admin");
        assertThat(looks("operator", no, "核实购买地点").statusCode()).isEqualTo(200);
        assertThat(code(looks("supervisor", no, "核实购买地点"))).isEqualTo("ticket.identityConfidential");
        assertThat(Door.basic(port, "admin").call("PUT", "/api/settings/identity.confidentialRoles?jurisdiction=430500",
                "{\"value\":\"unit-housing\"}").statusCode()).isEqualTo(400);
    }

    @Test
    @Proves("H")
    void theCentreMakesATicketConfidentialAtAnyTime() {
        String no = registered("complaint", "药店不发货", "网购药品至今未发货，要求尽快发货。");
        assertThat(seenByUnit("/api/tickets/" + no)).contains("139****1234");
        assertThat(protects("operator", no, "{\"reason\":\"群众担心商家报复\"}").statusCode()).isEqualTo(204);
        assertThat(Door.json(Door.basic(port, UNIT).get("/api/tickets/" + no)).has("contact")).isFalse();
        assertThat(code(protects("operator", no, "{\"reason\":\"群众担心商家报复\"}"))).isEqualTo("ticket.alreadyConfidential");
        assertThat(protects("supervisor", no, "{\"reason\":\"群众本人要求公开\",\"confidential\":false}").statusCode()).isEqualTo(204);
        assertThat(Door.basic(port, "operator").get("/api/tickets/" + no + "/events").body())
                .contains("madeConfidential").contains("confidentialityLifted");
    }

    @Test
    @Proves(value = "H", forbidden = true)
    void nobodyButASupervisorLiftsItAndNobodyOffAReport() {
        String no = registered("complaint", "药店不发货", "网购药品至今未发货，要求尽快发货。");
        assertThat(code(protects(UNIT, no, "{\"reason\":\"群众担心商家报复\"}"))).isEqualTo("ticket.confidentialityNotAllowed");
        assertThat(code(protects(STRANGER, no, "{\"reason\":\"群众担心商家报复\"}"))).isEqualTo("ticket.unknown");
        assertThat(code(protects("designer", no, "{\"reason\":\"群众担心商家报复\"}"))).isEqualTo("ticket.unknown");
        assertThat(code(protects("operator", no, "{\"reason\":\"嗯\"}"))).isEqualTo("ticket.reasonTooShort");
        assertThat(code(protects("supervisor", no, "{\"reason\":\"群众本人要求公开\",\"confidential\":false}")))
                .isEqualTo("ticket.notConfidential");
        protects("operator", no, "{\"reason\":\"群众担心商家报复\"}");
        for (String who : List.of("operator", "dispatcher", "reviewer", "callback", "admin")) {
            assertThat(code(protects(who, no, "{\"reason\":\"群众本人要求公开\",\"confidential\":false}"))).as(who)
                    .isEqualTo("ticket.confidentialityNotAllowed");
        }
        String report = registered("report", "举报药店销售假药", "举报某药店销售过期药品，要求查处。");
        assertThat(code(protects("supervisor", report, "{\"reason\":\"群众本人要求公开\",\"confidential\":false}")))
                .isEqualTo("ticket.reportStaysConfidential");
    }

    @Test
    @Proves(value = {"H", "guard3"}, forbidden = true)
    void wordsThatNameTheReporterAreCoveredForUnitsInEveryDoor() {
        String no = registered("report", "欧阳金丝雀举报药店", "我叫欧 阳金丝雀，电话139 5550-1234（１３９５５５０１２３４），欧阳女士举报某药店销售过期药品，要求查处。");
        String task = taskService.createTaskQuery().processInstanceBusinessKey(no).taskDefinitionKey("Task_HandleTicket")
                .singleResult().getId();
        for (String path : List.of("/api/tickets/" + no, "/api/tickets/" + no + "/events", "/api/tickets?size=200",
                "/api/tasks/" + task + "/card", "/api/tickets/" + no + "/card", "/engine-rest/task/" + task, "/engine-rest/task/" + task + "/form-variables",
                "/engine-rest/task?processInstanceBusinessKey=" + no, "/api/tickets/" + no + "/relayed-calls")) {
            String body = seenByUnit(path);
            assertThat(body).as(path).doesNotContain(NAME).doesNotContain("金丝雀").doesNotContain("欧阳").doesNotContain("5550")
                    .doesNotContain("５５５０");
        }
        JsonNode unit = Door.json(Door.basic(port, UNIT).get("/api/tickets/" + no));
        assertThat(unit.get("title").asText()).isEqualTo("***举报药店");
        assertThat(unit.get("content").asText()).contains("销售过期药品");
        assertThat(unit.get("identityInText").asBoolean()).isTrue();
        assertThat(Door.json(Door.basic(port, "operator").get("/api/tickets/" + no)).get("content").asText()).contains("5550-1234");
    }

    @Test
    @Proves(value = "H", forbidden = true)
    void nameAndPhoneAreInNoColumnAndNoLogAfterLooksAndCalls(CapturedOutput log) {
        String no = registered("report", "举报药店销售假药", "举报某药店销售过期药品，要求查处。");
        looks("supervisor", no, "核实" + NAME + "的购买地点" + PHONE);
        looks("operator", no, "核实" + NAME);
        protects("operator", no, "{\"reason\":\"" + NAME + "要求保密\"}");
        assertThat(Door.basic(port, UNIT).post("/api/tickets/" + no + "/relayed-calls", "{\"question\":\"请问何时购买\"}").statusCode())
                .isEqualTo(204);
        String task = taskService.createTaskQuery().processInstanceBusinessKey(no).taskDefinitionKey("Task_CallForUnit")
                .singleResult().getId();
        assertThat(Door.basic(port, "operator").post("/engine-rest/task/" + task + "/submit-form", "{\"variables\":{\"outcome\":"
                + "{\"value\":\"reached\"},\"answer\":{\"value\":\"" + NAME + "二月购买，" + PHONE + "\"}}}").statusCode()).isEqualTo(204);
        List<String> leaks = new ArrayList<>();
        int columns = 0;
        for (Map<String, Object> column : jdbc.sql("select table_name, column_name from information_schema.columns "
                + "where lower(table_schema) <> 'information_schema'").query().listOfRows()) {
            columns++;
            String table = column.get("TABLE_NAME").toString();
            String name = column.get("COLUMN_NAME").toString();
            // Other tests' citizens wrote their own names into what they ask for; this one is looked at below.
            if (!table.equalsIgnoreCase("ticket_ticket") && jdbc.sql("select \"" + name + "\" from " + table + " where \"" + name
                    + "\" is not null").query((row, n) -> text(row, 1)).list().stream()
                    .anyMatch(value -> value.contains(NAME) || value.contains(PHONE))) {
                leaks.add(table + "." + name);
            }
        }
        assertThat(columns).isGreaterThan(500);
        assertThat(leaks).isEmpty();
        assertThat(count("select count(*) from ticket_ticket where ticket_no = '" + no + "' and (content like '%" + NAME
                + "%' or title like '%" + NAME + "%')")).isZero();
        assertThat(log.getAll()).doesNotContain(NAME).doesNotContain(PHONE);
    }

    private String registered(String kind, String title, String content) {
        HttpResponse<String> answer = Door.basic(port, "operator").post("/api/tickets", ("{\"channel\":\"phone\",\"externalId\":\"secret-%d\","
                + "\"kind\":\"%s\",\"category\":\"consumer-rights\",\"region\":\"430511\",\"title\":\"%s\",\"content\":\"%s\","
                + "\"citizen\":{\"name\":\"%s\",\"phone\":\"%s\"}}").formatted(NUMBERS.incrementAndGet(), kind, title, content, NAME, PHONE));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return Door.json(answer).get("ticketNo").asText();
    }

    private HttpResponse<String> looks(String who, String no, String reason) {
        return Door.basic(port, who).post("/api/tickets/" + no + "/identity", "{\"reason\":\"" + reason + "\"}");
    }

    private HttpResponse<String> protects(String who, String no, String body) {
        return Door.basic(port, who).post("/api/tickets/" + no + "/confidentiality", body);
    }

    private String seenByUnit(String path) {
        HttpResponse<String> answer = Door.basic(port, UNIT).get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    private static String text(ResultSet row, int column) throws SQLException {
        return row.getObject(column) instanceof Blob
                ? new String(row.getBytes(column), StandardCharsets.UTF_8) : row.getString(column);
    }

    private static String code(HttpResponse<String> answer) {
        return Door.json(answer).path("code").asText();
    }

    private int count(String sql) {
        return jdbc.sql(sql).query(Integer.class).single();
    }
}
