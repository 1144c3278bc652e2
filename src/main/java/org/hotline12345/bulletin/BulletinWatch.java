package org.hotline12345.bulletin;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** Looks on every node that runs jobs whether drafts are due and issued figures are to be counted again. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@ConditionalOnProperty(name = "camunda.bpm.job-execution.enabled", matchIfMissing = true)
class BulletinWatch {

    private static final Logger LOG = LoggerFactory.getLogger(BulletinWatch.class);

    private final Schedules schedules;

    BulletinWatch(Schedules schedules) {
        this.schedules = schedules;
    }

    @Scheduled(initialDelay = 40_000, fixedDelay = 60_000)
    void drafts() {
        try {
            schedules.open();
        } catch (RuntimeException broken) {
            LOG.error("drafts of bulletins could not be begun; it is tried again", broken);
        }
    }

    @Scheduled(initialDelay = 300_000, fixedDelay = 600_000)
    void corrections() {
        try {
            schedules.check();
        } catch (RuntimeException broken) {
            LOG.error("issued bulletins could not be counted again; it is tried again", broken);
        }
    }
}
