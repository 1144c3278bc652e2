package org.hotline12345.meeting;

import org.hotline12345.organization.OpenRows;
import org.hotline12345.organization.UnitWork;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Agreed actions pass to the unit that follows. */
@Configuration(proxyBeanMethods = false)
class MeetingAtUnits {

    @Bean
    UnitWork actionsAtUnits(JdbcClient jdbc) {
        return OpenRows.of(jdbc, "meeting_action", "state <> 'done'");
    }
}
