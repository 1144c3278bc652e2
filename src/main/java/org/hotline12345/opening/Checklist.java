package org.hotline12345.opening;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hotline12345.bulletin.Frames;
import org.hotline12345.calendar.WorkCalendar;
import org.hotline12345.common.Actors;
import org.hotline12345.common.Refusal;
import org.hotline12345.design.CityTables;
import org.hotline12345.notification.Sender;
import org.hotline12345.organization.Categories;
import org.hotline12345.organization.Category;
import org.hotline12345.organization.DutyRoster;
import org.hotline12345.organization.Jurisdiction;
import org.hotline12345.organization.Jurisdictions;
import org.hotline12345.organization.Region;
import org.hotline12345.organization.Regions;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.Units;
import org.hotline12345.people.People;
import org.hotline12345.people.PersonRow;
import org.hotline12345.people.Role;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tells what is still missing before a city's first ticket can be dispatched, and where to mend it. */
@Component
public class Checklist {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final int MOST_NAMED = 20;
    private static final List<Role> NEEDED = List.of(Role.OPERATOR, Role.DISPATCHER, Role.REVIEWER, Role.CALLBACK, Role.SUPERVISOR);
    private static final String IMPORT = "opening";
    private static final String PEOPLE = "people";

    private final Jurisdictions jurisdictions;
    private final Units units;
    private final Categories categories;
    private final Regions regions;
    private final DutyRoster roster;
    private final WorkCalendar calendar;
    private final People people;
    private final CityTables tables;
    private final Sender sender;
    private final Frames frames;
    private final Actors actors;
    private final Clock clock;

    Checklist(Jurisdictions jurisdictions, Units units, Categories categories, Regions regions, DutyRoster roster, WorkCalendar calendar,
            People people, CityTables tables, Sender sender, Frames frames, Actors actors, Clock clock) {
        this.jurisdictions = jurisdictions;
        this.units = units;
        this.categories = categories;
        this.regions = regions;
        this.roster = roster;
        this.calendar = calendar;
        this.people = people;
        this.tables = tables;
        this.sender = sender;
        this.frames = frames;
        this.actors = actors;
        this.clock = clock;
    }

    /**
     * One thing to look at.
     *
     * @param ok whether nothing is missing
     * @param blocks whether no ticket can go its way without it
     * @param text what is missing and what that means, Chinese
     * @param missing the first {@value #MOST_NAMED} names of what is missing
     * @param count all of them
     * @param page page of the administrators' frame where it is mended, or null
     */
    public record Item(String key, String title, boolean ok, boolean blocks, String text, List<String> missing, int count, String page) {
    }

    /** @param ready whether nothing that blocks is missing @param jurisdiction null while no city is there */
    public record Result(String jurisdiction, String name, boolean ready, List<Item> items) {
    }

    /** @throws Refusal FORBIDDEN {@code opening.notAllowed}, UNKNOWN {@code organization.unknownJurisdiction} */
    @Transactional(readOnly = true)
    public Result of(String code) {
        if (!actors.current().has("camunda-admin")) {
            throw Refusal.forbidden("opening.notAllowed", "只有系统管理员可以查看开城检查表。");
        }
        boolean named = code != null && !code.isBlank();
        Optional<Jurisdiction> found = named ? Optional.of(jurisdictions.require(code)) : jurisdictions.find(jurisdictions.defaultCode());
        List<Item> items = new ArrayList<>();
        items.add(item("city", "热线", true, "还没有任何热线，请下载模板，填写“热线”表后导入。", found.isPresent() ? List.of() : List.of("热线"), IMPORT));
        found.ifPresent(city -> city(city, items));
        return new Result(found.map(Jurisdiction::code).orElse(null), found.map(Jurisdiction::name).orElse(null),
                items.stream().allMatch(item -> item.ok || !item.blocks), items);
    }

