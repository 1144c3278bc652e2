package org.hotline12345.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.hotline12345.common.Refusal;
import org.junit.jupiter.api.Test;

/** Templates are filled where their tags stand; one that names unknown tags, or could act or fetch, is turned away with the reason. */
class WordPaperTest {

    private static final Set<String> WORDS = Set.of("标题", "抄送");
    private static final Set<String> BLOCKS = Set.of("正文");

    @Test
    void wordsAndBlocksTakeThePlaceOfTheirTagsAndAbsentOnesGoWithTheirLine() throws IOException {
        byte[] filled = WordPaper.fill(docx("标题：{{标题}}", "{{正文}}", "{{?有抄送}}抄送：{{抄送}}{{/有抄送}}", "完"), Map.of("标题", "通报{{正文}}", "抄送", ""),
                Map.of("正文", List.of(new Block.Text("没有的样式", "第一段"), new Block.Table(List.of("甲", "乙"), List.of(1, 2), Set.of(1),
                        List.of(List.of("a", "1")), List.of("合计", "1"), false))));
        try (XWPFDocument paper = new XWPFDocument(new ByteArrayInputStream(filled))) {
            assertThat(paper.getParagraphs()).extracting(XWPFParagraph::getText).contains("标题：通报{{正文}}", "第一段", "完").noneMatch(text -> text.startsWith("抄送"));
            assertThat(paper.getTables()).hasSize(1);
            assertThat(paper.getTables().get(0).getRow(2).getCell(0).getText()).isEqualTo("合计");
        }
    }

    @Test
    void everyUnknownTagIsNamed() {
        assertThatThrownBy(() -> check(docx("{{标题}}{{标提}}", "{{正文}}", "{{?有抄宋}}x{{/有抄宋}}", "{{@图片}}")))
                .isInstanceOf(Refusal.class).hasMessageContaining("{{标提}}").hasMessageContaining("{{有抄宋}}").hasMessageContaining("{{@图片}}")
                .hasMessageContaining("可用的标签：抄送、标题");
    }

    @Test
    void aTagWithoutItsEndAndATemplateWithoutItsTextAreTurnedAway() {
        assertThatThrownBy(() -> check(docx("{{标题}}", "{{正文}}", "{{?有抄送}}抄送"))).isInstanceOf(Refusal.class).hasMessageContaining("成对");
        assertThatThrownBy(() -> check(docx("{{标题}}"))).isInstanceOf(Refusal.class).hasMessageContaining("缺少标签{{正文}}");
        assertThatThrownBy(() -> check("no zip".getBytes(StandardCharsets.UTF_8))).isInstanceOf(Refusal.class).hasMessageContaining(".docx");
        assertThatThrownBy(() -> WordPaper.check(docx("{{正文}}"), WORDS, BLOCKS, Set.of("公文正文"))).isInstanceOf(Refusal.class)
                .hasMessageContaining("缺少段落样式：公文正文");
    }

    @Test
    void aPlainTemplateIsLookedThroughWithoutComplaint() throws IOException {
        byte[] plain = docx("{{标题}}", "{{正文}}");
        TemplateFile.inspect(plain);
        check(plain);
        assertThat(plain).isNotEmpty();
        TemplateFile.inspect(Files.readAllBytes(Path.of("src/main/resources/templates/bulletin.docx")));
        TemplateFile.inspect(with("word/fonts/font1.odttf", "<\u0001 bytes that only begin like a part"));
    }

    @Test
    void macrosLinksFieldsAndDocumentTypesAreTurnedAway() throws IOException {
        refused(with("word/vbaProject.bin", "x"), "宏");
        refused(with("word/embeddings/o.bin", "x"), "嵌入对象");
        refused(with("word/_rels/settings.xml.rels", "<Relationships><Relationship Id=\"r\" Type=\"x/attachedTemplate\" Target=\"http://x/t.dotm\" "
                + "TargetMode=\"External\"/></Relationships>"), "链接");
        refused(with("word/header9.xml", "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>"), "DTD");
        refused(with("word/footer9.xml", "<w:instrText> DDEAUTO c:\\\\x \"a\" </w:instrText>"), "DDEAUTO");
        refused(with("word/footer8.xml", "<w:fldSimple w:instr=\" INCLUDETEXT &quot;file&quot; \"/>"), "INCLUDETEXT");
        refused("plain".getBytes(StandardCharsets.UTF_8), ".docx");
    }

    @Test
    void linksAreFoundHoweverTheyAreWritten() throws IOException {
        String rels = "word/_rels/settings.xml.rels";
        refused(with(rels, "<Relationships><Relationship Id='r' Type='x/image' Target='http://x/i.png' TargetMode='External'/></Relationships>"), "链接");
        refused(with(rels, "<Relationships><Relationship Id=\"r\" Type=\"x/image\" Target=\"http://x/i.png\" TargetMode = \n \"External\" />"
                + "</Relationships>"), "链接");
        refused(with(rels, "<p:Relationships xmlns:p='x'><p:Relationship Id='r' Type='x/image' Target='i.png' TargetMode='external'/>"
                + "</p:Relationships>"), "链接");
        refused(with(rels, "<Relationships><Relationship Id='r' Type='x/image' Target='i.png' TargetMode='&#69;xternal'/></Relationships>"), "链接");
        refused(with(rels, "<Relationships><Relationship Id='r' Type='x/image' Target='i.png' TargetMode='elsewhere'/></Relationships>"), "链接");
        refused(with(rels, "<Relationships><Relationship Id='r' Type='x/image' Target='file:///etc/passwd'/></Relationships>"), "链接");
        refused(with(rels, "<Relationships><Relationship Id='r' Type='x/image' Title='x/relationships/hyperlink&quot;' Target='http://x' "
                + "TargetMode='External'/></Relationships>"), "链接");
        for (Charset wide : List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            refused(with(rels, ("<?xml version='1.0' encoding='" + (wide == StandardCharsets.UTF_16 ? "UTF-16" : wide.name()) + "'?><Relationships>"
                    + "<Relationship Id='r' Type='x/image' Target='http://x/i.png' TargetMode='External'/></Relationships>").getBytes(wide)), "链接");
            refused(with("word/header9.xml", "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>".getBytes(wide)), "重试");
        }
        TemplateFile.inspect(with(rels, "<Relationships><Relationship Id='r' Type='http://x/relationships/hyperlink' Target='http://x' "
                + "TargetMode='External'/></Relationships>"));
    }

