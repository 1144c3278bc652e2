package org.hotline12345.ticket;

import com.fasterxml.jackson.annotation.JsonValue;
import org.hotline12345.common.Coded;

/** 诉求类型. */
public enum Kind {
    CONSULT("consult", "咨询"),
    COMPLAINT("complaint", "投诉"),
    REPORT("report", "举报"),
    HELP("help", "求助"),
    SUGGESTION("suggestion", "意见建议"),
    PRAISE("praise", "表扬"),
    OTHER("other", "其他");

    private final String code;
    private final String label;

    Kind(String code, String label) {
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

    public static Kind of(String code) {
        return Coded.find(values(), Kind::code, code, "ticket.unknownKind", "诉求类型");
    }
}
