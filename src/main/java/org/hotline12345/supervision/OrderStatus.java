package org.hotline12345.supervision;

import com.fasterxml.jackson.annotation.JsonValue;
import org.hotline12345.common.Coded;

/** How far an order is. */
public enum OrderStatus {
    ISSUED("issued", "待答复"),
    ANSWERED("answered", "已答复，待办结"),
    CLOSED("closed", "已办结");

    private final String code;
    private final String label;

    OrderStatus(String code, String label) {
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

    /** The value of a code; Refusal INVALID for any other. */
    public static OrderStatus of(String code) {
        return Coded.find(values(), OrderStatus::code, code, "supervision.unknownStatus", "督办状态");
    }
}
