package org.hotline12345.worklist;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.Matters;
import org.hotline12345.common.Refusal;
import org.hotline12345.deadline.TimeLeft;
import org.hotline12345.ticket.Dispatch;
import org.hotline12345.ticket.TicketLines;
import org.springframework.stereotype.Component;

/** Puts together what one page of a task list shows of its tickets and of the other matters among them. */
@Component
public class Lines {

    private static final int PLAIN = 50;
    private static final int PER_FLAG = 10;
    private static final int FIRST = 100;

    private final TicketLines tickets;
    private final List<Matters> matters;
    private final RiskFlags riskFlags;
    private final TimeLeft timeLeft;
    private final Actors actors;
    private final Clock clock;

    Lines(TicketLines tickets, List<Matters> matters, RiskFlags riskFlags, TimeLeft timeLeft, Actors actors, Clock clock) {
        this.tickets = tickets;
        this.matters = List.copyOf(matters);
        this.riskFlags = riskFlags;
        this.timeLeft = timeLeft;
        this.actors = actors;
        this.clock = clock;
    }

    /**
     * One line. Of a ticket the person may not know of only its number and the task's limit are told.
     *
     * @param matter what the task is about where it is about no ticket; then there is no ticket's number
     * @param unit the unit whose task it is, else the ticket's lead unit
     * @param until exclusive end of the task's limit
     * @param words the limit in a sentence, as {@link TimeLeft} tells it
     * @param card {@code yellow} or {@code red} where the unit was given one
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Line(String taskId, String taskKey, String ticketNo, String title, String unit, String unitName, String kind,
            String kindName, OffsetDateTime until, String words, TimeLeft.State state, String card, int urges, boolean supervised,
            int returns, boolean urgent, boolean confidential, int reworks, List<Flag> flags, Matters.Matter matter) {
    }

    /**
     * One reason to look closely.
     *
     * @param code stable, for example {@code overdue}
     * @param label a word or two for a list, in Chinese
     * @param text the reason in a sentence, in Chinese
     */
    public record Flag(String code, String label, String text) {
    }

    /** The lines of these tasks, in their order. */
    public List<Line> of(List<WorkTask> tasks) {
        Actor actor = actors.current();
        Map<String, TicketLines.Line> known = tickets.of(numbers(tasks), actor);
        List<String> others = numbers(tasks).stream().filter(about -> !known.containsKey(about)).toList();
        Map<String, Matters.Matter> about = new HashMap<>();
        matters.forEach(kind -> about.putAll(kind.of(others, actor)));
        Map<String, List<String>> replies = tickets.replies(
                numbers(tasks.stream().filter(task -> RiskFlags.readsReplies(task.key())).toList()), actor);
        return tasks.stream().map(task -> task.about() != null && known.containsKey(task.about())
                ? line(task, known.get(task.about()), replies.getOrDefault(task.about(), List.of()))
                : line(task, about.get(task.about()))).toList();
    }

    /**
     * How far ahead in its queue a task belongs that is about to wait: 50 for a plain one, 10 more for every flag, at most 100.
     *
     * @param taskKey id of the user task in its diagram
     */
    public int rank(String taskKey, String ticketNo) {
        TicketLines.Line ticket = tickets.of(List.of(ticketNo), Actor.SYSTEM).get(ticketNo);
        List<String> replies = RiskFlags.readsReplies(taskKey)
                ? tickets.replies(List.of(ticketNo), Actor.SYSTEM).getOrDefault(ticketNo, List.of()) : List.of();
        return ticket == null ? PLAIN : Math.min(FIRST, PLAIN + PER_FLAG * riskFlags.of(taskKey, ticket, replies).size());
    }

    private static Collection<String> numbers(List<WorkTask> tasks) {
        return tasks.stream().map(WorkTask::about).filter(Objects::nonNull).distinct().toList();
    }

    private Line line(WorkTask task, Matters.Matter matter) {
        TimeLeft.Told told = matter == null || matter.jurisdiction() == null || task.until() == null ? null
                : timeLeft.of(matter.jurisdiction(), task.unit(), task.until(), false);
        return new Line(task.taskId(), task.key(), matter == null ? task.about() : null, matter == null ? null : matter.title(), task.unit(),
                tickets.unitName(task.unit()), null, matter == null ? null : matter.kindName(), until(task), told == null ? null : told.words(),
                told == null ? null : told.state(), null, 0, false, 0, false, false, 0, List.of(), matter);
    }

    private Line line(WorkTask task, TicketLines.Line ticket, List<String> replies) {
        String unit = task.unit() == null ? ticket.unit() : task.unit();
        Dispatch own = unit == null ? null : ticket.dispatchOf(unit).orElse(null);
        TimeLeft.Told told = timeLeft.of(ticket.jurisdiction(), task.unit(), task.until(), own != null && own.provisional()
                && task.until() != null && task.until().equals(own.handleUntil()));
        return new Line(task.taskId(), task.key(), task.about(), ticket.title(), unit, tickets.unitName(unit), ticket.kind().code(),
                ticket.kind().label(), until(task), told.words(), told.state(), own == null ? null : own.card(), ticket.urges(),
                ticket.supervised(), ticket.returns(), ticket.urgent(), ticket.confidential(), ticket.reworks(),
                riskFlags.of(task.key(), ticket, replies), null);
    }

    private OffsetDateTime until(WorkTask task) {
        return task.until() == null ? null : task.until().atZone(clock.getZone()).toOffsetDateTime();
    }

    /**
     * What stands beside a task that is about no ticket.
     *
     * @throws Refusal UNKNOWN {@code worklist.noMatter} where it is about a ticket, or the person may not know of it
     */
    public Matters.Card card(WorkTask task) {
        Actor actor = actors.current();
        return matters.stream().filter(kind -> task.about() != null).map(kind -> kind.card(task.about(), actor)).flatMap(Optional::stream)
                .findFirst().orElseThrow(() -> Refusal.unknown("worklist.noMatter", "没有对应的事项，或您无权查看。"));
    }
}
