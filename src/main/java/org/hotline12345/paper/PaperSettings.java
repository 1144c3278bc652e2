package org.hotline12345.paper;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What papers and charts are printed with.
 *
 * @param fonts font files (.ttf, .otf, .ttc) in the order they are asked for a character; those that are not there are
 *     passed over
 */
@ConfigurationProperties("hotline.document")
public record PaperSettings(@DefaultValue({
        "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", "/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc",
        "/usr/share/fonts/google-noto-sans-cjk-fonts/NotoSansCJK-Regular.ttc", "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
        "/usr/share/fonts/opentype/source-han-sans/SourceHanSansSC-Regular.otf", "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc",
        "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc", "/usr/share/fonts/wqy-zenhei/wqy-zenhei.ttc",
        "/usr/share/fonts/truetype/hanazono/HanaMinA.ttf", "/usr/share/fonts/truetype/hanazono/HanaMinB.ttf",
        "C:/Windows/Fonts/simsun.ttc", "C:/Windows/Fonts/simsunb.ttf"}) List<String> fonts) {

    public PaperSettings {
        fonts = List.copyOf(fonts);
    }
}
