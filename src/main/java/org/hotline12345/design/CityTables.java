package org.hotline12345.design;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.hotline12345.common.Finding;
import org.hotline12345.common.Models;
import org.hotline12345.design.DecisionFile.Row;
import org.hotline12345.design.DecisionFile.Table;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The dispatch tables of one city as lists of rows, out and in: its catalogue per major category, the units that answer
 * for its places, the departments in charge. What is wanted otherwise becomes a publication like any other.
 */
@Component
public class CityTables {

    private static final String WHICH = "routing-catalogue";
    private static final String TERRITORY = "routing-territory";
    private static final String FALLBACK = "routing-fallback";

    private final Models models;
    private final Drafts drafts;
    private final Publications publications;
    private final Designers designers;

    CityTables(Models models, Drafts drafts, Publications publications, Designers designers) {
        this.models = models;
        this.drafts = drafts;
        this.publications = publications;
        this.designers = designers;
    }

    /**
     * A row of the dispatch catalogue.
     *
     * @param major code of the major category in whose table it stands
     * @param cells name of the column's variable to FEEL; columns left out are empty
     */
    public record Rule(String major, String description, Map<String, String> cells) {

        public Rule {
            Map<String, String> filled = new TreeMap<>(cells);
            filled.values().removeIf(String::isEmpty);
            cells = filled;
        }
    }

    /** The tables of a city. @param territory region to unit @param supervisors major category to unit */
    public record City(List<Rule> catalogue, Map<String, String> territory, Map<String, String> supervisors) {
    }

    /** What would change. @param files resource name to content @param added rows @param removed rows */
    public record Plan(Map<String, byte[]> files, int added, int removed, int same) {
    }

    /** Texts of a FEEL list of string literals; nothing for any other expression. */
    public static Optional<List<String>> texts(String feel) {
        return DecisionFile.literals(feel);
    }

    /** A FEEL list of string literals. */
    public static String feel(List<String> texts) {
        return String.join(",", texts.stream().map(text -> '"' + text.replaceAll("\\s+", " ").replace('"', '”').replace('\\', '／') + '"').toList());
    }

    /** The tables in force. @param majors codes of the city's major categories, in their order */
    @Transactional(readOnly = true)
    public City current(String jurisdiction, List<String> majors) {
        Map<String, byte[]> set = models.inForce();
        List<Rule> catalogue = new ArrayList<>();
        for (String major : majors) {
            decisionOf(set, jurisdiction, major).filter(decision -> set.containsKey(Models.Kind.DECISION.resource(decision)))
                    .ifPresent(decision -> {
                        Table table = table(set, decision);
                        table.rows().forEach(row -> catalogue.add(new Rule(major, row.description(), cells(table, row))));
                    });
        }
        return new City(catalogue, pairs(set, TERRITORY, "region", jurisdiction), pairs(set, FALLBACK, "majorCategory", jurisdiction));
    }

    /**
     * What the tables would have to become. A major category's table is replaced as a whole where rows are given for it;
     * places and major categories that are not named keep theirs.
     *
     * @param names major category to its Chinese name
     */
    @Transactional(readOnly = true)
    public Plan plan(String jurisdiction, String city, Map<String, String> names, City wanted) {
        Map<String, byte[]> set = models.inForce();
        Map<String, byte[]> changed = new TreeMap<>();
        int[] counts = new int[3];
        Map<String, List<Rule>> byMajor = new LinkedHashMap<>();
        wanted.catalogue.forEach(rule -> byMajor.computeIfAbsent(rule.major, major -> new ArrayList<>()).add(rule));
        Map<String, List<Row>> which = new LinkedHashMap<>();
        byMajor.forEach((major, rules) -> {
            String decision = decisionOf(set, jurisdiction, major).orElse(null);
            if (decision == null) {
                decision = "catalogue-" + jurisdiction + "-" + major;
                which.put(major, List.of(new Row(null, city + "：" + names.get(major), List.of(feel(List.of(jurisdiction)),
                        feel(List.of(major)), feel(List.of(decision)), feel(List.of("国办函〔2025〕66号：建立派单目录"))))));
            }
            String resource = Models.Kind.DECISION.resource(decision);
            byte[] content = set.containsKey(resource) ? set.get(resource) : blank(decision, jurisdiction, major, city, names.get(major));
            byte[] after = rules(content, decision, rules, counts);
            if (!set.containsKey(resource) || !java.util.Arrays.equals(content, after)) {
                changed.put(resource, after);
            }
        });
        if (!which.isEmpty()) {
            replace(set, changed, WHICH, before(table(set, WHICH), which.values().stream().flatMap(List::stream).toList()));
        }
        territory(set, changed, jurisdiction, wanted.territory, counts);
        supervisors(set, changed, jurisdiction, names, wanted.supervisors, counts);
        return new Plan(changed, counts[0], counts[1], counts[2]);
    }

