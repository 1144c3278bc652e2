package org.hotline12345.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The product as a process of its own. */
final class Node implements AutoCloseable {

    private static final AtomicInteger STARTED = new AtomicInteger();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final int port = MySqlServer.freePort();
    private final Path log;
    private final long startedAt = System.nanoTime();
    private final Process process;

    private Node(List<String> jvm, Map<String, String> environment, List<String> arguments) {
        Path work = Path.of(System.getProperty("hotline.it.work", "target/it")).toAbsolutePath();
        List<String> command = new ArrayList<>(List.of(Product.JAVA));
        command.addAll(jvm);
        command.add("--server.port=" + port);
        command.addAll(arguments);
        try {
            Files.createDirectories(work);
            log = work.resolve("node-" + STARTED.incrementAndGet() + ".log");
            ProcessBuilder builder = new ProcessBuilder(command).directory(work.toFile()).redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("HOTLINE_") || name.startsWith("SPRING_"));
            builder.environment().putAll(environment);
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the demo on a database and does not wait. */
    static Node starting(Database database, String... arguments) {
        List<String> all = new ArrayList<>(List.of("--spring.profiles.active=demo",
                "--spring.datasource.url=" + database.url(), "--spring.datasource.username=" + database.user(),
                "--spring.datasource.password="));
        all.addAll(List.of(arguments));
        List<String> jvm = new ArrayList<>(List.of("-Xmx512m", "-XX:TieredStopAtLevel=1"));
        jvm.addAll(Product.unpacked());
        return new Node(jvm, Map.of(), all);
    }

    /** Starts the demo on a database and waits until it takes requests. */
    static Node started(Database database, String... arguments) {
        return starting(database, arguments).awaitReady();
    }

    /** Starts with nothing but the environment: no demo, no options for the JVM. */
    static Node withEnvironment(Map<String, String> environment, String... arguments) {
        List<String> jvm = new ArrayList<>(List.of("-Xmx512m"));
        jvm.addAll(Product.packed());
        return new Node(jvm, environment, List.of(arguments));
    }

    Node awaitReady() {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(240);
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() > giveUp) {
                throw new AssertionError("the node did not start:\n" + tail());
            }
            pause();
        }
        return this;
    }

    private boolean isReady() {
        try {
            return HTTP.send(HttpRequest.newBuilder(URI.create(url() + "/actuator/health/readiness"))
                    .timeout(Duration.ofSeconds(5)).build(), HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }

    Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    Person as(String user) {
        return new Person(url(), user);
    }

    /** Waits for a node that is expected to refuse to start; returns its exit code. */
    int awaitEnd() {
        try {
            // As long as a start may take: some end only after they migrated and played.
            if (!process.waitFor(240, TimeUnit.SECONDS)) {
                kill();
                throw new AssertionError("the node did not end:\n" + tail());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** {@code kill -9}. */
    void kill() {
        process.destroyForcibly();
        end();
    }

    /** An orderly stop. */
    @Override
    public void close() {
        process.destroy();
        end();
    }

    private void end() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String tail() {
        String all = log();
        return all.substring(Math.max(0, all.length() - 6000));
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
