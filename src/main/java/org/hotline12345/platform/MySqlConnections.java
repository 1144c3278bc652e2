package org.hotline12345.platform;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;

/**
 * Gives every MySQL connection the driver settings the engine needs, whatever the URL from the environment says: whole
 * seconds (otherwise MySQL rounds due times up), only our own schema, fewer round trips per step.
 */
@Component
class MySqlConnections implements BeanPostProcessor {

    static final Map<String, String> SETTINGS = Map.of(
            "sendFractionalSeconds", "false",
            "nullCatalogMeansCurrent", "true",
            "rewriteBatchedStatements", "true",
            "useLocalSessionState", "true",
            "cacheServerConfiguration", "true",
            "characterEncoding", "UTF-8",
            "connectionTimeZone", "Asia/Shanghai",
            "forceConnectionTimeZoneToSession", "true");

    @Override
    public Object postProcessBeforeInitialization(Object bean, String beanName) {
        if (bean instanceof HikariDataSource pool && pool.getJdbcUrl() != null && pool.getJdbcUrl().startsWith("jdbc:mysql:")) {
            SETTINGS.forEach(pool::addDataSourceProperty);
        }
        return bean;
    }
}
