package org.hotline12345.bulletin.content;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.hotline12345.bulletin.BulletinKind;
import org.hotline12345.bulletin.Frozen;

/** What of each kind of bulletin people write, with first words from the figures; figures stand as placeholders. */
final class Pieces {

    private static final int FIELDS = 3;
    private static final int NAMED = 3;

    private Pieces() {
    }

    static List<Piece> of(BulletinKind kind, Frozen frozen) {
        Reading reading = new Reading(frozen);
        List<Piece> pieces = new ArrayList<>();
        add(pieces, "lead", "开头语", lead(kind, reading));
        switch (kind) {
            case DAILY -> add(pieces, "situation", "运行情况补充", "", "signs", "苗头性、倾向性问题", "");
            case WEEKLY -> add(pieces, "situation", "超期情况补充", "", "next", "工作要求", next(reading));
            case MONTHLY -> {
                add(pieces, "situation", "运行情况补充", "");
                reading.groups("received").stream().filter(field -> !field.code().isEmpty()).limit(FIELDS).forEach(field -> add(pieces,
                        "handling-" + field.code(), field.name() + "：交办处理情况", "", "case-" + field.code(), field.name() + "：典型案例", ""));
                add(pieces, "problems", "工作中存在的问题", problems(reading), "next", "下一步工作要求", next(reading));
            }
            case FACTS -> add(pieces, "calls", "来电情况补充", "", "consult", "咨询类问题解说", "", "complaint", "投诉类问题解说", "", "cases", "典型案例", "",
                    "merged", "热线归并情况", "");
            case ASSESSMENT -> add(pieces, "dissatisfied", "不满意的原因", "", "notOnce", "未一次办结的原因", "", "notAtOnce", "未即时办结的原因", "",
                    "overdue", "逾期件情况补充", "", "next", "下一步工作要求", next(reading));
            case ANNUAL -> add(pieces, "support", "平台基础支撑", "", "rules", "制度规范建设", "", "seats", "平台服务供给（座席、政策专员）", "", "ruleList", "制度规范清单", "",
                    "problems", "存在的主要问题及改进情况", problems(reading));
            case SPECIAL -> add(pieces, "event", "基本情况", "", "analysis", "原因分析", "", "handling", "处置情况", "", "cases", "典型案例", "", "advice", "工作建议", "");
        }
        return pieces.stream().map(piece -> new Piece(piece.code(), piece.title(), frozen.texts().get(piece.code()), piece.proposed())).toList();
    }

    private static void add(List<Piece> pieces, String... parts) {
        for (int i = 0; i < parts.length; i += 3) {
            pieces.add(new Piece(parts[i], parts[i + 1], null, parts[i + 2]));
        }
    }

    private static String lead(BulletinKind kind, Reading reading) {
        return switch (kind) {
            case ANNUAL -> "现将" + reading.frozen().header().jurisdictionName() + "12345热线" + reading.period() + "工作情况发布如下。";
            case ASSESSMENT -> "各热线成员单位：\n现将各热线成员单位" + reading.period() + "考核情况通报如下。";
            case SPECIAL -> "";
            default -> "现将12345政务服务便民热线" + reading.period() + "工作情况通报如下。";
        };
    }

    private static String problems(Reading reading) {
        List<String> found = new ArrayList<>();
        if (reading.n("overdue") > 0) {
            found.add("部分单位办理超期。本期超期{overdue}件，较多的单位：" + reading.ranked("overdue").stream().limit(NAMED)
                    .map(unit -> unit.name() + "{overdue@unit:" + unit.code() + "}件").collect(Collectors.joining("、")) + "。");
        }
        if (reading.n("replyRefusals") > 0) {
            found.add("答复质量有待提高。答复提交时因字数不足、推诿用语等被退回修改{replyRefusals}次。");
        }
        if (reading.n("returnsRejected") > 0) {
            found.add("退回申请不够慎重。申请退回{returned}件次，其中裁定不成立{returnsRejected}件次。");
        }
        if (reading.n("notSolved") > 0) {
            found.add("问题解决不够彻底。回访不满意{dissatisfied}件，其中诉求人表示问题未解决{notSolved}件，占{notSolved/dissatisfied}。");
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < found.size(); i++) {
            text.append(i == 0 ? "" : "\n").append("（").append(Outline.numeral(i + 1)).append("）").append(found.get(i));
        }
        return text.toString();
    }

    private static String next(Reading reading) {
        List<String> asked = new ArrayList<>();
        if (reading.n("overdueInHand") > 0) {
            asked.add("尽快办结超期工单。期末超期未办结{overdueInHand}件，请有关单位逐件处理。");
        }
        if (reading.n("dissatisfied") > 0) {
            asked.add("逐件回头看不满意工单。请各成员单位对照附件核对本单位不满意工单，查明原因，限期整改。");
        }
        asked.add("及时更新知识库。请各成员单位明确专人每月校核、更新知识库内容。");
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < asked.size(); i++) {
            text.append(i == 0 ? "" : "\n").append(i + 1).append('.').append(asked.get(i));
        }
        return text.toString();
    }
}
