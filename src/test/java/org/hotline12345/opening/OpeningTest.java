package org.hotline12345.opening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.http.MediaType;

/** A city opens itself by its workbook: checked without a trace, imported as a whole, repeatable, exportable. */
@SpringBootTest(properties = "spring.application.name=opening")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OpeningTest extends OpeningDoors {

    @Test
    @Order(1)
    void twentyMistakesAreTwentyMessagesThatNameTheCellAndNothingIsStored() throws Exception {
        long units = count("organization_unit");
        JsonNode upload = checked("城市.xlsx", TestCity.withTwentyMistakes(), null);
        List<String> messages = messages(upload);
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
}
