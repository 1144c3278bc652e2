package org.hotline12345.deadline;

import java.util.Arrays;
import org.hotline12345.common.Refusal;

/** Why a ticket may be parked (数字城管2014 挂账); how long each may last is a row of {@code dmn/deadline-limits.dmn}. */
public enum SuspensionReason {
    ENGINEERING("engineering", "工程施工周期", "suspendEngineering"),
    SEASON("season", "季节性原因", "suspendSeason"),
    CONDITION("condition", "办理条件尚不成熟", "suspendCondition"),
    LAWSUIT("lawsuit", "涉诉、仲裁或复议正在进行", "suspendLawsuit"),
    FORCE_MAJEURE("force-majeure", "不可抗力", "suspendForceMajeure");

    private final String code;
    private final String label;
    private final String clock;

    SuspensionReason(String code, String label, String clock) {
        this.code = code;
        this.label = label;
        this.clock = clock;
    }

    public String code() {
        return code;
    }

    public String label() {
        return label;
    }

    /** Name of the row that bounds the review date. */
    String clock() {
        return clock;
    }

    static SuspensionReason of(String code) {
        return Arrays.stream(values()).filter(reason -> reason.code.equals(code)).findFirst().orElseThrow(() ->
                Refusal.invalid("deadline.unknownSuspensionReason", "挂起原因「" + code + "」无效，请从列表中选择。").at("reasonCode"));
    }
}
