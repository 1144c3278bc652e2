package org.hotline12345.people;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hotline12345.common.Actor;
import org.hotline12345.common.HandsOff;
import org.hotline12345.common.ManualActs;
import org.hotline12345.common.Refusal;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.Units;
import org.hotline12345.ticket.TicketHands;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** What becomes of somebody's open work when the person moves, is locked or leaves: to a colleague, or back to the queue. */
@Component
public class HandOver {

    private final AccountBook book;
    private final AccountRows rows;
    private final TicketHands hands;
    private final ManualActs tickets;
    private final Units units;
    private final ApplicationEventPublisher events;

    HandOver(AccountBook book, AccountRows rows, TicketHands hands, ManualActs tickets, Units units, ApplicationEventPublisher events) {
        this.book = book;
        this.rows = rows;
        this.hands = hands;
        this.tickets = tickets;
        this.units = units;
        this.events = events;
    }

    /**
     * A task in the person's hands.
     *
     * @param others how many other accounts in use may take it
     */
    public record Line(String ticketNo, String task, int others) {
    }

    /**
     * What would be handed over.
     *
     * @param tasks in the person's hands now, oldest first
     * @param signed further tickets the person signed for, that would come back to the person later
     */
    public record Plan(List<Line> tasks, int signed) {
    }

    /** What was handed over. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Done(int tasks, int toColleague, int signed) {
    }

    Plan plan(Account account, Set<String> groups) {
        List<AccountBook.Held> held = book.tasksOf(account.account());
        Map<String, Integer> holders = new LinkedHashMap<>();
        List<Line> lines = held.stream().map(task -> new Line(task.ticketNo(), task.name(), task.groups().stream()
                .mapToInt(group -> holders.computeIfAbsent(group, rows::holders) - (groups.contains(group) ? 1 : 0)).sum())).toList();
        Set<String> signed = new HashSet<>(hands.signedFor(account.account(), unitsOf(groups)));
        held.forEach(task -> signed.remove(task.ticketNo()));
        return new Plan(lines, signed.size());
    }

    /**
     * Part of the act that takes the groups away.
     *
     * @param kept groups the person goes on holding; tasks of theirs stay
     * @param colleague account that takes what it may take, or null: the rest goes back to the queue
     * @throws Refusal RULE {@code people.colleagueNotAble} when the colleague may take none of it
     */
    Done carryOut(Account account, Set<String> before, Set<String> kept, Account colleague, String reason) {
        Set<String> able = colleague == null ? Set.of() : rows.groupsOf(colleague.account());
        List<AccountBook.Held> leaving = book.tasksOf(account.account()).stream()
                .filter(task -> task.groups().stream().noneMatch(kept::contains)).toList();
        if (colleague != null && !leaving.isEmpty() && leaving.stream().noneMatch(task -> task.groups().stream().anyMatch(able::contains))) {
            throw Refusal.rule("people.colleagueNotAble", "“" + colleague.name() + "”不在这些任务的办理范围内，请改选同单位或同角色的人员，"
                    + "或退回待办。").at("colleague");
        }
        Set<String> lost = new HashSet<>(before);
        lost.removeAll(kept);
        Set<String> signed = new LinkedHashSet<>(hands.signedFor(account.account(), unitsOf(lost)));
        int given = 0;
        for (AccountBook.Held task : leaving) {
            boolean takes = task.groups().stream().anyMatch(able::contains);
            given += takes ? 1 : 0;
            if (signed.remove(task.ticketNo()) || task.ticketNo() != null) {
                passOn(task.ticketNo(), account, takes ? colleague : null);
            }
            book.give(task.id(), takes ? colleague.account() : null);
            tickets.noted(task.ticketNo(), "任务“" + task.name() + "”由" + account.name()
                    + (takes ? "移交" + colleague.name() + "办理" : "退回待办"), reason);
        }
        for (String ticketNo : signed) {
            passOn(ticketNo, account, colleague != null && sharesUnit(able, lost) ? colleague : null);
        }
        book.dropTaskRights(account.account());
        events.publishEvent(new HandsOff(account.account()));
        return new Done(leaving.size(), given, signed.size());
    }

    /** A key that is no ticket's belongs to a case nobody signs for. */
    private void passOn(String ticketNo, Account from, Account to) {
        if (hands.isTicket(ticketNo)) {
            hands.passOn(ticketNo, from.account(), to == null ? null : to.account());
        }
    }

    private static boolean sharesUnit(Set<String> one, Set<String> other) {
        return one.stream().filter(Actor::isStaffGroup).anyMatch(other::contains);
    }

    /** Units whose work the groups do: the own, and for operators those the centre writes to. */
    private Set<String> unitsOf(Set<String> groups) {
        Set<String> found = new HashSet<>();
        new Actor("x", groups).units().forEach(code -> units.find(code).map(Unit::code).ifPresent(found::add));
        if (groups.contains(Role.OPERATOR.code())) {
            found.addAll(units.offNetwork());
        }
        return found;
    }

    /** Lists as sentences for the log. */
    static String words(Done done) {
        List<String> words = new ArrayList<>();
        if (done.tasks() > done.toColleague()) {
            words.add("退回待办" + (done.tasks() - done.toColleague()) + "件任务");
        }
        if (done.toColleague() > 0) {
            words.add("移交" + done.toColleague() + "件任务");
        }
        if (done.signed() > 0) {
            words.add("另有" + done.signed() + "件已签收的工单改由本单位办理");
        }
        return words.isEmpty() ? "没有在办任务" : String.join("，", words);
    }
}
