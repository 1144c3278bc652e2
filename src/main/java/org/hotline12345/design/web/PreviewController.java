package org.hotline12345.design.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import org.hotline12345.design.Listing;
import org.hotline12345.design.Preview;
import org.hotline12345.design.PreviewSheet;
import org.hotline12345.design.Previews;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a draft would have done with tickets of the past. */
@RestController
@RequestMapping("/api/designer")
@Tag(name = "designer", description = "模型的草稿、发布与历史")
class PreviewController {

    private static final String SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final Previews previews;
    private final PreviewSheet sheet;

    PreviewController(Previews previews, PreviewSheet sheet) {
        this.previews = previews;
        this.sheet = sheet;
    }

    @Operation(summary = "用草稿预览往期工单", description = "kind 为 routing（按草稿与现行的派单规则各派一遍）或 limits（按草稿与现行的时限各算一遍）；"
            + "不填时间为最近一个月；也可以指定工单（tickets，最多2000件）。在后台进行，不改变任何工单，用返回的编号查看进度和结果。")
    @PostMapping("/drafts/{id}/previews")
    ResponseEntity<Preview> begin(@PathVariable String id, @RequestBody Previews.Wish wish) {
        Preview preview = previews.begin(id, wish);
        return ResponseEntity.accepted().location(URI.create("/api/designer/previews/" + preview.id())).body(preview);
    }

    @Operation(summary = "预览的进度和结果", description = "done/total 为已看和应看的工单数；完成后给出汇总，以及按单位、按类别的前后对比。"
            + "单位代码“-”表示由派单员派单。")
    @GetMapping("/previews/{id}")
    Preview one(@PathVariable String id) {
        return previews.require(id);
    }

    @Operation(summary = "结果有变化的工单", description = "可按单位（含“-”由派单员派单）和类别（“-”未分类）筛选。")
    @GetMapping("/previews/{id}/tickets")
    Listing<Preview.Item> tickets(@PathVariable String id, @RequestParam(required = false) String unit,
            @RequestParam(required = false) String category, @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "20") int size) {
        return previews.tickets(id, unit, category, page, size);
    }

    @Operation(summary = "导出预览结果（.xlsx）", description = "汇总、按单位、按类别、逐单四张表；不含标题。")
    @GetMapping("/previews/{id}/export")
    void export(@PathVariable String id, HttpServletResponse response) throws IOException {
        Preview preview = sheet.require(id);
        response.setContentType(SHEET);
        response.setHeader("Content-Disposition", "attachment; filename=\"preview-" + preview.id() + ".xlsx\"");
        sheet.write(preview, response.getOutputStream());
    }

    @Operation(summary = "取消预览", description = "已看过的部分仍可查看。")
    @DeleteMapping("/previews/{id}")
    Preview cancel(@PathVariable String id) {
        return previews.cancel(id);
    }
}
