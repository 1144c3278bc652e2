package org.hotline12345.supervision;

import org.hotline12345.organization.Unit;
import org.hotline12345.organization.Units;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whom an order names in a unit; a unit that named nobody answers by its head, known by the post. */
@Component
class Responsibles {

    private final JdbcClient jdbc;
    private final Units units;

    Responsibles(JdbcClient jdbc, Units units) {
        this.jdbc = jdbc;
        this.units = units;
    }

    String of(String unit) {
        return jdbc.sql("select person, post from supervision_responsible where unit = :unit").param("unit", unit)
                .query((row, n) -> row.getString(1) == null ? name(unit) + row.getString(2)
                        : row.getString(1) + "（" + row.getString(2) + "）").optional()
                .orElseGet(() -> name(unit) + "主要负责人");
    }

    String name(String unit) {
        return unit == null ? null : units.find(unit).map(Unit::name).orElse(unit);
    }
}
