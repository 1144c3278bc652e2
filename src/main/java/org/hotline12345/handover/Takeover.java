package org.hotline12345.handover;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Background;
import org.hotline12345.common.BackgroundWork;
import org.hotline12345.common.Refusal;
import org.hotline12345.organization.Jurisdictions;
import org.hotline12345.supervision.Orders;
import org.hotline12345.ticket.BulkLoads;
import org.hotline12345.ticket.OldTicket;
import org.hotline12345.ticket.OldTickets;
import org.hotline12345.ticket.TicketOrigins;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Checks the tickets of an import and, once confirmed, takes them over: one transaction each, which also marks what became
 * of it, so that a killed node leaves nothing half done and nothing to do twice.
 */
@Component
class Takeover implements BackgroundWork {

    static final String WORK = "handover";

    private static final Logger LOG = LoggerFactory.getLogger(Takeover.class);
    private static final int CHECKED_AT_ONCE = 500;
    private static final int TAKEN_AT_ONCE = 100;
    private static final int MOST_STRAY_LINES = 1000;

    private final HandoverRows rows;
    private final OldTicketReading reading;
    private final OldTicketCheck check;
    private final OldTickets oldTickets;
    private final TicketOrigins origins;
    private final BulkLoads loads;
    private final Cases cases;
    private final Orders orders;
    private final Jurisdictions jurisdictions;
    private final Background background;
    private final Clock clock;

    Takeover(HandoverRows rows, OldTicketReading reading, OldTicketCheck check, OldTickets oldTickets, TicketOrigins origins, BulkLoads loads,
            Cases cases, Orders orders, Jurisdictions jurisdictions, Background background, Clock clock) {
        this.rows = rows;
        this.reading = reading;
        this.check = check;
        this.oldTickets = oldTickets;
        this.origins = origins;
        this.loads = loads;
        this.cases = cases;
        this.orders = orders;
        this.jurisdictions = jurisdictions;
        this.background = background;
        this.clock = clock;
    }

    @Override
    public String name() {
        return WORK;
    }

    /** What its tickets are known as while they come in. */
    static String load(String id) {
        return WORK + ' ' + id;
    }

    @Override
    public boolean step(String id) {
        HandoverRows.Row row = rows.find(id).orElseThrow();
        return switch (row.state()) {
            case CHECKING -> check(row);
            case IMPORTING -> take(row);
            default -> false;
        };
    }

    /** A ticket with the rows it consists of. */
    private record Whole(HandoverRows.Waiting waiting, TicketLine line, List<SentLine> sent, boolean faulty) {
    }

    private List<Whole> next(String id, String state, int most) {
        List<HandoverRows.Waiting> waiting = rows.waiting(id, state, most);
        if (waiting.isEmpty()) {
            return List.of();
        }
        Map<String, List<HandoverRows.WaitingLine>> lines = rows.lines(id, waiting.stream().map(HandoverRows.Waiting::number).toList());
        List<Whole> whole = new ArrayList<>();
        for (HandoverRows.Waiting one : waiting) {
            List<HandoverRows.WaitingLine> own = lines.getOrDefault(one.number(), List.of());
            boolean faulty = own.stream().anyMatch(HandoverRows.WaitingLine::faulty);
            whole.add(new Whole(one, reading.ticket(one), faulty ? List.of() : own.stream().map(reading::sent).toList(), faulty));
        }
        return whole;
    }

    // ------------------------------------------------------------------ the check

    private boolean check(HandoverRows.Row row) {
        List<Whole> next = next(row.id(), "read", CHECKED_AT_ONCE);
        Map<String, TicketOrigins.Origin> known = origins.known(row.jurisdiction(), row.system(),
                next.stream().map(whole -> whole.waiting().number()).toList());
        for (Whole whole : next) {
            List<String> wrong = whole.faulty() ? List.of() : check.of(whole.line(), whole.sent());
            wrong.forEach(sentence -> rows.problem(row.id(), whole.waiting().number(), sentence));
            boolean refused = whole.faulty() || !wrong.isEmpty();
            judge(row, whole, refused, known.get(whole.waiting().number()));
        }
        if (next.size() == CHECKED_AT_ONCE) {
            return true;
        }
        rows.linesOfNoTicket(row.id(), MOST_STRAY_LINES).forEach((number, ticket) -> rows.problem(row.id(), ticket,
                "“派单”表 第 " + number + " 行：“工单”表中没有旧工单号“" + ticket + "”"));
        List<String> missing = cases.missingSteps();
        if (!missing.isEmpty()) {
            rows.problem(row.id(), null, "现行流程没有以下步骤，在办的工单无法接续，请先在流程设计页恢复：" + String.join("、", missing));
        }
        rows.state(row.id(), HandoverRows.State.CHECKED, null);
        return false;
    }

