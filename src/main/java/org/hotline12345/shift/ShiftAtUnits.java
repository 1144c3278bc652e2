package org.hotline12345.shift;

import java.util.Map;
import org.hotline12345.organization.OpenRows;
import org.hotline12345.organization.UnitChange;
import org.hotline12345.organization.UnitFollower;
import org.hotline12345.organization.UnitWork;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What leaders handed to a unit passes to the unit that follows, and so do the leaders of it. */
@Configuration(proxyBeanMethods = false)
class ShiftAtUnits {

    @Bean
    UnitWork promisesAtUnits(JdbcClient jdbc) {
        return OpenRows.of(jdbc, "shift_decision", "state in ('open', 'reported')");
    }

    @Bean
    UnitFollower leadersFollow(JdbcClient jdbc) {
        return change -> {
            if (change.endsUnit() && change.kind() != UnitChange.Kind.LEAVE) {
                jdbc.sql("update shift_leader set unit = :heir where unit = :unit")
                        .params(Map.of("heir", change.heir(), "unit", change.unit())).update();
            }
        };
    }
}
