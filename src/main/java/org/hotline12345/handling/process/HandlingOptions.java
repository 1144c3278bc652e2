package org.hotline12345.handling.process;

import java.util.HashMap;
import java.util.Map;
import org.hotline12345.common.FormOptions;
import org.hotline12345.handling.Replies;
import org.hotline12345.handling.Teamwork;
import org.springframework.stereotype.Component;

/**
 * What a unit finds in its form: a reply the gate or the leader refused, so that its author improves it instead of writing
 * it anew, and the lower units, sections and people it may hand the work to.
 */
@Component
class HandlingOptions implements FormOptions {

    private final Replies replies;
    private final Teamwork teamwork;

    HandlingOptions(Replies replies, Teamwork teamwork) {
        this.replies = replies;
        this.teamwork = teamwork;
    }

    @Override
    public Map<String, Object> optionsFor(String taskKey, String ticketNo) {
        Map<String, Object> options = new HashMap<>();
        if (ticketNo == null || !"Task_HandleTicket".equals(taskKey)) {
            return options;
        }
        replies.unsent(ticketNo).ifPresent(text -> {
            options.put("reply", text.text());
            options.put("publicReply", text.publicText());
        });
        teamwork.choices(ticketNo).ifPresent(choices -> {
            options.put("offNetwork", choices.offNetwork() ? "true" : null);
            options.put("awaited", choices.awaited());
            options.put("subUnitOptions", choices.lowerUnits().stream().map(unit -> new Choice(unit.name(), unit.code())).toList());
            options.put("sectionOptions", choices.sections().stream()
                    .map(section -> new Choice(section.name(), section.code())).toList());
            options.put("assigneeOptions", choices.people().stream()
                    .map(person -> new Choice(person.name() + "（" + person.id() + "）", person.id())).toList());
        });
        return options;
    }
}
