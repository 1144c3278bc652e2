package org.hotline12345.report;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.hotline12345.common.Coded;
import org.hotline12345.ticket.TicketStatus;

/**
 * A number of the board. The condition that counts it is the one that lists its tickets, so that every number can be
 * found again row by row.
 */
public enum Figure {
    OPEN("open", "在办工单", "尚未办结的全部工单", Source.TICKET, "1 = 1"),
    URGENT("urgent", "紧急", "认定为紧急、尚未办结的工单", Source.TICKET, "t.urgent = true"),
    DISPATCHING("dispatching", "待派单", "已登记、还没有派到单位的工单", Source.TICKET, "t.status in ('registered', 'dispatching')"),
    NEED_INFO("needInfo", "待补充", "等待诉求人补充信息的工单", Source.TICKET, "t.status = 'need-info'"),
    URGED("urged", "群众催办", "诉求人催办过、尚未办结的工单", Source.TICKET, "t.urges > 0"),
    MEETING("meeting", "联席会议", "正在召开或等待召开联席会议的工单", Source.TICKET, "t.status = 'meeting'"),
    REVIEWING("reviewing", "待复核", "单位已答复、等待复核的工单", Source.TICKET, "t.status = 'reviewing'"),
    REVIEW_OVERDUE("reviewOverdue", "复核超时", "等待复核、已过复核时限的工单", Source.TICKET,
            "t.status = 'reviewing' and t.review_until <= :now"),
    CALLBACK("callback", "待回访", "复核已通过、等待回访的工单", Source.TICKET, "t.status = 'callback'"),
    AT_UNITS("atUnits", "单位在办", "在承办单位手中的工单", Source.DISPATCH, "1 = 1"),
    UNSIGNED("unsigned", "待签收", "已派出、单位还没有签收的工单", Source.DISPATCH, "d.state = 'open'"),
    DUE_TODAY("dueToday", "今日到期", "办理时限在今天之内届满、尚未答复的工单", Source.DISPATCH,
            Running.IS + " and d.handle_until > :now and d.handle_until <= :tomorrow"),
    OVERDUE("overdue", "已超期", "已过办理时限、尚未答复的工单；申请延期或挂起的，过了审批时限才算", Source.DISPATCH,
            Running.IS + " and d.handle_until <= :now and (d.request_ruling_until is null or d.request_ruling_until <= :now)"),
    YELLOW("yellow", "黄牌", "亮黄牌、尚未答复的工单", Source.DISPATCH, "d.card = 'yellow'"),
    RED("red", "红牌", "亮红牌、尚未答复的工单", Source.DISPATCH, "d.card = 'red'"),
    RETURNING("returning", "退回待裁定", "单位申请退回、等待裁定的工单", Source.DISPATCH, "d.state = 'returning'"),
    SUSPENDED("suspended", "挂起", "经同意暂停计时的工单", Source.DISPATCH, "d.suspended_at is not null"),
    ORDERS("orders", "督办", "督办单尚未办结的工单", Source.ORDER, "1 = 1"),
    ORDERS_OVERDUE("ordersOverdue", "督办逾期", "督办单逾期未答复的工单", Source.ORDER, "o.status = 'issued' and o.until_at <= :now"),
    INCIDENTS("incidents", "系统异常", "流程因系统异常停在某一步的工单", Source.INCIDENT, "1 = 1"),
    RETURNS("returns", "近30天退回", "近30天内单位申请过退回的工单，按申请单位和建议单位成对统计", Source.RETURN, "1 = 1");

    private final String code;
    private final String label;
    private final String meaning;
    private final Source source;
    private final String condition;

    Figure(String code, String label, String meaning, Source source, String condition) {
        this.code = code;
        this.label = label;
        this.meaning = meaning;
        this.source = source;
        this.condition = condition;
    }

    @JsonValue
    public String code() {
        return code;
    }

    public String label() {
        return label;
    }

    /** What is counted, in a sentence people read. */
    public String meaning() {
        return meaning;
    }

    Source source() {
        return source;
    }

    String condition() {
        return condition;
    }

    /** The figures counted over the same rows, in the order they are shown. */
    static List<Figure> of(Source source) {
        return Arrays.stream(values()).filter(figure -> figure.source == source).toList();
    }

    /** The figure of a code; Refusal INVALID for any other. */
    public static Figure of(String code) {
        return Coded.find(values(), Figure::code, code, "report.unknownFigure", "指标");
    }

    /** A dispatch whose limit is running: an interim reply has met it, a suspension stops it. */
    private static final class Running {
        static final String IS = "d.state <> 'interim' and d.suspended_at is null";
    }

    /** The rows a figure is counted over: only those of open work, or of a month of returns. */
    enum Source {
        /** Open tickets. */
        TICKET("ticket_ticket t", "t.status in (" + openStatuses() + ")", null, null),
        /** Dispatches that are with a unit; a guide has nothing to do. */
        DISPATCH("ticket_dispatch d join ticket_ticket t on t.ticket_no = d.ticket_no",
                "d.state in ('open', 'signed', 'returning', 'signing-off', 'interim') and d.role <> 'guide'", "d.unit", null),
        /** Supervision orders that are not closed. */
        ORDER("supervision_order o join ticket_ticket t on t.ticket_no = o.ticket_no", "o.status in ('issued', 'answered')",
                "o.unit", null),
        /** Incidents of the engine; one in a called process stands on its callers too and counts once. */
        INCIDENT("ACT_RU_INCIDENT i join ACT_RU_EXECUTION e on e.ID_ = i.PROC_INST_ID_ "
                + "join ticket_ticket t on t.ticket_no = e.BUSINESS_KEY_", "1 = 1", null, null),
        /** Dispatches somebody asked to return. */
        RETURN("ticket_dispatch d join ticket_ticket t on t.ticket_no = d.ticket_no", "d.returned_at > :since", "d.unit",
                "d.return_proposed_unit");

        private final String rows;
        private final String among;
        private final String unit;
        private final String other;

        Source(String rows, String among, String unit, String other) {
            this.rows = rows;
            this.among = among;
            this.unit = unit;
            this.other = other;
        }

        String rows() {
            return rows;
        }

        String among() {
            return among;
        }

        /** Column of the unit concerned, or null when the figure is told for the whole hotline only. */
        String unit() {
            return unit;
        }

        /** Column of the other unit of a pair, or null. */
        String other() {
            return other;
        }

        private static String openStatuses() {
            return Arrays.stream(TicketStatus.values()).filter(status -> !status.isClosed())
                    .map(status -> "'" + status.code() + "'").collect(Collectors.joining(", "));
        }
    }
}
