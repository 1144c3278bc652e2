package org.hotline12345.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Somebody with an account of the demo, acting through {@code /api} and {@code /engine-rest} only. */
final class Person {

    static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    private final String url;
    private final String user;

    Person(String url, String user) {
        this.url = url;
        this.user = user;
    }

    /** What came back. */
    record Answer(int status, String text) {

        JsonNode json() {
            try {
                return JSON.readTree(text);
            } catch (IOException e) {
                throw new UncheckedIOException("not JSON: " + status + " " + text, e);
            }
        }

        Answer expect(int expected) {
            if (status != expected) {
                throw new AssertionError("expected " + expected + " but was " + status + " " + text);
            }
            return this;
        }
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    /** A file, which must be there. */
    byte[] file(String path) {
        try {
            HttpResponse<byte[]> response = HTTP.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new AssertionError(path + ": " + response.statusCode() + " " + new String(response.body(), StandardCharsets.UTF_8));
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Answer post(String path, Object body) {
        try {
            return send(request(path).header("Content-Type", "application/json;charset=UTF-8")
                    .POST(HttpRequest.BodyPublishers.ofString(body == null ? "" : JSON.writeValueAsString(body), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Answer put(String path, Object body) {
        try {
            return send(request(path).header("Content-Type", "application/json;charset=UTF-8")
                    .PUT(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A PUT to the engine for a reason, as its header carries it. */
    Answer put(String path, Object body, String reason) {
        try {
            return send(request(path).header("Content-Type", "application/json;charset=UTF-8")
                    .header("X-Hotline-Reason", URLEncoder.encode(reason, StandardCharsets.UTF_8))
                    .PUT(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(60))
                .header("Authorization", "Basic " + Base64.getEncoder()
                        .encodeToString((user + ":Hotline@12345").getBytes(StandardCharsets.UTF_8)));
    }

    private static Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    // ------------------------------------------------------------------ the hotline's words

    /** A request as a channel sends it; change what a test needs. */
    static Map<String, Object> complaint(String externalId) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("channel", "phone");
        if (externalId != null) {
            request.put("externalId", externalId);
        }
        request.put("kind", "complaint");
        request.put("region", "430511");
        request.put("title", "药店不发货");
        request.put("content", "1月24日网购药品至今未发货，要求尽快发货并赔偿。");
        request.put("citizen", new LinkedHashMap<>(Map.of("name", "测试群众", "phone", "13800000000")));
        return request;
    }

    /** Registers a request and returns its ticket number. */
    String registers(Map<String, Object> request) {
        return post("/api/tickets", request).expect(201).json().get("ticketNo").asText();
    }

    /** Id of the open task of a ticket that this person may see. */
    String task(String ticketNo, String key) {
        JsonNode tasks = get("/engine-rest/task?processInstanceBusinessKey=" + ticketNo + "&taskDefinitionKey=" + key)
                .expect(200).json();
        if (tasks.size() != 1) {
            throw new AssertionError(user + " sees " + tasks.size() + " " + key + " of " + ticketNo + ": " + tasks);
        }
        return tasks.get(0).get("id").asText();
    }

    Answer submits(String taskId, Map<String, ?> fields) {
        Map<String, Object> variables = new LinkedHashMap<>();
        fields.forEach((name, value) -> variables.put(name, Map.of("value", value)));
        return post("/engine-rest/task/" + taskId + "/submit-form", Map.of("variables", variables));
    }

    Person completes(String ticketNo, String key, Map<String, ?> fields) {
        submits(task(ticketNo, key), fields).expect(204);
        return this;
    }

    /** Completes a task that appears behind a save point, within seconds. */
    Person completesSoon(String ticketNo, String key, Map<String, ?> fields) {
        String query = "/engine-rest/task?processInstanceBusinessKey=" + ticketNo + "&taskDefinitionKey=" + key;
        for (int i = 0; i < 100 && get(query).expect(200).json().isEmpty(); i++) {
            try {
                Thread.sleep(200);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        return completes(ticketNo, key, fields);
    }
}
