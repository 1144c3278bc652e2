package org.hotline12345.report.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import org.hotline12345.report.Dimension;
import org.hotline12345.report.MeasuredTickets;
import org.hotline12345.report.Period;
import org.hotline12345.report.ReportedFigures;
import org.hotline12345.report.UnitRates;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The catalogue of measures, the figures counted by it, the tickets behind them, and rates with their lists. */
@RestController
@RequestMapping("/api/reports")
@Tag(name = "统计报表")
class FiguresController {

    private final ReportedFigures figures;
    private final MeasuredTickets tickets;
    private final UnitRates rates;

    FiguresController(ReportedFigures figures, MeasuredTickets tickets, UnitRates rates) {
        this.figures = figures;
        this.tickets = tickets;
        this.rates = rates;
    }

    @GetMapping("/measures")
    @Operation(summary = "指标目录", description = """
            全部指标、比率和考核名单规则：从哪些记录、按什么条件统计，剔除什么，出处；version 为目录版本。
            每个指标写明可以按哪些维度分组（dimensions）、各项能否相加（additive）、有没有对应的工单（tickets）；sight 为查看人能看到的范围。
            限热线中心人员、通报签发人和承办单位人员。""")
    ReportedFigures.Catalogue measures() {
        return figures.catalogue();
    }

    @GetMapping("/figures")
    @Operation(summary = "期内统计数", description = """
            按指标目录即时统计，只给件数。cells 的 dimension 为 all、unit、kind、category、region、channel、day、line，item 为该维度的代码，
            空串表示未填写；指标没有的维度（见指标目录的 dimensions）没有数。热线中心人员和通报签发人看全部，承办单位人员只看本单位一行（unit）。""")
    ReportedFigures.View figures(@RequestParam(required = false) String jurisdiction,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate to,
            @Parameter(description = "指标代码，用逗号分开；不填为全部") @RequestParam(required = false) List<String> measures,
            @RequestParam(required = false) String dimension) {
        return figures.figures(jurisdiction, from, to, measures, dimension == null || dimension.isBlank() ? null : Dimension.of(dimension));
    }

    @GetMapping("/tickets")
    @Operation(summary = "统计数对应的工单", description = """
            与统计数用同一条件逐件列出，按发生时间先后；next 为下一页的位置。hidden 为本页中查看人无权查看的件数。
            热线中心人员看全部，承办单位人员只看本单位（dimension=unit）的，其他人员不开放。
            没有对应工单的指标（指标目录中 tickets 为 false，如来电）为400。""")
    MeasuredTickets.Part tickets(@RequestParam(required = false) String jurisdiction,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate to,
            @RequestParam String measure, @RequestParam(defaultValue = "all") String dimension,
            @RequestParam(required = false) String item, @RequestParam(required = false) String after,
            @RequestParam(defaultValue = "20") int size) {
        return tickets.of(new Period(jurisdiction, from, to), measure, Dimension.of(dimension), item, after, size);
    }

    @GetMapping("/rates")
    @Operation(summary = "各单位比率和考核名单", description = """
            每个比率给出分子、分母和两位小数的百分数（分母为0时为“—”）。考核名单按未四舍五入的分数判断，未达最少件数的单位另列。
            热线中心人员和通报签发人看全部，承办单位人员只看本单位一行。""")
    UnitRates.Table rates(@RequestParam(required = false) String jurisdiction,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate to) {
        return rates.table(jurisdiction, from, to);
    }
}
