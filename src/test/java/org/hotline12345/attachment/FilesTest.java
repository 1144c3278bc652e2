package org.hotline12345.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.hotline12345.common.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Types by content, names that do no harm, recordings without their place, and the directory they are kept in. */
class FilesTest {

    @TempDir
    Path place;
    private final FileTypes types = new FileTypes();

    private FileType typeOf(byte[] content) throws IOException {
        return types.of(Files.write(place.resolve("file"), content));
    }

    private void assertRefused(String code, byte[] content) {
        assertThatThrownBy(() -> typeOf(content)).isInstanceOf(Refusal.class).extracting("code").isEqualTo(code);
    }

    @Test
    void everyKindThatATicketTakesIsKnownByItsContent() throws IOException {
        assertThat(typeOf(Samples.photograph(1))).isEqualTo(FileType.JPEG);
        assertThat(typeOf(Samples.png())).isEqualTo(FileType.PNG);
        assertThat(typeOf(Samples.webpWithPlace())).isEqualTo(FileType.WEBP);
        assertThat(typeOf(Samples.PDF)).isEqualTo(FileType.PDF);
        assertThat(typeOf(Samples.zip("OFD.xml", "<ofd/>"))).isEqualTo(FileType.OFD);
        assertThat(typeOf(Samples.word())).isEqualTo(FileType.DOCX);
        assertThat(typeOf(Samples.oldOffice("WordDocument"))).isEqualTo(FileType.DOC);
        assertThat(typeOf(Samples.oldOffice("Workbook"))).isEqualTo(FileType.XLS);
        assertThat(typeOf(Samples.oldOffice("PowerPoint Document"))).isEqualTo(FileType.PPT);
        assertThat(typeOf("现场情况说明".getBytes(StandardCharsets.UTF_8))).isEqualTo(FileType.TXT);
        assertThat(typeOf("现场情况说明，已经处理完毕。".getBytes(Charset.forName("GB18030")))).isEqualTo(FileType.TXT);
        assertThat(typeOf("ID3\3\0\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1))).isEqualTo(FileType.MP3);
        assertThat(typeOf("#!AMR\n\0\0".getBytes(StandardCharsets.ISO_8859_1))).isEqualTo(FileType.AMR);
        assertThat(typeOf("RIFF\44\0\0\0WAVEfmt ".getBytes(StandardCharsets.ISO_8859_1))).isEqualTo(FileType.WAV);
        assertThat(typeOf(Samples.video("x"))).isEqualTo(FileType.MP4);
        assertThat(typeOf("\0\0\0\24ftypqt  \0\0\2\0qt  ".getBytes(StandardCharsets.ISO_8859_1))).isEqualTo(FileType.MOV);
    }

    @Test
    void whatCouldRunOrHideSomethingIsRefused() {
        for (String text : new String[] {"<html><script>alert(1)</script>", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
                "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>", "#!/bin/sh\nrm -rf /\n",
                "MZ\u0090\0\3\0", "GIF89a\1\0\1\0", "\0\0\0\30ftypheic\0\0\0\0mif1heic", "\0\1\2\3\4\5"}) {
            assertRefused("attachment.typeNotAllowed", text.getBytes(StandardCharsets.ISO_8859_1));
        }
        assertRefused("attachment.typeNotAllowed", Samples.zip("a.txt", "a"));
        assertRefused("attachment.typeNotAllowed", Samples.oldOffice("Something"));
        assertRefused("attachment.macros", Samples.word("word/vbaProject.bin", "x"));
        assertRefused("attachment.macros", Samples.oldOffice("Workbook", "_VBA_PROJECT_CUR"));
        assertRefused("attachment.encrypted", Samples.oldOffice("EncryptedPackage"));
        // Two files in one are what the first says they are, and are served as nothing else.
        byte[] both = (new String(Samples.PDF, StandardCharsets.ISO_8859_1) + new String(Samples.zip("x.html", "<script>"),
                StandardCharsets.ISO_8859_1)).getBytes(StandardCharsets.ISO_8859_1);
        org.assertj.core.api.Assertions.assertThatCode(() -> assertThat(typeOf(both)).isEqualTo(FileType.PDF)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '→', value = {
            "../../etc/cron.d/x → x.jpg", "..\\..\\a.jpg → a.jpg", "C:\\照片\\现场.JPG → 现场.jpg", "a%2f..%2fb.jpg → a_2f.._2fb.jpg",
            "CON.jpg → _CON.jpg", "nul → _nul.jpg", "+1.jpg → _+1.jpg",
            ".htaccess.jpg → htaccess.jpg", "'' → 附件.jpg", ".jpg → 附件.jpg", "现场🚧照片.jpeg → 现场🚧照片.jpeg", "屏幕截图.png → 屏幕截图.jpg",
            "照片 2.现场 → 照片 2.现场.jpg", "<img src=x onerror=alert(1)>.jpg → _img src=x onerror=alert(1)_.jpg"})
    void aNameIsNoPathNoFormulaAndNoMarkup(String sent, String kept) {
        assertThat(FileNames.of(sent, FileType.JPEG)).isEqualTo(kept);
    }

    @Test
    void unseenSignsAndEndlessNamesAreCut() {
        assertThat(FileNames.of("a\0b\r\nc.jpg", FileType.JPEG)).isEqualTo("abc.jpg");
        assertThat(FileNames.of("photo\u202egpj.exe.jpg", FileType.JPEG)).isEqualTo("photogpj.exe.jpg");
        assertThat(FileNames.of("=cmd|' calc'!A0.jpg", FileType.JPEG)).isEqualTo("_=cmd_' calc'!A0.jpg");
        assertThat(FileNames.of(null, FileType.PDF)).isEqualTo("附件.pdf");
        String endless = FileNames.of("现🚧".repeat(200) + ".jpg", FileType.JPEG);
        assertThat(endless).startsWith("现🚧").endsWith(".jpg").hasSizeLessThan(255);
        assertThat(endless.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(200);
    }

    @Test
    void aNameThatPromisesSomethingElseIsRefused() {
        for (String name : new String[] {"照片.exe", "照片.html", "照片.pdf", "照片.mp4", "照片.svg"}) {
            assertThatThrownBy(() -> FileNames.of(name, FileType.JPEG)).as(name).isInstanceOf(Refusal.class)
                    .extracting("code").isEqualTo("attachment.nameAndContentDiffer");
        }
    }

    @Test
    void aRecordingLosesItsPlaceAndNothingElseMoves() throws IOException {
        byte[] sent = Samples.video("pictures and sound");
        Path file = Files.write(place.resolve("video"), sent);
        Recordings.clean(file);
        byte[] kept = Files.readAllBytes(file);
        assertThat(kept).hasSameSizeAs(sent);
        String words = new String(kept, StandardCharsets.ISO_8859_1);
        assertThat(words).doesNotContain("27.2389", "udta", "meta").contains("free", "mvhd", "tkhd", "pictures and sound");
        assertThat(words.indexOf("mdat")).isEqualTo(new String(sent, StandardCharsets.ISO_8859_1).indexOf("mdat"));
    }

    @Test
    void aDirectoryKeepsGivesFromAnywhereAndForgets() throws IOException {
        DirectoryStore store = new DirectoryStore(place.resolve("kept"));
        String hash = "ab".repeat(32);
        Path content = Files.writeString(place.resolve("content"), "0123456789");
        assertThat(store.hashes()).isEmpty();
        store.keep(hash, content);
        store.keep(hash, content);
        assertThat(store.hashes()).containsExactly(hash);
        try (InputStream in = store.read(hash, 4)) {
            assertThat(in.readAllBytes()).asString(StandardCharsets.US_ASCII).isEqualTo("456789");
        }
        store.forget(hash);
        store.forget(hash);
        assertThatThrownBy(() -> store.read(hash, 0)).isInstanceOf(NoSuchFileException.class);
        assertThat(store.hashes()).isEmpty();
    }
}
