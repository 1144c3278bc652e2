package org.hotline12345.organization;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One consistent, unchangeable reading of the organization's tables. */
record Snapshot(Map<String, Jurisdiction> jurisdictions, Map<String, Region> regions, Map<String, Unit> units,
        Map<String, List<Unit>> unitsOf, Map<String, Map<String, Unit>> unitsByName,
        Map<String, Map<String, Category>> categoriesOf, Map<String, Map<String, String>> settingsOf,
        Map<String, Practice> practices, Map<String, PlaceNames> placesOf, Succession succession) {

    static Snapshot read(JdbcClient jdbc) {
        Map<String, Jurisdiction> jurisdictions = new LinkedHashMap<>();
        jdbc.sql("select code, name, prefix, unit_prefix, hotline_unit, valid_from, valid_to, successor "
                + "from organization_jurisdiction order by code").query(row -> {
            String unitPrefix = row.getString("unit_prefix");
            jurisdictions.put(row.getString("code"), new Jurisdiction(row.getString("code"), row.getString("name"),
                    row.getString("prefix"), unitPrefix == null ? "" : unitPrefix, row.getString("hotline_unit"),
                    date(row, "valid_from"), date(row, "valid_to"), row.getString("successor")));
        });
        Map<String, Region> regions = new LinkedHashMap<>();
        jdbc.sql("select code, name, level, parent, coding, valid_from, valid_to, successor "
                + "from organization_region order by code").query(row -> {
            regions.put(row.getString("code"), new Region(row.getString("code"), row.getString("name"),
                    row.getString("level"), row.getString("parent"), row.getString("coding"), date(row, "valid_from"),
                    date(row, "valid_to"), row.getString("successor")));
        });
        Map<String, List<String>> aliases = new HashMap<>();
        jdbc.sql("select unit, alias from organization_unit_alias order by unit, alias").query(row -> {
            aliases.computeIfAbsent(row.getString("unit"), unit -> new ArrayList<>()).add(row.getString("alias"));
        });
        Map<String, Unit> units = new LinkedHashMap<>();
        Map<String, List<Unit>> unitsOf = new HashMap<>();
        Map<String, Map<String, Unit>> unitsByName = new HashMap<>();
        jdbc.sql("select code, name, kind, parent, network, region, valid_from, valid_to, jurisdiction, legacy_number, "
                + "remark from organization_unit order by jurisdiction, position, code").query(row -> {
            Unit unit = unit(row, aliases.getOrDefault(row.getString("code"), List.of()));
            units.put(unit.code(), unit);
            unitsOf.computeIfAbsent(unit.jurisdiction(), code -> new ArrayList<>()).add(unit);
            Map<String, Unit> byName = unitsByName.computeIfAbsent(unit.jurisdiction(), code -> new HashMap<>());
            byName.put(withoutSpaces(unit.name()), unit);
            unit.aliases().forEach(alias -> byName.putIfAbsent(withoutSpaces(alias), unit));
        });
        Map<String, Map<String, Category>> categoriesOf = new HashMap<>();
        jdbc.sql("select code, name, parent, level, jurisdiction, basis, valid_from, valid_to "
                + "from organization_category order by jurisdiction, position, code").query(row -> {
            Category category = new Category(row.getString("code"), row.getString("name"), row.getString("parent"),
                    row.getInt("level"), row.getString("jurisdiction"), row.getString("basis"), date(row, "valid_from"),
                    date(row, "valid_to"));
            categoriesOf.computeIfAbsent(category.jurisdiction(), code -> new LinkedHashMap<>())
                    .put(category.code(), category);
        });
        Map<String, Map<String, String>> settingsOf = new HashMap<>();
        jdbc.sql("select jurisdiction, setting_key, setting_value from organization_setting").query(row -> {
            settingsOf.computeIfAbsent(row.getString("jurisdiction"), code -> new HashMap<>())
                    .put(row.getString("setting_key"), row.getString("setting_value"));
        });
        return new Snapshot(jurisdictions, regions, units, unitsOf, unitsByName, categoriesOf, settingsOf, practices(jdbc),
                Gazetteer.index(jurisdictions, regions, places(jdbc)), succession(jdbc));
    }

    private static Succession succession(JdbcClient jdbc) {
        Map<String, List<Succession.Name>> names = new HashMap<>();
        jdbc.sql("select unit, name, valid_to from organization_unit_name order by unit, valid_to").query(row -> {
            names.computeIfAbsent(row.getString("unit"), unit -> new ArrayList<>())
                    .add(new Succession.Name(row.getString("name"), date(row, "valid_to")));
        });
        return new Succession(new UnitChangeRows(jdbc).standing(), names);
    }

    private static Map<String, Practice> practices(JdbcClient jdbc) {
        Map<String, List<Practice.Section>> sections = new HashMap<>();
        jdbc.sql("select unit, code, name from organization_section order by unit, position, code").query(row -> {
            sections.computeIfAbsent(row.getString("unit"), unit -> new ArrayList<>())
                    .add(new Practice.Section(row.getString("code"), row.getString("name")));
        });
        Map<String, Practice> practices = new HashMap<>();
        jdbc.sql("select unit, sign_off from organization_unit_practice").query(row -> {
            practices.put(row.getString("unit"), new Practice(row.getString("unit"), row.getBoolean("sign_off"),
                    sections.getOrDefault(row.getString("unit"), List.of())));
        });
        return practices;
    }

    private static Map<String, List<Place>> places(JdbcClient jdbc) {
        Map<String, List<Place>> places = new HashMap<>();
        jdbc.sql("select jurisdiction, name, region, kind, basis from organization_place order by jurisdiction, name, region")
                .query(row -> {
                    places.computeIfAbsent(row.getString("jurisdiction"), jurisdiction -> new ArrayList<>())
                            .add(new Place(row.getString("name"), row.getString("region"), row.getString("kind"), row.getString("basis")));
                });
        return places;
    }

    /** Papers print the same name with and without spaces around digits. */
    static String withoutSpaces(String name) {
        return name.replaceAll("[\\s\\u00a0\\u3000]", "");
    }

    private static Unit unit(ResultSet row, List<String> aliases) throws SQLException {
        return new Unit(row.getString("code"), row.getString("name"), aliases, row.getString("kind"),
                row.getString("parent"), row.getString("network"), row.getString("region"), date(row, "valid_from"),
                date(row, "valid_to"), row.getString("jurisdiction"), row.getString("legacy_number"),
                row.getString("remark"));
    }

    private static LocalDate date(ResultSet row, String column) throws SQLException {
        return row.getObject(column, LocalDate.class);
    }
}
