package org.hotline12345.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The administrators' frame opens for people and tells the browser whose pages to show; machines and strangers stay outside. */
class AdminPageTest extends DoorsTest {

    private static final Path STATIC = Path.of("src/main/resources/static");

    @Test
    void peopleGetTheFrameWithTheirNameAndGroups() {
        for (String user : List.of("admin", "supervisor", "operator", CLERK)) {
            HttpResponse<String> answer = page(Door.signedIn(port, user), "/admin");
            assertThat(answer.statusCode()).as(user).isEqualTo(200);
            assertThat(answer.body()).contains("系统管理", "name=\"signed-in\" content=\"" + user + "\"").doesNotContain("{{");
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("default-src 'self'").doesNotContain("unsafe");
        }
        assertThat(page(Door.signedIn(port, "admin"), "/admin").body()).contains("name=\"groups\" content=\"camunda-admin\"");
    }

    @Test
    void strangersAreSentToTheLoginPageAndThenBack() {
        Door door = Door.anonymous(port);
        assertThat(page(door, "/admin").headers().firstValue("Location").orElseThrow()).endsWith("/login");
        assertThat(door.signIn("admin", Door.PASSWORD).headers().firstValue("Location").orElseThrow()).contains("/admin");
    }

    @Test
    void machinesStayOutside() {
        assertThat(DoorKeeper.allows(List.of(Roles.CHANNEL), "GET", "/admin")).isFalse();
        assertThat(DoorKeeper.allows(List.of(Roles.CHANNEL), "GET", "/admin/admin.js")).isFalse();
        assertThat(DoorKeeper.allows(List.of("nobody-knows"), "GET", "/admin")).isFalse();
    }

    @Test
    void everyPageOfTheListIsThereAndNoScriptWritesMarkup() throws IOException {
        Matcher modules = Pattern.compile("module: '([^']+)'").matcher(Files.readString(STATIC.resolve("admin/pages.js")));
        while (modules.find()) {
            assertThat(STATIC.resolve("admin").resolve(modules.group(1)).normalize()).exists();
        }
        try (Stream<Path> files = Files.walk(STATIC.resolve("admin"))) {
            List<Path> scripts = files.filter(file -> file.toString().endsWith(".js")).toList();
            assertThat(scripts).isNotEmpty();
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
