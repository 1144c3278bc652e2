package org.hotline12345.routing.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.hotline12345.common.Page;
import org.hotline12345.routing.ProposedRows;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What meetings want in the dispatch catalogue. */
@RestController
@Tag(name = "routing")
class ProposalController {

    private final ProposedRows proposedRows;

    ProposalController(ProposedRows proposedRows) {
        this.proposedRows = proposedRows;
    }

    @Operation(summary = "拟入派单目录的规则", description = "联席会议和会商提出的规则及其依据，按时间倒序；只是建议，不参与派单。")
    @GetMapping("/api/routing/proposals")
    Page<ProposedRows.Proposal> proposals(@RequestParam(required = false) String jurisdiction,
            @RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "20") int size) {
        return proposedRows.list(jurisdiction, page, size);
    }
}
