package org.hotline12345.bulletin.content;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hotline12345.bulletin.Header;
import org.hotline12345.paper.Block;
import org.hotline12345.paper.Charts;
import org.hotline12345.paper.WordPaper;
import org.hotline12345.workbook.Table;
import org.hotline12345.workbook.Writing;
import org.springframework.stereotype.Component;

/** The content of a bulletin as files: Word in the city's template, Excel with the same tables. */
@Component
public class BulletinPapers {

    /** Tags of a template that stand for words. */
    static final Set<String> WORDS = Set.of("稿别", "发文机关", "文号", "标题", "成文日期", "印发日期", "附注", "送", "发", "抄送", "公开属性", "采编", "审核", "签发",
            "统计期", "城市");
    /** Tags that stand for paragraphs and tables. */
    static final Set<String> BLOCKS = Set.of("正文", "附件说明", "附件");
    /** Paragraph styles the tables and texts are set in. */
    static final Set<String> STYLES = Set.of("公文正文", "一级标题", "二级标题", "三级标题", "表题", "表头", "表格文字", "小字表头", "表格小字", "表注", "图", "附件说明", "附件标识", "附件标题");

    private static final String[] HEADINGS = {"公文正文", "一级标题", "二级标题", "三级标题"};
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final int CHART_WIDTH = 150;
    /** Of a column, in halves of a Chinese character: longer texts are broken; and what is left free at both sides. */
    private static final int WIDEST = 26;
    private static final int EDGES = 2;
    /** Halves of a character that stand side by side on a page in letters of the usual size. */
    private static final int FITTING = 84;

    private final Charts charts;
    private final Clock clock;

    BulletinPapers(Charts charts, Clock clock) {
        this.charts = charts;
        this.clock = clock;
    }

    /** @param template bytes of the .docx to fill */
    public byte[] word(Content content, byte[] template) {
        return WordPaper.fill(template, words(content), Map.of("正文", body(content), "附件说明", attachmentList(content), "附件", attachments(content)));
    }

    private static Map<String, String> words(Content content) {
        Header header = content.header();
        Map<String, String> words = new HashMap<>();
        words.put("稿别", header.draft() ? "征求意见稿，未经签发" : header.correction() > 0 ? "更正第" + header.correction() + "号（更正" + header.correctedNumber() + "）" : "");
        words.put("发文机关", header.issuer());
        words.put("文号", header.number() == null ? "（签发时编号）" : header.number());
        words.put("标题", content.title());
        words.put("成文日期", header.issuedOn() == null ? "（签发日期）" : Reading.day(header.issuedOn()));
        words.put("印发日期", header.issuedOn() == null ? "" : Reading.day(header.issuedOn()) + "印发");
        words.put("附注", note(header));
        words.put("送", header.deliveredTo());
        words.put("发", header.sentTo());
        words.put("抄送", header.copiedTo());
        words.put("公开属性", header.publicity());
        words.put("采编", header.editor());
        words.put("审核", header.reviewer());
        words.put("签发", header.signer());
        words.put("统计期", Reading.day(header.from()) + "至" + Reading.day(header.to()));
        words.put("城市", header.jurisdictionName());
        return words;
    }

    private static String note(Header header) {
        List<String> parts = new ArrayList<>();
        if (header.publicity() != null && !header.publicity().isBlank()) {
            parts.add("此件" + header.publicity());
        }
        if (header.contact() != null && !header.contact().isBlank()) {
            parts.add("联系人：" + header.contact());
        }
        return String.join("；", parts);
    }

    private List<Block> body(Content content) {
        List<Block> blocks = new ArrayList<>();
        for (Section section : content.sections()) {
            List<String> paragraphs = new ArrayList<>(section.paragraphs());
            if (section.level() == 3 && !paragraphs.isEmpty()) {
                blocks.add(new Block.Text(HEADINGS[3], section.heading(), paragraphs.remove(0)));
            } else if (section.heading() != null) {
                blocks.add(new Block.Text(HEADINGS[section.level()], section.heading()));
            }
            paragraphs.forEach(paragraph -> blocks.add(new Block.Text(HEADINGS[0], paragraph)));
            section.grids().forEach(grid -> table(grid, "表题", blocks));
            section.charts().forEach(chart -> blocks.add(picture(chart)));
        }
        content.facts().forEach(fact -> blocks.add(new Block.Text("表注", fact)));
        return blocks;
    }

    private Block picture(Chart chart) {
        List<String> labels = chart.points().stream().map(Chart.Point::label).toList();
        List<Long> values = chart.points().stream().map(Chart.Point::value).toList();
        int height = switch (chart.shape()) {
            case BARS -> 24 + 8 * labels.size();
            case PIE -> 80;
            case LINE -> 70;
        };
        byte[] png = switch (chart.shape()) {
            case BARS -> charts.bars(chart.title(), chart.unit(), labels, values, CHART_WIDTH, height);
            case PIE -> charts.pie(chart.title(), chart.unit(), labels, values, CHART_WIDTH, height);
            case LINE -> charts.line(chart.title(), chart.unit(), labels, values, CHART_WIDTH, height);
        };
        return new Block.Picture(png, CHART_WIDTH, height, chart.title() + "：" + String.join("，", chart.points().stream()
                .limit(12).map(point -> point.label() + point.value() + chart.unit()).toList()));
    }

