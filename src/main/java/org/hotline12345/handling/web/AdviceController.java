package org.hotline12345.handling.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.hotline12345.common.Texts;
import org.hotline12345.handling.Teamwork;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What a guiding unit advises; it has no task. */
@RestController
@Tag(name = "工单")
class AdviceController {

    private final Teamwork teamwork;

    AdviceController(Teamwork teamwork) {
        this.teamwork = teamwork;
    }

    record Advice(String text) {
    }

    @Operation(summary = "提出指导意见", description = "只限本工单的指导单位；主办单位和热线中心可见，不计时限。")
    @ApiResponse(responseCode = "403", description = "handling.notGuide：不是本工单的指导单位")
    @PostMapping("/api/tickets/{ticketNo}/advice")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void advise(@PathVariable String ticketNo, @RequestBody Advice advice) {
        teamwork.advise(ticketNo, Texts.required("指导意见", advice.text(), 2000));
    }
}
