package org.hotline12345.bulletin.content;

import java.util.List;
import org.hotline12345.report.Dimension;

/** 年度报告: services, calls, demands and how departments worked, in the tables such reports are published with. */
final class Annual {

    private static final long HOUR = 60;

    private Annual() {
    }

    static List<Grid> write(Reading reading, Outline outline) {
        Tables tables = new Tables(reading);
        long received = reading.n("received");
        outline.section(1, "overview", "总体情况").section(2, "demands", "公众诉求办理");
        outline.say("全年为企业群众提供服务" + received + "件。从诉求受理渠道看：" + Reading.named(reading.by("received", Dimension.CHANNEL), 14, "件")
                + "。从诉求办理情况看，在线解答" + reading.n("answeredAtOnce") + "件，在线解答率" + reading.share(reading.n("answeredAtOnce"), received)
                + "；成员单位承办" + reading.n("transferred") + "件，承办率" + reading.share(reading.n("transferred"), received) + "。公众有效参评"
                + reading.n("evaluated") + "件，有效参评满意率" + reading.share(reading.n("satisfiedEvaluated"), reading.n("evaluated")) + "。");
        outline.draw(new Chart("channels", "诉求受理渠道", Chart.Shape.PIE, "件", Monthly.points(reading.by("received", Dimension.CHANNEL), 6)));
        outline.written(2, "support", "平台基础支撑");
        outline.written(2, "rules", "制度规范建设");
        outline.section(1, "data", "数据公开");
        outline.written(2, "seats", "平台服务供给");
        outline.section(2, "services", "热线服务情况");
        if (reading.n("callsIn") + reading.n("callbackAttempted") > 0) {
            outline.show(calls(reading));
        }
        outline.show(demands(reading))
                .show(tables.shared("channels", "诉求来源", "渠道", "received", reading.by("received", Dimension.CHANNEL), received, null));
        outline.section(2, "departments", "政府部门服务效能").show(effect(reading)).show(tables.shared("kinds", "诉求类型", "类型", "received",
                reading.by("received", Dimension.KIND), received, null));
        outline.written(2, "ruleList", "制度规范清单");
        outline.written(1, "problems", "存在的主要问题及改进情况");
        return List.of(tables.units());
    }

    private static Grid calls(Reading reading) {
        List<Row> rows = List.of(
                Row.of("in", new Cell.Words("接听"), new Cell.Amount(reading.n("callsAnswered")), new Cell.Share(reading.n("callsAnswered"), reading.n("callsIn"), false),
                        new Cell.Mean(reading.n("waitSeconds"), reading.n("callsAnswered"), 1, 0, ""),
                        new Cell.Mean(reading.n("talkSeconds"), reading.n("callsAnswered"), 1, 0, ""), longest(reading)),
                Row.of("out", new Cell.Words("回访"), new Cell.Amount(reading.n("callbackAttempted")),
                        new Cell.Share(reading.n("callbackReached"), reading.n("callbackAttempted"), false), new Cell.Words("—"), new Cell.Words("—"),
                        new Cell.Words("—")));
        Row total = Row.of(Row.TOTAL, new Cell.Words("合计"), new Cell.Amount(reading.n("callsAnswered") + reading.n("callbackAttempted")),
                new Cell.Words("—"), new Cell.Words("—"), new Cell.Words("—"), new Cell.Words("—"));
        return new Grid("calls", "话务服务", List.of(Column.words("what", "话务类别"), Column.amounts("calls", "话务量(通)"), Column.ratios("answered", "接通率"),
                Column.ratios("wait", "平均等待时长(秒)"), Column.ratios("talk", "平均通话时长(秒)"), Column.ratios("longest", "最大通话时长(秒)")), rows, total,
                "接听的接通率＝接听÷呼入；回访的接通率＝联系上÷回访次数。");
    }

    private static Cell longest(Reading reading) {
        long longest = reading.n("longestTalkSeconds");
        return longest == 0 ? new Cell.Words("—") : new Cell.Amount(longest);
    }

    private static Grid demands(Reading reading) {
        long received = reading.n("received");
        long phone = reading.frozen().figures().count("received", Dimension.CHANNEL, "phone");
        long net = List.of("web", "wechat", "app", "weibo", "email", "open311").stream()
                .mapToLong(channel -> reading.frozen().figures().count("received", Dimension.CHANNEL, channel)).sum();
        Row row = Row.of("demands", new Cell.Words("群众诉求"), new Cell.Amount(received), new Cell.Amount(phone), new Cell.Amount(net),
                new Cell.Amount(received - phone - net), new Cell.Amount(reading.n("answeredAtOnce")), new Cell.Amount(reading.n("transferred")),
                new Cell.Amount(received - reading.n("answeredAtOnce") - reading.n("transferred")));
        return new Grid("demands", "诉求办理", List.of(Column.words("what", "诉求类别"), Column.amounts("received", "诉求总量(件)"),
                Column.amounts("phone", "电话(件)"), Column.amounts("net", "互联网(件)"), Column.amounts("others", "其他渠道(件)"),
                Column.amounts("atOnce", "在线解答(件)"), Column.amounts("transferred", "部门工单办理(件)"), Column.amounts("otherwise", "其他方式(件)")),
                List.of(row), null, "电话、互联网、其他渠道之和等于诉求总量；在线解答、部门工单办理、其他方式（转接、告知法定途径、登记表扬等）之和等于诉求总量。");
    }

    private static Grid effect(Reading reading) {
        long consults = reading.n("consults");
        List<Row> rows = List.of(
                row(reading, "consult", "咨询类", consults, ofKind(reading, "handlingMinutes", "consult"), ofKind(reading, "handled", "consult")),
                row(reading, "others", "非咨询类", reading.n("received") - consults, ofKind(reading, "handlingMinutes", "others"),
                        ofKind(reading, "handled", "others")));
        Row total = row(reading, Row.TOTAL, "合计", reading.n("received"), reading.n("handlingMinutes"), reading.n("handled"));
        return new Grid("effect", "政府部门服务效能", List.of(Column.words("what", "承办诉求类型"), Column.amounts("received", "诉求数量(件)"),
                Column.ratios("mean", "平均办理时长"), Column.amounts("evaluated", "回访评价(件)"), Column.amounts("satisfied", "满意(件)"),
                Column.ratios("share", "群众满意率"), Column.ratios("counted", "统计满意率")), rows, total,
                "平均办理时长按自然小时计，挂起时间不计；办理时限按工作日计，两者不能直接比较。群众满意率以诉求人作出的评价为基数；统计满意率按本市规定的回访量计。");
    }

    private static Row row(Reading reading, String key, String name, long received, long minutes, long handled) {
        long evaluated = ofKind(reading, "evaluated", key);
        long satisfied = ofKind(reading, "satisfiedEvaluated", key);
        return Row.of(key, new Cell.Words(name), new Cell.Amount(received), new Cell.Mean(minutes, handled, HOUR, 0, "小时"),
                new Cell.Amount(evaluated), new Cell.Amount(satisfied), new Cell.Share(satisfied, evaluated, false),
                new Cell.Share(ofKind(reading, "satisfied", key), ofKind(reading, "calledBack", key), false));
    }

    private static long ofKind(Reading reading, String measure, String key) {
        long consult = reading.frozen().figures().count(measure, Dimension.KIND, "consult");
        return key.equals(Row.TOTAL) ? reading.n(measure) : key.equals("consult") ? consult : reading.n(measure) - consult;
    }
}
