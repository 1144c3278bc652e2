package org.hotline12345.handover;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hotline12345.common.CaseEntries;
import org.hotline12345.common.Processes;
import org.hotline12345.deadline.Limits;
import org.hotline12345.ticket.Dispatch;
import org.hotline12345.ticket.OldTicket;
import org.springframework.stereotype.Component;

/** Starts the case of an open ticket at the step it had reached, its clocks running since then. */
@Component
class Cases {

    private static final String LIFECYCLE = "ticket-lifecycle";
    private static final String HANDLING = "unit-handling";
    private static final String HANDLE_BY_UNITS = "CallActivity_HandleByUnits";
    private static final String HANDLE = "Task_HandleTicket";
    private static final String RULE = "Task_ProposeRuling";
    private static final String RESUME = "CatchEvent_ResumeDue";
    private static final String PROCEDURE = "CallActivity_FollowProcedure";
    /** Steps cases start at, by process: a designer may have taken one out. */
    private static final Map<String, List<String>> STEPS = Map.of(
            LIFECYCLE, List.of("CallActivity_AcceptRequest", "Task_DispatchTicket", HANDLE_BY_UNITS, "CallActivity_HoldMeeting",
                    "Task_ReviewReply", "CallActivity_CallBack"),
            HANDLING, List.of(HANDLE, RULE, RESUME), "co-handling", List.of(PROCEDURE));

    private final Processes processes;
    private final CaseEntries entries;
    private final Limits limits;

    Cases(Processes processes, CaseEntries entries, Limits limits) {
        this.processes = processes;
        this.entries = entries;
        this.limits = limits;
    }

    /** Steps the models in force do not have, as {@code process#step}; nothing can be taken over then. */
    List<String> missingSteps() {
        return STEPS.entrySet().stream().flatMap(of -> of.getValue().stream().filter(step -> !entries.knows(of.getKey(), step))
                .map(step -> of.getKey() + "#" + step)).sorted().toList();
    }

    /** In the transaction that stored the ticket. */
    void begin(String ticketNo, OldTicket old) {
        Instant since = old.since() == null ? old.registeredAt() : old.since();
        switch (old.status()) {
            case REGISTERED -> processes.start(LIFECYCLE, ticketNo, Map.of());
            case NEED_INFO -> start(ticketNo, "CallActivity_AcceptRequest", Map.of("disposition", "needInfo"), since);
            case DISPATCHING -> start(ticketNo, "Task_DispatchTicket", Map.of(), since);
            case MEETING -> start(ticketNo, "CallActivity_HoldMeeting", Map.of(), since);
            case REVIEWING -> start(ticketNo, "Task_ReviewReply", Map.of(), since);
            case CALLBACK -> start(ticketNo, "CallActivity_CallBack", Map.of(), since);
            case HANDLING, RETURNING, SUSPENDED -> handle(ticketNo, old);
            default -> throw new IllegalStateException(old + " cannot be gone on with");
        }
    }

    private void start(String ticketNo, String step, Map<String, Object> variables, Instant since) {
        entries.startAt(LIFECYCLE, ticketNo, step, variables, since);
    }

    private void handle(String ticketNo, OldTicket old) {
        List<OldTicket.Sent> open = old.dispatches().stream().filter(Cases::isOpen).toList();
        // The lead first: an assist without a limit of its own answers a day before the lead's.
        Map<String, OldTicket.Sent> leadFirst = new LinkedHashMap<>();
        open.stream().filter(sent -> sent.role() == Dispatch.Role.LEAD).forEach(sent -> leadFirst.put(sent.unit(), sent));
        open.forEach(sent -> leadFirst.putIfAbsent(sent.unit(), sent));
        leadFirst.values().stream().filter(sent -> sent.interim() == null).forEach(sent -> limits.takeOver(ticketNo, sent.unit(), sent.returnUntil(), sent.handleUntil()));
        start(ticketNo, HANDLE_BY_UNITS, Map.of(), open.get(0).at());
        for (OldTicket.Sent sent : open) {
            Map<String, Object> unit = Map.of("unit", sent.unit());
            switch (sent.state()) {
                case RETURNING -> entries.goTo(HANDLING, ticketNo, unit, RULE, HANDLE, sent.returned().at());
                case INTERIM -> entries.leaveFor(HANDLING, ticketNo, unit, PROCEDURE, sent.interim().at());
                default -> {
                    if (sent.suspended() != null) {
                        entries.goTo(HANDLING, ticketNo, unit, RESUME, null, sent.suspended().at());
                    }
                }
            }
        }
    }

    static boolean isOpen(OldTicket.Sent sent) {
        return switch (sent.state()) {
            case OPEN, SIGNED, RETURNING, SIGNING_OFF, INTERIM -> true;
            default -> false;
        };
    }
}
