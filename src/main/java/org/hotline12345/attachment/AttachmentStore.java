package org.hotline12345.attachment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * Keeps contents outside the database, each under the SHA-256 of what it holds. Knows nothing of tickets; what is kept
 * and what may go is decided by rows of {@code attachment_blob}.
 */
interface AttachmentStore {

    /** Keeps a content durably before it returns; keeping it again changes nothing. */
    void keep(String hash, Path content) throws IOException;

    /**
     * Reads a content from a position on.
     *
     * @param from bytes to leave out
     * @throws java.nio.file.NoSuchFileException when there is none
     */
    InputStream read(String hash, long from) throws IOException;

    /** Forgets a content; forgetting what is not there changes nothing. */
    void forget(String hash) throws IOException;

    /** Everything kept, for checks. */
    List<String> hashes() throws IOException;
}
