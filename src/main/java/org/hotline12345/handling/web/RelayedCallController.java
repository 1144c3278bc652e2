package org.hotline12345.handling.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.hotline12345.common.Texts;
import org.hotline12345.handling.RelayedCalls;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Calls the centre makes in a unit's place. */
@RestController
@RequestMapping("/api/tickets/{ticketNo}/relayed-calls")
@Tag(name = "工单")
class RelayedCallController {

    private final RelayedCalls relayedCalls;

    RelayedCallController(RelayedCalls relayedCalls) {
        this.relayedCalls = relayedCalls;
    }

    record Wish(String question) {
    }

    @Operation(summary = "请求代为联系", description = "承办单位写明要了解什么，由话务员联系诉求人；联系上的记为该单位的先行联系。")
    @PostMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void ask(@PathVariable String ticketNo, @RequestBody Wish wish) {
        relayedCalls.ask(ticketNo, Texts.required("要了解的问题", wish.question(), 1000));
    }

    @Operation(summary = "代为联系的结果", description = "承办单位只看到本单位的，答复中没有姓名和电话。")
    @GetMapping
    List<RelayedCalls.RelayedCall> list(@PathVariable String ticketNo) {
        return relayedCalls.list(ticketNo);
    }
}
