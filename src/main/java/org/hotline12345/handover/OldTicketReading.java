package org.hotline12345.handover;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.hotline12345.ticket.ConflictOfInterest;
import org.hotline12345.ticket.Dispatch;
import org.hotline12345.ticket.OldTicket;
import org.hotline12345.ticket.Registration;
import org.hotline12345.ticket.SealedTexts;
import org.hotline12345.ticket.Tickets;
import org.hotline12345.organization.Staff;
import org.springframework.stereotype.Component;

/** Opens the rows that wait and makes one ticket of them. */
@Component
class OldTicketReading {

    private static final String UNIT_GROUP = org.hotline12345.common.Actor.UNIT_GROUP_PREFIX;

    private final SealedTexts seal;
    private final ObjectMapper json;
    private final Tickets tickets;
    private final ConflictOfInterest conflicts;
    private final Staff staff;

    OldTicketReading(SealedTexts seal, ObjectMapper json, Tickets tickets, ConflictOfInterest conflicts, Staff staff) {
        this.seal = seal;
        this.json = json;
        this.tickets = tickets;
        this.conflicts = conflicts;
        this.staff = staff;
    }

    TicketLine ticket(HandoverRows.Waiting waiting) {
        return read(waiting.sealed(), TicketLine.class);
    }

    SentLine sent(HandoverRows.WaitingLine waiting) {
        return read(waiting.sealed(), SentLine.class);
    }

    private <T> T read(String sealed, Class<T> type) {
        try {
            return json.readValue(seal.open(sealed), type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The ticket in our terms; its rows have been checked. */
    OldTicket of(String jurisdiction, String system, TicketLine line, List<SentLine> sent) {
        String fingerprint = tickets.fingerprint(told(line, sent));
        Registration registration = new Registration(jurisdiction, line.channel(), null, fingerprint, line.kind(), line.category(),
                line.region(), line.address(), line.title(), line.content(), line.confidential(), null, line.registered(), null, null,
                line.name(), line.phone());
        OldTicket.Evaluation said = line.evaluation() == null ? null : new OldTicket.Evaluation(line.evaluatedAt(), line.authentic(),
                line.solved(), "默认评价".equals(line.evaluation()) ? null : (Boolean) "满意".equals(line.evaluation()));
        return new OldTicket(system, line.number(), fingerprint, registration, line.registered(), line.status(), line.since(), line.closed(),
                line.closing(), line.returns(), line.urges(), line.calls(), said, line.urgent(), line.aboutUnit(),
                line.aboutUnit() != null && conflicts.bars(line.kind(), line.aboutUnit()), sent.stream().map(this::sent).toList(), List.of());
    }

    /** Everything that was told, whatever the order of rows and columns; where it stands on a sheet tells nothing. */
    private static String[] told(TicketLine line, List<SentLine> sent) {
        List<String> told = new java.util.ArrayList<>();
        told.add(line.everything());
        sent.stream().map(SentLine::everything).sorted().forEach(told::add);
        return told.toArray(String[]::new);
    }

    private OldTicket.Sent sent(SentLine line) {
        boolean returning = line.state() == Dispatch.State.RETURNING || line.state() == Dispatch.State.RETURNED;
        return new OldTicket.Sent(line.round(), line.unit(), line.role(), line.state(), line.basis(), line.at(), line.signedAt(),
                line.signedBy() != null && staff.isMember(line.signedBy(), UNIT_GROUP + line.unit()) ? line.signedBy() : null,
                line.returnUntil(), line.handleUntil(), line.extended(),
                returning && line.returnedAt() != null ? new OldTicket.Returned(line.returnedAt(), line.returnReason(), line.returnUnit(),
                        line.returnBasis()) : null,
                line.suspended() ? new OldTicket.Suspended(line.suspendedAt(), line.resumeAt()) : null,
                line.state() == Dispatch.State.INTERIM ? new OldTicket.Interim(line.interimAt(), line.procedure(), line.interimUntil()) : null,
                line.repliedAt() == null ? null : new OldTicket.Replied(line.repliedAt(), null, line.reply()));
    }
}
