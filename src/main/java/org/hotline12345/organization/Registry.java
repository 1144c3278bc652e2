package org.hotline12345.organization;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes the tables of a city as an import brings them: rows that are there already are changed where they differ, others
 * are added, none is taken out. Callers have checked the rows and who may do this.
 */
@Component
public class Registry {

    private static final int STEP = 10;

    private final ReferenceData data;
    private final Staff staff;
    private final JdbcClient jdbc;

    Registry(ReferenceData data, Staff staff, JdbcClient jdbc) {
        this.data = data;
        this.staff = staff;
        this.jdbc = jdbc;
    }

    /** How many rows an import adds, changes and leaves as they are. */
    public record Tally(int added, int changed, int same) {

        public static final Tally NONE = new Tally(0, 0, 0);

        /** Counts rows against those that are there. @param known the row of the same key, or null */
        public static <T> Tally of(Collection<T> rows, Function<T, T> known) {
            int added = 0;
            int changed = 0;
            for (T row : rows) {
                T before = known.apply(row);
                added += before == null ? 1 : 0;
                changed += before != null && !before.equals(row) ? 1 : 0;
            }
            return new Tally(added, changed, rows.size() - added - changed);
        }

        public boolean nothing() {
            return added == 0 && changed == 0;
        }
    }

    public Jurisdiction known(Jurisdiction row) {
        return data.current().jurisdictions().get(row.code());
    }

    public Region known(Region row) {
        return data.current().regions().get(row.code());
    }

    /** Aliases count as a set. */
    public Unit known(Unit row) {
        Unit unit = data.current().units().get(row.code());
        return unit != null && List.copyOf(unit.aliases()).containsAll(row.aliases()) && unit.aliases().size() == row.aliases().size()
                ? new Unit(unit.code(), unit.name(), row.aliases(), unit.kind(), unit.parent(), unit.network(), unit.region(), unit.validFrom(),
                        unit.validTo(), unit.jurisdiction(), unit.legacyNumber(), unit.remark()) : unit;
    }

    public Category known(Category row) {
        return data.current().categoriesOf().getOrDefault(row.jurisdiction(), Map.of()).get(row.code());
    }

    /** The names written down for a jurisdiction, in order of name; those of its regions themselves are not among them. */
    public List<Place> places(String jurisdiction) {
        return jdbc.sql("select name, region, kind, basis from organization_place where jurisdiction = :jurisdiction order by name, region")
                .param("jurisdiction", jurisdiction).query((row, n) -> new Place(row.getString(1), row.getString(2), row.getString(3),
                        row.getString(4))).list();
    }

    @Transactional
    public void saveJurisdiction(Jurisdiction row) {
        Map<String, Object> values = values("code", row.code(), "name", row.name(), "prefix", row.prefix(),
                "unit_prefix", row.unitPrefix().isEmpty() ? null : row.unitPrefix(), "hotline_unit", row.hotlineUnit(),
                "valid_from", row.validFrom(), "valid_to", row.validTo(), "successor", row.successor());
        save("organization_jurisdiction", List.of("code"), List.of(row), known -> values, this::known);
        data.forgetNowAndAfterCommit();
    }

    @Transactional
    public void saveRegions(List<Region> rows) {
        save("organization_region", List.of("code"), rows, row -> values("code", row.code(), "name", row.name(), "level", row.level(),
                "parent", row.parent(), "coding", row.coding(), "valid_from", row.validFrom(), "valid_to", row.validTo(),
                "successor", row.successor()), this::known);
        data.forgetNowAndAfterCommit();
    }

