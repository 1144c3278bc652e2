package org.hotline12345.common;

import java.time.Instant;

/** Steps of running cases that the engine could not do and gave up on (incidents), in words, and their retry. */
public interface FailedSteps {

    /**
     * A page of them, newest first.
     *
     * @param businessKey of one case, for example a ticket number, or null for all
     */
    Page<FailedStep> list(String businessKey, int page, int size);

    /**
     * Lets the engine try again, at once; takes part in the caller's transaction.
     *
     * @return what is tried again
     * @throws Refusal UNKNOWN {@code platform.noFailedStep} when it was done or tried meanwhile
     */
    FailedStep retry(String id);

    /**
     * One of them.
     *
     * @param instanceId process instance in the engine
     * @param text why, in words: the refusal's own where a rule refused, else that the system failed
     * @param detail what the engine noted, for administrators
     */
    record FailedStep(String id, String businessKey, String instanceId, String process, String step, Instant since, String text,
            String detail) {
    }
}