    /** What the house rules say against a plan; empty when it may be published. */
    public List<String> problems(Plan plan) {
        if (plan.files.isEmpty()) {
            return List.of();
        }
        return models.check(Drafts.merged(models.inForce(), plan.files)).stream().filter(Finding::isError)
                .filter(finding -> plan.files.containsKey(finding.resource()))
                .map(finding -> finding.resource() + (finding.elementId() == null ? "" : " " + finding.elementId()) + "：" + finding.message()).toList();
    }

    /**
     * Publishes a plan in the caller's transaction, or hands it to a second person where the hotline asks for one.
     *
     * @return whether it is in force
     * @throws org.hotline12345.common.Refusal as {@link Publications#submit}
     */
    @Transactional
    public boolean publish(Plan plan, String note) {
        String who = designers.require().id();
        List<Drafts.Upload> uploads = new ArrayList<>();
        plan.files.forEach((resource, content) -> uploads.add(new Drafts.Upload(resource, content)));
        return publications.publishNow(drafts.create(uploads, note).id(), who).state().equals("published");
    }

    // ------------------------------------------------------------------ catalogue

    private static byte[] rules(byte[] content, String decision, List<Rule> rules, int[] counts) {
        DecisionFile file = DecisionFile.read(content);
        Table table = file.tables().stream().filter(each -> each.decision().equals(decision)).findFirst().orElseThrow();
        List<Row> left = new ArrayList<>(table.rows());
        List<Row> rows = new ArrayList<>();
        for (Rule rule : rules) {
            Optional<Row> known = left.stream().filter(row -> row.description().equals(rule.description)
                    && cells(table, row).equals(rule.cells)).findFirst();
            known.ifPresent(left::remove);
            rows.add(known.orElseGet(() -> new Row(null, rule.description,
                    table.columns().stream().map(column -> rule.cells.getOrDefault(column.variable(), "")).toList())));
            counts[known.isPresent() ? 2 : 0]++;
        }
        counts[1] += left.size();
        return rows.equals(table.rows()) ? content : file.with(Map.of(decision, rows));
    }

    private static Map<String, String> cells(Table table, Row row) {
        Map<String, String> cells = new TreeMap<>();
        for (int i = 0; i < table.columns().size(); i++) {
            if (!row.cells().get(i).isEmpty()) {
                cells.put(table.columns().get(i).variable(), row.cells().get(i));
            }
        }
        return cells;
    }

