package org.hotline12345.handling.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.OffsetDateTime;
import org.hotline12345.common.Texts;
import org.hotline12345.handling.Handling;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** First contact with the citizen, recorded without completing the task. */
@RestController
@Tag(name = "工单")
class ContactController {

    private final Handling handling;

    ContactController(Handling handling) {
        this.handling = handling;
    }

    /** What was tried: when, with which outcome. */
    record Contact(OffsetDateTime at, String outcome, String note) {
    }

    @Operation(summary = "记录先行联系", description = "任务仍在办理，任何时限不变。")
    @PostMapping("/api/tickets/{ticketNo}/contacts")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void contact(@PathVariable String ticketNo, @RequestBody Contact contact) {
        String outcome = Texts.required("联系结果", contact.outcome(), 1000);
        String note = Texts.optional("备注", contact.note(), 1000);
        handling.contact(ticketNo, contact.at() == null ? null : contact.at().toInstant(),
                note == null ? outcome : outcome + "；" + note);
    }
}
