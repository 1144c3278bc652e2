package org.hotline12345.supervision;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.Refusal;
import org.hotline12345.ticket.Ticket;
import org.hotline12345.ticket.Tickets;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Referral of a lead (移送线索) to the discipline inspection or the police, with the number they gave it. The record is
 * the supervisors' own: the ticket's history, which the unit concerned may read, says only that something was referred.
 */
@Component
public class Referrals {

    private final Tickets tickets;
    private final JdbcClient jdbc;
    private final Actors actors;
    private final Clock clock;

    Referrals(Tickets tickets, JdbcClient jdbc, Actors actors, Clock clock) {
        this.tickets = tickets;
        this.jdbc = jdbc;
        this.actors = actors;
        this.clock = clock;
    }

    /** One referral; {@code to} is {@code discipline} or {@code police}. */
    public record Referral(String referralNo, String ticketNo, String to, String toName, String referenceNo, String text,
            OffsetDateTime referredAt, String referredBy) {
    }

    /**
     * @param referenceNo number the receiving body gave the lead
     * @throws Refusal FORBIDDEN {@code supervision.supervisorOnly}, INVALID {@code supervision.noReferenceNo}
     */
    @Transactional
    public String refer(String ticketNo, String to, String referenceNo, String text) {
        Actor actor = requireSupervisor();
        String name = name(to);
        if (name == null) {
            throw Refusal.invalid("supervision.unknownBody", "移送对象无效，可用：discipline（纪检监察）、police（公安）。");
        }
        if (referenceNo == null) {
            throw Refusal.invalid("supervision.noReferenceNo", "请填写接收机关的线索编号（referenceNo），没有编号的移送不能登记。");
        }
        Ticket ticket = tickets.require(ticketNo);
        String referralNo = ticketNo + "-Y" + (1 + jdbc.sql("select count(*) from supervision_referral where ticket_no = :no")
                .param("no", ticketNo).query(Integer.class).single());
        jdbc.sql("insert into supervision_referral (referral_no, ticket_no, referred_to, reference_no, text, referred_at, referred_by) "
                        + "values (:referral, :no, :to, :reference, :text, :at, :by)")
                .param("referral", referralNo).param("no", ticketNo).param("to", to).param("reference", referenceNo)
                .param("text", text).param("at", clock.instant().toEpochMilli()).param("by", actor.id()).update();
        ticket.supervision().refer(actor, "已按程序移送有关机关");
        return referralNo;
    }

    /** For supervisors only, oldest first. */
    @Transactional(readOnly = true)
    public List<Referral> ofTicket(String ticketNo) {
        Actor actor = requireSupervisor();
        tickets.visible(ticketNo, actor);
        return jdbc.sql("select * from supervision_referral where ticket_no = :no order by referred_at, referral_no")
                .param("no", ticketNo).query((row, n) -> new Referral(row.getString("referral_no"), ticketNo,
                        row.getString("referred_to"), name(row.getString("referred_to")), row.getString("reference_no"),
                        row.getString("text"), Steps.time(row, "referred_at", clock), row.getString("referred_by"))).list();
    }

    private static String name(String to) {
        return switch (to == null ? "" : to) {
            case "discipline" -> "纪检监察机关";
            case "police" -> "公安机关";
            default -> null;
        };
    }

    private Actor requireSupervisor() {
        Actor actor = actors.current();
        if (!actor.has("supervisor")) {
            throw Refusal.forbidden("supervision.supervisorOnly", "移送线索只由督办员登记和查看。");
        }
        return actor;
    }
}
