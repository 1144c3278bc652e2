package org.hotline12345;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hotline12345.support.Proves;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every state of a ticket's life and every guard has a test, and one that shows its forbidden side. */
class DomainCoverageTest {

    private static final List<String> STATES = List.of("A1", "A2", "A3", "A4", "A5", "A6", "B1", "B2", "B3", "C1", "C2", "C3",
            "C4", "C5", "D1", "D2", "D3", "D4", "D5", "D6", "D7", "D8", "E1", "E2", "E3", "E4", "E5", "E6", "F1", "F2", "F3",
            "G1", "G2", "G3", "H");
    private static final List<String> GUARDS = IntStream.rangeClosed(1, 12).mapToObj(n -> "guard" + n).toList();
    private static final Set<String> PROVEN = new TreeSet<>();
    private static final Set<String> FORBIDDEN = new TreeSet<>();

    @BeforeAll
    static void readTests() throws Exception {
        Path classes = Path.of(DomainCoverageTest.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        List<String> names;
        try (Stream<Path> files = Files.walk(classes)) {
            names = files.map(classes::relativize).map(Path::toString).filter(file -> file.endsWith(".class"))
                    .map(file -> file.substring(0, file.length() - ".class".length()).replace('/', '.')).toList();
        }
        for (String name : names) {
            for (Method method : Class.forName(name, false, DomainCoverageTest.class.getClassLoader()).getDeclaredMethods()) {
                Proves proves = method.getAnnotation(Proves.class);
                if (proves != null) {
                    (proves.forbidden() ? FORBIDDEN : PROVEN).addAll(Arrays.asList(proves.value()));
                }
            }
        }
    }

    @Test
    void everyStateAndEveryGuardHasATest() {
        assertThat(PROVEN).containsExactlyInAnyOrderElementsOf(all());
    }

    @Test
    void theForbiddenSideOfEveryStateAndEveryGuardHasATest() {
        assertThat(FORBIDDEN).containsExactlyInAnyOrderElementsOf(all());
    }

    private static List<String> all() {
        List<String> all = new ArrayList<>(STATES);
        all.addAll(GUARDS);
        return all;
    }
}
