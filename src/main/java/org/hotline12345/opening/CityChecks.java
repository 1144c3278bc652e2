package org.hotline12345.opening;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hotline12345.design.CityTables;
import org.hotline12345.organization.Category;
import org.hotline12345.organization.DutyRoster;
import org.hotline12345.organization.Jurisdiction;
import org.hotline12345.organization.Region;
import org.hotline12345.organization.Settings;
import org.hotline12345.organization.Unit;
import org.hotline12345.people.People;
import org.hotline12345.people.PersonProblem;
import org.hotline12345.people.PersonRow;
import org.hotline12345.workbook.Entry;
import org.springframework.stereotype.Component;

/** Holds the rows of a city against each other and against what is there already. */
@Component
class CityChecks {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.of("Asia/Shanghai"));

    private final Known known;
    private final Settings settings;
    private final People people;

    CityChecks(Known known, Settings settings, People people) {
        this.known = known;
        this.settings = settings;
        this.people = people;
    }

    void check(City city) {
        UnitHistory history = new UnitHistory(known, city.jurisdiction);
        if (city.city != null) {
            city(city, history);
        }
        twice(city.settings, row -> row.value().getKey(), "key", "设置项");
        city.settings.forEach(row -> settings.problem(row.value().getKey(), row.value().getValue()).ifPresent(text -> row.entry().wrong("value", text)));
        regions(city);
        units(city, history);
        categories(city);
        catalogue(city);
        twice(city.places, row -> row.value().name() + "（" + row.value().region() + "）", "name", "地名");
        city.places.forEach(row -> {
            place(city, row.entry(), "region", row.value().region());
            if (row.value().name().codePointCount(0, row.value().name().length()) < 2) {
                row.entry().wrong("name", "地名至少两个字");
            }
        });
        people(city, history);
        duty(city);
        twice(city.days, row -> row.value().day().date().toString(), "date", "日期");
    }

    private void city(City city, UnitHistory history) {
        Jurisdiction row = city.city.value();
        Entry entry = city.city.entry();
        known.jurisdictions().stream().filter(other -> !other.code().equals(row.code()) && other.prefix().equals(row.prefix()))
                .forEach(other -> entry.wrong("prefix", "已由“" + other.name() + "”使用，请另定"));
        Jurisdiction before = known.jurisdiction(row.code());
        if (before != null && !before.prefix().equals(row.prefix())) {
            entry.wrong("prefix", "现为“" + before.prefix() + "”，已用于工单号，不能再改");
        }
        if (row.hotlineUnit() != null && city.units.stream().noneMatch(unit -> unit.value().code().equals(row.hotlineUnit()))
                && known.unit(row.hotlineUnit()).filter(unit -> unit.jurisdiction().equals(row.code())).isEmpty()) {
            entry.wrong("hotlineUnit", "“单位”表中没有代码为“" + row.hotlineUnit() + "”的单位");
        }
        history.hotlineUnit(row.hotlineUnit(), before == null ? null : before.hotlineUnit(), entry);
    }

    private void regions(City city) {
        twice(city.regions, row -> row.value().code(), "code", "代码");
        Map<String, Region> coming = byKey(city.regions, Region::code);
        for (City.Row<Region> row : city.regions) {
            Region region = row.value();
            place(city, row.entry(), "parent", region.parent());
            place(city, row.entry(), "successor", region.successor());
            span(row.entry(), region.validFrom(), region.validTo());
            circle(row.entry(), region.code(), code -> coming.containsKey(code) ? coming.get(code).parent()
                    : known.region(code).map(Region::parent).orElse(null));
        }
    }

    private void place(City city, Entry entry, String key, String code) {
        if (code != null && !code.isEmpty() && known.region(code).isEmpty()
                && city.regions.stream().noneMatch(region -> region.value().code().equals(code))) {
            entry.wrong(key, "“行政区划”表中没有代码为“" + Entry.brief(code) + "”的地方");
        }
    }

    private void units(City city, UnitHistory history) {
        twice(city.units, row -> row.value().code(), "code", "代码");
        Map<String, Unit> coming = byKey(city.units, Unit::code);
        String prefix = city.city != null ? city.city.value().unitPrefix()
                : known.jurisdiction(city.jurisdiction) == null ? "" : known.jurisdiction(city.jurisdiction).unitPrefix();
        Map<String, String> names = new HashMap<>();
        known.units(city.jurisdiction).forEach((code, all) -> {
            if (!coming.containsKey(code)) {
                all.subList(history.nameIsPassedOn(code) ? 1 : 0, all.size()).forEach(name -> names.put(Names.plain(name), code));
            }
        });
        for (City.Row<Unit> row : city.units) {
            Unit unit = row.value();
            known.unit(unit.code()).filter(other -> !other.jurisdiction().equals(city.jurisdiction)).ifPresent(other ->
                    row.entry().wrong("code", "已是另一条热线的单位“" + other.name() + "”的代码，请另定"));
            if (!unit.code().startsWith(prefix)) {
                row.entry().wrong("code", "应以单位代码前缀“" + prefix + "”开头");
            }
            List<String> all = new ArrayList<>(List.of(unit.name()));
            all.addAll(unit.aliases());
            for (int i = history.nameIsPassedOn(unit.code()) ? 1 : 0; i < all.size(); i++) {
                String other = names.putIfAbsent(Names.plain(all.get(i)), unit.code());
                if (other != null && !all.get(i).isEmpty() && (!other.equals(unit.code()) || i > 0)) {
                    row.entry().wrong(i == 0 ? "name" : "aliases", "“" + Entry.brief(all.get(i)) + "”已是单位“" + other + "”的名称或别名");
                }
            }
            place(city, row.entry(), "region", unit.region());
            span(row.entry(), unit.validFrom(), unit.validTo());
            history.check(unit, row.entry());
            circle(row.entry(), unit.code(), code -> coming.containsKey(code) ? coming.get(code).parent()
                    : known.unit(code).map(Unit::parent).orElse(null));
        }
    }

    private void categories(City city) {
        twice(city.categories, row -> row.value().code(), "code", "代码");
        Map<String, Category> coming = byKey(city.categories, Category::code);
        for (City.Row<Category> row : city.categories) {
            Category category = row.value();
            span(row.entry(), category.validFrom(), category.validTo());
            Category parent = coming.get(category.parent());
            boolean below = category.parent() != null && (parent != null ? parent.parent() != null
                    : !category.parent().equals(known.major(city.jurisdiction, category.parent())));
            if (category.code().equals(category.parent())) {
                row.entry().wrong("parent", "不能属于自己");
            } else if (below) {
                row.entry().wrong("parent", "“" + category.parent() + "”本身是小类；类别只有大类、小类两级");
            }
        }
    }

    private void catalogue(City city) {
        Set<String> seen = new HashSet<>();
        for (City.Row<CityTables.Rule> row : city.catalogue) {
            Map<String, String> cells = row.value().cells();
            CityTables.texts(cells.getOrDefault("district", "")).orElse(List.of()).forEach(code -> place(city, row.entry(), "district", code));
            if (!seen.add(row.value().major() + cells)) {
                row.entry().wrong("与前面的一行完全相同，请删除");
            }
            String from = cells.get("validFrom");
            String to = cells.get("validTo");
            if (from != null && to != null && to.compareTo(from) < 0) {
                row.entry().wrong("to", "早于生效日期");
            }
        }
    }

    private void people(City city, UnitHistory history) {
        if (city.people.isEmpty()) {
            return;
        }
        if (!history.nothingEnded()) {
            Map<String, PersonRow> now = people.current(city.jurisdiction).stream().collect(Collectors.toMap(PersonRow::account, row -> row));
            city.people.forEach(row -> history.person(People.coded(row.value()), now.get(row.value().account()), row.entry()));
        }
        Set<String> units = city.units.stream().map(row -> row.value().code()).collect(Collectors.toSet());
        List<List<PersonProblem>> problems = people.check(city.jurisdiction, City.values(city.people), units::contains);
        for (int i = 0; i < problems.size(); i++) {
            City.Row<?> row = city.people.get(i);
            String unit = city.people.get(i).value().unit();
            for (PersonProblem problem : problems.get(i)) {
                if (!(problem.field().equals("roles") && isOfComingSection(city, unit, problem))) {
                    row.entry().wrong(problem.field(), problem.message().replaceAll("。$", ""));
                }
            }
        }
    }

    /** Sections that come in with the same workbook are not there yet; what else is wrong with the row stays wrong. */
    private static boolean isOfComingSection(City city, String unit, PersonProblem problem) {
        return city.practices.containsKey(unit) && city.practices.get(unit).sections().stream()
                .anyMatch(section -> problem.message().contains("“section-" + section.code() + "”"));
    }

    private static void duty(City city) {
        Map<String, List<City.Row<City.Duty>>> byUnit = city.duty.stream().collect(Collectors.groupingBy(row -> row.value().unit()));
        for (List<City.Row<City.Duty>> shifts : byUnit.values()) {
            shifts.sort(Comparator.comparing(row -> row.value().from()));
            if (shifts.size() > DutyRoster.MOST_SHIFTS) {
                shifts.get(DutyRoster.MOST_SHIFTS).entry().wrong("unit", "同一单位一次最多导入 " + DutyRoster.MOST_SHIFTS + " 个班次，请分几次导入");
            }
            Instant before = null;
            for (City.Row<City.Duty> row : shifts) {
                Instant from = row.value().from();
                if (!from.isBefore(row.value().until())) {
                    row.entry().wrong("until", "不晚于开始时间");
                }
                if (before != null && from.isBefore(before)) {
                    row.entry().wrong("from", "与同一单位到 " + TIME.format(before) + " 为止的班次重叠");
                } else if (before != null && from.isAfter(before)) {
                    row.entry().wrong("from", TIME.format(before) + " 至 " + TIME.format(from) + " 无人值班，班次须首尾相接");
                }
                before = row.value().until();
            }
        }
    }

    // ------------------------------------------------------------------ what holds of every sheet

    private static <T> void twice(List<City.Row<T>> rows, Function<City.Row<T>, String> key, String column, String what) {
        Map<String, Integer> seen = new HashMap<>();
        for (City.Row<T> row : rows) {
            Integer before = seen.putIfAbsent(key.apply(row), row.entry().row());
            if (before != null) {
                row.entry().wrong(column, what + "“" + Entry.brief(key.apply(row)) + "”与第 " + before + " 行重复");
            }
        }
    }

    private static <T> Map<String, T> byKey(List<City.Row<T>> rows, Function<T, String> key) {
        return rows.stream().map(City.Row::value).collect(Collectors.toMap(key, Function.identity(), (one, other) -> one));
    }

    private static void circle(Entry entry, String code, Function<String, String> parent) {
        Set<String> seen = new HashSet<>();
        for (String step = parent.apply(code); step != null && seen.add(step); step = parent.apply(step)) {
            if (step.equals(code)) {
                entry.wrong("parent", "上下级成了一个圈：" + String.join("、", seen));
                return;
            }
        }
    }

    private static void span(Entry entry, LocalDate from, LocalDate to) {
        if (from != null && to != null && to.isBefore(from)) {
            entry.wrong("to", "停用日期早于启用日期");
        }
    }
}
