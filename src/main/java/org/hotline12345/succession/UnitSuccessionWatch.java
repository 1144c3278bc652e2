package org.hotline12345.succession;

import java.time.Duration;
import org.hotline12345.common.Background;
import org.hotline12345.organization.UnitChange;
import org.hotline12345.organization.UnitChanges;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** Looks on every node that runs jobs whether the day of a unit's change has come; one of them puts it into force. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@ConditionalOnProperty(name = "camunda.bpm.job-execution.enabled", matchIfMissing = true)
class UnitSuccessionWatch {

    private static final Logger LOG = LoggerFactory.getLogger(UnitSuccessionWatch.class);
    /** By then every node knows of the change. */
    private static final Duration AFTERWARDS = Duration.ofMinutes(30);

    private final UnitChanges changes;
    private final UnitSuccessionWork work;
    private final Background background;

    UnitSuccessionWatch(UnitChanges changes, UnitSuccessionWork work, Background background) {
        this.changes = changes;
        this.work = work;
        this.background = background;
    }

    @Scheduled(initialDelay = 15_000, fixedDelay = 15_000)
    void look() {
        try {
            for (String id : changes.due()) {
                background.apart(() -> {
                    if (work.begin(id)) {
                        background.start(UnitSuccessionWork.NAME, id);
                    }
                    return id;
                });
            }
            changes.finishedWithin(AFTERWARDS).stream().filter(UnitChange::endsUnit).forEach(work::sweep);
        } catch (RuntimeException broken) {
            LOG.error("the watch over unit changes failed; it looks again", broken);
        }
    }
}
