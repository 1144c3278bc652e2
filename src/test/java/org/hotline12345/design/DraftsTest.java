package org.hotline12345.design;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DraftsTest extends DesignDoors {

    private static final String LIFECYCLE = "bpmn/ticket-lifecycle.bpmn";

    @Test
    void anUploadIsADraftWithNoneOfItInForce() throws Exception {
        String changed = model(LIFECYCLE).replace("分类派单", "判断并派单");
        JsonNode draft = upload("designer", 201, "改个名称", "ticket-lifecycle.bpmn", changed, "forms/review-reply.form",
                model("forms/review-reply.form"));

        assertThat(draft.get("state").asText()).isEqualTo("open");
        assertThat(draft.get("by").asText()).isEqualTo("designer");
        assertThat(draft.get("note").asText()).isEqualTo("改个名称");
        assertThat(draft.get("files").findValuesAsText("resource")).containsExactly(LIFECYCLE, "forms/review-reply.form");
        assertThat(draft.get("files").findValuesAsText("change")).containsExactly("changed", "same");
        assertThat(draft.get("findings").findValuesAsText("severity")).as("findings on what nobody touched").allMatch("advice"::equals);
        assertThat(jdbc.sql("select max(VERSION_) from ACT_RE_PROCDEF where KEY_ = 'ticket-lifecycle'").query(Integer.class).single()).isOne();
        assertThat(get("designer", "/api/designer/drafts/" + draft.get("id").asText(), 200)).isEqualTo(draft);
    }

    @Test
    void aDraftWithErrorsIsKeptAndNamesTheElement() throws Exception {
        JsonNode draft = upload("admin", 201, null, "ticket-lifecycle.bpmn",
                model(LIFECYCLE).replaceFirst("\\$\\{assignUnitDelegate}", "\\${dataSource}"));

        assertThat(draft.get("findings")).anySatisfy(finding -> {
            assertThat(finding.get("severity").asText()).isEqualTo("error");
            assertThat(finding.get("resource").asText()).isEqualTo(LIFECYCLE);
            assertThat(finding.get("elementId").asText()).isEqualTo("Task_AssignUnit");
            assertThat(finding.get("message").asText()).containsPattern("\\p{IsHan}");
        });
        assertThat(draft.get("counts").get("error").asLong()).isPositive();
    }

    @Test
    void aDraftIsListedAndCanBeDiscardedOnce() throws Exception {
        String id = upload("designer", 201, null, "forms/review-reply.form",
                model("forms/review-reply.form").replace("对照诉求", "按照诉求")).get("id").asText();
        JsonNode list = get("designer", "/api/designer/drafts?state=open&size=1", 200);
        assertThat(list.get("items").get(0).get("id").asText()).isEqualTo(id);
        assertThat(list.get("total").asLong()).isPositive();

        assertThat(delete("designer", "/api/designer/drafts/" + id, 200).get("state").asText()).isEqualTo("discarded");
        assertThat(delete("designer", "/api/designer/drafts/" + id, 409).get("code").asText()).isEqualTo("design.draftClosed");
        assertThat(get("designer", "/api/designer/drafts/none", 404).get("code").asText()).isEqualTo("design.unknownDraft");
    }

    @Test
    void nothingOfARefusedUploadIsKept() throws Exception {
        long drafts = rows("design_draft");
        long contents = rows("design_content");
        String good = model("forms/review-reply.form").replace("对照诉求", "逐条对照诉求");

        assertThat(code(upload("designer", 400, null))).isEqualTo("design.noFile");
        assertThat(code(upload("designer", 400, null, "review-reply.form", good, "evil.sh", "rm"))).isEqualTo("design.fileName");
        assertThat(code(upload("designer", 400, null, "review-reply.form", good, "新表.dmn", "x"))).isEqualTo("design.fileName");
        assertThat(code(upload("designer", 400, null, "review-reply.form", good, "a/../..bpmn", "x"))).isEqualTo("design.fileName");
        assertThat(code(upload("designer", 400, null, "review-reply.form", good, "forms/review-reply.form", good)))
                .isEqualTo("design.fileTwice");
        assertThat(code(upload("designer", 400, null, "review-reply.form", good, "x.form", ""))).isEqualTo("design.fileTooLarge");
        assertThat(code(upload("designer", 400, null, "review-reply.form", good, "x.form", "x".repeat(Drafts.LARGEST_FILE + 1))))
                .isEqualTo("design.fileTooLarge");
        String[] many = new String[2 * (Drafts.MOST_FILES + 1)];
        for (int i = 0; i < many.length; i += 2) {
            many[i] = "x" + i + ".form";
            many[i + 1] = good;
        }
        assertThat(code(upload("designer", 400, null, many))).isEqualTo("design.tooManyFiles");
        assertThat(code(upload("designer", 400, "x".repeat(501), "review-reply.form", good))).isEqualTo("common.textTooLong");
        assertThat(code(upload("designer", 409, null, "review-reply.form", model("forms/review-reply.form"))))
                .isEqualTo("design.nothingChanges");
        assertThat(rows("design_draft")).isEqualTo(drafts);
        assertThat(rows("design_content")).isEqualTo(contents);
    }

    @ParameterizedTest
    @ValueSource(strings = {"operator", "dispatcher", "reviewer", "callback", "supervisor", "clerk-market-regulation"})
    void nobodyElseSeesOrMakesDrafts(String user) throws Exception {
        String form = model("forms/review-reply.form").replace("对照诉求", "逐项对照诉求");
        String id = upload("designer", 201, null, "review-reply.form", form).get("id").asText();

        assertThat(code(upload(user, 403, null, "review-reply.form", form))).isEqualTo("design.notForRole");
        assertThat(code(get(user, "/api/designer/drafts", 403))).isEqualTo("design.notForRole");
        assertThat(code(get(user, "/api/designer/drafts/" + id, 403))).isEqualTo("design.notForRole");
        assertThat(code(delete(user, "/api/designer/drafts/" + id, 403))).isEqualTo("design.notForRole");
    }

    private static String code(JsonNode problem) {
        return problem.get("code").asText();
    }
}
