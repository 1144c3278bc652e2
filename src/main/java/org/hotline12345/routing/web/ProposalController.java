package org.hotline12345.routing.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.hotline12345.common.Page;
import org.hotline12345.routing.ProposedRows;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
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

    @Operation(summary = "不采纳拟入目录的规则", description = "限流程设计员和系统管理员；理由必填，建议和理由都会保留。")
    @PostMapping("/api/routing/proposals/{id}/rejection")
    ProposedRows.Proposal reject(@PathVariable String id, @RequestBody Rejection rejection) {
        return proposedRows.reject(id, rejection.reason());
    }

    /** @param reason why not, Chinese */
    record Rejection(String reason) {
    }

    @Operation(summary = "拟入派单目录的规则", description = "联席会议、会商和反复退回形成的规则及其依据，按时间倒序；只是建议，不参与派单。"
            + "status：proposed 待处理、drafted 已写入草稿、accepted 已随草稿发布、rejected 不采纳。")
    @GetMapping("/api/routing/proposals")
    Page<ProposedRows.Proposal> proposals(@RequestParam(required = false) String jurisdiction,
            @RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "20") int size) {
        return proposedRows.list(jurisdiction, page, size);
    }
}
