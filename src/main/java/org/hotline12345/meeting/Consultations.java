package org.hotline12345.meeting;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hotline12345.calendar.CalendarFollower;
import org.hotline12345.calendar.WorkCalendar;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.DecisionTables;
import org.hotline12345.common.EffectiveText;
import org.hotline12345.common.Page;
import org.hotline12345.common.Processes;
import org.hotline12345.common.Refusal;
import org.hotline12345.organization.Categories;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.Units;
import org.hotline12345.ticket.Tickets;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 会商 on a kind of matter that is unclear or disputed again and again (邵阳2023：厘清权责、明确承办单位、制定处理规范). Bound
 * to no ticket; ends in a handling norm and perhaps a row proposed for the catalogue.
 */
@Component
public class Consultations implements CalendarFollower {

    static final String PROCESS = "matter-consultation";
    static final String NUMBER_PREFIX = "HS-";
    private static final String COLUMNS = "consultation_no, jurisdiction, category, topic, tickets, opened_at, opened_by, "
            + "due_on, held_at, held_by, conclusion, norm, lead_unit, proposal_id";

    private final Tickets tickets;
    private final Categories categories;
    private final Units units;
    private final CatalogueWishes catalogueWishes;
    private final DecisionTables tables;
    private final WorkCalendar calendar;
    private final Processes processes;
    private final JdbcClient jdbc;
    private final Actors actors;
    private final Clock clock;

    Consultations(Tickets tickets, Categories categories, Units units, CatalogueWishes catalogueWishes, DecisionTables tables,
            WorkCalendar calendar, Processes processes, JdbcClient jdbc, Actors actors, Clock clock) {
        this.tickets = tickets;
        this.categories = categories;
        this.units = units;
        this.catalogueWishes = catalogueWishes;
        this.tables = tables;
        this.calendar = calendar;
        this.processes = processes;
        this.jdbc = jdbc;
        this.actors = actors;
        this.clock = clock;
    }

    /**
     * Calls a consultation.
     *
     * @param jurisdiction code of a known hotline
     * @param ticketNos tickets that show the dispute
     * @return its number, {@code HS-430500-20230208-01}
     */
    @Transactional
    public String call(String jurisdiction, String category, String topic, List<String> ticketNos) {
        Actor actor = actors.current();
        if (!actor.hasAny("supervisor", "dispatcher")) {
            throw Refusal.forbidden("meeting.consultationNotAllowed", "只有督办员和派单员可以提请会商。");
        }
        if (category != null && categories.find(jurisdiction, category).isEmpty()) {
            throw Refusal.invalid("meeting.unknownCategory", "诉求类别「" + category + "」不存在，见 /api/categories。");
        }
        ticketNos.forEach(number -> tickets.visible(number, actor));
        LocalDate due = due(jurisdiction, clock.instant());
        String number = number(jurisdiction);
        try {
            jdbc.sql("insert into meeting_consultation (consultation_no, jurisdiction, category, topic, tickets, opened_at, "
                            + "opened_by, due_on) values (:no, :jurisdiction, :category, :topic, :tickets, :at, :by, :due)")
                    .param("no", number).param("jurisdiction", jurisdiction).param("category", category).param("topic", topic)
                    .param("tickets", ticketNos.isEmpty() ? null : String.join(",", ticketNos))
                    .param("at", clock.instant().toEpochMilli()).param("by", actor.id()).param("due", due).update();
        } catch (DuplicateKeyException calledTwiceAtOnce) {
            throw Refusal.rule("meeting.consultationNumberTaken", "刚有人提请了另一次会商，请再提交一次。");
        }
        processes.start(PROCESS, number, Map.of("dueOn", due.toString()));
        return number;
    }

    private String number(String jurisdiction) {
        String prefix = NUMBER_PREFIX + jurisdiction + "-"
                + LocalDate.ofInstant(clock.instant(), clock.getZone()).format(DateTimeFormatter.BASIC_ISO_DATE) + "-";
        int today = jdbc.sql("select count(*) from meeting_consultation where consultation_no like :prefix")
                .param("prefix", prefix + "%").query(Integer.class).single();
        return prefix + String.format("%02d", today + 1);
    }

    /** As long as a joint meeting may take. */
    private LocalDate due(String jurisdiction, Instant from) {
        Map<String, Object> inputs = new HashMap<>();
        inputs.put("clock", "meeting");
        inputs.put("urgent", false);
        inputs.put("jurisdiction", jurisdiction);
        int days = tables.evaluate("deadline-limits", inputs).stream().filter(row -> "workingDay".equals(row.text("unit")))
                .map(row -> row.number("amount")).findFirst()
                .orElseThrow(() -> new IllegalStateException("deadline-limits has no limit in working days for clock meeting"));
        return calendar.plusWorkingDays(jurisdiction, from, days).date();
    }

    @Override
    public List<Moved> follow(String businessKey, String order) {
        return jdbc.sql("select jurisdiction, opened_at, due_on from meeting_consultation where consultation_no = :no and held_at is null")
                .param("no", businessKey).query((row, n) -> follow(businessKey, row.getObject("due_on", LocalDate.class),
                        due(row.getString("jurisdiction"), Instant.ofEpochMilli(row.getLong("opened_at")))))
                .list().stream().flatMap(Optional::stream).toList();
    }

