package org.hotline12345.report;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** Counts the board in the background, on whichever node that runs jobs finds a count due first. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@ConditionalOnProperty(name = "camunda.bpm.job-execution.enabled", matchIfMissing = true)
class BoardWatch {

    private static final Logger LOG = LoggerFactory.getLogger(BoardWatch.class);

    private static final int MOST_DAYS = 30;

    private final Counts counts;
    private final BoardCount board;
    private final StepCount steps;
    private final ReportSettings settings;

    BoardWatch(Counts counts, BoardCount board, StepCount steps, ReportSettings settings) {
        this.counts = counts;
        this.board = board;
        this.steps = steps;
        this.settings = settings;
    }

    /** Settings are read whether or not this node counts. */
    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(ReportSettings.class)
    static class Bound {
    }

    @Scheduled(initialDelay = 1000, fixedDelay = 1000)
    void look() {
        try {
            if (counts.takeTurn(BoardCount.NAME, settings.every())) {
                board.count();
            }
            if (counts.takeTurn(StepCount.NAME, settings.stepsEvery())) {
                // After a longer stop, or on a database with a past, many days are to be made up for.
                for (int days = 0; days < MOST_DAYS && steps.count(); days++) {
                    LOG.debug("one earlier day's steps counted");
                }
            }
        } catch (RuntimeException broken) {
            LOG.error("the board could not be counted; it is tried again when this turn is over", broken);
        }
    }
}
