package org.hotline12345.supervision;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.PersonNames;
import org.hotline12345.common.Refusal;
import org.hotline12345.common.Texts;
import org.hotline12345.ticket.IdentityText;
import org.hotline12345.ticket.Ticket;
import org.hotline12345.ticket.Tickets;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The interviews (约谈) the ladder called for and what became of them: who asked whom to account, when, with what result.
 * A unit's first, second and third of the year are told apart, because the next higher office holds the next one.
 */
@Component
public class Interviews {

    private static final int LONGEST_RESULT = 1000;

    private final Tickets tickets;
    private final Responsibles responsibles;
    private final IdentityText identityText;
    private final PersonNames names;
    private final JdbcClient jdbc;
    private final Actors actors;
    private final Clock clock;

    Interviews(Tickets tickets, Responsibles responsibles, IdentityText identityText, PersonNames names, JdbcClient jdbc, Actors actors,
            Clock clock) {
        this.tickets = tickets;
        this.responsibles = responsibles;
        this.identityText = identityText;
        this.names = names;
        this.jdbc = jdbc;
        this.actors = actors;
        this.clock = clock;
    }

    /**
     * An interview the ladder called for.
     *
     * @param seq number of the step of the ladder
     * @param orderedOn when the ladder came to it
     * @param nth the unit's how manieth of that calendar year, from 1
     * @param recipient who holds it with whom, as the decision table says
     * @param held what became of it, or null until somebody wrote that down
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Interview(String ladderNo, int seq, String ticketNo, String unit, String unitName, LocalDate orderedOn, int nth,
            String recipient, Held held) {
    }

    /** What became of an interview. */
    public record Held(LocalDate on, String by, String attended, String result, String recordedByName, OffsetDateTime recordedAt) {
    }

    /** How many interviews a unit had in a period, by whether it was its first, second or a later one of the year. */
    public record Count(String unit, String unitName, int first, int second, int later, int held) {
    }

    /**
     * Interviews the ladder called for within a period, the newest first. Whoever asks has checked that it may be read.
     *
     * @param from first day, inclusive
     * @param to last day, inclusive
     */
    @Transactional(readOnly = true)
    public List<Interview> of(String jurisdiction, LocalDate from, LocalDate to) {
        OverdueLists.requirePeriod(from, to);
        Map<String, Integer> ofYear = new HashMap<>();
        List<Interview> found = new ArrayList<>();
        // From New Year on, so that each knows the how manieth of the year it is.
        jdbc.sql("select s.subject_no, s.seq, s.ticket_no, s.unit, s.recipient, s.happened_at, i.held_on, i.held_by, i.attended, i.result, "
                        + "i.recorded_by, i.recorded_at from supervision_step s join supervision_ladder l on l.ladder_no = s.subject_no "
                        + "left join supervision_interview i on i.ladder_no = s.subject_no and i.seq = s.seq where s.step = :rung "
                        + "and s.happened_at >= :newYear and s.happened_at < :until and l.jurisdiction = :jurisdiction "
                        + "order by s.happened_at, s.subject_no, s.seq")
                .param("rung", Rungs.INTERVIEW).param("newYear", startOf(from.withDayOfYear(1))).param("until", startOf(to.plusDays(1)))
                .param("jurisdiction", jurisdiction).query(row -> {
                    LocalDate on = day(row.getLong("happened_at"));
                    int nth = ofYear.merge(row.getString("unit") + " " + on.getYear(), 1, Integer::sum);
                    if (!on.isBefore(from)) {
                        found.add(interview(row, on, nth));
                    }
                });
        return found.stream().sorted(Comparator.comparing(Interview::orderedOn).reversed().thenComparing(Interview::unit)
                .thenComparing(Interview::ticketNo)).toList();
    }

