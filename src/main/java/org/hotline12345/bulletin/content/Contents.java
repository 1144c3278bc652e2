package org.hotline12345.bulletin.content;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hotline12345.bulletin.BulletinKind;
import org.hotline12345.bulletin.Frozen;
import org.hotline12345.bulletin.Reported;
import org.hotline12345.report.Rate;

/** Makes the content of a bulletin of what was frozen for it: the same content from the same snapshot and texts, at any time. */
public final class Contents {

    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy年M月d日HH:mm");
    /** All hotlines keep one time, wherever the server stands. */
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    private Contents() {
    }

    /** The content; a figure that was never counted is 0, a rate without a base a dash. */
    public static Content of(BulletinKind kind, Frozen frozen) {
        Reading reading = new Reading(frozen);
        Outline outline = new Outline(frozen);
        List<Grid> attachments = switch (kind) {
            case DAILY -> Periodic.daily(reading, outline);
            case WEEKLY -> Periodic.weekly(reading, outline);
            case MONTHLY -> Monthly.write(reading, outline);
            case FACTS -> Facts.write(reading, outline);
            case ASSESSMENT -> Assessment.write(reading, outline);
            case ANNUAL -> Annual.write(reading, outline);
            case SPECIAL -> Special.write(reading, outline);
        };
        if (kind != BulletinKind.SPECIAL) {
            // What a city printed is about the whole city, not about a topic.
            reported(reading, outline);
        }
        List<Section> sections = new ArrayList<>(outline.sections());
        if (frozen.corrected() != null) {
            sections.add(0, Corrections.of(frozen.corrected()));
        }
        return new Content(frozen.header(), frozen.header().title(), sections,
                attachments.stream().filter(grid -> !grid.rows().isEmpty()).toList(), facts(reading));
    }

    /** The parts that people write, in the order they stand, with what is kept for them and first words from the figures. */
    public static List<Piece> pieces(BulletinKind kind, Frozen frozen) {
        return Pieces.of(kind, frozen);
    }

    /** What those parts are called, by code. */
    public static Map<String, String> titles(BulletinKind kind, Frozen frozen) {
        return pieces(kind, frozen).stream().collect(Collectors.toMap(Piece::code, Piece::title));
    }

    private static void reported(Reading reading, Outline outline) {
        List<Row> rows = new ArrayList<>();
        for (Reported reported : reading.frozen().reported()) {
            Optional<Rate> rate = reading.rate(reported.code());
            rows.add(Row.of(reported.code(), new Cell.Words(reported.name()), new Cell.Words(reported.printed()),
                    rate.<Cell>map(known -> new Cell.Share(reading.n(known.numerator()), reading.n(known.denominator()), false))
                            .orElseGet(() -> new Cell.Amount(reading.n(reported.code()))), new Cell.Words(reported.source())));
        }
        if (!rows.isEmpty()) {
            outline.section(1, "reported", "原通报与复算对照").say("下列数据在原通报中与其所附表格不一致，或者没有写明口径，现将两者并列，不作更改。")
                    .show(new Tables(reading).reported(rows));
        }
    }

    /** What every table must say: period, cut-off, base, who is left out. */
    private static List<String> facts(Reading reading) {
        List<String> facts = new ArrayList<>();
        facts.add("统计期：" + Reading.day(reading.from()) + "至" + Reading.day(reading.to()) + "；数据截至" + time(reading.frozen().header().asOf())
                + "；指标口径版本" + reading.frozen().header().formulas() + "。");
        facts.add("比率保留两位小数，四舍五入；成对比率以100%减去前者；没有基数的以“—”表示。");
        if (reading.n("excluded") > 0) {
            facts.add("经审批剔除的工单" + reading.n("excluded") + "件，不计入超期和满意率。");
        }
        return facts;
    }

    private static String time(Instant instant) {
        return MINUTES.format(instant.atZone(CHINA));
    }
}
