package org.hotline12345.deadline;

import java.util.List;
import org.hotline12345.calendar.WorkCalendar;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Looks on every node that runs jobs whether the calendar asks for something: another node took a version in, a recount was interrupted
 * or is new, or the day has come to ask for a year's notice.
 */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@ConditionalOnProperty(name = "camunda.bpm.job-execution.enabled", matchIfMissing = true)
class NoticeWatch {

    private static final Logger LOG = LoggerFactory.getLogger(NoticeWatch.class);

    private final WorkCalendar calendar;
    private final CalendarChange change;
    private final NoticeTasks notices;

    NoticeWatch(WorkCalendar calendar, CalendarChange change, NoticeTasks notices) {
        this.calendar = calendar;
        this.change = change;
        this.notices = notices;
    }

    @Scheduled(initialDelay = 30_000, fixedDelay = 20_000)
    void look() {
        try {
            calendar.refreshIfChanged();
            List<String> open = change.unfinished();
            open.forEach(change::follow);
            notices.open();
        } catch (RuntimeException broken) {
            LOG.error("the calendar's watch failed; it looks again", broken);
        }
    }
}
