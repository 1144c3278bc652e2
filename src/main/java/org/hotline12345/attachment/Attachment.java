package org.hotline12345.attachment;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.OffsetDateTime;
import org.hotline12345.common.Coded;

/**
 * One file of a ticket as one person may know it.
 *
 * @param number counts within the ticket, from 1; the history names files by it, because a name can tell who asked
 * @param size bytes as kept, 0 for a removed one
 * @param unit code of the unit that added it, absent for the centre
 * @param state waiting (for the virus scanner), ready, infected or removed
 * @param released whether units may see it although the ticket is confidential; absent where that is no question
 * @param mayRemove whether the person asking may remove it now
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Attachment(String id, int number, String name, String type, FileType.Kind kind, String kindName, long size,
        String unit, String unitName, String by, OffsetDateTime at, State state, String stateName, Boolean released,
        Boolean mayRelease, boolean mayRemove, Removal removed) {

    /** How far a file is. */
    public enum State {
        WAITING("waiting", "等待病毒检查"), READY("ready", "可以查看"), INFECTED("infected", "检出病毒，已删除"), REMOVED("removed", "已移除");

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
            return Coded.find(values(), State::code, code, "attachment.unknownState", "附件状态");
        }
    }

    /** Who took it away, when and why. */
    public record Removal(String by, OffsetDateTime at, String reason) {
    }
}
