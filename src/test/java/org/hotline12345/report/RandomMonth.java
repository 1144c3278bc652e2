package org.hotline12345.report;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * Tickets of a month as chance has it, always the same ones: answered at once, dispatched, returned, reworked, merged,
 * withdrawn, split, excluded, overdue, taken over by another unit or from an old system, evaluated by call, at a visit or not;
 * before, in and after the month. One unit only answers what it was given before the month.
 */
public final class RandomMonth {

    public static final String PLACE = "430500";
    public static final String OTHER_PLACE = "460100";
    public static final LocalDate FIRST = LocalDate.of(2019, 3, 1);
    public static final LocalDate LAST = LocalDate.of(2019, 3, 31);
    /** A day long before on which one call that was split ended, and nothing else. */
    public static final LocalDate SPLIT_DAY = FIRST.minusDays(60);
    /** The unit that is given nothing in the month. */
    public static final String LEFT_FROM_BEFORE = "education";
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final long DAY = 86_400_000L;
    private static final String[] KINDS = {"consult", "consult", "complaint", "complaint", "report", "help", "suggestion", "other"};
    private static final String[] CHANNELS = {"phone", "phone", "phone", "wechat", "web", "province"};
    private static final String[] CATEGORIES = {"consumer-rights", "labour-pay", "transport-bus", null};
    private static final String[] REGIONS = {"430502", "430503", "430511", null};
    private static final String[] UNITS = {"market-regulation", "housing", "beita-district", "traffic-police", "commerce"};

    private final NamedParameterJdbcTemplate jdbc;
    private final Random random;
    private final Map<String, List<Map<String, Object>>> rows = new LinkedHashMap<>();
    private int number;

    public RandomMonth(NamedParameterJdbcTemplate jdbc, long seed) {
        this.jdbc = jdbc;
        this.random = new Random(seed);
    }

    /** Writes them; those of the other hotline are noise. */
    public void write(int tickets, int noise) {
        for (int i = 0; i < tickets + noise; i++) {
            ticket(i < tickets ? PLACE : OTHER_PLACE);
        }
        for (int i = 0; i < 20; i++) {
            leftFromBefore(PLACE);
            leftFromBefore(OTHER_PLACE);
        }
        Map<String, Object> split = blank("R" + PLACE + String.format("%06d", ++number), PLACE, at(SPLIT_DAY));
        split.put("parts", 2);
        split.put("dispatched_at", at(SPLIT_DAY) + 1);
        end(split, "archived", at(SPLIT_DAY) + DAY / 2);
        evaluatedWithoutCall(split);
        calls();
        rows.forEach((table, lines) -> {
            for (List<Map<String, Object>> part : inParts(lines)) {
                String columns = String.join(", ", part.get(0).keySet());
                String values = part.get(0).keySet().stream().map(column -> ":" + column).collect(Collectors.joining(", "));
                jdbc.batchUpdate("insert into " + table + " (" + columns + ") values (" + values + ")", part.toArray(new Map[0]));
            }
        });
    }

    private static List<List<Map<String, Object>>> inParts(List<Map<String, Object>> lines) {
        List<List<Map<String, Object>>> parts = new ArrayList<>();
        for (int from = 0; from < lines.size(); from += 500) {
            parts.add(lines.subList(from, Math.min(lines.size(), from + 500)));
        }
        return parts;
    }

    private boolean chance(double share) {
        return random.nextDouble() < share;
    }

    private String any(String[] words) {
        return words[random.nextInt(words.length)];
    }

    private static long at(LocalDate day) {
        return day.atStartOfDay(ZONE).toInstant().toEpochMilli();
    }

    private Map<String, Object> add(String table) {
        Map<String, Object> row = new LinkedHashMap<>();
        rows.computeIfAbsent(table, name -> new ArrayList<>()).add(row);
        return row;
    }

    private long later(long from, double days) {
        return from + 1 + (long) (random.nextDouble() * days * DAY);
    }

