package org.hotline12345.handover;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hotline12345.organization.Categories;
import org.hotline12345.organization.Category;
import org.hotline12345.organization.Region;
import org.hotline12345.organization.Regions;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.Units;
import org.hotline12345.workbook.Entry;

/** What another system calls things, by what we call them; what the sheet does not name is taken as written. */
final class Mapping {

    private final Map<String, String> ours = new HashMap<>();
    private final String jurisdiction;
    private final Units units;
    private final Categories categories;
    private final Regions regions;
    private final Map<String, String> categoryByName = new HashMap<>();
    private final Map<String, List<String>> regionByName;

    Mapping(String jurisdiction, Units units, Categories categories, Regions regions) {
        this.jurisdiction = jurisdiction;
        this.units = units;
        this.categories = categories;
        this.regions = regions;
        // Matters before groups: a group may carry the name of its only matter.
        categories.list(jurisdiction).stream().sorted(Comparator.comparing(Category::level).reversed())
                .forEach(category -> categoryByName.putIfAbsent(category.name(), category.code()));
        regionByName = regions.list(jurisdiction).stream()
                .collect(Collectors.groupingBy(Region::name, Collectors.mapping(Region::code, Collectors.toList())));
    }

    void read(Entry entry) {
        String what = entry.text("what");
        String theirs = entry.text("theirs");
        String given = entry.text("ours");
        if (what.isEmpty() || theirs.isEmpty() || given.isEmpty()) {
            return;
        }
        if (ours.putIfAbsent(key(what, theirs), given) != null) {
            entry.wrong("theirs", "“" + Entry.brief(theirs) + "”已在前面对照过，请只留一行");
        }
    }

    /** What we call it; itself where nothing is said. */
    String ours(String what, String theirs) {
        return ours.getOrDefault(key(what, theirs), theirs);
    }

    /** Code of the unit, past ones included. */
    Optional<String> unit(String theirs) {
        String name = ours("单位", theirs);
        return units.find(name).filter(unit -> unit.jurisdiction().equals(jurisdiction))
                .or(() -> units.byNameOrAlias(jurisdiction, name)).map(Unit::code);
    }

    Optional<String> category(String theirs) {
        String name = ours("诉求类别", theirs);
        return categories.find(jurisdiction, name).map(Category::code).or(() -> Optional.ofNullable(categoryByName.get(name)));
    }

    /** Code of the place; a name that two places share is none. */
    Optional<String> region(String theirs) {
        String name = ours("行政区划", theirs);
        return regions.find(name).map(Region::code)
                .or(() -> regionByName.getOrDefault(name, List.of()).size() == 1 ? Optional.of(regionByName.get(name).get(0)) : Optional.empty());
    }

    private static String key(String what, String theirs) {
        return what + ' ' + theirs;
    }
}
