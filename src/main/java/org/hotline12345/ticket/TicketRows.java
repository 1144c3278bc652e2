package org.hotline12345.ticket;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.Units;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The ticket's rows. Instants are epoch milliseconds, because the engine's connections carry whole seconds only. */
@Component
class TicketRows {

    private static final String INSERT_TICKET = insert("ticket_ticket", "ticket_no", "jurisdiction", "channel",
            "external_id", "content_hash", "status", "kind", "category", "region", "address", "title", "content",
            "desk_outcome", "desk_note", "confidential", "supplemented", "supervised", "has_contact", "external_cutoff_at",
            "received_at", "registered_at", "dispatched_at", "dispatched_by", "replied_at", "review_until", "closed_at",
            "closing_reason", "merged_into", "round", "returns", "survey_attempts", "call_attempts",
            "round_survey_attempts", "round_call_attempts", "call_reached", "evaluations", "defaulted", "authentic", "solved", "satisfied",
            "urgent", "about_unit", "parent_no", "ownership_pending", "urges", "reopened", "open_parts", "open_orders", "exclusion",
            "parts", "joined", "callback_waived", "about_barred", "visit_ordered", "dissatisfied", "answer_desk", "matter_unit",
            "last_clock_seq", "last_seq");
    private static final String UPDATE_TICKET = update("ticket_ticket", "ticket_no", "status", "kind", "category",
            "region", "content", "confidential", "supplemented", "supervised", "dispatched_at", "dispatched_by", "replied_at", "review_until",
            "closed_at", "closing_reason", "merged_into", "round", "returns", "survey_attempts", "call_attempts",
            "round_survey_attempts", "round_call_attempts", "call_reached", "evaluations", "defaulted", "authentic", "solved", "satisfied",
            "urgent", "about_unit", "parent_no", "ownership_pending", "urges", "reopened", "open_parts", "open_orders", "exclusion",
            "parts", "joined", "callback_waived", "about_barred", "visit_ordered", "dissatisfied", "answer_desk", "matter_unit",
            "last_clock_seq", "last_seq");
    private static final String INSERT_DISPATCH = insert("ticket_dispatch", "id", "ticket_no", "round", "unit", "role",
            "state", "basis", "from_unit", "binding", "rework", "dispatched_at", "dispatched_by", "return_until",
            "handle_until", "calendar_version", "provisional", "card", "signed_at", "signed_by", "contacted_at",
            "return_reason", "return_proposed_unit", "return_basis", "returned_at", "proposal", "proposal_basis",
            "parent_unit", "depth", "off_network", "original_until", "extended_at", "suspended_at", "suspended_until",
            "suspended_millis", "overdue_at", "interim_at", "interim_until", "interim_basis", "section", "keeps_sight", "request_ruling_until",
            "ruling_until", "dispatched_unit", "overdue_unit", "contact_until", "ended_at", "replied_at", "replied_by", "reply", "public_reply");
    private static final String UPDATE_DISPATCH = update("ticket_dispatch", "id", "unit", "parent_unit", "off_network",
            "dispatched_unit", "overdue_unit", "state", "binding", "return_until",
            "handle_until", "calendar_version", "provisional", "card", "signed_at", "signed_by", "contacted_at",
            "return_reason", "return_proposed_unit", "return_basis", "returned_at", "proposal", "proposal_basis",
            "original_until", "extended_at", "suspended_at", "suspended_until", "suspended_millis", "overdue_at",
            "interim_at", "interim_until", "interim_basis", "section", "keeps_sight", "request_ruling_until",
            "ruling_until", "contact_until", "ended_at", "replied_at", "replied_by");
    /** Reply texts are written once and not read back with the ticket. */
    private static final String UPDATE_REPLIED_DISPATCH =
            UPDATE_DISPATCH.replace(" where ", ", reply = :reply, public_reply = :public_reply where ");
    private static final String SELECT_DISPATCH = "select ticket_no, id, round, unit, role, state, basis, from_unit, "
            + "binding, rework, dispatched_at, dispatched_by, return_until, handle_until, calendar_version, "
            + "provisional, card, signed_at, signed_by, contacted_at, return_reason, return_proposed_unit, "
            + "return_basis, returned_at, proposal, proposal_basis, parent_unit, depth, off_network, original_until, "
            + "extended_at, suspended_at, suspended_until, suspended_millis, overdue_at, interim_at, interim_until, "
            + "interim_basis, section, keeps_sight, request_ruling_until, ruling_until, dispatched_unit, overdue_unit, contact_until, ended_at, "
            + "replied_at, replied_by from ticket_dispatch";
    private static final String IN_ORDER = " order by dispatched_at, round, role desc, unit, id";
    private static final String INSERT_EVENT =
            insert("ticket_event", "ticket_no", "seq", "type", "happened_at", "actor", "unit", "text");

    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate batches;
    private final Units units;
    private final Clock clock;

