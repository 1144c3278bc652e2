package org.hotline12345.supervision.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.hotline12345.common.Page;
import org.hotline12345.common.Texts;
import org.hotline12345.organization.Jurisdictions;
import org.hotline12345.supervision.SpotChecks;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Spot checks by the level above, and the drawing of second callbacks. */
@RestController
@Tag(name = "督办")
class SpotCheckController {

    private final SpotChecks checks;
    private final Jurisdictions jurisdictions;

    SpotCheckController(SpotChecks checks, Jurisdictions jurisdictions) {
        this.checks = checks;
        this.jurisdictions = jurisdictions;
    }

    /** A result; by and satisfied must be given. */
    record NewCheck(String by, OffsetDateTime checkedAt, Boolean satisfied, Boolean solved, Boolean authentic, String remark) {
    }

    /** What to draw from; without a seed one is taken from the clock and told. */
    record NewDraw(String jurisdiction, LocalDate closedFrom, LocalDate closedTo, int size, Long seed) {
    }

    @Operation(summary = "登记抽查结果", description = """
            上级（by：province 省级、city 市级）对已归档工单的抽查，由督办员或上级平台的接入账号登记；与首次评价分开统计，
            不满意的按决策表 supervision-triggers 督办。""")
    @PostMapping("/api/tickets/{ticketNo}/spot-checks")
    @ResponseStatus(HttpStatus.CREATED)
    SpotChecks.Check record(@PathVariable String ticketNo, @RequestBody NewCheck check) {
        return checks.record(ticketNo, Texts.required("抽查方", check.by(), 16),
                check.checkedAt() == null ? null : check.checkedAt().toInstant(), check.satisfied(), check.solved(),
                check.authentic(), Texts.optional("备注", check.remark(), 1000));
    }

    @Operation(summary = "抽取二次回访", description = """
            从归档日期在 closedFrom 至 closedTo（均含）的工单中随机抽取 size 件，逐件生成二次回访任务；同一种子、同样的工单
            抽出同样的结果。首次回访的人不能二次回访同一工单。""")
    @PostMapping("/api/spot-checks/draw")
    @ResponseStatus(HttpStatus.CREATED)
    SpotChecks.Draw draw(@RequestBody NewDraw draw) {
        return checks.draw(jurisdictions.require(draw.jurisdiction()).code(), draw.closedFrom(), draw.closedTo(), draw.size(),
                draw.seed());
    }

    @Operation(summary = "抽查和二次回访列表", description = "by：province、city、hotline（二次回访）；日期为抽查日期，均含。")
    @GetMapping("/api/spot-checks")
    Page<SpotChecks.Check> list(@RequestParam(required = false) String jurisdiction,
            @RequestParam(required = false) String by,
            @Parameter(description = "起（含）") @RequestParam(required = false)
            @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
            @Parameter(description = "止（含）") @RequestParam(required = false)
            @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate to,
            @RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "20") int size) {
        return checks.list(jurisdiction, by, from, to, page, size);
    }
}
