package org.hotline12345.ticket;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The history of a ticket that is over, told from what is known of it, without a gap. */
final class SettledHistory {

    private SettledHistory() {
    }

    static List<TicketEvent> of(SettledTicket ticket) {
        List<TicketEvent> told = new ArrayList<>();
        tell(told, EventType.REGISTERED, ticket.registeredAt(), null, ticket.channel().label() + "登记：" + ticket.kind().label());
        for (int i = 0; i < ticket.rounds().size(); i++) {
            SettledTicket.Round round = ticket.rounds().get(i);
            if (i > 0) {
                tell(told, EventType.REWORK_ORDERED, round.dispatchedAt(), round.unit(), null);
            }
            tell(told, EventType.DISPATCHED, round.dispatchedAt(), round.unit(), null);
            tell(told, EventType.SIGNED, round.signedAt(), round.unit(), null);
            tell(told, EventType.CONTACTED, round.contactedAt(), round.unit(), null);
            if (round.overdueAt() != null) {
                tell(told, EventType.RED_CARD, round.overdueAt(), round.unit(), null);
            }
            tell(told, EventType.REPLIED, round.repliedAt(), round.unit(), round.reply());
        }
        boolean handled = !ticket.rounds().isEmpty();
        SettledTicket.Answer answer = ticket.answer();
        if (answer.satisfied() != null) {
            tell(told, EventType.EVALUATED, ticket.closedAt(), null, (answer.satisfied() ? "满意" : "不满意")
                    + (answer.solved() == null ? "" : answer.solved() ? "，已解决" : "，未解决"));
        } else if (answer.byDefault()) {
            tell(told, EventType.CALLBACK_DEFAULTED, ticket.closedAt(), null, null);
        }
        tell(told, handled ? EventType.ARCHIVED : EventType.CLOSED_AT_DESK, ticket.closedAt(), null, handled ? null : ticket.status().label());
        return told;
    }

    private static void tell(List<TicketEvent> told, EventType type, Instant at, String unit, String text) {
        if (at != null) {
            told.add(new TicketEvent(told.size() + 1, type, at, OldTickets.ACTOR, unit, text));
        }
    }
}
