package org.hotline12345.opinion.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import org.hotline12345.common.Texts;
import org.hotline12345.opinion.Opinions;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Opinions on a ticket: asked and read here, given in Tasklist. */
@RestController
@RequestMapping("/api/tickets/{ticketNo}/opinions")
@Tag(name = "专家意见")
class OpinionController {

    private final Opinions opinions;

    OpinionController(Opinions opinions) {
        this.opinions = opinions;
    }

    /** Whom to ask what, and by which day; without a day the setting decides. */
    record Question(String expert, String question, LocalDate until) {
    }

    record Reason(String reason) {
    }

    /** What was asked, and whether the reader may ask. */
    record Asked(boolean mayAsk, List<Opinions.Opinion> opinions) {
    }

    @Operation(summary = "征询专家意见", description = "正在承办的单位、派单员、复核员和督办员可以征询；专家看不到诉求人的姓名和电话。"
            + "until 为答复的最后一日，不填按设置项 opinion.workingDays。")
    @ApiResponse(responseCode = "409", description = "opinion.alreadyAsked、opinion.expertNotAvailable、opinion.aboutTheirUnit、ticket.closed")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Opinions.Opinion ask(@PathVariable String ticketNo, @RequestBody Question wanted) {
        return opinions.ask(ticketNo, Texts.required("专家", wanted.expert(), 32), Texts.required("征询的问题", wanted.question(), 2000),
                wanted.until());
    }

    @Operation(summary = "征询过的专家意见", description = "先征询的在前。热线中心看全部，承办单位只看本单位征询的。")
    @GetMapping
    @Transactional(readOnly = true)
    public Asked list(@PathVariable String ticketNo) {
        return new Asked(opinions.mayAsk(ticketNo), opinions.list(ticketNo));
    }

    @Operation(summary = "撤回征询", description = "由提出征询的一方撤回，专家的任务随即取消。")
    @ApiResponse(responseCode = "409", description = "opinion.settled：已答复、已谢绝或已撤回")
    @PostMapping("/{id}/withdrawal")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(@PathVariable String ticketNo, @PathVariable String id, @RequestBody Reason reason) {
        opinions.withdraw(ticketNo, id, Texts.required("撤回的原因", reason.reason(), 500));
    }
}
