package org.hotline12345.bulletin.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.hotline12345.bulletin.BulletinKind;
import org.hotline12345.paper.ChartsTest;
import org.hotline12345.paper.WordPaper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The files of a bulletin say what its content says, whatever somebody wrote into it. They stay in {@code target/papers} to be looked at. */
class BulletinPapersTest {

    private static final String HOSTILE = "=HYPERLINK(\"http://x\",\"y\") {{标题}} <img src=x onerror=alert(1)> \u0007\u202Eend";
    private static final Path LEFT = Path.of("target/papers");
    private final BulletinPapers papers = new BulletinPapers(ChartsTest.charts(),
            Clock.fixed(Instant.parse("2023-03-20T02:00:00Z"), ZoneId.of("Asia/Shanghai")));

    @ParameterizedTest
    @EnumSource(BulletinKind.class)
    void wordHoldsEveryTableCellOfTheContent(BulletinKind kind) throws IOException {
        Content content = Contents.of(kind, Seeds.shaoyang(kind, Map.of("lead", "开头。", "next", HOSTILE, "advice", HOSTILE)));
        byte[] docx = papers.word(content, template());
        keep(kind.code() + ".docx", docx);

        try (XWPFDocument paper = new XWPFDocument(new ByteArrayInputStream(docx))) {
            List<XWPFTable> tables = paper.getTables();
            assertThat(tables).hasSize(content.grids().size() + 1);
            List<Grid> grids = content.grids();
            for (int i = 0; i < grids.size(); i++) {
                XWPFTable table = tables.get(i);
                assertThat(table.getRow(0).isRepeatHeader()).as(grids.get(i).title()).isTrue();
                assertThat(table.getNumberOfRows()).isEqualTo(grids.get(i).rows().size() + (grids.get(i).total() == null ? 1 : 2));
            }
            assertThat(paper.getAllPictures()).hasSize((int) content.sections().stream().mapToLong(section -> section.charts().size()).sum());
            String text = paper.getParagraphs().stream().map(XWPFParagraph::getText).reduce("", (all, one) -> all + "\n" + one);
            assertThat(text).contains("邵阳市12345政务服务便民热线2023年1-2月份工作情况通报", "邵行审发〔2023〕4号", "（此件主动公开；联系人：热线中心 0739-12345）");
            assertThat(text.replace("{{标题}} <img", "")).doesNotContain("{{", "}}");
        }
    }

    @Test
    void theUnitsTableOfWordReadsLikeThePrintedOne() throws IOException {
        try (XWPFDocument paper = new XWPFDocument(new ByteArrayInputStream(papers.word(monthly(Map.of()), template())))) {
            XWPFTable units = paper.getTables().get(0);
            assertThat(units.getRow(1).getTableCells().stream().map(cell -> cell.getText()).toList())
                    .containsExactly("大祥区政府", "3013", "3013", "1", "3013", "2929(97.21%)", "84(2.79%)");
            assertThat(units.getRow(67).getTableCells().stream().map(cell -> cell.getText()).toList())
                    .containsExactly("合计", "30658", "30658", "82", "30658", "30349(98.99%)", "309(1.01%)");
        }
    }

