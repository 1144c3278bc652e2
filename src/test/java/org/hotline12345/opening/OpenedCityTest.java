package org.hotline12345.opening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.reset;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.runtime.Job;
import org.hotline12345.deadline.CalendarChange;
import org.hotline12345.workbook.Column;
import org.hotline12345.workbook.Form;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;
import org.springframework.transaction.support.TransactionTemplate;

/** A city that works already goes on with its workbooks: they undo nothing, come to an end and fit into the tables. */
@SpringBootTest(properties = "spring.application.name=opened-city")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OpenedCityTest extends OpeningDoors {

    @Autowired
    private Clock clock;
    @Autowired
    private TransactionTemplate transaction;
    @MockitoSpyBean
    private CalendarChange calendars;

    @BeforeEach
    void theCityIsOpen() throws Exception {
        if (count("organization_jurisdiction where code = '990100'") == 0) {
            JsonNode upload = checked("城市.xlsx", TestCity.workbook(), null);
            json(post("/api/opening/imports/" + upload.get("id").asText() + "/confirmation"), "admin", 200);
        }
    }

    @Test
    @Order(1)
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

    @Test
    @Order(2)
    void localDaysAreThereWhenTheImportIsDoneWhateverStopsItThen() throws Exception {
        JsonNode upload = checked("本地日历.csv", "日期,安排,名称,依据（文号）\r\n2027-10-10,放假,云溪节,云政办发〔2027〕9号\r\n".getBytes(StandardCharsets.UTF_8), "990100");
        assertThat(upload.at("/counts/本地日历/added").asInt()).as(upload.toString()).isEqualTo(1);
        doThrow(new OutOfMemoryError("as if the node were killed")).when(calendars).follow(anyString());
        json(post("/api/opening/imports/" + upload.get("id").asText() + "/confirmation"), "admin", 500);
        reset(calendars);

        assertThat(json(get("/api/opening/imports/" + upload.get("id").asText()), "admin", 200).get("state").asText()).isEqualTo("done");
        assertThat(count("calendar_day d join calendar_version v on v.id = d.version where v.jurisdiction = '990100' and d.calendar_date = '2027-10-10'")).isEqualTo(1);
        assertThat(calendars.unfinished()).as("open limits follow with the next look").isNotEmpty();
        calendars.unfinished().forEach(calendars::follow);
        assertThat(calendars.unfinished()).isEmpty();
    }

    @Test
    @Order(3)
    void anUploadAlwaysComesToAnEnd() throws Exception {
        JsonNode misspelt = checked("城市.xlsx", book(Map.of(CityForms.CITY, List.of(List.of("99010000000001", "云溪市", "YX", "", "")))), null);
        assertThat(misspelt.get("state").asText()).isEqualTo("wrong");
        assertThat(misspelt.has("jurisdiction")).isFalse();
        assertThat(messages(misspelt)).anyMatch(message -> message.startsWith("“热线”表 第 2 行 A 列（地区代码）：应为六位数字"));

        MockHttpServletResponse taken = upload("城市.xlsx", TestCity.workbook(), null, "admin");
        String id = JSON.readTree(taken.getContentAsString(StandardCharsets.UTF_8)).get("id").asText();
        json(delete("/api/opening/imports/" + id), "admin", 204);
        managementService.createJobQuery().messages().list().forEach(job -> managementService.executeJob(job.getId()));
        assertThat(json(get("/api/opening/imports/" + id), "admin", 200).get("state").asText()).isEqualTo("discarded");
    }

    @Test
    @Order(4)
    void aSectionThatComesAlongExcusesNoMisspeltRole() throws Exception {
        Map<Form, List<List<Object>>> sheets = Map.of(
                CityForms.UNITS, List.of(Arrays.asList("yunxi-dept-06", "云溪市市场监督管理局", "市市场监督管理局", "部门", null, "是", "990100", null, null, null, "否", "food:食品科", null)),
                CityForms.PEOPLE, List.of(List.of("yx-food-1", "钱测科", "yunxi-dept-06", "section-food、总管")));
        assertThat(messages(checked("城市.xlsx", book(sheets), "990100"))).singleElement().satisfies(message ->
                assertThat(message).startsWith("“人员”表 第 2 行 D 列（角色）").contains("总管"));
    }

    @Test
    @Order(5)
    void whatTheCheckAcceptsTheTablesHaveRoomFor() throws Exception {
        for (Form form : CityForms.ALL) {
            for (Column column : form.columns()) {
                String kept = KEPT.get(form.name() + '.' + column.key());
                if (kept == null) {
                    assertThat(BOUNDED_OTHERWISE.getOrDefault(form, List.of()).contains(column.key()) || !column.choices().isEmpty()
                            || form == CityForms.CATALOGUE).as(form.name() + '.' + column.key() + " says how long it may be").isTrue();
                } else {
                    String[] place = kept.split("\\.");
                    assertThat(column.most()).as(kept).isLessThanOrEqualTo(jdbc.sql("select character_maximum_length from information_schema.columns "
                            + "where lower(table_name) = :table and lower(column_name) = :column").param("table", place[0]).param("column", place[1])
                            .query(Integer.class).single());
                }
            }
        }
        JsonNode tooLong = checked("城市.xlsx", book(longest(1)), "990100");
        assertThat(messages(tooLong)).hasSize(KEPT.size()).allMatch(message -> message.endsWith("字，请缩短"));

        JsonNode upload = checked("城市.xlsx", book(longest(0)), "990100");
        assertThat(upload.get("state").asText()).as(upload.toString()).isEqualTo("checked");
        assertThat(json(post("/api/opening/imports/" + upload.get("id").asText() + "/confirmation"), "admin", 200).get("state").asText()).isEqualTo("done");
    }

    @Test
    @Order(6)
    void groupsAreCalledByCodesThatFitIntoThem() throws Exception {
        String code = "yunxi-" + "v".repeat(51);
        String csv = "代码,名称,类别,科室\r\n" + code + "v,云溪长名局,部门,\r\n" + code + ",云溪长名二局,部门,supply:供水科\r\n";
        assertThat(messages(checked("单位.csv", csv.getBytes(StandardCharsets.UTF_8), "990100"))).containsExactly(
                "“单位”表 第 2 行 A 列（代码）：超过57个字符，请缩短", "“单位”表 第 3 行 D 列（科室）：科室代码“supply”与单位代码合起来过长，请缩短");
    }

    @Test
    @Order(7)
    void anImportThatWasStoppedWaitsToBeConfirmedAgain() throws Exception {
        String id = checked("地名.csv", "名称,所在区划,类型\r\n云溪桥,990102,桥梁\r\n".getBytes(StandardCharsets.UTF_8), "990100").get("id").asText();
        transaction.executeWithoutResult(status -> jdbc.sql("update opening_import set state = 'importing' where id = :id").param("id", id).update());
        assertThat(json(get("/api/opening/imports/" + id), "admin", 200).get("state").asText()).isEqualTo("importing");
        json(post("/api/opening/imports/" + id + "/confirmation"), "admin", 409);
        transaction.executeWithoutResult(status -> jdbc.sql("update opening_import set touched_at = touched_at - 130000 where id = :id").param("id", id).update());
        assertThat(json(get("/api/opening/imports/" + id), "admin", 200).get("state").asText()).isEqualTo("checked");
        assertThat(json(post("/api/opening/imports/" + id + "/confirmation"), "admin", 200).get("state").asText()).isEqualTo("done");
    }

    /** Columns whose text is kept as it was written, and where. */
    private static final Map<String, String> KEPT = Map.ofEntries(
            Map.entry("热线.name", "organization_jurisdiction.name"), Map.entry("行政区划.name", "organization_region.name"),
            Map.entry("单位.name", "organization_unit.name"), Map.entry("单位.number", "organization_unit.legacy_number"),
            Map.entry("单位.remark", "organization_unit.remark"), Map.entry("诉求类别.name", "organization_category.name"),
            Map.entry("诉求类别.basis", "organization_category.basis"), Map.entry("地名.name", "organization_place.name"),
            Map.entry("地名.basis", "organization_place.basis"), Map.entry("值班表.post", "organization_duty.post"),
            Map.entry("值班表.phone", "organization_duty.phone"), Map.entry("值班表.deputy", "organization_duty.deputy"),
            Map.entry("本地日历.holiday", "calendar_day.holiday"), Map.entry("本地日历.order", "calendar_version.remark"));

    /** Codes, days and the like have a shape of their own; other names are measured one by one; a note is not kept. */
    private static final Map<Form, List<String>> BOUNDED_OTHERWISE = Map.of(
            CityForms.CITY, List.of("code", "prefix", "unitPrefix", "hotlineUnit"), CityForms.SETTINGS, List.of("value", "note"),
            CityForms.REGIONS, List.of("code", "parent", "from", "to", "successor", "unit"),
            CityForms.UNITS, List.of("code", "aliases", "parent", "region", "from", "to", "sections"),
            CityForms.CATEGORIES, List.of("code", "parent", "supervisor", "from", "to"), CityForms.PLACES, List.of("region"),
            CityForms.PEOPLE, List.of("account", "name", "unit", "roles", "phone", "email"), CityForms.DUTY, List.of("unit", "from", "until"),
            CityForms.DAYS, List.of("date"));

    /** A row of every sheet with the longest texts it may have, and so many letters more. */
    private static Map<Form, List<List<Object>>> longest(int more) {
        Map<Form, Map<String, String>> given = Map.of(
                CityForms.CITY, Map.of("code", "990100", "prefix", "YX", "unitPrefix", "yunxi-", "hotlineUnit", "yunxi-hotline"),
                CityForms.REGIONS, Map.of("code", "990108", "level", "区县", "parent", "990100"),
                CityForms.UNITS, Map.of("code", "yunxi-" + "u".repeat(51), "kind", "部门", "aliases", "别".repeat(128)),
                CityForms.CATEGORIES, Map.of("code", "c".repeat(64)), CityForms.PLACES, Map.of("region", "990102", "kind", "小区"),
                CityForms.DUTY, Map.of("unit", "yunxi-dept-05", "from", "2027-02-01 08:00", "until", "2027-02-02 08:00"),
                CityForms.DAYS, Map.of("date", "2027-11-11", "kind", "放假"));
        Map<Form, List<List<Object>>> sheets = new HashMap<>();
        given.forEach((form, cells) -> sheets.put(form, List.of(form.columns().stream().map(column -> KEPT.containsKey(form.name() + '.' + column.key())
                ? (Object) "长".repeat(column.most() + more) : cells.get(column.key())).toList())));
        return sheets;
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
}
