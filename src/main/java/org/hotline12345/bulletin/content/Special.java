package org.hotline12345.bulletin.content;

import java.util.List;
import org.hotline12345.bulletin.Topics;
import org.hotline12345.report.Dimension;

/** 特报: one topic or event; its figures are those of the topic's tickets, beside the city's. */
final class Special {

    private static final int MATTERS = 10;
    private static final int KINDS = 3;

    private Special() {
    }

    static List<Grid> write(Reading reading, Outline outline) {
        Tables tables = new Tables(reading);
        long received = reading.n("received");
        outline.section(1, "event", "基本情况").say(Topics.scope(reading.frozen().names(), topic(reading), reading.frozen().sign()));
        List<Reading.Counted> kinds = reading.by("received", Dimension.KIND);
        outline.say("期内受理" + received + "件，占全市受理工单" + reading.n("receivedInAll") + "件的" + reading.share(received, reading.n("receivedInAll"))
                + (kinds.isEmpty() ? "" : "，其中" + Reading.named(kinds, KINDS, "件")) + "。热线当即答复" + reading.n("answeredAtOnce") + "件，派到单位"
                + reading.n("transferred") + "件；期内办结" + reading.n("closed") + "件，期末在办" + reading.n("inHand") + "件次，其中超期未办"
                + reading.n("overdueInHand") + "件次；回访" + reading.n("calledBack") + "件，满意" + reading.n("satisfied") + "件。");
        outline.draw(new Chart("days", "每日受理量", Chart.Shape.LINE, "件", Facts.days(reading, "received")));
        shared(reading, outline, tables, "matters", "诉求事项构成", "事项", Dimension.CATEGORY);
        shared(reading, outline, tables, "regions", "地区分布", "地区", Dimension.REGION);
        outline.written(1, "analysis", "原因分析");
        outline.written(1, "handling", "处置情况");
        outline.written(1, "cases", "典型案例");
        outline.written(1, "advice", "工作建议");
        return List.of(tables.units());
    }

    private static void shared(Reading reading, Outline outline, Tables tables, String code, String title, String what, Dimension dimension) {
        List<Reading.Counted> items = reading.by("received", dimension);
        if (!items.isEmpty()) {
            outline.show(tables.shared(code, title, what, "received", items.stream().limit(MATTERS).toList(), reading.n("received"),
                    items.size() > MATTERS ? "另有" + (items.size() - MATTERS) + "项未列。" : null));
        }
    }

    private static String topic(Reading reading) {
        return reading.frozen().header().topic();
    }
}
