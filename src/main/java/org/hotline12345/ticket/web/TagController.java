package org.hotline12345.ticket.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.hotline12345.ticket.Tags;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Topics on a ticket. */
@RestController
@Tag(name = "工单")
class TagController {

    private final Tags tags;

    TagController(Tags tags) {
        this.tags = tags;
    }

    /** The topics the ticket shall have from now on. */
    record Topics(List<String> tags) {
    }

    @Operation(summary = "标注专题", description = "整体替换，最多10个，只限热线中心。")
    @PutMapping("/api/tickets/{ticketNo}/tags")
    Topics replace(@PathVariable String ticketNo, @RequestBody Topics topics) {
        return new Topics(tags.replace(ticketNo, topics.tags()));
    }
}
