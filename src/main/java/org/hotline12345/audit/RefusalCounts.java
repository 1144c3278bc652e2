package org.hotline12345.audit;

import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.hotline12345.common.AuditTrail;
import org.hotline12345.common.PersonNames;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Adds refused accesses up by the minute, in memory, and writes each minute's sums in one go: a stranger who knocks a
 * million times leaves as many rows as one who knocks once, and knocking at ever new doors ends in one last row.
 */
@Component
class RefusalCounts {

    static final int MOST_ROWS_A_MINUTE = 60;
    private static final Logger LOG = LoggerFactory.getLogger(RefusalCounts.class);
    private static final AuditTrail.Refused REST = new AuditTrail.Refused(null, null, "其余被拒访问", 0, null, null);

    private final JdbcClient jdbc;
    private final PersonNames names;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private Map<AuditTrail.Refused, Sum> sums = new HashMap<>();

    /** How often, and when first. */
    private static final class Sum {

        private final long first;
        private long times;

        Sum(long first) {
            this.first = first;
        }
    }

    RefusalCounts(JdbcClient jdbc, PersonNames names, Clock clock, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.names = names;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    synchronized void count(AuditTrail.Refused refused) {
        AuditTrail.Refused key = sums.containsKey(refused) || sums.size() < MOST_ROWS_A_MINUTE ? refused : REST;
        sums.computeIfAbsent(key, unused -> new Sum(clock.millis())).times++;
    }

    private synchronized Map<AuditTrail.Refused, Sum> take() {
        Map<AuditTrail.Refused, Sum> taken = sums;
        sums = new HashMap<>();
        return taken;
    }

    private synchronized void giveBack(Map<AuditTrail.Refused, Sum> taken) {
        taken.forEach((refused, sum) -> sums.computeIfAbsent(sums.size() < 2 * MOST_ROWS_A_MINUTE ? refused : REST,
                unused -> new Sum(sum.first)).times += sum.times);
    }

    /** Every minute, and once more when the node stops. */
    @Scheduled(fixedDelay = 60_000, initialDelay = 60_000)
    @PreDestroy
    void write() {
        Map<AuditTrail.Refused, Sum> taken = take();
        if (taken.isEmpty()) {
            return;
        }
        try {
            transaction.executeWithoutResult(unused -> taken.forEach(this::add));
        } catch (RuntimeException broken) {
            LOG.error("refused accesses could not be written; it is tried again", broken);
            giveBack(taken);
        }
    }

    private void add(AuditTrail.Refused refused, Sum sum) {
        boolean rest = refused.equals(REST);
        String actor = refused.actor() == null || refused.actor().isBlank() ? "anonymous" : refused.actor();
        jdbc.sql("insert into audit_entry (happened_at, kind, actor, actor_name, address, subject, ticket_no, entry_text, times) "
                        + "values (:at, 'refused', :actor, :name, :address, :subject, :ticket, :text, :times)")
                .param("at", sum.first).param("actor", Clipped.to(64, actor))
                .param("name", actor.equals("anonymous") ? "未登录" : Clipped.to(120, names.nameOf(actor)))
                .param("address", Clipped.to(64, refused.address())).param("subject", Clipped.to(200, refused.door()))
                .param("ticket", Clipped.to(32, refused.ticketNo()))
                .param("text", rest ? "一分钟内被拒的访问过多，超出部分合并计数" : RefusalWords.of(refused.status(), refused.code()))
                .param("times", sum.times).update();
    }
}
