package org.hotline12345.platform.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.hotline12345.platform.MovableClock;

/** Reads history and limits off a ticket as seen from outside and holds them against what the case expects. */
final class Outcomes {

    private static final List<String> REVIEWED = List.of("reviewPassed", "reviewFailed");

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(MovableClock.ZONE);

    private Outcomes() {
    }

    /**
     * One dispatch with its limits and what the unit did.
     *
     * @param result repliedInTime, repliedLate, returnedInTime, returnedLate, ended or open
     * @param returnedAt when it asked for the return, or null
     * @param repliedAt when it replied, or null
     */
    record Handled(JsonNode unit, Instant returnUntil, Instant handleUntil, Instant returnedAt, Instant repliedAt,
            String result) {
    }

    /** One review with its limit; {@code at} is null when it has not been done. */
    record Reviewed(Instant until, Instant at) {

        boolean met() {
            return at != null && at.isBefore(until);
        }
    }

    static void check(Replay.Played of, Replay.Seen ticket, ReplayCase.Outcome expected) {
        of.same(ticket.no + " 最后状态", expected.status(), ticket.view.path("status").asText());
        of.same(ticket.no + " 全过程", expected.events(), types(ticket.events));
        of.check(ticket.no + " 经过的序号从1起连续、时间不倒退", isGapFree(ticket.events), ticket.events.toString());
        List<Handled> handled = handled(ticket);
        of.same(ticket.no + " 派单次数", expected.limits().size(), handled.size());
        for (ReplayCase.Limit limit : expected.limits()) {
            String whose = ticket.no + " " + limit.unit() + " 第" + limit.round() + "轮";
            handled.stream().filter(one -> one.unit().path("unit").asText().equals(limit.unit())
                            && one.unit().path("round").asInt() == limit.round()).findFirst()
                    .ifPresentOrElse(one -> {
                        of.same(whose + "退回期限", limit.returnAt() == null ? limit.returnBy().toString() : limit.returnAt(),
                                limit.returnAt() == null ? lastDay(one.returnUntil()).toString() : minute(one.returnUntil()));
                        of.same(whose + "办理期限", limit.handleAt() == null ? limit.handleBy().toString() : limit.handleAt(),
                                limit.handleAt() == null ? lastDay(one.handleUntil()).toString() : minute(one.handleUntil()));
                        of.same(whose + "结果", limit.result(), one.result());
                    }, () -> of.failed(whose, "没有派单"));
        }
        List<Reviewed> reviews = reviews(ticket);
        of.same(ticket.no + " 复核期限与是否按时", expected.reviews(),
                reviews.stream().map(one -> new ReplayCase.Review(lastDay(one.until()), one.met())).toList());
    }

    static List<Handled> handled(Replay.Seen ticket) {
        List<Handled> handled = new ArrayList<>();
        for (JsonNode unit : ticket.view.path("units")) {
            Instant returnUntil = instant(unit.path("returnUntil"));
            Instant handleUntil = instant(unit.path("handleUntil"));
            Instant repliedAt = instant(unit.path("repliedAt"));
            Instant returnedAt = returnAskedBy(unit, ticket);
            String result = switch (unit.path("state").asText()) {
                case "replied" -> repliedAt.isBefore(handleUntil) ? "repliedInTime" : "repliedLate";
                case "returned" -> returnedAt != null && returnedAt.isBefore(returnUntil) ? "returnedInTime" : "returnedLate";
                case "ended" -> "ended";
                // A guide sees and advises; nothing is timed.
                case "informed" -> null;
                default -> "open";
            };
            if (result != null) {
                handled.add(new Handled(unit, returnUntil, handleUntil, returnedAt, repliedAt, result));
            }
        }
        return handled;
    }

    /** When the unit last asked for the return of this dispatch, or null. */
    private static Instant returnAskedBy(JsonNode unit, Replay.Seen ticket) {
        Instant from = instant(unit.path("dispatchedAt"));
        Instant to = StreamSupport.stream(ticket.view.path("units").spliterator(), false)
                .filter(other -> other.path("unit").asText().equals(unit.path("unit").asText()))
                .map(other -> instant(other.path("dispatchedAt"))).filter(at -> at.isAfter(from))
                .min(Instant::compareTo).orElse(Instant.MAX);
        return StreamSupport.stream(ticket.events.spliterator(), false)
                .filter(event -> event.path("type").asText().equals("returnRequested")
                        && event.path("unit").asText().equals(unit.path("unit").asText()))
                .map(event -> instant(event.path("at"))).filter(at -> !at.isBefore(from) && at.isBefore(to))
                .max(Instant::compareTo).orElse(null);
    }

    static List<Reviewed> reviews(Replay.Seen ticket) {
        List<Instant> done = StreamSupport.stream(ticket.events.spliterator(), false)
                .filter(event -> REVIEWED.contains(event.path("type").asText()))
                .map(event -> instant(event.path("at"))).toList();
        List<Reviewed> reviews = new ArrayList<>();
        for (Map.Entry<Integer, Instant> limit : ticket.reviewUntil.entrySet()) {
            int i = reviews.size();
            reviews.add(new Reviewed(limit.getValue(), i < done.size() ? done.get(i) : null));
        }
        return reviews;
    }

    static List<String> types(JsonNode events) {
        return StreamSupport.stream(events.spliterator(), false).map(event -> event.path("type").asText()).toList();
    }

    /** Limits are exclusive ends; people name the day before. */
    static LocalDate lastDay(Instant until) {
        return until == null ? null : LocalDate.ofInstant(until.minusMillis(1), MovableClock.ZONE);
    }

    /** A limit as people say it: to the minute where a clock runs in natural time, else its last day. */
    static String told(Instant until, JsonNode unit) {
        return unit.path("calendarVersion").asText().equals("natural") ? minute(until) : String.valueOf(lastDay(until));
    }

    private static String minute(Instant at) {
        return MINUTE.format(at);
    }

    static Instant instant(JsonNode time) {
        return time.isTextual() ? OffsetDateTime.parse(time.asText()).toInstant() : null;
    }

    private static boolean isGapFree(JsonNode events) {
        Instant before = Instant.MIN;
        for (int i = 0; i < events.size(); i++) {
            Instant at = instant(events.get(i).path("at"));
            if (events.get(i).path("seq").asInt() != i + 1 || at.isBefore(before)) {
                return false;
            }
            before = at;
        }
        return true;
    }
}
