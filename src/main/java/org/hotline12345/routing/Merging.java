package org.hotline12345.routing;

import java.util.Map;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.Processes;
import org.hotline12345.common.Refusal;
import org.hotline12345.ticket.Ticket;
import org.hotline12345.ticket.Tickets;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 并单: several callers on one matter are handled once, under the earliest dispatch; each of them is called back. */
@Component
public class Merging {

    static final String MERGED = "ticket.merged";

    private final Tickets tickets;
    private final Processes processes;
    private final Actors actors;

    Merging(Tickets tickets, Processes processes, Actors actors) {
        this.tickets = tickets;
        this.processes = processes;
        this.actors = actors;
    }

    /**
     * Merges a ticket that is with its units; their open handlings end.
     *
     * @throws Refusal RULE {@code routing.notWithUnits} when no unit is working on it
     */
    @Transactional
    public void merge(String ticketNo, String into, String reason) {
        Actor dispatcher = actors.current();
        if (!dispatcher.hasAny("dispatcher", "supervisor")) {
            throw Refusal.forbidden("routing.notDispatcher", "只有派单员可以并单。");
        }
        Ticket ticket = join(dispatcher, ticketNo, into, reason);
        if (!processes.deliver(MERGED, ticket.ticketNo(), Map.of())) {
            throw Refusal.rule("routing.notWithUnits", "工单" + ticketNo + "当前不在承办中，不能并单；待派单的请在分类派单任务中选择并入，已答复的请继续复核。");
        }
    }

    /** Both tickets locked, the one joins the other. */
    Ticket join(Actor dispatcher, String ticketNo, String into, String reason) {
        if (into == null) {
            throw Refusal.invalid("routing.mergeTargetMissing", "请填写并入的工单号。");
        }
        tickets.requireBoth(ticketNo, into);
        Ticket ticket = tickets.require(ticketNo);
        ticket.relations().mergeInto(dispatcher, tickets.require(into), reason);
        return ticket;
    }
}
