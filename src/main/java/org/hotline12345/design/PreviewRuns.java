package org.hotline12345.design;

import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.hotline12345.common.DecisionTables;
import org.hotline12345.common.Models;
import org.hotline12345.common.Refusal;
import org.hotline12345.deadline.PastLimits;
import org.hotline12345.design.Comparison.Compared;
import org.hotline12345.organization.Units;
import org.hotline12345.routing.Rerouting;
import org.hotline12345.ticket.PastTickets;
import org.hotline12345.ticket.PastTickets.Past;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Works on previews in the background, one after another, a few hundred tickets at a time: each part is a transaction of
 * its own. Nobody needs to watch. What a stopped node leaves behind is begun again, by the node that starts next or by any
 * node where somebody looks at it.
 */
@Component
class PreviewRuns {

    /** A part takes seconds at most; a runner silent for so long is gone. */
    static final Duration SILENCE = Duration.ofMinutes(2);

    private static final Logger LOG = LoggerFactory.getLogger(PreviewRuns.class);
    private static final int PART = 1000;
    private static final int ATTEMPTS = 3;
    private static final int KEPT = 20;

    private final PreviewRows rows;
    private final PastTickets past;
    private final Drafts drafts;
    private final Models models;
    private final DecisionTables tables;
    private final Rerouting rerouting;
    private final PastLimits limits;
    private final Units units;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final Set<String> waiting = ConcurrentHashMap.newKeySet();
    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "previews");
        thread.setDaemon(true);
        return thread;
    });

    PreviewRuns(PreviewRows rows, PastTickets past, Drafts drafts, Models models, DecisionTables tables,
            Rerouting rerouting, PastLimits limits, Units units, Clock clock, PlatformTransactionManager transactions) {
        this.rows = rows;
        this.past = past;
        this.drafts = drafts;
        this.models = models;
        this.tables = tables;
        this.rerouting = rerouting;
        this.limits = limits;
        this.units = units;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    @EventListener(ApplicationReadyEvent.class)
    void takeUpWhatWasLeft() {
        rows.abandoned(silentSince()).forEach(this::start);
    }

    /** Begins as soon as the ones before it are done. */
    void start(String id) {
        if (waiting.add(id)) {
            worker.execute(() -> run(id));
        }
    }

    long silentSince() {
        return clock.millis() - SILENCE.toMillis();
    }

    @PreDestroy
    void stop() {
        worker.shutdownNow();
    }

    private void run(String id) {
        waiting.remove(id);
        String runner = UUID.randomUUID().toString();
        try {
            if (Boolean.TRUE.equals(transaction.execute(status -> rows.claim(id, runner, silentSince(), clock.millis())))) {
                compare(rows.find(id).orElseThrow(), runner);
            }
        } catch (RuntimeException broken) {
            LOG.error("Preview {} failed", id, broken);
            String problem = broken instanceof Refusal ? broken.getMessage() : "预览中断，请重新预览；多次出现时请联系系统管理员查看日志。";
            transaction.executeWithoutResult(status -> rows.finish(id, runner, "failed", problem, clock.millis()));
        }
    }

    private void compare(PreviewRows.Row asked, String runner) {
        if (asked.attempts() > ATTEMPTS) {
            throw Refusal.rule("design.previewInterrupted", "预览多次中断，已停止；请缩小范围后重新预览。");
        }
        transaction.executeWithoutResult(status -> rows.keepOnly(KEPT));
        Comparison comparison = comparison(asked);
        PreviewRows.Cases cases = new PreviewRows.Cases();
        long done = 0;
        long changed = 0;
        Past last = null;
        while (!Thread.currentThread().isInterrupted()) {
            List<Past> part = past.next(asked.selection(), last, PART);
            if (part.isEmpty()) {
                transaction.executeWithoutResult(status -> {
                    if (rows.finish(asked.id(), runner, "done", null, clock.millis())) {
                        rows.addFigures(asked.id(), comparison.figures());
                    }
                });
                return;
            }
            List<Compared> compared = comparison.compare(part);
            last = part.get(part.size() - 1);
            done += part.size();
            changed += compared.stream().filter(one -> one.difference() != null).count();
            if (!keep(asked.id(), runner, compared, cases, done, comparison.inputs(), changed)) {
                return;
            }
        }
    }

    private boolean keep(String id, String runner, List<Compared> compared, PreviewRows.Cases cases, long done, long inputs, long changed) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            // First, so that the row stays locked and a cancellation waits until this part is kept.
            boolean wanted = rows.beat(id, runner, done, inputs, changed, clock.millis());
            if (wanted) {
                rows.add(id, compared, cases);
            }
            return wanted;
        }));
    }

    /** Both sides are read once, so that a publication in between does not change a running preview. */
    private Comparison comparison(PreviewRows.Row asked) {
        Map<String, byte[]> inForce = transaction.execute(status -> models.inForce());
        Map<String, byte[]> changed = transaction.execute(status -> drafts.changes(asked.draft()));
        DecisionTables before = tables.of(inForce);
        DecisionTables after = tables.of(Drafts.merged(inForce, changed));
        return asked.kind().equals(Previews.LIMITS) ? new LimitsComparison(limits, units, before, after)
                : new RoutingComparison(rerouting, units, before, after, !changed.containsKey(Rerouting.WORDS));
    }
}
