package org.hotline12345.supervision.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.hotline12345.common.FailedSteps;
import org.hotline12345.common.Page;
import org.hotline12345.common.Texts;
import org.hotline12345.supervision.Incidents;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Steps the engine gave up on, for supervisors and administrators. */
@RestController
@Tag(name = "督办")
class IncidentController {

    private final Incidents incidents;

    IncidentController(Incidents incidents) {
        this.incidents = incidents;
    }

    /** Why. */
    record Retry(String reason) {
    }

    @Operation(summary = "异常步骤", description = "系统多次自动执行仍未成功的步骤，新的在前；限督办员和系统管理员，detail 只给系统管理员。")
    @GetMapping("/api/incidents")
    Page<FailedSteps.FailedStep> list(@Parameter(description = "只看一件工单的") @RequestParam(required = false) String ticketNo,
            @RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "20") int size) {
        return incidents.list(ticketNo, page, size);
    }

    @Operation(summary = "重试异常步骤", description = "限督办员和系统管理员；理由记入工单（caseMaintained）。")
    @PostMapping("/api/incidents/{id}/retry")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void retry(@PathVariable String id, @RequestBody Retry retry) {
        incidents.retry(id, Texts.required("理由", retry.reason(), 500));
    }
}
