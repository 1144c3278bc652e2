package org.hotline12345.ticket;

import java.time.Instant;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Coded;

/** A ticket as dispatched to one unit: role, clocks, return and reply. Changed by its {@link Ticket} only. */
public final class Dispatch {

    /** 主办、协办、指导、二级承办. A guide sees and advises; nothing is timed. A sub-unit works for the unit that handed it on. */
    public enum Role {
        LEAD("lead", "主办"), ASSIST("assist", "协办"), GUIDE("guide", "指导"), SUB("sub", "二级承办");

        private final String code;
        private final String label;

        Role(String code, String label) {
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

        public static Role of(String code) {
            return Coded.find(values(), Role::code, code, "ticket.unknownRole", "承办角色");
        }
    }

    /** Where one unit's handling stands. */
    public enum State {
        OPEN("open", "待签收"), SIGNED("signed", "办理中"), RETURNING("returning", "退回待裁定"),
        SIGNING_OFF("signing-off", "待审签"), INTERIM("interim", "已作阶段性答复"),
        REPLIED("replied", "已答复"), RETURNED("returned", "已退回"), ENDED("ended", "已终止"), INFORMED("informed", "知悉");

        private final String code;
        private final String label;

        State(String code, String label) {
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

        static State of(String code) {
            return Coded.find(values(), State::code, code, "ticket.unknownState", "承办状态");
        }
    }

    final String id;
    final int round;
    /** Changes only when another unit follows it. */
    String unit;
    /** The unit it was dispatched to, where another one followed it, else null. */
    String dispatchedUnit;
    /** The unit that let the limit pass, where another one followed it, else null. */
    String overdueUnit;
    final Role role;
    final String basis;
    final String fromUnit;
    final boolean rework;
    final Instant dispatchedAt;
    final String dispatchedBy;
    State state;
    boolean binding;
    Instant returnUntil;
    Instant handleUntil;
    String calendarVersion;
    boolean provisional;
    String card;
    Instant signedAt;
    String signedBy;
    Instant contactedAt;
    String returnReason;
    String returnProposedUnit;
    String returnBasis;
    Instant returnedAt;
    String proposal;
    String proposalBasis;
    String parentUnit;
    int depth;
    boolean offNetwork;
    Instant originalUntil;
    Instant extendedAt;
    Instant suspendedAt;
    Instant suspendedUntil;
    long suspendedMillis;
    Instant overdueAt;
    Instant interimAt;
    Instant interimUntil;
    String interimBasis;
    String section;
    boolean keepsSight;
    Instant repliedAt;
    String repliedBy;
    String reply;
    String publicReply;
    Instant requestRulingUntil;
    Instant rulingUntil;
    /** Until when the unit is to speak to the citizen first, exclusive. */
    Instant contactUntil;
    /** When it stopped being with the unit, else null; figures of what was in hand in the past go by it. */
    Instant endedAt;
    /** Judged when a request is ruled on; of this step only. */
    boolean requestOver;
    /** Whether it was open when the ticket was last stored. */
    boolean heldOpen;
    /** Its limit when the ticket was last stored. */
    Instant heldUntil;
    boolean inserted;
    boolean changed;

    Dispatch(String id, int round, String unit, Role role, State state, String basis, String fromUnit, boolean binding,
            boolean rework, Instant dispatchedAt, String dispatchedBy) {
        this.id = id;
        this.round = round;
        this.unit = unit;
        this.role = role;
        this.state = state;
        this.basis = basis;
        this.fromUnit = fromUnit;
        this.binding = binding;
        this.rework = rework;
        this.dispatchedAt = dispatchedAt;
        this.dispatchedBy = dispatchedBy;
    }

    public String id() {
        return id;
    }

    public int round() {
        return round;
    }

    public String unit() {
        return unit;
    }

    /** The unit it was dispatched to: the one of then, where another has followed it since. */
    public String dispatchedUnit() {
        return dispatchedUnit == null ? unit : dispatchedUnit;
    }

    public Role role() {
        return role;
    }

    public State state() {
        return state;
    }

    public String basis() {
        return basis;
    }

    /** The unit a return moved it from, or null. */
    public String fromUnit() {
        return fromUnit;
    }

    /** Ordered by ruling or meeting: it cannot be returned again. */
    public boolean binding() {
        return binding;
    }

    public boolean rework() {
        return rework;
    }

    /** The clocks' start: dispatch, not signing. */
    public Instant dispatchedAt() {
        return dispatchedAt;
    }

    /** Exclusive end of the return window, or null before the clocks were set. */
    public Instant returnUntil() {
        return returnUntil;
    }

    /** Exclusive end of the handling limit, or null before the clocks were set. */
    public Instant handleUntil() {
        return handleUntil;
    }

    public String calendarVersion() {
        return calendarVersion;
    }

    /** 暂定: the limit crosses into a year whose holiday notice is not published. */
    public boolean provisional() {
        return provisional;
    }