    private Optional<Moved> follow(String number, LocalDate told, LocalDate due) {
        if (!due.isAfter(told) || !endOf(told).isAfter(clock.instant())) {
            return Optional.empty();
        }
        jdbc.sql("update meeting_consultation set due_on = :due where consultation_no = :no").param("due", due)
                .param("no", number).update();
        return Optional.of(new Moved(null, "会商", endOf(told), endOf(due),
                new Processes.Given(PROCESS, Map.of(), Map.of("dueOn", due.toString()))));
    }

    private Instant endOf(LocalDate day) {
        return day.plusDays(1).atStartOfDay(clock.getZone()).toInstant();
    }

    /** Concludes a consultation; its norm is kept for everybody of the centre to read. */
    public void conclude(String number, String conclusion, String norm, String leadUnit, String catalogueRow) {
        Actor actor = actors.current();
        if (!actor.has("supervisor")) {
            throw Refusal.forbidden("meeting.supervisorOnly", "只有督办员可以召开会商。");
        }
        Consultation consultation = require(number, true);
        if (EffectiveText.length(norm) < 4) {
            throw Refusal.invalid("meeting.normMissing", "请写明处理规范，不少于4个字。").at("norm");
        }
        Unit lead = units.requireValid(consultation.jurisdiction(), leadUnit, LocalDate.now(clock));
        String proposal = catalogueWishes.propose(consultation.jurisdiction(), catalogueRow, number,
                "会商" + number + "「" + consultation.topic() + "」");
        jdbc.sql("update meeting_consultation set held_at = :at, held_by = :by, conclusion = :conclusion, norm = :norm, "
                        + "lead_unit = :lead, proposal_id = :proposal where consultation_no = :no")
                .param("at", clock.instant().toEpochMilli()).param("by", actor.id()).param("conclusion", conclusion)
                .param("norm", norm).param("lead", lead.code()).param("proposal", proposal).param("no", number).update();
    }

    /** The consultation of that number; Refusal 404 when there is none. */
    public Consultation require(String number) {
        return require(number, false);
    }

    /** Those of the numbers that are known, in no order; at least one number. */
    List<Consultation> all(Collection<String> numbers) {
        return jdbc.sql("select " + COLUMNS + " from meeting_consultation where consultation_no in (:numbers)").param("numbers", numbers)
                .query((row, n) -> consultation(row)).list();
    }

    private Consultation require(String number, boolean forChange) {
        return jdbc.sql("select " + COLUMNS + " from meeting_consultation where consultation_no = :no"
                        + (forChange ? " for update" : "")).param("no", number).query((row, n) -> consultation(row)).optional()
                .orElseThrow(() -> Refusal.unknown("meeting.unknownConsultation", "没有会商" + number + "。"));
    }

    /** A page of consultations, newest first, with their norms; for the centre. */
    public Page<Consultation> list(String jurisdiction, String category, int page, int size) {
        Page.check(page, size);
        if (!actors.current().isCentre()) {
            throw Refusal.forbidden("meeting.centreOnly", "只有热线中心人员可以查看会商。");
        }
        Map<String, Object> parameters = new HashMap<>();
        StringBuilder where = new StringBuilder();
        narrow(where, parameters, "jurisdiction", jurisdiction);
        narrow(where, parameters, "category", category);
        return Page.of(jdbc.sql("select " + COLUMNS + " from meeting_consultation" + where
                        + " order by opened_at desc, consultation_no desc limit :limit offset :offset")
                .params(parameters).param("limit", size + 1).param("offset", (long) page * size)
                .query((row, n) -> consultation(row)).list(), page, size);
    }

    private static void narrow(StringBuilder where, Map<String, Object> parameters, String column, String value) {
        if (value != null) {
            where.append(where.isEmpty() ? " where " : " and ").append(column).append(" = :").append(column);
            parameters.put(column, value);
        }
    }

    private Consultation consultation(ResultSet row) throws SQLException {
        String tickets = row.getString("tickets");
        String lead = row.getString("lead_unit");
        return new Consultation(row.getString("consultation_no"), row.getString("jurisdiction"), row.getString("category"),
                row.getString("topic"), tickets == null ? List.of() : List.of(tickets.split(",")),
                time(row, "opened_at"), row.getString("opened_by"), row.getDate("due_on").toLocalDate(),
                time(row, "held_at"), row.getString("held_by"), row.getString("conclusion"), row.getString("norm"), lead,
                lead == null ? null : units.find(lead).map(Unit::name).orElse(lead), row.getString("proposal_id"));
    }

    private OffsetDateTime time(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis).atZone(clock.getZone()).toOffsetDateTime();
    }

    /** A consultation: what it is about, and once held its conclusion and norm. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Consultation(String consultationNo, String jurisdiction, String category, String topic,
            List<String> tickets, OffsetDateTime openedAt, String openedBy, LocalDate dueOn, OffsetDateTime heldAt,
            String heldBy, String conclusion, String norm, String leadUnit, String leadUnitName, String proposalId) {
    }
}
