package org.hotline12345.opening;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hotline12345.organization.Categories;
import org.hotline12345.organization.Jurisdiction;
import org.hotline12345.organization.Jurisdictions;
import org.hotline12345.organization.Region;
import org.hotline12345.organization.Regions;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.UnitChange;
import org.hotline12345.organization.UnitChanges;
import org.hotline12345.organization.Units;
import org.springframework.stereotype.Component;

/** What is there already when a workbook is read. */
@Component
class Known {

    private final Jurisdictions jurisdictions;
    private final Units units;
    private final Categories categories;
    private final Regions regions;
    private final UnitChanges changes;

    Known(Jurisdictions jurisdictions, Units units, Categories categories, Regions regions, UnitChanges changes) {
        this.jurisdictions = jurisdictions;
        this.units = units;
        this.categories = categories;
        this.regions = regions;
        this.changes = changes;
    }

    Jurisdiction jurisdiction(String code) {
        return jurisdictions.find(code).orElse(null);
    }

    List<Jurisdiction> jurisdictions() {
        return jurisdictions.list();
    }

    Optional<Unit> unit(String code) {
        return units.find(code);
    }

    /** Changes of units that are in force, by day. */
    List<UnitChange> unitChanges(String jurisdiction) {
        return changes.inForce(jurisdiction);
    }

    Optional<Region> region(String code) {
        return regions.find(code);
    }

    /** Code to names, the printed one first. */
    Map<String, List<String>> units(String jurisdiction) {
        Map<String, List<String>> names = new LinkedHashMap<>();
        units.list(jurisdiction).forEach(unit -> {
            List<String> all = new ArrayList<>(List.of(unit.name()));
            all.addAll(unit.aliases());
            names.put(unit.code(), all);
        });
        return names;
    }

    /** Code to name. */
    Map<String, List<String>> categories(String jurisdiction) {
        Map<String, List<String>> names = new LinkedHashMap<>();
        categories.list(jurisdiction).forEach(category -> names.put(category.code(), List.of(category.name())));
        return names;
    }

    /** The major category a category belongs to; itself where it is one; null where there is none. */
    String major(String jurisdiction, String category) {
        return categories.find(jurisdiction, category).map(known -> known.parent() == null ? known.code() : known.parent()).orElse(null);
    }
}
