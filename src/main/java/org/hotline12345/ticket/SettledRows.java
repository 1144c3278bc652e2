package org.hotline12345.ticket;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The rows of tickets that are over, with their dispatches and their history, in batches of statements. */
@Component
class SettledRows {

    private static final int BATCH = 1_000;
    // What is the same of all stands in the statements: a parameter costs the driver more than the server a word.
    private static final String HASH = "'" + "0".repeat(64) + "'";
    private static final String ACTOR = "'" + OldTickets.ACTOR + "'";
    private static final String TICKET = "insert into ticket_ticket (ticket_no, jurisdiction, channel, status, kind, category, region, "
            + "matter_unit, title, content, received_at, registered_at, dispatched_at, dispatched_by, replied_at, closed_at, closing_reason, round, "
            + "survey_attempts, call_attempts, round_survey_attempts, round_call_attempts, call_reached, evaluations, defaulted, solved, satisfied, "
            + "dissatisfied, last_seq, content_hash, returns, confidential, supplemented, supervised, has_contact) values (?, ?, ?, ?, ?, ?, ?, ?, "
            + "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, " + HASH + ", 0, false, false, false, false)";
    private static final String DISPATCH = "insert into ticket_dispatch (id, ticket_no, round, unit, binding, rework, dispatched_at, return_until, "
            + "handle_until, original_until, calendar_version, card, signed_at, contacted_at, overdue_at, replied_at, ended_at, reply, "
            + "role, state, provisional, dispatched_by, replied_by) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
            + "'lead', 'replied', false, " + ACTOR + ", " + ACTOR + ")";
    private static final String EVENT = "insert into ticket_event (ticket_no, seq, type, happened_at, unit, text, actor) values (?, ?, ?, ?, ?, ?, "
            + ACTOR + ")";

    private final JdbcTemplate jdbc;

    SettledRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** A ticket under its number. */
    record Numbered(String no, SettledTicket ticket) {
    }

    private record Told(String no, SettledTicket ticket, List<TicketEvent> history) {
    }

    private record Handling(String no, int number, SettledTicket.Round round) {
    }

    private record Happening(String no, TicketEvent event) {
    }

    /** Writes them in a transaction of their own: all or none. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void write(List<Numbered> tickets) {
        List<Told> all = new ArrayList<>(tickets.size());
        List<Handling> handlings = new ArrayList<>();
        List<Happening> history = new ArrayList<>();
        for (Numbered one : tickets) {
            Told told = new Told(one.no, one.ticket, SettledHistory.of(one.ticket));
            all.add(told);
            for (int i = 0; i < one.ticket.rounds().size(); i++) {
                handlings.add(new Handling(one.no, i + 1, one.ticket.rounds().get(i)));
            }
            told.history.forEach(event -> history.add(new Happening(one.no, event)));
        }
        jdbc.batchUpdate(TICKET, all, BATCH, SettledRows::ticket);
        jdbc.batchUpdate(DISPATCH, handlings, BATCH, SettledRows::dispatch);
        jdbc.batchUpdate(EVENT, history, BATCH, SettledRows::event);
    }

    /** MySQL plans by what it knows of the tables, and before the load it knew them empty. */
    public void analyze() {
        ConnectionCallback<Boolean> isMySql = connection -> connection.getMetaData().getDatabaseProductName().startsWith("MySQL");
        if (Boolean.TRUE.equals(jdbc.execute(isMySql))) {
            jdbc.execute("analyze table ticket_ticket, ticket_dispatch, ticket_event");
        }
    }

    private static void ticket(PreparedStatement row, Told told) throws SQLException {
        SettledTicket ticket = told.ticket;
        SettledTicket.Answer answer = ticket.answer();
        SettledTicket.Round first = ticket.rounds().isEmpty() ? null : ticket.rounds().get(0);
        SettledTicket.Round last = ticket.rounds().isEmpty() ? null : ticket.rounds().get(ticket.rounds().size() - 1);
        int i = 0;
        for (String text : new String[] {told.no, ticket.jurisdiction(), ticket.channel().code(), ticket.status().code(),
                ticket.kind().code(), ticket.category(), ticket.region(), ticket.matterUnit(), ticket.title(), ticket.content()}) {
            row.setString(++i, text);
        }
        row.setLong(++i, ticket.registeredAt().toEpochMilli());
        row.setLong(++i, ticket.registeredAt().toEpochMilli());
        instant(row, ++i, first == null ? null : first.dispatchedAt());
        row.setString(++i, first == null ? null : OldTickets.ACTOR);
        instant(row, ++i, last == null ? null : last.repliedAt());
        row.setLong(++i, ticket.closedAt().toEpochMilli());
        row.setString(++i, ticket.closingReason());
        row.setInt(++i, ticket.rounds().size());
        // The first question goes out by itself, the others are calls: for every round of the ticket, and for its last one.
        for (int asked : new int[] {Math.min(1, answer.asked()), Math.max(0, answer.asked() - 1)}) {
            row.setInt(++i, asked);
        }
        for (int asked : new int[] {Math.min(1, answer.asked()), Math.max(0, answer.asked() - 1)}) {
            row.setInt(++i, asked);
        }
        row.setInt(++i, answer.reached() && answer.asked() > 1 ? 1 : 0);
        row.setInt(++i, answer.satisfied() == null ? 0 : 1);
        row.setInt(++i, answer.byDefault() ? 1 : 0);
        row.setObject(++i, answer.solved(), Types.BOOLEAN);
        row.setObject(++i, answer.satisfied(), Types.BOOLEAN);
        row.setInt(++i, Math.max(0, ticket.rounds().size() - 1));
        row.setInt(++i, told.history.size());
    }

    private static void dispatch(PreparedStatement row, Handling handling) throws SQLException {
        SettledTicket.Round round = handling.round;
        boolean rework = handling.number > 1;
        int i = 0;
        // In the order of the tickets: the table grows at its end instead of everywhere.
        row.setString(++i, handling.no + "-" + handling.number);
        row.setString(++i, handling.no);
        row.setInt(++i, handling.number);
        row.setString(++i, round.unit());
        row.setBoolean(++i, rework);
        row.setBoolean(++i, rework);
        row.setLong(++i, round.dispatchedAt().toEpochMilli());
        instant(row, ++i, round.returnUntil());
        row.setLong(++i, round.handleUntil().toEpochMilli());
        row.setLong(++i, round.handleUntil().toEpochMilli());
        row.setString(++i, round.calendarVersion());
        row.setString(++i, round.overdueAt() == null ? null : "red");
        instant(row, ++i, round.signedAt());
        instant(row, ++i, round.contactedAt());
        instant(row, ++i, round.overdueAt());
        row.setLong(++i, round.repliedAt().toEpochMilli());
        row.setLong(++i, round.repliedAt().toEpochMilli());
        row.setString(++i, round.reply());
    }

    private static void event(PreparedStatement row, Happening happening) throws SQLException {
        TicketEvent event = happening.event;
        row.setString(1, happening.no);
        row.setInt(2, event.seq());
        row.setString(3, event.type().code());
        row.setLong(4, event.at().toEpochMilli());
        row.setString(5, event.unit());
        row.setString(6, event.text());
    }

    private static void instant(PreparedStatement row, int column, Instant instant) throws SQLException {
        if (instant == null) {
            row.setNull(column, Types.BIGINT);
        } else {
            row.setLong(column, instant.toEpochMilli());
        }
    }
}
