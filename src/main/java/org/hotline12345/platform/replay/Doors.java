package org.hotline12345.platform.replay;

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
import org.hotline12345.common.DemoAccounts;

/** The hotline's public doors as any client sees them: HTTP with a person's name and password. */
final class Doors {

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10)).build();
    private final ObjectMapper json = new ObjectMapper();
    private final String base;

    Doors(String base) {
        this.base = base;
    }

    Answer get(String who, String path) {
        return send(request(who, path).GET().build());
    }

    Answer post(String who, String path, Object body) {
        try {
            return send(request(who, path).header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body))).build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private HttpRequest.Builder request(String who, String path) {
        String credentials = Base64.getEncoder().encodeToString((who + ":" + DemoAccounts.PASSWORD).getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(60))
                .header("Authorization", "Basic " + credentials).header("Accept", "application/json");
    }

    private Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            String body = response.body();
            JsonNode tree = body == null || body.isBlank() ? json.createObjectNode() : json.readTree(body);
            return new Answer(response.statusCode(), tree);
        } catch (IOException e) {
            throw new UncheckedIOException(request.method() + " " + request.uri().getPath() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Status and body of an answer. */
    record Answer(int status, JsonNode body) {

        boolean ok() {
            return status >= 200 && status < 300;
        }

        String code() {
            return body.path("code").asText("");
        }

        /** Why it was refused, as the person reads it. */
        String message() {
            return body.hasNonNull("detail") ? body.get("detail").asText() : body.path("message").asText("");
        }

        String summary() {
            return status + (ok() ? "" : " " + code() + " " + message());
        }
    }
}
