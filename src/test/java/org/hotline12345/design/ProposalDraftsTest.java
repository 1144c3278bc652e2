package org.hotline12345.design;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.hotline12345.common.DecisionTables;
import org.hotline12345.common.Models;
import org.hotline12345.routing.Decision;
import org.hotline12345.routing.Facts;
import org.hotline12345.routing.ProposedRows;
import org.hotline12345.routing.Routing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** A proposed row is taken over into a draft, or not. */
class ProposalDraftsTest extends DesignDoors {

    @Autowired
    ProposedRows proposedRows;
    @Autowired
    Routing routing;
    @Autowired
    DecisionTables tables;
    @Autowired
    Models models;

    @Test
    void anAcceptedRowStandsInItsCatalogueWithDescriptionBasisAndEvidence() throws Exception {
        String id = propose("education", null, "SY-T-1");
        proposedRows.propose("430500", wish("education", null), new ProposedRows.Evidence("SY-T-2", "联席会议纪要，第2次"));
        String decision = routing.catalogueOf("430500", "consumer-rights").orElseThrow();
        JsonNode draft = post("designer", accept(id), "{}", 201);

        assertThat(draft.get("files").findValuesAsText("resource")).containsExactly("dmn/" + decision + ".dmn");
        assertThat(draft.get("note").asText()).contains("消费").contains("同类现有行：Rule_");
        assertThat(draft.get("findings")).noneMatch(finding -> finding.get("severity").asText().equals("error"));
        byte[] content = content(draft);
        String before = model("dmn/" + decision + ".dmn");
        List<DecisionFile.Row> rows = DecisionFile.read(content).tables().get(0).rows();
        DecisionFile.Row row = rows.get(rows.size() - 1);
        assertThat(rows.subList(0, rows.size() - 1)).isEqualTo(DecisionFile.read(before.getBytes(StandardCharsets.UTF_8)).tables().get(0).rows());
        assertThat(row.description()).contains("教育局").contains("会议裁定").contains("SY-T-1").contains("SY-T-2");
        assertThat(row.cells()).contains("\"consumer-rights\"", "\"education\"", "\"lead\"", "\"function\"", "\"市政府专题会议纪要\"");

        Map<String, byte[]> set = new TreeMap<>(models.inForce());
        set.put("dmn/" + decision + ".dmn", content);
        Decision decided = routing.decide(new Facts("430500", "complaint", "consumer-rights", "430511", null), tables.of(set));
        assertThat(decided.candidates()).anySatisfy(candidate -> {
            assertThat(candidate.unit()).isEqualTo("education");
            assertThat(candidate.role().code()).isEqualTo("lead");
        });

        assertThat(proposal(id).get("status").asText()).isEqualTo("drafted");
        assertThat(proposal(id).get("draft").asText()).isEqualTo(draft.get("id").asText());
        assertThat(post("designer", accept(id), "{}", 409).get("code").asText()).isEqualTo("routing.proposalDecided");
        assertThat(post("designer", reject(id), "{\"reason\":\"晚了\"}", 409).get("code").asText()).isEqualTo("routing.proposalDecided");

        delete("designer", "/api/designer/drafts/" + draft.get("id").asText(), 200);
        assertThat(proposal(id).get("status").asText()).as("open again").isEqualTo("proposed");
        String second = post("designer", accept(id), "{}", 201).get("id").asText();
        JsonNode published = post("designer", "/api/designer/drafts/" + second + "/submission", "{\"note\":\"按会议纪要\"}", 200);
        assertThat(proposal(id).get("status").asText()).isEqualTo("accepted");
        post("designer", "/api/designer/publications/" + published.get("publication").asText() + "/rollback", "{\"note\":\"测试完毕\"}", 201);
    }

    @Test
    void aRowForOneDistrictSaysSo() throws Exception {
        String id = propose("daxiang-district", "430503", "SY-T-3");
        JsonNode draft = post("admin", accept(id), "{}", 201);
        List<DecisionFile.Row> rows = DecisionFile.read(content(draft)).tables().get(0).rows();
        assertThat(rows.get(rows.size() - 1).cells()).contains("\"430503\"", "\"daxiang-district\"");
        assertThat(rows.get(rows.size() - 1).description()).startsWith("大祥区的");
        delete("admin", "/api/designer/drafts/" + draft.get("id").asText(), 200);
        post("admin", reject(id), "{\"reason\":\"一案一议\"}", 200);
    }

    @Test
    void aRowIsNotTakenOverWithAReasonOnly() throws Exception {
        String id = propose("commerce", "430511", "SY-T-4");
        assertThat(post("designer", reject(id), "{}", 400).get("code").asText()).isEqualTo("common.missingField");
        JsonNode rejected = post("designer", reject(id), "{\"reason\":\"三定规定明确由市场监管局负责\"}", 200);
        assertThat(rejected.get("status").asText()).isEqualTo("rejected");
        assertThat(rejected.get("reason").asText()).startsWith("三定规定");
        assertThat(rejected.get("decidedBy").asText()).isEqualTo("designer");
        assertThat(propose("commerce", "430511", "SY-T-5")).as("a new proposal").isNotEqualTo(id);
        assertThat(post("designer", accept("none"), "{}", 404).get("code").asText()).isEqualTo("routing.unknownProposal");
    }

    @ParameterizedTest
    @ValueSource(strings = {"operator", "dispatcher", "reviewer", "callback", "supervisor", "clerk-market-regulation"})
    void onlyDesignersAndAdministratorsDecide(String user) throws Exception {
        String id = propose("housing", null, "SY-T-6");
        assertThat(post(user, accept(id), "{}", 403).get("code").asText()).isEqualTo("routing.proposalsNotYours");
        assertThat(post(user, reject(id), "{\"reason\":\"不行\"}", 403).get("code").asText()).isEqualTo("routing.proposalsNotYours");
        assertThat(proposal(id).get("status").asText()).isEqualTo("proposed");
    }

    private String propose(String unit, String region, String number) {
        return proposedRows.propose("430500", wish(unit, region), new ProposedRows.Evidence(number, "联席会议纪要，第1次"));
    }

    private static ProposedRows.Wish wish(String unit, String region) {
        return new ProposedRows.Wish("consumer-rights", region, unit, "市政府专题会议纪要");
    }

    private JsonNode proposal(String id) throws Exception {
        return StreamSupport.stream(get("designer", "/api/routing/proposals?size=100", 200).get("items").spliterator(), false)
                .filter(each -> each.get("id").asText().equals(id)).findFirst().orElseThrow();
    }

    private byte[] content(JsonNode draft) {
        return jdbc.sql("select content from design_content c join design_draft_file f on f.hash = c.hash where f.draft = :draft")
                .param("draft", draft.get("id").asText()).query((row, n) -> row.getBytes(1)).single();
    }

    private static String accept(String id) {
        return "/api/routing/proposals/" + id + "/acceptance";
    }

    private static String reject(String id) {
        return "/api/routing/proposals/" + id + "/rejection";
    }
}
