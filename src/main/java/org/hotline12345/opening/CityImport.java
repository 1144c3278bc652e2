package org.hotline12345.opening;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.hotline12345.calendar.CalendarVersions;
import org.hotline12345.common.Actor;
import org.hotline12345.deadline.CalendarChange;
import org.hotline12345.design.CityTables;
import org.hotline12345.organization.Categories;
import org.hotline12345.organization.Category;
import org.hotline12345.organization.DutyRoster;
import org.hotline12345.organization.Place;
import org.hotline12345.organization.Practice;
import org.hotline12345.organization.Practices;
import org.hotline12345.organization.Registry;
import org.hotline12345.organization.Registry.Tally;
import org.hotline12345.organization.Settings;
import org.hotline12345.people.People;
import org.hotline12345.people.PersonRow;
import org.springframework.stereotype.Component;

/** Says what a city's rows would change, and changes it in the caller's transaction; limits of open tickets follow local days after it. */
@Component
class CityImport {

    private final Registry registry;
    private final Settings settings;
    private final Practices practices;
    private final Categories categories;
    private final DutyRoster roster;
    private final CalendarVersions calendars;
    private final CalendarChange change;
    private final People people;
    private final CityTables tables;
    private final Known known;

    CityImport(Registry registry, Settings settings, Practices practices, Categories categories, DutyRoster roster,
            CalendarVersions calendars, CalendarChange change, People people, CityTables tables, Known known) {
        this.registry = registry;
        this.settings = settings;
        this.practices = practices;
        this.categories = categories;
        this.roster = roster;
        this.calendars = calendars;
        this.change = change;
        this.people = people;
        this.tables = tables;
        this.known = known;
    }

    /** Counts per sheet, in the order of the sheets; nothing is stored. */
    Map<String, Tally> tally(City city, CityTables.Plan plan) {
        Map<String, Tally> counts = new LinkedHashMap<>();
        if (city.city != null) {
            counts.put(CityForms.CITY.name(), Tally.of(List.of(city.city.value()), registry::known));
        }
        put(counts, CityForms.SETTINGS.name(), Tally.of(City.values(city.settings),
                row -> Map.entry(row.getKey(), settings.text(city.jurisdiction, row.getKey()))));
        put(counts, CityForms.REGIONS.name(), Tally.of(City.values(city.regions), registry::known));
        put(counts, CityForms.UNITS.name(), units(city));
        put(counts, CityForms.CATEGORIES.name(), Tally.of(City.values(city.categories), registry::known));
        if (!city.catalogue.isEmpty() || !city.territory.isEmpty() || !city.supervisors.isEmpty()) {
            counts.put(CityForms.CATALOGUE.name(), new Tally(plan.added(), plan.removed(), plan.same()));
        }
        Map<String, Place> places = registry.places(city.jurisdiction).stream()
                .collect(Collectors.toMap(place -> place.name() + place.region(), place -> place));
        put(counts, CityForms.PLACES.name(), Tally.of(City.values(city.places), row -> places.get(row.name() + row.region())));
        Map<String, PersonRow> persons = city.people.isEmpty() ? Map.of() : people.current(city.jurisdiction).stream()
                .collect(Collectors.toMap(PersonRow::account, row -> row));
        put(counts, CityForms.PEOPLE.name(), Tally.of(City.values(city.people).stream().map(People::coded).toList(), row -> persons.get(row.account())));
        put(counts, CityForms.DUTY.name(), Tally.of(City.values(city.duty), row -> roster.between(row.unit(), row.from(), row.until())
                .stream().filter(row.shift()::equals).findFirst().map(same -> row).orElse(null)));
        Map<LocalDate, CalendarVersions.Day> days = city.days.isEmpty() ? Map.of() : calendars.inForce(city.jurisdiction);
        put(counts, CityForms.DAYS.name(), Tally.of(City.values(city.days), row -> kindOf(days.get(row.day().date())) == row.day().kind() ? row : null));
        return counts;
    }

    private Tally units(City city) {
        Tally rows = Tally.of(City.values(city.units), registry::known);
        int practised = (int) City.values(city.units).stream().filter(unit -> unit.equals(registry.known(unit)))
                .filter(unit -> differs(city.practices.get(unit.code()))).count();
        return new Tally(rows.added(), rows.changed() + practised, rows.same() - practised);
    }

    private boolean differs(Practice practice) {
        return practice != null && !practice.equals(practices.of(practice.unit()));
    }