    private void ticket(String place) {
        String no = "R" + place + String.format("%06d", ++number);
        // The first and last instants of days and of the month belong to it or not by a millisecond.
        long registered = chance(0.05) ? at(FIRST.plusDays(random.nextInt(33) - 1)) - random.nextInt(2)
                : at(FIRST.minusDays(12)) + (long) (random.nextDouble() * 55 * DAY);
        Map<String, Object> t = blank(no, place, registered);
        double what = random.nextDouble();
        if (what < 0.03) {
            end(t, "invalid", registered);
        } else if (what < 0.40) {
            end(t, "closed-instant", later(registered, 0.01));
            t.put("matter_unit", chance(0.7) ? any(UNITS) : null);
            evaluate(t);
        } else if (what < 0.46) {
            end(t, any(new String[] {"praised", "legal-route", "declined", "transferred", "withdrawn"}), later(registered, 0.5));
        } else if (what < 0.49) {
            t.put("status", any(new String[] {"registered", "dispatching", "need-info"}));
        } else if (what < 0.51) {
            long splitAt = later(registered, 0.1);
            t.put("parts", 2);
            t.put("dispatched_at", splitAt);
            for (int n = 1; n <= 2; n++) {
                Map<String, Object> part = blank(no + "-" + n, place, splitAt);
                part.put("parent_no", no);
                dispatched(part, splitAt);
            }
            end(t, "archived", later(registered, 6));
            evaluate(t);
        } else if (what < 0.55) {
            dispatched(t, registered);
            if (t.get("satisfied") != null) {
                evaluatedWithoutCall(t);
            }
        } else if (what < 0.59) {
            merged(t, registered);
        } else {
            dispatched(t, registered);
        }
    }

    /** Into a ticket that was with a unit before: while it waits, told that one's result, or handled on its own when the caller was not content. */
    private void merged(Map<String, Object> t, long registered) {
        long at = later(registered, 1);
        String unit = any(UNITS);
        t.put("merged_into", "R" + PLACE + "000001");
        t.put("dispatched_at", at - DAY);
        if (chance(0.2)) {
            // A unit had it already, and stopped.
            t.put("round", 1);
            t.put("matter_unit", unit);
            Map<String, Object> stopped = dispatch(t, unit, "lead", false, at);
            stopped.put("state", "ended");
            stopped.put("ended_at", later(at, 1));
        }
        if (chance(0.1)) {
            t.put("status", "merged");
            return;
        }
        long told = later(at, 8);
        if (chance(0.35)) {
            t.put("round", (int) t.get("round") + 1);
            Map<String, Object> lead = dispatch(t, unit, "lead", true, told);
            told = reply(t, lead, later(told, 6));
        }
        end(t, "archived", later(told, 4));
        evaluate(t);
    }

    private void leftFromBefore(String place) {
        long registered = at(FIRST.minusDays(9)) + (long) (random.nextDouble() * 8 * DAY);
        Map<String, Object> t = blank("R" + place + String.format("%06d", ++number), place, registered);
        t.put("round", 1);
        t.put("dispatched_at", registered + 1);
        t.put("matter_unit", LEFT_FROM_BEFORE);
        Map<String, Object> lead = dispatch(t, LEFT_FROM_BEFORE, "lead", false, registered + 1);
        long replied = reply(t, lead, later(at(FIRST), 20));
        end(t, "archived", later(replied, 3));
        evaluate(t);
    }

    private Map<String, Object> blank(String no, String place, long registered) {
        Map<String, Object> t = add("ticket_ticket");
        t.put("ticket_no", no);
        t.put("jurisdiction", place);
        t.put("channel", any(CHANNELS));
        t.put("content_hash", "0".repeat(64));
        t.put("status", "handling");
        t.put("kind", any(KINDS));
        t.put("category", any(CATEGORIES));
        t.put("region", any(REGIONS));
        t.put("title", "诉求" + no);
        t.put("content", "内容");
        t.put("received_at", registered);
        t.put("registered_at", registered);
        for (String flag : List.of("confidential", "supplemented", "supervised", "has_contact")) {
            t.put(flag, false);
        }
        for (String count : List.of("round", "returns", "survey_attempts", "call_attempts", "round_survey_attempts",
                "round_call_attempts", "call_reached", "evaluations", "defaulted", "parts", "last_seq")) {
            t.put(count, 0);
        }
        for (String empty : List.of("dispatched_at", "closed_at", "matter_unit", "exclusion", "satisfied", "solved", "parent_no", "merged_into")) {
            t.put(empty, null);
        }
        return t;
    }

