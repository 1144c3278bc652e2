package org.hotline12345.paper;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.hotline12345.common.Refusal;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.CategoryLabelPositions;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.labels.StandardCategoryItemLabelGenerator;
import org.jfree.chart.labels.StandardPieSectionLabelGenerator;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PiePlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.LineAndShapeRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.category.DefaultCategoryDataset;
import org.jfree.data.general.DefaultPieDataset;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Charts as pictures for papers: few colours, told apart also in black and white by their labels. */
@Component
@EnableConfigurationProperties(PaperSettings.class)
public class Charts {

    /** Pixels a millimetre: about 200 to the inch. */
    private static final int SCALE = 8;
    private static final Color INK = new Color(0x22, 0x2A, 0x35);
    private static final Color BLUE = new Color(0x1F, 0x5A, 0x99);
    private static final Color LINES = new Color(0xD5, 0xD9, 0xE0);
    private static final List<Color> SLICES = List.of(BLUE, new Color(0xB3, 0x26, 0x1E), new Color(0xC9, 0x87, 0x1F), new Color(0x3B, 0x7D, 0x4F),
            new Color(0x6A, 0x4C, 0x93), new Color(0x5C, 0x6B, 0x7A), new Color(0x2A, 0x9D, 0x8F));

    private final PaperSettings settings;
    private Font face;

    Charts(PaperSettings settings) {
        this.settings = settings;
    }

    /** Bars from top to bottom, each with its count. */
    public byte[] bars(String title, String unit, List<String> labels, List<Long> values, int width, int height) {
        JFreeChart chart = ChartFactory.createBarChart(title, null, unit, categories(labels, values), PlotOrientation.HORIZONTAL, false, false, false);
        BarRenderer bars = (BarRenderer) chart.getCategoryPlot().getRenderer();
        bars.setBarPainter(new StandardBarPainter());
        bars.setShadowVisible(false);
        bars.setSeriesPaint(0, BLUE);
        bars.setMaximumBarWidth(.09);
        bars.setDefaultItemLabelGenerator(new StandardCategoryItemLabelGenerator("{2}", new java.text.DecimalFormat("0")));
        bars.setDefaultItemLabelsVisible(true);
        bars.setDefaultItemLabelFont(font(3.6f));
        bars.setDefaultItemLabelPaint(INK);
        dress(chart.getCategoryPlot());
        chart.getCategoryPlot().getRangeAxis().setUpperMargin(.12);
        return png(chart, width, height);
    }

    /** A line over the days. */
    public byte[] line(String title, String unit, List<String> labels, List<Long> values, int width, int height) {
        JFreeChart chart = ChartFactory.createLineChart(title, null, unit, categories(labels, values), PlotOrientation.VERTICAL, false, false, false);
        LineAndShapeRenderer line = (LineAndShapeRenderer) chart.getCategoryPlot().getRenderer();
        line.setSeriesPaint(0, BLUE);
        line.setSeriesStroke(0, new BasicStroke(SCALE / 2f));
        line.setSeriesShapesVisible(0, labels.size() <= 62);
        dress(chart.getCategoryPlot());
        CategoryAxis days = chart.getCategoryPlot().getDomainAxis();
        days.setCategoryLabelPositions(CategoryLabelPositions.UP_90);
        int step = Math.max(1, (int) Math.ceil(labels.size() / 31.0));
        for (int i = 0; i < labels.size(); i++) {
            days.setTickLabelPaint(new Label(i, labels.get(i)), i % step == 0 ? INK : new Color(0, true));
        }
        return png(chart, width, height);
    }

