package org.hotline12345.handling.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.AuditTrail;
import org.hotline12345.common.Page;
import org.hotline12345.common.Sight;
import org.hotline12345.deadline.TimeLeft;
import org.hotline12345.handling.Replies;
import org.hotline12345.handling.process.TaskTickets;
import org.hotline12345.ticket.TicketEventView;
import org.hotline12345.ticket.TicketRow;
import org.hotline12345.ticket.TicketView;
import org.hotline12345.ticket.TicketViews;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The ticket card: beside a task's form, and wherever a ticket is opened by its number. */
@RestController
@Tag(name = "工单")
class TaskCardController {

    private static final int LAST_EVENTS = 20;
    private static final int FIRST_RELATED = 5;
    private static final String ADVISING = "Task_GiveOpinion";

    private final AuditTrail trail;
    private final TaskTickets taskTickets;
    private final TicketViews views;
    private final Replies replies;
    private final TimeLeft timeLeft;
    private final Sight sight;
    private final Actors actors;
    private final Clock clock;

    TaskCardController(TaskTickets taskTickets, TicketViews views, Replies replies, TimeLeft timeLeft, Sight sight, Actors actors, Clock clock, AuditTrail trail) {
        this.trail = trail;
        this.taskTickets = taskTickets;
        this.views = views;
        this.replies = replies;
        this.timeLeft = timeLeft;
        this.sight = sight;
        this.actors = actors;
        this.clock = clock;
    }

    /**
     * The ticket, its latest events (oldest first), the first of the tickets bound to it, who looks, and what belongs to this task alone.
     *
     * @param limits each running limit in words, by the name it has in {@code deadlines}; {@code taskUntil} is the task's own
     * @param advice true where only the matter is told, to somebody asked for an opinion
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TaskCard(@JsonUnwrapped TicketView ticket, OffsetDateTime now, Me me, TaskPart task, OffsetDateTime taskUntil, String taskUnit,
            List<TicketEventView> events, Page<TicketRow> related,
            Map<String, TimeLeft.Told> limits, RefusedReply refusedReply, Draft draft,
            TicketViews.Proposal proposal, Boolean advice) {
    }

    /** Whoever looks at the card, and the groups by which the screen offers what a door would open to. */
    record Me(String user, List<String> groups) {
    }

    /** @param assignee who took the task on (signed for it), or null */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TaskPart(String id, String key, String name, String assignee, String assigneeName) {
    }

    record RefusedReply(String text, List<String> problems, OffsetDateTime at) {
    }

    /** A reply that waits for the unit's leader. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Draft(String text, String publicText, OffsetDateTime at) {
    }

    @Operation(summary = "任务对应的工单卡片", description = "工单信息、最近20条过程、前5件关联工单、被退回或待审签的答复文本、裁定建议。")
    @GetMapping("/api/tasks/{taskId}/card")
    @Transactional
    public TaskCard card(@PathVariable String taskId) {
        TaskTickets.TaskTicket task = taskTickets.of(taskId);
        if (ADVISING.equals(task.key()) && !sight.covers(task.ticketNo())) {
            return forAdvice(task);
        }
        Optional<Replies.Unsent> unsent = replies.unsent(task.ticketNo()).filter(text -> text.unit().equals(task.unit()));
        RefusedReply refused = unsent.filter(text -> !text.waiting())
                .map(text -> new RefusedReply(text.text(), text.problems(), time(text.at()))).orElse(null);
        Draft draft = unsent.filter(Replies.Unsent::waiting)
                .map(text -> new Draft(text.text(), text.publicText(), time(text.at()))).orElse(null);
        return card(task.ticketNo(), task, refused, draft,
                task.unit() == null ? null : views.proposal(task.ticketNo(), task.unit()).orElse(null));
    }

    @Operation(summary = "工单卡片", description = "按工单编号查看，内容同任务的工单卡片，但不含只属于某个任务的部分。")
    @GetMapping("/api/tickets/{ticketNo}/card")
    @Transactional
    public TaskCard ofTicket(@PathVariable String ticketNo) {
        return card(ticketNo, null, null, null, null);
    }

    private TaskCard card(String ticketNo, TaskTickets.TaskTicket task, RefusedReply refused, Draft draft, TicketViews.Proposal proposal) {
        Actor actor = actors.current();
        TaskPart part = task == null ? null : partOf(task);
        TicketView ticket = views.ticket(ticketNo, actor);
        trail.seen(ticketNo, AuditTrail.Look.CARD);
        return new TaskCard(ticket, OffsetDateTime.now(clock), me(actor), part,
                task == null || task.until() == null ? null : time(task.until()), task == null ? null : task.unit(),
                views.lastEvents(ticketNo, actor, LAST_EVENTS, Integer.MAX_VALUE), views.related(ticketNo, actor, 0, FIRST_RELATED),
                limits(ticket, task), refused, draft, proposal, null);
    }

    /** An expert is asked about the matter, and sees no more of the ticket. */
    private TaskCard forAdvice(TaskTickets.TaskTicket task) {
        TicketView ticket = views.forAdvice(task.ticketNo());
        trail.seen(task.ticketNo(), AuditTrail.Look.CARD);
        return new TaskCard(ticket, OffsetDateTime.now(clock), me(actors.current()), partOf(task),
                task.until() == null ? null : time(task.until()), null, List.of(), null,
                limits(ticket, task), null, null, null, true);
    }

    private Map<String, TimeLeft.Told> limits(TicketView ticket, TaskTickets.TaskTicket task) {
        TicketView.Deadlines ends = ticket.deadlines();
        // Whose working days count: the task's unit's, else those of the unit the limits shown are of.
        String unit = task != null && task.unit() != null ? task.unit() : ticket.units().stream()
                .filter(each -> each.handleUntil() != null && each.repliedAt() == null).map(TicketView.UnitView::unit).findFirst().orElse(null);
        Map<String, TimeLeft.Told> told = new LinkedHashMap<>();
        if (ends != null) {
            tell(told, "returnUntil", ticket, unit, ends.returnUntil());
            tell(told, "handleUntil", ticket, unit, ends.handleUntil());
            tell(told, "interimUntil", ticket, unit, ends.interimUntil());
            tell(told, "suspendedUntil", ticket, unit, ends.suspendedUntil());
            tell(told, "reviewUntil", ticket, null, ends.reviewUntil());
        }
        if (task != null && task.until() != null) {
            tell(told, "taskUntil", ticket, task.unit(), time(task.until()));
        }
        return told;
    }

    private void tell(Map<String, TimeLeft.Told> told, String name, TicketView ticket, String unit, OffsetDateTime until) {
        if (until != null) {
            told.put(name, timeLeft.of(ticket.jurisdiction(), unit, until.toInstant(),
                    ticket.deadlines() != null && Boolean.TRUE.equals(ticket.deadlines().provisional())));
        }
    }

    private static TaskPart partOf(TaskTickets.TaskTicket task) {
        return new TaskPart(task.taskId(), task.key(), task.name(), task.assignee(), task.assigneeName());
    }

    private static Me me(Actor actor) {
        return new Me(actor.id(), actor.groups().stream().sorted().toList());
    }

    private OffsetDateTime time(Instant instant) {
        return instant.atZone(clock.getZone()).toOffsetDateTime();
    }
}
