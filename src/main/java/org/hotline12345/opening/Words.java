package org.hotline12345.opening;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hotline12345.ticket.Dispatch;
import org.hotline12345.ticket.Kind;

/** Codes and what people write for them on the sheets. */
final class Words {

    static final Words UNIT_KINDS = of("district", "区县", "zone", "功能区", "sub-platform", "分平台", "township", "街道乡镇",
            "hotline", "热线", "department", "部门", "sub-body", "下属机构", "hospital", "医院", "school", "学校", "broadcaster", "广播电视",
            "utility", "公用事业", "city-company", "市属企业", "state-company", "中央和省属企业", "airport", "机场", "finance", "金融机构",
            "mass-organisation", "群团组织", "party-organ", "党委机构");
    static final Words LEVELS = of("province", "省", "city", "市", "county", "区县", "township", "街道乡镇", "zone", "功能区");
    static final Words CODINGS = of("GB/T 2260", "国标", "statistical", "统计", "local", "本地");
    static final Words PLACE_KINDS = of("region", "别名", "street", "街道", "road", "道路", "bridge", "桥梁", "station", "车站",
            "estate", "小区", "landmark", "地标", "short", "简称");
    static final Words DAYS = of("OFF", "放假", "WORK", "上班", "NORMAL", "照常");
    static final Words PART_LEVELS = of("function", "职能", "territory", "属地");
    static final Words PARTS = new Words(labels(Arrays.stream(Dispatch.Role.values()).toList(), Dispatch.Role::code, Dispatch.Role::label));
    static final Words TICKET_KINDS = new Words(labels(Arrays.stream(Kind.values()).toList(), Kind::code, Kind::label));

    private final Map<String, String> labels;

    private Words(Map<String, String> labels) {
        this.labels = labels;
    }

    private static Words of(String... pairs) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            labels.put(pairs[i], pairs[i + 1]);
        }
        return new Words(labels);
    }

    private static <T> Map<String, String> labels(List<T> values, java.util.function.Function<T, String> code,
            java.util.function.Function<T, String> label) {
        Map<String, String> labels = new LinkedHashMap<>();
        values.forEach(value -> labels.put(code.apply(value), label.apply(value)));
        return labels;
    }

    List<String> all() {
        return List.copyOf(labels.values());
    }

    /** The word for a code; the code itself where there is none. */
    String word(String code) {
        return labels.getOrDefault(code, code);
    }

    Optional<String> code(String word) {
        return labels.entrySet().stream().filter(pair -> pair.getValue().equals(word)).map(Map.Entry::getKey).findFirst();
    }
}
