package org.hotline12345.ticket;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.EnumSet;
import java.util.Set;
import org.hotline12345.common.Coded;

/** What can happen to a ticket; each happening is one row of its append-only history. */
public enum EventType {
    REGISTERED("registered", "登记"),
    ACCEPTANCE("acceptance", "受理判定"),
    SUPPLEMENT_REQUESTED("supplementRequested", "要求补充"),
    SUPPLEMENTED("supplemented", "补充信息"),
    URGED("urged", "催办"),
    CONTACT_CORRECTED("contactCorrected", "更正联系方式"),
    TAGGED("tagged", "标注专题"),
    INFORMATION_MISSING("informationMissing", "逾期未补充"),
    TRANSFER_ANSWERED("transferAnswered", "转接答复"),
    SECOND_LINE_ANSWERED("secondLineAnswered", "二线解答"),
    CLOSED_AT_DESK("closedAtDesk", "前台办结"),
    ROUTING_UNDECIDED("routingUndecided", "转人工派单"),
    DISPATCHED("dispatched", "派单"),
    SIGNED("signed", "签收"),
    CONTACTED("contacted", "先行联系"),
    RETURN_REQUESTED("returnRequested", "申请退回"),
    RETURN_PROPOSED("returnProposed", "裁定建议"),
    RETURN_REJECTED("returnRejected", "退回不成立"),
    RETURN_UPHELD("returnUpheld", "退回成立"),
    NEAREST_ORDERED("nearestOrdered", "职能就近指定"),
    OBJECTED("objected", "派单异议"),
    RETURN_WINDOW_CLOSED("returnWindowClosed", "退回期届满"),
    MEETING_CALLED("meetingCalled", "提请联席会议"),
    MEETING_HELD("meetingHeld", "联席会议"),
    REPLIED("replied", "答复"),
    REVIEW_PASSED("reviewPassed", "复核通过"),
    REVIEW_FAILED("reviewFailed", "复核不通过"),
    REWORK_ORDERED("reworkOrdered", "重办"),
    REVIEW_OVERDUE("reviewOverdue", "复核超时"),
    CALLBACK_PLANNED("callbackPlanned", "回访方案"),
    SURVEY_SENT("surveySent", "自动回访"),
    EVALUATED("evaluated", "群众评价"),
    CALLBACK_ATTEMPTED("callbackAttempted", "人工回访"),
    CALLBACK_DEFAULTED("callbackDefaulted", "默认评价"),
    EXTENSION_REQUESTED("extensionRequested", "申请延期"),
    EXTENDED("extended", "延期"),
    SUSPENSION_REQUESTED("suspensionRequested", "申请挂起"),
    SUSPENDED("suspended", "挂起"),
    TIME_REFUSED("timeRefused", "延期或挂起未获同意"),
    RESUMED("resumed", "恢复办理"),
    INTERIM_REPLIED("interimReplied", "阶段性答复"),
    PROCEDURE_OVERDUE("procedureOverdue", "法定程序超期"),
    YELLOW_CARD("yellowCard", "黄牌"),
    RED_CARD("redCard", "红牌"),
    CALENDAR_CHANGED("calendarChanged", "日历变更顺延"),
    MERGED("merged", "并单"),
    JOINED("joined", "他单并入"),
    MERGE_UNDONE("mergeUndone", "并单取消"),
    OUTCOME_ADOPTED("outcomeAdopted", "随主工单办结"),
    SPLIT("split", "拆单"),
    PART_SETTLED("partSettled", "分件办结"),
    WITHDRAWN("withdrawn", "撤回"),
    WITHDRAWAL_WISHED("withdrawalWished", "申请撤回"),
    REOPENED("reopened", "重新打开"),
    ADVISED("advised", "指导意见"),
    SUB_DISPATCHED("subDispatched", "二级转派"),
    HANDED_BACK("handedBack", "退回上级"),
    HANDLING_ENDED("handlingEnded", "终止办理"),
    ASSIGNED("assigned", "分办"),
    SIGN_OFF_REQUESTED("signOffRequested", "送审签"),
    SIGNED_OFF("signedOff", "审签同意"),
    SIGN_OFF_REFUSED("signOffRefused", "审签退回"),
    UNIT_CONTACTED("unitContacted", "联系未入网单位"),
    ON_BEHALF("onBehalf", "代录答复"),
    ESCALATED("escalated", "逾期催告"),
    ORDER_ISSUED("orderIssued", "督办"),
    ORDER_ANSWERED("orderAnswered", "督办答复"),
    ORDER_OVERDUE("orderOverdue", "督办答复逾期"),
    ORDER_RAISED("orderRaised", "提级办理"),
    ORDER_CLOSED("orderClosed", "督办办结"),
    UNIT_URGED("unitUrged", "督办催办"),
    REASSIGNED("reassigned", "督办改派"),
    UNIT_SUCCEEDED("unitSucceeded", "单位变更接续"),
    EXTENSION_GRANTED("extensionGranted", "督办准予延期"),
    CASE_CANCELLED("caseCancelled", "管理员终止流程"),
    CASE_MAINTAINED("caseMaintained", "流程维护"),
    REFERRED("referred", "移送线索"),
    SPOT_CHECKED("spotChecked", "抽查"),
    DRAWN("drawn", "抽取二次回访"),
    CALLED_AGAIN("calledAgain", "二次回访"),
    EXCLUSION_ASKED("exclusionAsked", "申请剔除"),
    EXCLUSION_GRANTED("exclusionGranted", "同意剔除"),
    EXCLUSION_REFUSED("exclusionRefused", "不予剔除"),
    EXCLUSION_WITHDRAWN("exclusionWithdrawn", "撤销剔除"),
    ARCHIVED("archived", "归档"),
    URGENCY_SET("urgencySet", "紧急认定"),
    OWNERSHIP_PENDING("ownershipPending", "权属待定"),
    OWNERSHIP_SETTLED("ownershipSettled", "权属移交"),
    NOTIFIED("notified", "电话通知"),
    NOTICE_OVERDUE("noticeOverdue", "逾期未通知"),
    NOT_NOTIFIED("notNotified", "未通知"),
    FOLLOW_UP_ORDERED("followUpOrdered", "持续关注"),
    FOLLOWED_UP("followedUp", "关注记录"),
    ACTION_REPORTED("actionReported", "议定事项办结报告"),
    ACTION_SENT_BACK("actionSentBack", "议定事项退回继续办理"),
    ACTION_CONFIRMED("actionConfirmed", "议定事项核销"),
    ACTION_OVERDUE("actionOverdue", "议定事项逾期"),
    OPINION_ASKED("opinionAsked", "征询专家意见"),
    OPINION_GIVEN("opinionGiven", "专家意见"),
    OPINION_DECLINED("opinionDeclined", "专家谢绝"),
    OPINION_WITHDRAWN("opinionWithdrawn", "撤回征询"),
    OPINION_OVERDUE("opinionOverdue", "专家意见逾期"),
    SHIFT_TAKEN_ON("shiftTakenOn", "领导接听轮值"),
    LEADER_DECIDED("leaderDecided", "轮值领导处理意见"),
    PROMISE_REPORTED("promiseReported", "领导交办办结报告"),
    PROMISE_SENT_BACK("promiseSentBack", "领导交办退回继续办理"),
    PROMISE_CONFIRMED("promiseConfirmed", "领导交办核销"),
    PROMISE_OVERDUE("promiseOverdue", "领导交办逾期"),
    VISIT_ORDERED("visitOrdered", "指定当面回访"),
    VISITED("visited", "当面回访"),
    MADE_CONFIDENTIAL("madeConfidential", "设为保密"),
    CONFIDENTIALITY_LIFTED("confidentialityLifted", "解除保密"),
    CALL_ASKED_FOR("callAskedFor", "请求代为联系"),
    CALL_RELAYED("callRelayed", "代为联系结果"),
    ATTACHED("attached", "上传附件"),
    ATTACHMENT_REMOVED("attachmentRemoved", "移除附件"),
    ATTACHMENT_RELEASED("attachmentReleased", "开放附件"),
    IMPORTED("imported", "旧系统接续");

    /** The centre's words about a unit, which whoever sees the ticket may read; a unit's own words are for fewer. */
    private static final Set<EventType> FOR_EVERY_UNIT = EnumSet.of(DISPATCHED, SIGNED, RETURN_REJECTED, RETURN_UPHELD,
            REASSIGNED, UNIT_SUCCEEDED, NEAREST_ORDERED, RETURN_WINDOW_CLOSED, REWORK_ORDERED, YELLOW_CARD, RED_CARD, CALENDAR_CHANGED);

    private final String code;
    private final String label;

    EventType(String code, String label) {
        this.code = code;
        this.label = label;
    }

    @JsonValue
    public String code() {
        return code;
    }

    public String label() {
        return label;
    }

    /** Whether units other than the one concerned may read the text. */
    boolean isForEveryUnit() {
        return FOR_EVERY_UNIT.contains(this);
    }

    static EventType of(String code) {
        return Coded.find(values(), EventType::code, code, "ticket.unknownEventType", "事件类型");
    }
}
