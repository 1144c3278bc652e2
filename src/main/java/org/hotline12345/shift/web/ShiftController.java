package org.hotline12345.shift.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.hotline12345.common.Page;
import org.hotline12345.common.Texts;
import org.hotline12345.organization.Jurisdictions;
import org.hotline12345.shift.Promises;
import org.hotline12345.shift.Shift;
import org.hotline12345.shift.Shifts;
import org.hotline12345.ticket.TicketEventView;
import org.hotline12345.ticket.TicketView;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What happens in a shift, and its record. */
@RestController
@Tag(name = "领导接听轮值")
class ShiftController {

    private final Shifts shifts;
    private final Promises promises;
    private final Jurisdictions jurisdictions;
    private final Clock clock;

    ShiftController(Shifts shifts, Promises promises, Jurisdictions jurisdictions, Clock clock) {
        this.shifts = shifts;
        this.promises = promises;
        this.jurisdictions = jurisdictions;
        this.clock = clock;
    }

    record TakenOn(String ticketNo, String way, String note) {
    }

    record NewDecision(String kind, String text, String unit, LocalDate dueOn) {
    }

    record Summary(String summary) {
    }

    /** The shape of a ticket card, without what belongs to tasks. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ShiftCard(@JsonUnwrapped TicketView ticket, OffsetDateTime now, List<TicketEventView> events, boolean advice) {
    }

    @Operation(summary = "轮值记录", description = "班次、换班代班经过、列入的工单和每件的处理意见；限热线中心和当班领导本人。可打印页面 /shift.html?id=",
            operationId = "shiftRecord")
    @GetMapping("/api/shifts/{id}")
    Shifts.Record record(@PathVariable String id) {
        return shifts.record(id);
    }

    @Operation(summary = "列入工单", description = "way：hard 疑难工单、call 接听来电、callback 回访工单。限当班领导本人和督办员，轮值中。",
            operationId = "takeTicketOn")
    @ApiResponse(responseCode = "409", description = "shift.notOpen、shift.alreadyTaken、shift.aboutTheirUnit")
    @PostMapping("/api/shifts/{id}/tickets")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void takeOn(@PathVariable String id, @RequestBody TakenOn wanted) {
        shifts.takeOn(id, Texts.required("工单号", wanted.ticketNo(), 32), Texts.required("来源", wanted.way(), 16),
                Texts.optional("说明", wanted.note(), 500));
    }

    @Operation(summary = "本班工单卡片", description = "当班领导可看列入本班的工单，诉求人只显示脱敏信息；保密件只显示事项。", operationId = "shiftTicketCard")
    @GetMapping("/api/shifts/{id}/tickets/{ticketNo}/card")
    ShiftCard card(@PathVariable String id, @PathVariable String ticketNo) {
        Shifts.Seen seen = shifts.ticket(id, ticketNo);
        return new ShiftCard(seen.ticket(), OffsetDateTime.now(clock), seen.events(), true);
    }

    @Operation(summary = "写明处理意见", description = "kind：settled 当场解决、decision 决定、promise 承诺。写明责任单位和完成日期的成为该单位的任务，"
            + "由督办员核销。", operationId = "decideInShift")
    @PostMapping("/api/shifts/{id}/tickets/{ticketNo}/decisions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void decide(@PathVariable String id, @PathVariable String ticketNo, @RequestBody NewDecision wanted) {
        shifts.decide(id, ticketNo, Texts.required("处理方式", wanted.kind(), 16), Texts.required("处理意见", wanted.text(), 1000),
                Texts.optional("责任单位", wanted.unit(), 64), wanted.dueOn());
    }

    @Operation(summary = "结束轮值", description = "每件列入的工单都写明处理意见后才能结束。", operationId = "closeShift")
    @ApiResponse(responseCode = "409", description = "shift.undecided：列出还没有处理意见的工单")
    @PostMapping("/api/shifts/{id}/closing")
    Shift close(@PathVariable String id, @RequestBody Summary summary) {
        return shifts.close(id, Texts.optional("小结", summary.summary(), 2000));
    }

    @Operation(summary = "领导交办事项", description = "各班次定给单位的决定和承诺，按完成日期先后。state：open 办理中、reported 待核销、done 已核销。"
            + "限热线中心和轮值领导。", operationId = "leaderPromises")
    @GetMapping("/api/shift-promises")
    Page<Promises.Decision> promises(@RequestParam(required = false) String jurisdiction, @RequestParam(required = false) String state,
            @RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "20") int size) {
        return promises.list(jurisdictions.require(Texts.optional("热线区域", jurisdiction, 12)).code(),
                Texts.optional("状态", state, 16), page, size);
    }
}
