package org.hotline12345.attachment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps the store and the database in step although no transaction spans both. A content is announced in a row before it
 * is kept, and its row outlives it: whatever is interrupted in between stands in a row that nobody uses, and goes when
 * it has been unused for a while. So nothing is ever kept that no row names, and no row in use names what is not there.
 */
@Component
class Blobs {

    private static final int FORGOTTEN_AT_ONCE = 100;

    private final AttachmentStore store;
    private final AttachmentSettings settings;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Blobs(AttachmentStore store, AttachmentSettings settings, JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
        this.store = store;
        this.settings = settings;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Keeps a content, announced first; outside any transaction of the caller. */
    void keep(String hash, long size, Path content) {
        transaction.executeWithoutResult(step -> announce(hash, size));
        try {
            store.keep(hash, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void announce(String hash, long size) {
        if (renew(hash) == 0) {
            try {
                jdbc.sql("insert into attachment_blob (hash, size_bytes, unused_since) values (:hash, :size, :now)")
                        .param("hash", hash).param("size", size).param("now", clock.millis()).update();
            } catch (DuplicateKeyException somebodyElse) {
                renew(hash);
            }
        }
    }

    /** An unused one is unused from now on; one in use stays so. */
    private int renew(String hash) {
        return jdbc.sql("update attachment_blob set unused_since = case when unused_since is null then null else :now end where hash = :hash")
                .param("now", clock.millis()).param("hash", hash).update();
    }

    /**
     * Counts on a kept content, in the caller's transaction.
     *
     * @return false when it went in the meantime and has to be kept again
     */
    boolean use(String hash) {
        return jdbc.sql("update attachment_blob set unused_since = null where hash = :hash").param("hash", hash).update() == 1;
    }

    /** After a file gave a content up: others may hold the same. In the caller's transaction. */
    void release(String hash) {
        jdbc.sql("select hash from attachment_blob where hash = :hash for update").param("hash", hash).query(String.class).optional();
        jdbc.sql("update attachment_blob set unused_since = :now where hash = :hash "
                        + "and not exists (select 1 from attachment_file f where f.blob_hash = :hash)")
                .param("now", clock.millis()).param("hash", hash).update();
    }

    /** Forgets what has been unused for long enough; the store first, so that an interrupted one is forgotten again. */
    void sweep() {
        long before = clock.millis() - settings.unusedFor().toMillis();
        List<String> unused = jdbc.sql("select hash from attachment_blob where unused_since < :before order by unused_since limit :most")
                .param("before", before).param("most", FORGOTTEN_AT_ONCE).query(String.class).list();
        for (String hash : unused) {
            transaction.executeWithoutResult(step -> {
                if (jdbc.sql("select hash from attachment_blob where hash = :hash and unused_since < :before for update")
                        .param("hash", hash).param("before", before).query(String.class).optional().isPresent()) {
                    forget(hash);
                }
            });
        }
    }

    private void forget(String hash) {
        try {
            store.forget(hash);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        jdbc.sql("delete from attachment_blob where hash = :hash").param("hash", hash).update();
    }
}
