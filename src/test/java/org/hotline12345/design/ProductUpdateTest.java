package org.hotline12345.design;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What a new product version does to models a designer published, with really different sets. */
class ProductUpdateTest extends DesignDoors {

    private static final String FORM = "forms/review-reply.form";
    private static final String TABLE = "dmn/return-ruling.dmn";
    private static final String LIFECYCLE = "bpmn/ticket-lifecycle.bpmn";

    @Test
    void theSameProductAgainChangesNothing() {
        long before = rows("design_publication");
        productUpdate.bring(models.product());
        productUpdate.bring(models.product());
        assertThat(rows("design_publication")).isEqualTo(before);
        assertSet(models.product());
    }

    @Test
    void filesNoDesignerTouchedFollowTheProductAndTheOthersWaitForAPerson() throws Exception {
        publish(FORM, text -> text.replace("复核结论", "复核意见"));
        Map<String, byte[]> next = product(FORM, text -> text.replace("复核结论", "复核结果"));
        next.put(TABLE, changed(TABLE, text -> text.replace("&gt;= maxSamePair", "&gt; maxSamePair")));
        productUpdate.bring(next);

        assertThat(inForce(FORM)).contains("复核意见").doesNotContain("复核结果");
        assertThat(models.inForce().get(TABLE)).isEqualTo(next.get(TABLE));
        JsonNode publication = get("designer", "/api/designer/publications?size=1", 200).get("items").get(0);
        assertThat(publication.get("origin").asText()).isEqualTo("product");
        assertThat(publication.get("by").asText()).isEqualTo("system");
        assertThat(publication.get("files").findValuesAsText("resource")).containsExactly(TABLE);

        JsonNode conflict = only(get("designer", "/api/designer/conflicts", 200));
        assertThat(conflict.get("resource").asText()).isEqualTo(FORM);
        assertThat(conflict.get("state").asText()).isEqualTo("conflict");
        assertThat(conflict.get("by").asText()).isEqualTo("designer");
        assertThat(conflict.get("productChanges").get(0).asText()).contains("复核结果");
        assertThat(conflict.get("designerChanges").get(0).asText()).contains("复核意见");

        long publications = rows("design_publication");
        productUpdate.bring(next);
        assertThat(rows("design_publication")).as("a restart decides nothing").isEqualTo(publications);
        assertThat(get("designer", "/api/designer/conflicts", 200)).hasSize(1);
    }

    @Test
    void aPersonDecidesForTheProduct() throws Exception {
        publish(FORM, text -> text.replace("复核结论", "复核意见"));
        Map<String, byte[]> next = product(FORM, text -> text.replace("复核结论", "复核结果"));
        productUpdate.bring(next);

        assertThat(post("supervisor", "/api/designer/conflicts", "{\"resource\":\"" + FORM + "\",\"keep\":\"product\"}", 403).get("code").asText())
                .isEqualTo("design.notForRole");
        JsonNode publication = post("designer", "/api/designer/conflicts", "{\"resource\":\"" + FORM + "\",\"keep\":\"product\"}", 201);
        assertThat(publication.get("origin").asText()).isEqualTo("product");
        assertThat(publication.get("by").asText()).isEqualTo("designer");
        assertSet(next);
        assertThat(get("designer", "/api/designer/conflicts", 200)).isEmpty();
        assertThat(post("designer", "/api/designer/conflicts", "{\"resource\":\"" + FORM + "\",\"keep\":\"product\"}", 404).get("code").asText())
                .isEqualTo("design.noConflict");
    }

