package org.hotline12345.workbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.hotline12345.common.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workbooks are read cell by cell as people see them; hostile and damaged ones are refused with the reason. */
class WorkbookTest {

    private static final Form UNITS = new Form("单位", "一行一个承办单位。", List.of(
            Column.needed("code", "代码", "小写字母、数字和连字符", "water"),
            Column.needed("name", "名称", "全称", "云溪市水务局"),
            Column.optional("kind", "类别", "单位类别", "部门").of(List.of("部门", "区县", "企业")),
            Column.optional("from", "启用日期", "日期", "2026-01-01"),
            Column.optional("number", "原编号", "旧系统编号", "0012")));

    @TempDir
    private Path directory;

    @Test
    void whatIsWrittenIsReadBackAsItWas() throws IOException {
        List<List<String>> rows = List.of(
                List.of("water", "云溪市水务局", "部门", "2026-01-01", "0012"),
                List.of("evil", "=1+1", "", "", "+8613800000000"),
                List.of("rare", "𠮷村𬭎街办事处", "区县", "", "4305211990010112345"),
                List.of("payload", "<img src=x onerror=alert(1)>", "企业", "", "-5"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Writing writing = new Writing()) {
            writing.guide("填写说明", List.of("一行一个单位。"), List.of(UNITS));
            Writing.Rows sheet = writing.sheet(UNITS);
            rows.forEach(sheet::row);
            writing.about(Map.of("导出人", "admin"));
            writing.to(out);
        }
        Problems problems = new Problems();
        assertThat(filled("单位.xlsx", out.toByteArray(), problems)).isEqualTo(rows);
        assertThat(problems.kept()).isEmpty();
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(out.toByteArray()))) {
            assertThat(book.getSheet("单位").getRow(2).getCell(1).getCellStyle().getQuotePrefixed()).isTrue();
            assertThat(book.getSheet("单位").getDataValidations()).hasSize(1);
        }
    }

    @Test
    void whatTheSpreadsheetMadeOfDatesNumbersAndTruthsIsReadAsPeopleSeeIt() {
        byte[] book = book(sheet -> {
            row(sheet, 1, "a", "甲");
            CellStyle date = sheet.getWorkbook().createCellStyle();
            date.setDataFormat((short) 14);
            sheet.getRow(1).createCell(3).setCellValue(LocalDate.of(2026, 3, 9));
            sheet.getRow(1).getCell(3).setCellStyle(date);
            sheet.getRow(1).createCell(4).setCellValue(12);
            row(sheet, 2, "b", "乙", "部门", "2026年3月9日");
            sheet.getRow(2).createCell(4).setCellValue(0.1 + 0.2);
        });
        Problems problems = new Problems();
        assertThat(filled("a.xlsx", book, problems)).containsExactly(
                List.of("a", "甲", "", "2026-03-09", "12"), List.of("b", "乙", "部门", "2026年3月9日", "0.3"));
        assertThat(problems.none()).isTrue();
    }

    @Test
    void cellsThatCannotBeTrustedAreNamedWithTheirPlace() {
        byte[] book = book(sheet -> {
            row(sheet, 1, "a", "", "乡镇");
            sheet.getRow(1).createCell(4).setCellValue(430521199001011234d);
            row(sheet, 2, "b", "乙", "", "", "4.4E+17");
            sheet.getRow(2).createCell(3).setCellFormula("TODAY()");
            row(sheet, 3, "c", "丙");
            sheet.getRow(3).createCell(6).setCellValue("多余");
            sheet.getRow(3).createCell(4).setCellErrorValue(org.apache.poi.ss.usermodel.FormulaError.REF.getCode());
        });
        Problems problems = new Problems();
        filled("a.xlsx", book, problems);
        assertThat(problems.kept()).extracting(Problem::message).satisfiesExactly(
                message -> assertThat(message).isEqualTo("“单位”表 第 2 行 B 列（名称）：必须填写"),
                message -> assertThat(message).startsWith("“单位”表 第 2 行 C 列（类别）：“乡镇”不在可选值中"),
                message -> assertThat(message).startsWith("“单位”表 第 2 行 E 列（原编号）").contains("超过15位", "“文本”"),
                message -> assertThat(message).startsWith("“单位”表 第 3 行 D 列（启用日期）：是公式"),
                message -> assertThat(message).startsWith("“单位”表 第 3 行 E 列（原编号）").contains("科学计数"),
                message -> assertThat(message).startsWith("“单位”表 第 4 行 E 列（原编号）：是错误值“#REF!”"),
                message -> assertThat(message).startsWith("“单位”表 第 4 行 G 列：在表头以外"));
    }

    @Test
    void numbersThatNoSpreadsheetKeepsAreNamedAndNeverWrittenOut() throws IOException {
        for (String number : List.of("1e999999999", "-1e999999999", "1e-999999999", "10e2147483647", "1e331", "1".repeat(41), "1" + "0".repeat(50_000))) {
            Problems problems = new Problems();
            byte[] book = withCell("<c r=\"E2\"><v>" + number + "</v></c>");
            assertTimeoutPreemptively(Duration.ofSeconds(20), () -> filled("a.xlsx", book, problems));
            assertThat(problems.kept()).extracting(Problem::message).as(number.substring(0, 3)).singleElement().satisfies(message ->
                    assertThat(message).startsWith("“单位”表 第 2 行 E 列（原编号）").contains("不是表格软件能保存的数字"));
        }
        Problems problems = new Problems();
        assertThat(filled("a.xlsx", withCell("<c r=\"E2\"><v>0e999999999</v></c>"), problems)).containsExactly(List.of("a", "甲", "", "", "0"));
        assertThat(filled("a.xlsx", withCell("<c r=\"E2\"><v>1.5E-7</v></c>"), problems)).containsExactly(List.of("a", "甲", "", "", "0.00000015"));
        assertThat(problems.none()).isTrue();
    }

    private static byte[] withCell(String cell) throws IOException {
        return changed("xl/worksheets/sheet1.xml", xml -> xml.replace("</row></sheetData>", cell + "</row></sheetData>"));
    }

    @Test
    void daysAreOfYearsThatTablesKeepAndTextsAsLongAsTheyHaveRoomFor() throws IOException {
        Form form = new Form("单位", "", List.of(Column.needed("from", "启用日期", "", ""), Column.needed("name", "名称", "", "").atMost(3)));
        Path file = Files.writeString(directory.resolve("days"), "启用日期,名称\r\n+12026-01-31,𠮷村办\r\n0026-01-31,𠮷村办事处\r\n2026/1/31,村\r\n");
        Problems problems = new Problems();
        List<LocalDate> days = new ArrayList<>();
        try (Reading reading = Reading.open(file, "单位.csv", Bounds.USUAL)) {
            Filled.each(reading, "单位", form, problems, entry -> days.add(entry.day("from")));
        }
        assertThat(days).containsExactly(null, null, LocalDate.of(2026, 1, 31));
        assertThat(problems.kept()).extracting(Problem::message).containsExactlyInAnyOrder(
                "“单位”表 第 2 行 A 列（启用日期）：“+12026-01-31”不是日期，应写成 2026-01-31", "“单位”表 第 3 行 A 列（启用日期）：“0026-01-31”不是日期，应写成 2026-01-31",
                "“单位”表 第 3 行 B 列（名称）：超过3字，请缩短");
    }

    @Test
    void placesThatAreNoneMakeTheFileUnreadable() throws IOException {
        for (String cell : List.of("<c r=\"5\"><v>1</v></c>", "<c r=\"E\"><v>1</v></c>", "<c r=\"\"><v>1</v></c>", "<c r=\"AAAAAAAA5\"><v>1</v></c>",
                "<c r=\"E2\" s=\"y\"><v>1</v></c>", "<c r=\"E2\"><v>1e2147483648</v></c>", "<c r=\"E2\" t=\"s\"><v>-1</v></c>",
                "</row><row r=\"x\"><c r=\"A3\"><v>1</v></c>", "</row><row r=\"-3\"><c r=\"A3\"><v>1</v></c>", "</row><row r=\"99999999999\"><c r=\"A3\"><v>1</v></c>")) {
            byte[] book = withCell(cell);
            assertThatThrownBy(() -> filled("单位.xlsx", book, new Problems())).as(cell).isInstanceOfSatisfying(Refusal.class,
                    refusal -> assertThat(refusal.code()).isEqualTo("workbook.unreadable"));
        }
    }

    @Test
    void headsMustBeThoseOfTheTemplate() {
        byte[] book = book(sheet -> {
            sheet.getRow(0).getCell(1).setCellValue("单位全称");
            sheet.getRow(0).getCell(3).setCellValue("代码");
        });
        Problems problems = new Problems();
        assertThat(filled("a.xlsx", book, problems)).isEmpty();
        assertThat(problems.kept()).extracting(Problem::message).containsExactly(
                "“单位”表 第 1 行 B 列：表头“单位全称”不是模板中的列，请删除该列或改回原来的表头",
                "“单位”表 第 1 行 D 列：表头“代码”出现了两次，请删除多余的一列",
                "“单位”表 第 1 行：缺少“名称”列，请用下载的模板填写");
    }

    @Test
    void hostileAndDamagedWorkbooksAreRefusedWithTheReason() throws IOException {
        Map<String, byte[]> refused = new LinkedHashMap<>();
        refused.put("workbook.mergedCells", book(sheet -> {
            row(sheet, 1, "a", "甲");
            sheet.addMergedRegion(new CellRangeAddress(1, 2, 0, 1));
        }));
        refused.put("workbook.hiddenSheet", book(sheet -> {
            sheet.getWorkbook().createSheet("藏");
            sheet.getWorkbook().setSheetHidden(1, true);
        }));
        refused.put("workbook.documentType", changed("xl/worksheets/sheet1.xml", xml ->
                xml.replaceFirst("<worksheet", "<!DOCTYPE worksheet [<!ENTITY x \"y\">]><worksheet")));
        refused.put("workbook.externalLink", changed("xl/_rels/workbook.xml.rels", xml -> xml.replace("</Relationships>",
                "<Relationship Id=\"rIdX\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLink\""
                        + " Target=\"file:///etc/passwd\" TargetMode=\"External\"/></Relationships>")));
        refused.put("workbook.activeContent", with("xl/vbaProject.bin", new byte[] {1, 2, 3}));
        refused.put("workbook.unpacksTooLarge", with("xl/media/bomb.bin", new byte[30_000_000]));
        refused.put("workbook.oldFormat", old());
        refused.put("workbook.tooManyRows", book(sheet -> {
            for (int i = 1; i <= 1101; i++) {
                row(sheet, i, "u" + i, "单位" + i);
            }
        }));
        refused.put("workbook.unreadable", java.util.Arrays.copyOf(book(sheet -> row(sheet, 1, "a", "甲")), 900));
        refused.put("workbook.notAWorkbook", "%PDF-1.7".getBytes(StandardCharsets.US_ASCII));
        refused.put("workbook.empty", new byte[0]);
        refused.put("workbook.tooLarge", new byte[2_000_001]);
        refused.forEach((code, content) -> assertThatThrownBy(() -> filled("单位.xlsx", content, new Problems()))
                .as(code).isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code)));
    }

    @Test
    void aMillionEmptyRowsCostNothing() {
        byte[] book = book(sheet -> {
            row(sheet, 1, "a", "甲");
            sheet.createRow(1_048_575);
        });
        assertThat(filled("a.xlsx", book, new Problems())).hasSize(1);
    }

    @Test
    void csvIsReadInUtf8AndInGbkWhereThatIsCertain() {
        String csv = "代码,名称,类别\r\nwater,\"云溪市水务局\n（河长办）\",部门\r\ncity,云溪区,区县\r\n";
        for (Charset charset : List.of(StandardCharsets.UTF_8, Charset.forName("GBK"))) {
            Problems problems = new Problems();
            assertThat(filled("单位.csv", csv.getBytes(charset), problems)).as(charset.name()).containsExactly(
                    List.of("water", "云溪市水务局\n（河长办）", "部门", "", ""), List.of("city", "云溪区", "区县", "", ""));
            assertThat(problems.none()).isTrue();
        }
        assertThat(filled("单位.csv", ("\uFEFF" + csv).getBytes(StandardCharsets.UTF_8), new Problems())).hasSize(2);
    }

    @Test
    void csvInAnyOtherEncodingIsRefusedInWords() {
        String csv = "代码,名称\r\nwater,雲溪市水務局與環境\r\n";
        for (byte[] content : List.of(("\uFEFF" + csv).getBytes(StandardCharsets.UTF_16LE), csv.getBytes(Charset.forName("Big5")),
                "代码,名称\r\na,caf\u00e9".getBytes(StandardCharsets.ISO_8859_1))) {
            assertThatThrownBy(() -> filled("单位.csv", content, new Problems())).isInstanceOfSatisfying(Refusal.class,
                    refusal -> assertThat(refusal.code()).isEqualTo("workbook.encoding"));
        }
    }

    @Test
    void csvFormulasAndLostDigitsAreNamed() {
        Problems problems = new Problems();
        filled("单位.csv", "代码,名称,原编号\r\na,=HYPERLINK(\"x\"),4.30521E+17\r\n".replace("=HYPERLINK(\"x\")", "=1+1")
                .getBytes(StandardCharsets.UTF_8), problems);
        assertThat(problems.kept()).extracting(Problem::column).containsExactly("B", "C");
    }

    // ------------------------------------------------------------------ workbooks to be read

    private List<List<String>> filled(String name, byte[] content, Problems problems) {
        try {
            Path file = Files.write(directory.resolve("upload"), content);
            List<List<String>> rows = new ArrayList<>();
            try (Reading reading = Reading.open(file, name, new Bounds(2_000_000, 20_000_000, 1000))) {
                Filled.forms(reading, List.of(UNITS), problems).forEach((sheet, form) -> Filled.each(reading, sheet, form, problems,
                        entry -> rows.add(UNITS.columns().stream().map(column -> entry.text(column.key())).toList())));
            }
            return rows;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] book(Consumer<Sheet> fill) {
        try (XSSFWorkbook book = new XSSFWorkbook(); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            Sheet sheet = book.createSheet("单位");
            row(sheet, 0, UNITS.columns().stream().map(Column::head).toArray(String[]::new));
            fill.accept(sheet);
            book.write(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void row(Sheet sheet, int number, String... texts) {
        sheet.createRow(number);
        for (int i = 0; i < texts.length; i++) {
            sheet.getRow(number).createCell(i).setCellValue(texts[i]);
        }
    }

    private static byte[] changed(String part, UnaryOperator<String> change) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(book(sheet -> row(sheet, 1, "a", "甲"))));
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                zip.putNextEntry(new ZipEntry(entry.getName()));
                byte[] content = in.readAllBytes();
                zip.write(entry.getName().equals(part)
                        ? change.apply(new String(content, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8) : content);
            }
        }
        return out.toByteArray();
    }

    private static byte[] with(String part, byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(book(sheet -> row(sheet, 1, "a", "甲"))));
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                zip.putNextEntry(new ZipEntry(entry.getName()));
                zip.write(in.readAllBytes());
            }
            zip.putNextEntry(new ZipEntry(part));
            zip.write(content);
        }
        return out.toByteArray();
    }

    private static byte[] old() throws IOException {
        try (POIFSFileSystem store = new POIFSFileSystem(); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            store.createDocument(new ByteArrayInputStream(new byte[8192]), "EncryptedPackage");
            store.writeFilesystem((OutputStream) out);
            return out.toByteArray();
        }
    }
}
