package org.hotline12345.earlysign;

import com.fasterxml.jackson.annotation.JsonValue;
import org.hotline12345.common.Coded;

/** What a sign is about (苗头类型). */
public enum SignKind {
    CATEGORY("category", "类别上升"),
    PLACE("place", "地区上升"),
    WORD("word", "敏感词句"),
    CALLER("caller", "反复来电"),
    GROUP("group", "群体诉求");

    private final String code;
    private final String label;

    SignKind(String code, String label) {
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
    public static SignKind of(String code) {
        return Coded.find(values(), SignKind::code, code, "earlysign.unknownKind", "苗头类型");
    }

    /** Whether numbers of days are compared with earlier ones. */
    boolean rises() {
        return this == CATEGORY || this == PLACE;
    }
}
