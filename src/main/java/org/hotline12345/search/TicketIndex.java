package org.hotline12345.search;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The files of this node's index. Opened when first needed; another node on the same machine gets a directory of its own. */
@Component
class TicketIndex {

    private static final Logger LOG = LoggerFactory.getLogger(TicketIndex.class);
    private static final int MOST_NODES = 20;
    private static final double BUFFER_MEGABYTES = 48;

    private final SearchSettings settings;
    private IndexWriter writer;
    private SearcherManager searchers;

    TicketIndex(SearchSettings settings) {
        this.settings = settings;
    }

    /** Work on a searcher that stays the same while it runs. */
    interface Asked<T> {

        T of(IndexSearcher searcher) throws IOException;
    }

    /** What was kept with the last commit; empty for a new index. */
    synchronized Map<String, String> kept() {
        open();
        Map<String, String> kept = new HashMap<>();
        if (writer.getLiveCommitData() != null) {
            writer.getLiveCommitData().forEach(entry -> kept.put(entry.getKey(), entry.getValue()));
        }
        return kept;
    }

    /** Throws everything away. */
    synchronized void clear() {
        open();
        run(() -> {
            writer.deleteAll();
            writer.setLiveCommitData(Map.<String, String>of().entrySet());
            writer.commit();
            searchers.maybeRefreshBlocking();
        });
    }

    /** Puts documents in the place of those with the same number, by ticket number. */
    void put(Map<String, Document> documents) {
        run(() -> {
            for (Map.Entry<String, Document> document : documents.entrySet()) {
                writer.updateDocument(new Term(Fields.NUMBER, document.getKey()), document.getValue());
            }
        });
    }

    void remove(Collection<String> ticketNos) {
        run(() -> writer.deleteDocuments(ticketNos.stream().map(number -> new Term(Fields.NUMBER, number)).toArray(Term[]::new)));
    }

    /** Lets what was put be found. */
    void show() {
        run(() -> searchers.maybeRefreshBlocking());
    }

    /** Writes everything to the disk, with what is to be known when the node starts again. */
    void commit(Map<String, String> kept) {
        run(() -> {
            writer.setLiveCommitData(kept.entrySet());
            writer.commit();
        });
    }

    /** Tickets in the index. */
    long size() {
        return writer == null ? 0 : writer.getDocStats().numDocs;
    }

    <T> T ask(Asked<T> asked) {
        synchronized (this) {
            open();
        }
        try {
            IndexSearcher searcher = searchers.acquire();
            try {
                return asked.of(searcher);
            } finally {
                searchers.release(searcher);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void open() {
        if (writer != null) {
            return;
        }
        for (int node = 0; node < MOST_NODES; node++) {
            Path directory = Path.of(settings.directory(), "node-" + node);
            try {
                Files.createDirectories(directory);
                FSDirectory files = FSDirectory.open(directory);
                try {
                    writer = new IndexWriter(files, configuration());
                } catch (LockObtainFailedException taken) {
                    files.close();
                    continue;
                } catch (IOException | IllegalArgumentException unreadable) {
                    // Another program version wrote it, or the disk lost a part: it holds nothing that cannot be read again.
                    LOG.warn("the search index in {} cannot be read and is built anew", directory, unreadable);
                    writer = new IndexWriter(files, configuration().setOpenMode(IndexWriterConfig.OpenMode.CREATE));
                }
                searchers = new SearcherManager(writer, null);
                return;
            } catch (IOException e) {
                throw new UncheckedIOException("the search index cannot be kept in " + directory.toAbsolutePath(), e);
            }
        }
        throw new IllegalStateException("more than " + MOST_NODES + " nodes keep their search index in " + settings.directory());
    }

    private static IndexWriterConfig configuration() {
        return new IndexWriterConfig(Words.INDEXING).setIndexSort(Fields.NEWEST).setRAMBufferSizeMB(BUFFER_MEGABYTES).setCommitOnClose(false);
    }

    @PreDestroy
    synchronized void close() {
        if (writer != null) {
            run(() -> {
                searchers.close();
                writer.close();
                writer.getDirectory().close();
            });
            writer = null;
        }
    }

    private interface Work {

        void now() throws IOException;
    }

    private static void run(Work work) {
        try {
            work.now();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
