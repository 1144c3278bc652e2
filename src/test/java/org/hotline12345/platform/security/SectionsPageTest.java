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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The frames of several pages open for people and tell the browser whose pages to show; machines and strangers stay outside. */
class SectionsPageTest extends DoorsTest {

    private static final Path STATIC = Path.of("src/main/resources/static");

    @ParameterizedTest
    @CsvSource({"/admin, 系统管理", "/bulletins, 通报与统计"})
    void peopleGetTheFrameWithTheirNameAndGroups(String path, String title) {
        for (String user : List.of("admin", "supervisor", "operator", CLERK)) {
            HttpResponse<String> answer = page(Door.signedIn(port, user), path);
            assertThat(answer.statusCode()).as(user).isEqualTo(200);
            assertThat(answer.body()).contains("<title>" + title, "<strong>" + title, "name=\"signed-in\" content=\"" + user + "\"", "src=\"" + path + path + ".js\"")
                    .doesNotContain("{{");
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("default-src 'self'").doesNotContain("unsafe");
        }
        assertThat(page(Door.signedIn(port, "admin"), path).body()).contains("name=\"groups\" content=\"camunda-admin\"");
        assertThat(page(Door.signedIn(port, "supervisor"), path).body()).contains("<span title=\"账号：supervisor\">督办员</span>");
    }

    @Test
    void theDeskSaysWhoIsSignedIn() {
        assertThat(page(Door.signedIn(port, "operator"), "/desk").body()).contains("<span title=\"账号：operator\">话务员</span>").doesNotContain("{{");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/admin", "/bulletins"})
    void strangersAreSentToTheLoginPageAndThenBack(String path) {
        Door door = Door.anonymous(port);
        assertThat(page(door, path).headers().firstValue("Location").orElseThrow()).endsWith("/login");
        assertThat(door.signIn("admin", Door.PASSWORD).headers().firstValue("Location").orElseThrow()).contains(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/admin", "/bulletins"})
    void machinesStayOutside(String path) {
        assertThat(DoorKeeper.allows(List.of(Roles.CHANNEL), "GET", path)).isFalse();
        assertThat(DoorKeeper.allows(List.of(Roles.CHANNEL), "GET", path + path + ".js")).isFalse();
        assertThat(DoorKeeper.allows(List.of("nobody-knows"), "GET", path)).isFalse();
    }

    @Test
    void bulletinsAreClosedToAuditorsAndDesignersToo() {
        assertThat(DoorKeeper.allows(List.of(Roles.AUDITOR), "GET", "/bulletins")).isFalse();
        assertThat(DoorKeeper.allows(List.of(Roles.DESIGNER), "GET", "/bulletins")).isFalse();
        assertThat(DoorKeeper.allows(List.of(Roles.AUDITOR), "GET", "/admin")).isTrue();
    }

    @Test
    void chartsAreDrawnByTheLibraryOfTheProductItself() throws IOException {
        Matcher library = Pattern.compile("import\\('(/webjars/[^']+)'\\)").matcher(Files.readString(STATIC.resolve("bulletins/charts.js")));
        assertThat(library.find()).isTrue();
        assertThat(getClass().getResource("/META-INF/resources" + library.group(1))).isNotNull();
        HttpResponse<String> served = page(Door.signedIn(port, "supervisor"), library.group(1));
        assertThat(served.statusCode()).isEqualTo(200);
        assertThat(page(Door.anonymous(port), library.group(1)).statusCode()).isNotEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "bulletins"})
    void everyPageOfTheListIsThereAndNoScriptWritesMarkup(String folder) throws IOException {
        Matcher modules = Pattern.compile("module: '([^']+)'").matcher(Files.readString(STATIC.resolve(folder + "/pages.js")));
        while (modules.find()) {
            assertThat(STATIC.resolve(folder).resolve(modules.group(1)).normalize()).exists();
        }
        try (Stream<Path> files = Files.walk(STATIC.resolve(folder))) {
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
