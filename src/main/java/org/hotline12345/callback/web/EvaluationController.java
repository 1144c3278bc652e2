package org.hotline12345.callback.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.hotline12345.callback.Callback;
import org.hotline12345.common.Refusal;
import org.hotline12345.common.Texts;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The citizen's answer to the automatic callback. */
@RestController
@Tag(name = "回访")
class EvaluationController {

    private final Callback callback;

    EvaluationController(Callback callback) {
        this.callback = callback;
    }

    /** 属实、解决、满意; only satisfied must be given. */
    record Evaluation(Boolean authentic, Boolean solved, Boolean satisfied, String remark) {
    }

    @Operation(summary = "登记群众对自动回访的评价")
    @PostMapping("/api/tickets/{ticketNo}/evaluation")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void evaluate(@PathVariable String ticketNo, @RequestBody Evaluation evaluation) {
        if (evaluation.satisfied() == null) {
            throw Refusal.invalid("common.missingField", "请填写是否满意（satisfied）。");
        }
        callback.evaluate(ticketNo, evaluation.authentic(), evaluation.solved(), evaluation.satisfied(),
                Texts.optional("备注", evaluation.remark(), 1000));
    }
}
