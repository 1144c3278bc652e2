package org.hotline12345.design;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hotline12345.design.DecisionFile.Row;
import org.hotline12345.design.DecisionFile.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What changes in a .dmn file when rows of its tables change, and above all what does not. */
class DecisionFileTest {

    static Stream<Path> files() {
        try (Stream<Path> files = Files.list(Path.of("dmn"))) {
            return files.filter(file -> file.toString().endsWith(".dmn")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void aFileWhoseRowsAreWantedAsTheyAreStaysByteForByte(Path path) throws IOException {
        byte[] content = Files.readAllBytes(path);
        DecisionFile file = DecisionFile.read(content);
        Map<String, List<Row>> same = file.tables().stream().collect(Collectors.toMap(Table::decision, Table::rows));
        assertThat(file.with(same)).isEqualTo(content);
        assertThat(file.with(Map.of())).isEqualTo(content);
    }

    @ParameterizedTest
    @MethodSource("files")
    void rowsTakenOutMovedAndPutBackGiveTheFileBack(Path path) throws IOException {
        byte[] content = Files.readAllBytes(path);
        DecisionFile file = DecisionFile.read(content);
        for (Table table : file.tables()) {
            List<Row> reversed = new ArrayList<>(table.rows());
            java.util.Collections.reverse(reversed);
            DecisionFile turned = DecisionFile.read(file.with(Map.of(table.decision(), reversed)));
            assertThat(turned.tables().stream().filter(other -> other.decision().equals(table.decision())).findFirst()
                    .orElseThrow().rows()).isEqualTo(reversed);
            assertThat(turned.with(Map.of(table.decision(), table.rows()))).isEqualTo(content);
        }
    }

    @Test
    void oneChangedCellChangesOneLine() throws IOException {
        byte[] content = Files.readAllBytes(Path.of("dmn/deadline-limits.dmn"));
        DecisionFile file = DecisionFile.read(content);
        Table table = file.tables().get(0);
        List<Row> rows = new ArrayList<>(table.rows());
        Row row = rows.get(1);
        List<String> cells = new ArrayList<>(row.cells());
        cells.set(4, "< 3 & \"甲\"");
        rows.set(1, new Row(row.id(), row.description(), cells));
        List<String> before = new String(content, StandardCharsets.UTF_8).lines().toList();
        List<String> after = new String(file.with(Map.of(table.decision(), rows)), StandardCharsets.UTF_8).lines().toList();
        assertThat(after).hasSameSizeAs(before);
        List<String> differing = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            if (!before.get(i).equals(after.get(i))) {
                differing.add(after.get(i).strip());
            }
        }
        assertThat(differing).containsExactly("<text>&lt; 3 &amp; \"甲\"</text>");
    }

    @Test
    void aNewRowGetsAnIdThatFollowsFromWhatItSays() throws IOException {
        DecisionFile file = DecisionFile.read(Files.readAllBytes(Path.of("dmn/withdrawal.dmn")));
        Table table = file.tables().get(0);
        List<Row> rows = new ArrayList<>(table.rows());
        Row fresh = new Row(null, "新的一行", table.rows().get(0).cells());
        rows.add(1, fresh);
        rows.add(2, fresh);
        byte[] once = file.with(Map.of(table.decision(), rows));
        assertThat(file.with(Map.of(table.decision(), rows))).isEqualTo(once);
        List<Row> written = DecisionFile.read(once).tables().get(0).rows();
        assertThat(written).hasSize(table.rows().size() + 2);
        assertThat(written.get(1).id()).matches("Rule_[0-9a-f]{10}").isNotEqualTo(written.get(2).id());
        assertThat(written.get(1).cells()).isEqualTo(fresh.cells());
        assertThat(new String(once, StandardCharsets.UTF_8)).contains("      <rule id=\"" + written.get(1).id() + "\">\n        <description>");
    }

    @Test
    void otherLineEndsPrefixesAndCommentsAreKept() {
        String text = "\uFEFF<?xml version=\"1.0\"?>\r\n<d:definitions xmlns:d=\"https://www.omg.org/spec/DMN/20191111/MODEL/\">\r\n"
                + "<d:decision id=\"x\" name=\"某表\"><d:decisionTable id=\"t\"><d:output id=\"o\" label=\"结果\" name=\"r\" typeRef=\"string\"/>\r\n"
                + "<!-- 甲 > 乙 --><d:rule id=\"a\"><d:outputEntry id=\"a1\"><d:text><![CDATA[\"<甲>\"]]></d:text></d:outputEntry></d:rule>\r\n"
                + "<d:rule id=\"b\"><d:outputEntry id=\"b1\"><d:text/></d:outputEntry></d:rule></d:decisionTable></d:decision></d:definitions>";
        DecisionFile file = DecisionFile.read(text.getBytes(StandardCharsets.UTF_8));
        List<Row> rows = file.tables().get(0).rows();
        assertThat(rows).extracting(Row::cells).containsExactly(List.of("\"<甲>\""), List.of(""));
        byte[] changed = file.with(Map.of("x", List.of(rows.get(0), new Row("b", "说明", List.of("\"乙\"")))));
        assertThat(new String(changed, StandardCharsets.UTF_8)).isEqualTo(text.replace(
                "<d:rule id=\"b\"><d:outputEntry id=\"b1\"><d:text/>",
                "<d:rule id=\"b\">\n  <d:description>说明</d:description><d:outputEntry id=\"b1\"><d:text>\"乙\"</d:text>"));
    }
}
