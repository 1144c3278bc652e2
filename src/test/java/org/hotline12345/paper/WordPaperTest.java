package org.hotline12345.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out); ZipInputStream plain = new ZipInputStream(new ByteArrayInputStream(docx("{{正文}}")))) {
            for (ZipEntry entry = plain.getNextEntry(); entry != null; entry = plain.getNextEntry()) {
                zip.putNextEntry(new ZipEntry(entry.getName()));
                plain.transferTo(zip);
            }
            zip.putNextEntry(new ZipEntry(part));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }
}
