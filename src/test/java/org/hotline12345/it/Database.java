package org.hotline12345.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.util.FileSystemUtils;

/** A new database for one integration test: a schema on the real MySQL, or an H2 file under the product's own URL. */
final class Database {

    private final String url;
    private final String user;

    private Database(String url, String user) {
        this.url = url;
        this.user = user;
    }

    /** With the demo's tables as its change log makes them, on which no node ever started. */
    static Database fresh(String name) {
        Database database = empty(name);
        if (isMySql()) {
            MigratedTables.fill(MySqlServer.shared(), "it_" + name);
        } else {
            MigratedTables.copy(h2Folder(name));
        }
        return database;
    }

    /** Without any table, for those who ask what the first start makes of it. */
    static Database empty(String name) {
        return isMySql() ? mySql(name) : h2(name);
    }

    static boolean isMySql() {
        return "mysql".equals(System.getProperty("hotline.it.database"));
    }

    private static Database mySql(String name) {
        return new Database(MySqlServer.shared().freshSchema("it_" + name), MySqlServer.USER);
    }

    private static Database h2(String name) {
        Path folder = h2Folder(name);
        try {
            FileSystemUtils.deleteRecursively(folder);
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Database("jdbc:h2:file:" + folder + "/hotline;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE", "sa");
    }

    private static Path h2Folder(String name) {
        return Path.of(System.getProperty("hotline.it.work", "target/it"), "h2-" + name).toAbsolutePath();
    }

    String url() {
        return url;
    }

    String user() {
        return user;
    }

    /** Reads one column; an H2 file can be read only while no node runs on it. */
    List<String> read(String sql) {
        try (Connection connection = DriverManager.getConnection(url, user, "");
                ResultSet rows = connection.createStatement().executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    int count(String sql) {
        return Integer.parseInt(read(sql).get(0));
    }

    void execute(String sql) {
        try (Connection connection = DriverManager.getConnection(url, user, "")) {
            connection.createStatement().execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Every value of a column as text, binary ones decoded as UTF-8. */
    List<String> texts(String table, String column) {
        try (Connection connection = DriverManager.getConnection(url, user, "");
                ResultSet rows = connection.createStatement().executeQuery("select " + column + " from " + table)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                Object value = rows.getObject(1);
                if (value instanceof byte[] || value instanceof java.sql.Blob) {
                    values.add(new String(rows.getBytes(1), java.nio.charset.StandardCharsets.UTF_8));
                } else if (value != null) {
                    values.add(rows.getString(1));
                }
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(table + "." + column, e);
        }
    }
}
