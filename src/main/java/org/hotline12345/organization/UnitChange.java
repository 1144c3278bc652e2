package org.hotline12345.organization;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.hotline12345.common.Coded;

/**
 * 单位变更: a unit is merged, split, renamed, founded or leaves the hotline, from a day on.
 *
 * @param unit code of the unit that changes
 * @param day first day on which it holds
 * @param parts who takes over what, the one that takes the rest last; of a unit that leaves, who finishes its open work
 * @param oldName name of the unit when the change was entered
 * @param newName of a renamed unit, else null
 * @param basis the order it follows from
 * @param withPeople whether the unit's people go along
 */
public record UnitChange(String id, String jurisdiction, Kind kind, String unit, LocalDate day, List<Part> parts, String oldName,
        String newName, String basis, boolean withPeople, State state, Marks marks) {

    public UnitChange {
        parts = List.copyOf(parts);
    }

    /** What happens to the unit. */
    public enum Kind {
        MERGE("merge", "合并"), SPLIT("split", "拆分"), RENAME("rename", "更名"), LEAVE("leave", "退出"), FOUND("found", "新设");

        private final String code;
        private final String label;

        Kind(String code, String label) {
            this.code = code;
            this.label = label;
        }

        @JsonValue
        public String code() {
            return code;
        }

        public String label() {
            return label;
        }

        public static Kind of(String code) {
            return Coded.find(values(), Kind::code, code, "organization.unknownChangeKind", "变更方式");
        }
    }

    /** How far it is. */
    public enum State {
        PLANNED("planned", "待生效"), RUNNING("running", "接续中"), DONE("done", "已完成"), UNDONE("undone", "已撤销");

        private final String code;
        private final String label;

        State(String code, String label) {
            this.code = code;
            this.label = label;
        }

        @JsonValue
        public String code() {
            return code;
        }

        public String label() {
            return label;
        }

        static State of(String code) {
            return Coded.find(values(), State::code, code, "organization.unknownChangeState", "变更状态");
        }
    }

    /**
     * Who takes over what.
     *
     * @param category code of a matter or a group of matters, or null for all
     * @param region code of a place, or null for all
     */
    public record Part(String unit, String category, String region) {

        /** Takes what no other part takes. */
        public boolean takesRest() {
            return category == null && region == null;
        }
    }

    /**
     * Who did what when, and what came of it.
     *
     * @param tickets tickets whose open work followed
     * @param kept tickets a person has to decide on, because the successor is the one complained about
     * @param people accounts that went along
     */
    public record Marks(String enteredBy, Instant enteredAt, Instant startedAt, Instant finishedAt, String undoneBy, Instant undoneAt,
            String undoReason, String lastKey, int passMoved, int tickets, int kept, int people) {
    }

    /** Whether the unit's own work ends with it. */
    public boolean endsUnit() {
        return switch (kind) {
            case MERGE, LEAVE -> true;
            case SPLIT -> parts.stream().noneMatch(part -> part.unit().equals(unit));
            case RENAME, FOUND -> false;
        };
    }

    /** Code of the unit that takes the rest, or null where nobody does. */
    public String heir() {
        return parts.isEmpty() ? null : parts.get(parts.size() - 1).unit();
    }
}
