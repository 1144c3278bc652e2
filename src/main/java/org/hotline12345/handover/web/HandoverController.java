package org.hotline12345.handover.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;
import java.io.OutputStream;
import org.hotline12345.common.Page;
import org.hotline12345.common.Refusal;
import org.hotline12345.handover.Handovers;
import org.hotline12345.handover.OldFiles;
import org.hotline12345.handover.Reconciliation;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Taking tickets over from another system: administrators only. */
@RestController
@RequestMapping("/api/handover")
@Tag(name = "旧系统接续")
class HandoverController {

    private static final MediaType WORKBOOK = MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private final Handovers imports;
    private final OldFiles oldFiles;
    private final Reconciliation reconciliation;

    HandoverController(Handovers imports, OldFiles oldFiles, Reconciliation reconciliation) {
        this.imports = imports;
        this.oldFiles = oldFiles;
        this.reconciliation = reconciliation;
    }

    @Operation(summary = "下载接续模板", description = "四张表：对照、工单、派单、附件；附填写说明。")
    @GetMapping("/template")
    ResponseEntity<byte[]> template() {
        return workbook("旧系统工单接续.xlsx", imports::template);
    }

    @Operation(summary = "上传并检查", description = "只检查，不产生工单；检查在后台进行，结果见该次接续。旧系统名称（system）和旧工单号一起认定一件工单，不重复接续。")
    @PostMapping("/imports")
    @ResponseStatus(HttpStatus.CREATED)
    Handovers.View upload(@RequestParam(required = false) String jurisdiction, @RequestParam String system, @RequestParam MultipartFile file)
            throws IOException {
        if (file.isEmpty()) {
            throw Refusal.invalid("workbook.empty", "文件是空的，请确认保存后再上传。");
        }
        return imports.upload(jurisdiction, system, file.getOriginalFilename(), file.getInputStream());
    }

    @Operation(summary = "历次接续", description = "按上传时间倒序分页。")
    @GetMapping("/imports")
    Page<Handovers.View> list(@RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "20") int size) {
        return imports.list(page, size);
    }

    @Operation(summary = "一次接续", description = "state：checking 检查中、checked 待确认、importing 接续中、done 已完成、discarded 已放弃。")
    @GetMapping("/imports/{id}")
    Handovers.View get(@PathVariable String id) {
        return imports.get(id);
    }

    @Operation(summary = "问题清单", description = "逐句写明哪张表、第几行、哪一列。")
    @GetMapping("/imports/{id}/problems")
    Page<Map<String, Object>> problems(@PathVariable String id, @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "50") int size) {
        return imports.problems(id, page, size);
    }

    @Operation(summary = "确认接续", description = "没有问题的工单在后台逐件接续，可以中断后继续；有问题的不接续，列入核对表。")
    @PostMapping("/imports/{id}/confirmation")
    Handovers.View confirm(@PathVariable String id) {
        return imports.confirm(id);
    }

    @Operation(summary = "放弃接续", description = "只限未确认的；等待接续的内容随即删除。")
    @DeleteMapping("/imports/{id}")
    Handovers.View discard(@PathVariable String id) {
        return imports.discard(id);
    }

    @Operation(summary = "上传旧系统的附件", description = "一个 .zip；按“附件”表中的路径和 SHA-256 逐个挂到已接续的工单上，可以分几次上传，已挂上的不重复。")
    @PostMapping("/imports/{id}/files")
    OldFiles.Result files(@PathVariable String id, @RequestParam MultipartFile file) throws IOException {
        return oldFiles.add(id, file.getInputStream());
    }

    @Operation(summary = "核对", description = "按状态、主办单位、诉求类型、来源渠道、登记月份，比较文件中、已接续、未接续和本系统中的件数。")
    @GetMapping("/imports/{id}/reconciliation")
    Reconciliation.Sheet reconciliation(@PathVariable String id) {
        return reconciliation.of(id);
    }

    @Operation(summary = "下载核对表", description = ".xlsx，含每件未接续的工单和原因，以及新旧工单号。")
    @GetMapping("/imports/{id}/reconciliation/sheet")
    ResponseEntity<byte[]> sheet(@PathVariable String id) {
        return workbook("接续核对表.xlsx", out -> reconciliation.write(id, out));
    }

    private static ResponseEntity<byte[]> workbook(String name, Consumer<OutputStream> writing) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writing.accept(out);
        return ResponseEntity.ok().contentType(WORKBOOK).header(HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename(name, StandardCharsets.UTF_8).build().toString()).body(out.toByteArray());
    }
}
