package org.hotline12345.replay;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hotline12345.calendar.Deadline;
import org.hotline12345.calendar.WorkCalendar;
import org.hotline12345.ticket.Kind;
import org.hotline12345.ticket.SettledTicket;
import org.hotline12345.ticket.TicketStatus;

/**
 * Turns blocks of equal tickets into tickets with instants: days dealt evenly, calls between 8:00 and 22:00, limits by the
 * working days of the time, every answer where its block says it was: in time, late, or after the period.
 */
final class Laying {

    private static final int FIRST_MINUTE = 8 * 60;
    private static final int MINUTES = 14 * 60;
    private static final Duration TO_DISPATCH = Duration.ofMinutes(10);
    private static final Duration TO_CLOSE = Duration.ofMinutes(45);
    private static final Map<Block.End, TicketStatus> AT_DESK = Map.of(Block.End.DESK, TicketStatus.CLOSED_INSTANT,
            Block.End.PRAISED, TicketStatus.PRAISED, Block.End.TRANSFERRED, TicketStatus.TRANSFERRED,
            Block.End.LEGAL_ROUTE, TicketStatus.LEGAL_ROUTE, Block.End.DECLINED, TicketStatus.DECLINED, Block.End.INVALID, TicketStatus.INVALID);

    private final PrintedPeriod period;
    private final List<Block> blocks;
    private final Days days;
    private final Map<String, String> categories;
    private final WorkCalendar calendar;
    private final ZoneId zone;
    private final Instant end;
    private final List<int[]> dealt = new ArrayList<>();
    private final int[] laid;
    private final Map<String, Deadline> limits = new HashMap<>();
    private long minutesDealt;

