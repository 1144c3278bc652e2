package org.hotline12345.workbook;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.hotline12345.common.Refusal;

/** Looks through a packed file before anything unpacks it: its true size, and parts that could act. */
final class Packed {

    private static final int MOST_PARTS = 500;
    private static final List<String> ACTIVE = List.of("vbaproject", "/macrosheets/", "/embeddings/", "/activex/", "/ctrlprops/",
            "/dialogsheets/", "/webextensions/", "customui/");
    private static final List<String> OUTWARD = List.of("/externallinks/", "/querytables/", "/connections.xml");

    private Packed() {
    }

    static void inspect(Path file, Bounds bounds) throws IOException {
        Set<String> names = new HashSet<>();
        byte[] buffer = new byte[16_384];
        long unpacked = 0;
        // By the central directory, as the library reads it too: what stands only in the stream is never looked at.
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry part : Collections.list(zip.entries())) {
                String name = '/' + part.getName().toLowerCase(Locale.ROOT);
                refuseActive(name);
                if (!names.add(name) || names.size() > MOST_PARTS) {
                    throw Reading.unreadable();
                }
                try (InputStream content = zip.getInputStream(part)) {
                    unpacked = inspect(name, content, buffer, unpacked, bounds);
                }
            }
        } catch (IllegalArgumentException | ZipException damaged) {
            throw Reading.unreadable();
        }
        if (!names.contains("/[content_types].xml")) {
            throw Reading.unreadable();
        }
    }

    private static long inspect(String name, InputStream content, byte[] buffer, long before, Bounds bounds) throws IOException {
        long unpacked = before;
        boolean first = true;
        for (int read = content.readNBytes(buffer, 0, buffer.length); read > 0; read = content.readNBytes(buffer, 0, buffer.length)) {
            unpacked += read;
            if (unpacked > bounds.unpacked()) {
                throw Refusal.invalid("workbook.unpacksTooLarge", "表格解压后超过" + bounds.unpacked() / 1_000_000
                        + "MB；请删除空白却带格式的行、图片和与内容无关的工作表后重试。");
            }
            String text = new String(buffer, 0, read, StandardCharsets.ISO_8859_1);
            if (first && (text.contains("<!DOCTYPE") || text.contains("<!ENTITY"))) {
                throw Refusal.invalid("workbook.documentType", "表格中含有文档类型定义（DTD），可能是恶意文件；请用表格软件另存为 .xlsx 后重试。");
            }
            if (name.endsWith(".rels")) {
                refuseOutward(text);
            }
            first = false;
        }
        return unpacked;
    }

    private static void refuseActive(String name) {
        if (ACTIVE.stream().anyMatch(name::contains)) {
            throw Refusal.invalid("workbook.activeContent", "表格中含有宏、控件或嵌入对象，请全部删除并另存为 .xlsx 后重试。");
        }
        if (OUTWARD.stream().anyMatch(name::contains)) {
            throw outward();
        }
    }

    /** A hyperlink that the spreadsheet made of an address does nothing until somebody clicks it; everything else outward loads. */
    private static void refuseOutward(String relations) {
        for (String relation : relations.split("<Relationship\\b")) {
            if (relation.contains("TargetMode=\"External\"") && !relation.contains("/relationships/hyperlink\"")) {
                throw outward();
            }
        }
    }

    private static Refusal outward() {
        return Refusal.invalid("workbook.externalLink", "表格中有指向其他文件或网址的外部链接，请在“数据—编辑链接”中断开后重试。");
    }
}
