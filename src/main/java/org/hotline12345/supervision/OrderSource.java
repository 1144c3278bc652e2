package org.hotline12345.supervision;

import com.fasterxml.jackson.annotation.JsonValue;
import org.hotline12345.common.Coded;

/** What an order comes from (督办来源). */
public enum OrderSource {
    OVERDUE("overdue", "办理超期"),
    REPEATED_REWORK("repeatedRework", "多次重办"),
    DISSATISFIED_TWICE("dissatisfiedTwice", "两次不满意"),
    SPOT_CHECK("spotCheck", "抽查不满意"),
    LEADER_INSTRUCTION("leaderInstruction", "领导批示"),
    MEDIA("media", "媒体曝光"),
    URGES("urges", "多次催办"),
    ACTION_OVERDUE("actionOverdue", "会议事项逾期"),
    EARLY_SIGN("earlySign", "苗头预警");

    private final String code;
    private final String label;

    OrderSource(String code, String label) {
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
    public static OrderSource of(String code) {
        return Coded.find(values(), OrderSource::code, code, "supervision.unknownSource", "督办来源");
    }
}
