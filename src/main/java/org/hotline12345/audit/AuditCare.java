package org.hotline12345.audit;

import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Links new entries, and forgets looks at tickets that were kept long enough, on every node that runs jobs. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@ConditionalOnProperty(name = "camunda.bpm.job-execution.enabled", matchIfMissing = true)
class AuditCare {

    private static final Logger LOG = LoggerFactory.getLogger(AuditCare.class);
    private static final int FORGOTTEN_AT_ONCE = 5_000;

    private final AuditChain chain;
    private final AuditSettings settings;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    AuditCare(AuditChain chain, AuditSettings settings, JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock) {
        this.chain = chain;
        this.settings = settings;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** Settings are read whether or not this node runs jobs. */
    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties({AuditSettings.class, SealSettings.class})
    static class Bound {
    }

    @Scheduled(initialDelay = 15_000, fixedDelay = 10_000)
    void link() {
        try {
            chain.link(false);
        } catch (RuntimeException broken) {
            LOG.error("audit entries could not be linked; it is tried again", broken);
        }
    }

    @Scheduled(initialDelay = 600_000, fixedDelay = 3_600_000)
    void forget() {
        try {
            int gone = FORGOTTEN_AT_ONCE;
            while (gone == FORGOTTEN_AT_ONCE) {
                gone = transaction.execute(status -> jdbc.sql("delete from audit_ticket_look where seen_at < :before limit " + FORGOTTEN_AT_ONCE)
                        .param("before", clock.millis() - settings.looksKept().toMillis()).update());
            }
        } catch (RuntimeException broken) {
            LOG.error("old looks at tickets could not be forgotten; it is tried again", broken);
        }
    }
}
