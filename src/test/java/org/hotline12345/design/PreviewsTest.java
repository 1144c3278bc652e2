package org.hotline12345.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.usermodel.WorkbookFactory;
import org.camunda.bpm.engine.IdentityService;
import org.hotline12345.intake.Intake;
import org.hotline12345.intake.NewTicket;
import org.hotline12345.platform.MovableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Before a changed table is published its author sees which tickets of the past would have gone differently. */
class PreviewsTest extends DesignDoors {

    private static final String CATALOGUE = "dmn/catalogue-shaoyang-finance-trade.dmn";
    private static final String LIMITS = "dmn/deadline-limits.dmn";

    @Autowired
    Intake intake;
    @Autowired
    IdentityService identityService;
    @Autowired
    MovableClock clock;
    @Autowired
    PreviewRuns runs;
    @Autowired
    TransactionTemplate transaction;

    private static int externalIds;
    private final List<String> tickets = new ArrayList<>();

    @BeforeEach
    void ticketsOfAWednesday() {
        clock.freezeAt(OffsetDateTime.parse("2023-02-08T09:00:00+08:00").toInstant());
        identityService.setAuthentication("operator", List.of("operator"));
        for (String category : new String[] {"consumer-rights", "consumer-rights", "sanitation"}) {
            tickets.add(intake.register(new NewTicket("phone", "preview-" + (++externalIds), null,
                    new NewTicket.Citizen("欧阳群众", "13800000000"), "430511", "测试地点", "complaint", category,
                    "欧阳群众反映药店不发货", "1月24日网购药品至今未发货，要求尽快发货。", null, null, null, null, null)).ticketNo());
        }
        identityService.clearAuthentication();
    }

    @AfterEach
    void timeGoesOn() {
        clock.reset();
    }

    @Test
    void ticketsThatWouldGoElsewhereAreToldByUnitByCategoryAndOneByOne() throws Exception {
        String draft = draft(CATALOGUE, model(CATALOGUE).replace("\"market-regulation\"", "\"tobacco\""));

        JsonNode done = done(begin(draft, "{\"kind\":\"routing\"," + chosen() + "}"));

        assertThat(done.at("/state").asText()).isEqualTo("done");
        assertThat(done.at("/done").asLong()).isEqualTo(done.at("/total").asLong()).isEqualTo(3);
        assertThat(done.at("/summary/inputs").asLong()).isEqualTo(2);
        assertThat(done.at("/summary/changed").asLong()).isEqualTo(2);
        assertThat(figure(done.at("/byUnit"), "unit", "market-regulation", "tickets")).isEqualTo("2 0 2");
        assertThat(figure(done.at("/byUnit"), "unit", "tobacco", "tickets")).isEqualTo("0 2 2");
        assertThat(figure(done.at("/byCategory"), "category", "consumer-rights", "automatic")).isEqualTo("2 2 2");

        JsonNode page = get("designer", path(done) + "/tickets?unit=market-regulation&size=1", 200);
        assertThat(page.at("/total").asLong()).isEqualTo(2);
        JsonNode item = page.at("/items/0");
        assertThat(item.at("/ticketNo").asText()).isEqualTo(tickets.get(0));
        assertThat(item.at("/title").asText()).contains("药店不发货").doesNotContain("欧阳群众");
        assertThat(item.at("/before").asText()).contains("市场监督管理局（主办）");
        assertThat(item.at("/rows").findValuesAsText("side")).contains("before", "after");
        assertThat(get("designer", path(done) + "/tickets?category=sanitation", 200).at("/total").asLong()).isZero();
    }

    @Test
    void theResultIsExportedWithoutAWordByWhichTheCitizenCouldBeKnown() throws Exception {
        String draft = draft(CATALOGUE, model(CATALOGUE).replace("\"market-regulation\"", "\"tobacco\""));
        JsonNode done = done(begin(draft, "{\"kind\":\"routing\"," + chosen() + "}"));

        try (Workbook book = WorkbookFactory.create(new ByteArrayInputStream(download("designer", path(done) + "/export")))) {
            assertThat(book.getNumberOfSheets()).isEqualTo(4);
            assertThat(book.getSheet("逐单").getLastRowNum()).isEqualTo(2);
            assertThat(book.getSheet("逐单").getRow(1).getCell(0).getStringCellValue()).isEqualTo(tickets.get(0));
            book.forEach(sheet -> sheet.forEach(row -> row.forEach(cell -> assertThat(cell.toString()).doesNotContain("欧阳"))));
        }
    }

    @Test
    void shorterLimitsShowHowManyMoreWouldHaveBeenLate() throws Exception {
        clock.freezeAt(OffsetDateTime.parse("2023-02-13T10:00:00+08:00").toInstant());
        String draft = draft(LIMITS, shortened(model(LIMITS)));

        JsonNode done = done(begin(draft, "{\"kind\":\"limits\"," + chosen() + "}"));

        assertThat(done.at("/state").asText()).isEqualTo("done");
        assertThat(figure(done.at("/summary/measures"), "measure", "overdue", "overdue")).isEqualTo("0 3 3");
        assertThat(figure(done.at("/byUnit"), "unit", "market-regulation", "overdue")).isEqualTo("0 2 2");
        JsonNode item = get("designer", path(done) + "/tickets", 200).at("/items/0");
        assertThat(item.at("/after").asText()).contains("逾期");
    }