    private static List<Block> attachmentList(Content content) {
        List<Block> blocks = new ArrayList<>();
        List<Grid> attachments = content.attachments();
        for (int i = 0; i < attachments.size(); i++) {
            String number = attachments.size() == 1 ? "" : i + 1 + ".";
            blocks.add(new Block.Text("附件说明", (i == 0 ? "附件：" : "　　　") + number + attachments.get(i).title()));
        }
        return blocks;
    }

    private static List<Block> attachments(Content content) {
        List<Block> blocks = new ArrayList<>();
        List<Grid> attachments = content.attachments();
        for (int i = 0; i < attachments.size(); i++) {
            blocks.add(new Block.NewPage());
            blocks.add(new Block.Text("附件标识", "附件" + (attachments.size() == 1 ? "" : String.valueOf(i + 1))));
            table(attachments.get(i), "附件标题", blocks);
        }
        return blocks;
    }

    private static void table(Grid grid, String titleStyle, List<Block> blocks) {
        blocks.add(new Block.Text(titleStyle, grid.title()));
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < grid.columns().size(); i++) {
            if (!grid.columns().get(i).bracketed()) {
                places.add(i);
            }
        }
        List<List<String>> rows = grid.rows().stream().map(row -> printed(grid, row, places)).toList();
        List<String> total = grid.total() == null ? null : printed(grid, grid.total(), places);
        Set<Integer> numbers = new HashSet<>();
        List<Integer> weights = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            int place = places.get(i);
            int column = i;
            if (grid.rows().stream().noneMatch(row -> row.cells().get(place) instanceof Cell.Words words && !words.words().equals("—"))) {
                numbers.add(i);
            }
            int widest = Math.max(rows.stream().mapToInt(row -> width(row.get(column))).max().orElse(0), total == null ? 0 : width(total.get(i)));
            weights.add(EDGES + Math.min(WIDEST, Math.max(Math.max(widest, 4), (width(grid.columns().get(place).title()) + 1) / 2)));
        }
        boolean small = weights.stream().mapToInt(Integer::intValue).sum() > FITTING;
        blocks.add(new Block.Table(places.stream().map(place -> grid.columns().get(place).title()).toList(), weights, numbers, rows, total, small));
        blocks.add(new Block.Text("表注", grid.note() == null ? "" : "注：" + grid.note()));
    }

    /** In halves of a Chinese character. */
    private static int width(String text) {
        return text.codePoints().map(one -> one < 0x2E80 ? 1 : 2).sum();
    }

    private static List<String> printed(Grid grid, Row row, List<Integer> places) {
        List<String> texts = new ArrayList<>();
        for (int place : places) {
            String text = row.cells().get(place).text();
            boolean behind = place + 1 < grid.columns().size() && grid.columns().get(place + 1).bracketed();
            texts.add(behind ? text + "(" + row.cells().get(place + 1).text() + ")" : text);
        }
        return texts;
    }

    /**
     * An .xlsx with a sheet for every table: counts and shares as numbers, every text as text.
     *
     * @param madeBy name of who takes it, kept on its first sheet
     */
    public byte[] excel(Content content, String madeBy) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Writing book = new Writing()) {
            Header header = content.header();
            Map<String, String> about = new LinkedHashMap<>();
            about.put("标题", content.title());
            about.put("文号", header.number() == null ? "征求意见稿，未经签发" : header.number());
            about.put("发文机关", header.issuer());
            about.put("统计期", header.from() + " 至 " + header.to());
            about.put("数据截至", MINUTES.format(header.asOf().atZone(clock.getZone())));
            about.put("指标口径版本", header.formulas());
            about.put("导出人", madeBy);
            about.put("导出时间", MINUTES.format(clock.instant().atZone(clock.getZone())));
            about.put("说明", String.join("\n", content.facts()));
            book.about("说明", about);
            List<Grid> inText = content.sections().stream().flatMap(section -> section.grids().stream()).toList();
            inText.stream().filter(grid -> grid.code().equals(Corrections.CODE)).forEach(grid -> book.table(sheet(grid.title(), grid)));
            int number = 1;
            for (Grid grid : content.attachments()) {
                book.table(sheet("附件" + number++ + " " + grid.title(), grid));
            }
            inText.stream().filter(grid -> !grid.code().equals(Corrections.CODE)).forEach(grid -> book.table(sheet(grid.title(), grid)));
            book.to(out);
        }
        return out.toByteArray();
    }

    private static Table sheet(String name, Grid grid) {
        return new Table(name, grid.title(), grid.columns().stream().map(Column::title).toList(),
                grid.rows().stream().map(row -> row.cells().stream().map(BulletinPapers::value).toList()).toList(),
                grid.total() == null ? null : grid.total().cells().stream().map(BulletinPapers::value).toList(), grid.note());
    }

    private static Object value(Cell cell) {
        if (cell instanceof Cell.Amount amount) {
            return amount.n();
        }
        if (cell instanceof Cell.Share share && share.base() != 0) {
            return new Table.Percentage(shown(share));
        }
        if (cell instanceof Cell.Mean mean && mean.base() != 0) {
            return mean.number();
        }
        return cell.text();
    }

    /** The exact fraction, but where its rounding would show another number than the paper: then the printed one. */
    private static BigDecimal shown(Cell.Share share) {
        BigDecimal printed = new BigDecimal(share.text().substring(0, share.text().length() - 1)).movePointLeft(2);
        BigDecimal exact = BigDecimal.valueOf(share.part()).divide(BigDecimal.valueOf(share.base()), 16, RoundingMode.HALF_UP);
        return exact.setScale(4, RoundingMode.HALF_UP).compareTo(printed) == 0 ? exact : printed;
    }
}
