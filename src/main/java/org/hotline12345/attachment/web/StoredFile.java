package org.hotline12345.attachment.web;

import java.io.IOException;
import java.io.InputStream;
import org.hotline12345.attachment.Attachments;
import org.springframework.core.io.AbstractResource;

/** A stored content as Spring serves it, whole or in ranges; what a range leaves out is not read from the store. */
class StoredFile extends AbstractResource {

    private final Attachments.Content content;

    StoredFile(Attachments.Content content) {
        this.content = content;
    }

    @Override
    public String getDescription() {
        return "attachment";
    }

    @Override
    public boolean exists() {
        return true;
    }

    @Override
    public long contentLength() {
        return content.size();
    }

    @Override
    public InputStream getInputStream() {
        return new FromPosition();
    }

    /** Opens the store at the first read, behind everything skipped before. */
    private final class FromPosition extends InputStream {

        private long skipped;
        private InputStream opened;

        private InputStream opened() throws IOException {
            if (opened == null) {
                opened = content.reader().from(skipped);
            }
            return opened;
        }

        @Override
        public long skip(long bytes) throws IOException {
            if (opened != null) {
                return opened.skip(bytes);
            }
            long possible = Math.max(0, Math.min(bytes, content.size() - skipped));
            skipped += possible;
            return possible;
        }

        @Override
        public int read() throws IOException {
            return opened().read();
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            return opened().read(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            if (opened != null) {
                opened.close();
            }
        }
    }
}