    private static CalendarVersions.DayKind kindOf(CalendarVersions.Day day) {
        return day == null ? CalendarVersions.DayKind.NORMAL : day.kind();
    }

    private static void put(Map<String, Tally> counts, String sheet, Tally tally) {
        if (!tally.equals(Tally.NONE)) {
            counts.put(sheet, tally);
        }
    }

    /** What the dispatch tables would have to become. */
    CityTables.Plan plan(City city) {
        Map<String, String> names = new LinkedHashMap<>();
        categories.list(city.jurisdiction).forEach(category -> names.put(category.code(), category.name()));
        city.categories.forEach(row -> names.put(row.value().code(), row.value().name()));
        String name = city.city != null ? city.city.value().name() : known.jurisdiction(city.jurisdiction) == null ? city.jurisdiction
                : known.jurisdiction(city.jurisdiction).name();
        return tables.plan(city.jurisdiction, name, names,
                new CityTables.City(City.values(city.catalogue), city.territory, city.supervisors));
    }

    /**
     * What storing did.
     *
     * @param inForce whether the dispatch tables are in force; false where a second person has to approve them first
     * @param calendars versions of the calendar that the limits of open tickets have to follow
     */
    record Stored(boolean inForce, List<String> calendars) {
    }

    /**
     * Stores the city, its local days with it.
     *
     * @param progress told what is being done and how many rows of it are done
     */
    Stored store(City city, String note, Actor actor, BiConsumer<String, Integer> progress) {
        if (city.city != null && !city.city.value().equals(registry.known(city.city.value()))) {
            registry.saveJurisdiction(city.city.value());
        }
        city.settings.forEach(row -> settings.change(city.jurisdiction, row.value().getKey(), row.value().getValue(), actor.id()));
        progress.accept(CityForms.REGIONS.name(), city.regions.size());
        registry.saveRegions(City.values(city.regions));
        registry.saveUnits(City.values(city.units), (done, all) -> {
            if (done % 20 == 0 || done.equals(all)) {
                progress.accept(CityForms.UNITS.name(), done);
            }
        });
        city.practices.values().stream().filter(this::differs)
                .forEach(practice -> practices.change(practice.unit(), practice.signOff(), practice.sections(), actor));
        registry.saveCategories(City.values(city.categories).stream().sorted(Comparator.comparing(Category::level)).toList());
        if (!city.places.isEmpty()) {
            registry.savePlaces(city.jurisdiction, City.values(city.places));
        }
        progress.accept(CityForms.PEOPLE.name(), 0);
        if (!city.people.isEmpty()) {
            people.apply(city.jurisdiction, City.values(city.people), note);
        }
        progress.accept(CityForms.DUTY.name(), city.duty.size());
        duty(city, actor);
        progress.accept(CityForms.CATALOGUE.name(), city.catalogue.size());
        CityTables.Plan plan = plan(city);
        boolean inForce = plan.files().isEmpty() || tables.publish(plan, note);
        progress.accept(CityForms.DAYS.name(), city.days.size());
        return new Stored(inForce, days(city));
    }

    /** Takes the local days in, each order as a version of its own. */
    private List<String> days(City city) {
        List<String> versions = new ArrayList<>();
        Map<String, List<CalendarVersions.Day>> days = city.days.stream().collect(Collectors.groupingBy(row -> row.value().order(),
                LinkedHashMap::new, Collectors.mapping(row -> row.value().day(), Collectors.toList())));
        days.forEach((order, moved) -> {
            Map<LocalDate, CalendarVersions.Day> now = calendars.inForce(city.jurisdiction);
            List<CalendarVersions.Day> other = moved.stream().filter(day -> kindOf(now.get(day.date())) != day.kind()).toList();
            if (!other.isEmpty()) {
                versions.add(change.takeInWith(city.jurisdiction, order, other));
            }
        });
        return versions;
    }

    /** Lets the limits of open tickets follow, ticket by ticket, outside any transaction. */
    void follow(List<String> calendars) {
        calendars.forEach(change::follow);
    }

    private void duty(City city, Actor actor) {
        Map<String, List<DutyRoster.Shift>> byUnit = city.duty.stream().collect(Collectors.groupingBy(row -> row.value().unit(),
                LinkedHashMap::new, Collectors.mapping(row -> row.value().shift(), Collectors.toList())));
        byUnit.forEach((unit, shifts) -> {
            boolean same = shifts.stream().allMatch(shift -> roster.between(unit, shift.from(), shift.until()).equals(List.of(shift)));
            if (!same) {
                roster.replace(unit, shifts, actor);
            }
        });
    }
}
