package org.hotline12345.shift.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.time.LocalTime;
import org.hotline12345.common.Page;
import org.hotline12345.common.Texts;
import org.hotline12345.organization.Jurisdictions;
import org.hotline12345.shift.Roster;
import org.hotline12345.shift.Shift;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The roster of leaders on duty. */
@RestController
@RequestMapping("/api/shifts")
@Tag(name = "领导接听轮值")
class RosterController {

    private final Roster roster;
    private final Jurisdictions jurisdictions;

    RosterController(Roster roster, Jurisdictions jurisdictions) {
        this.roster = roster;
        this.jurisdictions = jurisdictions;
    }

    /** Whose turn, on which day, from and until which time of that day. */
    record NewShift(String jurisdiction, String leader, LocalDate day, LocalTime from, LocalTime until) {
    }

    record Reason(String reason) {
    }

    /** Another turn to swap with. */
    record Swap(String other, String reason) {
    }

    /** Who stands in. */
    record Absence(String standIn, String reason) {
    }

    @Operation(summary = "轮值表", description = "按开始时间先后。state：planned 待轮值、open 轮值中、closed 已结束、missed 未到岗、cancelled 已取消。"
            + "限热线中心和轮值领导。", operationId = "roster")
    @GetMapping
    Page<Shift> list(@RequestParam(required = false) String jurisdiction,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate to,
            @RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "20") int size) {
        return roster.list(jurisdictions.require(Texts.optional("热线区域", jurisdiction, 12)).code(), from, to, page, size);
    }

    @Operation(summary = "排班", description = "同一热线的班次不得重叠。限督办员。", operationId = "planShift")
    @ApiResponse(responseCode = "409", description = "shift.overlap、shift.leaderNotAvailable")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Shift plan(@RequestBody NewShift wanted) {
        return roster.plan(jurisdictions.require(Texts.optional("热线区域", wanted.jurisdiction(), 12)).code(),
                Texts.required("轮值领导", wanted.leader(), 64), wanted.day(), wanted.from(), wanted.until());
    }

    @Operation(summary = "取消班次", description = "只限还没有开始的班次，取消后仍留记录。限督办员。", operationId = "cancelShift")
    @PostMapping("/{id}/cancellation")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void cancel(@PathVariable String id, @RequestBody Reason reason) {
        roster.cancel(id, Texts.required("取消的原因", reason.reason(), 500));
    }

    @Operation(summary = "换班", description = "与 other 班次的领导互换；限其中一位领导本人和督办员。", operationId = "swapShifts")
    @PostMapping("/{id}/swap")
    Shift swap(@PathVariable String id, @RequestBody Swap swap) {
        return roster.swap(id, Texts.required("另一班次", swap.other(), 36), Texts.required("换班的原因", swap.reason(), 500));
    }

    @Operation(summary = "代班", description = "当班领导不能到岗，由名册中的另一位代班；限当班领导本人和督办员。", operationId = "standInForLeader")
    @PostMapping("/{id}/absence")
    Shift standIn(@PathVariable String id, @RequestBody Absence absence) {
        return roster.standIn(id, Texts.required("代班领导", absence.standIn(), 64), Texts.required("不能到岗的原因", absence.reason(), 500));
    }

    @Operation(summary = "开始轮值", description = "班次开始前两小时起；限当班领导本人和督办员。", operationId = "openShift")
    @PostMapping("/{id}/opening")
    Shift open(@PathVariable String id) {
        return roster.open(id);
    }
}