    @Test
    void thePeriodAndTheJurisdictionChooseTheTickets() throws Exception {
        String draft = draft(CATALOGUE, model(CATALOGUE).replace("\"market-regulation\"", "\"tobacco\""));
        String period = "\"from\":\"2023-02-08T09:00:00+08:00\",\"to\":\"2023-02-08T09:00:01+08:00\"";

        JsonNode all = done(begin(draft, "{\"kind\":\"routing\"," + period + "}"));
        JsonNode elsewhere = done(begin(draft, "{\"kind\":\"routing\",\"jurisdiction\":\"460100\"," + period + "}"));

        assertThat(all.at("/total").asLong()).isGreaterThanOrEqualTo(3);
        assertThat(elsewhere.at("/total").asLong()).isZero();
        assertThat(elsewhere.at("/summary/changed").asLong()).isZero();
    }

    @Test
    void aCancelledPreviewStaysCancelledAndAnAbandonedOneIsBegunAgain() throws Exception {
        String draft = draft(CATALOGUE, model(CATALOGUE).replace("\"market-regulation\"", "\"tobacco\""));
        JsonNode done = done(begin(draft, "{\"kind\":\"routing\"," + chosen() + "}"));
        assertThat(delete("designer", path(done), 409).at("/code").asText()).isEqualTo("design.previewEnded");

        String id = done.at("/id").asText();
        leftBehind(id, 1);
        runs.takeUpWhatWasLeft();
        assertThat(done(done).at("/summary/changed").asLong()).isEqualTo(2);
        assertThat(get("designer", path(done) + "/tickets", 200).at("/total").asLong()).isEqualTo(2);

        leftBehind(id, clock.millis());
        assertThat(delete("designer", path(done), 200).at("/state").asText()).isEqualTo("cancelled");
        runs.takeUpWhatWasLeft();
        assertThat(get("designer", path(done), 200).at("/state").asText()).isEqualTo("cancelled");
        assertThat(delete("designer", path(done), 409).at("/code").asText()).isEqualTo("design.previewEnded");
    }

    @Test
    void whatCannotBePreviewedIsRefusedWithAReason() throws Exception {
        String tables = draft(CATALOGUE, model(CATALOGUE).replace("\"market-regulation\"", "\"tobacco\""));
        String form = draft("forms/call-back.form", model("forms/call-back.form").replaceFirst("\\{", "{ "));

        assertThat(code("{\"kind\":\"limits\"}", tables, 409)).isEqualTo("design.limitsNotChanged");
        assertThat(code("{\"kind\":\"routing\"}", form, 409)).isEqualTo("design.noTableChanged");
        assertThat(code("{\"kind\":\"wish\"}", tables, 400)).isEqualTo("design.previewKind");
        assertThat(code("{\"kind\":\"routing\",\"tickets\":[\"nothing\"]}", tables, 400)).isEqualTo("design.unknownTickets");
        assertThat(code("{\"kind\":\"routing\",\"from\":\"2023-02-09T00:00:00+08:00\",\"to\":\"2023-02-08T00:00:00+08:00\"}", tables, 400))
                .isEqualTo("design.previewPeriod");
        assertThat(code("{\"kind\":\"routing\"}", "unknown", 404)).isEqualTo("design.unknownDraft");
        assertThat(get("designer", "/api/designer/previews/unknown", 404).at("/code").asText()).isEqualTo("design.unknownPreview");
    }

    @Test
    void nobodyElseMayPreview() throws Exception {
        String draft = draft(CATALOGUE, model(CATALOGUE).replace("\"market-regulation\"", "\"tobacco\""));
        long before = rows("design_preview");
        for (String user : List.of("operator", "dispatcher", "supervisor", "clerk-market-regulation")) {
            post(user, "/api/designer/drafts/" + draft + "/previews", "{\"kind\":\"routing\"}", 403);
            get(user, "/api/designer/previews/unknown", 403);
            get(user, "/api/designer/previews/unknown/tickets", 403);
            get(user, "/api/designer/previews/unknown/export", 403);
            delete(user, "/api/designer/previews/unknown", 403);
        }
        assertThat(rows("design_preview")).isEqualTo(before);
    }

    // ------------------------------------------------------------------

    private String draft(String resource, String text) throws Exception {
        return upload("designer", 201, null, resource, text).at("/id").asText();
    }

    private JsonNode begin(String draft, String body) throws Exception {
        return post("designer", "/api/designer/drafts/" + draft + "/previews", body, 202);
    }

    private String code(String body, String draft, int expected) throws Exception {
        return post("designer", "/api/designer/drafts/" + draft + "/previews", body, expected).at("/code").asText();
    }

    private JsonNode done(JsonNode begun) {
        return await().atMost(Duration.ofSeconds(60)).until(() -> get("designer", path(begun), 200),
                preview -> !preview.at("/state").asText().equals("running"));
    }

    /** As a node leaves it that stopped. */
    private void leftBehind(String id, long lastSeen) {
        transaction.executeWithoutResult(status -> assertThat(jdbc.sql("update design_preview set state = 'running', runner = 'gone', "
                + "beat_at = :seen where id = :id").param("seen", lastSeen).param("id", id).update()).isEqualTo(1));
    }

    private static String path(JsonNode preview) {
        return "/api/designer/previews/" + preview.at("/id").asText();
    }

    private String chosen() {
        return "\"tickets\":[\"" + String.join("\",\"", tickets) + "\"]";
    }

    /** Every limit of five working days becomes one of one. */
    private static String shortened(String text) {
        return text.replace("<text>5</text>", "<text>1</text>");
    }

    private static String figure(JsonNode figures, String key, String code, String measure) {
        return StreamSupport.stream(figures.spliterator(), false)
                .filter(figure -> figure.at("/" + key).asText().equals(code) && figure.at("/measure").asText().equals(measure))
                .map(figure -> figure.at("/before").asLong() + " " + figure.at("/after").asLong() + " " + figure.at("/moved").asLong())
                .findFirst().orElse("none");
    }
}
