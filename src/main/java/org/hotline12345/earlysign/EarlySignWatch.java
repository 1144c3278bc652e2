package org.hotline12345.earlysign;

import java.time.LocalDate;
import java.util.Optional;
import org.hotline12345.organization.Jurisdiction;
import org.hotline12345.organization.Jurisdictions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** Looks for early signs by itself, on whichever node that runs jobs finds a day due first. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class EarlySignWatch {

    private static final Logger LOG = LoggerFactory.getLogger(EarlySignWatch.class);

    private final WordWatch words;

    EarlySignWatch(WordWatch words) {
        this.words = words;
    }

    /** Every node registers tickets, so every node needs the list as it is now. */
    @Scheduled(initialDelay = 3_000, fixedDelay = 10_000)
    void readWords() {
        try {
            words.refresh();
        } catch (RuntimeException broken) {
            LOG.error("the list of sensitive words could not be read; it is tried again", broken);
        }
    }

    /** Daily looks and the listing of hits, where jobs run. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "camunda.bpm.job-execution.enabled", matchIfMissing = true)
    static class Looks {

        private final DailyLook daily;
        private final WordNews news;
        private final Jurisdictions jurisdictions;

        Looks(DailyLook daily, WordNews news, Jurisdictions jurisdictions) {
            this.daily = daily;
            this.news = news;
            this.jurisdictions = jurisdictions;
        }

        /** Somebody's life may depend on it: words do not wait for the morning, and not for the looks at numbers. */
        @Scheduled(initialDelay = 10_000, fixedDelay = 10_000)
        void bringWords() {
            try {
                for (int brought = news.bring(); brought > 0; brought = news.bring()) {
                    LOG.debug("{} hits listed and told", brought);
                }
            } catch (RuntimeException broken) {
                LOG.error("sensitive words could not be listed and told; it is tried again", broken);
            }
        }

        @Scheduled(initialDelay = 10_000, fixedDelay = 20_000)
        void look() {
            try {
                for (Jurisdiction each : jurisdictions.list()) {
                    lookAt(each.code());
                }
            } catch (RuntimeException broken) {
                LOG.error("early signs could not be looked for; it is tried again", broken);
            }
        }

        private void lookAt(String jurisdiction) {
            for (int day = 0; day < DailyLook.MADE_UP; day++) {
                Optional<LocalDate> due = daily.due(jurisdiction);
                if (due.isEmpty()) {
                    return;
                }
                try {
                    int fresh = daily.look(jurisdiction, due.get());
                    LOG.info("{} new early signs of {} in {}", fresh, due.get(), jurisdiction);
                } catch (DuplicateKeyException anotherNode) {
                    LOG.debug("another node looks at {} in {}", due.get(), jurisdiction);
                    return;
                } catch (DailyLook.HalfLoaded loading) {
                    LOG.info("the look at {} waits: {}", due.get(), loading.getMessage());
                    return;
                }
            }
        }
    }
}
