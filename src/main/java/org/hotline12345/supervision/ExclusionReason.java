package org.hotline12345.supervision;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.hotline12345.common.Refusal;

/** Why a ticket may be left out of rates (剔除); the list is published with the rate. */
public enum ExclusionReason {
    UNREASONABLE("unreasonable", "诉求不合理"),
    BEYOND_POLICY("beyondPolicy", "超出法律政策规定"),
    NO_CONTACT("noContact", "无法联系诉求人"),
    CITIZEN_DECLINED("citizenDeclined", "诉求人不予配合"),
    FORCE_MAJEURE("forceMajeure", "不可抗力"),
    LAWSUIT("lawsuit", "已进入诉讼、仲裁等法定程序"),
    MALICIOUS("malicious", "恶意重复诉求"),
    OTHER_UNIT("otherUnit", "非本地或非成员单位职责");

    private final String code;
    private final String label;

    ExclusionReason(String code, String label) {
        this.code = code;
        this.label = label;
    }

    public String code() {
        return code;
    }

    public String label() {
        return label;
    }

    static ExclusionReason of(String code) {
        return Arrays.stream(values()).filter(reason -> reason.code.equals(code)).findFirst().orElseThrow(() ->
                Refusal.invalid("supervision.unknownReason", "剔除理由代码无效，可用：" + Arrays.stream(values())
                        .map(reason -> reason.code + "（" + reason.label + "）").collect(Collectors.joining("、")) + "。"));
    }
}
