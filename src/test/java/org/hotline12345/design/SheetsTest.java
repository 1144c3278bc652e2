package org.hotline12345.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.hotline12345.common.DemoAccounts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

/** The owner of a table takes it out as a spreadsheet, changes it, and brings it back. */
class SheetsTest extends DesignDoors {

    private static final String SHEET = "/api/designer/decisions/withdrawal/sheet";

    @Test
    void aChangedSheetIsADraftWithItsDifferences() throws Exception {
        byte[] workbook;
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(download("designer", SHEET)));
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            assertThat(book.getSheetAt(1).getSheetName()).isEqualTo("填写说明");
            book.getSheetAt(0).getRow(1).getCell(1).setCellValue("司法局改过的说明");
            book.write(out);
            workbook = out.toByteArray();
        }
        JsonNode draft = bring("designer", workbook, 201);
        assertThat(draft.get("state").asText()).isEqualTo("open");
        assertThat(draft.get("findings")).noneMatch(finding -> finding.get("severity").asText().equals("error"));
        assertThat(draft.get("diff")).hasSize(1);
        assertThat(draft.get("diff").get(0).get("change").asText()).isEqualTo("changed");
        assertThat(draft.get("diff").get(0).get("after").get("说明").asText()).isEqualTo("司法局改过的说明");
        byte[] kept = jdbc.sql("select content from design_content c join design_draft_file f on f.hash = c.hash where f.draft = :draft")
                .param("draft", draft.get("id").asText()).query((row, n) -> row.getBytes(1)).single();
        String before = Files.readString(Path.of("dmn/withdrawal.dmn"));
        String description = before.substring(before.indexOf("<description>") + 13, before.indexOf("</description>"));
        assertThat(new String(kept, StandardCharsets.UTF_8))
                .isEqualTo(before.replaceFirst(java.util.regex.Pattern.quote(description), "司法局改过的说明"));
    }

    @Test
    void aSheetThatChangesNothingOrSaysNothingIsRefused() throws Exception {
        long drafts = rows("design_draft");
        assertThat(bring("designer", download("designer", SHEET), 409).get("code").asText()).isEqualTo("design.nothingChanges");
        assertThat(bring("designer", "说明,结果".getBytes(StandardCharsets.UTF_8), 400).get("code").asText()).isEqualTo("design.unreadableSheet");
        assertThat(bring("designer", new byte[0], 400).get("code").asText()).isEqualTo("design.noFile");
        assertThat(get("designer", "/api/designer/decisions/no-such-table/sheet", 404).get("code").asText()).isEqualTo("design.unknownDecision");
        assertThat(rows("design_draft")).isEqualTo(drafts);
    }

    @ParameterizedTest
    @ValueSource(strings = {"operator", "dispatcher", "reviewer", "callback", "supervisor", "clerk-market-regulation"})
    void onlyDesignersAndAdministratorsHandleSheets(String user) throws Exception {
        assertThat(get(user, SHEET, 403).get("code").asText()).isEqualTo("design.notForRole");
        assertThat(bring(user, download("admin", SHEET), 403).get("code").asText()).isEqualTo("design.notForRole");
    }

    private JsonNode bring(String user, byte[] workbook, int expected) throws Exception {
        MockHttpServletResponse answer = http.perform(MockMvcRequestBuilders.multipart(SHEET)
                .file(new MockMultipartFile("file", "表格.xlsx", "application/octet-stream", workbook))
                .with(DesignDoors.withLength()).with(httpBasic(user, DemoAccounts.PASSWORD))).andReturn().getResponse();
        String body = answer.getContentAsString(StandardCharsets.UTF_8);
        assertThat(answer.getStatus()).as(body).isEqualTo(expected);
        return new ObjectMapper().readTree(body);
    }
}
