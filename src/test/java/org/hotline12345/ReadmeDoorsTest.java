package org.hotline12345;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.hotline12345.organization.Units;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The doors and accounts the README names are those the product has. */
@SpringBootTest
@ActiveProfiles({"demo", "test"})
class ReadmeDoorsTest {

    @Autowired
    RequestMappingHandlerMapping requestMappingHandlerMapping;
    @Autowired
    IdentityService identityService;
    @Autowired
    Units units;

    static Stream<Path> readmes() {
        return ReadmeTest.READMES.stream();
    }

    @ParameterizedTest
    @MethodSource("readmes")
    void everyDoorOfTheApiIsListedAndNoOther(Path readme) {
        Set<String> listed = all(readme, "(?m)^\\| `((?:GET|POST|PUT|DELETE|PATCH) /api/[^`]+)`");
        Set<String> present = requestMappingHandlerMapping.getHandlerMethods().keySet().stream()
                .flatMap(door -> door.getPatternValues().stream().filter(path -> path.startsWith("/api/"))
                        .flatMap(path -> door.getMethodsCondition().getMethods().stream().map(method -> method + " " + path)))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(listed).isEqualTo(present);
    }

    @ParameterizedTest
    @MethodSource("readmes")
    void everyAccountNamedCanSignIn(Path readme) {
        Set<String> accounts = all(readme, "(?m)^\\| `([a-z][a-z-]*)`[^|\\n]*\\| [^|\\n]+\\| [^|\\n]*(?:Tasklist|Cockpit|Admin)");
        assertThat(accounts).hasSizeGreaterThan(8).contains("dispatcher", "admin", "clerk-market-regulation", "leader-natural-resources",
                "section-natural-resources-land");
        assertThat(accounts).allMatch(account -> identityService.checkPassword(account, "Hotline@12345"));
        assertThat(units.list("430500")).hasSize(66)
                .allMatch(unit -> identityService.createUserQuery().userId("clerk-" + unit.code()).count() == 1);
    }

    private static Set<String> all(Path readme, String pattern) {
        return Pattern.compile(pattern).matcher(ReadmeTest.read(readme)).results().map((MatchResult result) -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
