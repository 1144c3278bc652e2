package org.hotline12345.bulletin.content;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.hotline12345.report.Dimension;

/** 月报: how the hotline ran, what people called about, what is wrong, what comes next; units, overdue and spot checks attached. */
final class Monthly {

    private static final int FIELDS_NAMED = 5;
    private static final int FIELDS_TOLD = 3;
    private static final int MATTERS_NAMED = 12;

    private Monthly() {
    }

    static List<Grid> write(Reading reading, Outline outline) {
        Tables tables = new Tables(reading);
        situation(reading, outline.section(1, "situation", "热线运行情况"));
        if (reading.n("carriedOver") + reading.n("inHand") > 0) {
            outline.say("承办单位上期结转" + reading.n("carriedOver") + "件次，期末在办" + reading.n("inHand") + "件次，其中超期未办结"
                    + reading.n("overdueInHand") + "件次。");
        }
        long owed = reading.n("contactOwed");
        if (owed > 0) {
            outline.say("承办单位应先行联系诉求人" + owed + "件次，按时联系" + reading.n("contactedInTime") + "件次，占"
                    + reading.share(reading.n("contactedInTime"), owed) + "。");
        }
        fields(reading, outline.section(1, "fields", "诉求分布情况"));
        outline.written(1, "problems", "工作中存在的问题");
        outline.written(1, "next", "下一步工作要求");
        return List.of(tables.units(), tables.overdue(), tables.spotChecks());
    }

    static void situation(Reading reading, Outline outline) {
        long callsIn = reading.n("callsIn");
        if (callsIn > 0) {
            String lines = reading.frozen().figures().by("callsIn", Dimension.LINE).entrySet().stream()
                    .filter(line -> !line.getKey().isEmpty() && !line.getKey().equals("12345"))
                    .sorted((one, other) -> Long.compare(other.getValue(), one.getValue()))
                    .map(line -> line.getKey() + "呼入" + line.getValue() + "次").collect(Collectors.joining("，"));
            outline.say("热线平台呼入总次数" + callsIn + "次" + (lines.isEmpty() ? "" : "（含归并优化后" + lines + "）") + "，呼出总次数"
                    + reading.n("callsOut") + "次。");
        }
        String excluded = reading.hotlineUnit() != null && reading.n("calledBack", reading.hotlineUnit()) > 0
                ? "（不含热线自办件为" + reading.share(reading.withoutHotline("satisfied"), reading.withoutHotline("calledBack")) + "）" : "";
        long otherwise = reading.n("received") - reading.n("answeredAtOnce") - reading.n("transferred");
        outline.say("受理市民有效诉求" + reading.n("received") + "件，其中热线当即答复" + reading.n("answeredAtOnce") + "件，网络转办" + reading.n("transferred")
                + "件" + (otherwise > 0 ? "，以转接、告知法定途径、登记表扬等其他方式了结和尚未派单" + otherwise + "件" : "") + "。在办理的" + reading.n("handled") + "件中，回访" + reading.n("calledBack") + "件，市民满意"
                + reading.n("satisfied") + "件，满意率" + reading.share(reading.n("satisfied"), reading.n("calledBack")) + excluded + "；超期"
                + reading.n("overdue") + "件。");
        List<Reading.Counted> fields = reading.groups("received").stream().filter(field -> !field.code().isEmpty()).toList();
        if (!fields.isEmpty()) {
            outline.say("热线诉求量较多的领域：" + Reading.named(fields, FIELDS_NAMED, "件") + "。");
            outline.draw(new Chart("fields", "诉求领域分布", Chart.Shape.BARS, "件", points(fields, 8)));
        }
        List<Reading.Counted> units = reading.foremost("assigned", FIELDS_NAMED);
        if (!units.isEmpty()) {
            outline.say("热线诉求涉及较多的单位：" + Reading.names(units, FIELDS_NAMED)
                    + (reading.ranked("assigned").size() > FIELDS_NAMED ? "等" : "") + "。");
        }
    }

    private static void fields(Reading reading, Outline outline) {
        List<Reading.Counted> fields = reading.groups("received");
        long all = reading.n("received");
        fields.stream().filter(field -> !field.code().isEmpty()).limit(FIELDS_TOLD).forEach(field -> {
            outline.section(2, "field-" + field.code(), field.name());
            List<Reading.Counted> matters = reading.matters("received", field.code());
            outline.section(3, "matters-" + field.code(), "基本情况").say("共" + field.count() + "件，占" + reading.share(field.count(), all)
                    + (matters.isEmpty() ? "。" : "，主要反映" + Reading.names(matters, MATTERS_NAMED) + "问题。"));
            outline.written(3, "handling-" + field.code(), "交办处理情况");
            outline.written(3, "case-" + field.code(), "典型案例");
        });
    }

    /** The first few with what is left as one. */
    static List<Chart.Point> points(List<Reading.Counted> items, int most) {
        List<Chart.Point> points = new ArrayList<>(items.stream().limit(most).map(item -> new Chart.Point(item.name(), item.count())).toList());
        long rest = items.stream().skip(most).mapToLong(Reading.Counted::count).sum();
        if (rest > 0) {
            points.add(new Chart.Point("其他" + (items.size() - most) + "项", rest));
        }
        return points;
    }
}
