package org.hotline12345.report;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import org.hotline12345.common.Coded;

/** The rows that measures count: which table they come from, by which instant they belong to a period, and to which unit. */
public enum Base {
    /** Unit: whose matter it is. */
    RECEIVED("期内登记的工单", Sql.TICKET, Sql.within("t.registered_at"), "t.registered_at", "t.matter_unit", "''"),
    /** Found from the overdue side, which is small; the condition of the period is the received one. */
    LATE("期内登记、有承办单位超期的工单", Sql.TICKET, Sql.within("t.registered_at") + " and t.ticket_no in (select o.ticket_no from "
            + "ticket_dispatch o where o.overdue_at >= :start and o.role in ('lead', 'assist'))", "t.registered_at", "t.matter_unit", "''"),
    /** Unit: the lead that answered last; the hotline where no unit was asked. */
    CLOSED("期内办结的工单及其末轮主办答复", Sql.TICKET + " left join ticket_dispatch d on d.ticket_no = t.ticket_no and d.round = t.round "
            + "and d.role = 'lead' and d.state = 'replied'", Sql.within("t.closed_at"), "t.closed_at",
            "case when t.dispatched_at is null then :hotline else d.unit end", "''"),
    DISPATCHED("期内的派单", Sql.DISPATCH, Sql.within("d.dispatched_at"), "d.dispatched_at", "coalesce(d.dispatched_unit, d.unit)", "d.id"),
    REPLIED("期内的答复", Sql.DISPATCH, Sql.within("d.replied_at"), "d.replied_at", "d.unit", "d.id"),
    OVERDUE("期内超过办理时限的派单", Sql.DISPATCH, Sql.within("d.overdue_at"), "d.overdue_at", "coalesce(d.overdue_unit, d.unit)", "d.id"),
    /** From the history: a unit may ask several times with one dispatch. */
    RETURNED("期内的退回申请和裁定", "ticket_event e join ticket_ticket t on t.ticket_no = e.ticket_no",
            "e.type in ('returnRequested', 'returnUpheld', 'nearestOrdered', 'returnRejected') and " + Sql.within("e.happened_at"),
            "e.happened_at", "e.unit", "e.seq"),
    /** In hand at the first instant of the period; unit: the one that has it now. */
    STOCK_START("期初在办的派单", Sql.DISPATCH, Sql.openAt(":start"), null, "d.unit", "d.id"),
    STOCK_END("期末在办的派单", Sql.DISPATCH, Sql.openAt(":end"), null, "d.unit", "d.id"),
    REFUSALS("期内答复把关的退回", "handling_gate_refusal g join ticket_ticket t on t.ticket_no = g.ticket_no", Sql.within("g.refused_at"),
            "g.refused_at", "g.unit", "g.id"),
    /** By the level above only; a second callback of the hotline itself is not one. */
    SPOT_CHECKS("期内上级抽查", "supervision_spot_check s join ticket_ticket t on t.ticket_no = s.ticket_no",
            Sql.within("s.checked_at") + " and s.checked_by_level <> 'hotline'", "s.checked_at", "s.unit", "s.check_no"),
    /** No tickets: daily totals of the telephone platform. */
    CALLS("期内各日话务量", "report_call c", "c.jurisdiction = :jurisdiction and c.called_on >= :firstDay and c.called_on < :dayAfter",
            "c.called_on", null, null);

    private final String label;
    private final String rows;
    private final String among;
    private final String at;
    private final String unit;
    private final String tie;

    Base(String label, String rows, String among, String at, String unit, String tie) {
        this.label = label;
        this.rows = rows;
        this.among = among;
        this.at = at;
        this.unit = unit;
        this.tie = tie;
    }

    @JsonValue
    public String code() {
        return name();
    }

    /** What its rows are, Chinese. */
    public String label() {
        return label;
    }

    /** Tables of a {@code from} clause. */
    String rows() {
        return rows;
    }

    /**
     * Condition of the days read, with {@code :from} and {@code :until} or {@code :firstDay} and {@code :dayAfter};
     * {@code :start} and {@code :end} are those of the whole period.
     */
    String among() {
        return among;
    }

    /** Column of the instant or day that decides the day, or null for what stands at one instant. */
    String at() {
        return at;
    }

    /** Whether {@link #at} is a day. */
    boolean byDay() {
        return this == CALLS;
    }

    boolean hasTickets() {
        return this != CALLS;
    }

    /** Column that tells rows of the same ticket and instant apart. */
    String tie() {
        return tie;
    }

    /** SQL of a dimension's item, or null where its rows cannot be told apart by it. */
    String item(Dimension dimension) {
        return switch (dimension) {
            case UNIT -> unit;
            case KIND -> hasTickets() ? "t.kind" : null;
            case CATEGORY -> hasTickets() ? "t.category" : null;
            case REGION -> hasTickets() ? "t.region" : null;
            case CHANNEL -> hasTickets() ? "t.channel" : null;
            case LINE -> hasTickets() ? null : "c.line";
            case ALL, DAY -> null;
        };
    }

    /** Whether its rows can be told apart by a dimension. */
    boolean has(Dimension dimension) {
        return switch (dimension) {
            case ALL -> true;
            case DAY -> at != null;
            default -> item(dimension) != null;
        };
    }

    /** The dimensions told by a column of the rows, in the order their columns are read. */
    List<Dimension> columns() {
        return Arrays.stream(Dimension.values()).filter(dimension -> item(dimension) != null).toList();
    }

    static Base of(String code) {
        return Coded.find(values(), Base::code, code, "report.unknownBase", "统计基础");
    }

    private static final class Sql {
        static final String TICKET = "ticket_ticket t";
        static final String DISPATCH = "ticket_dispatch d join ticket_ticket t on t.ticket_no = d.ticket_no";

        static String within(String column) {
            return "t.jurisdiction = :jurisdiction and " + column + " >= :from and " + column + " < :until";
        }

        static String openAt(String instant) {
            return "t.jurisdiction = :jurisdiction and d.dispatched_at < " + instant + " and (d.ended_at is null or d.ended_at >= " + instant + ")";
        }
    }
}
