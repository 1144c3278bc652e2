package org.hotline12345.callback;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.EffectiveText;
import org.hotline12345.common.Processes;
import org.hotline12345.common.Refusal;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.Units;
import org.hotline12345.ticket.Dispatch;
import org.hotline12345.ticket.Ticket;
import org.hotline12345.ticket.Tickets;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The on-site callback (海南2016：必要时会同承办单位当面回访): the centre leads, the unit comes along, the citizen signs. The
 * unit never goes alone, and to the reporter of a confidential ticket it does not go at all.
 */
@Component
public class Visits {

    static final String ORDERED = "callback.visitOrdered";

    private final Tickets tickets;
    private final Units units;
    private final Processes processes;
    private final JdbcClient jdbc;
    private final Actors actors;
    private final Clock clock;

    Visits(Tickets tickets, Units units, Processes processes, JdbcClient jdbc, Actors actors, Clock clock) {
        this.tickets = tickets;
        this.units = units;
        this.processes = processes;
        this.jdbc = jdbc;
        this.actors = actors;
        this.clock = clock;
    }

    /** A supervisor wants the citizen visited: at once when a callback is running, else when it comes to that. */
    @Transactional
    public void order(String ticketNo, String reason) {
        Actor actor = actors.current();
        Ticket ticket = tickets.require(ticketNo);
        if (!ticket.isVisibleTo(actor)) {
            throw Refusal.unknown("ticket.unknown", "没有工单" + ticketNo + "，或您无权查看。");
        }
        if (!actor.has("supervisor")) {
            throw Refusal.forbidden("callback.visitNotAllowed", "只有督办员可以指定当面回访。");
        }
        if (EffectiveText.length(reason) < 4) {
            throw Refusal.invalid("callback.visitReasonTooShort", "请写明当面回访的理由，不少于4个字。");
        }
        if (ticket.visits().ordered()) {
            throw Refusal.rule("callback.visitAlreadyOrdered", "工单" + ticketNo + "已指定当面回访。");
        }
        ticket.visits().order(actor, reason);
        processes.deliver(ORDERED, ticketNo, Map.of());
    }

    /** The units that may come along: those that replied in this round. */
    public List<String> companions(String ticketNo) {
        Ticket ticket = tickets.visible(ticketNo, actors.current());
        return ticket.confidential() ? List.of() : ticket.dispatches().stream()
                .filter(dispatch -> dispatch.round() == ticket.round() && dispatch.repliedAt() != null).map(Dispatch::unit)
                .distinct().toList();
    }

    /**
     * The visit took place.
     *
     * @return satisfied or dissatisfied
     */
    public String record(String ticketNo, Visit visit) {
        Actor actor = actors.current();
        if (!actor.hasAny("callback", "supervisor")) {
            throw Refusal.forbidden("callback.notCaller", "当面回访由热线中心的回访员带队并记录。");
        }
        Ticket ticket = tickets.require(ticketNo);
        if (visit.visitedAt().isAfter(clock.instant())
                || ticket.repliedAt() != null && visit.visitedAt().isBefore(ticket.repliedAt())) {
            throw Refusal.invalid("callback.visitTimeImpossible", "回访时间须在答复之后、现在之前。").at("visitedAt");
        }
        requireCompany(ticket, visit.companions());
        if (!visit.signed() || visit.signatureFile() == null) {
            throw Refusal.rule("callback.notSigned", "当面回访须有诉求人签字的记录，请填写签字件的编号或存放位置；未能当面签字的，不算当面回访。").at("signatureFile");
        }
        jdbc.sql("insert into callback_visit (ticket_no, round, visited_at, led_by, companions, signature_file, recorded_at) "
                        + "values (:no, :round, :visited, :by, :companions, :file, :at)")
                .param("no", ticketNo).param("round", ticket.round()).param("visited", visit.visitedAt().toEpochMilli())
                .param("by", actor.id())
                .param("companions", visit.companions().isEmpty() ? null : String.join(",", visit.companions()))
                .param("file", visit.signatureFile()).param("at", clock.instant().toEpochMilli()).update();
        ticket.visits().visited(actor, "热线中心带队" + (visit.companions().isEmpty() ? "" : "，陪同："
                + visit.companions().stream().map(this::name).collect(Collectors.joining("、")))
                + "；诉求人已签字（" + visit.signatureFile() + "）", visit.authentic(), visit.solved(), visit.satisfied(), visit.remark());
        return visit.satisfied() ? "satisfied" : "dissatisfied";
    }

    private void requireCompany(Ticket ticket, List<String> companions) {
        if (ticket.confidential()) {
            if (!companions.isEmpty()) {
                throw Refusal.rule("callback.confidentialVisitAlone", "保密工单由热线中心单独上门，承办单位不得陪同。");
            }
            return;
        }
        if (companions.isEmpty()) {
            throw Refusal.invalid("callback.companionMissing", "请填写陪同的承办单位。").at("companions");
        }
        for (String companion : companions) {
            ticket.protection().requireNeutral(companion);
            if (ticket.dispatches().stream().noneMatch(d -> d.givesSight() && d.unit().equals(companion))) {
                throw Refusal.invalid("callback.companionNotHandling", "陪同单位须是承办本工单的单位：" + name(companion) + "不是。").at("companions");
            }
        }
    }

    private String name(String unit) {
        return units.find(unit).map(Unit::name).orElse(unit);
    }

    /**
     * What the caller-back filled in.
     *
     * @param companions codes of the units that came along
     * @param signed whether the citizen signed the record
     * @param signatureFile where the signed record is kept
     */
    public record Visit(Instant visitedAt, List<String> companions, boolean authentic, boolean solved, boolean satisfied,
            boolean signed, String signatureFile, String remark) {
    }
}