    @Test
    void wordAndExcelOfACorrectionBeginWithWhatItCorrects() throws IOException {
        Content content = Contents.of(BulletinKind.MONTHLY, Seeds.corrected(BulletinKind.MONTHLY));
        byte[] docx = papers.word(content, template());
        keep("correction.docx", docx);
        try (XWPFDocument paper = new XWPFDocument(new ByteArrayInputStream(docx))) {
            List<String> paragraphs = paper.getParagraphs().stream().map(XWPFParagraph::getText).toList();
            assertThat(paragraphs).contains("更正内容");
            assertThat(paragraphs.indexOf("更正内容")).isLessThan(paragraphs.indexOf("一、热线运行情况"));
            assertThat(paper.getTables().get(0).getRows()).extracting(row -> row.getTableCells().stream().map(cell -> cell.getText()).toList())
                    .containsExactly(List.of("指标", "对象", "原数", "现数"), List.of("满意", "总数", "30350", "30349"),
                            List.of("满意", "市住房和城乡建设局", "500", "499"), List.of("办结工单", "未明确单位", "3", "2"));
        }
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(papers.excel(content, "采编员")))) {
            assertThat(book.getSheetAt(1).getSheetName()).isEqualTo("更正内容");
            assertThat(texts(book.getSheetAt(1))).contains(List.of("满意", "市住房和城乡建设局", "500", "499"));
            assertThat(book.getNumberOfSheets()).isEqualTo(1 + content.grids().size());
        }
    }

    @Test
    void hostileWordsStayWordsInWord() throws IOException {
        try (XWPFDocument paper = new XWPFDocument(new ByteArrayInputStream(papers.word(monthly(Map.of("next", HOSTILE)), template())))) {
            assertThat(paper.getParagraphs()).extracting(XWPFParagraph::getText)
                    .contains("=HYPERLINK(\"http://x\",\"y\") {{标题}} <img src=x onerror=alert(1)> end");
            assertThat(paper.getHyperlinks()).isEmpty();
            assertThat(paper.getDocument().xmlText()).doesNotContain("HYPERLINK(\"http://x\")</w:instrText>");
        }
    }

    @Test
    void excelHoldsNumbersAsNumbersAndNothingThatActs() throws IOException {
        byte[] xlsx = papers.excel(monthly(Map.of("next", HOSTILE)), "=cmd|'/c calc'!A1");
        keep("monthly.xlsx", xlsx);
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(xlsx))) {
            for (Sheet sheet : book) {
                sheet.forEach(row -> row.forEach(cell -> assertThat(cell.getCellType()).as(sheet.getSheetName()).isNotEqualTo(CellType.FORMULA)));
            }
            assertThat(texts(book.getSheet("说明"))).anySatisfy(row -> assertThat(row).containsExactly("导出人", "=cmd|'/c calc'!A1"))
                    .anySatisfy(row -> assertThat(row).containsExactly("导出时间", "2023-03-20 10:00"))
                    .anySatisfy(row -> assertThat(row).containsExactly("文号", "邵行审发〔2023〕4号"));
            Sheet units = book.getSheetAt(1);
            assertThat(units.getSheetName()).isEqualTo("附件1 各成员单位办件量统计");
            assertThat(units.getLastRowNum()).isEqualTo(1 + 66 + 1 + 1);
            assertThat(units.getRow(2).getCell(1).getNumericCellValue()).isEqualTo(3013);
            assertThat(texts(units)).anySatisfy(row -> assertThat(row)
                    .containsExactly("中国电信股份有限公司邵阳分公司", "96", "96", "0", "96", "93", "96.88%", "3", "3.12%"));
        }
    }

    @ParameterizedTest
    @EnumSource(BulletinKind.class)
    void everyKindHasAWorkbookThatShowsWhatThePaperPrints(BulletinKind kind) throws IOException {
        Content content = Contents.of(kind, Seeds.shaoyang(kind, Seeds.NO_TEXTS));
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(papers.excel(content, "采编员")))) {
            assertThat(book.getNumberOfSheets()).isEqualTo(1 + content.grids().size());
            for (Sheet sheet : book) {
                assertThat(sheet.getFitToPage()).as("all columns on one page").isTrue();
                assertThat(sheet.getPrintSetup().getFitHeight()).as("rows over as many as there are").isZero();
            }
            content.attachments().stream().filter(grid -> grid.note() != null).forEach(grid -> {
                Sheet sheet = book.getSheetAt(content.attachments().indexOf(grid) + 1);
                assertThat(sheet.getRow(sheet.getLastRowNum()).getCell(0).getCellStyle().getWrapText()).isTrue();
                assertThat(sheet.getMergedRegions()).anyMatch(region -> region.getFirstRow() == sheet.getLastRowNum()
                        && region.getLastColumn() == grid.columns().size() - 1);
            });
            for (int i = 0; i < content.attachments().size(); i++) {
                Grid grid = content.attachments().get(i);
                for (int row = 0; row < grid.rows().size(); row++) {
                    assertThat(texts(book.getSheetAt(i + 1)).get(row + 2)).as(grid.code() + row)
                            .isEqualTo(grid.rows().get(row).cells().stream().map(Cell::text).map(BulletinPapersTest::bare).toList());
                }
            }
        }
    }

    @Test
    void theTemplateOfTheProductPassesItsOwnCheck() throws IOException {
        WordPaper.check(template(), BulletinPapers.WORDS, BulletinPapers.BLOCKS, BulletinPapers.STYLES);
        assertThat(template()).isNotEmpty();
    }

    /** A workbook shows hours without the word. */
    private static String bare(String text) {
        return text.endsWith("小时") ? text.replace("小时", "") : text;
    }

    private static List<List<String>> texts(Sheet sheet) {
        DataFormatter shown = new DataFormatter();
        return StreamSupport.stream(sheet.spliterator(), false).map(row -> StreamSupport.stream(row.spliterator(), false)
                .map(shown::formatCellValue).toList()).toList();
    }

    private static Content monthly(Map<String, String> texts) {
        return Contents.of(BulletinKind.MONTHLY, Seeds.shaoyang(BulletinKind.MONTHLY, texts));
    }

    private static byte[] template() throws IOException {
        return Files.readAllBytes(Path.of("src/main/resources/templates/bulletin.docx"));
    }

    private static void keep(String name, byte[] bytes) throws IOException {
        Files.createDirectories(LEFT);
        Files.write(LEFT.resolve(name), bytes);
    }
}