    private static void end(Map<String, Object> t, String status, long at) {
        t.put("status", status);
        t.put("closed_at", at);
    }

    private void evaluate(Map<String, Object> t) {
        t.put("survey_attempts", random.nextInt(4));
        t.put("call_attempts", random.nextInt(3));
        if (chance(0.6)) {
            t.put("satisfied", chance(0.8));
            t.put("solved", chance(0.3) ? null : (Object) chance(0.7));
            t.put("evaluations", 1 + random.nextInt(2));
            t.put("call_reached", random.nextInt(2));
        } else if (chance(0.6)) {
            t.put("defaulted", 1);
        }
        if (chance(0.05)) {
            evaluatedWithoutCall(t);
        }
        t.put("exclusion", chance(0.06) ? "beyond-power" : null);
    }

    /** Face to face, or in the old system: nobody was called. */
    private void evaluatedWithoutCall(Map<String, Object> t) {
        for (String none : List.of("survey_attempts", "call_attempts", "call_reached", "defaulted")) {
            t.put(none, 0);
        }
        t.put("evaluations", 1);
        t.put("satisfied", chance(0.8));
        t.put("solved", chance(0.7));
    }

    private int seq(Map<String, Object> t) {
        int next = (int) t.get("last_seq") + 1;
        t.put("last_seq", next);
        return next;
    }

    private void event(Map<String, Object> t, String type, String unit, long at) {
        Map<String, Object> e = add("ticket_event");
        e.put("ticket_no", t.get("ticket_no"));
        e.put("seq", seq(t));
        e.put("type", type);
        e.put("happened_at", at);
        e.put("actor", "somebody");
        e.put("unit", unit);
    }

    private Map<String, Object> dispatch(Map<String, Object> t, String unit, String role, boolean rework, long at) {
        Map<String, Object> d = add("ticket_dispatch");
        d.put("id", "d" + ++number + t.get("ticket_no"));
        d.put("ticket_no", t.get("ticket_no"));
        d.put("round", t.get("round"));
        d.put("unit", unit);
        d.put("role", role);
        d.put("state", "guide".equals(role) ? "informed" : "signed");
        d.put("from_unit", null);
        d.put("binding", rework);
        d.put("rework", rework);
        d.put("dispatched_at", at);
        d.put("dispatched_by", "somebody");
        d.put("provisional", false);
        d.put("handle_until", at + 5 * DAY);
        // Some were taken over when their limit had passed.
        d.put("contact_until", at % 7 == 0 ? null : at + DAY);
        d.put("contacted_at", chance(0.6) ? later(at, 2) : null);
        d.put("suspended_millis", chance(0.1) ? DAY / 3 : 0L);
        for (String empty : List.of("returned_at", "replied_at", "overdue_at", "dispatched_unit", "overdue_unit")) {
            d.put(empty, null);
        }
        d.put("ended_at", "guide".equals(role) ? at : null);
        event(t, "dispatched", unit, at);
        return d;
    }

    private void dispatched(Map<String, Object> t, long registered) {
        long at = later(registered, 1);
        String unit = any(UNITS);
        t.put("round", 1);
        t.put("dispatched_at", at);
        t.put("matter_unit", unit);
        Map<String, Object> lead = dispatch(t, unit, "lead", false, at);
        if (chance(0.2)) {
            Map<String, Object> assist = dispatch(t, "civil-affairs", "assist", false, at);
            if (chance(0.8)) {
                reply(t, assist, later(at, 7));
            }
        }
        if (chance(0.1)) {
            dispatch(t, "ecology-environment", "guide", false, at);
        }
        if (chance(0.12)) {
            lead = returned(t, lead, at);
        }
        if (chance(0.03)) {
            lead.put("dispatched_unit", lead.get("unit"));
            lead.put("unit", "development-reform");
        }
        if (chance(0.05)) {
            refused(t, lead);
        }
        if (chance(0.15)) {
            if (chance(0.15)) {
                overdue(lead, later(at, 8));
            }
            return;
        }
        if (chance(0.04)) {
            long over = later((long) lead.get("dispatched_at"), 3);
            lead.put("state", "ended");
            lead.put("ended_at", over);
            end(t, "withdrawn", over);
            return;
        }
        long replied = reply(t, lead, later((long) lead.get("dispatched_at"), 8));
        if (chance(0.1)) {
            t.put("round", 2);
            boolean rework = chance(0.8);
            lead = dispatch(t, (String) lead.get("unit"), "lead", rework, later(replied, 1));
            replied = reply(t, lead, later((long) lead.get("dispatched_at"), 6));
        }
        if (chance(0.9)) {
            end(t, "archived", later(replied, 4));
            evaluate(t);
            if (chance(0.1)) {
                spotCheck(t, lead);
            }
        }
    }

