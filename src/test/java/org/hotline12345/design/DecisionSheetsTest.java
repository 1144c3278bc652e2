package org.hotline12345.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.openxml4j.opc.TargetMode;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFDataValidation;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.hotline12345.common.Refusal;
import org.hotline12345.design.DecisionSheets.Change;
import org.hotline12345.design.DecisionSheets.Reading;
import org.hotline12345.platform.EngineFeelSyntax;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tables as spreadsheets: what goes out, what comes back, and what is turned away. */
class DecisionSheetsTest {

    private static final String RESOURCE = "dmn/planning.dmn";
    private static final String TABLE = """
            <?xml version="1.0" encoding="UTF-8"?>
            <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="Definitions_Planning" name="规划" namespace="x">
              <decision id="planning" name="派单目录：规划">
                <decisionTable id="Table_Planning" hitPolicy="COLLECT">
                  <input id="Input_Category" label="诉求分类"><inputExpression id="E1" typeRef="string"><text>category</text></inputExpression></input>
                  <input id="Input_Kind" label="诉求类型">
                    <inputExpression id="E2" typeRef="string"><text>kind</text></inputExpression>
                    <inputValues id="V2"><text>"consult","complaint","help"</text></inputValues>
                  </input>
                  <input id="Input_Times" label="次数"><inputExpression id="E3" typeRef="integer"><text>times</text></inputExpression></input>
                  <input id="Input_Urgent" label="是否紧急"><inputExpression id="E4" typeRef="boolean"><text>urgent</text></inputExpression></input>
                  <output id="Output_Unit" label="承办单位" name="unit" typeRef="string" />
                  <output id="Output_Role" label="角色" name="role" typeRef="string">
                    <outputValues id="V5"><text>"lead","assist","guide"</text></outputValues>
                  </output>
                  <output id="Output_Weight" label="把握" name="weight" typeRef="integer" />
                  <output id="Output_Basis" label="依据" name="basis" typeRef="string" />
                  <output id="Output_From" label="生效日期" name="validFrom" typeRef="string" />
                  %s
                </decisionTable>
              </decision>
            </definitions>
            """;
    private static final String FIRST = row("Rule_first", "规划违法：自然资源部门", "\"noise\", \"product-quality\"", "not(\"consult\")", "&gt;= 2", "true",
            "\"market-regulation\"", "\"lead\"", "90", "\"邵行审发〔2023〕4号\"", "\"2023-01-01\"");
    private static final String SECOND = row("Rule_second", "其余：公安局", "", "null,\"help\"", "-", "",
            "if urgent then \"public-security\" else null", "\"guide\"", "if times > 3 then 95 else 40".replace(">", "&gt;"), "\"本地约定（可改）\"", "");
    private static final String THIRD = row("Rule_third", "兜底", "", "", "", "false", "\"education\"", "\"assist\"", "10", "\"本地约定（可改）\"", "");

    private final DecisionSheets sheets = new DecisionSheets(new SeedWords(), new EngineFeelSyntax());

    static String row(String id, String description, String... cells) {
        StringBuilder row = new StringBuilder("<rule id=\"" + id + "\">\n        <description>" + description + "</description>");
        for (int i = 0; i < cells.length; i++) {
            String tag = i < 4 ? "inputEntry" : "outputEntry";
            row.append("\n        <").append(tag).append(" id=\"").append(id).append('_').append(i).append("\"><text>").append(cells[i])
                    .append("</text></").append(tag).append('>');
        }
        return row.append("\n      </rule>").toString();
    }

    private static byte[] table(String... rows) {
        return TABLE.formatted(String.join("\n      ", rows)).getBytes(StandardCharsets.UTF_8);
    }

    static Stream<Path> files() {
        return DecisionFileTest.files();
    }

