package org.hotline12345.routing.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.hotline12345.common.Texts;
import org.hotline12345.routing.Merging;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where a dispatcher merges a ticket that is already with its units. */
@RestController
@Tag(name = "派单")
class MergeController {

    private final Merging merging;

    MergeController(Merging merging) {
        this.merging = merging;
    }

    /** Into which ticket, and why they are the same matter. */
    record Merge(String into, String reason) {
    }

    @Operation(summary = "并单", description = "把承办中的工单并入更早派出的同一事项；本工单未了结的承办随之结束，诉求人仍单独回访。待派单的工单在派单任务中并单。")
    @PostMapping("/api/tickets/{ticketNo}/merge")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void merge(@PathVariable String ticketNo, @RequestBody Merge merge) {
        merging.merge(ticketNo, Texts.required("并入的工单号", merge.into(), 32), Texts.required("并单理由", merge.reason(), 1000));
    }
}
