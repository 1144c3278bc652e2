package org.hotline12345.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * What a unit's list, its counts and the board cost with a small town's work and with a large city's, on MySQL and over
 * HTTP as the screens ask. A profile of its own ({@code scale}) runs it: filling takes a while.
 */
@EnabledIfSystemProperty(named = "hotline.it.scale", matches = "true")
class ScaleIT {

    private static final int OPEN = Integer.getInteger("scale.open", 100_000);
    private static final int ARCHIVED = Integer.getInteger("scale.archived", 1_000_000);
    /** Archived tickets whose history the engine still has; it forgets it after half a year. */
    private static final int REMEMBERED = Integer.getInteger("scale.remembered", 100_000);
    private static final int SMALL_OPEN = 1_000;
    private static final int SMALL_ARCHIVED = 10_000;
    private static final int ASKED = Integer.getInteger("scale.asked", 300);
    /** Reading a million tickets for the search index would be measured too. */
    private static final String NO_INDEX = "--hotline.search.follow=false";
    private static final double MOST = 1.3;
    /** Of one question, in nanoseconds; a slow answer shows soon enough. */
    private static final long LONGEST = Duration.ofMinutes(2).toNanos();
    private static final String UNIT = "market-regulation";
    private static final String REPLY = "经核实，商家已于今日发货，并当面向群众致歉，群众表示认可。";
    /** Open tickets of the unit that is watched, in both cities. */
    private static final int OWN = 50;

    /** How long answers took, in milliseconds, ascending. */
    private record Times(List<Double> ascending) {

        double at(double share) {
            return ascending.get((int) Math.ceil(share * ascending.size()) - 1);
        }
    }

    @Test
    void aUnitsListItsCountsAndTheBoardTakeNoLongerInALargeCity() throws Exception {
        Database small = Database.fresh("town");
        Database large = Database.fresh("city");
        fill(small, SMALL_OPEN, SMALL_ARCHIVED);
        fill(large, OPEN, ARCHIVED);
        compare(small, large);
    }

    /** Asks the two in turn, so that whatever else the machine does meets both alike. */
    void compare(Database small, Database large) throws Exception {
        Map<String, Double> ratios = new LinkedHashMap<>();
        try (Node town = Node.started(small, NO_INDEX); Node city = Node.started(large, NO_INDEX)) {
            Map<String, Supplier<String>> there = questions(town);
            Map<String, Supplier<String>> here = questions(city);
            System.out.printf(Locale.ROOT, "SCALE %d open and %d archived tickets -> %d and %d; milliseconds%n", SMALL_OPEN, SMALL_ARCHIVED, OPEN,
                    ARCHIVED);
            there.forEach((what, ask) -> {
                List<Times> times = time(List.of(ask, here.get(what)));
                Times then = times.get(0);
                Times now = times.get(1);
                ratios.put(what, now.at(.95) / then.at(.95));
                System.out.printf(Locale.ROOT, "SCALE %-30s %4d times  p50 %6.1f -> %6.1f (%.2f)  p95 %6.1f -> %6.1f (%.2f)%n", what,
                        now.ascending.size(), then.at(.5), now.at(.5), now.at(.5) / then.at(.5), then.at(.95), now.at(.95),
                        now.at(.95) / then.at(.95));
            });
        }
        assertThat(ratios.entrySet()).filteredOn(ratio -> !ratio.getKey().startsWith("(")).isNotEmpty()
                .allSatisfy(ratio -> assertThat(ratio.getValue()).as(ratio.getKey()).isLessThanOrEqualTo(MOST));
    }

    // ------------------------------------------------------------------ what is there

    static void fill(Database database, int openTickets, int archivedTickets) throws Exception {
        String open;
        String closed;
        List<String> units;
        try (Node node = Node.started(database, NO_INDEX)) {
            units = others(node);
            open = node.as("operator").registers(matter());
            closed = archived(node);
        }
        long begun = System.nanoTime();
        List<String> all = new ArrayList<>(units);
        all.add(UNIT);
        try (CopiedTickets copies = new CopiedTickets(database)) {
            copies.copy(open, UNIT, 1, OWN - 1, List.of(UNIT), 0, 9, OWN - 1);
            copies.copy(open, UNIT, 1_000_000, openTickets - OWN, units, 0, 9, openTickets - OWN);
            copies.copy(closed, UNIT, 10_000_000, archivedTickets, all, 10, 360, Math.min(archivedTickets, REMEMBERED));
            copies.analyze();
        }
        System.out.printf(Locale.ROOT, "SCALE filled in %.0f s%n", (System.nanoTime() - begun) / 1e9);
    }

    private static Map<String, Object> matter() {
        Map<String, Object> request = Person.complaint(null);
        request.put("category", "consumer-rights");
        return request;
    }

    private static String archived(Node node) {
        String ticketNo = node.as("operator").registers(matter());
        node.as("clerk-" + UNIT).completesSoon(ticketNo, "Task_HandleTicket", Map.of("action", "reply", "reply", REPLY));
        node.as("reviewer").completesSoon(ticketNo, "Task_ReviewReply", Map.of("verdict", "pass"));
        Person operator = node.as("operator");
        awaitStatus(operator, ticketNo, "callback");
        await().until(() -> operator.post("/api/tickets/" + ticketNo + "/evaluation",
                Map.of("authentic", true, "solved", true, "satisfied", true)).status() < 300);
        awaitStatus(operator, ticketNo, "archived");
        return ticketNo;
    }

