package org.hotline12345.report.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import org.hotline12345.report.UnitFigures;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Figures of a period. */
@RestController
@RequestMapping("/api/reports")
@Tag(name = "统计报表")
class ReportController {

    private final UnitFigures figures;

    ReportController(UnitFigures figures) {
        this.figures = figures;
    }

    @GetMapping("/units")
    @Operation(summary = "单位办件统计", operationId = "unitFigures", description = """
            期内各单位的交办、办理、超期、回访满意件数，只给件数，不给比率。各项记在当时的单位名下，单位合并、拆分、更名不改变已过去的统计期；
            rollUp 为 true 时，已撤并单位的件数加到现在的承接单位。热线中心人员和通报签发人看全部和合计，承办单位只看本单位一行。""")
    UnitFigures.Table units(@RequestParam(required = false) @Parameter(description = "热线区域") String jurisdiction,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate to,
            @RequestParam(defaultValue = "false") boolean rollUp) {
        return figures.table(jurisdiction, from, to, rollUp);
    }
}