    TicketRows(JdbcClient jdbc, NamedParameterJdbcTemplate batches, Units units, Clock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.units = units;
        this.clock = clock;
    }

    Optional<Ticket> find(String ticketNo, boolean forChange) {
        Optional<Ticket> ticket = jdbc.sql("select * from ticket_ticket where ticket_no = :no"
                        + (forChange ? " for update" : "")).param("no", ticketNo)
                .query((row, n) -> ticket(row)).optional();
        ticket.ifPresent(found -> found.dispatches.addAll(jdbc.sql(SELECT_DISPATCH + " where ticket_no = :no" + IN_ORDER)
                .param("no", ticketNo).query((row, n) -> dispatch(row)).list()));
        return ticket;
    }

    /** The tickets of these numbers, to be read only; two statements however many there are. */
    List<Ticket> findAll(Collection<String> ticketNos) {
        Map<String, Ticket> found = new LinkedHashMap<>();
        jdbc.sql("select * from ticket_ticket where ticket_no in (:numbers)").param("numbers", Set.copyOf(ticketNos))
                .query((row, n) -> ticket(row)).list().forEach(ticket -> found.put(ticket.ticketNo(), ticket));
        if (!found.isEmpty()) {
            jdbc.sql(SELECT_DISPATCH + " where ticket_no in (:numbers)" + IN_ORDER).param("numbers", found.keySet())
                    .query(row -> {
                        found.get(row.getString("ticket_no")).dispatches.add(dispatch(row));
                    });
        }
        return List.copyOf(found.values());
    }

    Optional<String> ticketNoByExternalId(Channel channel, String externalId) {
        return jdbc.sql("select ticket_no from ticket_ticket where channel = :channel and external_id = :id")
                .param("channel", channel.code()).param("id", externalId).query(String.class).optional();
    }

    /** Numbers of the tickets merged into one that have not ended, oldest number first. */
    List<String> openMergedInto(String main) {
        return jdbc.sql("select ticket_no from ticket_ticket where merged_into = :main and closed_at is null order by ticket_no")
                .param("main", main).query(String.class).list();
    }

    /** What the main ticket's units wrote for the citizen in its last round. */
    List<String> publicReplies(String ticketNo, int round) {
        return jdbc.sql("select coalesce(public_reply, reply) from ticket_dispatch where ticket_no = :no and round = :round "
                        + "and reply is not null order by role desc, unit")
                .param("no", ticketNo).param("round", round).query(String.class).list();
    }

    void insert(Ticket ticket) {
        Registration r = ticket.registration;
        jdbc.sql(INSERT_TICKET).paramSource(mutable(ticket)
                .addValue("jurisdiction", r.jurisdiction())
                .addValue("channel", r.channel().code())
                .addValue("external_id", r.externalId())
                .addValue("content_hash", r.contentHash())
                .addValue("address", r.address())
                .addValue("title", r.title())
                .addValue("desk_outcome", r.deskOutcome())
                .addValue("desk_note", r.deskNote())
                .addValue("has_contact", ticket.hasContact)
                .addValue("external_cutoff_at", millis(r.externalCutoff()))
                .addValue("received_at", millis(r.receivedAt()))
                .addValue("registered_at", millis(ticket.registeredAt))).update();
    }

    void update(Ticket ticket) {
        jdbc.sql(UPDATE_TICKET).paramSource(mutable(ticket)).update();
    }

    void saveDispatches(Ticket ticket) {
        List<MapSqlParameterSource> added = new ArrayList<>();
        for (Dispatch dispatch : ticket.dispatches) {
            if (dispatch.inserted || dispatch.changed) {
                dispatch.settleEnd(clock.instant());
            }
            if (dispatch.inserted) {
                added.add(params(ticket.ticketNo, dispatch));
            } else if (dispatch.changed) {
                jdbc.sql(dispatch.reply == null ? UPDATE_DISPATCH : UPDATE_REPLIED_DISPATCH)
                        .paramSource(params(ticket.ticketNo, dispatch)).update();
            }
            dispatch.inserted = false;
            dispatch.changed = false;
        }
        batch(INSERT_DISPATCH, added);
    }

