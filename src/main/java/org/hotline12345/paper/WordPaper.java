package org.hotline12345.paper;

import com.deepoove.poi.XWPFTemplate;
import com.deepoove.poi.config.Configure;
import com.deepoove.poi.config.ConfigureBuilder;
import com.deepoove.poi.exception.RenderException;
import com.deepoove.poi.exception.ResolverException;
import com.deepoove.poi.template.ElementTemplate;
import com.deepoove.poi.template.IterableTemplate;
import com.deepoove.poi.template.MetaTemplate;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.poi.ooxml.POIXMLException;
import org.apache.poi.openxml4j.exceptions.OpenXML4JRuntimeException;
import org.hotline12345.common.Refusal;

/**
 * Fills a Word template. A tag {@code {{标题}}} stands for words, a tag in a paragraph of its own for blocks, and
 * {@code {{?有抄送}}…{{/有抄送}}} is kept only where there is such a word.
 */
public final class WordPaper {

    private static final String IF = "有";

    private WordPaper() {
    }

    /**
     * The paper.
     *
     * @param template bytes of a .docx
     * @param words by tag; null or empty text counts as not there
     * @param blocks by tag
     * @return bytes of a .docx
     */
    public static byte[] fill(byte[] template, Map<String, String> words, Map<String, List<Block>> blocks) {
        Map<String, Object> model = new HashMap<>();
        words.forEach((tag, text) -> {
            model.put(tag, text == null ? "" : Printable.text(text));
            model.put(IF + tag, text != null && !text.isEmpty());
        });
        blocks.forEach((tag, list) -> {
            model.put(tag, list);
            model.put(IF + tag, !list.isEmpty());
        });
        try (XWPFTemplate paper = open(template, blocks.keySet()).render(model)) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            paper.write(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Refuses a template that cannot be filled.
     *
     * @param words tags that stand for words
     * @param blocks tags that stand for blocks
     * @param styles paragraph styles that blocks are set in
     * @throws Refusal INVALID {@code paper.badTemplate} naming every unknown tag, every missing style, or that it is no .docx
     */
    public static void check(byte[] template, Set<String> words, Set<String> blocks, Set<String> styles) {
        Set<String> tags = new TreeSet<>();
        Set<String> missing = new LinkedHashSet<>(styles);
        try (XWPFTemplate paper = open(template, blocks)) {
            collect(paper.getElementTemplates(), tags);
            styles.stream().filter(style -> paper.getXWPFDocument().getStyles() != null
                    && paper.getXWPFDocument().getStyles().getStyleWithName(style) != null).forEach(missing::remove);
        } catch (IOException | ResolverException | RenderException | POIXMLException | OpenXML4JRuntimeException | IllegalArgumentException
                | IllegalStateException unreadable) {
            throw Refusal.invalid("paper.badTemplate", "模板打不开，或者标签没有成对出现（{{?有抄送}}须有对应的{{/有抄送}}）。请用Word或WPS另存为 .docx 后重试。");
        }
        List<String> unknown = new ArrayList<>();
        for (String tag : tags) {
            String plain = tag.startsWith(IF) ? tag.substring(IF.length()) : tag;
            if (!words.contains(tag) && !blocks.contains(tag) && !words.contains(plain) && !blocks.contains(plain)) {
                unknown.add("{{" + tag + "}}");
            }
        }
        if (!unknown.isEmpty()) {
            throw Refusal.invalid("paper.badTemplate", "模板中有不认识的标签：" + String.join("、", unknown) + "。可用的标签：" + String.join("、", new TreeSet<>(words))
                    + "；单独成段的：" + String.join("、", new TreeSet<>(blocks)) + "。");
        }
        if (!missing.isEmpty()) {
            throw Refusal.invalid("paper.badTemplate", "模板中缺少段落样式：" + String.join("、", missing) + "。请从下载的模板改起，不要删除或改名这些样式。");
        }
        List<String> absent = blocks.stream().filter(tag -> !tags.contains(tag)).toList();
        if (!absent.isEmpty()) {
            throw Refusal.invalid("paper.badTemplate", "模板中缺少标签{{" + String.join("}}、{{", absent) + "}}，正文和附件将没有地方放。请加上后重试。");
        }
    }

    private static XWPFTemplate open(byte[] template, Set<String> blocks) {
        ConfigureBuilder settings = Configure.builder().setValidErrorHandler(new Configure.ClearHandler());
        BlockPolicy policy = new BlockPolicy();
        blocks.forEach(tag -> settings.bind(tag, policy));
        return XWPFTemplate.compile(new ByteArrayInputStream(template), settings.build());
    }

    private static void collect(List<MetaTemplate> elements, Set<String> tags) {
        for (MetaTemplate element : elements) {
            if (element instanceof IterableTemplate part) {
                tags.add(part.getStartMark().getTagName());
                collect(part.getTemplates(), tags);
            } else if (element instanceof ElementTemplate tag) {
                tags.add((tag.getSign() == null || tag.getSign() == Character.MIN_VALUE ? "" : tag.getSign()) + tag.getTagName());
            }
        }
    }
}
