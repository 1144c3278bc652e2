package org.hotline12345.bulletin.process;

import java.util.Map;
import java.util.function.Function;
import org.hotline12345.bulletin.Facts;
import org.hotline12345.common.FormOptions;
import org.springframework.stereotype.Component;

/** Shows people what they are to decide on: the bulletin, a unit's own figures, an objection. */
@Component
class BulletinFormOptions implements FormOptions {

    private final Facts facts;

    BulletinFormOptions(Facts facts) {
        this.facts = facts;
    }

    @Override
    public Map<String, Object> optionsFor(String taskKey, String id, Function<String, Object> variable) {
        return switch (taskKey) {
            case "Task_EditBulletin", "Task_ReviewBulletin", "Task_SignBulletin" -> Map.of("facts", facts.ofBulletin(id));
            case "Task_CheckFigures" -> Map.of("facts", facts.ofUnit(id, (String) variable.apply("unit")),
                    "measureOptions", facts.measuresOfUnits().entrySet().stream().map(measure -> new Choice(measure.getValue(), measure.getKey())).toList());
            case "Task_RuleOnObjection" -> Map.of("facts", facts.ofObjection(Long.parseLong((String) variable.apply("objectionId"))));
            default -> Map.of();
        };
    }

    @Override
    public Map<String, Object> optionsFor(String taskKey, String ticketNo) {
        return Map.of();
    }
}
