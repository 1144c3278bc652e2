package org.hotline12345.it;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.util.FileSystemUtils;

/**
 * A real MySQL server on the loopback, with a data directory of its own below {@code target}. Every commit reaches the
 * disk before it is acknowledged, as in production. The profile {@code mysql} unpacks its binaries.
 */
final class MySqlServer {

    static final String USER = "hotline";
    private static MySqlServer shared;

    private final Path home;
    private final Path data;
    private final Path socket;
    private final int port;
    private Process process;

    private MySqlServer(Path home, Path data) {
        this.home = home;
        this.data = data;
        this.port = freePort();
        try {
            // Not below target: the path of a socket must stay short.
            this.socket = Files.createTempDirectory("mysql").resolve("s");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one server of this test run, started when first asked for. */
    static synchronized MySqlServer shared() {
        if (shared == null) {
            Path work = Path.of(System.getProperty("hotline.it.work", "target/it")).toAbsolutePath();
            MySqlServer server = new MySqlServer(
                    Path.of(System.getProperty("hotline.it.mysql", "target/mysql-server")).toAbsolutePath(), work.resolve("mysql-data"));
            server.initialise();
            Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
            server.start();
            shared = server;
        }
        return shared;
    }

    private void initialise() {
        try {
            FileSystemUtils.deleteRecursively(data);
            Files.createDirectories(data.getParent());
            Path accounts = data.resolveSibling("mysql-accounts.sql");
            Files.writeString(accounts, "create user '" + USER + "'@'127.0.0.1';\n"
                    + "grant all privileges on *.* to '" + USER + "'@'127.0.0.1' with grant option;\n");
            Process init = mysqld(List.of("--initialize-insecure", "--init-file=" + accounts), "mysql-init.log");
            if (!init.waitFor(120, TimeUnit.SECONDS) || init.exitValue() != 0) {
                throw new IllegalStateException("mysqld --initialize failed, see mysql-init.log below " + data.getParent());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Starts the server, also after {@link #kill}, and waits until it answers. */
    void start() {
        List<String> options = new ArrayList<>(List.of("--port=" + port, "--bind-address=127.0.0.1", "--socket=" + socket,
                "--pid-file=" + socket.resolveSibling("pid"), "--mysqlx=OFF", "--skip-name-resolve",
                // On the loopback nobody listens, and in a JVM that compiles little the cipher is a third of a bulk load.
                "--tls-version=",
                "--innodb-flush-log-at-trx-commit=1", "--sync-binlog=1"));
        options.addAll(List.of(System.getProperty("hotline.it.mysql.options", "").strip().split(" +")));
        options.remove("");
        process = mysqld(options, "mysql.log");
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        while (true) {
            try (Connection connection = DriverManager.getConnection(url(""), USER, "")) {
                return;
            } catch (SQLException notYet) {
                if (!process.isAlive() || System.nanoTime() > giveUp) {
                    throw new IllegalStateException("mysqld does not answer, see mysql.log below " + data.getParent(), notYet);
                }
                pause();
            }
        }
    }

    /** {@code kill -9}. */
    void kill() {
        process.destroyForcibly();
        await();
    }

    void stop() {
        if (process == null) {
            return;
        }
        process.destroy();
        await();
    }

    /** Makes an empty schema with the server's own defaults and returns its URL, without any driver setting. */
    String freshSchema(String name) {
        try (Connection connection = DriverManager.getConnection(url(""), USER, "")) {
            connection.createStatement().execute("drop database if exists " + name);
            connection.createStatement().execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return url(name);
    }

    String url(String schema) {
        return "jdbc:mysql://127.0.0.1:" + port + "/" + schema;
    }

    private Process mysqld(List<String> options, String log) {
        List<String> command = new ArrayList<>();
        File binary = home.resolve("bin/mysqld").toFile();
        binary.setExecutable(true);
        command.add(binary.getPath());
        command.addAll(List.of("--no-defaults", "--basedir=" + home, "--datadir=" + data, "--lc-messages-dir=" + home.resolve("share")));
        if ("root".equals(System.getProperty("user.name"))) {
            command.add("--user=root");
        }
        command.addAll(options);
        try {
            return new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(data.resolveSibling(log).toFile())).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void await() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
