package org.hotline12345.intake.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.hotline12345.common.Actors;
import org.hotline12345.intake.Intake;
import org.hotline12345.intake.NewTicket;
import org.hotline12345.ticket.TicketView;
import org.hotline12345.ticket.TicketViews;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where requests come in. */
@RestController
@RequestMapping("/api/tickets")
@Tag(name = "工单")
class TicketIntakeController {

    private final Intake intake;
    private final TicketViews views;
    private final Actors actors;

    TicketIntakeController(Intake intake, TicketViews views, Actors actors) {
        this.intake = intake;
        this.views = views;
        this.actors = actors;
    }

    @Operation(summary = "登记诉求", description = "同一渠道、同一渠道方编号、内容相同：返回原工单（200）；内容不同：409 intake.contentDiffers。")
    @PostMapping
    ResponseEntity<TicketView> register(@RequestBody NewTicket request) {
        Intake.Registered registered = intake.register(request);
        TicketView ticket = views.registered(registered.ticket(), actors.current());
        return registered.created()
                ? ResponseEntity.created(URI.create("/api/tickets/" + ticket.ticketNo())).body(ticket)
                : ResponseEntity.ok(ticket);
    }
}
