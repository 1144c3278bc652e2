package org.hotline12345.quality;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.hotline12345.common.Refusal;

/** A step of the work on a ticket that can be checked; each has a sheet of its own. */
public enum Part {

    REGISTRATION("registration", "受理登记", "registered"),
    DISPATCH("dispatch", "派单", "dispatched"),
    REPLY("reply", "单位答复", "replied"),
    REVIEW("review", "复核", "reviewPassed", "reviewFailed"),
    CALLBACK("callback", "回访通话", "callbackAttempted", "calledAgain", "callRelayed", "visited");

    private final String code;
    private final String label;
    private final List<String> events;

    Part(String code, String label, String... events) {
        this.code = code;
        this.label = label;
        this.events = List.of(events);
    }

    public String code() {
        return code;
    }

    public String label() {
        return label;
    }

    /** Types of the events such a step leaves on the ticket; who left them did the step. */
    List<String> events() {
        return events;
    }

    /** @throws Refusal INVALID {@code quality.unknownPart} */
    public static Part of(String code) {
        return Arrays.stream(values()).filter(part -> part.code.equals(code)).findFirst().orElseThrow(() ->
                Refusal.invalid("quality.unknownPart", "质检环节无效，可用：" + Arrays.stream(values())
                        .map(part -> part.code + "（" + part.label + "）").collect(Collectors.joining("、")) + "。"));
    }
}
