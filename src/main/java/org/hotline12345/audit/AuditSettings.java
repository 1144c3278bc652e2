package org.hotline12345.audit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long looks at tickets are kept.
 *
 * @param looksKept {@code HOTLINE_AUDIT_LOOKSKEPT}; three years unless said, never under {@link #LEAST_KEPT}
 */
@ConfigurationProperties("hotline.audit")
record AuditSettings(@DefaultValue("1096d") Duration looksKept) {

    /** 网络安全法: logs are kept for six months at least. */
    static final Duration LEAST_KEPT = Duration.ofDays(183);

    AuditSettings {
        if (looksKept.compareTo(LEAST_KEPT) < 0) {
            looksKept = LEAST_KEPT;
        }
    }
}
