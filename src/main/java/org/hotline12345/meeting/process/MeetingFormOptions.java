package org.hotline12345.meeting.process;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hotline12345.common.Actors;
import org.hotline12345.common.FormOptions;
import org.hotline12345.meeting.Consultations;
import org.hotline12345.meeting.MeetingActions;
import org.hotline12345.meeting.Meetings;
import org.hotline12345.organization.Categories;
import org.hotline12345.organization.Units;
import org.hotline12345.ticket.TicketViews;
import org.hotline12345.ticket.Tickets;
import org.springframework.stereotype.Component;

/** Fills the forms of meetings: proposed invitees, what an action is about, and the choices of a consultation. */
@Component
class MeetingFormOptions implements FormOptions {

    private final Meetings meetings;
    private final MeetingActions actions;
    private final Consultations consultations;
    private final Tickets tickets;
    private final TicketViews views;
    private final Units units;
    private final Categories categories;
    private final Actors actors;
    private final Clock clock;

    MeetingFormOptions(Meetings meetings, MeetingActions actions, Consultations consultations, Tickets tickets,
            TicketViews views, Units units, Categories categories, Actors actors, Clock clock) {
        this.meetings = meetings;
        this.actions = actions;
        this.consultations = consultations;
        this.tickets = tickets;
        this.views = views;
        this.units = units;
        this.categories = categories;
        this.actors = actors;
        this.clock = clock;
    }

    @Override
    public Map<String, Object> optionsFor(String taskKey, String businessKey, Function<String, Object> variable) {
        if (businessKey == null) {
            return Map.of();
        }
        return switch (taskKey) {
            case "Task_HoldMeeting" -> meeting(businessKey);
            case "Task_CompleteAction", "Task_ConfirmAction" -> Map.of("agreed", views.wordsOf(businessKey, actors.current())
                    .apply(actions.describe(businessKey, (Integer) variable.apply("meetingRound"), (Integer) variable.apply("actionSeq"))));
            case "Task_HoldConsultation" -> consultation(consultations.require(businessKey));
            default -> Map.of();
        };
    }

    @Override
    public Map<String, Object> optionsFor(String taskKey, String ticketNo) {
        return Map.of();
    }

    private Map<String, Object> meeting(String ticketNo) {
        Map<String, Object> options = new HashMap<>();
        List<String> proposed = meetings.invitees(ticketNo);
        for (int i = 0; i < proposed.size(); i++) {
            options.put("invitee" + (i + 1), proposed.get(i));
        }
        options.put("categoryOptions", categoryChoices(tickets.visible(ticketNo, actors.current()).jurisdiction()));
        return options;
    }

    private Map<String, Object> consultation(Consultations.Consultation held) {
        LocalDate today = LocalDate.now(clock);
        Map<String, Object> options = new HashMap<>();
        options.put("agreed", held.topic() + (held.tickets().isEmpty() ? "" : "\n相关工单：" + String.join("、", held.tickets())));
        options.put("unitOptions", units.list(held.jurisdiction()).stream().filter(unit -> unit.validOn(today))
                .map(unit -> new Choice(unit.name(), unit.code())).toList());
        options.put("categoryOptions", categoryChoices(held.jurisdiction()));
        options.put("catalogueCategory", held.category());
        return options;
    }

    private List<Choice> categoryChoices(String jurisdiction) {
        return categories.list(jurisdiction).stream().map(category -> new Choice(category.name(), category.code())).toList();
    }
}
