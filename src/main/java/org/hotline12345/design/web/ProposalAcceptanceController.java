package org.hotline12345.design.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.hotline12345.design.Draft;
import org.hotline12345.design.ProposalDrafts;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Proposed rows become drafts; beside the drafts, because routing knows nothing of them. */
@RestController
@Tag(name = "designer")
class ProposalAcceptanceController {

    private final ProposalDrafts proposalDrafts;

    ProposalAcceptanceController(ProposalDrafts proposalDrafts) {
        this.proposalDrafts = proposalDrafts;
    }

    @Operation(summary = "采纳拟入目录的规则，形成草稿", description = "限流程设计员和系统管理员。规则连同说明、依据和证据写入该类诉求的派单目录；"
            + "草稿发布后才算采纳，作废则回到待处理。")
    @PostMapping("/api/routing/proposals/{id}/acceptance")
    ResponseEntity<Draft> accept(@PathVariable String id) {
        Draft draft = proposalDrafts.accept(id);
        return ResponseEntity.created(URI.create("/api/designer/drafts/" + draft.id())).body(draft);
    }
}
