package org.hotline12345.platform.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hotline12345.platform.replay.Doors.Answer;
import org.hotline12345.platform.replay.ReplayCase.Step;

/**
 * Plays cases through the public doors as the people concerned, all of them on one line of time, and notes what was
 * seen. It knows of the hotline only what a client can see.
 */
final class Replay {

    /** Reads tickets for the replay's own notes: sees all of them and changes nothing. */
    private static final String OBSERVER = "supervisor";

    private final Doors doors;
    private final Timeline timeline;
    private final ObjectMapper json = new ObjectMapper();

    Replay(Doors doors, Timeline timeline) {
        this.doors = doors;
        this.timeline = timeline;
    }

    /** Whether tickets exist already: then the dates of a replay would mix with theirs. */
    boolean hasTickets() {
        Answer answer = doors.get(OBSERVER, "/api/tickets?size=1");
        if (!answer.ok() || !answer.body().path("items").isArray()) {
            throw new IllegalStateException("GET /api/tickets: " + answer.summary());
        }
        return !answer.body().path("items").isEmpty();
    }

    List<Played> play(List<ReplayCase> cases) {
        Map<ReplayCase, Played> played = new LinkedHashMap<>();
        List<Turn> turns = new ArrayList<>();
        for (ReplayCase one : cases) {
            played.put(one, new Played(one, unitNames(one.jurisdiction())));
            one.steps().forEach(step -> turns.add(new Turn(played.get(one), step)));
        }
        // The sort is stable: acts of the same minute keep the order in which the case tells them.
        turns.sort(Comparator.comparing(turn -> turn.step.instant()));
        try (Timeline.Held held = timeline.hold()) {
            for (Turn turn : turns) {
                timeline.moveTo(turn.step.instant());
                if (!turn.of.broken) {
                    take(turn.of, turn.step);
                }
            }
            played.values().forEach(this::conclude);
        }
        return List.copyOf(played.values());
    }

    private void take(Played of, Step step) {
        try {
            act(of, step);
        } catch (RuntimeException e) {
            of.broken = true;
            of.failed("步骤「" + step.at() + " " + step.who() + " " + step.action() + "」无法进行", e.getMessage());
        }
    }

    private void act(Played of, Step step) {
        Seen ticket = of.tickets.computeIfAbsent(step.ticket(), label -> new Seen());
        int eventsBefore = ticket.no == null ? 0 : events(ticket).size();
        Answer answer = switch (step.action()) {
            case "register" -> register(of, step, ticket);
            case "claim" -> doors.post(step.who(), "/engine-rest/task/" + task(step, ticket) + "/claim",
                    Map.of("userId", step.who()));
            case "submit" -> doors.post(step.who(), "/engine-rest/task/" + task(step, ticket) + "/submit-form",
                    Map.of("variables", variables(step.with())));
            case "evaluate" -> doors.post(step.who(), "/api/tickets/" + ticket.no + "/evaluation", step.with());
            case "post" -> doors.post(step.who(), "/api/tickets/" + ticket.no + "/" + step.path(), step.with());
            case "read" -> doors.get(step.who(), "/api/tickets/" + ticket.no);
            case "form" -> doors.get(step.who(), "/engine-rest/task/" + task(step, ticket) + "/form-variables");
            case "wait" -> doors.get(OBSERVER, "/api/tickets/" + ticket.no);
            default -> throw new IllegalStateException("unknown action " + step.action());
        };
        timeline.runSavePoints();
        judge(of, step, ticket, answer, eventsBefore);
        if (ticket.no != null) {
            look(ticket);
        }
        if (step.expect() != null) {
            compare(of, step, ticket, answer);
        }
    }

    private void judge(Played of, Step step, Seen ticket, Answer answer, int eventsBefore) {
        String act = step.at() + " " + step.who() + " " + step.action();
        if (step.refused() == null) {
            of.check(act + " 应当办成", answer.ok(), answer.summary());
            if (!answer.ok()) {
                of.broken = true;
            }
            return;
        }
        boolean asExpected = answer.status() == step.refused().status() && answer.code().equals(step.refused().code())
                && (step.refused().says() == null || answer.message().contains(step.refused().says()));
        of.check(act + " 应当被拒绝（" + step.refused().status() + " " + step.refused().code() + "）", asExpected, answer.summary());
        of.check(act + " 被拒绝后不留痕迹", ticket.no == null || events(ticket).size() == eventsBefore, "工单经过多了记录");
        if (!answer.ok()) {
            ticket.refusals.add(new Refusal(step.instant(), step, answer));
        }
    }

    private void compare(Played of, Step step, Seen ticket, Answer answer) {
        ReplayCase.Seen expected = step.expect();
        String when = step.at() + " 之后";
        if (expected.status() != null) {
            of.same(when + "工单状态", expected.status(), ticket.view.path("status").asText());
        }
        if (expected.units() != null) {
            of.same(when + "在办单位", expected.units().stream().sorted().toList(), openUnits(ticket.view));
        }
        if (expected.form() != null) {
            expected.form().forEach((field, value) ->
                    of.same(when + "表单「" + field + "」", value, answer.body().path(field).path("value").asText(null)));
        }
    }

    private Answer register(Played of, Step step, Seen ticket) {
        Map<String, Object> request = new LinkedHashMap<>(step.with());
        request.putIfAbsent("jurisdiction", of.of.jurisdiction());
        Answer answer = doors.post(step.who(), "/api/tickets", request);
        if (answer.status() == 201) {
            ticket.no = answer.body().path("ticketNo").asText();
        }
        return answer;
    }

