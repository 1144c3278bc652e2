package org.hotline12345.audit.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.hotline12345.audit.AuditChecks;
import org.hotline12345.audit.AuditEntries;
import org.hotline12345.audit.AuditFilter;
import org.hotline12345.audit.TicketReaders;
import org.hotline12345.common.Page;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The audit trail: to be read, searched, checked and taken away, never to be changed. */
@RestController
@RequestMapping("/api/audit")
@Tag(name = "审计")
class AuditController {

    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final AuditEntries entries;
    private final AuditChecks checks;
    private final TicketReaders readers;

    AuditController(AuditEntries entries, AuditChecks checks, TicketReaders readers) {
        this.entries = entries;
        this.checks = checks;
        this.readers = readers;
    }

    @Operation(summary = "审计记录类别", description = "限审计员和系统管理员。")
    @GetMapping("/kinds")
    Map<String, String> kinds() {
        return entries.kinds();
    }

    @Operation(summary = "审计记录", description = "按时间倒序；限审计员和系统管理员。按姓名或文字查询时日期范围不超过92天。下一页用答复中的 next 作为 before。")
    @GetMapping("/entries")
    AuditEntries.Listing entries(@RequestParam(required = false) String kind,
            @Parameter(description = "账号，或当时的姓名") @RequestParam(required = false) String who,
            @RequestParam(required = false) String ticketNo, @Parameter(description = "对象或说明中的文字") @RequestParam(required = false) String words,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate until,
            @RequestParam(required = false) String before, @RequestParam(defaultValue = "50") int size) {
        return entries.list(new AuditFilter(kind, who, ticketNo, words, from, until), before, size);
    }

    @Operation(summary = "导出审计记录", description = "与查询条件相同的 .xlsx，最多十万条；导出本身也记入审计。")
    @GetMapping("/entries/export")
    void export(HttpServletResponse response, @RequestParam(required = false) String kind, @RequestParam(required = false) String who,
            @RequestParam(required = false) String ticketNo, @RequestParam(required = false) String words,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate until) throws IOException {
        Consumer<OutputStream> rows = entries.export(new AuditFilter(kind, who, ticketNo, words, from, until));
        response.setContentType(XLSX);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename("审计记录.xlsx", StandardCharsets.UTF_8).build().toString());
        rows.accept(response.getOutputStream());
    }

    @Operation(summary = "谁看过工单", description = "按工单编号，或某个账号看过哪些工单；同一人、同一工单、同一方式每半小时最多记一次。限审计员和系统管理员，按工单编号查询时督办员也可以。")
    @GetMapping("/ticket-looks")
    Page<TicketReaders.Seen> looks(@RequestParam(required = false) String ticketNo, @RequestParam(required = false) String actor,
            @RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "50") int size) {
        return readers.list(ticketNo, actor, page, size);
    }

    @Operation(summary = "完整性校验记录", description = "最近十次，新的在前；guarded 为真表示数据库本身拒绝修改和删除审计记录。")
    @GetMapping("/checks")
    Checks checks() {
        return new Checks(checks.list(), checks.isGuarded());
    }

    /** @param guarded whether the database itself refuses changes */
    record Checks(List<AuditChecks.Check> items, boolean guarded) {
    }

    @Operation(summary = "校验审计链", description = "在后台逐环校验；已有校验在进行时返回那一次。")
    @PostMapping("/checks")
    @ResponseStatus(HttpStatus.ACCEPTED)
    AuditChecks.Check check() {
        return checks.start();
    }
}
