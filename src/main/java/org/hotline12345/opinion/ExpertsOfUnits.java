package org.hotline12345.opinion;

import java.util.Map;
import org.hotline12345.organization.UnitChange;
import org.hotline12345.organization.UnitFollower;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Experts who work for a unit go on under the unit that follows. */
@Component
class ExpertsOfUnits implements UnitFollower {

    private final JdbcClient jdbc;

    ExpertsOfUnits(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void inForce(UnitChange change) {
        if (change.endsUnit() && change.kind() != UnitChange.Kind.LEAVE) {
            jdbc.sql("update opinion_expert set unit = :heir where unit = :unit")
                    .params(Map.of("heir", change.heir(), "unit", change.unit())).update();
        }
    }
}
