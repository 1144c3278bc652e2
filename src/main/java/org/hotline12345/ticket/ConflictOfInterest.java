package org.hotline12345.ticket;

import java.util.HashMap;
import java.util.Map;
import org.hotline12345.common.DecisionTables;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.Units;
import org.springframework.stereotype.Component;

/** Asks {@code dmn/conflict-of-interest.dmn} whether the unit complained about must stay away from the ticket. */
@Component
public class ConflictOfInterest {

    private final DecisionTables tables;
    private final Units units;

    ConflictOfInterest(DecisionTables tables, Units units) {
        this.tables = tables;
        this.units = units;
    }

    public boolean bars(Kind kind, String aboutUnit) {
        Map<String, Object> inputs = new HashMap<>();
        inputs.put("kind", kind.code());
        inputs.put("unitKind", units.find(aboutUnit).map(Unit::kind).orElse(null));
        return tables.evaluate("conflict-of-interest", inputs).stream()
                .noneMatch(row -> Boolean.FALSE.equals(row.outputs().get("barred")));
    }
}