    private static byte[] blank(String decision, String jurisdiction, String major, String city, String name) {
        try {
            String key = "Catalogue" + jurisdiction + major.replaceAll("[^A-Za-z0-9]", "");
            return new ClassPathResource("templates/catalogue.dmn").getContentAsString(StandardCharsets.UTF_8)
                    .replace("Catalogue{{key}}", key).replace("{{decision}}", decision)
                    .replace("{{name}}", ("派单目录：" + city + "·" + name).replace("&", "＆").replace("<", "＜").replace("\"", "”"))
                    .getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // ------------------------------------------------------------------ places and departments in charge

    private static void territory(Map<String, byte[]> set, Map<String, byte[]> changed, String jurisdiction, Map<String, String> wanted, int[] counts) {
        change(set, changed, TERRITORY, "region", jurisdiction, wanted, counts, (region, unit) -> new Row(null,
                region + "：" + unit, List.of(feel(List.of(region)), feel(List.of(jurisdiction)), feel(List.of(unit)), feel(List.of("本地约定：属地管理")))));
    }

    private static void supervisors(Map<String, byte[]> set, Map<String, byte[]> changed, String jurisdiction, Map<String, String> names,
            Map<String, String> wanted, int[] counts) {
        change(set, changed, FALLBACK, "majorCategory", jurisdiction, wanted, counts, (major, unit) -> new Row(null,
                "谁主管、谁负责：目录没有写明的，" + names.getOrDefault(major, major) + "：" + unit + "（行业主管）",
                List.of(feel(List.of(major)), feel(List.of(jurisdiction)), "", feel(List.of(unit)), "\"supervisor\"", "60",
                        feel(List.of("谁主管、谁负责")), feel(List.of("谁主管、谁负责；国办函〔2025〕66号")))));
    }

    /** Rows of the city that name something wanted otherwise lose its name; one new row says what is wanted. */
    private static void change(Map<String, byte[]> set, Map<String, byte[]> changed, String decision, String variable, String jurisdiction,
            Map<String, String> wanted, int[] counts, BiFunction<String, String, Row> row) {
        Map<String, String> now = pairs(set, decision, variable, jurisdiction);
        Map<String, String> other = new LinkedHashMap<>(wanted);
        other.entrySet().removeIf(pair -> pair.getValue().equals(now.get(pair.getKey())));
        counts[2] += wanted.size() - other.size();
        if (other.isEmpty()) {
            return;
        }
        Table table = table(set, decision);
        List<Row> kept = new ArrayList<>();
        for (Row old : table.rows()) {
            List<String> left = new ArrayList<>(names(table, old, variable));
            boolean own = names(table, old, "jurisdiction").equals(List.of(jurisdiction));
            if (!own || !left.removeAll(other.keySet())) {
                kept.add(old);
            } else if (!left.isEmpty()) {
                List<String> cells = new ArrayList<>(old.cells());
                cells.set(place(table, variable), feel(left));
                kept.add(new Row(old.id(), old.description(), cells));
            } else {
                counts[1]++;
            }
        }
        counts[0] += other.size();
        List<Row> fresh = other.entrySet().stream().map(pair -> row.apply(pair.getKey(), pair.getValue())).toList();
        replace(set, changed, decision, before(new Table(decision, table.name(), table.hitPolicy(), table.columns(), kept), fresh));
    }

    private static Optional<String> decisionOf(Map<String, byte[]> set, String jurisdiction, String major) {
        Table table = table(set, WHICH);
        return table.rows().stream().filter(row -> names(table, row, "jurisdiction").contains(jurisdiction)
                        && names(table, row, "majorCategory").contains(major))
                .flatMap(row -> names(table, row, "catalogue").stream()).findFirst();
    }

    /** Code to unit, by the city's rows in their order; the first row counts. */
    private static Map<String, String> pairs(Map<String, byte[]> set, String decision, String variable, String jurisdiction) {
        Table table = table(set, decision);
        Map<String, String> pairs = new TreeMap<>();
        Set<String> seen = new HashSet<>();
        for (Row row : table.rows()) {
            if (names(table, row, "jurisdiction").contains(jurisdiction)) {
                for (String code : names(table, row, variable)) {
                    if (seen.add(code) && !names(table, row, "unit").isEmpty()) {
                        pairs.put(code, names(table, row, "unit").get(0));
                    }
                }
            }
        }
        return pairs;
    }

    private static List<String> names(Table table, Row row, String variable) {
        return texts(row.cells().get(place(table, variable))).orElse(List.of());
    }

    private static int place(Table table, String variable) {
        for (int i = 0; i < table.columns().size(); i++) {
            if (table.columns().get(i).variable().equals(variable)) {
                return i;
            }
        }
        throw new IllegalStateException(table.decision() + " has no column " + variable);
    }

    /** New rows stand before the first that speaks of no city by name, which would win over them. */
    private static List<Row> before(Table table, List<Row> fresh) {
        List<Row> rows = new ArrayList<>(table.rows());
        int at = 0;
        while (at < rows.size() && !names(table, rows.get(at), "jurisdiction").isEmpty()) {
            at++;
        }
        rows.addAll(at, fresh);
        return rows;
    }

    private static void replace(Map<String, byte[]> set, Map<String, byte[]> changed, String decision, List<Row> rows) {
        String resource = Models.Kind.DECISION.resource(decision);
        changed.put(resource, DecisionFile.read(set.get(resource)).with(Map.of(decision, rows)));
    }

    private static Table table(Map<String, byte[]> set, String decision) {
        return DecisionFile.read(set.get(Models.Kind.DECISION.resource(decision))).tables().stream()
                .filter(table -> table.decision().equals(decision)).findFirst().orElseThrow();
    }
}
