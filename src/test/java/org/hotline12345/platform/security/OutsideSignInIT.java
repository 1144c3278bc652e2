package org.hotline12345.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Sign-in at the city's identity provider, a real one on loopback. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
        "spring.datasource.url=jdbc:h2:mem:outside;DB_CLOSE_DELAY=-1", "camunda.bpm.job-execution.enabled=false",
        "hotline.oidc.client-id=" + IdentityProvider.CLIENT, "hotline.oidc.client-secret=" + IdentityProvider.SECRET,
        "hotline.oidc.name=市政务统一认证", "hotline.oidc.create-accounts=true"})
@ActiveProfiles("demo")
@DirtiesContext
class OutsideSignInIT {

    private static final IdentityProvider PROVIDER = IdentityProvider.start();

    @DynamicPropertySource
    static void provider(DynamicPropertyRegistry settings) {
        settings.add("hotline.oidc.issuer", PROVIDER::issuer);
    }

    @AfterAll
    static void closeProvider() {
        PROVIDER.close();
    }

    @LocalServerPort
    private int port;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient client = HttpClient.newBuilder().cookieHandler(cookies).build();

    @BeforeEach
    void mapping() {
        PROVIDER.knows("http://localhost:" + port);
        assertThat(Door.basic(port, "admin").call("PUT", "/api/people-outside-groups", """
                [{"group": "派单组", "role": "dispatcher"}, {"group": "住建局", "role": "clerk", "unit": "housing"}]""").statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> get(String address) {
        return send(HttpRequest.newBuilder(URI.create(address)).header("Accept", "text/html"));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (java.io.IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String next(HttpResponse<String> answer, String base) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        return URI.create(base).resolve(answer.headers().firstValue("Location").orElseThrow()).toString();
    }

    private String hotline() {
        return "http://localhost:" + port;
    }

    /** What a browser does; tells where it ends up here. */
    private String signIn(String person) {
        cookies.getCookieStore().removeAll();
        String authorize = next(get(hotline() + "/oauth2/authorization/hotline"), hotline());
        String login = next(get(authorize), PROVIDER.issuer());
        Matcher token = Pattern.compile("name=\"_csrf\"[^>]* value=\"([^\"]+)\"").matcher(get(login).body());
        assertThat(token.find()).isTrue();
        String form = "username=" + person + "&password=" + IdentityProvider.PASSWORD + "&_csrf=" + URLEncoder.encode(token.group(1), StandardCharsets.UTF_8);
        String back = next(send(HttpRequest.newBuilder(URI.create(login)).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))), PROVIDER.issuer());
        String callback = next(get(back), PROVIDER.issuer());
        assertThat(callback).startsWith(hotline() + "/login/oauth2/code/hotline");
        return next(get(callback), hotline()).substring(hotline().length());
    }

    private int asked(String path) {
        return send(HttpRequest.newBuilder(URI.create(hotline() + path)).header("Accept", "application/json")).statusCode();
    }

    private static List<String> roles(JsonNode person) {
        return person.get("roles").findValuesAsText("code");
    }

    private JsonNode person(String account) {
        HttpResponse<String> answer = Door.basic(port, "admin").get("/api/people/" + account);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Door.json(answer);
    }

    @Test
    void theLoginPageOffersIt() {
        assertThat(get(hotline() + "/login").body()).contains("用市政务统一认证登录", OutsideSignIn.START);
    }

    @Test
    void somebodyNewGetsAnAccountWithTheRolesOfTheGroupsAndTheyFollowThem() {
        IdentityProvider.PEOPLE.put("zhao-1", List.of("派单组", "食堂"));
        assertThat(signIn("zhao-1")).startsWith("/camunda/app/tasklist");
        assertThat(asked("/api/units")).isEqualTo(200);
        assertThat(roles(person("zhao-1"))).containsExactly("dispatcher");
        assertThat(person("zhao-1").get("name").asText()).isEqualTo("平台用户zhao-1");
        IdentityProvider.PEOPLE.put("zhao-1", List.of("住建局"));
        signIn("zhao-1");
        assertThat(roles(person("zhao-1"))).containsExactly("clerk");
        assertThat(person("zhao-1").get("unit").asText()).isEqualTo("housing");
    }

    @Test
    void whoHasNoGroupOfOursGetsNothing() {
        IdentityProvider.PEOPLE.put("zhao-2", List.of("食堂"));
        assertThat(signIn("zhao-2")).isEqualTo("/login?outside-unknown");
        assertThat(asked("/api/units")).isEqualTo(401);
        assertThat(Door.basic(port, "admin").get("/api/people/zhao-2").statusCode()).isEqualTo(404);
    }

    @Test
    void aNameAtTheProviderOpensNobodyElsesAccount() {
        IdentityProvider.PEOPLE.put("admin", List.of("派单组"));
        assertThat(signIn("admin")).isEqualTo("/login?outside-unknown");
        assertThat(asked("/api/people")).isEqualTo(401);
    }

    @Test
    void aLockEndsTheSessionAndClosesTheDoor() {
        IdentityProvider.PEOPLE.put("zhao-3", List.of("派单组"));
        signIn("zhao-3");
        assertThat(Door.basic(port, "admin").post("/api/people/zhao-3/lock", "{\"reason\": \"停职\"}").statusCode()).isEqualTo(200);
        assertThat(asked("/api/units")).isEqualTo(401);
        assertThat(signIn("zhao-3")).isEqualTo("/login?outside-unknown");
    }

    @Test
    void aCallbackNobodyAskedForIsRefused() {
        cookies.getCookieStore().removeAll();
        assertThat(next(get(hotline() + "/login/oauth2/code/hotline?code=x&state=y"), hotline())).endsWith("/login?outside");
    }

    @Test
    void signingOutLeadsToTheProviderAndBack() {
        IdentityProvider.PEOPLE.put("zhao-4", List.of("派单组"));
        signIn("zhao-4");
        String token = cookies.getCookieStore().getCookies().stream().filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                .map(HttpCookie::getValue).findFirst().orElseThrow();
        HttpResponse<String> out = send(HttpRequest.newBuilder(URI.create(hotline() + "/logout")).header("X-XSRF-TOKEN", token)
                .POST(HttpRequest.BodyPublishers.noBody()));
        String goodbye = Door.json(out).get("goodbye").asText();
        assertThat(goodbye).startsWith(PROVIDER.issuer()).contains("id_token_hint=");
        assertThat(next(get(goodbye), PROVIDER.issuer())).isEqualTo(hotline() + "/login");
        assertThat(asked("/api/units")).isEqualTo(401);
    }

    @Test
    void passwordsGoOnWorkingForMachines() {
        assertThat(Door.basic(port, "operator").get("/api/units").statusCode()).isEqualTo(200);
    }
}
