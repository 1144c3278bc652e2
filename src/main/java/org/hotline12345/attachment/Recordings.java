package org.hotline12345.attachment;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;

/**
 * Takes out of a phone's video or voice memo where it was taken. Boxes with such notes are emptied in place and named
 * as free space, so that nothing else in the file moves and the recording itself stays as it was.
 */
final class Recordings {

    private static final Set<String> NOTES = Set.of("udta", "meta", "uuid");
    private static final Set<String> OPENED = Set.of("moov", "trak");
    private static final int DEEPEST = 4;

    private Recordings() {
    }

    /** Cleans the file itself; boxes that reach beyond their parent are left to the player to refuse. */
    static void clean(Path recording) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(recording.toFile(), "rw")) {
            clean(file, 0, file.length(), 0);
        }
    }

    private static void clean(RandomAccessFile file, long from, long end, int depth) throws IOException {
        long start = from;
        while (start + 8 <= end && depth < DEEPEST) {
            file.seek(start);
            long size = file.readInt() & 0xffffffffL;
            byte[] name = new byte[4];
            file.readFully(name);
            int head = 8;
            if (size == 1 && start + 16 <= end) {
                size = file.readLong();
                head = 16;
            } else if (size == 0) {
                size = end - start;
            }
            if (size < head || size > end - start) {
                return;
            }
            String box = new String(name, StandardCharsets.ISO_8859_1);
            if (OPENED.contains(box)) {
                clean(file, start + head, start + size, depth + 1);
            } else if (NOTES.contains(box)) {
                file.seek(start + 4);
                file.write("free".getBytes(StandardCharsets.ISO_8859_1));
                erase(file, start + head, start + size);
            }
            start += size;
        }
    }

    private static void erase(RandomAccessFile file, long from, long end) throws IOException {
        file.seek(from);
        byte[] nothing = new byte[8192];
        for (long left = end - from; left > 0; left -= nothing.length) {
            file.write(nothing, 0, (int) Math.min(left, nothing.length));
        }
    }
}
