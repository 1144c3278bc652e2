package org.hotline12345;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hotline12345.organization.Setting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents say is there, is there. */
class ReadmeTest {

    static final List<Path> READMES = List.of(Path.of("README.md"), Path.of("README.zh-CN.md"));

    private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
    private static final Pattern PATH = Pattern.compile("(bpmn|dmn|forms|src|\\.ci)/\\S*");
    private static final Pattern TYPE = Pattern.compile("([A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*)(?:\\.([A-Za-z]\\w*))?");
    /** Names with the house's endings are the house's types; others may be anybody's. */
    private static final Pattern OURS = Pattern.compile(
            ".*(Delegate|Listener|Controller|Test|IT|Rules|Guard|Vault|Tables|Doors|Keeper|Settings?|Numbers|Deployment|Publication)");
    private static final Pattern ELEMENT = Pattern.compile("(Task|Gateway|SubProcess|CallActivity|BoundaryEvent)_\\w+");
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");

    static Stream<Path> documents() throws IOException {
        try (Stream<Path> docs = Files.walk(Path.of("src/docs"))) {
            List<Path> all = new ArrayList<>(READMES);
            docs.filter(path -> path.toString().endsWith(".md")).sorted().forEach(all::add);
            return all.stream();
        }
    }

    static Stream<Path> readmes() {
        return READMES.stream();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyPathNamedExists(Path document) {
        assertThat(named(document).filter(name -> PATH.matcher(name).matches() && !name.contains("<"))
                .filter(name -> !Files.exists(Path.of(name)))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyTypeAndMethodNamedIsInTheCode(Path document) {
        Map<String, Path> types = sources();
        assertThat(named(document).map(TYPE::matcher).filter(Matcher::matches)
                .filter(name -> !isKnown(types, name.group(1), name.group(2))).map(Matcher::group)).isEmpty();
    }

    private static boolean isKnown(Map<String, Path> types, String type, String member) {
        if (types.containsKey(type)) {
            return member == null || read(types.get(type)).matches("(?s).*\\b" + member + "\\b.*");
        }
        return member == null && !OURS.matcher(type).matches();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyElementNamedIsInADiagram(Path document) throws IOException {
        StringBuilder diagrams = new StringBuilder();
        try (Stream<Path> files = Files.list(Path.of("bpmn"))) {
            files.filter(file -> file.toString().endsWith(".bpmn")).forEach(file -> diagrams.append(read(file)));
        }
        assertThat(named(document).filter(name -> ELEMENT.matcher(name).matches())
                .filter(name -> diagrams.indexOf("id=\"" + name + "\"") < 0)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyLinkLeadsSomewhere(Path document) {
        Path folder = document.toAbsolutePath().getParent();
        assertThat(LINK.matcher(read(document)).results().map(result -> result.group(1))
                .filter(link -> !link.startsWith("http"))
                .filter(link -> !leads(document, folder, link))).isEmpty();
    }

    private static boolean leads(Path document, Path folder, String link) {
        int hash = link.indexOf('#');
        Path target = hash == 0 ? document : folder.resolve(hash < 0 ? link : link.substring(0, hash));
        if (!Files.exists(target)) {
            return false;
        }
        return hash < 0 || read(target).lines().filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} -]", "").replace(' ', '-'))
                .anyMatch(link.substring(hash + 1)::equals);
    }

    @ParameterizedTest
    @MethodSource("readmes")
    void everySettingIsListedWithItsDefaultAndWhetherAnythingReadsIt(Path readme) {
        String code = sources().values().stream().filter(file -> file.startsWith("src/main") && !file.endsWith("Setting.java"))
                .map(ReadmeTest::read).collect(Collectors.joining());
        List<String> listed = new ArrayList<>();
        for (Setting setting : Setting.values()) {
            List<String> cells = cells(readme, "| `" + setting.key() + "` |");
            assertThat(cells).as(setting.key()).hasSize(5);
            assertThat(cells.get(2)).as("default of " + setting.key()).isEqualTo("`" + setting.byDefault() + "`");
            assertThat(cells.get(3)).as("whether code reads " + setting.key())
                    .isIn(code.contains('"' + setting.key() + '"') ? Set.of("yes", "是") : Set.of("not yet", "尚未"));
            assertThat(cells.get(4)).as("consequence of " + setting.key()).isNotBlank();
            listed.add(setting.key());
        }
        assertThat(Pattern.compile("(?m)^\\| `([a-zA-Z]+\\.[a-zA-Z]+)` \\|").matcher(read(readme)).results()
                .map(result -> result.group(1)).toList()).as("settings listed").containsExactlyElementsOf(listed);
    }

    @Test
    void theChineseSettingsSayWhatTheCatalogueSays() {
        for (Setting setting : Setting.values()) {
            List<String> cells = cells(READMES.get(1), "| `" + setting.key() + "` |");
            assertThat(cells.get(4)).isEqualTo(setting.consequence());
            assertThat(cells.get(1)).isIn(Set.of(setting.unit(), "是/否", "0至1"));
        }
    }

    @Test
    void bothLanguagesTellTheSame() {
        List<Function<Path, Object>> aspects = List.of(
                readme -> read(readme).lines().filter(line -> line.startsWith("#")).map(line -> line.replaceAll("[^#]", "")).toList(),
                readme -> read(readme).lines().filter(line -> line.startsWith("|")).count(),
                readme -> new TreeSet<>(named(readme).filter(name -> PATH.matcher(name).matches() || TYPE.matcher(name).matches()
                        || ELEMENT.matcher(name).matches() || name.matches("(GET|POST|PUT) .*|[A-Z]+(_[A-Z]+)+")).toList()),
                readme -> Pattern.compile("(?ms)^```.*?^```").matcher(read(readme)).results().map(MatchResult::group)
                        .map(block -> block.replaceAll("#.*", "").replaceAll("\\s+", " ")).toList());
        for (Function<Path, Object> aspect : aspects) {
            assertThat(aspect.apply(READMES.get(1))).isEqualTo(aspect.apply(READMES.get(0)));
        }
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void thePictureShowsEveryNodeOfItsDiagram(String diagram) {
        String picture = read(Path.of("src/docs/images", diagram + ".svg"));
        String model = read(Path.of("bpmn", diagram + ".bpmn"));
        assertThat(Pattern.compile("<bpmndi:BPMN(?:Shape|Edge) [^>]*bpmnElement=\"([^\"]+)\"").matcher(model).results().map(result -> result.group(1))
                .filter(element -> !picture.contains("data-element-id=\"" + element + "\""))).isEmpty();
        assertThat(Pattern.compile("data-element-id=\"(\\w+?)(?:_label)?\"").matcher(picture).results()
                .map(result -> result.group(1)).filter(element -> element.matches("[A-Z][a-z]\\w*_\\w+"))
                .filter(element -> !model.contains('"' + element + '"'))).isEmpty();
    }

    static Stream<String> pictures() {
        return Stream.of("ticket-lifecycle", "unit-handling");
    }

    /** Everything set in code type, in order. */
    private static Stream<String> named(Path document) {
        String prose = read(document).replaceAll("(?ms)^```.*?^```", "");
        return new LinkedHashSet<>(CODE.matcher(prose).results().map(result -> result.group(1)).toList()).stream();
    }

    static List<String> cells(Path document, String start) {
        return read(document).lines().filter(line -> line.startsWith(start)).findFirst()
                .map(line -> Arrays.stream(line.substring(1, line.length() - 1).split("\\|")).map(String::strip).toList())
                .orElse(List.of());
    }

    private static Map<String, Path> sources() {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            return files.filter(file -> file.toString().endsWith(".java") && !file.endsWith("package-info.java"))
                    .collect(Collectors.toMap(file -> file.getFileName().toString().replace(".java", ""), Function.identity(),
                            (one, other) -> one));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
