package org.hotline12345.meeting;

import org.hotline12345.routing.Precedents;
import org.hotline12345.routing.ProposedRows;
import org.hotline12345.ticket.Ticket;
import org.springframework.stereotype.Component;

/** A ruling that wants to become a rule: read from a form, handed to routing as a proposal. */
@Component
class CatalogueWishes {

    private final Rows rows;
    private final ProposedRows proposedRows;
    private final Precedents precedents;

    CatalogueWishes(Rows rows, ProposedRows proposedRows, Precedents precedents) {
        this.rows = rows;
        this.proposedRows = proposedRows;
        this.precedents = precedents;
    }

    /** What the meeting wants in the catalogue: the row it wrote, or else the unit it gave the ticket to. */
    void ruled(Ticket ticket, String leadUnit, String catalogueRow, String minutesRef) {
        if (catalogueRow == null) {
            precedents.meetingRuled(ticket, leadUnit, minutesRef);
        } else {
            propose(ticket.jurisdiction(), catalogueRow, ticket.ticketNo(), minutesRef);
        }
    }

    /** @return id of the proposal, or null when nothing was wished for */
    String propose(String jurisdiction, String catalogueRow, String evidenceNo, String minutesRef) {
        if (catalogueRow == null) {
            return null;
        }
        Rows.Row row = rows.one(catalogueRow, "meeting.badCatalogueRow",
                "拟入目录的规则须为对象，例如 {\"category\":\"noise\",\"unit\":\"education\",\"basis\":\"联席会议决定\"}。");
        return proposedRows.propose(jurisdiction, new ProposedRows.Wish(row.required("category", "诉求类别", 64),
                row.optional("region", "行政区划代码", 12), row.required("unit", "承办单位", 64),
                row.required("basis", "依据", 1000)), new ProposedRows.Evidence(evidenceNo, minutesRef));
    }
}
