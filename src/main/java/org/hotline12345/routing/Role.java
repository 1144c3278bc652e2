package org.hotline12345.routing;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a unit is asked to do with a ticket. */
public enum Role {
    /** 主办: answers the citizen. */
    LEAD,
    /** 协办: does its part in parallel. */
    ASSIST,
    /** 指导: sees and advises, without a clock. */
    GUIDE;

    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Role of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
