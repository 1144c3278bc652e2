package org.hotline12345.replay;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hotline12345.calendar.WorkCalendar;
import org.hotline12345.common.PrintedPeriods;
import org.hotline12345.organization.Categories;
import org.hotline12345.organization.Category;
import org.hotline12345.organization.Jurisdictions;
import org.hotline12345.report.Period;
import org.hotline12345.report.PrintedTotals;
import org.hotline12345.ticket.SettledLoad;
import org.hotline12345.ticket.SettledTicket;
import org.hotline12345.ticket.SettledTickets;
import org.springframework.stereotype.Component;

/** Loads a printed period into an empty demo, day by day, and tells what came of it. */
@Component
class PeriodReplay implements PrintedPeriods {

    private static final int PART = 2_000;

    private final SettledTickets tickets;
    private final PrintedTotals totals;
    private final Comparison comparison;
    private final Jurisdictions jurisdictions;
    private final Categories categories;
    private final WorkCalendar calendar;
    private final Clock clock;

    PeriodReplay(SettledTickets tickets, PrintedTotals totals, Comparison comparison, Jurisdictions jurisdictions, Categories categories,
            WorkCalendar calendar, Clock clock) {
        this.tickets = tickets;
        this.totals = totals;
        this.comparison = comparison;
        this.jurisdictions = jurisdictions;
        this.categories = categories;
        this.calendar = calendar;
        this.clock = clock;
    }

    @Override
    public List<String> names() {
        return PeriodFiles.names();
    }

    @Override
    public Instant presentAfter(String name) {
        return PeriodFiles.period(name).presentInstant();
    }

    @Override
    public List<Act> load(String name, PrintStream out) {
        PrintedPeriod period = PeriodFiles.period(name);
        out.println();
        out.println("重放「" + name + "」：" + period.title());
        out.println("出处：" + period.source());
        out.println("统计期：" + period.from() + " 至 " + period.to());
        period.notes().forEach(note -> out.println("说明：" + note));
        List<CallTotals> calls = PeriodFiles.calls(name);
        long begun = System.nanoTime();
        Loaded loaded = tickets(period, calls);
        long took = Math.max(1, (System.nanoTime() - begun) / 1_000_000);
        out.printf("已装入工单 %d 件（批量写入工单、派单、经过三表），用时 %.1f 秒，每秒 %d 件%n", loaded.tickets, took / 1e3, loaded.tickets * 1_000L / took);
        totals.addCalls(period.jurisdiction(), calls.stream().flatMap(one -> one.days().stream()).toList());
        totals.addReported(new Period(period.jurisdiction(), period.from(), period.to()), PeriodFiles.claims(name).stream()
                .filter(claim -> claim.contradicts() != null)
                .map(claim -> new PrintedTotals.Reported(claim.contradicts(), claim.printed(), period.source())).toList());
        return PeriodFiles.checks(name).stream().map(check -> check.at(loaded.firstOf.get(check.unit()))).toList();
    }

    @Override
    public boolean compare(String name, PrintStream out) {
        return comparison.tell(PeriodFiles.period(name), PeriodFiles.claims(name), out);
    }

    /** How many, and the first ticket each unit answered. */
    private record Loaded(int tickets, Map<String, String> firstOf) {
    }

    private Loaded tickets(PrintedPeriod period, List<CallTotals> calls) {
        Map<String, String> names = categories.list(period.jurisdiction()).stream().collect(Collectors.toMap(Category::code, Category::name));
        Days days = new Days(period.from(), period.to(), CallTotals.byDay(calls));
        Laying laying = new Laying(period, PeriodFiles.blocks(period.name()), days, names, calendar, clock.getZone());
        String prefix = jurisdictions.require(period.jurisdiction()).prefix();
        Map<String, String> firstOf = new HashMap<>();
        List<SettledTicket> waiting = new ArrayList<>();
        int loaded = 0;
        try (SettledLoad load = tickets.begin(period.jurisdiction(), prefix)) {
            for (int day = 0; day < days.all().size(); day++) {
                waiting.addAll(laying.day(day));
                boolean last = day == days.all().size() - 1;
                int stored = 0;
                while (waiting.size() - stored >= PART || last && stored < waiting.size()) {
                    List<SettledTicket> part = waiting.subList(stored, Math.min(waiting.size(), stored + PART));
                    List<String> numbers = load.add(part);
                    for (int i = 0; i < part.size(); i++) {
                        String number = numbers.get(i);
                        part.get(i).rounds().forEach(round -> firstOf.putIfAbsent(round.unit(), number));
                    }
                    stored += part.size();
                }
                waiting.subList(0, stored).clear();
                loaded += stored;
            }
            load.finish();
        }
        return new Loaded(loaded, firstOf);
    }
}
