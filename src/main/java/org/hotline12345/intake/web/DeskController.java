package org.hotline12345.intake.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.hotline12345.intake.SecondLine;
import org.hotline12345.intake.Transfers;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Whom a call-taker can pass a request on to. */
@RestController
@Tag(name = "工单")
class DeskController {

    private final SecondLine secondLine;
    private final Transfers transfers;

    DeskController(SecondLine secondLine, Transfers transfers) {
        this.secondLine = secondLine;
        this.transfers = transfers;
    }

    @Operation(summary = "政策专员席与专席")
    @GetMapping("/api/desks")
    List<SecondLine.Desk> desks(@RequestParam(required = false) String jurisdiction) {
        return secondLine.desks(jurisdiction);
    }

    @Operation(summary = "可转接的其他热线")
    @GetMapping("/api/hotlines")
    List<Transfers.Line> lines() {
        return transfers.lines();
    }

    @Operation(summary = "转接记录", description = "direction：out 转出、in 转入；state：asked 待确认、confirmed 对方已接收、refused 对方不接收、"
            + "kept 三方通话后由本热线受理、accepted 已受理。只限热线中心。")
    @GetMapping("/api/tickets/{ticketNo}/transfers")
    List<Transfers.Transfer> transfers(@PathVariable String ticketNo) {
        return transfers.of(ticketNo);
    }
}