    void appendEvents(Ticket ticket) {
        appendEvents(ticket, ticket.newEvents);
    }

    /** Events as they are told, whenever they happened. */
    void appendEvents(Ticket ticket, List<TicketEvent> events) {
        batch(INSERT_EVENT, events.stream().map(event -> new MapSqlParameterSource()
                .addValue("ticket_no", ticket.ticketNo)
                .addValue("seq", event.seq())
                .addValue("type", event.type().code())
                .addValue("happened_at", millis(event.at()))
                .addValue("actor", event.actor())
                .addValue("unit", event.unit())
                .addValue("text", event.text())).toList());
    }

    private void batch(String sql, List<MapSqlParameterSource> added) {
        if (!added.isEmpty()) {
            batches.batchUpdate(sql, added.toArray(MapSqlParameterSource[]::new));
        }
    }

    private static MapSqlParameterSource mutable(Ticket ticket) {
        return new MapSqlParameterSource()
                .addValue("ticket_no", ticket.ticketNo)
                .addValue("status", ticket.status.code())
                .addValue("kind", ticket.kind.code())
                .addValue("category", ticket.category)
                .addValue("region", ticket.region)
                .addValue("content", ticket.content)
                .addValue("confidential", ticket.confidential)
                .addValue("supplemented", ticket.supplemented)
                .addValue("supervised", ticket.supervised)
                .addValue("dispatched_at", millis(ticket.dispatchedAt))
                .addValue("dispatched_by", ticket.dispatchedBy)
                .addValue("replied_at", millis(ticket.repliedAt))
                .addValue("review_until", millis(ticket.reviewUntil))
                .addValue("closed_at", millis(ticket.closedAt))
                .addValue("closing_reason", ticket.closingReason)
                .addValue("merged_into", ticket.mergedInto)
                .addValue("round", ticket.round)
                .addValue("returns", ticket.returns)
                .addValue("survey_attempts", ticket.surveyAttempts)
                .addValue("call_attempts", ticket.callAttempts)
                .addValue("round_survey_attempts", ticket.roundSurveyAttempts)
                .addValue("round_call_attempts", ticket.roundCallAttempts)
                .addValue("call_reached", ticket.callReached)
                .addValue("evaluations", ticket.evaluations)
                .addValue("defaulted", ticket.defaulted)
                .addValue("authentic", ticket.authentic)
                .addValue("solved", ticket.solved)
                .addValue("satisfied", ticket.satisfied)
                .addValue("urgent", ticket.urgent)
                .addValue("about_unit", ticket.aboutUnit)
                .addValue("parent_no", ticket.parentNo)
                .addValue("ownership_pending", ticket.ownershipPending)
                .addValue("urges", ticket.urges)
                .addValue("reopened", ticket.reopened)
                .addValue("open_parts", ticket.openParts)
                .addValue("open_orders", ticket.openOrders)
                .addValue("exclusion", ticket.exclusion)
                .addValue("about_barred", ticket.aboutBarred)
                .addValue("visit_ordered", ticket.visitOrdered)
                .addValue("dissatisfied", ticket.dissatisfied)
                .addValue("parts", ticket.parts)
                .addValue("joined", ticket.joined)
                .addValue("callback_waived", ticket.callbackWaived)
                .addValue("last_clock_seq", ticket.time().lastNote)
                .addValue("answer_desk", ticket.answerDesk)
                .addValue("matter_unit", ticket.matterUnit)
                .addValue("last_seq", ticket.lastSeq);
    }

