package org.hotline12345.deadline.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import org.hotline12345.calendar.CalendarVersions;
import org.hotline12345.calendar.CalendarGroups;
import org.hotline12345.common.Actors;
import org.hotline12345.common.Page;
import org.hotline12345.common.Refusal;
import org.hotline12345.deadline.CalendarChange;
import org.hotline12345.deadline.Recounts;
import org.hotline12345.organization.Jurisdictions;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Takes in a new version of a calendar and moves the open limits it concerns. */
@RestController
@Tag(name = "calendar", description = "工作日历")
class CalendarVersionController {

    private static final String NATIONAL = "CN";

    private final CalendarChange change;
    private final CalendarVersions versions;
    private final CalendarGroups groups;
    private final Jurisdictions jurisdictions;
    private final Actors actors;

    CalendarVersionController(CalendarChange change, CalendarVersions versions, CalendarGroups groups, Jurisdictions jurisdictions,
            Actors actors) {
        this.change = change;
        this.versions = versions;
        this.groups = groups;
        this.jurisdictions = jurisdictions;
        this.actors = actors;
    }

    @PostMapping("/api/calendar/{place}/versions")
    @Operation(summary = "导入工作日历的新版本", description = "仅限系统管理员。在现行版本上变更所列日期，形成新版本，立即生效；"
            + "未到期的办理、退回、复核时限按新日历重算，只会顺延，不会提前，每次顺延记入工单经过。重复提交相同内容不会再生成版本，只补算上次未算完的工单。",
            operationId = "takeInCalendar")
    @ApiResponse(responseCode = "200", description = "现行版本、时限有顺延的工单和未能重算的工单")
    @ApiResponse(responseCode = "400", description = "calendar.badDay、calendar.dayTwice、common.missingField：内容不合要求")
    @ApiResponse(responseCode = "403", description = "calendar.notAllowed：不是系统管理员")
    @ApiResponse(responseCode = "404", description = "organization.unknownJurisdiction：没有该热线区域")
    @ApiResponse(responseCode = "409",
            description = "calendar.noticeWithoutDays、calendar.nothingChanges、calendar.changedMeanwhile：规则不允许")
    CalendarChange.Outcome takeIn(
            @PathVariable @Parameter(description = "CN 为全国，否则为热线区域的GB/T 2260代码") String place,
            @RequestBody Version version) {
        if (version.days() == null) {
            throw Refusal.invalid("common.missingField", "请填写变更的日期（days）。");
        }
        String code = place(place);
        return change.takeIn(code, version.order(), version.days().stream().map(DayChange::day).toList(),
                version.notices() == null ? List.of() : version.notices().stream().map(PublishedYear::notice).toList());
    }

    @GetMapping("/api/calendar/{place}/versions")
    @Operation(summary = "工作日历的版本", description = "新的在前：何人何时依据什么文件生效，涉及哪些年份、多少天。", operationId = "calendarVersions")
    Page<CalendarVersions.Version> list(@PathVariable String place, @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "50") int size) {
        return versions.list(place(place), page, size);
    }

    @GetMapping("/api/calendar/{place}/versions/{number}")
    @Operation(summary = "某一版工作日历的日期", description = "与平常周一至周五不同的每一天，按日期排列。", operationId = "calendarVersionDays")
    List<CalendarVersions.Day> days(@PathVariable String place, @PathVariable int number) {
        return versions.daysOf(place(place), number);
    }

    @GetMapping("/api/calendar/{place}/versions/{number}/moves")
    @Operation(summary = "某一版工作日历顺延的时限", description = "仅限系统管理员和督办员。", operationId = "calendarMoves")
    Page<Recounts.Moved> moves(@PathVariable String place, @PathVariable int number, @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "50") int size) {
        if (!actors.current().hasAny("camunda-admin", "supervisor")) {
            throw Refusal.forbidden("calendar.movesNotAllowed", "只有系统管理员和督办员可以查看顺延清单。");
        }
        return change.moves(place(place), number, page, size);
    }

    @GetMapping("/api/calendar/{jurisdiction}/unit-groups")
    @Operation(summary = "单位组的工作日历", description = "医院、银行等与机关工作日或上下班时间不同的单位。", operationId = "calendarGroups")
    List<CalendarGroups.Group> groups(@PathVariable String jurisdiction) {
        return groups.list(jurisdiction);
    }

    @PutMapping("/api/calendar/{jurisdiction}/unit-groups/{code}")
    @Operation(summary = "设置单位组", description = "仅限系统管理员。组内单位自己的时限（办理、退回等）按该组的工作日和上下班时间计算；"
            + "中心的时限仍按热线区域。组自己的放假、上班日用 POST /api/calendar/{区域}-{代码}/versions 导入。", operationId = "defineUnitGroup")
    CalendarChange.Outcome define(@PathVariable String jurisdiction, @PathVariable String code, @RequestBody NewGroup group) {
        return change.define(jurisdiction, code, group.order(), new CalendarGroups.Group(null, group.name(), group.workDays(),
                group.officeFrom(), group.officeUntil(), group.units()));
    }

    /** A group of units as an administrator defines it. */
    record NewGroup(@Schema(description = "依据（文号）") String order, String name,
            @Schema(description = "每周上班的日子，1为周一，7为周日") List<Integer> workDays, String officeFrom, String officeUntil,
            List<String> units) {
    }

    private String place(String place) {
        if (NATIONAL.equals(place)) {
            return NATIONAL;
        }
        int group = place.indexOf('-');
        String code = jurisdictions.require(group < 0 ? place : place.substring(0, group)).code();
        if (group >= 0 && groups.list(code).stream().noneMatch(known -> known.place().equals(place))) {
            throw Refusal.unknown("calendar.unknownPlace", "没有单位组「" + place + "」。");
        }
        return place;
    }

    /** What a person takes over from an order or a notice. */
    @Schema(description = "工作日历的变更")
    record Version(@Schema(description = "依据（文号）") String order, List<DayChange> days,
            @Schema(description = "放假通知已公布的年份，仅全国日历") List<PublishedYear> notices) {
    }

    record DayChange(LocalDate date, @Schema(description = "OFF 放假、WORK 上班、NORMAL 恢复平常") CalendarVersions.DayKind kind,
            String holiday) {

        CalendarVersions.Day day() {
            return new CalendarVersions.Day(date, kind, holiday);
        }
    }

    record PublishedYear(int year, LocalDate noticeOn) {

        CalendarVersions.Notice notice() {
            return new CalendarVersions.Notice(year, noticeOn);
        }
    }
}
