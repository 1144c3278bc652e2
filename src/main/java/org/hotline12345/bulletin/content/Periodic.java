package org.hotline12345.bulletin.content;

import java.util.List;
import org.hotline12345.bulletin.Listed;
import org.hotline12345.report.Dimension;

/** 日报 and 周报: what came in and went out, and who is late. */
final class Periodic {

    private static final int MOST = 10;

    private Periodic() {
    }

    static List<Grid> daily(Reading reading, Outline outline) {
        Tables tables = new Tables(reading);
        Monthly.situation(reading, outline.section(1, "situation", "当日运行情况"));
        outline.say("上日结转" + reading.n("carriedOver") + "件次，当日派发承办单位" + reading.n("assigned") + "件次，办结" + reading.n("closed")
                + "件；日终在办" + reading.n("inHand") + "件次，其中超期未办结"
                + reading.n("overdueInHand") + "件次；申请退回" + reading.n("returned") + "件次，重办" + reading.n("reworked") + "件。");
        outline.section(1, "distribution", "诉求分布")
                .show(tables.shared("kinds", "诉求类型", "类型", "received", reading.by("received", Dimension.KIND), reading.n("received"), null))
                .show(tables.shared("channels", "受理渠道", "渠道", "received", reading.by("received", Dimension.CHANNEL), reading.n("received"), null));
        List<Reading.Counted> matters = reading.matters("received", null);
        if (!matters.isEmpty()) {
            outline.say("反映较多的事项：" + Reading.named(matters, 5, "件") + "。");
        }
        late(reading, tables, outline);
        outline.written(1, "signs", "苗头性、倾向性问题");
        return List.of(tables.units());
    }

    static List<Grid> weekly(Reading reading, Outline outline) {
        Tables tables = new Tables(reading);
        outline.section(1, "situation", "本期超期情况").say("上期结转" + reading.n("carriedOver") + "件次，本期派发承办单位"
                + reading.n("assigned") + "件次，答复" + reading.n("handled") + "件次；新增超期"
                + reading.n("overdue") + "件次；期末在办" + reading.n("inHand") + "件次，其中超期未办结" + reading.n("overdueInHand")
                + "件次。咨询类诉求" + reading.n("consults") + "件，超期"
                + reading.n("overdueConsults") + "件，占" + reading.share(reading.n("overdueConsults"), reading.n("consults")) + "；投诉类诉求"
                + reading.n("complaints") + "件，超期" + reading.n("overdueComplaints") + "件，占"
                + reading.share(reading.n("overdueComplaints"), reading.n("complaints")) + "。");
        List<Reading.Counted> late = reading.ranked("overdueInHand");
        if (!late.isEmpty()) {
            outline.say("期末超期未办结较多的单位：" + Reading.named(late, 5, "件") + "。");
            outline.draw(new Chart("overdueInHand", "期末超期未办结件", Chart.Shape.BARS, "件", Monthly.points(late, MOST)));
        }
        outline.show(tables.counted("overdueInHand", "期末超期未办结统计", "承办单位", "overdueInHand", "超期未办结(件)", late, null));
        ladder(reading, outline, tables);
        outline.written(1, "next", "工作要求");
        return List.of(tables.overdue(), tables.list(Listed.OVERDUE, "overdueTickets", "列入周通报的超期工单清单",
                "只列催告已到“列入周通报”的主办、协办单位，是期末超期未办结工单的一部分；剔除件不列。"));
    }

    /** Interviews and referrals of the ladder, where there are any. */
    static void ladder(Reading reading, Outline outline, Tables tables) {
        Grid interviews = tables.list(Listed.INTERVIEW, "interviews", "约谈清单", null);
        Grid referrals = tables.list(Listed.REFERRAL, "referrals", "长期逾期移送清单",
                "列本期提请移送的，和以前提请、期末仍未了结的；后者注明“以前提请”。");
        if (interviews.rows().isEmpty() && referrals.rows().isEmpty()) {
            return;
        }
        outline.section(1, "ladder", "约谈和移送").say("按照超期处置规则，本期列入约谈" + interviews.rows().size() + "项，长期逾期移送名单"
                + referrals.rows().size() + "项（含以前提请、期末仍未了结的）。").show(interviews).show(referrals);
    }

    private static void late(Reading reading, Tables tables, Outline outline) {
        List<Reading.Counted> late = reading.ranked("overdueInHand");
        outline.section(1, "late", "超期未办结").say(late.isEmpty() ? "日终没有超期未办结的工单。" : "日终超期未办结较多的单位：" + Reading.named(late, 5, "件") + "。")
                .show(tables.counted("overdueInHand", "日终超期未办结统计", "承办单位", "overdueInHand", "超期未办结(件)",
                        late.stream().limit(MOST).toList(), late.size() > MOST ? "只列前" + MOST + "家，其余" + (late.size() - MOST) + "家未列。" : null));
    }
}
