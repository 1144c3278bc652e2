package org.hotline12345.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
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

    /**
     * Every value of every column of every table as text, binary ones decoded as UTF-8, over one connection: H2 rearranges its
     * file whenever the last one closes, and a thousand times in a row was once too often for it.
     *
     * @param taker gets {@code TABLE.COLUMN} and a value
     * @return how many columns there are
     */
    int texts(BiConsumer<String, String> taker) {
        String columns = "select table_name, column_name from information_schema.columns where table_schema = "
                + (isMySql() ? "database()" : "schema()");
        int read = 0;
        try (Connection connection = DriverManager.getConnection(url, user, ""); Statement list = connection.createStatement();
                Statement statement = connection.createStatement(); ResultSet names = list.executeQuery(columns)) {
            while (names.next()) {
                String column = names.getString(1) + "." + names.getString(2);
                read++;
                try (ResultSet rows = statement.executeQuery("select " + names.getString(2) + " from " + names.getString(1))) {
                    while (rows.next()) {
                        Object value = rows.getObject(1);
                        if (value instanceof byte[] || value instanceof Blob) {
                            taker.accept(column, new String(rows.getBytes(1), StandardCharsets.UTF_8));
                        } else if (value != null) {
                            taker.accept(column, rows.getString(1));
                        }
                    }
                } catch (SQLException e) {
                    throw new IllegalStateException(column, e);
                }
            }
            return read;
        } catch (SQLException e) {
            throw new IllegalStateException(columns, e);
        }
    }
}
