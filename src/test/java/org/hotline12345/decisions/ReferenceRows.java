package org.hotline12345.decisions;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hotline12345.organization.Categories;
import org.hotline12345.organization.Category;
import org.hotline12345.organization.CsvGazetteer;
import org.hotline12345.organization.Gazetteer;
import org.hotline12345.organization.Jurisdiction;
import org.hotline12345.organization.Place;
import org.hotline12345.organization.Region;
import org.hotline12345.organization.Regions;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.UnitHeir;
import org.hotline12345.organization.Units;

/** The shipped units, matters and places read straight from their files, for tests that need no database. */
public final class ReferenceRows {

    private static final Path DATA = Path.of("src/main/resources/data");

    private ReferenceRows() {}

    public static List<Map<String, String>> read(String file) {
        return Examples.read(Path.of(file));
    }

    public static Map<String, Unit> units() {
        Map<String, Unit> units = new LinkedHashMap<>();
        each("units-", row -> units.put(row.get("code"), new Unit(row.get("code"), row.get("name"), List.of(),
                row.get("kind"), row.get("parent"), row.get("network"), row.get("region"), date(row.get("valid_from")),
                date(row.get("valid_to")), row.get("jurisdiction"), row.get("legacy_number"), row.get("remark"))));
        return units;
    }

    static Map<String, Region> regions() {
        Map<String, Region> regions = new LinkedHashMap<>();
        each("regions", row -> regions.put(row.get("code"), new Region(row.get("code"), row.get("name"), row.get("level"),
                row.get("parent"), row.get("coding"), date(row.get("valid_from")), date(row.get("valid_to")),
                row.get("successor"))));
        return regions;
    }

    /** Codes of every matter; with {@code level} 1 the groups, 2 the matters themselves. */
    static Set<String> categories(int level) {
        Set<String> codes = new TreeSet<>();
        each("categories-", row -> {
            if (Integer.parseInt(row.get("level")) == level) {
                codes.add(row.get("code"));
            }
        });
        return codes;
    }

    /** The matters of every jurisdiction, without their groups. */
    static List<Category> matters() {
        return tree().values().stream().filter(category -> category.level() == 2).toList();
    }

    private static Map<String, Category> tree() {
        Map<String, Category> known = new LinkedHashMap<>();
        each("categories-", row -> known.put(row.get("jurisdiction") + '/' + row.get("code"), new Category(row.get("code"),
                row.get("name"), row.get("parent"), Integer.parseInt(row.get("level")), row.get("jurisdiction"), row.get("basis"),
                null, null)));
        return known;
    }

    public static Categories categoriesFacade() {
        Map<String, Category> known = tree();
        Categories categories = mock(Categories.class);
        when(categories.find(any(), any())).thenAnswer(call ->
                Optional.ofNullable(known.get(call.getArgument(0) + "/" + call.getArgument(1))));
        return categories;
    }

    public static Gazetteer gazetteer(Clock clock) {
        Map<String, Jurisdiction> jurisdictions = new LinkedHashMap<>();
        each("jurisdictions", row -> jurisdictions.put(row.get("code"), new Jurisdiction(row.get("code"), row.get("name"),
                row.get("prefix"), "", row.get("hotline_unit"), date(row.get("valid_from")), date(row.get("valid_to")),
                row.get("successor"))));
        Map<String, List<Place>> places = new LinkedHashMap<>();
        each("places", row -> places.computeIfAbsent(row.get("jurisdiction"), code -> new ArrayList<>())
                .add(new Place(row.get("name"), row.get("region"), row.get("kind"), row.get("basis"))));
        return CsvGazetteer.of(jurisdictions, regions(), places, clock);
    }

    public static Units unitsFacade(Map<String, Unit> changed) {
        Map<String, Unit> known = units();
        known.putAll(changed);
        Units units = mock(Units.class);
        when(units.find(any())).thenAnswer(call -> Optional.ofNullable(known.get(call.<String>getArgument(0))));
        when(units.byNameOrAlias(any(), any())).thenAnswer(call -> known.values().stream()
                .filter(unit -> unit.name().equals(call.getArgument(1))).findFirst());
        when(units.heir(any(), any(), any(), any())).thenAnswer(call -> new UnitHeir(call.getArgument(0), List.of()));
        return units;
    }

    public static Regions regionsFacade() {
        Map<String, Region> known = regions();
        Regions regions = mock(Regions.class);
        when(regions.find(any())).thenAnswer(call -> Optional.ofNullable(known.get(call.<String>getArgument(0))));
        when(regions.nearest(any())).thenAnswer(call -> {
            String code = call.getArgument(0);
            if (code == null || known.containsKey(code)) {
                return Optional.ofNullable(known.get(code));
            }
            return Optional.ofNullable(known.get(code.substring(0, 6)));
        });
        return regions;
    }

    private static LocalDate date(String text) {
        return text == null ? null : LocalDate.parse(text);
    }

    private static void each(String prefix, Consumer<Map<String, String>> row) {
        try (Stream<Path> files = Files.list(DATA)) {
            files.filter(file -> file.getFileName().toString().matches(prefix + ".*\\.csv")).sorted()
                    .forEach(file -> Examples.read(file).forEach(line -> {
                        // The migration that loads these files writes an absent value as NULL.
                        line.replaceAll((column, value) -> "NULL".equals(value) ? null : value);
                        row.accept(line);
                    }));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
