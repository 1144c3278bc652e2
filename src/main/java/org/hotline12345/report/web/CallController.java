package org.hotline12345.report.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.hotline12345.common.Page;
import org.hotline12345.common.Refusal;
import org.hotline12345.report.CallTotal;
import org.hotline12345.report.CallHistory;
import org.hotline12345.report.CallImports;
import org.hotline12345.report.CallTotals;
import org.hotline12345.report.Period;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Daily call totals in and out. */
@RestController
@RequestMapping("/api/reports/calls")
@Tag(name = "话务量")
class CallController {

    private static final MediaType XLSX = MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private final CallTotals totals;
    private final CallImports imports;
    private final CallHistory history;

    CallController(CallTotals totals, CallImports imports, CallHistory history) {
        this.totals = totals;
        this.imports = imports;
        this.history = history;
    }

    @GetMapping
    @Operation(summary = "各日话务量", description = "限热线中心；日期近的在前。")
    Page<CallTotal> list(@RequestParam(required = false) String jurisdiction,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate to,
            @RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "50") int size) {
        return totals.list(new Period(jurisdiction, from, to), page, size);
    }

    @GetMapping("/template")
    @Operation(summary = "话务量导入模板", description = "限督办员和系统管理员。")
    ResponseEntity<byte[]> template() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        imports.template(out);
        return ResponseEntity.ok().contentType(XLSX).header(HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename("话务量导入.xlsx", StandardCharsets.UTF_8).build().toString()).body(out.toByteArray());
    }

    @PostMapping(path = "/imports", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(summary = "导入话务量", description = """
            限督办员和系统管理员。.xlsx 或 .csv（一张“话务量”表）；有一处问题就整份不导入，逐格指出。trial 为 true 时只核对，不写入。
            同一天同一号码以后导入的为准，修改前后的数留有记录；内容相同的文件再次导入不改变任何数。""")
    CallImports.Outcome take(@RequestParam(required = false) String jurisdiction,
            @Parameter(description = "只核对") @RequestParam(defaultValue = "false") boolean trial,
            @RequestParam(required = false) MultipartFile file) throws IOException {
        if (file == null || file.isEmpty()) {
            throw Refusal.invalid("report.noFile", "请选择要上传的 .xlsx 或 .csv 文件。");
        }
        return imports.take(jurisdiction, file.getOriginalFilename(), file.getBytes(), trial);
    }

    @GetMapping("/imports")
    @Operation(summary = "话务量导入记录", description = "限督办员和系统管理员；何人（by 为账号，byName 为姓名）何时导入了哪个文件，新的在前。")
    Page<CallHistory.Import> imports(@RequestParam(required = false) String jurisdiction, @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "20") int size) {
        return history.imports(jurisdiction, page, size);
    }

    @GetMapping("/imports/{id}/changes")
    @Operation(summary = "一次导入修改了哪些数", description = "限督办员和系统管理员；修改前后的数。")
    Page<CallHistory.Change> changes(@PathVariable String id, @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "50") int size) {
        return history.changes(id, page, size);
    }
}
