package org.hotline12345.supervision;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.hotline12345.organization.OpenRows;
import org.hotline12345.organization.UnitChange;
import org.hotline12345.organization.UnitFollower;
import org.hotline12345.organization.UnitWork;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Orders, ladders and responsible persons pass to the unit that follows. */
@Configuration(proxyBeanMethods = false)
class SupervisionAtUnits {

    @Bean
    UnitWork ordersAtUnits(JdbcClient jdbc) {
        return OpenRows.of(jdbc, "supervision_order", "status <> 'closed'");
    }

    @Bean
    UnitWork laddersAtUnits(JdbcClient jdbc, Clock clock) {
        return new Ladders(OpenRows.of(jdbc, "supervision_ladder", "ended_at is null"), jdbc, clock);
    }

    /** Ladders remember whose they were: the lists of past days name the unit that let the limit pass. */
    private record Ladders(UnitWork open, JdbcClient jdbc, Clock clock) implements UnitWork {

        @Override
        public List<String> ticketsAt(String unit, String after, int most) {
            return open.ticketsAt(unit, after, most);
        }

        @Override
        public Passed pass(String ticketNo, String from, String to, String why) {
            jdbc.sql("insert into supervision_ladder_passing (ladder_no, unit, passed_at) select ladder_no, unit, :at from supervision_ladder "
                            + "where ticket_no = :no and unit = :from and ended_at is null").param("at", clock.millis()).param("no", ticketNo)
                    .param("from", from).update();
            return open.pass(ticketNo, from, to, why);
        }
    }

    /** Whoever answers for the old unit answers for a successor that has named nobody. */
    @Bean
    UnitFollower responsiblesFollow(JdbcClient jdbc) {
        return change -> {
            if (change.endsUnit() && change.kind() != UnitChange.Kind.LEAVE) {
                jdbc.sql("insert into supervision_responsible (unit, person, post) select :heir, r.person, r.post from supervision_responsible r "
                                + "where r.unit = :unit and not exists (select 1 from (select unit from supervision_responsible) h where h.unit = :heir)")
                        .params(Map.of("heir", change.heir(), "unit", change.unit())).update();
            }
        };
    }
}
