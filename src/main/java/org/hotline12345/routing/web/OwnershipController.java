package org.hotline12345.routing.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.hotline12345.common.Texts;
import org.hotline12345.routing.Dispatching;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Whose matter it was, told after the danger is over. */
@RestController
@Tag(name = "工单")
class OwnershipController {

    private final Dispatching dispatching;

    OwnershipController(Dispatching dispatching) {
        this.dispatching = dispatching;
    }

    /** The owner, if one was found, and what was found out. */
    record Ownership(String ownerUnit, String note) {
    }

    @Operation(summary = "移交权属", description = "先行处置、权属待定的紧急件：明确权属单位，或写明未找到；只限派单员。")
    @PostMapping("/api/tickets/{ticketNo}/ownership")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void settle(@PathVariable String ticketNo, @RequestBody Ownership ownership) {
        dispatching.settleOwnership(ticketNo, Texts.optional("权属单位", ownership.ownerUnit(), 64),
                Texts.required("移交说明", ownership.note(), 1000));
    }
}
