package org.hotline12345.ticket;

import java.time.Instant;
import org.hotline12345.common.Coded;

/**
 * One line in the account of a ticket's clocks; see {@link TicketTime}.
 *
 * @param unit code of the unit whose clock it is, or null for one of the centre's
 * @param clock name of the clock as in {@code dmn/deadline-limits.dmn}, for example {@code handle}
 * @param until exclusive end of the clock after this, or null when it no longer runs
 * @param reason what caused it, or null
 * @param calendarVersion the calendar the end was counted with, {@code natural} for natural time, or null
 */
public record ClockNote(int seq, String unit, String clock, Act act, Instant at, Instant until, String actor, String reason,
        String calendarVersion) {

    /** What happened to a clock. */
    public enum Act {
        STARTED("started", "起算"), MOVED("moved", "改期"), SUSPENDED("suspended", "停止"), RESUMED("resumed", "恢复"),
        STOPPED("stopped", "了结"), PASSED("passed", "逾期"), CARD("card", "亮牌"), PROVISIONAL("provisional", "暂定起算"),
        CONFIRMED("confirmed", "暂定转正");

        private final String code;
        private final String label;

        Act(String code, String label) {
            this.code = code;
            this.label = label;
        }

        @com.fasterxml.jackson.annotation.JsonValue
        public String code() {
            return code;
        }

        public String label() {
            return label;
        }

        public static Act of(String code) {
            return Coded.find(values(), Act::code, code, "ticket.unknownClockAct", "时钟动作");
        }
    }
}
