package org.hotline12345.meeting;

import org.hotline12345.routing.ProposedRows;
import org.springframework.stereotype.Component;

/** A ruling that wants to become a rule: read from a form, handed to routing as a proposal. */
@Component
class CatalogueWishes {

    private final Rows rows;
    private final ProposedRows proposedRows;

    CatalogueWishes(Rows rows, ProposedRows proposedRows) {
        this.rows = rows;
        this.proposedRows = proposedRows;
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
