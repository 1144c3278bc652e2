package org.hotline12345.intake;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.Refusal;
import org.hotline12345.ticket.Kind;
import org.hotline12345.ticket.Ticket;
import org.hotline12345.ticket.Tickets;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Second answerers (政策专员) and special desks (专席): asked before a ticket goes to a unit (海门2020：一席、二政策专员、三部门).
 */
@Component
public class SecondLine {

    private static final Set<Kind> NEEDS_A_UNIT = Set.of(Kind.COMPLAINT, Kind.REPORT);

    private final Tickets tickets;
    private final JdbcClient jdbc;
    private final Actors actors;

    SecondLine(Tickets tickets, JdbcClient jdbc, Actors actors) {
        this.tickets = tickets;
        this.jdbc = jdbc;
        this.actors = actors;
    }

    /** The desks of a hotline, or of all when null. */
    public List<Desk> desks(String jurisdiction) {
        return jdbc.sql("select jurisdiction, code, name, basis from intake_desk"
                        + (jurisdiction == null ? "" : " where jurisdiction = :jurisdiction") + " order by jurisdiction, code")
                .param("jurisdiction", jurisdiction)
                .query((row, n) -> new Desk(row.getString(1), row.getString(2), row.getString(3), row.getString(4))).list();
    }

    Desk require(String jurisdiction, String code) {
        return desks(jurisdiction).stream().filter(desk -> desk.code().equals(code)).findFirst()
                .orElseThrow(() -> Refusal.invalid("intake.unknownDesk", "本热线没有专席「" + code + "」，见 GET /api/desks。"));
    }

    /** The group that is to answer, if the request was passed on. */
    public Optional<String> groupFor(String ticketNo) {
        return tickets.require(ticketNo).intake().answerGroup();
    }

    /**
     * The second answerer settles the request or sends it on.
     *
     * @param outcome answered, dispatch or legalRoute
     * @param answer what the citizen was told, or why a unit has to act
     * @return the disposition the diagram goes on with
     * @throws Refusal FORBIDDEN {@code intake.notYourDesk}; RULE {@code intake.needsAUnit} for a complaint or report that
     *     would end with an answer
     */
    public String answer(String ticketNo, String outcome, String answer) {
        Actor actor = actors.current();
        Ticket ticket = tickets.require(ticketNo);
        if (!actor.hasAny(ticket.intake().answerGroup().orElse(""), "supervisor", "camunda-admin")) {
            throw Refusal.forbidden("intake.notYourDesk", "只有受托的政策专员或专席可以解答。");
        }
        if ("answered".equals(outcome) && NEEDS_A_UNIT.contains(ticket.kind())) {
            throw Refusal.rule("intake.needsAUnit", ticket.kind().label() + "须由承办单位办理，不能以解答办结，请选择“转派单”。");
        }
        ticket.intake().answeredAtSecondLine(actor, answer);
        if ("dispatch".equals(outcome)) {
            return "accept";
        }
        ticket.settle(answer);
        return "answered".equals(outcome) ? "instantAnswer" : "legalRoute";
    }

    /** A second answerer's desk. */
    public record Desk(String jurisdiction, String code, String name, String basis) {
    }
}
