package org.hotline12345.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.hotline12345.common.DecisionTables;
import org.hotline12345.common.DecisionTables.Row;
import org.hotline12345.common.Refusal;
import org.junit.jupiter.api.Test;

/** Tables that are deployed nowhere decide like deployed ones. */
class ModelTablesTest {

    private static final Map<String, Object> BIRCH = Map.of("street", "birch", "kind", "complaint");

    private final DecisionTables tables = new ModelTables(Graphs.answerByPlace("north-office"));

    @Test
    void theFirstRowWinsAndTheDecisionItRequiresIsAsked() {
        assertThat(tables.evaluate("test-answer", BIRCH)).containsExactly(
                new Row("test-place", "Rule_birch", "规则Rule_birch", Map.of("place", "north")),
                new Row("test-answer", "Rule_northComplaint", "规则Rule_northComplaint", Map.of("unit", "north-office")));
    }

    @Test
    void allRowsWhoseConditionsHoldAreTold() {
        assertThat(tables.matching("test-answer", BIRCH)).extracting(Row::row)
                .containsExactly("Rule_northComplaint", "Rule_north", "Rule_any");
    }

    @Test
    void whatARequiredDecisionSaysIsStillDecidedByItsOwnHitPolicy() {
        // Both rows of test-place match birch; were both handed on, no row of test-answer would match a list.
        assertThat(tables.matching("test-place", BIRCH)).extracting(row -> row.text("place")).containsExactly("north", "south");
        assertThat(tables.matching("test-answer", Map.of("street", "oak"))).extracting(Row::row).containsExactly("Rule_any");
    }

    @Test
    void aDraftAnswersForItsOwnTablesAndLeavesTheOthers() {
        DecisionTables draft = tables.of(Map.of("dmn/test-place.dmn", changedPlace()));

        assertThat(draft.evaluate("test-place", BIRCH)).extracting(row -> row.text("place")).containsExactly("west");
        assertThat(draft.evaluate("test-answer", BIRCH)).last().extracting(row -> row.text("unit")).isEqualTo("north-office");
        assertThat(tables.evaluate("test-place", BIRCH)).extracting(row -> row.text("place")).containsExactly("north");
    }

    @Test
    void aFileThatIsNoDecisionIsRefusedByName() {
        Map<String, byte[]> broken = Map.of("dmn/broken.dmn", "<definitions".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> tables.of(broken)).isInstanceOf(Refusal.class).hasMessageContaining("dmn/broken.dmn");
    }

    @Test
    void aFileWithADoctypeIsRefused() {
        String xml = new String(Graphs.answerByPlace("x").get(Graphs.RESOURCE), StandardCharsets.UTF_8).replace("<definitions ",
                "<!DOCTYPE definitions [<!ENTITY file SYSTEM \"file:///etc/hostname\">]>\n<definitions ");
        Map<String, byte[]> malicious = Map.of(Graphs.RESOURCE, xml.getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> tables.of(malicious)).isInstanceOf(Refusal.class);
    }

    private static byte[] changedPlace() {
        String xml = new String(Graphs.answerByPlace("x").get(Graphs.RESOURCE), StandardCharsets.UTF_8);
        int first = xml.indexOf("<decision id=\"test-answer\"");
        int second = xml.indexOf("<decision id=\"test-place\"");
        return (xml.substring(0, first) + xml.substring(second)).replace("\"north\"", "\"west\"").getBytes(StandardCharsets.UTF_8);
    }
}
