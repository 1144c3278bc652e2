package org.hotline12345.organization;

import java.math.BigDecimal;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Every figure and rule that differs between cities, with what changing it does. Limits counted in days stand in the
 * decision table {@code deadline-limits} instead, where designers change them.
 */
public enum Setting {

    RETURNS_BEFORE_DUTY_LEADER("returns.beforeDutyLeader", "退回几次后由值班领导裁定", 3, 1, 99, "次",
            "同一工单累计退回达到该次数后，由值班领导（督办员）裁定，只能指定就近单位或召开联席会议。"),
    RETURNS_SAME_PAIR("returns.samePair", "同两家单位来回退回几次后由值班领导裁定", 2, 1, 99, "次",
            "同一工单在相同两家单位之间来回退回达到该次数后，由值班领导（督办员）裁定，只能指定就近单位或召开联席会议。"),
    RETURNS_FIRST_RECEIVER_KEEPS_SIGHT("returns.firstReceiverKeepsSight", "首接单位退回后仍可查看", true,
            "为“是”时，首个主办单位的退回成立后仍可查看该工单（首接负责），但不能再办理。"),
    RETURNS_PROPOSE_ROW_AFTER("returns.proposeRowAfter", "退回成立几件后提出目录建议", 3, 1, 99, "件",
            "同一单位退回同类诉求成立的工单达到该件数后，自动提出一条拟入派单目录的规则，由流程设计员采纳或不予采纳。"),
    RETURNS_PROPOSE_ROW_WITHIN_DAYS("returns.proposeRowWithinDays", "目录建议的统计天数", 90, 1, 3650, "天",
            "统计同一单位退回同类诉求时，往前计算的自然日数；已作出采纳与否决定的不再重复计算。"),
    SUB_DISPATCH_MAX_DEPTH("subDispatch.maxDepth", "逐级转派的最多级数", 3, 0, 9, "级",
            "一件工单最多逐级转派的级数；为0时单位不能转派。"),
    REPLY_MIN_EFFECTIVE_CHARS("reply.minEffectiveChars", "答复的最少有效字数", 15, 0, 1000, "字",
            "答复内容的有效字数（不计标点、空白和重复字符）低于该数时不予提交。"),
    REVIEW_NOT_BY_DISPATCHER("review.notByDispatcher", "派单人不得复核", true,
            "为“是”时，派单的人不得复核同一工单。"),
    CALLBACK_SURVEY_ATTEMPTS("callback.surveyAttempts", "自动回访次数", 3, 0, 20, "次",
            "自动回访（语音、短信、网络）的次数；均无应答后转人工回访。"),
    CALLBACK_MANUAL_ATTEMPTS("callback.manualAttempts", "人工回访次数", 3, 1, 20, "次",
            "人工回访的次数；均未联系上的记为默认评价。"),
    CALLBACK_DEFAULT_COUNTS_AS_SATISFIED("callback.defaultCountsAsSatisfied", "默认评价计入满意", false,
            "为“是”时，未评价的默认件计入满意，报表同时注明；为“否”时单列，不计入任何满意率的分子。用于统计报表。"),
    URGE_MIN_HOURS("urge.minHours", "两次催办的最短间隔", 4, 0, 240, "小时",
            "同一工单两次催办之间至少相隔的自然小时数；更早的催办照常答复，但不计数。"),
    URGE_PER_DAY("urge.perDay", "每天计数的催办次数", 3, 1, 100, "次",
            "同一工单一天内计数的催办次数上限；超过的照常答复，但不计数。"),
    ROUTING_AUTO_DISPATCH_CONFIDENCE("routing.autoDispatchConfidence", "自动派单的最低把握", new BigDecimal("0.8"), BigDecimal.ZERO,
            BigDecimal.ONE, "派单把握不低于该值时自动派单，否则转派单员人工判断。"),
    REOPEN_WITHIN_DAYS("reopen.withinDays", "可以重新打开的天数", 30, 0, 3650, "天",
            "办结后多少个自然日内，话务员和群众渠道可以重新打开工单；督办员抽查后重新打开不受此限。"),
    CALENDAR_EXCLUDE_START_DAY("calendar.excludeStartDay", "派单当日不计", true,
            "为“是”时，派单当日不计入工作日时限，从次日起算。"),
    CALENDAR_DAY_ENDS_AT_CLOSING("calendar.dayEndsAtClosing", "时限到下班时间截止", false,
            "为“是”时，工作日时限到最后一日下班时间截止；为“否”时到当日24时截止。"),
    CALENDAR_OFFICE_FROM("calendar.officeFrom", "上班时间", LocalTime.of(8, 30), "上班时间，工作小时从此时起算。"),
    CALENDAR_OFFICE_UNTIL("calendar.officeUntil", "下班时间", LocalTime.of(17, 30), "下班时间，工作小时到此时为止。"),
    CALENDAR_SECOND_PERSON("calendar.secondPerson", "节假日安排须第二人核准", false,
            "为“是”时，导入的节假日安排须由导入人以外的另一名系统管理员核准；全国日历按默认热线区域的设置。"),
    CARDS_RED_ON_PROVISIONAL("cards.redOnProvisional", "暂定时限可以亮红牌", false,
            "为“是”时，暂定时限（次年放假通知未公布）超期也亮红牌；为“否”时最多亮黄牌。"),
    IDENTITY_CONFIDENTIAL_ROLES("identity.confidentialRoles", "可查看保密诉求人的角色", Type.ROLES, "supervisor,callback",
            "保密工单的诉求人信息只有这些角色可以查看（operator、callback、supervisor，用逗号分开）；每次查看都要写理由并留下记录。"),
    ATTACHMENT_MAX_MEGABYTES("attachment.maxMegabytes", "附件最大容量", 20, 1, 50, "MB",
            "一个图片、文档或录音附件的最大容量。"),
    ATTACHMENT_MAX_VIDEO_MEGABYTES("attachment.maxVideoMegabytes", "视频附件最大容量", 100, 1, 500, "MB",
            "一个视频附件的最大容量。"),
    ATTACHMENT_MAX_PER_TICKET("attachment.maxPerTicket", "每件工单的附件个数", 30, 1, 200, "个",
            "一件工单最多保留的附件个数，已移除的不计。"),
    DESIGN_SECOND_PERSON("design.secondPerson", "模型发布须第二人批准", false,
            "为“是”时，模型的发布和回退须由提交人以外的另一名流程设计员或系统管理员批准。只看默认热线区域的取值。"),
    OPINION_WORKING_DAYS("opinion.workingDays", "专家意见的答复时限", 2, 0, 60, "工作日",
            "征询专家意见时没有指定日期的，专家在多少个工作日内答复。"),
    PEOPLE_PASSWORD_DAYS("people.passwordDays", "密码使用天数", 0, 0, 3650, "天",
            "本人设置的密码用满该天数后，下次登录须先修改；为0时不过期。只看默认热线区域的取值。"),
    QUALITY_SCORE_WORKING_DAYS("quality.scoreWorkingDays", "质检评分时限", 5, 1, 60, "工作日",
            "质检样本抽出后，质检员在多少个工作日内评分。"),
    QUALITY_APPEAL_WORKING_DAYS("quality.appealWorkingDays", "质检申诉时限", 3, 1, 60, "工作日",
            "质检评分后，被检人在多少个工作日内可以申诉；期满没有申诉的，得分即为最终得分。"),
    QUALITY_PASS_POINTS("quality.passPoints", "质检合格分数", 80, 1, 100, "分",
            "质检得分达到该分数的记为合格。"),
    EARLY_SIGN_AT("earlySign.at", "每日苗头清单的生成时间", LocalTime.of(6, 0), "每天此时以后，对前一天的工单生成苗头清单。"),
    EARLY_SIGN_CHANCE("earlySign.chance", "上升预警的偶然概率", new BigDecimal("0.0005"), new BigDecimal("0.0001"), new BigDecimal("0.05"),
            "某类别或地区的件数，按以往规律偶然达到这么多的概率低于该值时列为上升；越小误报越少、发现越迟。"),
    EARLY_SIGN_LEAST_TICKETS("earlySign.leastTickets", "上升预警的最少件数", 5, 2, 1000, "件",
            "件数低于该数的，无论以往多少都不列为上升。"),
    EARLY_SIGN_BASELINE_WEEKS("earlySign.baselineWeeks", "上升预警比较的周数", 8, 4, 26, "周",
            "与此前多少周的同类日子比较；系统启用不满4周的不比较。"),
    EARLY_SIGN_CALLER_TICKETS("earlySign.callerTickets", "反复来电的件数", 5, 2, 100, "件",
            "同一电话在规定天数内的工单达到该件数的列为反复来电。"),
    EARLY_SIGN_CALLER_DAYS("earlySign.callerDays", "反复来电的天数", 30, 1, 90, "天",
            "统计同一电话的工单时，往前计算的自然日数。"),
    EARLY_SIGN_GROUP_CALLERS("earlySign.groupCallers", "群体诉求的人数", 5, 2, 1000, "人",
            "同一地点、同一类别在规定天数内有这么多不同的电话反映的，列为群体诉求。"),
    EARLY_SIGN_GROUP_DAYS("earlySign.groupDays", "群体诉求的天数", 3, 1, 30, "天",
            "统计群体诉求时，往前计算的自然日数。"),
    EARLY_SIGN_QUIET_DAYS("earlySign.quietDays", "同一苗头不再列出的天数", 7, 0, 90, "天",
            "已确认或排除的上升、反复来电、群体诉求，在该天数内继续出现的只累计在原苗头上，不另列新的；停止这么多天后再出现的，或比研判时翻番的另列。"),
    REPORT_EXCLUDE_BELOW_TICKETS("report.excludeBelowTickets", "纳入考核的最少件数", 0, 0, 100000, "件",
            "统计期内办件量少于该数的单位不纳入考核名单，但仍列入办件量统计。用于考核报表。"),
    REPORT_SATISFACTION_RATE("report.satisfactionRate", "回访满意率的口径", List.of("satisfaction", "satisfactionOfEvaluated"),
            "satisfaction为满意件除以回访件（默认件是否计入另行设置）；satisfactionOfEvaluated只看诉求人作出评价的。用于三率考核和通报。"),
    REPORT_ONCE_CLOSED_RATE("report.onceClosedRate", "一次办结率的口径", List.of("once"),
            "once为单位办结的工单中只办理一轮的占比：没有重办、没有再次派单、没有退回成立。用于三率考核和通报。"),
    REPORT_INSTANT_RATE("report.instantRate", "即时办结率的口径", List.of("instant", "instantOfAll"),
            "instant为咨询中当即答复的占比；instantOfAll为全部受理工单中当即答复的占比。用于三率考核和通报。"),
    BULLETIN_OBJECTION_WORKING_DAYS("bulletin.objectionWorkingDays", "通报数据核对期", 3, 0, 60, "工作日",
            "月报和三率考核通报提交后，各单位核对本单位数据的工作日数，逾期没有提出异议的视为同意；为0时不请单位核对。"),
    BULLETIN_DRAFT_DAILY("bulletin.draftDaily", "自动拟编日报", false, "为“是”时，每天自动冻结前一天的数据，生成日报草稿。"),
    BULLETIN_DRAFT_WEEKLY("bulletin.draftWeekly", "自动拟编周报", false, "为“是”时，每周一自动冻结上一周的数据，生成周报草稿。"),
    BULLETIN_DRAFT_MONTHLY("bulletin.draftMonthly", "自动拟编月报", false, "为“是”时，每月1日自动冻结上一月的数据，生成月报草稿。"),
    BULLETIN_DRAFT_ASSESSMENT("bulletin.draftAssessment", "自动拟编三率考核通报", false, "为“是”时，每月1日自动冻结上一月的数据，生成三率考核通报草稿。"),
    BULLETIN_DRAFT_FROM("bulletin.draftFrom", "自动拟编的时间", LocalTime.of(8, 0), "每天从此时起生成到期的通报草稿。"),
    BULLETIN_CORRECTION_DAYS("bulletin.correctionDays", "印发后复核数据的天数", 90, 0, 3650, "天",
            "通报印发后多少天内，每天重新计算一遍数据；与印发时不一致的，自动拟编更正。为0时不自动复核。");

