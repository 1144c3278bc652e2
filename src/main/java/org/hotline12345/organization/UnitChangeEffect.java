package org.hotline12345.organization;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a change of a unit does to the organization's own tables on its day; the history of what was stays. */
@Component
class UnitChangeEffect {

    private final JdbcClient jdbc;
    private final Clock clock;

    UnitChangeEffect(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void apply(UnitChange change) {
        switch (change.kind()) {
            case MERGE -> {
                end(change);
                passOn(change, change.heir());
                alias(change, change.oldName(), change.heir());
                passDuty(change);
            }
            case SPLIT -> {
                if (change.endsUnit()) {
                    end(change);
                    passOn(change, change.heir());
                    alias(change, change.oldName(), change.heir());
                    passDuty(change);
                }
            }
            case LEAVE -> {
                end(change);
                jdbc.sql("update organization_unit set parent = (select p.parent from (select parent from organization_unit where code = :unit) p) "
                                + "where parent = :unit and (valid_to is null or valid_to >= :day)")
                        .params(Map.of("unit", change.unit(), "day", change.day())).update();
            }
            case RENAME -> rename(change);
            case FOUND -> {
                // It has stood in the lists since it was entered.
            }
        }
    }

    private void end(UnitChange change) {
        jdbc.sql("update organization_unit set valid_to = :last where code = :unit and (valid_to is null or valid_to > :last)")
                .params(Map.of("last", change.day().minusDays(1), "unit", change.unit())).update();
    }

    /** Whoever stood below the old unit stands below its successor, and its other names mean the successor. */
    private void passOn(UnitChange change, String heir) {
        jdbc.sql("update organization_unit set parent = :heir where parent = :unit and code <> :heir and (valid_to is null or valid_to >= :day)")
                .params(Map.of("heir", heir, "unit", change.unit(), "day", change.day())).update();
        jdbc.sql("update organization_unit set parent = (select p.parent from (select parent from organization_unit where code = :unit) p) "
                        + "where code = :heir and parent = :unit").params(Map.of("heir", heir, "unit", change.unit())).update();
        jdbc.sql("update organization_unit_alias set unit = :heir where unit = :unit")
                .params(Map.of("heir", heir, "unit", change.unit())).update();
        jdbc.sql("update organization_jurisdiction set hotline_unit = :heir where hotline_unit = :unit")
                .params(Map.of("heir", heir, "unit", change.unit())).update();
    }

    private void alias(UnitChange change, String name, String unit) {
        List<String> known = jdbc.sql("select unit from organization_unit_alias where jurisdiction = :jurisdiction and alias = :alias")
                .params(Map.of("jurisdiction", change.jurisdiction(), "alias", name)).query(String.class).list();
        if (known.isEmpty()) {
            jdbc.sql("insert into organization_unit_alias (jurisdiction, alias, unit) values (:jurisdiction, :alias, :unit)")
                    .params(Map.of("jurisdiction", change.jurisdiction(), "alias", name, "unit", unit)).update();
        }
    }

    /** Turns of duty still to come pass over where the successor has planned none itself; a gap is worse than a stranger. */
    private void passDuty(UnitChange change) {
        long from = change.day().atStartOfDay(clock.getZone()).toInstant().toEpochMilli();
        int planned = jdbc.sql("select count(*) from organization_duty where unit = :heir and until_at > :from")
                .params(Map.of("heir", change.heir(), "from", from)).query(Integer.class).single();
        if (planned == 0) {
            jdbc.sql("update organization_duty set unit = :heir where unit = :unit and until_at > :from")
                    .params(Map.of("heir", change.heir(), "unit", change.unit(), "from", from)).update();
        }
    }

    private void rename(UnitChange change) {
        jdbc.sql("insert into organization_unit_name (unit, valid_to, name) values (:unit, :last, :name)")
                .params(Map.of("unit", change.unit(), "last", change.day().minusDays(1), "name", change.oldName())).update();
        jdbc.sql("delete from organization_unit_alias where jurisdiction = :jurisdiction and alias = :alias and unit = :unit")
                .params(Map.of("jurisdiction", change.jurisdiction(), "alias", change.newName(), "unit", change.unit())).update();
        jdbc.sql("update organization_unit set name = :name where code = :unit")
                .params(Map.of("name", change.newName(), "unit", change.unit())).update();
        alias(change, change.oldName(), change.unit());
    }
}