    private static void awaitStatus(Person operator, String ticketNo, String status) {
        await().atMost(Duration.ofMinutes(1)).until(() ->
                operator.get("/api/tickets/" + ticketNo).json().get("status").asText().equals(status));
    }

    private static List<String> others(Node node) {
        return StreamSupport.stream(node.as("supervisor").get("/api/units?jurisdiction=430500").expect(200).json().spliterator(), false)
                .map(unit -> unit.get("code").asText()).filter(code -> !code.equals(UNIT)).toList();
    }

    // ------------------------------------------------------------------ what is asked

    private static Map<String, Supplier<String>> questions(Node node) {
        Seat clerk = new Seat(node, "clerk-" + UNIT);
        Seat supervisor = new Seat(node, "supervisor");
        await().atMost(Duration.ofMinutes(10)).until(() -> read(supervisor.get("/api/board")).hasNonNull("asOf"));
        String filter = filter(clerk, "本单位工单");
        Map<String, Supplier<String>> asked = new LinkedHashMap<>();
        asked.put("a unit's list, first page", () -> list(clerk, filter));
        asked.put("a unit's counts", () -> counts(clerk));
        asked.put("the board", () -> supervisor.get("/api/board"));
        asked.put("steps of a process, 30 days", () -> supervisor.get("/api/board/steps?process=unit-handling"));
        // In brackets what may grow with the work it lists.
        asked.put("(overdue tickets of a unit)", () -> supervisor.get("/api/board/tickets?what=overdue&unit=" + UNIT));
        asked.put("(overdue tickets of the city)", () -> supervisor.get("/api/board/tickets?what=overdue"));
        asked.put("(open tickets of the city)", () -> supervisor.get("/api/board/tickets?what=open"));
        return asked;
    }

    /** Tasklist's own two requests: the page of tasks, and what its lines show beside. */
    private static String list(Seat clerk, String filter) {
        String page = clerk.post("/camunda/api/engine/engine/default/filter/" + filter + "/list?firstResult=0&maxResults=15",
                "{\"sorting\":[{\"sortBy\":\"dueDate\",\"sortOrder\":\"asc\"}]}");
        String ids = StreamSupport.stream(read(page).spliterator(), false).map(task -> task.get("id").asText())
                .collect(Collectors.joining(","));
        assertThat(ids).as(page).isNotEmpty();
        return page + clerk.get("/api/tasks/lines?ids=" + ids);
    }

    private static JsonNode read(String json) {
        try {
            return Person.JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(json, e);
        }
    }

    private static String counts(Seat clerk) {
        return clerk.get("/api/tasks/counts");
    }

    private static String filter(Seat clerk, String name) {
        return StreamSupport.stream(read(clerk.get("/camunda/api/engine/engine/default/filter?resourceType=Task")).spliterator(), false)
                .filter(filter -> filter.get("name").asText().equals(name)).findFirst().orElseThrow().get("id").asText();
    }

    private static List<Times> time(List<Supplier<String>> asked) {
        List<List<Double>> took = List.of(new ArrayList<>(), new ArrayList<>());
        long begun = System.nanoTime();
        for (int i = -ASKED / 5; i < ASKED && System.nanoTime() - begun < LONGEST; i++) {
            for (int which = 0; which < 2; which++) {
                // Who is asked first changes, so that neither always finds the machine as the other left it.
                int turn = Math.floorMod(which + i, 2);
                long one = System.nanoTime();
                asked.get(turn).get();
                if (i >= 0) {
                    took.get(turn).add((System.nanoTime() - one) / 1e6);
                }
            }
        }
        return took.stream().map(times -> new Times(times.stream().sorted().toList())).toList();
    }

    /** A browser's session. */
    static final class Seat {

        private final CookieManager cookies = new CookieManager();
        private final HttpClient http = HttpClient.newBuilder().cookieHandler(cookies).build();
        private final String url;

        Seat(Node node, String user) {
            url = node.url();
            send(HttpRequest.newBuilder(URI.create(url + "/login")).header("Accept", "text/html"));
            send(HttpRequest.newBuilder(URI.create(url + "/login")).header("Content-Type", "application/x-www-form-urlencoded")
                    .header("X-XSRF-TOKEN", token()).POST(HttpRequest.BodyPublishers.ofString("username=" + user + "&password="
                            + URLEncoder.encode("Hotline@12345", StandardCharsets.UTF_8))));
        }

        private String token() {
            return cookies.getCookieStore().getCookies().stream().filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                    .map(HttpCookie::getValue).findFirst().orElse("");
        }

        String get(String path) {
            return answered(send(HttpRequest.newBuilder(URI.create(url + path)).header("Accept", "application/json")));
        }

        String post(String path, String body) {
            return answered(send(HttpRequest.newBuilder(URI.create(url + path)).header("Accept", "application/json")
                    .header("Content-Type", "application/json").header("X-XSRF-TOKEN", token())
                    .POST(HttpRequest.BodyPublishers.ofString(body))));
        }

        private static String answered(HttpResponse<String> answer) {
            assertThat(answer.statusCode()).as(answer.uri() + " " + answer.body()).isEqualTo(200);
            return answer.body();
        }

        private HttpResponse<String> send(HttpRequest.Builder request) {
            try {
                return http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