    private void city(Jurisdiction city, List<Item> items) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZONE);
        List<Unit> valid = units.list(city.code()).stream().filter(unit -> unit.validOn(today)).toList();
        items.add(item("units", "承办单位", true, "没有在用的承办单位，工单无处可派。", valid.isEmpty() ? List.of("承办单位") : List.of(), IMPORT));
        items.add(item("hotlineUnit", "热线中心自己的单位", false, "没有登记，热线中心自己答复的工单派不到中心名下。",
                city.hotlineUnit() == null || units.find(city.hotlineUnit()).isEmpty() ? List.of("热线单位代码") : List.of(), IMPORT));
        people(city, valid, items);
        matters(city, items);
        items.add(item("calendar", "工作日历", false, "当年的放假通知还没有导入，时限先按周末推算，标为暂定。",
                calendar.isPublished(today.getYear()) ? List.of() : List.of(today.getYear() + "年"), null));
        Set<String> onDuty = roster.onDuty(clock.instant());
        items.add(item("duty", "值班表", false, "以下单位此刻没有值班安排，紧急工单只能按单位派出，找不到值班电话。",
                valid.stream().filter(Unit::onNetwork).filter(unit -> !onDuty.contains(unit.code())).map(Unit::name).toList(), IMPORT));
        items.add(item("identityKey", "诉求人信息密钥", true, "没有配置密钥时系统不会启动；请确认密钥另有备份，丢失后无法恢复。", List.of(), null));
        items.add(item("sender", "短信和邮件通道", false, "目前只有“" + sender.channel() + "”：消息保存在发件箱，不会发出；接入短信网关后才能自动通知群众。",
                sender.channel().contains("发件箱") ? List.of("短信网关") : List.of(), null));
        items.add(item("frames", "通报版头版记", false, "没有设置，通报按系统拟定的发文机关和机关代字编号；请在“通报与统计”的“版头版记”中设置。",
                frames.isSet(city) ? List.of() : List.of("机关代字"), null));
    }

    private void people(Jurisdiction city, List<Unit> valid, List<Item> items) {
        List<PersonRow> active = people.current(city.code()).stream().filter(PersonRow::active).toList();
        Set<String> held = active.stream().flatMap(person -> person.roles().stream()).collect(Collectors.toSet());
        items.add(item("roles", "中心人员", true, "以下角色还没有人，对应的环节没有人办理。",
                NEEDED.stream().filter(role -> !held.contains(role.code())).map(Role::label).toList(), PEOPLE));
        Set<String> staffed = active.stream().filter(person -> person.unit() != null && person.roles().contains(Role.CLERK.code()))
                .map(PersonRow::unit).collect(Collectors.toSet());
        items.add(item("clerks", "单位经办员", true, "以下入网单位没有可用的经办员账号，派给它们的工单没有人签收。",
                valid.stream().filter(Unit::onNetwork).filter(unit -> !staffed.contains(unit.code())).map(Unit::name).toList(), PEOPLE));
    }

    private void matters(Jurisdiction city, List<Item> items) {
        List<Category> all = categories.list(city.code());
        Set<String> groups = all.stream().map(Category::parent).collect(Collectors.toSet());
        List<Category> matters = all.stream().filter(category -> !groups.contains(category.code())).toList();
        items.add(item("categories", "诉求类别", true, "没有诉求类别，登记时无从选择。", matters.isEmpty() ? List.of("诉求类别") : List.of(), IMPORT));
        CityTables.City now = tables.current(city.code(), all.stream().filter(category -> category.parent() == null).map(Category::code).toList());
        Set<String> covered = new HashSet<>();
        for (CityTables.Rule rule : now.catalogue()) {
            String cell = rule.cells().get("category");
            // A row without the category, or with an expression, may speak of all of its major category.
            CityTables.texts(cell == null ? "" : cell).ifPresentOrElse(covered::addAll, () -> all.stream()
                    .filter(category -> rule.major().equals(category.parent()) || rule.major().equals(category.code())).forEach(category -> covered.add(category.code())));
        }
        Map<String, String> supervisors = now.supervisors();
        items.add(item("catalogue", "派单目录", false, "以下类别在派单目录中没有一行，其工单按行业主管单位试派或由派单员人工派单。",
                matters.stream().filter(matter -> !covered.contains(matter.code())).map(matter -> matter.name()
                        + (supervisors.containsKey(matter.parent()) ? "（有行业主管）" : "")).toList(), IMPORT));
        List<Region> places = regions.list(city.code()).stream().filter(region -> Set.of("county", "zone").contains(region.level())).toList();
        items.add(item("regions", "行政区划", true, "没有行政区划，登记时无法选择事发地。", regions.list(city.code()).isEmpty() ? List.of("行政区划") : List.of(), IMPORT));
        items.add(item("territory", "属地单位", false, "以下区县、功能区没有属地单位，属地管理的事由派单员人工派单。",
                places.stream().filter(region -> !now.territory().containsKey(region.code()) && !now.territory().containsKey(region.parent()))
                        .map(Region::name).toList(), IMPORT));
    }

    private static Item item(String key, String title, boolean blocks, String text, List<String> missing, String page) {
        boolean ok = missing.isEmpty();
        return new Item(key, title, ok, blocks, ok && !key.equals("identityKey") ? "" : text,
                missing.subList(0, Math.min(MOST_NAMED, missing.size())), missing.size(), page);
    }
}
