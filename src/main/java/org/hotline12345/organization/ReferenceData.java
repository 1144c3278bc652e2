package org.hotline12345.organization;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Holds the organization's tables in memory, so that no step of a ticket asks the database for them. */
@Component
public class ReferenceData {

    private final JdbcClient jdbc;
    private volatile Snapshot snapshot;
    private volatile long version;

    ReferenceData(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Reads everything again; called after an import or a changed setting. */
    public synchronized void refresh() {
        // The number first: what changes while the tables are read is read again.
        version = newest();
        snapshot = Snapshot.read(jdbc);
    }

    /** Notices what other nodes changed; one primary key read every two seconds. */
    @Scheduled(initialDelay = 2_000, fixedDelay = 2_000)
    void followOtherNodes() {
        if (snapshot != null && newest() != version) {
            forget();
        }
    }

    private long newest() {
        return jdbc.sql("select version from organization_version where id = 1").query(Long.class).single();
    }

    /** Lets the next reader read everything again. */
    synchronized void forget() {
        snapshot = null;
    }

    /** After a change: another thread may read the old values again before the commit, and other nodes must notice. */
    void forgetNowAndAfterCommit() {
        jdbc.sql("update organization_version set version = version + 1 where id = 1").update();
        forget();
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCompletion(int status) {
                    forget();
                }
            });
        }
    }

    Snapshot current() {
        Snapshot known = snapshot;
        if (known != null) {
            return known;
        }
        synchronized (this) {
            if (snapshot == null) {
                refresh();
            }
            return snapshot;
        }
    }
}
