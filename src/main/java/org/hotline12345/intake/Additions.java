package org.hotline12345.intake;

import java.util.HashMap;
import java.util.Map;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.Processes;
import org.hotline12345.common.Refusal;
import org.hotline12345.ticket.IdentityCheck;
import org.hotline12345.ticket.Phones;
import org.hotline12345.ticket.Ticket;
import org.hotline12345.ticket.TicketStatus;
import org.hotline12345.ticket.Tickets;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a citizen adds to a running ticket: more facts, another number to be reached at. */
@Component
public class Additions {

    private final Tickets tickets;
    private final IdentityCheck identity;
    private final Processes processes;
    private final Actors actors;

    Additions(Tickets tickets, IdentityCheck identity, Processes processes, Actors actors) {
        this.tickets = tickets;
        this.identity = identity;
        this.processes = processes;
        this.actors = actors;
    }

    /**
     * Adds facts. A ticket that waits for them goes on; one with a unit shows them there.
     *
     * @throws Refusal RULE {@code intake.closedReopenInstead} once the ticket has ended
     */
    @Transactional
    public void supplement(String ticketNo, String text) {
        Actor actor = citizensVoice();
        Ticket ticket = tickets.require(ticketNo);
        if (ticket.status().isClosed()) {
            throw Refusal.rule("intake.closedReopenInstead", "工单" + ticketNo + "已结束，不能再补充；如有新情况，请申请重新办理或另行登记。");
        }
        if (ticket.status() == TicketStatus.NEED_INFO) {
            Map<String, Object> fields = new HashMap<>();
            fields.put("supplement", text);
            if (processes.complete("Task_AskForInformation", ticketNo, fields)) {
                return;
            }
        }
        ticket.append(actor, text);
    }

    /**
     * Replaces the citizen's own contact after comparing the old number.
     *
     * @param name the corrected name, or null to keep the registered one
     */
    @Transactional
    public void correctContact(String ticketNo, String oldPhone, String phone, String name) {
        Actor actor = citizensVoice();
        Ticket ticket = tickets.require(ticketNo);
        identity.require(ticketNo, oldPhone);
        String dialled = Phones.dialled(phone);
        if (dialled == null) {
            throw Refusal.invalid("common.missingField", "请填写新的联系电话。");
        }
        tickets.correctContact(ticket, actor, name, dialled);
    }

    private Actor citizensVoice() {
        Actor actor = actors.current();
        if (!actor.isCentre() && !actor.has("channel")) {
            throw Refusal.forbidden("intake.notAllowed", "只有热线中心和群众渠道可以代群众办理。");
        }
        return actor;
    }
}
