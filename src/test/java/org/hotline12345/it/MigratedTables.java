package org.hotline12345.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import liquibase.exception.LiquibaseException;
import liquibase.integration.spring.SpringLiquibase;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.FileSystemUtils;

/**
 * The demo's tables, made once per test run by the product's own change log and copied for every database whose test does
 * not ask how they came about: hundreds of statements a time, which were half of every start on MySQL.
 */
final class MigratedTables {

    private static final String TEMPLATE = "it_migrated";
    /** As {@code MySqlConnections} sets them. */
    private static final String SETTINGS = "?nullCatalogMeansCurrent=true&connectionTimeZone=%2B08:00&forceConnectionTimeZoneToSession=true";
    /** It tells of every single change. */
    private static final Logger CHANGES = Logger.getLogger("liquibase");
    private static Path file;
    private static boolean schema;

    private MigratedTables() {
    }

    /** Fills a new schema of the server. */
    static synchronized void fill(MySqlServer server, String name) {
        if (!schema) {
            migrate(server.freshSchema(TEMPLATE) + SETTINGS, MySqlServer.USER);
            schema = true;
        }
        try (Connection connection = DriverManager.getConnection(server.url(name), MySqlServer.USER, "");
                Statement statement = connection.createStatement()) {
            statement.execute("set foreign_key_checks = 0");
            statement.execute("alter database " + name + " default character set " + values(statement, "select concat(default_character_set_name, "
                    + "' collate ', default_collation_name) from information_schema.schemata where schema_name = '" + TEMPLATE + "'").get(0));
            connection.setAutoCommit(false);
            for (String table : values(statement, "select table_name from information_schema.tables where table_schema = '" + TEMPLATE + "'")) {
                try (ResultSet created = statement.executeQuery("show create table " + TEMPLATE + "." + table)) {
                    created.next();
                    String sql = created.getString(2);
                    created.close();
                    statement.execute(sql);
                }
                statement.execute("insert into " + table + " select * from " + TEMPLATE + "." + table);
            }
            statement.execute("update search_source set id = uuid()");
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException("the migrated tables cannot be copied to " + name, e);
        }
    }

    /** Copies an H2 file of them. */
    static synchronized void copy(Path folder) {
        try {
            if (file == null) {
                Path template = folder.resolveSibling("h2-migrated");
                FileSystemUtils.deleteRecursively(template);
                Files.createDirectories(template);
                migrate("jdbc:h2:file:" + template.resolve("hotline"), "sa");
                file = template.resolve("hotline.mv.db");
            }
            Files.copy(file, folder.resolve("hotline.mv.db"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try (Connection connection = DriverManager.getConnection("jdbc:h2:file:" + folder.resolve("hotline"), "sa", "");
                Statement statement = connection.createStatement()) {
            statement.execute("update search_source set id = cast(random_uuid() as varchar(36))");
        } catch (SQLException e) {
            throw new IllegalStateException("the migrated tables cannot be copied to " + folder, e);
        }
    }

    private static void migrate(String url, String user) {
        SpringLiquibase migration = new SpringLiquibase();
        migration.setDataSource(new DriverManagerDataSource(url, user, ""));
        migration.setResourceLoader(new DefaultResourceLoader());
        migration.setChangeLog("classpath:db/changelog/master.xml");
        migration.setContexts("demo");
        CHANGES.setLevel(Level.WARNING);
        try {
            migration.afterPropertiesSet();
        } catch (LiquibaseException e) {
            throw new IllegalStateException("the change log does not run on " + url, e);
        }
    }

    private static List<String> values(Statement statement, String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
