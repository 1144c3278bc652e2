package org.hotline12345.deadline.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.hotline12345.common.Texts;
import org.hotline12345.deadline.Urging;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Where a citizen asks how much longer it takes. */
@RestController
@Tag(name = "工单")
class UrgeController {

    private final Urging urging;
    private final Clock clock;

    UrgeController(Urging urging, Clock clock) {
        this.urging = urging;
        this.clock = clock;
    }

    /** What the citizen said, if anything. */
    record Urge(String remark) {
    }

    /** What to tell the citizen. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Answer(boolean counted, int urges, String statusName, OffsetDateTime handleUntil, Boolean provisional,
            OffsetDateTime nextCountedAt,
            String message) {
    }

    @Operation(summary = "催办", description = "不另立工单；间隔过短或当日次数已满的不重复计数，counted 为 false。")
    @PostMapping("/api/tickets/{ticketNo}/urges")
    Answer urge(@PathVariable String ticketNo, @RequestBody(required = false) Urge urge) {
        Urging.Answer answer = urging.urge(ticketNo, urge == null ? null : Texts.optional("催办说明", urge.remark(), 500));
        return new Answer(answer.counted(), answer.urges(), answer.statusName(), time(answer.handleUntil()), answer.provisional() ? Boolean.TRUE : null,
                time(answer.nextCountedAt()), answer.counted() ? "已催办并告知承办单位，工单" + answer.statusName() + "。"
                        : "您的催办已收到，承办单位正在处理，工单" + answer.statusName() + "，请耐心等待。");
    }

    private OffsetDateTime time(Instant instant) {
        return instant == null ? null : instant.atZone(clock.getZone()).toOffsetDateTime();
    }
}
