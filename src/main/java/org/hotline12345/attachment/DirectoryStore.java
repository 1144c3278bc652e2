package org.hotline12345.attachment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Keeps contents in a directory. A content appears whole or not at all, and is on the disk before anybody counts on it. */
class DirectoryStore implements AttachmentStore {

    private static final String INCOMING = "incoming";

    private final Path root;

    DirectoryStore(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    @Override
    public void keep(String hash, Path content) throws IOException {
        Path place = place(hash);
        if (Files.exists(place)) {
            return;
        }
        Files.createDirectories(place.getParent());
        Path incoming = Files.createDirectories(root.resolve(INCOMING)).resolve(UUID.randomUUID().toString());
        try {
            Files.copy(content, incoming);
            force(incoming, StandardOpenOption.WRITE);
            Files.move(incoming, place, StandardCopyOption.ATOMIC_MOVE);
            force(place.getParent(), StandardOpenOption.READ);
        } finally {
            Files.deleteIfExists(incoming);
        }
    }

    private static void force(Path path, StandardOpenOption how) throws IOException {
        try (FileChannel channel = FileChannel.open(path, how)) {
            channel.force(true);
        }
    }

    @Override
    public InputStream read(String hash, long from) throws IOException {
        InputStream content = Files.newInputStream(place(hash));
        content.skipNBytes(from);
        return content;
    }

    @Override
    public void forget(String hash) throws IOException {
        Files.deleteIfExists(place(hash));
    }

    @Override
    public List<String> hashes() throws IOException {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).filter(file -> !file.startsWith(root.resolve(INCOMING)))
                    .map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** Two levels of directories, so that none of them holds more than a few thousand entries. */
    private Path place(String hash) {
        return root.resolve(hash.substring(0, 2)).resolve(hash.substring(2, 4)).resolve(hash);
    }
}
