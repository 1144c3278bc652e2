package org.hotline12345.platform.replay;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.runtime.Job;
import org.hotline12345.platform.MovableClock;

/**
 * The replay's time: it stands still while people act and moves from instant to instant, and every timer that falls due
 * on the way fires at its own instant, one after the other. The engine's own job executor rests meanwhile.
 */
final class Timeline {

    private final MovableClock clock;
    private final ManagementService management;
    private final JobExecutor executor;

    Timeline(MovableClock clock, ProcessEngine engine) {
        this.clock = clock;
        this.management = engine.getManagementService();
        this.executor = ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration()).getJobExecutor();
    }

    /** Takes time and timers over; closing hands both back. */
    Held hold() {
        boolean running = executor != null && executor.isActive();
        if (running) {
            executor.shutdown();
        }
        return () -> {
            clock.reset();
            if (running) {
                executor.start();
            }
        };
    }

    void moveTo(Instant instant) {
        for (Job timer = nextTimer(instant); timer != null; timer = nextTimer(instant)) {
            Instant due = timer.getDuedate().toInstant();
            if (due.isAfter(clock.instant())) {
                clock.freezeAt(due);
            }
            management.executeJob(timer.getId());
            runSavePoints();
        }
        clock.freezeAt(instant);
    }

    /** Runs what waits behind save points, as the job executor would do at once. */
    void runSavePoints() {
        for (List<Job> waiting = messages(); !waiting.isEmpty(); waiting = messages()) {
            waiting.forEach(job -> management.executeJob(job.getId()));
        }
    }

    private List<Job> messages() {
        return management.createJobQuery().messages().active().listPage(0, 100).stream().filter(Timeline::isOfTicket).toList();
    }

    private Job nextTimer(Instant until) {
        return management.createJobQuery().timers().active().duedateLowerThan(Date.from(until.plusMillis(1)))
                .orderByJobDuedate().asc().orderByJobId().asc().listPage(0, 100).stream().filter(Timeline::isOfTicket)
                .findFirst().orElse(null);
    }

    /** The engine's housekeeping is none of a ticket's business. */
    private static boolean isOfTicket(Job job) {
        return job.getProcessInstanceId() != null;
    }

    /** Time in the replay's hands. */
    interface Held extends AutoCloseable {
        @Override
        void close();
    }
}
