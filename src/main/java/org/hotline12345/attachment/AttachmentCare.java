package org.hotline12345.attachment;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** Has waiting files scanned and unused contents forgotten, on every node that runs jobs. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@ConditionalOnProperty(name = "camunda.bpm.job-execution.enabled", matchIfMissing = true)
class AttachmentCare {

    private static final Logger LOG = LoggerFactory.getLogger(AttachmentCare.class);

    private final Attachments attachments;
    private final Blobs blobs;

    AttachmentCare(Attachments attachments, Blobs blobs) {
        this.attachments = attachments;
        this.blobs = blobs;
    }

    @Scheduled(initialDelay = 20_000, fixedDelay = 15_000)
    void scan() {
        try {
            attachments.scanWaiting();
        } catch (RuntimeException broken) {
            LOG.error("waiting attachments could not be scanned; they are asked about again", broken);
        }
    }

    @Scheduled(initialDelay = 60_000, fixedDelay = 300_000)
    void sweep() {
        try {
            blobs.sweep();
        } catch (RuntimeException broken) {
            LOG.error("unused attachments could not be forgotten; it is tried again", broken);
        }
    }
}