    private static MapSqlParameterSource params(String ticketNo, Dispatch d) {
        return new MapSqlParameterSource()
                .addValue("id", d.id)
                .addValue("ticket_no", ticketNo)
                .addValue("round", d.round)
                .addValue("unit", d.unit)
                .addValue("role", d.role.code())
                .addValue("state", d.state.code())
                .addValue("basis", d.basis)
                .addValue("from_unit", d.fromUnit)
                .addValue("binding", d.binding)
                .addValue("rework", d.rework)
                .addValue("dispatched_at", millis(d.dispatchedAt))
                .addValue("dispatched_by", d.dispatchedBy)
                .addValue("return_until", millis(d.returnUntil))
                .addValue("handle_until", millis(d.handleUntil))
                .addValue("calendar_version", d.calendarVersion)
                .addValue("provisional", d.provisional)
                .addValue("card", d.card)
                .addValue("signed_at", millis(d.signedAt))
                .addValue("signed_by", d.signedBy)
                .addValue("contacted_at", millis(d.contactedAt))
                .addValue("return_reason", d.returnReason)
                .addValue("return_proposed_unit", d.returnProposedUnit)
                .addValue("return_basis", d.returnBasis)
                .addValue("returned_at", millis(d.returnedAt))
                .addValue("proposal", d.proposal)
                .addValue("proposal_basis", d.proposalBasis)
                .addValue("parent_unit", d.parentUnit)
                .addValue("depth", d.depth)
                .addValue("off_network", d.offNetwork)
                .addValue("original_until", millis(d.originalUntil))
                .addValue("extended_at", millis(d.extendedAt))
                .addValue("suspended_at", millis(d.suspendedAt))
                .addValue("suspended_until", millis(d.suspendedUntil))
                .addValue("suspended_millis", d.suspendedMillis)
                .addValue("overdue_at", millis(d.overdueAt))
                .addValue("interim_at", millis(d.interimAt))
                .addValue("interim_until", millis(d.interimUntil))
                .addValue("interim_basis", d.interimBasis)
                .addValue("section", d.section)
                .addValue("keeps_sight", d.keepsSight)
                .addValue("request_ruling_until", millis(d.requestRulingUntil))
                .addValue("ruling_until", millis(d.rulingUntil))
                .addValue("contact_until", millis(d.contactUntil))
                .addValue("ended_at", millis(d.endedAt))
                .addValue("dispatched_unit", d.dispatchedUnit)
                .addValue("overdue_unit", d.overdueUnit)
                .addValue("replied_at", millis(d.repliedAt))
                .addValue("replied_by", d.repliedBy)
                .addValue("reply", d.reply)
                .addValue("public_reply", d.publicReply);
    }

    private Ticket ticket(ResultSet row) throws SQLException {
        Registration registration = new Registration(row.getString("jurisdiction"), Channel.of(row.getString("channel")),
                row.getString("external_id"), row.getString("content_hash"), Kind.of(row.getString("kind")),
                row.getString("category"), row.getString("region"), row.getString("address"), row.getString("title"),
                row.getString("content"), row.getBoolean("confidential"), instant(row, "external_cutoff_at"),
                instant(row, "received_at"), row.getString("desk_outcome"), row.getString("desk_note"), null, null);
        Ticket ticket = new Ticket(row.getString("ticket_no"), registration, instant(row, "registered_at"),
                new ArrayList<>(), clock);
        ticket.protection().lineage(this::parentOf);
        ticket.heirs = heirsFor(ticket);
        ticket.status = TicketStatus.of(row.getString("status"));
        ticket.supplemented = row.getBoolean("supplemented");
        ticket.supervised = row.getBoolean("supervised");
        ticket.hasContact = row.getBoolean("has_contact");
        ticket.dispatchedAt = instant(row, "dispatched_at");
        ticket.dispatchedBy = row.getString("dispatched_by");
        ticket.repliedAt = instant(row, "replied_at");
        ticket.reviewUntil = instant(row, "review_until");
        ticket.closedAt = instant(row, "closed_at");
        ticket.closingReason = row.getString("closing_reason");
        ticket.mergedInto = row.getString("merged_into");
        ticket.round = row.getInt("round");
        ticket.returns = row.getInt("returns");
        ticket.surveyAttempts = row.getInt("survey_attempts");
        ticket.callAttempts = row.getInt("call_attempts");
        ticket.roundSurveyAttempts = row.getInt("round_survey_attempts");
        ticket.roundCallAttempts = row.getInt("round_call_attempts");
        ticket.callReached = row.getInt("call_reached");
        ticket.evaluations = row.getInt("evaluations");
        ticket.defaulted = row.getInt("defaulted");
        ticket.authentic = flag(row, "authentic");
        ticket.solved = flag(row, "solved");
        ticket.satisfied = flag(row, "satisfied");
        ticket.urgent = row.getBoolean("urgent");
        ticket.aboutUnit = row.getString("about_unit");
        ticket.parentNo = row.getString("parent_no");
        ticket.ownershipPending = row.getBoolean("ownership_pending");
        ticket.urges = row.getInt("urges");
        ticket.reopened = row.getInt("reopened");
        ticket.openParts = row.getInt("open_parts");
        ticket.parts = row.getInt("parts");
        ticket.joined = row.getInt("joined");
        ticket.callbackWaived = row.getBoolean("callback_waived");
        ticket.openOrders = row.getInt("open_orders");
        ticket.exclusion = row.getString("exclusion");
        ticket.aboutBarred = row.getBoolean("about_barred");
        ticket.visitOrdered = row.getBoolean("visit_ordered");
        ticket.dissatisfied = row.getInt("dissatisfied");
        ticket.answerDesk = row.getString("answer_desk");
        ticket.matterUnit = row.getString("matter_unit");
        ticket.lastSeq = row.getInt("last_seq");
        ticket.time().lastNote = row.getInt("last_clock_seq");
        return ticket;
    }

