package org.hotline12345.search;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** Follows the tickets in the background; every node for itself. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@ConditionalOnProperty(name = "hotline.search.follow", matchIfMissing = true)
class SearchWatch {

    private static final Logger LOG = LoggerFactory.getLogger(SearchWatch.class);
    /** Parts in one turn, so that the scheduler's thread is given back now and then. */
    private static final int PARTS = 50;

    private final Following following;

    SearchWatch(Following following) {
        this.following = following;
    }

    /** Settings are read whether or not this node follows. */
    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(SearchSettings.class)
    static class Bound {
    }

    @Scheduled(initialDelayString = "${hotline.search.every:1s}", fixedDelayString = "${hotline.search.every:1s}")
    void look() {
        try {
            for (int part = 0; part < PARTS && following.step(); part++) {
                LOG.debug("one part of the tickets read for the search index");
            }
        } catch (RuntimeException broken) {
            LOG.error("the search index could not follow the tickets; it is tried again", broken);
        }
    }
}
