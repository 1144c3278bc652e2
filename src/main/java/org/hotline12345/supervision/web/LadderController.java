package org.hotline12345.supervision.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import org.hotline12345.common.Texts;
import org.hotline12345.supervision.Ladder;
import org.hotline12345.supervision.Referrals;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The weekly list of overdue tickets, and referrals of leads. */
@RestController
@Tag(name = "督办")
class LadderController {

    private final Ladder ladder;
    private final Referrals referrals;

    LadderController(Ladder ladder, Referrals referrals) {
        this.ladder = ladder;
        this.referrals = referrals;
    }

    @Operation(summary = "超期周通报", description = """
            某一周各单位的超期工单：周末仍超期、本周新增、本周办结。以亮红牌和办结的时刻为准，过去的周次何时查询都相同；
            暂定时限不亮红牌，也不列入。""")
    @GetMapping("/api/supervision/weekly-list")
    Ladder.WeeklyList weeklyList(@RequestParam String jurisdiction,
            @Parameter(description = "ISO周次，例如2023-W07") @RequestParam String week) {
        return ladder.weeklyList(jurisdiction, week);
    }

    /** A lead handed on, with the number the receiving body gave it. */
    record NewReferral(String to, String referenceNo, String text) {
    }

    @Operation(summary = "移送线索", description = "只限督办员；to：discipline 纪检监察、police 公安；须有接收机关的编号。")
    @PostMapping("/api/tickets/{ticketNo}/referrals")
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, String> refer(@PathVariable String ticketNo, @RequestBody NewReferral referral) {
        return Map.of("referralNo", referrals.refer(ticketNo, Texts.required("移送对象", referral.to(), 32),
                Texts.optional("线索编号", referral.referenceNo(), 100), Texts.required("移送内容", referral.text(), 4000)));
    }

    @Operation(summary = "工单的移送记录", description = "只限督办员。")
    @GetMapping("/api/tickets/{ticketNo}/referrals")
    List<Referrals.Referral> referrals(@PathVariable String ticketNo) {
        return referrals.ofTicket(ticketNo);
    }
}
