package org.hotline12345.deadline.process;

import java.util.Map;
import java.util.function.Function;
import org.hotline12345.common.FormOptions;
import org.hotline12345.deadline.NoticeTasks;
import org.springframework.stereotype.Component;

/** Shows whoever imports or approves a notice its year, its difference from the calendar in force and what it moves. */
@Component
class NoticeFormOptions implements FormOptions {

    private final NoticeTasks notices;

    NoticeFormOptions(NoticeTasks notices) {
        this.notices = notices;
    }

    @Override
    public Map<String, Object> optionsFor(String taskKey, String ticketNo) {
        return Map.of();
    }

    @Override
    public Map<String, Object> optionsFor(String taskKey, String ticketNo, Function<String, Object> variable) {
        if (!"Task_ImportNotice".equals(taskKey) && !"Task_ApproveNotice".equals(taskKey)) {
            return Map.of();
        }
        return Map.of("noticeFacts", notices.facts((Integer) variable.apply("noticeYear"), (String) variable.apply("importId")));
    }
}
