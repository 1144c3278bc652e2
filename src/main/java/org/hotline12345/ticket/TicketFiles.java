package org.hotline12345.ticket;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Refusal;

/**
 * Files on one ticket: for whom a person adds one, who sees it, who takes it back, and the history of all that. The
 * files themselves belong to the attachments.
 */
public final class TicketFiles {

    private final Ticket ticket;

    TicketFiles(Ticket ticket) {
        this.ticket = ticket;
    }

    /**
     * What decides about one file.
     *
     * @param unit code of the unit that added it, or null for the centre
     * @param by user id of the person who did
     * @param released whether a confidential ticket's handling units may see it
     */
    public record Facts(String unit, Instant at, String by, boolean released) {
    }

    /**
     * For whom the person adds a file: the centre, or a unit that has the ticket now.
     *
     * @return code of the unit, or null for the centre
     * @throws Refusal RULE {@code ticket.closed}, FORBIDDEN {@code attachment.notYourTurn}
     */
    public String addedFor(Actor actor) {
        ticket.requireOpen();
        if (actor.isCentre()) {
            return null;
        }
        // Who handles it before who only advises, should somebody work for both.
        return ticket.dispatches.stream().filter(d -> d.isOf(actor) && (d.isOpen() || d.state == Dispatch.State.INFORMED))
                .min(Comparator.comparing((Dispatch d) -> d.state == Dispatch.State.INFORMED)).map(d -> d.unit)
                .orElseThrow(() -> Refusal.forbidden("attachment.notYourTurn", "工单当前不在您单位办理，不能上传附件；如需补充材料，请联系热线中心。"));
    }

    /**
     * Whether a person who sees the ticket sees the file: what a unit added, as its words; what the centre added, like the
     * ticket's text, unless the ticket is confidential, for a file can tell who asked as no covered text does.
     *
     * @param trusted roles that see a confidential ticket's files before they are released
     */
    public boolean shows(Facts file, Actor actor, Collection<String> trusted) {
        if (actor.isSystem()) {
            return true;
        }
        if (file.unit != null) {
            return ticket.people().readsWordsOf(file.unit, file.at, actor);
        }
        return !ticket.confidential || file.released || file.by.equals(actor.id())
                || actor.isCentre() && trusted.stream().anyMatch(actor::has);
    }

    /**
     * A supervisor removes any file; whoever added one, as long as nobody was given it: the centre's before the ticket was
     * dispatched, a unit's before it replied, returned or asked its leader.
     *
     * @throws Refusal FORBIDDEN {@code attachment.notYours}, RULE {@code attachment.alreadySubmitted}
     */
    public void requireRemovable(Facts file, Actor actor) {
        if (actor.has("supervisor")) {
            return;
        }
        if (!file.by.equals(actor.id())) {
            throw Refusal.forbidden("attachment.notYours", "附件只能由上传人在提交前移除，或由督办员移除。");
        }
        boolean given = file.unit == null ? !ticket.dispatches.isEmpty()
                : ticket.findOpen(file.unit).filter(own -> isStillOf(own, file.at)).isEmpty();
        if (given || ticket.status.isClosed()) {
            throw Refusal.rule("attachment.alreadySubmitted", "附件已随工单提交，不能自行移除；确需移除的，请联系督办员。");
        }
    }

    private static boolean isStillOf(Dispatch own, Instant addedAt) {
        return own.state != Dispatch.State.SIGNING_OFF && !own.dispatchedAt.isAfter(addedAt)
                && isBefore(own.interimAt, addedAt) && isBefore(own.returnedAt, addedAt);
    }

    private static boolean isBefore(Instant submission, Instant addedAt) {
        return submission == null || submission.isBefore(addedAt);
    }

    public void added(Actor actor, String unit, String what) {
        ticket.record(EventType.ATTACHED, actor, unit, what);
    }

    public void removed(Actor actor, String unit, String what) {
        ticket.record(EventType.ATTACHMENT_REMOVED, actor, unit, what);
    }

    public void released(Actor actor, String what) {
        ticket.record(EventType.ATTACHMENT_RELEASED, actor, null, what);
    }
}
