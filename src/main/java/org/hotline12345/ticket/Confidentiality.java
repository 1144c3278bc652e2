package org.hotline12345.ticket;

import java.util.List;
import java.util.stream.Stream;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.EffectiveText;
import org.hotline12345.common.Refusal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 保密 on request: the centre sets it at any time, only a supervisor lifts it, and a report keeps it. */
@Component
public class Confidentiality {

    private final Tickets tickets;
    private final IdentityText identityText;
    private final JdbcClient jdbc;
    private final Actors actors;

    Confidentiality(Tickets tickets, IdentityText identityText, JdbcClient jdbc, Actors actors) {
        this.tickets = tickets;
        this.identityText = identityText;
        this.jdbc = jdbc;
        this.actors = actors;
    }

    @Transactional
    public void change(String ticketNo, boolean confidential, String reason) {
        Actor actor = actors.current();
        Ticket ticket = tickets.require(ticketNo);
        if (!ticket.isVisibleTo(actor)) {
            throw Tickets.unknown(ticketNo);
        }
        if (!actor.isCentre() || !confidential && !actor.has("supervisor")) {
            throw Refusal.forbidden("ticket.confidentialityNotAllowed",
                    confidential ? "只有热线中心人员可以设为保密。" : "解除保密须由督办员决定。");
        }
        if (EffectiveText.length(reason) < 4) {
            throw Refusal.invalid("ticket.reasonTooShort", "请写明理由，不少于4个字。");
        }
        String words = identityText.scrub(ticketNo, reason);
        // One caller asks for every matter of the call; the call is locked before its parts.
        String call = Tickets.callNo(ticketNo);
        List<Ticket> same = Stream.concat(Stream.of(call), jdbc.sql("select ticket_no from ticket_ticket where parent_no = :no "
                        + "order by ticket_no").param("no", call).query(String.class).list().stream())
                .map(tickets::require).filter(one -> one == ticket || one.confidential() != confidential
                        && (confidential || one.kind() != Kind.REPORT)).toList();
        for (Ticket one : same) {
            if (confidential) {
                one.protection().makeConfidential(actor, words);
            } else {
                one.protection().liftConfidentiality(actor, words);
            }
        }
    }
}
