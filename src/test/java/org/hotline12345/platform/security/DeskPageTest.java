package org.hotline12345.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hotline12345.ticket.Channel;
import org.hotline12345.ticket.Dispatch;
import org.hotline12345.ticket.Kind;
import org.junit.jupiter.api.Test;

/** The desk opens for whoever registers by hand, and offers what the rules know. */
class DeskPageTest {

    private static final Path SCRIPTS = Path.of("src/main/resources/static/desk");

    @Test
    void theDeskOpensForWhoeverRegistersByHand() {
        for (String group : List.of("operator", "dispatcher", "supervisor", "camunda-admin")) {
            assertThat(DoorKeeper.allows(List.of(group), "GET", "/desk")).as(group).isTrue();
        }
        for (String group : List.of("reviewer", "callback", "designer", "channel", "unit-market-regulation", "nobody")) {
            assertThat(DoorKeeper.allows(List.of(group), "GET", "/desk")).as(group).isFalse();
            assertThat(DoorKeeper.allows(List.of(group), "GET", "/desk/desk.js")).as(group).isFalse();
        }
    }

    @Test
    void channelsKindsAndRolesAreOfferedInTheWordsOfTheRules() throws IOException {
        assertThat(offered("CHANNELS")).isEqualTo(Arrays.stream(Channel.values()).filter(channel -> channel != Channel.OPEN311)
                .map(channel -> channel.code() + "=" + channel.label()).collect(Collectors.toSet()));
        assertThat(offered("KINDS")).isEqualTo(Arrays.stream(Kind.values()).map(kind -> kind.code() + "=" + kind.label())
                .collect(Collectors.toSet()));
        for (Dispatch.Role role : Dispatch.Role.values()) {
            assertThat(script("choices.js")).contains(role.code() + ": '" + role.label() + "'");
        }
    }

    @Test
    void noScriptWritesMarkup() throws IOException {
        try (Stream<Path> scripts = Files.list(SCRIPTS)) {
            List<Path> found = scripts.filter(file -> file.toString().endsWith(".js")).toList();
            assertThat(found).hasSize(2);
            for (Path file : found) {
                assertThat(Files.readString(file)).doesNotContainPattern("innerHTML|outerHTML|insertAdjacentHTML|document\\.write|DOMParser|eval\\(");
            }
        }
    }

    private static Set<String> offered(String list) throws IOException {
        Matcher whole = Pattern.compile("export const " + list + " = \\[(.*?)\\n\\];", Pattern.DOTALL).matcher(script("choices.js"));
        assertThat(whole.find()).isTrue();
        Set<String> found = new LinkedHashSet<>();
        Matcher entry = Pattern.compile("\\['([a-z0-9]+)', '([^']+)'\\]").matcher(whole.group(1));
        while (entry.find()) {
            found.add(entry.group(1) + "=" + entry.group(2));
        }
        return found;
    }

    private static String script(String name) throws IOException {
        return Files.readString(SCRIPTS.resolve(name));
    }
}
