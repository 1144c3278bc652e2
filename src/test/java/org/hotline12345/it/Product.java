package org.hotline12345.it;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * What a {@link Node} runs: the packaged jar as an operator starts it, or the same jar unpacked once per test run by its own
 * tool, with an archive of its classes that the first node leaves behind. Half of a start is reading and checking classes,
 * and dozens of nodes are started.
 */
final class Product {

    static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final Path JAR = Path.of(System.getProperty("hotline.it.jar", "target/hotline-12345.jar")).toAbsolutePath();
    private static final Path FOLDER = Path.of(System.getProperty("hotline.it.work", "target/it")).toAbsolutePath().resolve("unpacked");
    private static final Path ARCHIVE = FOLDER.resolve("classes.jsa");
    private static final String MAIN = "org.hotline12345.Hotline12345Application";
    private static String classPath;

    private Product() {
    }

    /** Options of the JVM that run the packaged jar. */
    static List<String> packed() {
        return List.of("-jar", JAR.toString());
    }

    /** Options of the JVM that run the unpacked one. */
    static synchronized List<String> unpacked() {
        if (classPath == null) {
            unpack();
            classPath = classPath();
        }
        // Written in an orderly end; of several nodes that started without one the last leaves it.
        String archive = Files.exists(ARCHIVE) ? "-XX:SharedArchiveFile=" + ARCHIVE : "-XX:ArchiveClassesAtExit=" + ARCHIVE;
        return List.of(archive, "-Xlog:cds*=off", "-cp", classPath, MAIN);
    }

    /** As {@code -jar} would have it; but the web server looks for pages in libraries only where the class path names them. */
    private static String classPath() {
        Path jar = FOLDER.resolve(JAR.getFileName());
        try (JarFile file = new JarFile(jar.toFile())) {
            return Stream.concat(Stream.of(jar), Stream.of(file.getManifest().getMainAttributes().getValue("Class-Path").split(" "))
                    .map(FOLDER::resolve)).map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void unpack() {
        try {
            FileSystemUtils.deleteRecursively(FOLDER);
            Process tool = new ProcessBuilder(JAVA, "-Djarmode=tools", "-jar", JAR.toString(), "extract", "--destination", FOLDER.toString())
                    .inheritIO().start();
            if (!tool.waitFor(120, TimeUnit.SECONDS) || tool.exitValue() != 0) {
                throw new IllegalStateException("the packaged product cannot be unpacked: " + JAR);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
