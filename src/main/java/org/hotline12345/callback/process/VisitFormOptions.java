package org.hotline12345.callback.process;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hotline12345.callback.Visits;
import org.hotline12345.common.FormOptions;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.Units;
import org.springframework.stereotype.Component;

/** Offers the units that may come along on an on-site callback, the first one chosen. */
@Component
class VisitFormOptions implements FormOptions {

    private final Visits visits;
    private final Units units;

    VisitFormOptions(Visits visits, Units units) {
        this.visits = visits;
        this.units = units;
    }

    @Override
    public Map<String, Object> optionsFor(String taskKey, String ticketNo) {
        if (ticketNo == null || !"Task_VisitCitizen".equals(taskKey)) {
            return Map.of();
        }
        List<String> companions = visits.companions(ticketNo);
        Map<String, Object> options = new HashMap<>();
        options.put("companionOptions", companions.stream()
                .map(code -> new Choice(units.find(code).map(Unit::name).orElse(code), code)).toList());
        if (!companions.isEmpty()) {
            options.put("companion1", companions.get(0));
        }
        return options;
    }
}
