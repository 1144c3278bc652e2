package org.hotline12345.deadline;

import org.hotline12345.organization.OpenRows;
import org.hotline12345.organization.UnitWork;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Requests for time and things to keep an eye on pass to the unit that follows. */
@Configuration(proxyBeanMethods = false)
class DeadlineAtUnits {

    @Bean
    UnitWork timeRequestsAtUnits(JdbcClient jdbc) {
        return OpenRows.of(jdbc, "deadline_time_request", "ruled_at is null");
    }

    @Bean
    UnitWork followUpsAtUnits(JdbcClient jdbc) {
        return OpenRows.of(jdbc, "deadline_follow_up", "done_at is null");
    }
}
