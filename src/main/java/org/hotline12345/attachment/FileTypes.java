package org.hotline12345.attachment;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.poi.poifs.filesystem.DirectoryNode;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.tika.Tika;
import org.hotline12345.common.Refusal;
import org.springframework.stereotype.Component;

/** Tells what a file is by what it holds; its name and what the sender says it is count for nothing. */
@Component
class FileTypes {

    private static final Map<String, FileType> BY_MEDIA_TYPE = Map.ofEntries(
            Map.entry("image/jpeg", FileType.JPEG), Map.entry("image/png", FileType.PNG), Map.entry("image/webp", FileType.WEBP),
            Map.entry("application/pdf", FileType.PDF), Map.entry("audio/mpeg", FileType.MP3), Map.entry("audio/amr", FileType.AMR),
            Map.entry("audio/vnd.wave", FileType.WAV), Map.entry("audio/mp4", FileType.M4A), Map.entry("video/mp4", FileType.MP4),
            Map.entry("video/x-m4v", FileType.MP4));
    /** What the first page of an office package declares itself to be. */
    private static final Map<String, FileType> OFFICE = Map.of(
            "wordprocessingml.document.main+xml", FileType.DOCX,
            "spreadsheetml.sheet.main+xml", FileType.XLSX,
            "presentationml.presentation.main+xml", FileType.PPTX,
            "presentationml.slideshow.main+xml", FileType.PPTX);
    private static final int MOST_ENTRIES = 10_000;
    private static final int LONGEST_CONTENTS = 1 << 20;
    private static final int LONGEST_TEXT = 5 << 20;

    private final Tika tika = new Tika();

    /**
     * What the file is.
     *
     * @throws Refusal INVALID {@code attachment.typeNotAllowed}, {@code attachment.macros}, {@code attachment.encrypted}
     */
    FileType of(Path file) throws IOException {
        String found;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            found = tika.detect(in);
        }
        FileType known = BY_MEDIA_TYPE.get(found);
        if (known != null) {
            return known;
        }
        Optional<FileType> closer = switch (found) {
            case "application/zip", "application/x-tika-ooxml" -> inPackage(file);
            case "application/x-tika-msoffice" -> inOldOffice(file);
            case "video/quicktime" -> Optional.of(isQuickTime(file) ? FileType.MOV : FileType.MP4);
            // Chinese text in GB 18030 is no text to the detector.
            case "text/plain", "application/octet-stream" -> isText(file) ? Optional.of(FileType.TXT) : Optional.empty();
            default -> Optional.empty();
        };
        return closer.orElseThrow(() -> found.startsWith("image/hei")
                ? Refusal.invalid("attachment.typeNotAllowed", "暂不支持HEIC照片，请在手机相机设置中选择“兼容性最佳”，或另存为JPG后上传。")
                : Refusal.invalid("attachment.typeNotAllowed", "不支持这种文件（按内容识别，与文件名无关）。可以上传：" + FileType.allowed() + "。"));
    }

    private static Optional<FileType> inPackage(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            if (zip.size() > MOST_ENTRIES) {
                return Optional.empty();
            }
            if (zip.getEntry("OFD.xml") != null) {
                return Optional.of(FileType.OFD);
            }
            ZipEntry contents = zip.getEntry("[Content_Types].xml");
            if (contents == null) {
                return Optional.empty();
            }
            if (zip.stream().anyMatch(entry -> entry.getName().toLowerCase(java.util.Locale.ROOT).endsWith("vbaproject.bin"))) {
                throw macros();
            }
            String declared;
            try (InputStream in = zip.getInputStream(contents)) {
                declared = new String(in.readNBytes(LONGEST_CONTENTS), StandardCharsets.UTF_8);
            }
            return OFFICE.entrySet().stream().filter(office -> declared.contains(office.getKey())).map(Map.Entry::getValue).findFirst();
        } catch (java.util.zip.ZipException broken) {
            return Optional.empty();
        }
    }

    private static Optional<FileType> inOldOffice(Path file) throws IOException {
        try (POIFSFileSystem office = new POIFSFileSystem(file.toFile(), true)) {
            DirectoryNode root = office.getRoot();
            if (root.hasEntry("EncryptedPackage")) {
                throw Refusal.invalid("attachment.encrypted", "文件带有打开密码，无法检查，请取消密码后上传。");
            }
            if (root.hasEntry("Macros") || root.hasEntry("_VBA_PROJECT_CUR")) {
                throw macros();
            }
            return root.hasEntry("WordDocument") ? Optional.of(FileType.DOC)
                    : root.hasEntry("Workbook") || root.hasEntry("Book") ? Optional.of(FileType.XLS)
                    : root.hasEntry("PowerPoint Document") ? Optional.of(FileType.PPT) : Optional.empty();
        } catch (RuntimeException broken) {
            if (broken instanceof Refusal refusal) {
                throw refusal;
            }
            return Optional.empty();
        }
    }

    private static Refusal macros() {
        return Refusal.invalid("attachment.macros", "文档含有宏，不能上传；请另存为不含宏的文档后重试。");
    }

    private static boolean isQuickTime(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            String start = new String(in.readNBytes(12), StandardCharsets.ISO_8859_1);
            return !start.startsWith("ftyp", 4) || start.endsWith("qt  ");
        }
    }

    /** Text in UTF-8 or GB 18030 without control characters. */
    private static boolean isText(Path file) throws IOException {
        if (Files.size(file) > LONGEST_TEXT) {
            return false;
        }
        byte[] bytes = Files.readAllBytes(file);
        for (byte b : bytes) {
            if (b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f' || b == 0x7f) {
                return false;
            }
        }
        return List.of(StandardCharsets.UTF_8, Charset.forName("GB18030")).stream().anyMatch(charset -> {
            try {
                charset.newDecoder().decode(ByteBuffer.wrap(bytes));
                return true;
            } catch (CharacterCodingException notThis) {
                return false;
            }
        });
    }
}