    private long reply(Map<String, Object> t, Map<String, Object> d, long at) {
        d.put("state", "replied");
        d.put("replied_at", at);
        d.put("ended_at", at);
        if (at > (long) d.get("handle_until") || chance(0.03)) {
            overdue(d, (long) d.get("handle_until"));
        }
        event(t, "replied", (String) d.get("unit"), at);
        return at;
    }

    private void overdue(Map<String, Object> d, long at) {
        d.put("overdue_at", at);
        d.put("overdue_unit", chance(0.1) ? "commerce" : null);
    }

    private Map<String, Object> returned(Map<String, Object> t, Map<String, Object> d, long at) {
        String unit = (String) d.get("unit");
        long asked = later(at, 2);
        long ruled = later(asked, 1);
        t.put("returns", (int) t.get("returns") + 1);
        d.put("returned_at", asked);
        event(t, "returnRequested", unit, asked);
        double ruling = random.nextDouble();
        if (ruling < 0.3) {
            event(t, "returnRejected", unit, ruled);
            return d;
        }
        if (ruling < 0.4) {
            event(t, "returnRejected", unit, ruled);
            event(t, "nearestOrdered", unit, ruled);
            return d;
        }
        if (ruling < 0.5) {
            d.put("state", "returning");
            return d;
        }
        d.put("state", "returned");
        d.put("ended_at", ruled);
        event(t, ruling < 0.7 ? "nearestOrdered" : "returnUpheld", unit, ruled);
        t.put("matter_unit", "taxation");
        Map<String, Object> next = dispatch(t, "taxation", "lead", false, ruled);
        next.put("from_unit", unit);
        return next;
    }

    private void refused(Map<String, Object> t, Map<String, Object> d) {
        Map<String, Object> g = add("handling_gate_refusal");
        g.put("ticket_no", t.get("ticket_no"));
        g.put("unit", d.get("unit"));
        g.put("codes", "handling.replyTooShort");
        g.put("refused_at", later((long) d.get("dispatched_at"), 4));
    }

    private void spotCheck(Map<String, Object> t, Map<String, Object> d) {
        long at = later((long) t.get("closed_at"), 20);
        Map<String, Object> s = add("supervision_spot_check");
        s.put("check_no", "S" + t.get("ticket_no"));
        s.put("ticket_no", t.get("ticket_no"));
        s.put("jurisdiction", t.get("jurisdiction"));
        s.put("unit", d.get("unit"));
        s.put("checked_by_level", any(new String[] {"province", "city", "hotline"}));
        s.put("attempts", 1);
        s.put("created_at", at);
        s.put("checked_at", at);
        s.put("satisfied", chance(0.2) ? null : (Object) chance(0.7));
    }

    private void calls() {
        for (LocalDate day = FIRST.minusDays(3); !day.isAfter(LAST.plusDays(3)); day = day.plusDays(1)) {
            for (String line : new String[] {"12345", "12333", "12315"}) {
                Map<String, Object> c = add("report_call");
                int in = random.nextInt(400);
                c.put("jurisdiction", PLACE);
                c.put("called_on", java.sql.Date.valueOf(day));
                c.put("line", line);
                c.put("calls_in", in);
                c.put("answered", random.nextInt(in + 1));
                c.put("invalid", random.nextInt(in + 1));
                c.put("calls_out", random.nextInt(200));
                c.put("wait_seconds", random.nextInt(5000));
                c.put("talk_seconds", random.nextInt(50_000));
                c.put("longest_seconds", random.nextInt(3000));
            }
        }
    }
}
