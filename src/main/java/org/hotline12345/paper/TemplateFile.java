package org.hotline12345.paper;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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
        if (name.endsWith(".xml") || name.endsWith(".rels") || TemplatePart.looksLikeXml(content)) {
            TemplatePart.inspect(content);
        }
    }

    static Refusal bad(String message) {
        return Refusal.invalid("paper.badTemplate", message);
    }
}
