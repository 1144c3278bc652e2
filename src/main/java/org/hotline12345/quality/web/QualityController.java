package org.hotline12345.quality.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import org.hotline12345.common.Page;
import org.hotline12345.quality.Check;
import org.hotline12345.quality.Checks;
import org.hotline12345.quality.Draws;
import org.hotline12345.quality.QualityFigures;
import org.hotline12345.quality.ScoreSheets;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Draws, results, appeals, figures and score sheets. */
@RestController
@RequestMapping("/api/quality")
@Tag(name = "质检")
class QualityController {

    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final Draws draws;
    private final Checks checks;
    private final ScoreSheets sheets;
    private final QualityFigures figures;

    QualityController(Draws draws, Checks checks, ScoreSheets sheets, QualityFigures figures) {
        this.draws = draws;
        this.checks = checks;
        this.sheets = sheets;
        this.figures = figures;
    }

    @Operation(summary = "抽样", description = "同一方案、同一种子、同样的工单抽到同样的样本；已抽过的不再重复评分。限质检员和督办员。")
    @PostMapping("/draws")
    Draws.Draw draw(@RequestBody Draws.Plan plan) {
        return draws.draw(plan);
    }

    @Operation(summary = "抽样记录", description = "按抽样时间倒序；限质检员和督办员。")
    @GetMapping("/draws")
    Page<Draws.Draw> draws(@RequestParam(required = false) String jurisdiction, @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "20") int size) {
        return draws.list(jurisdiction, page, size);
    }

    @Operation(summary = "质检结果", description = "质检员、督办员和系统管理员查看全部，其他人只看到自己的，评分之后才看到。")
    @GetMapping("/results")
    Page<Check> results(@RequestParam(required = false) String jurisdiction, @RequestParam(required = false) String person,
            @RequestParam(required = false) String unit, @RequestParam(required = false) String state,
            @RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "20") int size) {
        return checks.list(jurisdiction, person, unit, state, page, size);
    }

    /** Why the score is wrong. */
    record Appeal(String reason) {
    }

    @Operation(summary = "申诉", description = "被检人本人在申诉限期内，一次。")
    @PostMapping("/results/{id}/appeal")
    Check appeal(@PathVariable String id, @RequestBody Appeal appeal) {
        return checks.appeal(id, appeal.reason());
    }

    @Operation(summary = "质检统计", description = "按人员（person）或单位（unit），平均得分低的在前；限质检员和督办员。")
    @GetMapping("/summary")
    List<QualityFigures.Row> summary(@RequestParam(required = false) String jurisdiction,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate until,
            @RequestParam(defaultValue = "person") String by) {
        return figures.summary(jurisdiction, from, until, by);
    }

    @Operation(summary = "导出质检统计")
    @GetMapping("/summary/export")
    void export(HttpServletResponse response, @RequestParam(required = false) String jurisdiction,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate until,
            @RequestParam(defaultValue = "person") String by) throws IOException {
        Consumer<OutputStream> book = figures.export(jurisdiction, from, until, by);
        response.setContentType(XLSX);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename("质检结果.xlsx", StandardCharsets.UTF_8).build().toString());
        book.accept(response.getOutputStream());
    }

    @Operation(summary = "评分表", description = "现行各环节的评分表。")
    @GetMapping("/sheets")
    List<ScoreSheets.Sheet> sheets(@RequestParam(required = false) String jurisdiction) {
        return sheets.list(jurisdiction);
    }

    /** A sheet as it shall be from now on. */
    record NewSheet(String name, List<ScoreSheets.Item> items) {
    }

    @Operation(summary = "修改评分表", description = "生成新版本，只用于此后抽取的样本；限督办员和系统管理员。")
    @PutMapping("/sheets/{part}")
    ScoreSheets.Sheet define(@PathVariable String part, @RequestParam(required = false) String jurisdiction, @RequestBody NewSheet sheet) {
        return sheets.define(jurisdiction, part, sheet.name(), sheet.items());
    }
}
