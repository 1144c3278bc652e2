package org.hotline12345.opening;

import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hotline12345.calendar.CalendarVersions;
import org.hotline12345.common.Actor;
import org.hotline12345.design.CityTables;
import org.hotline12345.organization.Categories;
import org.hotline12345.organization.Category;
import org.hotline12345.organization.DutyRoster;
import org.hotline12345.organization.Jurisdiction;
import org.hotline12345.organization.Practice;
import org.hotline12345.organization.Practices;
import org.hotline12345.organization.Regions;
import org.hotline12345.organization.Registry;
import org.hotline12345.organization.Settings;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.Units;
import org.hotline12345.people.People;
import org.hotline12345.people.PersonRow;
import org.hotline12345.people.Role;
import org.hotline12345.workbook.Writing;
import org.springframework.stereotype.Component;

/** Writes a city on the sheets it can be imported from; importing it again changes nothing. */
@Component
class CityExport {

    /** Before a cell that is an expression of the designers. */
    static final String EXPRESSION = "表达式：";

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZONE);
    private static final Duration DUTY_AHEAD = Duration.ofDays(92);

    private final Registry registry;
    private final Settings settings;
    private final Regions regions;
    private final Units units;
    private final Practices practices;
    private final Categories categories;
    private final DutyRoster roster;
    private final CalendarVersions calendars;
    private final People people;
    private final CityTables tables;
    private final Clock clock;

    CityExport(Registry registry, Settings settings, Regions regions, Units units, Practices practices, Categories categories,
            DutyRoster roster, CalendarVersions calendars, People people, CityTables tables, Clock clock) {
        this.registry = registry;
        this.settings = settings;
        this.regions = regions;
        this.units = units;
        this.practices = practices;
        this.categories = categories;
        this.roster = roster;
        this.calendars = calendars;
        this.people = people;
        this.tables = tables;
        this.clock = clock;
    }

    /** The empty sheets with how to fill them in and one line of example each. */
    static void template(OutputStream out) {
        try (Writing book = new Writing()) {
            book.guide("开城导入：填写说明", CityForms.RULES, CityForms.ALL);
            CityForms.ALL.forEach(book::sheet);
            book.to(out);
        }
    }

    void write(Jurisdiction city, Actor actor, OutputStream out) {
        List<Category> matters = categories.list(city.code());
        CityTables.City now = tables.current(city.code(), matters.stream().filter(matter -> matter.parent() == null).map(Category::code).toList());
        try (Writing book = new Writing()) {
            book.guide("开城导入：填写说明", CityForms.RULES, CityForms.ALL);
            book.sheet(CityForms.CITY).row(Arrays.asList(city.code(), city.name(), city.prefix(), city.unitPrefix(), city.hotlineUnit()));
            Writing.Rows sheet = book.sheet(CityForms.SETTINGS);
            settings.list(city.code()).forEach(value -> sheet.row(List.of(value.setting().key(), value.value(), value.setting().consequence())));
            Writing.Rows places = book.sheet(CityForms.REGIONS);
            regions.list(city.code()).forEach(region -> places.row(Arrays.asList(region.code(), region.name(), Words.LEVELS.word(region.level()),
                    region.parent(), Words.CODINGS.word(region.coding()), region.validFrom(), region.validTo(), region.successor(),
                    now.territory().get(region.code()))));
            Writing.Rows units = book.sheet(CityForms.UNITS);
            this.units.list(city.code()).forEach(unit -> units.row(unit(unit)));
            Writing.Rows sorts = book.sheet(CityForms.CATEGORIES);
            matters.forEach(matter -> sorts.row(Arrays.asList(matter.code(), matter.name(), matter.parent(),
                    matter.parent() == null ? now.supervisors().get(matter.code()) : null, matter.basis(), matter.validFrom(), matter.validTo())));
            Writing.Rows rules = book.sheet(CityForms.CATALOGUE);
            now.catalogue().forEach(rule -> rules.row(rule(rule)));
            Writing.Rows names = book.sheet(CityForms.PLACES);
            registry.places(city.code()).forEach(place -> names.row(List.of(place.name(), place.region(), Words.PLACE_KINDS.word(place.kind()), place.basis())));
            Writing.Rows persons = book.sheet(CityForms.PEOPLE);
            people.current(city.code()).forEach(person -> persons.row(person(person)));
            Writing.Rows duty = book.sheet(CityForms.DUTY);
            this.units.list(city.code()).forEach(unit -> roster.between(unit.code(), clock.instant(), clock.instant().plus(DUTY_AHEAD))
                    .forEach(shift -> duty.row(shift(unit, shift))));
            Writing.Rows days = book.sheet(CityForms.DAYS);
            calendars.inForce(city.code()).values().forEach(day -> days.row(Arrays.asList(day.date(), Words.DAYS.word(day.kind().name()),
                    day.holiday(), "现行本地日历")));
            Map<String, String> facts = new LinkedHashMap<>();
            facts.put("内容", city.name() + "（" + city.code() + "）的基础数据");
            facts.put("导出人", actor.id());
            facts.put("导出时间", MINUTE.format(clock.instant()));
            facts.put("值班表", "导出之时起 " + DUTY_AHEAD.toDays() + " 天以内的班次");
            book.about(facts);
            book.to(out);
        }
    }

    private List<Object> unit(Unit unit) {
        Practice practice = practices.of(unit.code());
        return Arrays.asList(unit.code(), unit.name(), String.join("、", unit.aliases()), Words.UNIT_KINDS.word(unit.kind()), unit.parent(),
                unit.onNetwork() ? "是" : "否", unit.region(), unit.legacyNumber(), unit.validFrom(), unit.validTo(),
                practice.signOff() || !practice.sections().isEmpty() ? practice.signOff() ? "是" : "否" : null,
                String.join("、", practice.sections().stream().map(section -> section.code() + ":" + section.name()).toList()), unit.remark());
    }

    private static List<Object> rule(CityTables.Rule rule) {
        Map<String, String> cells = rule.cells();
        return Arrays.asList(shown(cells.get("category"), null), rule.major(), shown(cells.get("kind"), Words.TICKET_KINDS),
                shown(cells.get("district"), null), shown(cells.get("aboutUnit"), null), shown(cells.get("circumstances"), null),
                shown(cells.get("unit"), null), shown(cells.get("role"), Words.PARTS), shown(cells.get("level"), Words.PART_LEVELS),
                cells.getOrDefault("weight", "").matches("\\d{1,3}") ? cells.get("weight") : EXPRESSION + cells.get("weight"), shown(cells.get("basis"), null), shown(cells.get("validFrom"), null), shown(cells.get("validTo"), null),
                rule.description());
    }

    private static String shown(String feel, Words words) {
        if (feel == null) {
            return null;
        }
        return CityTables.texts(feel).filter(texts -> CityTables.feel(texts).equals(feel))
                .map(texts -> String.join("、", texts.stream().map(text -> words == null ? text : words.word(text)).toList()))
                .orElse(EXPRESSION + feel);
    }

    private static List<Object> person(PersonRow person) {
        List<String> roles = new ArrayList<>(person.roles().stream().sorted()
                .map(role -> Role.find(role).map(Role::label).orElse(role)).toList());
        return Arrays.asList(person.account(), person.name(), person.unit(), String.join("、", roles), person.phone(), person.email(),
                person.active() ? "是" : "否");
    }

    private static List<Object> shift(Unit unit, DutyRoster.Shift shift) {
        return Arrays.asList(unit.code(), MINUTE.format(shift.from()), MINUTE.format(shift.until()), shift.post(), shift.phone(), shift.deputy());
    }

    /** The day an export is named by. */
    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZONE);
    }
}