    /** New units come after those that are there, in the order given; every one gets the group its people are put into. */
    @Transactional
    public void saveUnits(List<Unit> rows, BiConsumer<Integer, Integer> progress) {
        Map<String, Unit> before = new HashMap<>();
        rows.forEach(row -> before.put(row.code(), known(row)));
        int position = rows.isEmpty() ? 0 : last("organization_unit", rows.get(0).jurisdiction());
        int done = 0;
        for (Unit row : rows) {
            Unit known = before.get(row.code());
            Map<String, Object> values = values("code", row.code(), "jurisdiction", row.jurisdiction(), "name", row.name(), "kind", row.kind(),
                    "parent", row.parent(), "network", row.network(), "region", row.region(), "legacy_number", row.legacyNumber(),
                    "valid_from", row.validFrom(), "valid_to", row.validTo(), "remark", row.remark());
            if (known == null) {
                position += STEP;
                values.put("position", position);
            }
            if (!row.equals(known)) {
                save("organization_unit", List.of("code"), List.of(row), unit -> values, unit -> before.get(unit.code()));
                aliases(row);
            }
            staff.ensureGroup(row);
            progress.accept(++done, rows.size());
        }
        data.forgetNowAndAfterCommit();
    }

    private void aliases(Unit unit) {
        jdbc.sql("delete from organization_unit_alias where unit = :unit").param("unit", unit.code()).update();
        unit.aliases().forEach(alias -> insert("organization_unit_alias",
                values("jurisdiction", unit.jurisdiction(), "alias", alias, "unit", unit.code())));
    }

    /** New categories come after those that are there, in the order given. */
    @Transactional
    public void saveCategories(List<Category> rows) {
        int[] position = {rows.isEmpty() ? 0 : last("organization_category", rows.get(0).jurisdiction())};
        save("organization_category", List.of("jurisdiction", "code"), rows, row -> {
            Map<String, Object> values = values("jurisdiction", row.jurisdiction(), "code", row.code(), "name", row.name(), "parent", row.parent(),
                    "level", row.level(), "basis", row.basis(), "valid_from", row.validFrom(), "valid_to", row.validTo());
            if (known(row) == null) {
                position[0] += STEP;
                values.put("position", position[0]);
            }
            return values;
        }, this::known);
        data.forgetNowAndAfterCommit();
    }

    @Transactional
    public void savePlaces(String jurisdiction, List<Place> rows) {
        Map<String, Place> known = new HashMap<>();
        places(jurisdiction).forEach(place -> known.put(place.name() + '\0' + place.region(), place));
        save("organization_place", List.of("jurisdiction", "name", "region"), rows, row -> values("jurisdiction", jurisdiction,
                "name", row.name(), "region", row.region(), "kind", row.kind(), "basis", row.basis()),
                row -> known.get(row.name() + '\0' + row.region()));
        data.forgetNowAndAfterCommit();
    }

    private int last(String table, String jurisdiction) {
        return jdbc.sql("select coalesce(max(position), 0) from " + table + " where jurisdiction = :jurisdiction")
                .param("jurisdiction", jurisdiction).query(Integer.class).single();
    }

    private <T> void save(String table, List<String> key, List<T> rows, Function<T, Map<String, Object>> columns, Function<T, T> known) {
        for (T row : rows) {
            T before = known.apply(row);
            if (Objects.equals(before, row)) {
                continue;
            }
            Map<String, Object> values = columns.apply(row);
            if (before == null) {
                insert(table, values);
            } else {
                String set = String.join(", ", values.keySet().stream().filter(column -> !key.contains(column))
                        .map(column -> column + " = :" + column).toList());
                String where = String.join(" and ", key.stream().map(column -> column + " = :" + column).toList());
                jdbc.sql("update " + table + " set " + set + " where " + where).params(values).update();
            }
        }
    }

    private void insert(String table, Map<String, Object> values) {
        jdbc.sql("insert into " + table + " (" + String.join(", ", values.keySet()) + ") values ("
                + String.join(", ", values.keySet().stream().map(column -> ":" + column).toList()) + ")").params(values).update();
    }

    /** Names of columns and their values in turn; null is a value here. */
    private static Map<String, Object> values(Object... pairs) {
        Map<String, Object> values = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            values.put((String) pairs[i], pairs[i + 1]);
        }
        return values;
    }
}
