package org.hotline12345.handling.process;

import java.util.List;
import java.util.Map;
import org.hotline12345.common.FormOptions;
import org.hotline12345.handling.Notices;
import org.springframework.stereotype.Component;

/** Who is on duty stands in the form of whoever has to call. */
@Component
class NoticeOptions implements FormOptions {

    private final Notices notices;

    NoticeOptions(Notices notices) {
        this.notices = notices;
    }

    @Override
    public Map<String, Object> optionsFor(String taskKey, String ticketNo) {
        if (ticketNo == null || !"Task_NotifyUnit".equals(taskKey)) {
            return Map.of();
        }
        List<String> onDuty = notices.whomToCall(ticketNo);
        return onDuty.isEmpty() ? Map.of() : Map.of("onDuty", String.join("\n", onDuty));
    }
}