    /** How a setting's value reads. */
    public enum Type { NUMBER, DECIMAL, FLAG, TIME, ROLES, CHOICE }

    private static final Map<String, Setting> BY_KEY =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Setting::key, Function.identity()));

    private final String key;
    private final String title;
    private final Type type;
    private final String unit;
    private final String byDefault;
    private final BigDecimal least;
    private final BigDecimal most;
    private final String consequence;
    private final List<String> choices;

    Setting(String key, String title, List<String> choices, String consequence) {
        this(key, title, Type.CHOICE, "口径", choices.get(0), null, null, consequence, choices);
    }

    Setting(String key, String title, int byDefault, int least, int most, String unit, String consequence) {
        this(key, title, Type.NUMBER, unit, Integer.toString(byDefault), BigDecimal.valueOf(least), BigDecimal.valueOf(most),
                consequence);
    }

    Setting(String key, String title, BigDecimal byDefault, BigDecimal least, BigDecimal most, String consequence) {
        this(key, title, Type.DECIMAL, "", byDefault.toPlainString(), least, most, consequence);
    }

    Setting(String key, String title, boolean byDefault, String consequence) {
        this(key, title, Type.FLAG, "", Boolean.toString(byDefault), null, null, consequence);
    }

    Setting(String key, String title, LocalTime byDefault, String consequence) {
        this(key, title, Type.TIME, "时:分", byDefault.toString(), null, null, consequence);
    }

    Setting(String key, String title, Type type, String byDefault, String consequence) {
        this(key, title, type, "角色", byDefault, null, null, consequence);
    }

    Setting(String key, String title, Type type, String unit, String byDefault, BigDecimal least, BigDecimal most, String consequence) {
        this(key, title, type, unit, byDefault, least, most, consequence, List.of());
    }

    Setting(String key, String title, Type type, String unit, String byDefault, BigDecimal least, BigDecimal most, String consequence,
            List<String> choices) {
        this.key = key;
        this.title = title;
        this.type = type;
        this.unit = unit;
        this.byDefault = byDefault;
        this.least = least;
        this.most = most;
        this.consequence = consequence;
        this.choices = choices;
    }

    static Optional<Setting> find(String key) {
        return Optional.ofNullable(BY_KEY.get(key));
    }

    public String key() {
        return key;
    }

    /** What it is called on the screen, Chinese. */
    public String title() {
        return title;
    }

    public Type type() {
        return type;
    }

    /** Chinese unit of measure, empty for none. */
    public String unit() {
        return unit;
    }

    public String byDefault() {
        return byDefault;
    }

    /** What the value decides, in Chinese, for the person who changes it. */
    public String consequence() {
        return consequence;
    }

    /** What may be chosen, the default first; empty for any other type. */
    public List<String> choices() {
        return choices;
    }

    boolean accepts(String value) {
        try {
            return switch (type) {
                case FLAG -> value.equals("true") || value.equals("false");
                case TIME -> LocalTime.parse(value) != null;
                case ROLES -> value.matches("(operator|callback|supervisor)(,(operator|callback|supervisor)){0,2}");
                case CHOICE -> choices.contains(value);
                case NUMBER -> value.matches("\\d{1,9}") && inRange(new BigDecimal(value));
                case DECIMAL -> value.matches("\\d{1,9}(\\.\\d{1,4})?") && inRange(new BigDecimal(value));
            };
        } catch (DateTimeParseException notATime) {
            return false;
        }
    }

    /** What may be set, in Chinese. */
    public String allowed() {
        return switch (type) {
            case FLAG -> "true或false";
            case TIME -> "时:分，例如08:30";
            case ROLES -> "operator、callback、supervisor中的一个或几个，用逗号分开";
            case CHOICE -> String.join("或", choices);
            case NUMBER, DECIMAL -> least.toPlainString() + "至" + most.toPlainString();
        };
    }

    private boolean inRange(BigDecimal value) {
        return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
    }
}
