package org.hotline12345.organization;

import java.util.List;
import java.util.Optional;
import org.hotline12345.common.Refusal;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The hotlines this system knows, and which of them is meant when a caller names none. */
@Component
public class Jurisdictions {

    private final ReferenceData data;
    private final String defaultCode;

    Jurisdictions(ReferenceData data, @Value("${hotline.jurisdiction:430500}") String defaultCode) {
        this.data = data;
        this.defaultCode = defaultCode;
    }

    /** The jurisdiction meant when a caller names none. */
    public String defaultCode() {
        return defaultCode;
    }

    public Optional<Jurisdiction> find(String code) {
        return Optional.ofNullable(data.current().jurisdictions().get(code));
    }

    /**
     * @param code a code, or null or blank for the default
     * @throws Refusal UNKNOWN {@code organization.unknownJurisdiction}
     */
    public Jurisdiction require(String code) {
        String wanted = code == null || code.isBlank() ? defaultCode : code.strip();
        return find(wanted).orElseThrow(() -> Refusal.unknown("organization.unknownJurisdiction",
                "没有登记代码为“" + wanted + "”的热线区域。"));
    }

    public List<Jurisdiction> list() {
        return List.copyOf(data.current().jurisdictions().values());
    }
}