    /** The one task of that key which the person sees for the ticket, or for one unit of it. */
    private String task(Step step, Seen ticket) {
        Answer answer = doors.get(step.who(), "/engine-rest/task?processInstanceBusinessKey=" + Doors.encoded(ticket.no)
                + "&taskDefinitionKey=" + Doors.encoded(step.task()));
        List<String> found = new ArrayList<>();
        answer.body().forEach(task -> found.add(task.path("id").asText()));
        if (step.unit() != null) {
            found.removeIf(id -> !doors.get(step.who(), "/api/tasks/" + id + "/card").body().path("taskUnit").asText().equals(step.unit()));
        }
        if (!answer.ok() || found.size() != 1) {
            throw new IllegalStateException(step.who() + " 应看到1个 " + step.task() + " 任务，实际 "
                    + (answer.ok() ? found.size() + " 个" : answer.summary()));
        }
        return found.get(0);
    }

    private Map<String, Object> variables(Map<String, Object> fields) {
        Map<String, Object> variables = new LinkedHashMap<>();
        fields.forEach((name, value) -> variables.put(name, Map.of("value", value instanceof Boolean ? value : text(value))));
        return variables;
    }

    /** Lists of codes go as comma lists, tables as JSON text: what the names table says of the forms' fields. */
    private String text(Object value) {
        if (value instanceof List<?> list) {
            if (list.stream().allMatch(String.class::isInstance)) {
                return String.join(",", list.stream().map(String.class::cast).toList());
            }
            try {
                return json.writeValueAsString(list);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }
        return String.valueOf(value);
    }

    private void look(Seen ticket) {
        Answer answer = doors.get(OBSERVER, "/api/tickets/" + ticket.no);
        if (!answer.ok()) {
            throw new IllegalStateException("GET /api/tickets/" + ticket.no + ": " + answer.summary());
        }
        ticket.view = answer.body();
        JsonNode reviewUntil = ticket.view.path("deadlines").path("reviewUntil");
        if ("reviewing".equals(ticket.view.path("status").asText()) && reviewUntil.isTextual()) {
            ticket.reviewUntil.put(ticket.view.path("round").asInt(), OffsetDateTime.parse(reviewUntil.asText()).toInstant());
        }
    }

    private JsonNode events(Seen ticket) {
        Answer answer = doors.get(OBSERVER, "/api/tickets/" + ticket.no + "/events");
        if (!answer.ok()) {
            throw new IllegalStateException("GET /api/tickets/" + ticket.no + "/events: " + answer.summary());
        }
        return answer.body();
    }

    private void conclude(Played of) {
        of.tickets.values().stream().filter(ticket -> ticket.no != null).forEach(ticket -> {
            try {
                look(ticket);
                ticket.events = events(ticket);
            } catch (RuntimeException e) {
                of.failed("读取工单" + ticket.no, e.getMessage());
            }
        });
        of.of.tickets().forEach((label, outcome) -> {
            Seen ticket = of.tickets.get(label);
            if (ticket == null || ticket.no == null || ticket.events == null) {
                of.failed("工单「" + label + "」", "没有登记成功");
            } else {
                Outcomes.check(of, ticket, outcome);
                of.same(ticket.no + " 结束后没有未完成的任务", 0, openTasks(ticket));
            }
        });
    }

    private int openTasks(Seen ticket) {
        return doors.get(OBSERVER, "/engine-rest/task?processInstanceBusinessKey=" + Doors.encoded(ticket.no)).body().size();
    }

    private Map<String, String> unitNames(String jurisdiction) {
        Map<String, String> names = new TreeMap<>();
        doors.get(OBSERVER, "/api/units?jurisdiction=" + Doors.encoded(jurisdiction)).body()
                .forEach(unit -> names.put(unit.path("code").asText(), unit.path("name").asText()));
        return names;
    }

    private static List<String> openUnits(JsonNode view) {
        List<String> open = new ArrayList<>();
        view.path("units").forEach(unit -> {
            if (List.of("open", "signed", "returning").contains(unit.path("state").asText())) {
                open.add(unit.path("unit").asText());
            }
        });
        return open.stream().sorted().toList();
    }

    private record Turn(Played of, Step step) {
    }

    /** An act that the hotline refused. */
    record Refusal(Instant at, Step step, Answer answer) {
    }

    /** A ticket as it was seen from outside. */
    static final class Seen {
        String no;
        JsonNode view;
        JsonNode events;
        final Map<Integer, Instant> reviewUntil = new TreeMap<>();
        final List<Refusal> refusals = new ArrayList<>();
    }

    /** A case with what came of it: every expectation that was looked at, and those that did not hold. */
    static final class Played {
        final ReplayCase of;
        final Map<String, String> unitNames;
        final Map<String, Seen> tickets = new LinkedHashMap<>();
        final List<String> differences = new ArrayList<>();
        int checked;
        private boolean broken;

        Played(ReplayCase of, Map<String, String> unitNames) {
            this.of = of;
            this.unitNames = unitNames;
        }

        void check(String what, boolean holds, String seen) {
            checked++;
            if (!holds) {
                differences.add(what + "；实际：" + seen);
            }
        }

        void same(String what, Object expected, Object seen) {
            check(what + "应为 " + expected, expected.equals(seen), String.valueOf(seen));
        }

        void failed(String what, String why) {
            check(what, false, why);
        }

        boolean held() {
            return differences.isEmpty();
        }
    }
}
