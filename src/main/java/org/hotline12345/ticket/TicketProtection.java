package org.hotline12345.ticket;

import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Refusal;

/**
 * What protects the citizen of one ticket: confidentiality (保密), calls that the centre makes in a unit's place, and the
 * rule that nobody handles a complaint about oneself (回避).
 */
public final class TicketProtection {

    private final Ticket ticket;
    private UnaryOperator<String> parentOf = unit -> null;

    TicketProtection(Ticket ticket) {
        this.ticket = ticket;
    }

    /** Who belongs to whom; subordinates of the unit complained about are barred with it. */
    void lineage(UnaryOperator<String> parents) {
        parentOf = parents;
    }

    // ---------------------------------------------------------------- conflict of interest

    /**
     * Names the unit complained about.
     *
     * @param barred whether it may not handle the ticket; a company that answers its own customers first may
     */
    public void complainsAbout(String unit, boolean barred) {
        ticket.requireOpen();
        ticket.aboutUnit = unit;
        ticket.aboutBarred = barred;
    }

    /** Whether the unit is the one complained about, or belongs to it, and therefore never handles the ticket. */
    public boolean bars(String unit) {
        if (!ticket.aboutBarred) {
            return false;
        }
        String above = unit;
        // Whoever followed the unit complained about is no more neutral than it was.
        String about = ticket.aboutUnit == null ? null : ticket.heirs.apply(ticket.aboutUnit);
        // Bounded: reference data with a loop in it must not hang a dispatch.
        for (int step = 0; above != null && step < 10; step++) {
            if (above.equals(ticket.aboutUnit) || above.equals(about)) {
                return true;
            }
            above = parentOf.apply(above);
        }
        return false;
    }

    /** @throws Refusal RULE {@code routing.aboutThisUnit} for the unit complained about and whatever belongs to it */
    public void requireNeutral(String unit) {
        if (bars(unit)) {
            throw Refusal.rule("routing.aboutThisUnit", "本工单反映的就是该单位或其上级单位，不能由其办理、协办或参会议定；请改派其上级或监管单位。");
        }
    }

    /** Whether the person works for the unit complained about: such a person learns nothing, whatever else they belong to. */
    boolean concerns(Actor actor) {
        return ticket.aboutBarred && actor.units().stream().anyMatch(this::bars);
    }

    // ---------------------------------------------------------------- confidentiality

    /** 保密, on request at any time, after the end too. */
    public void makeConfidential(Actor actor, String reason) {
        if (ticket.confidential) {
            throw Refusal.rule("ticket.alreadyConfidential", "工单" + ticket.ticketNo + "已经保密。");
        }
        ticket.confidential = true;
        ticket.record(EventType.MADE_CONFIDENTIAL, actor, null, reason);
    }

    /** A supervisor's decision; a report stays confidential. */
    public void liftConfidentiality(Actor actor, String reason) {
        if (!ticket.confidential) {
            throw Refusal.rule("ticket.notConfidential", "工单" + ticket.ticketNo + "没有保密。");
        }
        if (ticket.kind == Kind.REPORT) {
            throw Refusal.rule("ticket.reportStaysConfidential", "举报件一律保密，不能解除。");
        }
        ticket.confidential = false;
        ticket.record(EventType.CONFIDENTIALITY_LIFTED, actor, null, reason);
    }

    // ---------------------------------------------------------------- calls through the centre

    public void askForCall(Actor actor, String unit, String question) {
        ticket.openDispatch(unit);
        ticket.record(EventType.CALL_ASKED_FOR, actor, unit, question);
    }

    /** What came of the call; the unit has been in contact when somebody was reached, provided it still has the ticket. */
    public void relayCall(Actor actor, String unit, boolean reached, String answer) {
        ticket.record(EventType.CALL_RELAYED, actor, unit, answer);
        if (reached && ticket.findOpen(unit).isPresent()) {
            ticket.contact(actor, unit, ticket.now(), "热线中心代为联系");
        }
    }
}