    @Test
    void aPersonDecidesForTheDesignerAndIsNotAskedAgainUntilTheProductChangesItAnew() throws Exception {
        publish(FORM, text -> text.replace("复核结论", "复核意见"));
        Map<String, byte[]> next = product(FORM, text -> text.replace("复核结论", "复核结果"));
        productUpdate.bring(next);
        post("designer", "/api/designer/conflicts", "{\"resource\":\"" + FORM + "\",\"keep\":\"neither\"}", 400);
        post("designer", "/api/designer/conflicts", "{\"resource\":\"" + FORM + "\",\"keep\":\"designer\"}", 204);

        productUpdate.bring(next);
        assertThat(get("designer", "/api/designer/conflicts", 200)).isEmpty();
        assertThat(inForce(FORM)).contains("复核意见");
        productUpdate.bring(product(FORM, text -> text.replace("复核结论", "复核的结果")));
        assertThat(only(get("designer", "/api/designer/conflicts", 200)).get("productChanges").get(0).asText())
                .contains("复核的结果").as("against what was decided on").contains("复核结果");
        assertThat(inForce(FORM)).contains("复核意见");
    }

    @Test
    void aMixtureThatBreaksARuleLeavesTheDesignersSetWhole() throws Exception {
        publish(LIFECYCLE, text -> text.replace("分类派单", "判断并派单"));
        Map<String, byte[]> designers = models.inForce();
        // The product renames a form; the lifecycle a designer published still names the old one.
        Map<String, byte[]> next = product(LIFECYCLE, text -> text.replace("formRef=\"review-reply\"", "formRef=\"review-answer\""));
        next.remove(FORM);
        next.put("forms/review-answer.form", changed(FORM, text -> text.replace("\"review-reply\"", "\"review-answer\"")));
        productUpdate.bring(next);

        assertSet(designers);
        JsonNode waiting = get("designer", "/api/designer/conflicts", 200);
        assertThat(waiting.findValuesAsText("resource")).containsExactly(LIFECYCLE, "forms/review-answer.form", FORM);
        assertThat(waiting.findValuesAsText("state")).containsExactly("conflict", "held", "held");

        post("designer", "/api/designer/conflicts", "{\"resource\":\"" + LIFECYCLE + "\",\"keep\":\"product\"}", 201);
        assertSet(next);
        assertThat(get("designer", "/api/designer/conflicts", 200)).isEmpty();
    }

    @Test
    void anInstallationFromBeforePublicationsKnowsItsLastProductSet() throws Exception {
        publish(FORM, text -> text.replace("复核结论", "复核意见"));
        jdbc.sql("delete from design_product_file").update();
        jdbc.sql("update ACT_RE_DEPLOYMENT set SOURCE_ = NAME_ where NAME_ = 'hotline-12345' and ID_ in "
                + "(select DEPLOYMENT_ID_ from ACT_RE_PROCDEF where VERSION_ = 1)").update();
        Map<String, byte[]> next = product(TABLE, text -> text.replace("&gt;= maxSamePair", "&gt; maxSamePair"));
        productUpdate.bring(next);

        assertThat(inForce(FORM)).contains("复核意见");
        assertThat(models.inForce().get(TABLE)).isEqualTo(next.get(TABLE));
        assertThat(get("designer", "/api/designer/conflicts", 200)).isEmpty();
    }

    private void publish(String resource, UnaryOperator<String> edit) throws Exception {
        String id = upload("designer", 201, null, resource, edit.apply(model(resource))).get("id").asText();
        post("designer", "/api/designer/drafts/" + id + "/submission", "{\"note\":\"本市做法\"}", 200);
    }

    private Map<String, byte[]> product(String resource, UnaryOperator<String> edit) {
        Map<String, byte[]> product = new TreeMap<>(models.product());
        product.put(resource, changed(resource, edit));
        return product;
    }

    private byte[] changed(String resource, UnaryOperator<String> edit) {
        String before = new String(models.product().get(resource), StandardCharsets.UTF_8);
        String after = edit.apply(before);
        assertThat(after).isNotEqualTo(before);
        return after.getBytes(StandardCharsets.UTF_8);
    }

    private void assertSet(Map<String, byte[]> expected) {
        assertThat(Contents.hashes(models.inForce())).isEqualTo(Contents.hashes(expected));
    }

    private String inForce(String resource) {
        return new String(models.inForce().get(resource), StandardCharsets.UTF_8);
    }

    private static JsonNode only(JsonNode list) {
        assertThat(list).hasSize(1);
        return list.get(0);
    }
}
