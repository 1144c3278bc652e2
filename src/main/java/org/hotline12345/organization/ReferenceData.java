package org.hotline12345.organization;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Holds the organization's tables in memory, so that no step of a ticket asks the database for them. */
@Component
public class ReferenceData {

    private final JdbcClient jdbc;
    private volatile Snapshot snapshot;

    ReferenceData(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Reads everything again; called after an import or a changed setting. */
    public synchronized void refresh() {
        snapshot = Snapshot.read(jdbc);
    }

    /** Lets the next reader read everything again. */
    synchronized void forget() {
        snapshot = null;
    }

    /** After a change: another thread may read the old values again before the commit. */
    void forgetNowAndAfterCommit() {
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
