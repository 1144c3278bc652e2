package org.hotline12345.routing.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.hotline12345.routing.TicketRouting;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Why a ticket is where it is. */
@RestController
@Tag(name = "routing")
class TicketRoutingController {

    private final TicketRouting ticketRouting;

    TicketRoutingController(TicketRouting ticketRouting) {
        this.ticketRouting = ticketRouting;
    }

    @GetMapping("/api/tickets/{ticketNo}/routing")
    @Operation(summary = "工单为什么派到这里", description = "历次判定命中的规则、被挡住的规则和派单员的选择；热线中心另可看到按现行规则会怎么派。",
            operationId = "ticketRouting")
    @ApiResponse(responseCode = "404", description = "没有该工单，或无权查看")
    RoutingView routing(@PathVariable String ticketNo) {
        TicketRouting.Today today = ticketRouting.today(ticketNo);
        return new RoutingView(ticketNo, ticketRouting.sent(ticketNo),
                today == null ? null : ExplainView.of(today.reading(), today.decision()));
    }

    /** What happened, and what would happen today. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RoutingView(String ticketNo,
            @Schema(description = "历次判定，按时间先后") List<TicketRouting.Sent> decisions,
            @Schema(description = "按现行规则和工单现在的内容会怎么派；承办单位看不到") ExplainView today) {}
}
