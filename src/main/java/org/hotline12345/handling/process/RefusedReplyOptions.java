package org.hotline12345.handling.process;

import java.util.Map;
import org.hotline12345.common.FormOptions;
import org.hotline12345.handling.Handling;
import org.springframework.stereotype.Component;

/** A reply the gate refused stands in the form again, so that its author improves it instead of writing it anew. */
@Component
class RefusedReplyOptions implements FormOptions {

    private final Handling handling;

    RefusedReplyOptions(Handling handling) {
        this.handling = handling;
    }

    @Override
    public Map<String, Object> optionsFor(String taskKey, String ticketNo) {
        if (ticketNo == null || !"Task_HandleTicket".equals(taskKey)) {
            return Map.of();
        }
        return handling.refusedReply(ticketNo).<Map<String, Object>>map(text -> Map.of("reply", text)).orElse(Map.of());
    }
}
