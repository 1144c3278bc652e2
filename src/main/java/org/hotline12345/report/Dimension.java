package org.hotline12345.report;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.hotline12345.common.Coded;

/** By what a number can be told apart; the item of {@link #ALL} is empty, as is the item of whatever is not known of a row. */
public enum Dimension {
    ALL("全部"), UNIT("单位"), KIND("诉求类型"), CATEGORY("事项分类"), REGION("区域"), CHANNEL("受理渠道"), DAY("日期"), LINE("并入号码");

    private final String label;

    Dimension(String label) {
        this.label = label;
    }

    /** Lower-case name, as the doors speak it. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Chinese name. */
    public String label() {
        return label;
    }

    /** The dimension of a code; Refusal INVALID {@code report.unknownDimension} for any other. */
    public static Dimension of(String code) {
        return Coded.find(values(), Dimension::code, code, "report.unknownDimension", "统计维度");
    }
}
