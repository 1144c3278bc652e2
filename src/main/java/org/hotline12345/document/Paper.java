package org.hotline12345.document;

import java.util.Arrays;
import org.hotline12345.common.Refusal;

/** The papers there are. */
public enum Paper {
    /** What a unit is given to do. */
    ASSIGNMENT("assignment", "交办单"),
    /** What was done, with replies and history. */
    HANDLING("handling", "办理单");

    private final String code;
    private final String label;

    Paper(String code, String label) {
        this.code = code;
        this.label = label;
    }

    public String code() {
        return code;
    }

    public String label() {
        return label;
    }

    /** @throws Refusal INVALID {@code document.unknownPaper} */
    public static Paper of(String code) {
        return Arrays.stream(values()).filter(paper -> paper.code.equals(code)).findFirst().orElseThrow(() ->
                Refusal.invalid("document.unknownPaper", "单据只有 assignment（交办单）和 handling（办理单）。"));
    }
}
