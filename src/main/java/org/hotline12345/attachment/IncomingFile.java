package org.hotline12345.attachment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.hotline12345.common.Refusal;

/** A file on its way in: a copy of our own, known by its content, and cleaned before anybody else gets it. */
final class IncomingFile implements AutoCloseable {

    private final Path copy;
    private final String sentHash;

    private IncomingFile(Path copy, String sentHash) {
        this.copy = copy;
        this.sentHash = sentHash;
    }

    /** @param most bytes; a longer one is refused without being read to its end */
    static IncomingFile receive(InputStream sent, long most) throws IOException {
        Path copy = Files.createTempFile("hotline-attachment", null);
        try {
            MessageDigest digest = sha256();
            long size;
            try (InputStream in = new DigestInputStream(sent, digest)) {
                size = Files.copy(new Bounded(in, most), copy, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            }
            if (size == 0) {
                throw Refusal.invalid("attachment.empty", "文件是空的，请重新选择。");
            }
            return new IncomingFile(copy, HexFormat.of().formatHex(digest.digest()));
        } catch (IOException | RuntimeException refused) {
            Files.deleteIfExists(copy);
            throw refused;
        }
    }

    static Refusal tooLarge(long most) {
        return Refusal.invalid("attachment.tooLarge", "文件超过" + most / (1 << 20) + "MB，请压缩或分段后上传。");
    }

    Path path() {
        return copy;
    }

    /** SHA-256 of what was sent, by which a repeated upload is known. */
    String sentHash() {
        return sentHash;
    }

    long size() throws IOException {
        return Files.size(copy);
    }

    /** Takes out of it where and with what it was taken. Documents stay as they are: a changed one loses its signature. */
    void clean(FileType type) throws IOException {
        switch (type) {
            case JPEG, PNG, WEBP -> Files.write(copy, Pictures.clean(type, Files.readAllBytes(copy)));
            case MP4, MOV, M4A -> Recordings.clean(copy);
            default -> {
                // Nothing a phone writes into the others tells a place.
            }
        }
    }

    /** SHA-256 of what it is now. */
    String hash() throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(copy), digest)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(copy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** Ends with a refusal when more comes than is allowed. */
    private static final class Bounded extends java.io.FilterInputStream {

        private final long most;
        private long left;

        private Bounded(InputStream in, long most) {
            super(in);
            this.most = most;
            this.left = most;
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = super.read(bytes, from, length);
            count(Math.max(0, read));
            return read;
        }

        private void count(int read) {
            left -= read;
            if (left < 0) {
                throw tooLarge(most);
            }
        }
    }
}
