package org.hotline12345.opinion;

import com.fasterxml.jackson.annotation.JsonValue;
import org.hotline12345.common.Coded;

/** The three teams a hotline draws on (海南2017). */
public enum Team {
    EXPERT("expert", "业务专家"),
    LEGAL("legal", "法律顾问"),
    SUPERVISION("supervision", "督查督办");

    private final String code;
    private final String label;

    Team(String code, String label) {
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

    /** The team with a code; Refusal INVALID {@code opinion.unknownTeam} when there is none. */
    public static Team of(String code) {
        return Coded.find(values(), Team::code, code, "opinion.unknownTeam", "队伍");
    }
}
