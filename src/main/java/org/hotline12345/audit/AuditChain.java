package org.hotline12345.audit;

import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Links entries into a chain shortly after they are committed, so that people who act at the same time never wait for one
 * another's links. Nodes that link at once meet at the primary key: one of them begins anew.
 */
@Component
class AuditChain {

    private static final int AT_ONCE = 500;
    /** Numbers are given before a transaction commits: so far back an earlier one may still turn up. */
    private static final long LOOKED_BACK = 5_000;

    private final JdbcClient jdbc;
    private final Seals seals;
    private final TransactionTemplate transaction;

    /** The newest link. */
    record Head(long seq, String seal) {
    }

    AuditChain(JdbcClient jdbc, Seals seals, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.seals = seals;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** Links what was added lately; the whole table where {@code everything}. @return how many entries it linked */
    int link(boolean everything) {
        int linked = 0;
        for (int some = AT_ONCE; some == AT_ONCE; linked += some) {
            try {
                some = transaction.execute(status -> linkSome(everything));
            } catch (DuplicateKeyException anotherNode) {
                return linked;
            }
        }
        return linked;
    }

    private int linkSome(boolean everything) {
        Head head = head().orElse(new Head(0, Seals.FIRST));
        long from = everything ? 0 : jdbc.sql("select coalesce(max(entry_id), 0) from audit_link").query(Long.class).single() - LOOKED_BACK;
        List<SealedEntry> entries = jdbc.sql("select " + SealedEntry.COLUMNS + " from audit_entry e where e.id > :from "
                        + "and not exists (select 1 from audit_link l where l.entry_id = e.id) order by e.id limit " + AT_ONCE)
                .param("from", from).query((row, n) -> SealedEntry.read(row)).list();
        for (SealedEntry entry : entries) {
            head = new Head(head.seq + 1, seals.over(head.seal, entry));
            jdbc.sql("insert into audit_link (seq, entry_id, seal) values (:seq, :entry, :seal)")
                    .param("seq", head.seq).param("entry", entry.id()).param("seal", head.seal).update();
        }
        return entries.size();
    }

    Optional<Head> head() {
        return jdbc.sql("select seq, seal from audit_link order by seq desc limit 1")
                .query((row, n) -> new Head(row.getLong("seq"), row.getString("seal"))).optional();
    }

    Optional<String> sealAt(long seq) {
        return jdbc.sql("select seal from audit_link where seq = :seq").param("seq", seq).query(String.class).optional();
    }
}
