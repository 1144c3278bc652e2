package org.hotline12345.supervision.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.hotline12345.common.Actors;
import org.hotline12345.common.Page;
import org.hotline12345.common.Refusal;
import org.hotline12345.common.Texts;
import org.hotline12345.organization.Jurisdictions;
import org.hotline12345.supervision.InterviewPages;
import org.hotline12345.supervision.Interviews;
import org.hotline12345.supervision.OverdueLists;
import org.hotline12345.supervision.OverduePages;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Overdue tickets by rung of the ladder, interviews with their records, and what is to be referred; the centre only. */
@RestController
@RequestMapping("/api/supervision")
@Tag(name = "督办")
class OverdueController {

    private final OverduePages overdue;
    private final InterviewPages pages;
    private final Interviews interviews;
    private final Jurisdictions jurisdictions;
    private final Actors actors;
    private final Clock clock;

    OverdueController(OverduePages overdue, InterviewPages pages, Interviews interviews, Jurisdictions jurisdictions, Actors actors, Clock clock) {
        this.overdue = overdue;
        this.pages = pages;
        this.interviews = interviews;
        this.jurisdictions = jurisdictions;
        this.actors = actors;
        this.clock = clock;
    }

    /** A page of a list with the counts of all of it. */
    record Overdue(LocalDate asOf, int total, List<OverdueLists.Count> units, Page<OverdueLists.Row> rows) {
    }

    @Operation(summary = "超期工单", description = """
            某日终了时（当日为此刻）仍超期的工单，超期久的在前；rung：只看催告到某一级的，redCard 红牌、urgeNotice 催办通知、weeklyList 列入周通报、
            interview 约谈、referral 提请移送；weekly：只看应列入周通报的（已到列入周通报及以上）。限热线中心人员。""")
    @GetMapping("/overdue")
    Overdue overdue(@RequestParam(required = false) String jurisdiction,
            @Parameter(description = "默认今天") @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate on,
            @RequestParam(required = false) String unit, @RequestParam(required = false) String rung,
            @RequestParam(defaultValue = "false") boolean weekly,
            @RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "20") int size) {
        LocalDate day = on == null ? LocalDate.now(clock) : on;
        OverduePages.Listing<OverdueLists.Row> found = overdue.standing(new OverduePages.Wish(place(jurisdiction), day, blankIsNull(unit), blankIsNull(rung),
                weekly), page, size);
        return new Overdue(day, found.total(), found.units(), found.rows());
    }

    @Operation(summary = "约谈名单", description = "在from至to（均含）之间列入约谈的，新的在前；nth为该单位当年第几次；held为约谈情况，未登记的没有。限热线中心人员。")
    @GetMapping("/interviews")
    InterviewPages.Listing interviews(@RequestParam(required = false) String jurisdiction,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate to,
            @RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "20") int size) {
        return pages.of(place(jurisdiction), from, to, page, size);
    }

    /** How an interview went. */
    record HeldInterview(LocalDate on, String by, String attended, String result) {
    }

    @Operation(summary = "登记约谈情况", description = "何时、由谁约谈、被约谈人、结果，登记一次；限督办员。")
    @PutMapping("/interviews/{ladderNo}/{seq}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void record(@PathVariable String ladderNo, @PathVariable int seq, @RequestBody HeldInterview held) {
        interviews.record(ladderNo, seq, held.on(), Texts.required("约谈方", held.by(), 100), Texts.required("被约谈人", held.attended(), 200),
                Texts.required("约谈结果", held.result(), 1000));
    }

    /** A page of referrals asked for. */
    record LongOverdueList(int total, Page<OverdueLists.LongOverdue> rows) {
    }

    @Operation(summary = "长期逾期移送名单", description = "在from至to（均含）之间提请移送的，以及此前提请、期末仍未了结的；限热线中心人员。")
    @GetMapping("/long-overdue")
    LongOverdueList longOverdue(@RequestParam(required = false) String jurisdiction,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate to,
            @RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "20") int size) {
        OverduePages.Listing<OverdueLists.LongOverdue> found = overdue.longOverdue(place(jurisdiction), from, to, page, size);
        return new LongOverdueList(found.total(), found.rows());
    }

    private String place(String jurisdiction) {
        if (!actors.current().readsTickets()) {
            throw Refusal.forbidden("supervision.centreOnly", "只有热线中心人员可以查看超期、约谈和移送名单。");
        }
        return jurisdictions.require(jurisdiction).code();
    }

    private static String blankIsNull(String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
