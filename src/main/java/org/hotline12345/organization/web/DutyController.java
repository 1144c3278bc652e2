package org.hotline12345.organization.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.Refusal;
import org.hotline12345.organization.DutyRoster;
import org.hotline12345.organization.Unit;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Duty rosters of units and sub-platforms. */
@RestController
@RequestMapping("/api/units/{code}/duty")
@Tag(name = "organization")
class DutyController {

    private static final Duration SHOWN = Duration.ofDays(7);

    private final DutyRoster roster;
    private final Actors actors;
    private final Clock clock;

    DutyController(DutyRoster roster, Actors actors, Clock clock) {
        this.roster = roster;
        this.actors = actors;
        this.clock = clock;
    }

    /** One shift; {@code until} is exclusive. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ShiftView(OffsetDateTime from, OffsetDateTime until, String post, String phone, String deputy) {
    }

    /** Who is on duty, and who in the week that follows. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DutyView(String unit, String name, OffsetDateTime at, ShiftView onDuty, List<ShiftView> shifts) {
    }

    /** The shifts to put in. */
    record Roster(List<ShiftView> shifts) {
    }

    @GetMapping
    @Operation(summary = "值班表", description = "at 时刻的值班人员和此后七天的班次；只限热线中心和本单位。", operationId = "readDuty")
    @ApiResponse(responseCode = "404", description = "organization.unknownUnit：没有该单位")
    DutyView read(@PathVariable String code, @RequestParam(required = false) @Parameter(description = "时刻，缺省为现在")
            @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) OffsetDateTime at) {
        Actor actor = actors.current();
        Unit unit = roster.unit(code);
        if (!actor.isCentre() && !actor.belongsTo(code)) {
            throw Refusal.forbidden("organization.dutyNotShown", "值班表只供热线中心和本单位查看。");
        }
        Instant when = at == null ? clock.instant() : at.toInstant();
        return new DutyView(unit.code(), unit.name(), time(when), roster.onDuty(code, when).map(this::view).orElse(null),
                roster.between(code, when, when.plus(SHOWN)).stream().map(this::view).toList());
    }

    @PutMapping
    @Operation(summary = "编排值班表", description = "从第一班开始到最后一班结束整体替换，班次须首尾相接，夜间和节假日也须排班。",
            operationId = "changeDuty")
    @ApiResponse(responseCode = "400", description = "organization.dutyGap：有空档；organization.dutyOverlap：有重叠")
    @ApiResponse(responseCode = "403", description = "organization.dutyNotAllowed：不是系统管理员，也不是本单位人员")
    DutyView change(@PathVariable String code, @RequestBody Roster change) {
        roster.unit(code);
        roster.replace(code, change.shifts() == null ? null : change.shifts().stream().map(shift -> new DutyRoster.Shift(
                instant(shift.from()), instant(shift.until()), shift.post(), shift.phone(), shift.deputy())).toList(),
                actors.current());
        return read(code, change.shifts().get(0).from());
    }

    private static Instant instant(OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private ShiftView view(DutyRoster.Shift shift) {
        return new ShiftView(time(shift.from()), time(shift.until()), shift.post(), shift.phone(), shift.deputy());
    }

    private OffsetDateTime time(Instant instant) {
        return instant.atZone(clock.getZone()).toOffsetDateTime();
    }
}