    @Test
    void partsThatAreTakenInAreFoundByWhatTheyAreAndNotByTheirName() throws IOException {
        refused(with("word/_rels/document.xml.rels", "<Relationships><Relationship Id='r' Target='harmless.htm' "
                + "Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk'/></Relationships>"), "插入的其他文件");
        refused(with("word/_rels/document.xml.rels", "<Relationships><Relationship Id='r' Target='harmless.dat' "
                + "Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/oleObject'/></Relationships>"), "嵌入对象");
        refused(with("word/header9.xml", "<w:hdr><w:altChunk r:id='r'/></w:hdr>"), "插入的其他文件");
        refused(with("word/wide.dat", "<Types><Override ContentType='application/vnd.ms-word.document.macroEnabled.main+xml'/></Types>"
                .getBytes(StandardCharsets.UTF_16LE)), "重试");
        refused(with("word/part.dat", "<Types><Override ContentType='application/vnd.ms-word.document.macroEnabled.main+xml'/></Types>"), "启用宏");
    }

    @Test
    void aFieldIsReadAsAWholeHoweverManyRunsItIsSplitInto() throws IOException {
        refused(with("word/header9.xml", field(code("INCLUDE") + code("PICTURE") + code(" &quot;http://x&quot;"))), "INCLUDEPICTURE");
        refused(with("word/header9.xml", field(code(" LI") + "<w:r/>" + code("NK x"))), "LINK");
        refused(with("word/header9.xml", field(field(code("QUOTE LINK")) + code(" x"))), "其他域拼成");
        refused(with("word/header9.xml", field(field(code("QUOTE LI")) + field(code("QUOTE NK")))), "其他域拼成");
        refused(with("word/header9.xml", field(code("DDE") + field(code("QUOTE x")) + code("AUTO c"))), "域");
        refused(with("word/header9.xml", "<a:x><a:instrText><![CDATA[INCLUDE]]>TEXT f</a:instrText></a:x>"), "INCLUDETEXT");
        refused(with("word/header9.xml", "<w:x><w:fldSimple w:instr = 'DDE x y'/></w:x>"), "DDE");
        refused(with("word/header9.xml", ("<?xml version='1.0' encoding='UTF-16'?>" + field(code("LINK x"))).getBytes(StandardCharsets.UTF_16)), "LINK");
        TemplateFile.inspect(with("word/header9.xml", field(code(" IF ") + field(code(" PAGE ")) + code(" = 1 \"a\" \"b\" "))));
        TemplateFile.inspect(with("word/header9.xml", field(code("=") + field(code("PAGE")) + code("+1"))));
        TemplateFile.inspect(with("word/header9.xml", "<w:x>" + field(code(" HYPERLINK \"http://x\" ")) + field(code(" NUMPAGES ")) + "</w:x>"));
    }

    private static String field(String inside) {
        return "<w:p><w:fldChar w:fldCharType='begin'/>" + inside + "<w:fldChar w:fldCharType='separate'/><w:t>1</w:t>"
                + "<w:fldChar w:fldCharType='end'/></w:p>";
    }

    private static String code(String text) {
        return "<w:r><w:instrText xml:space='preserve'>" + text + "</w:instrText></w:r>";
    }

    private static void refused(byte[] docx, String why) {
        assertThatThrownBy(() -> TemplateFile.inspect(docx)).as(why).isInstanceOf(Refusal.class).hasMessageContaining(why)
                .satisfies(refusal -> assertThat(((Refusal) refusal).code()).isEqualTo("paper.badTemplate"));
    }

    private static void check(byte[] docx) {
        WordPaper.check(docx, WORDS, BLOCKS, Set.of());
    }

    private static byte[] docx(String... paragraphs) throws IOException {
        try (XWPFDocument paper = new XWPFDocument()) {
            for (String text : paragraphs) {
                paper.createParagraph().createRun().setText(text);
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            paper.write(out);
            return out.toByteArray();
        }
    }

    private static byte[] with(String part, String content) throws IOException {
        return with(part, content.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] with(String part, byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out); ZipInputStream plain = new ZipInputStream(new ByteArrayInputStream(docx("{{正文}}")))) {
            for (ZipEntry entry = plain.getNextEntry(); entry != null; entry = plain.getNextEntry()) {
                if (entry.getName().equals(part)) {
                    continue;
                }
                zip.putNextEntry(new ZipEntry(entry.getName()));
                plain.transferTo(zip);
            }
            zip.putNextEntry(new ZipEntry(part));
            zip.write(content);
        }
        return out.toByteArray();
    }
}