    private void judge(HandoverRows.Row row, Whole whole, boolean refused, TicketOrigins.Origin origin) {
        String unit = lead(whole.sent());
        if (refused) {
            rows.judged(row.id(), whole.waiting().seq(), "refused", null, unit);
        } else if (origin == null) {
            rows.judged(row.id(), whole.waiting().seq(), "ready", null, unit);
        } else if (origin.fingerprint().equals(reading.of(row.jurisdiction(), row.system(), whole.line(), whole.sent()).fingerprint())) {
            rows.judged(row.id(), whole.waiting().seq(), "same", origin.ticketNo(), unit);
        } else {
            differs(row, whole, origin, unit);
        }
    }

    private void differs(HandoverRows.Row row, Whole whole, TicketOrigins.Origin origin, String unit) {
        rows.problem(row.id(), whole.waiting().number(), "“工单”表 第 " + whole.waiting().rowNo() + " 行：已接续为工单" + origin.ticketNo()
                + "，本次内容与当时不同，未作更改；请直接在该工单上办理");
        rows.judged(row.id(), whole.waiting().seq(), "refused", origin.ticketNo(), unit);
    }

    /** The unit a ticket is counted under: the lead of its last round. */
    private static String lead(List<SentLine> sent) {
        return sent.stream().filter(line -> line.role() == org.hotline12345.ticket.Dispatch.Role.LEAD)
                .max(java.util.Comparator.comparing(SentLine::round).thenComparing(SentLine::at)).map(SentLine::unit).orElse(null);
    }

    // ------------------------------------------------------------------ taking over

    private boolean take(HandoverRows.Row row) {
        List<Whole> next = next(row.id(), "ready", TAKEN_AT_ONCE);
        if (next.isEmpty()) {
            rows.forgetLines(row.id());
            rows.state(row.id(), HandoverRows.State.DONE, clock.instant());
            loads.ended(load(row.id()));
            return false;
        }
        Map<String, TicketOrigins.Origin> known = origins.known(row.jurisdiction(), row.system(),
                next.stream().map(whole -> whole.waiting().number()).toList());
        // In a transaction of its own, because this step's may last, and the tickets of it are seen before it ends.
        background.apart(() -> {
            loads.goesOn(load(row.id()), row.jurisdiction());
            return null;
        });
        Actor importer = new Actor(row.confirmedBy(), Set.of());
        Map<Whole, String> failed = new LinkedHashMap<>();
        for (Whole whole : next) {
            try {
                background.apart(() -> {
                    takeOne(row, whole, importer, known.get(whole.waiting().number()));
                    return null;
                });
            } catch (RuntimeException e) {
                LOG.warn("Old ticket {} of import {} cannot be taken over", whole.waiting().number(), row.id(), e);
                failed.put(whole, reason(e));
            }
        }
        failed.forEach((whole, reason) -> {
            rows.problem(row.id(), whole.waiting().number(), "“工单”表 第 " + whole.waiting().rowNo() + " 行：未能接续，" + reason);
            rows.judged(row.id(), whole.waiting().seq(), "refused", null, null);
        });
        return true;
    }

    private void takeOne(HandoverRows.Row row, Whole whole, Actor importer, TicketOrigins.Origin origin) {
        if (origin != null) {
            // Taken over by another import since this one was checked, which says whether the two agree.
            judge(row, whole, false, origin);
            return;
        }
        OldTicket old = reading.of(row.jurisdiction(), row.system(), whole.line(), whole.sent());
        String ticketNo = oldTickets.take(old, jurisdictions.require(row.jurisdiction()).prefix(), importer);
        if (!old.closed()) {
            cases.begin(ticketNo, old);
            if (whole.line().orderUntil() != null) {
                orders.takeOver(ticketNo, importer, lead(whole.sent()), whole.line().orderSource(), whole.line().orderPerson(), whole.line().orderText(),
                        whole.line().orderUntil());
            }
        }
        rows.judged(row.id(), whole.waiting().seq(), "imported", ticketNo, lead(whole.sent()));
    }

    private static String reason(RuntimeException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return refusal.getMessage();
            }
        }
        return "请把这一行的旧工单号告诉系统管理员，查看服务器日志中的原因";
    }
}
