package org.hotline12345.review;

import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.Refusal;
import org.hotline12345.organization.Settings;
import org.hotline12345.ticket.RelatedTickets;
import org.hotline12345.ticket.Ticket;
import org.hotline12345.ticket.Tickets;
import org.springframework.stereotype.Component;

/** The centre's look at a reply before the citizen is asked (海南2016：2个工作日内复核所办结工单). */
@Component
public class Review {

    private final Tickets tickets;
    private final RelatedTickets related;
    private final Settings settings;
    private final Actors actors;

    Review(Tickets tickets, RelatedTickets related, Settings settings, Actors actors) {
        this.tickets = tickets;
        this.related = related;
        this.settings = settings;
        this.actors = actors;
    }

    /**
     * Judges the replies of the current round.
     *
     * @throws Refusal FORBIDDEN {@code review.ownReply} for an author of the reply, {@code review.ownDispatch} for
     *     whoever dispatched the ticket where the jurisdiction's setting says so
     */
    public void judge(String ticketNo, boolean pass, String reason) {
        Actor reviewer = actors.current();
        if (!reviewer.hasAny("reviewer", "supervisor")) {
            throw Refusal.forbidden("review.notReviewer", "只有复核员可以复核。");
        }
        Ticket ticket = tickets.require(ticketNo);
        if (ticket.replyAuthors().contains(reviewer.id())) {
            throw Refusal.forbidden("review.ownReply", "不能复核本人办理的答复，请由其他复核员处理。");
        }
        if (ticket.people().hasHandled(reviewer)) {
            throw Refusal.forbidden("review.ownUnit", "本人代录过答复或所在单位承办了本工单，不能复核，请由其他复核员处理。");
        }
        if (settings.flag(ticket.jurisdiction(), "review.notByDispatcher") && ticket.dispatchers().contains(reviewer.id())) {
            throw Refusal.forbidden("review.ownDispatch", "不能复核本人派出的工单，请由其他复核员处理。");
        }
        if (pass) {
            ticket.passReview(reviewer, reason);
        } else if (reason == null) {
            throw Refusal.invalid("common.missingField", "请填写重办理由。").at("reason");
        } else {
            ticket.failReview(reviewer, reason);
        }
    }

    /** 重办, after a failed review or a dissatisfied citizen. */
    public void orderRework(String ticketNo) {
        Ticket ticket = tickets.require(ticketNo);
        ticket.orderRework(actors.current(),
                Boolean.FALSE.equals(ticket.satisfied()) ? "群众不满意，重新办理" : "复核未通过，重新办理",
                related.unitsForRework(ticket));
    }
}
