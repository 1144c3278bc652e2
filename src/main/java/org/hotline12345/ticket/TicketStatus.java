package org.hotline12345.ticket;

import com.fasterxml.jackson.annotation.JsonValue;
import org.hotline12345.common.Coded;

/** 工单状态. Closed ones never change again. */
public enum TicketStatus {
    REGISTERED("registered", "已登记", false),
    DISPATCHING("dispatching", "待派单", false),
    NEED_INFO("need-info", "待补充", false),
    HANDLING("handling", "办理中", false),
    RETURNING("returning", "退回待裁定", false),
    MEETING("meeting", "联席会议", false),
    SUSPENDED("suspended", "挂起", false),
    REVIEWING("reviewing", "待复核", false),
    CALLBACK("callback", "待回访", false),
    ARCHIVED("archived", "已归档", true),
    CLOSED_INSTANT("closed-instant", "即时办结", true),
    LEGAL_ROUTE("legal-route", "已告知法定途径", true),
    PRAISED("praised", "表扬已登记", true),
    TRANSFERRED("transferred", "已转接", true),
    DECLINED("declined", "不予受理", true),
    WITHDRAWN("withdrawn", "已撤回", true),
    MERGED("merged", "已并单", false),
    INVALID("invalid", "无效来电", true);

    private final String code;
    private final String label;
    private final boolean closed;

    TicketStatus(String code, String label, boolean closed) {
        this.code = code;
        this.label = label;
        this.closed = closed;
    }

    @JsonValue
    public String code() {
        return code;
    }

    public String label() {
        return label;
    }

    public boolean isClosed() {
        return closed;
    }

    public static TicketStatus of(String code) {
        return Coded.find(values(), TicketStatus::code, code, "ticket.unknownStatus", "工单状态");
    }
}
