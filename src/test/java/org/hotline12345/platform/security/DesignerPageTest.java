package org.hotline12345.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The designers' page opens for designers and administrators, and nothing on it can run text as a program. */
class DesignerPageTest extends DoorsTest {

    private static final Path SCRIPTS = Path.of("src/main/resources/static/designer");

    @Test
    void designersAndAdministratorsGetThePageWithTheirNameOnIt() {
        for (String user : List.of("designer", "admin")) {
            HttpResponse<String> answer = page(Door.signedIn(port, user), "/designer");
            assertThat(answer.statusCode()).as(user).isEqualTo(200);
            assertThat(answer.body()).contains("规则设计", "content=\"" + user + "\"").doesNotContain("{{");
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("default-src 'self'").doesNotContain("unsafe");
        }
        assertThat(page(Door.signedIn(port, "designer"), "/designer").body()).contains("<span title=\"账号：designer\">流程设计员</span>");
    }

    @Test
    void everybodyElseReadsInChineseWhyNot() {
        for (String user : List.of(CLERK, "operator", "dispatcher", "reviewer", "callback", "supervisor")) {
            HttpResponse<String> answer = page(Door.signedIn(port, user), "/designer");
            assertThat(answer.statusCode()).as(user).isEqualTo(403);
            assertThat(answer.body()).contains("您的角色不能进入这个页面", user).doesNotContain("{{", "app.js");
            assertThat(page(Door.signedIn(port, user), "/designer/app.js").statusCode()).isEqualTo(403);
        }
    }

    @Test
    void aScriptAskingWithoutTheRoleGetsAProblemDetail() {
        HttpResponse<String> answer = Door.signedIn(port, "operator").call("GET", "/designer", null, "Accept", "application/json");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("platform.doorClosed");
    }

    @Test
    void whoeverIsNotSignedInIsSentToTheLoginPageAndThenBack() {
        Door door = Door.anonymous(port);
        assertThat(page(door, "/designer").headers().firstValue("Location").orElseThrow()).endsWith("/login");
        assertThat(door.signIn("designer", Door.PASSWORD).headers().firstValue("Location").orElseThrow()).contains("/designer");
    }

    @Test
    void designersBeginOnTheirPage() {
        Door door = Door.anonymous(port);
        assertThat(door.signIn("designer", Door.PASSWORD).headers().firstValue("Location").orElseThrow()).endsWith("/designer");
    }

    @Test
    void noScriptOfThePageWritesMarkup() throws IOException {
        try (Stream<Path> files = Files.list(SCRIPTS)) {
            List<Path> scripts = files.filter(file -> file.toString().endsWith(".js")).toList();
            assertThat(scripts).hasSizeGreaterThan(5);
            for (Path script : scripts) {
                assertThat(Files.readString(script)).as(script.toString()).doesNotContainPattern(
                        "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|DOMParser|createContextualFragment"
                                + "|eval\\(|new Function|srcdoc|javascript:|setAttribute\\('style'");
            }
        }
    }

    private static HttpResponse<String> page(Door door, String path) {
        return door.call("GET", path, null, "Accept", "text/html");
    }
}
