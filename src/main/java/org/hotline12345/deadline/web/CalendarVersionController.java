package org.hotline12345.deadline.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import org.hotline12345.calendar.CalendarVersions;
import org.hotline12345.common.Refusal;
import org.hotline12345.deadline.CalendarChange;
import org.hotline12345.organization.Jurisdictions;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Takes in a new version of a calendar and moves the open limits it concerns. */
@RestController
@Tag(name = "calendar", description = "工作日历")
class CalendarVersionController {

    private static final String NATIONAL = "CN";

    private final CalendarChange change;
    private final Jurisdictions jurisdictions;

    CalendarVersionController(CalendarChange change, Jurisdictions jurisdictions) {
        this.change = change;
        this.jurisdictions = jurisdictions;
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
        String code = NATIONAL.equals(place) ? NATIONAL : jurisdictions.require(place).code();
        return change.takeIn(code, version.order(), version.days().stream().map(DayChange::day).toList(),
                version.notices() == null ? List.of() : version.notices().stream().map(PublishedYear::notice).toList());
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