    /** Counts per unit, the most first. */
    public static List<Count> perUnit(List<Interview> interviews) {
        Map<String, Count> counts = new HashMap<>();
        interviews.forEach(each -> counts.merge(each.unit(), new Count(each.unit(), each.unitName(), each.nth() == 1 ? 1 : 0,
                each.nth() == 2 ? 1 : 0, each.nth() > 2 ? 1 : 0, each.held() == null ? 0 : 1),
                (a, b) -> new Count(a.unit, a.unitName, a.first + b.first, a.second + b.second, a.later + b.later, a.held + b.held)));
        return counts.values().stream().sorted(Comparator.comparing((Count each) -> each.first + each.second + each.later).reversed()
                .thenComparing(Count::unit)).toList();
    }

    /**
     * Writes down, once, how an interview went.
     *
     * @param on the day it was held: not before the ladder called for it, not in the future
     * @param by who asked to account
     * @param attended who of the unit came
     * @throws Refusal FORBIDDEN {@code supervision.supervisorOnly}; UNKNOWN {@code supervision.unknownInterview}; RULE
     *     {@code supervision.interviewRecorded}; INVALID {@code supervision.badInterviewDay},
     *     {@code common.textTooLong} where the result is, as it is kept, without names and numbers
     */
    @Transactional
    public void record(String ladderNo, int seq, LocalDate on, String by, String attended, String result) {
        Actor actor = actors.current();
        if (!actor.has("supervisor")) {
            throw Refusal.forbidden("supervision.supervisorOnly", "只有督办员可以登记约谈情况。");
        }
        record Step(String ticketNo, String unit, Instant at) {
        }
        Step step = jdbc.sql("select ticket_no, unit, happened_at from supervision_step where subject_no = :ladder and seq = :seq and step = :rung")
                .param("ladder", ladderNo).param("seq", seq).param("rung", Rungs.INTERVIEW)
                .query((row, n) -> new Step(row.getString(1), row.getString(2), Instant.ofEpochMilli(row.getLong(3)))).optional()
                .orElseThrow(() -> Refusal.unknown("supervision.unknownInterview", "没有这次约谈，请刷新约谈名单后重试。"));
        if (on == null || on.isBefore(day(step.at.toEpochMilli())) || on.isAfter(day(clock.millis()))) {
            throw Refusal.invalid("supervision.badInterviewDay", "约谈日期不早于列入约谈的日期，也不晚于今天，请核对后填写。");
        }
        // The ticket's lock keeps two supervisors from writing it down at once.
        Ticket ticket = tickets.require(step.ticketNo);
        if (jdbc.sql("select count(*) from supervision_interview where ladder_no = :ladder and seq = :seq").param("ladder", ladderNo)
                .param("seq", seq).query(Integer.class).single() > 0) {
            throw Refusal.rule("supervision.interviewRecorded", "这次约谈已经登记，请刷新后查看。");
        }
        // What covers a short name is longer than the name: the text that is kept has to fit, too.
        String words = Texts.required("结果（隐去身份信息后）", identityText.scrub(step.ticketNo, result), LONGEST_RESULT);
        jdbc.sql("insert into supervision_interview (ladder_no, seq, held_on, held_by, attended, result, recorded_by, recorded_at) "
                        + "values (:ladder, :seq, :on, :by, :attended, :result, :who, :at)")
                .param("ladder", ladderNo).param("seq", seq).param("on", on).param("by", by).param("attended", attended)
                .param("result", words).param("who", actor.id()).param("at", clock.millis()).update();
        ticket.supervision().escalate(actor, step.unit, "约谈已进行，日期：" + on + "，约谈方：" + by + "，被约谈人：" + attended + "。结果：" + words);
    }

    Interview interview(ResultSet row, LocalDate on, int nth) throws SQLException {
        String result = row.getString("result");
        return new Interview(row.getString("subject_no"), row.getInt("seq"), row.getString("ticket_no"), row.getString("unit"),
                responsibles.name(row.getString("unit")), on, nth, row.getString("recipient"), result == null ? null
                : new Held(row.getObject("held_on", LocalDate.class), row.getString("held_by"), row.getString("attended"), result,
                        names.nameOf(row.getString("recorded_by")), Steps.time(row, "recorded_at", clock)));
    }

    long startOf(LocalDate day) {
        return day.atStartOfDay(clock.getZone()).toInstant().toEpochMilli();
    }

    LocalDate day(long millis) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(millis), clock.getZone());
    }
}
