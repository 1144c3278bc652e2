package org.hotline12345.callback.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.hotline12345.callback.Visits;
import org.hotline12345.common.Texts;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Orders an on-site callback. */
@RestController
@Tag(name = "回访")
class VisitController {

    private final Visits visits;

    VisitController(Visits visits) {
        this.visits = visits;
    }

    record Order(String reason) {
    }

    @Operation(summary = "指定当面回访", description = "限督办员；正在回访的立即改为当面回访，尚未回访的到回访时当面进行。")
    @PostMapping("/api/tickets/{ticketNo}/visits")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void order(@PathVariable String ticketNo, @RequestBody Order order) {
        visits.order(ticketNo, Texts.required("理由", order.reason(), 1000));
    }
}
