package org.hotline12345.platform.security;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One visitor at the doors: anonymous, with HTTP Basic, or with a browser's session. */
class Door {

    static final String PASSWORD = "Hotline@12345";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String base;
    private final String basic;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient client = HttpClient.newBuilder().cookieHandler(cookies).build();
    private boolean sendToken = true;

    private Door(int port, String basic) {
        this.base = "http://localhost:" + port;
        this.basic = basic;
    }

    static Door anonymous(int port) {
        return new Door(port, null);
    }

    static Door basic(int port, String user, String password) {
        return new Door(port, "Basic " + Base64.getEncoder()
                .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8)));
    }

    static Door basic(int port, String user) {
        return basic(port, user, PASSWORD);
    }

    static Door signedIn(int port, String user) {
        Door door = anonymous(port);
        HttpResponse<String> answer = door.signIn(user, PASSWORD);
        if (answer.statusCode() != 302 || answer.headers().firstValue("Location").orElse("").contains("login")) {
            throw new AssertionError("no sign-in for " + user + ": " + answer.statusCode());
        }
        return door;
    }

    /** What a person does on the login page. */
    HttpResponse<String> signIn(String user, String password) {
        Matcher token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(get("/login").body());
        if (!token.find()) {
            throw new AssertionError("login page without token");
        }
        String form = "username=" + encode(user) + "&password=" + encode(password) + "&_csrf=" + encode(token.group(1));
        return send(request("/login").header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    Door withoutToken() {
        sendToken = false;
        return this;
    }

    HttpResponse<String> get(String path) {
        return call("GET", path, null);
    }

    HttpResponse<String> post(String path, String json) {
        return call("POST", path, json);
    }

    HttpResponse<String> call(String method, String path, String json, String... headers) {
        HttpRequest.Builder request = request(path);
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (json != null) {
            request.header("Content-Type", "application/json");
        }
        cookie("XSRF-TOKEN").filter(token -> sendToken).ifPresent(token -> request.header("X-XSRF-TOKEN", token));
        return send(request.method(method, json == null ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(json)));
    }

    HttpResponse<String> form(String path, String fields) {
        HttpRequest.Builder request = request(path).header("Content-Type", "application/x-www-form-urlencoded");
        cookie("XSRF-TOKEN").ifPresent(token -> request.header("X-XSRF-TOKEN", token));
        return send(request.POST(HttpRequest.BodyPublishers.ofString(fields)));
    }

    HttpResponse<String> multipart(String path, String boundary, String body) {
        HttpRequest.Builder request = request(path).header("Content-Type", "multipart/form-data; boundary=" + boundary);
        cookie("XSRF-TOKEN").ifPresent(token -> request.header("X-XSRF-TOKEN", token));
        return send(request.POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    java.util.Optional<String> cookie(String name) {
        return cookies.getCookieStore().getCookies().stream().filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue).findFirst();
    }

    java.util.Optional<String> cookieStartingWith(String prefix) {
        return cookies.getCookieStore().getCookies().stream().map(HttpCookie::getName).filter(name -> name.startsWith(prefix)).findFirst();
    }

    static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + answer.statusCode() + " " + answer.body(), e);
        }
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
        if (basic != null) {
            request.header("Authorization", basic);
        }
        return request;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
