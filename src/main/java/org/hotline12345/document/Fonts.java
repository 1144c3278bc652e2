package org.hotline12345.document;

import com.lowagie.text.Chunk;
import com.lowagie.text.DocumentException;
import com.lowagie.text.Font;
import com.lowagie.text.Phrase;
import com.lowagie.text.pdf.BaseFont;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hotline12345.common.Refusal;
import org.hotline12345.paper.PaperSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** The server's Chinese fonts. Each character is set in the first font that has it; one that no font has is printed as its code, never as an empty box. */
@Component
@EnableConfigurationProperties(PaperSettings.class)
class Fonts {

    private static final Logger LOG = LoggerFactory.getLogger(Fonts.class);
    private static final String SIMPLIFIED = " SC";

    private final PaperSettings settings;
    private List<BaseFont> faces;

    Fonts(PaperSettings settings) {
        this.settings = settings;
    }

    /** @throws Refusal RULE {@code document.noFont} where the server has no font of those configured */
    synchronized List<BaseFont> faces() {
        if (faces == null || faces.isEmpty()) {
            faces = settings.fonts().stream().filter(file -> Files.isReadable(Path.of(file))).map(Fonts::face).toList();
        }
        if (faces.isEmpty()) {
            throw Refusal.rule("document.noFont",
                    "服务器上没有中文字体，不能生成单据。请系统管理员安装 fonts-noto-cjk，或用 HOTLINE_DOCUMENT_FONTS 指明字体文件。");
        }
        return faces;
    }

    private static BaseFont face(String file) {
        try {
            String face = file;
            if (file.toLowerCase(java.util.Locale.ROOT).endsWith(".ttc")) {
                String[] names = BaseFont.enumerateTTCNames(file);
                int chosen = 0;
                for (int i = 0; i < names.length && chosen == 0; i++) {
                    BaseFont one = BaseFont.createFont(file + "," + i, BaseFont.IDENTITY_H, BaseFont.EMBEDDED);
                    chosen = one.getFullFontName()[0][3].endsWith(SIMPLIFIED) ? i : 0;
                }
                face = file + "," + chosen;
            }
            LOG.info("papers are set in {}", face);
            return BaseFont.createFont(face, BaseFont.IDENTITY_H, BaseFont.EMBEDDED);
        } catch (IOException e) {
            throw new UncheckedIOException("the font " + file + " cannot be read", e);
        } catch (DocumentException e) {
            throw new IllegalStateException("the font " + file + " cannot be used", e);
        }
    }

    /** The text in the fonts that have its characters; line breaks stay. */
    Phrase phrase(String text, float size, int style) {
        Phrase phrase = new Phrase(size * 1.5f);
        for (Run run : runs(text == null ? "" : text)) {
            phrase.add(new Chunk(run.text, new Font(run.face, size, style)));
        }
        return phrase;
    }

    /** The text as it will be printed: characters that no font has as their code. */
    String printable(String text) {
        StringBuilder printable = new StringBuilder();
        runs(text).forEach(run -> printable.append(run.text));
        return printable.toString();
    }

    private record Run(BaseFont face, String text) {
    }

    private List<Run> runs(String text) {
        List<Run> runs = new ArrayList<>();
        BaseFont open = faces().get(0);
        StringBuilder written = new StringBuilder();
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            int one = text.codePointAt(at);
            if (one < ' ' && one != '\n') {
                continue;
            }
            BaseFont face = one == '\n' ? open : faces().stream().filter(known -> known.charExists(one)).findFirst().orElse(null);
            if (face != null && face != open) {
                runs.add(new Run(open, written.toString()));
                written.setLength(0);
                open = face;
            }
            if (face == null) {
                written.append(String.format("〔U+%04X〕", one));
            } else {
                written.appendCodePoint(one);
            }
        }
        runs.add(new Run(open, written.toString()));
        return runs.stream().filter(run -> !run.text.isEmpty()).toList();
    }
}
