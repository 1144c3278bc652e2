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
    private final String configured;

    Jurisdictions(ReferenceData data, @Value("${hotline.jurisdiction:}") String configured) {
        this.data = data;
        this.configured = configured.strip();
    }

    /** The jurisdiction meant when a caller names none: the one configured, else the first that was opened; empty before any. */
    public String defaultCode() {
        return configured.isEmpty() ? data.current().jurisdictions().keySet().stream().findFirst().orElse("") : configured;
    }

    public Optional<Jurisdiction> find(String code) {
        return Optional.ofNullable(data.current().jurisdictions().get(code));
    }

    /**
     * @param code a code, or null or blank for the default
     * @throws Refusal UNKNOWN {@code organization.unknownJurisdiction}
     */
    public Jurisdiction require(String code) {
        String wanted = code == null || code.isBlank() ? defaultCode() : code.strip();
        return find(wanted).orElseThrow(() -> Refusal.unknown("organization.unknownJurisdiction",
                wanted.isEmpty() ? "还没有开通任何热线区域，请系统管理员先在“系统管理—开城导入”中导入。"
                : "没有登记代码为“" + wanted + "”的热线区域。"));
    }

    public List<Jurisdiction> list() {
        return List.copyOf(data.current().jurisdictions().values());
    }
}