    /** {@code yellow}, {@code red} or null. */
    public String card() {
        return card;
    }

    public Instant signedAt() {
        return signedAt;
    }

    public String signedBy() {
        return signedBy;
    }

    public Instant contactedAt() {
        return contactedAt;
    }

    /** Until when the unit is to speak to the citizen first, exclusive, or null before the clocks were set. */
    public Instant contactUntil() {
        return contactUntil;
    }

    /** When it stopped being with the unit, or null while it is; a guide never has it. */
    public Instant endedAt() {
        return endedAt;
    }

    /** The running or latest end, as it is stored. */
    void settleEnd(Instant now) {
        if (isOpen()) {
            endedAt = null;
        } else if (endedAt == null) {
            endedAt = state == State.REPLIED ? repliedAt : state == State.INFORMED ? dispatchedAt : now;
        }
    }

    /** When the running or last return was asked for, or null. */
    public Instant returnedAt() {
        return returnedAt;
    }

    public String returnReason() {
        return returnReason;
    }

    public String returnProposedUnit() {
        return returnProposedUnit;
    }

    public String returnBasis() {
        return returnBasis;
    }

    public String proposal() {
        return proposal;
    }

    public String proposalBasis() {
        return proposalBasis;
    }

    /** The unit that sub-dispatched it, or null when the centre sent it. */
    public String parentUnit() {
        return parentUnit;
    }

    /** Sub-dispatches above this one: 0 when the centre sent it. */
    public int depth() {
        return depth;
    }

    /** 未入网: nobody of the unit works in the system, the centre works it by letter or telephone. */
    public boolean offNetwork() {
        return offNetwork;
    }

    /** The handling limit as first told, exclusive; later moves keep it. */
    public Instant originalUntil() {
        return originalUntil;
    }

    /** Until when an extension or suspension asked for in time is to be ruled on, exclusive, or null when none is pending. */
    /** When the centre's ruling on the return is due, or null while nobody asked; stays with the dispatch for the centre's own figures. */
    public Instant rulingUntil() {
        return rulingUntil;
    }

    public Instant requestRulingUntil() {
        return requestRulingUntil;
    }

    /** When the limit counts as passed: not before a request asked for in time should have been ruled on. */
    public Instant effectiveUntil() {
        return requestRulingUntil != null && handleUntil != null && requestRulingUntil.isAfter(handleUntil)
                ? requestRulingUntil : handleUntil;
    }

    /** When an extension was granted, or null. */
    public Instant extendedAt() {
        return extendedAt;
    }

    /** Start of the running suspension, or null. */
    public Instant suspendedAt() {
        return suspendedAt;
    }

    /** Review date of the running suspension, exclusive, or null. */
    public Instant suspendedUntil() {
        return suspendedUntil;
    }

    /** Ended suspensions together, in milliseconds; reported apart from handling time. */
    public long suspendedMillis() {
        return suspendedMillis;
    }

    /** When the limit passed unanswered, or null; never cleared, whatever comes later. */
    public Instant overdueAt() {
        return overdueAt;
    }

    /** When the interim reply was given, or null. */
    public Instant interimAt() {
        return interimAt;
    }

    /** End of the procedure the final reply waits for, exclusive, or null. */
    public Instant interimUntil() {
        return interimUntil;
    }

    /** Code of the procedure the final reply waits for, or null. */
    public String interimBasis() {
        return interimBasis;
    }

    /** Section of the unit it is with, or null. */
    public String section() {
        return section;
    }

    public Instant repliedAt() {
        return repliedAt;
    }

    public String repliedBy() {
        return repliedBy;
    }

    /** Still with the unit: signed or not, waiting for a ruling or for its leader, or owing the final reply. */
    public boolean isOpen() {
        return state == State.OPEN || state == State.SIGNED || state == State.RETURNING || state == State.SIGNING_OFF
                || state == State.INTERIM;
    }

    /** Whether it still is the unit's: not after an upheld return, a meeting's end or a lead that no longer waits. */
    public boolean stands() {
        return state != State.RETURNED && state != State.ENDED;
    }

    /** 首接负责: the unit that got the ticket first and lost it keeps reading it, without acting. */
    public boolean firstReceiver() {
        return keepsSight;
    }

    /** Whether the unit may see the ticket through this dispatch. */
    public boolean givesSight() {
        return stands() || keepsSight;
    }

    /** Whether the person is of this unit and may know what it does with the ticket. */
    public boolean isOf(Actor actor) {
        return actor.belongsTo(unit) || actor.leads(unit) || actor.worksIn(unit, section);
    }

    /** Whether the person may do the unit's work on it; for an off-network unit the centre's operators do. */
    public boolean isHandledBy(Actor actor) {
        return offNetwork ? actor.has("operator") : actor.belongsTo(unit) || actor.worksIn(unit, section);
    }
}
