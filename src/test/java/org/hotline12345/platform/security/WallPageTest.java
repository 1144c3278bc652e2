package org.hotline12345.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

/** The wall screen is the centre's; its scripts write text, never markup. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles({"demo", "test"})
class WallPageTest {

    private static final Path STATIC = Path.of("src/main/resources/static");
    private static final Path COCKPIT = Path.of("src/main/resources/META-INF/resources/webjars/camunda/app/cockpit/scripts/hotline");

    @LocalServerPort
    private int port;

    @Test
    void everybodyOfTheCentreOpensTheWall() {
        for (String user : List.of("operator", "dispatcher", "reviewer", "callback", "supervisor", "admin")) {
            HttpResponse<String> answer = page(Door.signedIn(port, user), "/wall");
            assertThat(answer.statusCode()).as(user).isEqualTo(200);
            assertThat(answer.body()).contains("运行看板").doesNotContain("{{", user);
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("default-src 'self'").doesNotContain("unsafe");
        }
    }

    @Test
    void unitsAndDesignersDoNot() {
        for (String user : List.of("clerk-market-regulation", "leader-natural-resources", "designer")) {
            Door door = Door.signedIn(port, user);
            assertThat(page(door, "/wall").statusCode()).as(user).isEqualTo(403);
            assertThat(page(door, "/wall/wall.js").statusCode()).isEqualTo(403);
        }
        assertThat(page(Door.anonymous(port), "/wall").headers().firstValue("Location").orElseThrow()).endsWith("/login");
    }

    @Test
    void noScriptOfTheBoardWritesMarkup() throws IOException {
        for (Path folder : List.of(STATIC.resolve("wall"), STATIC.resolve("hotline/board"), COCKPIT)) {
            try (Stream<Path> files = Files.list(folder)) {
                List<Path> scripts = files.filter(file -> file.toString().endsWith(".js")).toList();
                assertThat(scripts).isNotEmpty();
                for (Path script : scripts) {
                    assertThat(Files.readString(script)).as(script.toString()).doesNotContainPattern(
                            "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|eval\\(|new Function|setAttribute\\('style'");
                }
            }
        }
    }

    private static HttpResponse<String> page(Door door, String path) {
        return door.call("GET", path, null, "Accept", "text/html");
    }
}