    /** @param categories names by code, for titles */
    Laying(PrintedPeriod period, List<Block> blocks, Days days, Map<String, String> categories, WorkCalendar calendar, ZoneId zone) {
        this.period = period;
        this.blocks = blocks;
        this.days = days;
        this.categories = categories;
        this.calendar = calendar;
        this.zone = zone;
        this.end = period.to().plusDays(1).atStartOfDay(zone).toInstant();
        this.laid = new int[blocks.size()];
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            dealt.add(days.deal(block.tickets(), i, day -> fits(block, day)));
        }
    }

    /** The tickets of one day of the period, in order of time. */
    List<SettledTicket> day(int number) {
        LocalDate day = days.all().get(number);
        List<SettledTicket> tickets = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            for (int n = dealt.get(i)[number]; n > 0; n--) {
                tickets.add(ticket(blocks.get(i), laid[i]++, day));
            }
        }
        tickets.sort(Comparator.comparing(SettledTicket::registeredAt));
        return tickets;
    }

    /** Whether a ticket of the block can be registered on the day and still end where the block says. */
    private boolean fits(Block block, LocalDate day) {
        Instant latest = day.atTime(LocalTime.of(22, 0)).atZone(zone).toInstant();
        if (block.end() == Block.End.LATER) {
            return limit(day, block.kind()).until().isAfter(end.plus(Duration.ofDays(1)));
        }
        if (block.late()) {
            return limit(day, block.kind()).until().plus(Duration.ofDays(3)).isBefore(end);
        }
        if (block.minutes() != null) {
            return latest.plus(Duration.ofMinutes(2L * block.minutes()).plus(TO_DISPATCH).plus(TO_CLOSE)).isBefore(end);
        }
        return block.rounds() < 2 || latest.plus(Duration.ofDays(1)).isBefore(end);
    }

    private SettledTicket ticket(Block block, int n, LocalDate day) {
        int minute = FIRST_MINUTE + (int) (minutesDealt++ * Days.GOLDEN % 1 * MINUTES);
        Instant at = day.atStartOfDay(zone).plusMinutes(minute).toInstant();
        List<SettledTicket.Round> rounds = block.end().dispatched() ? rounds(block, n, day, at.plus(TO_DISPATCH)) : List.of();
        Instant closed = rounds.isEmpty() ? at.plus(Duration.ofMinutes(5)) : rounds.get(rounds.size() - 1).repliedAt().plus(TO_CLOSE);
        TicketStatus status = rounds.isEmpty() ? AT_DESK.get(block.end()) : TicketStatus.ARCHIVED;
        String title = categories.getOrDefault(block.category(), "诉求") + "（" + block.kind().label() + "）";
        return new SettledTicket(period.jurisdiction(), block.channel(), block.kind(), block.category(), block.region(), block.unit(), title,
                "按" + period.source() + "所列件数重放，原文未公布。", at, status, rounds.isEmpty() ? status.label() : null, closed, rounds, answer(block));
    }

    private List<SettledTicket.Round> rounds(Block block, int n, LocalDate day, Instant dispatched) {
        List<SettledTicket.Round> rounds = new ArrayList<>();
        Instant at = dispatched;
        Deadline handle = limit(day, block.kind());
        Instant room = block.end() == Block.End.LATER ? handle.until() : earlier(handle.until(), end).minus(TO_CLOSE);
        for (int number = 1; number <= block.rounds(); number++) {
            // What is left of the time is shared by the rounds that are left.
            Duration share = Duration.between(at, room).dividedBy(block.rounds() - number + 1L);
            Instant replied = block.late() && number == 1 ? handle.until().plus(Duration.ofHours(9 + n % 3 * 24L)) : at.plus(taken(block, n, share));
            if (block.end() == Block.End.LATER) {
                replied = end.plus(Duration.ofHours(9 + n % 8));
            }
            Instant signed = at.plus(Duration.between(at, replied).dividedBy(4));
            rounds.add(new SettledTicket.Round(block.unit(), at, signed, null, limit(day, period.limits().giveBack()).until(),
                    handle.until(), handle.calendarVersion(), replied, null));
            if (number < block.rounds()) {
                at = replied.plus(TO_CLOSE);
                LocalDate again = LocalDate.ofInstant(at, zone);
                handle = limit(again, period.limits().rework());
                room = earlier(handle.until(), end).minus(TO_CLOSE);
            }
        }
        return rounds;
    }

    /** From dispatch to reply: on average what the print says, else up to two days, within what is left. */
    private static Duration taken(Block block, int n, Duration left) {
        if (block.minutes() != null) {
            // Pairs of one shorter and one as much longer; the odd one out takes the average.
            int pairs = block.tickets() / 2;
            int away = n / 2 < pairs ? (n / 2) * 37 % Math.max(1, block.minutes() * 4 / 5) : 0;
            return Duration.ofMinutes(block.minutes() + (n % 2 == 0 ? away : -away));
        }
        Duration usual = Duration.ofMinutes(90 + n * 131L % 2_700);
        Duration most = left.multipliedBy(3).dividedBy(4);
        return usual.compareTo(most) < 0 ? usual : most;
    }

    private static SettledTicket.Answer answer(Block block) {
        return switch (block.answer()) {
            case SATISFIED -> new SettledTicket.Answer(1, true, true, block.solved());
            case DISSATISFIED -> new SettledTicket.Answer(1, true, false, block.solved());
            case REACHED -> new SettledTicket.Answer(2, true, null, block.solved());
            case DEFAULTED -> new SettledTicket.Answer(4, false, null, block.solved());
            case NONE -> SettledTicket.Answer.NONE;
        };
    }

    private Deadline limit(LocalDate day, Kind kind) {
        return limit(day, kind == Kind.CONSULT ? period.limits().consult() : period.limits().other());
    }

    private Deadline limit(LocalDate day, int workingDays) {
        return limits.computeIfAbsent(day + " " + workingDays,
                key -> calendar.plusWorkingDays(period.jurisdiction(), day.atTime(12, 0).atZone(zone).toInstant(), workingDays));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
