package org.hotline12345.design;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hotline12345.design.DecisionFile.Column;
import org.hotline12345.organization.Categories;
import org.hotline12345.organization.Jurisdiction;
import org.hotline12345.organization.Jurisdictions;
import org.hotline12345.organization.Regions;
import org.hotline12345.organization.Units;
import org.hotline12345.ticket.Dispatch;
import org.hotline12345.ticket.Kind;
import org.springframework.stereotype.Component;

/** The codes that tables speak of, by the variable of the column: matters, units and places of every hotline, and the fixed lists. */
@Component
class CatalogueWords implements ColumnWords {

    private final Jurisdictions jurisdictions;
    private final Categories categories;
    private final Units units;
    private final Regions regions;

    CatalogueWords(Jurisdictions jurisdictions, Categories categories, Units units, Regions regions) {
        this.jurisdictions = jurisdictions;
        this.categories = categories;
        this.units = units;
        this.regions = regions;
    }

    @Override
    public Words of(Column column, Set<String> used) {
        if (!column.type().equals("string")) {
            return Words.NONE;
        }
        if (!column.allowed().isEmpty()) {
            return new Words(FIXED, true);
        }
        Map<String, String> names = new LinkedHashMap<>();
        for (Jurisdiction place : concerned(used)) {
            switch (column.variable()) {
                case "category" -> categories.list(place.code()).forEach(matter -> names.putIfAbsent(matter.code(), matter.name()));
                case "unit", "aboutUnit" -> units.list(place.code()).forEach(unit -> names.putIfAbsent(unit.code(), unit.name()));
                case "region", "district" -> regions.list(place.code()).forEach(region -> names.putIfAbsent(region.code(), region.name()));
                case "jurisdiction" -> names.putIfAbsent(place.code(), place.name());
                case "kind" -> names.putAll(KINDS);
                default -> {
                    return Words.NONE;
                }
            }
        }
        // Townships and places of other hotlines may be written although they are not listed.
        return new Words(names, !List.of("region", "district", "jurisdiction").contains(column.variable()) && !names.isEmpty());
    }

    /** The hotlines whose units or matters the table speaks of; all of them while it speaks of none. */
    private List<Jurisdiction> concerned(Set<String> used) {
        List<Jurisdiction> concerned = ownFirst().stream().filter(place -> units.list(place.code()).stream().anyMatch(unit -> used.contains(unit.code()))
                || categories.list(place.code()).stream().anyMatch(matter -> used.contains(matter.code()))).toList();
        return concerned.isEmpty() ? ownFirst() : concerned;
    }

    private List<Jurisdiction> ownFirst() {
        List<Jurisdiction> places = new ArrayList<>(jurisdictions.list());
        places.sort((one, other) -> Boolean.compare(other.code().equals(jurisdictions.defaultCode()), one.code().equals(jurisdictions.defaultCode())));
        return places;
    }

    private static final Map<String, String> KINDS = kinds();

    /** Names of codes that tables list themselves; the table's own list decides which of them apply. */
    static final Map<String, String> FIXED = fixed();

    private static Map<String, String> kinds() {
        Map<String, String> names = new LinkedHashMap<>();
        for (Kind kind : Kind.values()) {
            names.put(kind.code(), kind.label());
        }
        return names;
    }

    private static Map<String, String> fixed() {
        Map<String, String> names = new LinkedHashMap<>(kinds());
        for (Dispatch.Role role : Dispatch.Role.values()) {
            names.put(role.code(), role.label());
        }
        names.putAll(Map.of("function", "职能", "territory", "属地", "workingDay", "工作日", "workingHour", "工作小时", "hour", "小时（自然时间）",
                "minute", "分钟（自然时间）", "manual", "人工判断"));
        return names;
    }
}
