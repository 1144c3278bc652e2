package org.hotline12345.platform.security;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.hotline12345.common.Refusal;
import org.hotline12345.common.Texts;

/** Why somebody acts on the engine by hand: one request's header {@value HEADER}, percent-encoded UTF-8. */
final class GivenReason {

    static final String HEADER = "X-Hotline-Reason";
    private static final int LONGEST = 500;
    private static final ThreadLocal<String> OF_REQUEST = new ThreadLocal<>();

    private GivenReason() {
    }

    /** For the length of one request; null for none. */
    static void set(String header) {
        if (header == null) {
            OF_REQUEST.remove();
        } else {
            OF_REQUEST.set(header);
        }
    }

    /** @throws Refusal INVALID {@code platform.reasonMissing} when none was given */
    static String required() {
        String reason;
        try {
            String header = OF_REQUEST.get();
            reason = header == null ? null : Texts.optional("理由", URLDecoder.decode(header, StandardCharsets.UTF_8), LONGEST);
        } catch (IllegalArgumentException malformed) {
            reason = null;
        }
        if (reason == null) {
            throw Refusal.invalid("platform.reasonMissing", "对流程引擎的操作须写明理由：Cockpit 会在操作前询问；"
                    + "接口调用请把理由（UTF-8 百分号编码）写在请求头 " + HEADER + " 中。");
        }
        return reason;
    }
}