    /** Slices, each with its name, count and share. */
    public byte[] pie(String title, String unit, List<String> labels, List<Long> values, int width, int height) {
        DefaultPieDataset<Label> slices = new DefaultPieDataset<>();
        for (int i = 0; i < labels.size(); i++) {
            slices.setValue(new Label(i, labels.get(i)), values.get(i));
        }
        JFreeChart chart = ChartFactory.createPieChart(title, slices, false, false, false);
        @SuppressWarnings("unchecked")
        PiePlot<Label> pie = (PiePlot<Label>) chart.getPlot();
        pie.setBackgroundPaint(Color.WHITE);
        pie.setOutlineVisible(false);
        pie.setShadowPaint(null);
        pie.setLabelFont(font(3.4f));
        pie.setLabelPaint(INK);
        pie.setLabelBackgroundPaint(Color.WHITE);
        pie.setLabelOutlinePaint(null);
        pie.setLabelShadowPaint(null);
        pie.setMaximumLabelWidth(.3);
        pie.setInteriorGap(.03);
        pie.setLabelGenerator(new StandardPieSectionLabelGenerator("{0} {1}" + unit, new java.text.DecimalFormat("0"), new java.text.DecimalFormat("0.00%")));
        for (int i = 0; i < labels.size(); i++) {
            pie.setSectionPaint(new Label(i, labels.get(i)), SLICES.get(i % SLICES.size()));
            pie.setSectionOutlinesVisible(true);
        }
        return png(chart, width, height);
    }

    /** What a point is called and which one it is: two matters of the same name are two points. */
    private record Label(int place, String text) implements Comparable<Label> {

        @Override
        public int compareTo(Label other) {
            return Integer.compare(place, other.place);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private static DefaultCategoryDataset categories(List<String> labels, List<Long> values) {
        DefaultCategoryDataset counts = new DefaultCategoryDataset();
        for (int i = 0; i < labels.size(); i++) {
            counts.addValue(values.get(i), "", new Label(i, labels.get(i)));
        }
        return counts;
    }

    private void dress(CategoryPlot plot) {
        plot.setBackgroundPaint(Color.WHITE);
        plot.setOutlineVisible(false);
        plot.setRangeGridlinePaint(LINES);
        plot.setRangeGridlineStroke(new BasicStroke(1));
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        NumberAxis counts = (NumberAxis) plot.getRangeAxis();
        counts.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
        counts.setTickLabelFont(font(3.2f));
        counts.setTickLabelPaint(INK);
        counts.setLabelFont(font(3.2f));
        counts.setLabelPaint(INK);
        plot.getDomainAxis().setTickLabelFont(font(3.4f));
        plot.getDomainAxis().setTickLabelPaint(INK);
        plot.getDomainAxis().setMaximumCategoryLabelWidthRatio(.42f);
        plot.getDomainAxis().setCategoryMargin(.35);
    }

    private byte[] png(JFreeChart chart, int width, int height) {
        chart.setBackgroundPaint(Color.WHITE);
        chart.getTitle().setFont(font(4.4f).deriveFont(Font.BOLD));
        chart.getTitle().setPaint(INK);
        chart.setPadding(new RectangleInsets(SCALE, SCALE, SCALE, 2 * SCALE));
        BufferedImage picture = chart.createBufferedImage(width * SCALE, height * SCALE, BufferedImage.TYPE_INT_RGB, null);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** The first font of the server that can write Chinese, so many millimetres high. */
    private synchronized Font font(float millimetres) {
        if (face == null) {
            face = settings.fonts().stream().filter(file -> Files.isReadable(Path.of(file))).map(Charts::load).filter(font -> font.canDisplay('政'))
                    .findFirst().orElseThrow(() -> Refusal.rule("paper.noFont",
                            "服务器上没有中文字体，不能绘制图表。请系统管理员安装 fonts-noto-cjk，或用 HOTLINE_DOCUMENT_FONTS 指明字体文件。"));
        }
        return face.deriveFont(millimetres * SCALE);
    }

    private static Font load(String file) {
        try {
            Font[] faces = Font.createFonts(new File(file));
            return Arrays.stream(faces).filter(font -> font.getFontName().contains(" SC")).findFirst().orElse(faces[0]);
        } catch (FontFormatException | IOException e) {
            throw new IllegalStateException("the font " + file + " cannot be used", e);
        }
    }
}
