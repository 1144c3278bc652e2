package org.hotline12345.opening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.runtime.Job;
import org.hotline12345.common.DemoAccounts;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMultipartHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** A city opens itself by its workbook: checked without a trace, imported as a whole, repeatable, exportable. */
@SpringBootTest(properties = "spring.application.name=opening")
@AutoConfigureMockMvc
@ActiveProfiles({"demo", "test"})
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OpeningTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Autowired
    private MockMvc http;
    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private ManagementService managementService;
    @Autowired
    private Clock clock;

    @Test
    @Order(1)
    void twentyMistakesAreTwentyMessagesThatNameTheCellAndNothingIsStored() throws Exception {
        long units = count("organization_unit");
        JsonNode upload = checked("城市.xlsx", TestCity.withTwentyMistakes(), null);
        List<String> messages = new ArrayList<>();
        upload.get("problems").forEach(problem -> messages.add(problem.get("message").asText()));
        assertThat(upload.get("state").asText()).as(messages.toString()).isEqualTo("wrong");
        assertThat(messages).hasSize(20);
        for (String place : TestCity.PLACES) {
            assertThat(messages).as(place).anyMatch(message -> message.startsWith(place));
        }
        assertThat(count("organization_unit")).isEqualTo(units);
        assertThat(jdbc.sql("select count(*) from organization_jurisdiction where code = '990100'").query(Long.class).single()).isZero();
        JsonNode refused = json(post("/api/opening/imports/" + upload.get("id").asText() + "/confirmation"), "admin", 409);
        assertThat(refused.get("code").asText()).isEqualTo("opening.notChecked");
    }

    @Test
    @Order(2)
    void theWorkbookBecomesACityThatRoutesByItsOwnCatalogue() throws Exception {
        long units = count("organization_unit");
        JsonNode upload = checked("城市.xlsx", TestCity.workbook(), null);
        assertThat(upload.get("state").asText()).as(upload.toString()).isEqualTo("checked");
        assertThat(upload.at("/counts/单位/added").asInt()).isEqualTo(TestCity.rows(CityForms.UNITS)).isGreaterThanOrEqualTo(80);
        assertThat(upload.at("/counts/人员/added").asInt()).isEqualTo(TestCity.rows(CityForms.PEOPLE)).isGreaterThanOrEqualTo(500);
        assertThat(count("organization_unit")).isEqualTo(units);

        JsonNode done = json(post("/api/opening/imports/" + upload.get("id").asText() + "/confirmation"), "admin", 200);
        assertThat(done.get("state").asText()).isEqualTo("done");
        assertThat(count("organization_unit")).isEqualTo(units + TestCity.rows(CityForms.UNITS));
        assertThat(count("opening_import where content is not null and state = 'done'")).isZero();
        JsonNode why = json(post("/api/routing/explain").contentType(MediaType.APPLICATION_JSON).content("""
                {"jurisdiction": "990100", "category": "utilities-1", "kind": "complaint", "region": "990102", "title": "水质浑浊",
                 "content": "家里自来水发黄"}"""), "dispatcher", 200);
        assertThat(why.toString()).contains("yunxi-dept-01", "yunxi-company-1");
        JsonNode list = json(get("/api/opening/checklist?jurisdiction=990100"), "admin", 200);
        assertThat(list.get("ready").asBoolean()).as(list.toString()).isTrue();
        JsonNode frames = itemOf(list, "frames");
        assertThat(frames.get("ok").asBoolean()).as("its bulletins would be numbered by a mark nobody gave it").isFalse();
        assertThat(frames.get("blocks").asBoolean()).isFalse();
        assertThat(itemOf(json(get("/api/opening/checklist?jurisdiction=430500"), "admin", 200), "frames").get("ok").asBoolean()).isTrue();
    }

    private static JsonNode itemOf(JsonNode list, String key) {
        return StreamSupport.stream(list.get("items").spliterator(), false).filter(item -> item.get("key").asText().equals(key)).findFirst().orElseThrow();
    }

    @Test
    @Order(3)
    void theSameFileAgainAndTheExportOfTheCityChangeNothing() throws Exception {
        JsonNode again = checked("城市.xlsx", TestCity.workbook(), "990100");
        assertThat(again.get("nothingChanges").asBoolean()).as(again.get("counts").toString()).isTrue();
        long publications = count("design_publication");
        json(post("/api/opening/imports/" + again.get("id").asText() + "/confirmation"), "admin", 200);
        assertThat(count("design_publication")).isEqualTo(publications);

        JsonNode exported = checked("导出.xlsx", export("990100"), null);
        assertThat(exported.get("state").asText()).as(exported.toString()).isEqualTo("checked");
        assertThat(exported.get("nothingChanges").asBoolean()).as(exported.get("counts").toString()).isTrue();
    }

    @Test
    @Order(4)
    void theDemoCitiesGoOutAndComeBackUnchanged() throws Exception {
        for (String city : List.of("430500", "460100", "460000", "320614")) {
            JsonNode exported = checked("导出.xlsx", export(city), city);
            assertThat(exported.get("state").asText()).as(city + exported.get("problems")).isEqualTo("checked");
            assertThat(exported.get("nothingChanges").asBoolean()).as(city + exported.get("counts")).isTrue();
        }
    }

    @Test
    @Order(5)
    void oneSheetMayComeAsCsvForTheCityChosenOnThePage() throws Exception {
        byte[] csv = "代码,名称,所属大类\r\nutilities-9,供水水压,供水供电供气\r\n".getBytes("GBK");
        JsonNode upload = checked("诉求类别.csv", csv, "990100");
        assertThat(upload.at("/counts/诉求类别/added").asInt()).as(upload.toString()).isEqualTo(1);
        assertThat(checked("诉求类别.csv", csv, null).get("state").asText()).isEqualTo("wrong");
        assertThat(checked("坏.xlsx", "PK no workbook".getBytes(StandardCharsets.UTF_8), null).get("state").asText()).isEqualTo("refused");
        json(delete("/api/opening/imports/" + upload.get("id").asText()), "admin", 204);
    }

    @Test
    @Order(6)
    void onlyAdministratorsMayLookOrTouch() throws Exception {
        for (String user : List.of("supervisor", "designer", "operator", "clerk-market-regulation")) {
            for (String path : List.of("/api/opening/imports", "/api/opening/imports/x", "/api/opening/template", "/api/opening/export", "/api/opening/checklist",
                    "/api/settings/changes")) {
                JsonNode answer = json(get(path), user, 403);
                assertThat(answer.get("code").asText()).as(user + path).isIn("opening.notAllowed", "organization.settingNotAllowed");
            }
            json(post("/api/opening/imports/x/confirmation"), user, 403);
            json(delete("/api/opening/imports/x"), user, 403);
            assertThat(upload("a.xlsx", TestCity.workbook(), null, user).getStatus()).isEqualTo(403);
        }
    }

    @Test
    @Order(7)
    void theWorkbookOfBeforeAUnitChangeDoesNotUndoIt() throws Exception {
        String today = LocalDate.now(clock).toString();
        String lastDay = LocalDate.now(clock).minusDays(1).toString();
        changed("merge", "yunxi-dept-03", "yunxi-dept-01", null, true);
        changed("merge", "yunxi-district-6", "yunxi-district-5", null, false);
        changed("leave", "yunxi-radio", "yunxi-hotline", null, true);
        changed("rename", "yunxi-dept-02", null, "云溪市住房和建设局", true);
        Map<String, Object> before = organization();

        JsonNode exported = checked("导出.xlsx", export("990100"), "990100");
        assertThat(exported.get("state").asText()).as(exported.toString()).isEqualTo("checked");
        assertThat(exported.get("nothingChanges").asBoolean()).as(exported.get("counts").toString()).isTrue();
        json(post("/api/opening/imports/" + exported.get("id").asText() + "/confirmation"), "admin", 200);
        assertThat(organization()).isEqualTo(before);

        JsonNode old = checked("城市.xlsx", TestCity.workbook(), "990100");
        assertThat(old.get("state").asText()).as(old.toString()).isEqualTo("wrong");
        List<String> messages = messages(old);
        assertThat(messages).contains(
                unitRow("yunxi-dept-03") + " J 列（停用日期）：“云溪市城市管理局”已自 " + today + " 起并入“云溪市水务局”，停用日期须填写，且不晚于 "
                        + lastDay + "（见“单位变更”页）",
                unitRow("yunxi-radio") + " J 列（停用日期）：“云溪市广播电视台”已自 " + today + " 起退出，未办结工单由“云溪市12345政务服务便民热线中心”承接，停用日期须填写，且不晚于 "
                        + lastDay + "（见“单位变更”页）",
                unitRow("yunxi-street-61") + " E 列（上级单位）：“云岭市人民政府”已自 " + today + " 起并入“白沙县人民政府”，请改填“白沙县人民政府”",
                unitRow("yunxi-dept-02") + " B 列（名称）：现为“云溪市住房和建设局”，不能在表中改名；更名请在“单位变更”页登记");
        assertThat(messages).as("names the successor inherited").anyMatch(message -> message.startsWith(unitRow("yunxi-dept-01") + " C 列（别名）：少了“")
                && message.contains("市城市管理局") && message.contains("云溪市城市管理局"));
        assertThat(messages).as("people who went along").filteredOn(message -> message.startsWith("“人员”表")).hasSize(5)
                .allMatch(message -> message.endsWith(" C 列（单位）：“云溪市城市管理局”已自 " + today + " 起并入“云溪市水务局”，请改填“云溪市水务局”"));

        String rest = "代码,名称,别名,类别,停用日期\r\n";
        assertThat(messages(checked("单位.csv", (rest + "yunxi-dept-03,云溪市城市管理局,,部门," + today + "\r\n").getBytes(StandardCharsets.UTF_8), "990100")))
                .as("its last day was the one before").hasSize(1);
        assertThat(messages(checked("单位.csv", (rest + "yunxi-dept-03,云溪市城市管理局,市城市管理局,部门," + lastDay + "\r\n")
                .getBytes(StandardCharsets.UTF_8), "990100"))).as("its other name is the successor's").hasSize(1).allMatch(message -> message.contains("C 列（别名）"));
        assertThat(messages(checked("单位.csv", (rest + "yunxi-dept-04,云溪市交通局,市交通运输局,部门,\r\n").getBytes(StandardCharsets.UTF_8), "990100")))
                .containsExactly("“单位”表 第 2 行 B 列（名称）：现为“云溪市交通运输局”，不能在表中改名；更名请在“单位变更”页登记");
        assertThat(messages(checked("人员.csv", "账号,姓名,单位,角色\r\nyx-dept-03-1,赵测0号,云溪市城市管理局,经办员\r\n".getBytes(StandardCharsets.UTF_8), "990100")))
                .anyMatch(message -> message.startsWith("“人员”表 第 2 行 C 列（单位）"));
        assertThat(organization()).isEqualTo(before);
    }

    /** Enters a change of today; its people and open work have followed when it returns. */
    private void changed(String kind, String unit, String heir, String name, boolean withPeople) throws Exception {
        json(post("/api/unit-changes").contentType(MediaType.APPLICATION_JSON).content(JSON.writeValueAsString(JSON.createObjectNode()
                .put("jurisdiction", "990100").put("kind", kind).put("unit", unit).put("day", LocalDate.now(clock).toString()).put("name", name)
                .put("basis", "机构改革方案").put("withPeople", withPeople)
                .set("parts", heir == null ? JSON.createArrayNode() : JSON.createArrayNode().add(JSON.createObjectNode().put("unit", heir))))), "admin", 201);
        for (List<Job> jobs = managementService.createJobQuery().messages().list(); !jobs.isEmpty(); jobs = managementService.createJobQuery().messages().list()) {
            jobs.forEach(job -> managementService.executeJob(job.getId()));
        }
    }

    /** All that a unit change changes. */
    private Map<String, Object> organization() {
        return Map.of("units", jdbc.sql("select code, name, parent, valid_to from organization_unit where jurisdiction = '990100' order by code").query().listOfRows(),
                "aliases", jdbc.sql("select alias, unit from organization_unit_alias where jurisdiction = '990100' order by alias").query().listOfRows(),
                "people", jdbc.sql("select account, unit from people_account where jurisdiction = '990100' order by account").query().listOfRows());
    }

    private static String unitRow(String code) {
        return "“单位”表 第 " + TestCity.unitRow(code) + " 行";
    }

    private static List<String> messages(JsonNode upload) {
        List<String> messages = new ArrayList<>();
        upload.get("problems").forEach(problem -> messages.add(problem.get("message").asText()));
        return messages;
    }

    // ------------------------------------------------------------------ as the page does it

    private JsonNode checked(String name, byte[] content, String jurisdiction) throws Exception {
        MockHttpServletResponse taken = upload(name, content, jurisdiction, "admin");
        assertThat(taken.getStatus()).as(taken.getContentAsString(StandardCharsets.UTF_8)).isEqualTo(202);
        String id = JSON.readTree(taken.getContentAsString(StandardCharsets.UTF_8)).get("id").asText();
        managementService.createJobQuery().messages().list().forEach(job -> managementService.executeJob(job.getId()));
        return json(get("/api/opening/imports/" + id), "admin", 200);
    }

    private MockHttpServletResponse upload(String name, byte[] content, String jurisdiction, String user) throws Exception {
        MockMultipartHttpServletRequestBuilder request = multipart("/api/opening/imports").file(new MockMultipartFile("file", name, null, content));
        if (jurisdiction != null) {
            request.param("jurisdiction", jurisdiction);
        }
        return http.perform(request.with(httpBasic(user, DemoAccounts.PASSWORD)).with(withLength())).andReturn().getResponse();
    }

    private static RequestPostProcessor withLength() {
        return request -> {
            request.setContent(new byte[10]);
            return request;
        };
    }

    private byte[] export(String city) throws Exception {
        MockHttpServletResponse answer = http.perform(get("/api/opening/export?jurisdiction=" + city).with(httpBasic("admin", DemoAccounts.PASSWORD)))
                .andReturn().getResponse();
        assertThat(answer.getStatus()).isEqualTo(200);
        return answer.getContentAsByteArray();
    }

    private JsonNode json(org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder request, String user, int expected) throws Exception {
        MockHttpServletResponse answer = http.perform(request.with(httpBasic(user, DemoAccounts.PASSWORD))).andReturn().getResponse();
        String body = answer.getContentAsString(StandardCharsets.UTF_8);
        assertThat(answer.getStatus()).as(body).isEqualTo(expected);
        return body.isEmpty() ? null : JSON.readTree(body);
    }

    private long count(String from) {
        return jdbc.sql("select count(*) from " + from).query(Long.class).single();
    }
}
