package org.hotline12345.deadline;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hotline12345.calendar.WorkCalendar;
import org.hotline12345.common.Actor;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.Units;
import org.hotline12345.ticket.ClockNote;
import org.hotline12345.ticket.Dispatch;
import org.hotline12345.ticket.Ticket;
import org.hotline12345.ticket.TicketWatcher;
import org.hotline12345.ticket.Tickets;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The append-only account of every ticket's clocks: one batch of rows with the step that moved them, never changed. */
@Component
public class ClockLog implements TicketWatcher {

    private static final Map<String, String> NAMES = Map.ofEntries(Map.entry("handle", "办理时限"), Map.entry("return", "退回期"),
            Map.entry("ruling", "退回裁定"), Map.entry("extensionRuling", "延期、挂起审批"), Map.entry("statutory", "法定程序"),
            Map.entry("review", "复核"), Map.entry("dispatch", "派单"), Map.entry("information", "补充信息"),
            Map.entry("meeting", "联席会议"), Map.entry("survey", "自动回访"), Map.entry("callback", "人工回访"),
            Map.entry("contact", "先行联系"), Map.entry("secondLine", "二线解答"), Map.entry("order", "督办答复"), Map.entry("yellow", "黄牌"), Map.entry("red", "红牌"));

    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate batches;
    private final ObjectProvider<Tickets> tickets;
    private final Units units;
    private final WorkCalendar calendar;
    private final Clock clock;

    ClockLog(JdbcClient jdbc, NamedParameterJdbcTemplate batches, ObjectProvider<Tickets> tickets, Units units, WorkCalendar calendar,
            Clock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.tickets = tickets;
        this.units = units;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** Chinese name of a clock; one that a designer added is called as the table calls it. */
    static String name(String clock) {
        return NAMES.getOrDefault(clock, clock);
    }

    @Override
    public void storing(Ticket ticket) {
        List<ClockNote> notes = ticket.time().newNotes();
        if (!notes.isEmpty()) {
            batches.batchUpdate("insert into deadline_clock_entry (ticket_no, seq, unit, clock, act, happened_at, until_at, actor, "
                            + "reason, calendar_version) values (:no, :seq, :unit, :clock, :act, :at, :until, :actor, :reason, :version)",
                    notes.stream().map(note -> params(ticket.ticketNo(), note)).toArray(MapSqlParameterSource[]::new));
        }
    }

    private static MapSqlParameterSource params(String ticketNo, ClockNote note) {
        return new MapSqlParameterSource("no", ticketNo).addValue("seq", note.seq()).addValue("unit", note.unit())
                .addValue("clock", note.clock()).addValue("act", note.act().code()).addValue("at", note.at().toEpochMilli())
                .addValue("until", note.until() == null ? null : note.until().toEpochMilli()).addValue("actor", note.actor())
                .addValue("reason", note.reason()).addValue("version", note.calendarVersion());
    }

    /** The account, oldest first; a unit reads its own clocks only. Refusal 404 when the person may not know of the ticket. */
    public List<Entry> of(String ticketNo, Actor actor) {
        Ticket ticket = tickets.getObject().visible(ticketNo, actor);
        Set<String> own = ticket.dispatches().stream().filter(dispatch -> dispatch.givesSight() && dispatch.isOf(actor))
                .flatMap(dispatch -> Stream.of(dispatch.unit(), dispatch.dispatchedUnit())).collect(Collectors.toSet());
        return jdbc.sql("select * from deadline_clock_entry where ticket_no = :no order by seq").param("no", ticketNo)
                .query((row, n) -> entry(row)).list().stream()
                .filter(entry -> actor.isCentre() || actor.isSystem() || entry.unit() != null && own.contains(entry.unit())).toList();
    }

    private Entry entry(ResultSet row) throws SQLException {
        String unit = row.getString("unit");
        String name = row.getString("clock");
        ClockNote.Act act = ClockNote.Act.of(row.getString("act"));
        long until = row.getLong("until_at");
        return new Entry(row.getInt("seq"), unit, unit == null ? null : units.find(unit).map(Unit::name).orElse(unit), name,
                name(name), act, act.label(), time(row.getLong("happened_at")), until == 0 ? null : time(until),
                row.getString("actor"), row.getString("reason"), row.getString("calendar_version"),
                until != 0 && isProvisional(act, row.getString("calendar_version"), Instant.ofEpochMilli(until)) ? Boolean.TRUE : null);
    }

    private boolean isProvisional(ClockNote.Act act, String version, Instant until) {
        return act == ClockNote.Act.PROVISIONAL || act != ClockNote.Act.CONFIRMED && version != null && !Limits.NATURAL.equals(version)
                && calendar.wasProvisional(version, until);
    }

    private OffsetDateTime time(long millis) {
        return Instant.ofEpochMilli(millis).atZone(clock.getZone()).toOffsetDateTime();
    }

    /** One line of the account; {@code until} is the clock's exclusive end after it, {@code provisional} (暂定) or certain. */
    @com.fasterxml.jackson.annotation.JsonInclude(com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL)
    public record Entry(int seq, String unit, String unitName, String clock, String clockName, ClockNote.Act act, String actName,
            OffsetDateTime at, OffsetDateTime until, String actor, String reason, String calendarVersion, Boolean provisional) {
    }
}
