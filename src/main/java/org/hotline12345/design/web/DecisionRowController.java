package org.hotline12345.design.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.hotline12345.design.DecisionRows;
import org.hotline12345.design.Listing;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The rows of a decision table with what became of them. */
@RestController
@Tag(name = "designer")
class DecisionRowController {

    private final DecisionRows rows;

    DecisionRowController(DecisionRows rows) {
        this.rows = rows;
    }

    @Operation(summary = "决策表的规则行及使用情况", description = "限流程设计员和系统管理员。每行的命中、退回成立、改派次数（只给件数，不给比率）、"
            + "最近命中和有效期。sort：table 表中顺序、hits、returns、overrides、lastHit、expiry（30天内到期的在前，其次已过期的）。")
    @GetMapping("/api/designer/decisions/{id}/rows")
    Listing<DecisionRows.RowView> rows(@PathVariable String id, @RequestParam(defaultValue = "table") String sort,
            @RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "50") int size) {
        return rows.list(id, sort, page, size);
    }
}