    UnaryOperator<String> heirsFor(Ticket ticket) {
        return unit -> units.heirOfOpenWork(unit, ticket.category, ticket.region, LocalDate.ofInstant(clock.instant(), clock.getZone())).unit();
    }

    /** The unit another one belongs to, or null. */
    String parentOf(String unit) {
        return units.find(unit).map(Unit::parent).orElse(null);
    }

    private static Dispatch dispatch(ResultSet row) throws SQLException {
        Dispatch d = new Dispatch(row.getString("id"), row.getInt("round"), row.getString("unit"),
                Dispatch.Role.of(row.getString("role")), Dispatch.State.of(row.getString("state")),
                row.getString("basis"), row.getString("from_unit"), row.getBoolean("binding"), row.getBoolean("rework"),
                instant(row, "dispatched_at"), row.getString("dispatched_by"));
        d.returnUntil = instant(row, "return_until");
        d.handleUntil = instant(row, "handle_until");
        d.calendarVersion = row.getString("calendar_version");
        d.provisional = row.getBoolean("provisional");
        d.card = row.getString("card");
        d.signedAt = instant(row, "signed_at");
        d.signedBy = row.getString("signed_by");
        d.contactedAt = instant(row, "contacted_at");
        d.returnReason = row.getString("return_reason");
        d.returnProposedUnit = row.getString("return_proposed_unit");
        d.returnBasis = row.getString("return_basis");
        d.returnedAt = instant(row, "returned_at");
        d.proposal = row.getString("proposal");
        d.proposalBasis = row.getString("proposal_basis");
        d.parentUnit = row.getString("parent_unit");
        d.depth = row.getInt("depth");
        d.offNetwork = row.getBoolean("off_network");
        d.originalUntil = instant(row, "original_until");
        d.extendedAt = instant(row, "extended_at");
        d.suspendedAt = instant(row, "suspended_at");
        d.suspendedUntil = instant(row, "suspended_until");
        d.suspendedMillis = row.getLong("suspended_millis");
        d.overdueAt = instant(row, "overdue_at");
        d.interimAt = instant(row, "interim_at");
        d.interimUntil = instant(row, "interim_until");
        d.interimBasis = row.getString("interim_basis");
        d.section = row.getString("section");
        d.keepsSight = row.getBoolean("keeps_sight");
        d.requestRulingUntil = instant(row, "request_ruling_until");
        d.rulingUntil = instant(row, "ruling_until");
        d.contactUntil = instant(row, "contact_until");
        d.endedAt = instant(row, "ended_at");
        d.dispatchedUnit = row.getString("dispatched_unit");
        d.overdueUnit = row.getString("overdue_unit");
        d.repliedAt = instant(row, "replied_at");
        d.repliedBy = row.getString("replied_by");
        d.heldOpen = d.isOpen();
        d.heldUntil = d.handleUntil;
        return d;
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    private static Boolean flag(ResultSet row, String column) throws SQLException {
        boolean value = row.getBoolean(column);
        return row.wasNull() ? null : value;
    }

    static Long millis(Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }

    private static String insert(String table, String... columns) {
        return "insert into " + table + " (" + String.join(", ", columns) + ") values (:" + String.join(", :", columns) + ")";
    }

    private static String update(String table, String key, String... columns) {
        StringBuilder sql = new StringBuilder("update " + table + " set ");
        for (int i = 0; i < columns.length; i++) {
            sql.append(i == 0 ? "" : ", ").append(columns[i]).append(" = :").append(columns[i]);
        }
        return sql + " where " + key + " = :" + key;
    }
}
