package org.hotline12345.organization;

import java.util.List;

/**
 * Who does the work of a unit on a day.
 *
 * @param unit code; the unit itself while it does its work
 * @param through the changes that led there, oldest first
 */
public record UnitHeir(String unit, List<UnitChange> through) {

    public UnitHeir {
        through = List.copyOf(through);
    }

    /** Whether another unit does it. */
    public boolean isAnother() {
        return !through.isEmpty();
    }

    /** How it came to that, in Chinese: 原单位「甲」自2026-12-01起并入「乙」; empty while the unit itself does it. */
    public String told(java.util.function.Function<String, String> nameOf) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < through.size(); i++) {
            UnitChange change = through.get(i);
            String next = i + 1 < through.size() ? through.get(i + 1).unit() : unit;
            text.append(i == 0 ? "" : "，").append("原单位「").append(change.oldName()).append("」自").append(change.day()).append("起")
                    .append(switch (change.kind()) {
                        case SPLIT -> "拆分，该事项由「";
                        case LEAVE -> "退出，未办结工单由「";
                        default -> "并入「";
                    }).append(nameOf.apply(next)).append(change.kind() == UnitChange.Kind.MERGE ? "」" : "」承接");
        }
        return text.toString();
    }
}
