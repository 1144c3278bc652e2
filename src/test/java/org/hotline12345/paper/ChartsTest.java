package org.hotline12345.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.hotline12345.common.Refusal;
import org.junit.jupiter.api.Test;

/** Charts are pictures of the size asked for, with their data and their Chinese words drawn. */
public class ChartsTest {

    private static final List<String> LABELS = List.of("市住房和城乡建设局", "𠮷祥路", "其他3项");
    private static final List<Long> VALUES = List.of(42L, 6L, 3L);

    /** Charts with the fonts of this machine. */
    public static Charts charts() {
        return new Charts(new PaperSettings(List.of("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
                "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc", "/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc")));
    }

    @Test
    void everyShapeIsAPictureOfItsSizeInSeveralColours() throws IOException {
        for (byte[] png : List.of(charts().bars("超期", "件", LABELS, VALUES, 150, 60), charts().pie("构成", "件", LABELS, VALUES, 150, 60),
                charts().line("每日", "件", LABELS, VALUES, 150, 60))) {
            BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png));
            assertThat(picture.getWidth()).isEqualTo(1200);
            assertThat(picture.getHeight()).isEqualTo(480);
            Set<Integer> colours = IntStream.range(0, 1200 * 480).map(at -> picture.getRGB(at % 1200, at / 1200)).boxed().collect(Collectors.toSet());
            assertThat(colours).contains(0xFFFFFFFF).hasSizeGreaterThan(20);
        }
    }

    @Test
    void twoMattersOfTheSameNameAreBothDrawn() throws IOException {
        List<Long> both = List.of(40L, 20L);
        assertThat(blue(charts().bars("事项", "件", List.of("噪声", "噪声"), both, 150, 60)))
                .isEqualTo(blue(charts().bars("事项", "件", List.of("噪声", "噪音"), both, 150, 60)));
        BufferedImage pie = ImageIO.read(new ByteArrayInputStream(charts().pie("事项", "件", List.of("噪声", "噪声"), both, 150, 60)));
        long second = IntStream.range(0, 1200 * 480).filter(at -> pie.getRGB(at % 1200, at / 1200) == 0xFFB3261E).count();
        assertThat(second).isGreaterThan(5000);
        assertThat(blue(charts().pie("事项", "件", List.of("噪声", "噪声"), both, 150, 60))).isGreaterThan(5000);
    }

    private static long blue(byte[] png) throws IOException {
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png));
        return IntStream.range(0, 1200 * 480).filter(at -> picture.getRGB(at % 1200, at / 1200) == 0xFF1F5A99).count();
    }

    @Test
    void aServerWithoutAChineseFontSaysSo() {
        Charts without = new Charts(new PaperSettings(List.of("/nowhere.ttf")));
        assertThatThrownBy(() -> without.bars("超期", "件", LABELS, VALUES, 150, 60)).isInstanceOf(Refusal.class).hasMessageContaining("没有中文字体");
    }
}