    @ParameterizedTest
    @MethodSource("files")
    void aSheetThatNobodyChangedGivesTheSameFile(Path path) throws IOException {
        byte[] content = Files.readAllBytes(path);
        String resource = "dmn/" + path.getFileName();
        Reading reading = sheets.read(resource, content, sheets.export(resource, content));
        assertThat(reading.diff()).isEmpty();
        assertThat(reading.content()).isEqualTo(content);
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyCellReadsBackAsItIsShown(Path path) throws Exception {
        for (DecisionFile.Table table : DecisionFile.read(Files.readAllBytes(path)).tables()) {
            SheetLayout layout = new SheetLayout(table, new SeedWords(), new EngineFeelSyntax());
            for (DecisionFile.Row row : table.rows()) {
                for (int i = 0; i < row.cells().size(); i++) {
                    String shown = layout.text(i).show(row.cells().get(i));
                    assertThat(layout.text(i).show(layout.text(i).read(shown))).isEqualTo(shown);
                }
            }
        }
    }

    @Test
    void aSheetShowsNamesInsteadOfQuotesAndExplainsItself() throws IOException {
        try (XSSFWorkbook book = open(sheets.export(RESOURCE, table(FIRST, SECOND)))) {
            XSSFSheet sheet = book.getSheetAt(0);
            assertThat(sheet.getSheetName()).isEqualTo("派单目录：规划".replace("：", "："));
            assertThat(texts(sheet.getRow(0))).containsExactly("行编号（勿改，新行留空）", "说明", "条件：诉求分类", "条件：诉求类型", "条件：次数",
                    "条件：是否紧急", "结果：承办单位", "结果：角色", "结果：把握", "结果：依据", "结果：生效日期");
            assertThat(texts(sheet.getRow(1))).containsExactly("Rule_first", "规划违法：自然资源部门", "noise\nproduct-quality".replace("noise",
                    named("noise")).replace("product-quality", named("product-quality")), "除外：咨询[consult]", ">= 2", "是",
                    "市市场监督管理局[market-regulation]", "主办[lead]", "90", "邵行审发〔2023〕4号", "2023-01-01");
            assertThat(texts(sheet.getRow(2))).containsExactly("Rule_second", "其余：公安局", "", "未填\n求助[help]", "", "",
                    "FEEL：if urgent then \"public-security\" else null", "指导[guide]", "if times > 3 then 95 else 40", "本地约定（可改）", "");
            assertThat(sheet.getPaneInformation().isFreezePane()).isTrue();
            assertThat(sheet.getColumnWidth(6)).isGreaterThan(20 * 256);
            List<XSSFDataValidation> lists = sheet.getDataValidations();
            assertThat(lists).hasSize(5);
            assertThat(lists).filteredOn(XSSFDataValidation::getShowErrorBox).hasSize(2);
            assertThat(book.getSheetAt(1).getSheetName()).isEqualTo("填写说明");
            assertThat(book.getSheetAt(2).getSheetName()).isEqualTo("代码表");
            assertThat(book.getSheetVisibility(3)).isEqualTo(SheetVisibility.VERY_HIDDEN);
        }
    }

    @Test
    void aChangedCellIsToldBeforeAndAfterAndNothingElseChanges() throws IOException {
        byte[] content = table(FIRST, SECOND);
        Reading reading = read(content, sheet -> {
            sheet.getRow(1).getCell(6).setCellValue("市公安局");
            sheet.getRow(2).getCell(4).setCellValue(5);
            sheet.getRow(2).getCell(3).setCellValue("投诉、help");
        });
        assertThat(reading.diff()).containsExactly(
                new Change("planning", "Rule_first", "changed", "规划违法：自然资源部门",
                        Map.of("结果：承办单位", "市市场监督管理局[market-regulation]"), Map.of("结果：承办单位", "市公安局[public-security]")),
                new Change("planning", "Rule_second", "changed", "其余：公安局",
                        Map.of("条件：诉求类型", "未填\n求助[help]", "条件：次数", ""),
                        Map.of("条件：诉求类型", "投诉[complaint]\n求助[help]", "条件：次数", "5")));
        assertThat(reading.content()).isEqualTo(new String(content, StandardCharsets.UTF_8)
                .replace("\"market-regulation\"", "\"public-security\"").replace("null,\"help\"", "\"complaint\",\"help\"")
                .replace("<text>-</text>", "<text>5</text>").getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void rowsAreAddedRemovedAndMoved() throws IOException {
        Reading reading = read(table(FIRST, SECOND, THIRD), sheet -> {
            fill(sheet.getRow(1), "Rule_third", "兜底", "", "", "", "否", "市教育局[education]", "协办[assist]", "10", "本地约定（可改）", "");
            fill(sheet.getRow(2), "Rule_first", "规划违法：自然资源部门", named("noise") + "\n" + named("product-quality"), "除外：咨询[consult]",
                    ">= 2", "是", "市市场监督管理局[market-regulation]", "主办[lead]", "90", "邵行审发〔2023〕4号", "2023-01-01");
            fill(sheet.getRow(3), "", "新增：噪声由公安局办理", named("noise"), "", "", "", "市公安局", "主办", "85", "编办〔2026〕3号", "2026-07-01");
        });
        String added = reading.diff().get(1).row();
        assertThat(added).startsWith("Rule_");
        assertThat(reading.diff()).extracting(Change::row, Change::change).containsExactly(
                org.assertj.core.groups.Tuple.tuple("Rule_first", "moved"), org.assertj.core.groups.Tuple.tuple(added, "added"),
                org.assertj.core.groups.Tuple.tuple("Rule_second", "removed"));
        assertThat(reading.diff().get(1).after()).containsEntry("结果：承办单位", "市公安局[public-security]").containsEntry("结果：把握", "85")
                .doesNotContainKey("条件：次数");
        assertThat(reading.diff().get(2).before()).containsEntry("说明", "其余：公安局");
        assertThat(DecisionFile.read(reading.content()).tables().get(0).rows()).extracting(DecisionFile.Row::id)
                .containsExactly("Rule_third", "Rule_first", added);
    }

    @Test
    void whatOthersChangedMeanwhileIsKept() throws IOException {
        byte[] workbook = edited(sheets.export(RESOURCE, table(FIRST, SECOND)), sheet -> {
            sheet.getRow(1).getCell(8).setCellValue(70);
            fill(sheet.createRow(3), "", "新的一行", "", "", "", "", "市公安局", "主办", "85", "编办〔2026〕3号", "");
        });
        byte[] now = table(FIRST, SECOND.replace("本地约定（可改）", "市政府令第5号"), THIRD);
        List<DecisionFile.Row> rows = DecisionFile.read(sheets.read(RESOURCE, now, workbook).content()).tables().get(0).rows();
        assertThat(rows).extracting(DecisionFile.Row::description).containsExactly("规划违法：自然资源部门", "其余：公安局", "新的一行", "兜底");
        assertThat(rows.get(0).cells().get(6)).isEqualTo("70");
        assertThat(rows.get(1).cells().get(7)).isEqualTo("\"市政府令第5号\"");
    }

    @Test
    void aRowThatBothChangedIsNamed() throws IOException {
        byte[] workbook = edited(sheets.export(RESOURCE, table(FIRST, SECOND)), sheet -> sheet.getRow(1).getCell(8).setCellValue(70));
        refused("design.badSheet", "第2行", () -> sheets.read(RESOURCE, table(FIRST.replace("<text>90<", "<text>80<"), SECOND), workbook));
        refused("design.badSheet", "已被删除", () -> sheets.read(RESOURCE, table(SECOND), workbook));
        byte[] removing = edited(sheets.export(RESOURCE, table(FIRST, SECOND)), sheet -> sheet.removeRow(sheet.getRow(1)));
        refused("design.badSheet", "Rule_first", () -> sheets.read(RESOURCE, table(FIRST.replace("<text>90<", "<text>80<"), SECOND), removing));
    }

    @Test
    void aNameThatSeveralHotlinesUseNeedsItsCode() throws IOException {
        byte[] nobody = table(THIRD.replace("\"education\"", ""));
        byte[] workbook = edited(sheets.export(RESOURCE, nobody), sheet -> sheet.getRow(1).getCell(6).setCellValue("市公安局"));
        refused("design.badSheet", "叫「市公安局」的不止一个", () -> sheets.read(RESOURCE, nobody, workbook));
    }

    @Test
    void whatCannotBeReadIsNamedByRowAndColumn() throws IOException {
        wrong("第2行「条件：诉求分类」列：不认识「随地吐痰」", sheet -> sheet.getRow(1).getCell(2).setCellValue("随地吐痰"));
        wrong("第3行「结果：承办单位」列：不认识「市公安局[education]」", sheet -> sheet.getRow(2).getCell(6).setCellValue("市公安局[education]"));
        wrong("第3行「结果：角色」列", sheet -> sheet.getRow(2).getCell(7).setCellValue("主管"));
        wrong("第2行「条件：次数」列：「>> 3」不是有效的表达式", sheet -> sheet.getRow(1).getCell(4).setCellValue(">> 3"));
        wrong("第2行「结果：把握」列：应填数字", sheet -> sheet.getRow(1).getCell(8).setCellValue("很高"));
        wrong("第2行「结果：生效日期」列：「明年」不是日期", sheet -> sheet.getRow(1).getCell(10).setCellValue("明年"));
        wrong("第2行「结果：依据」列：文字中不能有英文双引号", sheet -> sheet.getRow(1).getCell(9).setCellValue("所谓\"依据\""));
        wrong("第2行「结果：承办单位」列：「if urgent then」不是有效的表达式", sheet -> sheet.getRow(1).getCell(6).setCellValue("FEEL：if urgent then"));
        wrong("第3行「行编号（勿改，新行留空）」列：行编号「Rule_first」重复", sheet -> sheet.getRow(2).getCell(0).setCellValue("Rule_first"));
        wrong("没有编号为「Rule_mine」的行", sheet -> sheet.getRow(2).getCell(0).setCellValue("Rule_mine"));
        wrong("第2行「说明」列：请填写说明", sheet -> sheet.getRow(1).getCell(1).setCellValue(""));
        wrong("第4行「行编号（勿改，新行留空）」列：新行没有填写任何结果", sheet -> fill(sheet.createRow(3), "", "什么也不做"));
        wrong("第3列的表头应为「条件：诉求分类」，现为「分类」", sheet -> sheet.getRow(0).getCell(2).setCellValue("分类"));
        wrong("第12列的表头应为「（无）」，现为「备注」", sheet -> sheet.getRow(0).createCell(11).setCellValue("备注"));
    }

    @Test
    void aSheetThatCouldDoMoreThanSaySomethingIsRefused() throws IOException {
        byte[] plain = sheets.export(RESOURCE, table(FIRST, SECOND));
        hostile("design.formulaInSheet", "第2行「结果：把握」列是公式", edited(plain, sheet -> sheet.getRow(1).getCell(8).setCellFormula("WEBSERVICE(\"http://example.org\")")));
        hostile("design.formulaInSheet", "第1行", edited(plain, sheet -> sheet.getRow(0).getCell(8).setCellFormula("1+1")));
        hostile("design.mergedCells", "第2行第C列", edited(plain, sheet -> sheet.addMergedRegion(new CellRangeAddress(1, 2, 2, 2))));
        hostile("design.extraColumn", "第2行T列", edited(plain, sheet -> sheet.getRow(1).createCell(19).setCellValue("藏在边上")));
        hostile("design.activeSheet", "宏", with(plain, "xl/vbaProject.bin", "x"));
        hostile("design.activeSheet", "外部链接", with(plain, "xl/externalLinks/externalLink1.xml", "<x/>"));
        hostile("design.activeSheet", "嵌入", with(plain, "xl/embeddings/oleObject1.bin", "x"));
        hostile("design.activeSheet", "外部链接", edited(plain, sheet -> sheet.getPackagePart().addRelationship(
                java.net.URI.create("file://server/share"), TargetMode.EXTERNAL, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image")));
        hostile("design.tooManyRows", "500行", edited(plain, sheet -> {
            for (int i = 3; i < 505; i++) {
                fill(sheet.createRow(i), "", "第" + i + "行", "", "", "", "", "市公安局", "主办", "85", "本地", "");
            }
        }));
        hostile("design.sheetTooLarge", "解压后过大", with(plain, "xl/media/bomb.bin", "0".repeat(21_000_000)));
        hostile("design.sheetTooLarge", "2MB", new byte[2_000_001]);
        hostile("design.unreadableSheet", ".xlsx", "行编号,说明".getBytes(StandardCharsets.UTF_8));
        hostile("design.unreadableSheet", ".xlsx", new byte[0]);
        hostile("design.unreadableSheet", ".xlsx", with(plain, "xl/workbook2.xml", "x", name -> name.equals("xl/workbook.xml") ? "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>" : null));
        try (XSSFWorkbook book = new XSSFWorkbook(); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            book.createSheet("自己做的表");
            book.write(out);
            hostile("design.foreignSheet", "先导出", out.toByteArray());
        }
        hostile("design.sheetMissing", "派单目录", edited(plain, sheet -> sheet.getWorkbook().setSheetName(0, "我的表")));
        refused("design.otherSheet", RESOURCE, () -> sheets.read("dmn/withdrawal.dmn", table(FIRST), plain));
    }

    private void wrong(String message, Consumer<XSSFSheet> change) throws IOException {
        byte[] content = table(FIRST, SECOND);
        byte[] workbook = edited(sheets.export(RESOURCE, content), change);
        refused("design.badSheet", message, () -> sheets.read(RESOURCE, content, workbook));
    }

    private void hostile(String code, String message, byte[] workbook) {
        refused(code, message, () -> sheets.read(RESOURCE, table(FIRST, SECOND), workbook));
    }

    private static void refused(String code, String message, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(code);
            assertThat(refusal.getMessage()).contains(message);
        });
    }

    private Reading read(byte[] content, Consumer<XSSFSheet> change) throws IOException {
        return sheets.read(RESOURCE, content, edited(sheets.export(RESOURCE, content), change));
    }

    private static byte[] edited(byte[] workbook, Consumer<XSSFSheet> change) throws IOException {
        try (XSSFWorkbook book = open(workbook); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            change.accept(book.getSheetAt(0));
            book.write(out);
            return out.toByteArray();
        }
    }

    private static byte[] with(byte[] workbook, String part, String content) throws IOException {
        return with(workbook, part, content, name -> null);
    }

    private static byte[] with(byte[] workbook, String part, String content, java.util.function.UnaryOperator<String> replaced) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(workbook)); ZipOutputStream zip = new ZipOutputStream(out)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                zip.putNextEntry(new ZipEntry(entry.getName()));
                String other = replaced.apply(entry.getName());
                zip.write(other == null ? in.readAllBytes() : other.getBytes(StandardCharsets.UTF_8));
            }
            zip.putNextEntry(new ZipEntry(part));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    private static XSSFWorkbook open(byte[] workbook) throws IOException {
        return new XSSFWorkbook(new ByteArrayInputStream(workbook));
    }

    private static String named(String category) {
        DecisionFile.Column column = new DecisionFile.Column("i", "诉求分类", "category", "string", true, List.of());
        return new SeedWords().of(column, Set.of()).names().get(category) + "[" + category + "]";
    }

    private static List<String> texts(Row row) {
        return Stream.iterate(0, i -> i < row.getLastCellNum(), i -> i + 1).map(row::getCell).map(DecisionSheetsTest::text).toList();
    }

    private static String text(Cell cell) {
        return switch (cell.getCellType()) {
            case NUMERIC -> String.valueOf((int) cell.getNumericCellValue());
            case BLANK -> "";
            default -> cell.getStringCellValue();
        };
    }

    private static void fill(Row row, String... texts) {
        Sheet sheet = row.getSheet();
        assertThat(sheet).isNotNull();
        for (int i = 0; i < texts.length; i++) {
            Cell cell = row.getCell(i) == null ? row.createCell(i) : row.getCell(i);
            cell.setCellValue(texts[i]);
        }
    }
}
