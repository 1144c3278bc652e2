package org.hotline12345.deadline.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.hotline12345.common.Texts;
import org.hotline12345.deadline.FollowUps;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What a unit keeps an eye on, beyond the ticket's end. */
@RestController
@RequestMapping("/api/tickets/{ticketNo}/follow-ups")
@Tag(name = "工单")
class FollowUpController {

    private final FollowUps followUps;
    private final Clock clock;

    FollowUpController(FollowUps followUps, Clock clock) {
        this.followUps = followUps;
        this.clock = clock;
    }

    /** Who watches what until which day, reminded every so many days. */
    record NewFollowUp(String unit, LocalDate until, Integer every, String what) {
    }

    /** One thing that is watched. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FollowUpView(String unit, LocalDate until, Integer every, String what, OffsetDateTime nextAt, boolean done) {
    }

    @Operation(summary = "安排持续关注", description = "归档前后都可以；按间隔或到期日提醒单位，直到单位结束关注。只限热线中心和主办单位。")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    FollowUpView order(@PathVariable String ticketNo, @RequestBody NewFollowUp wanted) {
        return view(followUps.order(ticketNo, Texts.required("关注单位", wanted.unit(), 64), wanted.until(), wanted.every(),
                Texts.required("关注事项", wanted.what(), 500)));
    }

    @Operation(summary = "持续关注事项", description = "先安排的在前。")
    @GetMapping
    List<FollowUpView> list(@PathVariable String ticketNo) {
        return followUps.of(ticketNo).stream().map(this::view).toList();
    }

    private FollowUpView view(FollowUps.FollowUp one) {
        return new FollowUpView(one.unit(), one.until(), one.everyDays(), one.what(),
                one.nextAt() == null ? null : one.nextAt().atZone(clock.getZone()).toOffsetDateTime(), one.done());
    }
}
