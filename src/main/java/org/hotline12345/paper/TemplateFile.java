package org.hotline12345.paper;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.hotline12345.common.Refusal;

/** Looks through an uploaded Word template before anything reads it: its true size, and parts or fields that could act or fetch. */
public final class TemplateFile {

    private static final int MOST_BYTES = 5_000_000;
    private static final int MOST_UNPACKED = 50_000_000;
    private static final int MOST_PARTS = 500;
    private static final List<String> ACTIVE = List.of("vbaproject", "vbadata", "/embeddings/", "/activex/", "/webextensions/", "customui/",
            "attachedtoolbars", "afchunk");
    private static final Pattern FETCHING = Pattern.compile("(?i)\\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|DATABASE|MACROBUTTON|RD)\\b");
    private static final Pattern FIELD = Pattern.compile("<w:instrText[^>]*>([^<]*)<|w:instr=\"([^\"]*)\"");

    private TemplateFile() {
    }

    /** @throws Refusal INVALID {@code paper.badTemplate} saying what to remove */
    public static void inspect(byte[] docx) {
        if (docx.length > MOST_BYTES) {
            throw bad("模板超过5MB，请压缩其中的图片后重试。");
        }
        Set<String> names = new HashSet<>();
        long unpacked = 0;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(docx))) {
            for (ZipEntry part = zip.getNextEntry(); part != null; part = zip.getNextEntry()) {
                String name = '/' + part.getName().toLowerCase(Locale.ROOT);
                byte[] content = zip.readNBytes((int) (MOST_UNPACKED - unpacked + 1));
                unpacked += content.length;
                if (unpacked > MOST_UNPACKED || names.size() > MOST_PARTS) {
                    throw bad("模板解压后过大，请另存为新的 .docx 后重试。");
                }
                names.add(name);
                inspect(name, content);
            }
        } catch (ZipException damaged) {
            throw bad("模板不是有效的 .docx 文件。请用Word或WPS另存为 .docx 后重试。");
        } catch (IOException e) {
            throw bad("模板读不出来。请用Word或WPS另存为 .docx 后重试。");
        }
        if (!names.contains("/[content_types].xml") || !names.contains("/word/document.xml")) {
            throw bad("模板不是 .docx 文件。请用Word或WPS另存为 .docx 后重试。");
        }
    }

    private static void inspect(String name, byte[] content) {
        if (ACTIVE.stream().anyMatch(name::contains)) {
            throw bad("模板中含有宏、控件或嵌入对象，请全部删除并另存为 .docx 后重试。");
        }
        if (!name.endsWith(".xml") && !name.endsWith(".rels")) {
            return;
        }
        String text = new String(content, StandardCharsets.UTF_8);
        if (text.contains("<!DOCTYPE") || text.contains("<!ENTITY")) {
            throw bad("模板中含有文档类型定义（DTD），可能是恶意文件；请用Word或WPS另存为 .docx 后重试。");
        }
        if (text.contains("macroEnabled")) {
            throw bad("模板是启用宏的文档，请另存为不带宏的 .docx 后重试。");
        }
        if (name.endsWith(".rels")) {
            for (String relation : text.split("<Relationship\\b")) {
                if (relation.contains("TargetMode=\"External\"") && !relation.contains("/relationships/hyperlink\"")) {
                    throw bad("模板中有指向其他文件或网址的链接（图片、模板等），请改为嵌入后重试。");
                }
            }
        }
        FIELD.matcher(text).results().map(field -> field.group(1) == null ? field.group(2) : field.group(1))
                .filter(field -> FETCHING.matcher(field).find()).findFirst().ifPresent(field -> {
                    throw bad("模板中的域“" + field.strip() + "”会读取外部内容，请删除后重试。");
                });
    }

    private static Refusal bad(String message) {
        return Refusal.invalid("paper.badTemplate", message);
    }
}
