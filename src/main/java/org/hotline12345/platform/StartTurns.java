package org.hotline12345.platform;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import liquibase.integration.spring.SpringLiquibase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;

/**
 * Lets nodes of one MySQL database that start at once start one after the other, from the migration until they are
 * ready. Liquibase makes its tables before it takes its lock, and what a first start brings (accounts, rights, filters)
 * would run into deadlocks. The lock belongs to a connection, so a node that dies leaves none behind.
 */
@Component
class StartTurns implements BeanPostProcessor, ApplicationListener<ApplicationReadyEvent>, Ordered {

    private static final Logger LOG = LoggerFactory.getLogger(StartTurns.class);
    private static final String LOCK = "concat('hotline-', md5(database()))";
    private static final int LONGEST_START_SECONDS = 600;

    private Connection turn;

    @Override
    public int getOrder() {
        // The last listener: what others do when the product is ready belongs to the start.
        return LOWEST_PRECEDENCE;
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String beanName) {
        if (turn == null && bean instanceof SpringLiquibase migration) {
            try {
                Connection connection = migration.getDataSource().getConnection();
                if (connection.getMetaData().getURL().startsWith("jdbc:mysql:")) {
                    take(connection);
                    turn = connection;
                } else {
                    connection.close();
                }
            } catch (SQLException e) {
                throw new IllegalStateException("cannot reach the database to migrate it", e);
            }
        }
        return bean;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent ready) {
        if (turn != null) {
            try (Connection connection = turn; Statement statement = connection.createStatement()) {
                statement.execute("select release_lock(" + LOCK + ")");
            } catch (SQLException connectionLost) {
                // The lock went with the connection.
                LOG.warn("The database connection of the start was lost: {}", connectionLost.getMessage());
            } finally {
                turn = null;
            }
        }
    }

    private static void take(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet taken = statement.executeQuery("select get_lock(" + LOCK + ", " + LONGEST_START_SECONDS + ")")) {
            if (!taken.next() || taken.getInt(1) != 1) {
                connection.close();
                throw new SQLException("another node has been starting for too long");
            }
        }
    }
}
