package org.hotline12345.opening;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hotline12345.calendar.CalendarVersions;
import org.hotline12345.common.Actor;
import org.hotline12345.design.CityTables;
import org.hotline12345.organization.Category;
import org.hotline12345.organization.DutyRoster;
import org.hotline12345.organization.Jurisdiction;
import org.hotline12345.organization.Place;
import org.hotline12345.organization.Practice;
import org.hotline12345.organization.Practices;
import org.hotline12345.organization.Region;
import org.hotline12345.organization.Unit;
import org.hotline12345.people.PersonRow;
import org.hotline12345.workbook.Entry;
import org.hotline12345.workbook.Filled;
import org.hotline12345.workbook.Form;
import org.hotline12345.workbook.Problem;
import org.hotline12345.workbook.Problems;
import org.hotline12345.workbook.Reading;

/** Makes a {@link City} of a workbook: what each cell says by itself, and which unit or category a name means. */
final class CityReading {

    private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9-]{1,62}[a-z0-9]");
    private static final Pattern CITY = Pattern.compile("\\d{6}");
    private static final Pattern REGION = Pattern.compile("\\d{6}|\\d{9}|\\d{12}|\\d{6}Z\\d{2}");
    private static final Pattern SECTION = Pattern.compile("([a-z][a-z0-9]{0,31})[:：](.{1,64})");
    private static final int LONGEST_ALIAS = 128;
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-M-d H:mm[:ss]");
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final Map<Form, List<Entry>> entries = new LinkedHashMap<>();
    private final Known known;
    private final Problems problems;
    private City city;
    private Names units;
    private Names categories;
    private final Map<String, String> majors = new HashMap<>();

    private CityReading(Known known, Problems problems) {
        this.known = known;
        this.problems = problems;
    }

    /**
     * @param chosen the city chosen on the page, or null where the workbook's own sheet has to say it
     * @param progress told how many rows are read
     * @return the city, or null where nobody can tell which one it is
     */
    static City read(Reading reading, String chosen, Known known, Problems problems, IntConsumer progress) {
        CityReading work = new CityReading(known, problems);
        int[] rows = {0};
        Filled.forms(reading, CityForms.ALL, problems).forEach((sheet, form) -> {
            List<Entry> list = work.entries.computeIfAbsent(form, none -> new ArrayList<>());
            Filled.each(reading, sheet, form, problems, entry -> {
                list.add(entry);
                progress.accept(++rows[0]);
            });
        });
        return work.make(chosen);
    }

    private List<Entry> of(Form form) {
        return entries.getOrDefault(form, List.of());
    }

    private City make(String chosen) {
        List<Entry> cities = of(CityForms.CITY);
        if (cities.size() > 1) {
            cities.get(1).wrong("只能有一行，一个文件只导入一个热线");
        }
        String code = cities.isEmpty() ? chosen : cities.get(0).text("code");
        if (code == null || code.isEmpty()) {
            problems.add(new Problem(CityForms.CITY.name(), 0, null, null, "没有这个工作表，也没有选择热线；请填写“热线”表，或先在页面上选择要导入的热线"));
            return null;
        }
        city = new City(code);
        if (!cities.isEmpty()) {
            city(cities.get(0), chosen);
        } else if (known.jurisdiction(code) == null) {
            problems.add(new Problem(CityForms.CITY.name(), 0, null, null, "还没有代码为“" + code + "”的热线，请在“热线”表中填写"));
        }
        of(CityForms.SETTINGS).forEach(row -> city.settings.add(new City.Row<>(Map.entry(row.text("key"), row.text("value")), row)));
        of(CityForms.REGIONS).forEach(this::region);
        units = new Names(known.units(code));
        of(CityForms.UNITS).forEach(row -> units.add(row.text("code"), row.text("name"), row.list("aliases")));
        of(CityForms.UNITS).forEach(this::unit);
        of(CityForms.REGIONS).forEach(row -> unitOf(row, "unit").ifPresent(unit -> city.territory.put(row.text("code"), unit)));
        categories = new Names(known.categories(code));
        of(CityForms.CATEGORIES).forEach(row -> categories.add(row.text("code"), row.text("name"), List.of()));
        of(CityForms.CATEGORIES).forEach(this::category);
        known.categories(code).keySet().forEach(category -> majors.put(category, known.major(code, category)));
        city.categories.forEach(row -> majors.put(row.value().code(),
                row.value().parent() == null ? row.value().code() : row.value().parent()));
        of(CityForms.CATALOGUE).forEach(this::rule);
        of(CityForms.PLACES).forEach(row -> city.places.add(new City.Row<>(new Place(row.text("name"), row.text("region"),
                Words.PLACE_KINDS.code(row.text("kind")).orElse("landmark"), row.text("basis").isEmpty() ? "本地补充" : row.text("basis")), row)));
        of(CityForms.PEOPLE).forEach(row -> city.people.add(new City.Row<>(new PersonRow(row.text("account"), row.text("name"),
                unitOf(row, "unit").orElse(null), new LinkedHashSet<>(row.list("roles")), row.given("phone"), row.given("email"),
                row.flag("active", true)), row)));
        of(CityForms.DUTY).forEach(this::duty);
        of(CityForms.DAYS).forEach(row -> {
            LocalDate date = row.day("date");
            if (date != null) {
                city.days.add(new City.Row<>(new City.Day(new CalendarVersions.Day(date, CalendarVersions.DayKind.valueOf(
                        Words.DAYS.code(row.text("kind")).orElse("NORMAL")), row.given("holiday")), row.text("order")), row));
            }
        });
        return city;
    }

    /** Whether it is written as the code of a hotline's place. */
    static boolean isCity(String code) {
        return CITY.matcher(code).matches();
    }

    private void city(Entry row, String chosen) {
        if (!isCity(row.text("code"))) {
            row.wrong("code", "应为六位数字的 GB/T 2260 代码");
        }
        if (chosen != null && !chosen.equals(row.text("code"))) {
            row.wrong("code", "与页面上选择的热线（" + chosen + "）不一致");
        }
        if (!row.text("prefix").matches("[A-Z]{2,4}")) {
            row.wrong("prefix", "应为 2 至 4 个大写字母");
        }
        if (!row.text("unitPrefix").matches("([a-z][a-z0-9]{0,13}-)?")) {
            row.wrong("unitPrefix", "应为小写字母、数字加一个连字符，最多 15 个字符，例如 yunxi-");
        }
        Jurisdiction before = known.jurisdiction(row.text("code"));
        city.city = new City.Row<>(new Jurisdiction(row.text("code"), row.text("name"), row.text("prefix"), row.text("unitPrefix"),
                row.given("hotlineUnit"), before == null ? null : before.validFrom(), before == null ? null : before.validTo(),
                before == null ? null : before.successor()), row);
    }

    private void region(Entry row) {
        String code = row.text("code");
        if (!REGION.matcher(code).matches()) {
            row.wrong("code", "“" + Entry.brief(code) + "”应为六位、九位或十二位数字，功能区为六位数字加 Z 和两位数字");
        }
        String coding = Words.CODINGS.code(row.text("coding")).orElse(code.contains("Z") ? "local" : code.length() == 6 ? "GB/T 2260" : "statistical");
        city.regions.add(new City.Row<>(new Region(code, row.text("name"), Words.LEVELS.code(row.text("level")).orElse("county"),
                row.given("parent"), coding, row.day("from"), row.day("to"), row.given("successor")), row));
    }

    private void unit(Entry row) {
        String code = row.text("code");
        if (!CODE.matcher(code).matches()) {
            row.wrong("code", "“" + Entry.brief(code) + "”应以小写字母开头，只含小写字母、数字和连字符");
        }
        if (code.length() > Actor.LONGEST_UNIT) {
            row.wrong("code", "超过" + Actor.LONGEST_UNIT + "个字符，请缩短");
        }
        String parent = unitOf(row, "parent").orElse(null);
        city.units.add(new City.Row<>(new Unit(code, row.text("name"), row.list("aliases"), Words.UNIT_KINDS.code(row.text("kind")).orElse("department"),
                parent, row.flag("network", true) ? Unit.ON_NETWORK : Unit.OFF_NETWORK, row.given("region"), row.day("from"), row.day("to"),
                city.jurisdiction, row.given("number"), row.given("remark")), row));
        row.list("aliases").stream().filter(alias -> alias.codePointCount(0, alias.length()) > LONGEST_ALIAS)
                .forEach(alias -> row.wrong("aliases", "别名“" + Entry.brief(alias) + "”超过" + LONGEST_ALIAS + "字，请缩短"));
        List<Practice.Section> sections = new ArrayList<>();
        for (String section : row.list("sections")) {
            Matcher parts = SECTION.matcher(section);
            if (parts.matches()) {
                sections.add(new Practice.Section(parts.group(1), parts.group(2).strip()));
            } else {
                row.wrong("sections", "“" + Entry.brief(section) + "”应写成 代码:名称，代码以小写字母开头，只含小写字母和数字");
            }
        }
        if (sections.stream().map(Practice.Section::code).distinct().count() < sections.size()) {
            row.wrong("sections", "科室代码重复");
        }
        sections.stream().map(Practice.Section::code).filter(section -> Actor.sectionGroup(code, section).length() > Actor.LONGEST_GROUP)
                .forEach(section -> row.wrong("sections", "科室代码“" + section + "”与单位代码合起来过长，请缩短"));
        if (sections.size() > Practices.MOST_SECTIONS) {
            row.wrong("sections", "一个单位最多设" + Practices.MOST_SECTIONS + "个科室");
        }
        if (!sections.isEmpty() || !row.text("signOff").isEmpty()) {
            city.practices.put(code, new Practice(code, row.flag("signOff", false), sections));
        }
    }

    private void category(Entry row) {
        String code = row.text("code");
        if (!CODE.matcher(code).matches()) {
            row.wrong("code", "“" + Entry.brief(code) + "”应以小写字母开头，只含小写字母、数字和连字符");
        }
        String parent = named(categories, row, "parent", "诉求类别").orElse(null);
        city.categories.add(new City.Row<>(new Category(code, row.text("name"), parent, parent == null ? 1 : 2, city.jurisdiction,
                row.given("basis"), row.day("from"), row.day("to")), row));
        unitOf(row, "supervisor").ifPresent(unit -> {
            if (parent != null) {
                row.wrong("supervisor", "行业主管单位只填在大类上");
            }
            city.supervisors.put(code, unit);
        });
    }

    private void rule(Entry row) {
        Map<String, String> cells = new HashMap<>();
        List<String> matters = list(row, "category", categories, "诉求类别");
        cells.put("category", cell(row, "category", matters));
        String major = named(categories, row, "major", "大类").orElse(matters.isEmpty() ? null : majors.get(matters.get(0)));
        String wanted = major;
        matters.stream().filter(matter -> wanted != null && !wanted.equals(majors.get(matter))).findFirst()
                .ifPresent(matter -> row.wrong("category", "“" + matter + "”不属于大类“" + wanted + "”，同一行的类别须属于同一大类"));
        cells.put("kind", cell(row, "kind", row.list("kind").stream().map(word -> Words.TICKET_KINDS.code(word).orElseGet(() -> {
            if (!isExpression(row.text("kind"))) {
                row.wrong("kind", "“" + Entry.brief(word) + "”不是诉求类型，可填：" + String.join("、", Words.TICKET_KINDS.all()));
            }
            return word;
        })).toList()));
        cells.put("district", cell(row, "district", row.list("district")));
        cells.put("aboutUnit", cell(row, "aboutUnit", list(row, "aboutUnit", units, "单位")));
        cells.put("circumstances", cell(row, "circumstances", row.list("circumstances")));
        boolean computed = isExpression(row.text("unit"));
        String unit = computed ? null : unitOf(row, "unit").orElse(null);
        String level = Words.PART_LEVELS.code(row.text("level")).orElse("function");
        if (unit == null && level.equals("function") && row.text("unit").isEmpty()) {
            row.wrong("unit", "职能行必须填写承办单位");
        }
        cells.put("unit", cell(row, "unit", unit == null ? List.of() : List.of(unit)));
        cells.put("role", CityTables.feel(List.of(Words.PARTS.code(row.text("role")).orElse("lead"))));
        cells.put("level", CityTables.feel(List.of(level)));
        cells.put("weight", isExpression(row.text("weight")) ? cell(row, "weight", List.of()) : weight(row));
        cells.put("basis", row.text("basis").isEmpty() ? "" : CityTables.feel(List.of(row.text("basis"))));
        cells.put("validFrom", date(row, "from"));
        cells.put("validTo", date(row, "to"));
        String note = row.text("note").isEmpty() ? row.text("category").replace('\n', '、') + "：" + (unit == null ? "属地单位" : units.name(unit))
                + "（" + row.text("role") + "）" : row.text("note");
        if (major != null) {
            city.catalogue.add(new City.Row<>(new CityTables.Rule(major, note, cells), row));
        }
    }

    private static String weight(Entry row) {
        Integer weight = row.number("weight", 0, 100);
        return weight == null ? "0" : weight.toString();
    }

    private String date(Entry row, String key) {
        LocalDate day = row.day(key);
        return day == null ? "" : CityTables.feel(List.of(day.toString()));
    }

    /** What designers wrote as an expression goes out and comes back as it is. */
    private static boolean isExpression(String text) {
        return text.startsWith(CityExport.EXPRESSION);
    }

    private static String cell(Entry row, String key, List<String> codes) {
        String text = row.text(key);
        return isExpression(text) ? text.substring(CityExport.EXPRESSION.length()).strip() : codes.isEmpty() ? "" : CityTables.feel(codes);
    }

    private List<String> list(Entry row, String key, Names names, String what) {
        if (isExpression(row.text(key))) {
            return List.of();
        }
        List<String> codes = new ArrayList<>();
        row.list(key).forEach(word -> names.code(word).ifPresentOrElse(codes::add,
                () -> row.wrong(key, "没有代码或名称为“" + Entry.brief(word) + "”的" + what)));
        return codes;
    }

    private Optional<String> unitOf(Entry row, String key) {
        return named(units, row, key, "单位");
    }

    private Optional<String> named(Names names, Entry row, String key, String what) {
        String word = row.text(key);
        if (word.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> code = names.code(word);
        if (code.isEmpty()) {
            row.wrong(key, "没有代码或名称为“" + Entry.brief(word) + "”的" + what);
        }
        return code;
    }

    private void duty(Entry row) {
        Instant from = minute(row, "from");
        Instant until = minute(row, "until");
        unitOf(row, "unit").ifPresent(unit -> {
            if (from != null && until != null) {
                city.duty.add(new City.Row<>(new City.Duty(unit, from, until,
                        new DutyRoster.Shift(from, until, row.text("post"), row.text("phone"), row.given("deputy"))), row));
            }
        });
    }

    private static Instant minute(Entry row, String key) {
        String text = row.text(key).replace('/', '-').replace('T', ' ');
        if (text.isEmpty()) {
            return null;
        }
        try {
            return LocalDateTime.parse(text.length() <= 10 ? text + " 00:00" : text, MINUTE).atZone(ZONE).toInstant();
        } catch (DateTimeParseException e) {
            row.wrong(key, "“" + Entry.brief(row.text(key)) + "”不是时间，应写成 2026-12-01 08:00");
            return null;
        }
    }
}
