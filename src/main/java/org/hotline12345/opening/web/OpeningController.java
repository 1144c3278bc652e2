package org.hotline12345.opening.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.hotline12345.common.Page;
import org.hotline12345.common.Refusal;
import org.hotline12345.opening.Checklist;
import org.hotline12345.opening.ImportView;
import org.hotline12345.opening.Imports;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Opening a city: workbooks out and in, and what is still missing. */
@RestController
@RequestMapping("/api/opening")
@Tag(name = "opening")
class OpeningController {

    private static final MediaType XLSX = MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private final Imports imports;
    private final Checklist checklist;

    OpeningController(Imports imports, Checklist checklist) {
        this.imports = imports;
        this.checklist = checklist;
    }

    @Operation(summary = "开城模板", description = "限系统管理员。空白工作簿，每类基础数据一个工作表，附填写说明和可选值。")
    @GetMapping("/template")
    ResponseEntity<byte[]> template() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        imports.template(out);
        return file("开城模板.xlsx", out);
    }

    @Operation(summary = "导出基础数据", description = "限系统管理员。与模板同样的工作表，再导入没有变化。")
    @GetMapping("/export")
    ResponseEntity<byte[]> export(@RequestParam(required = false) String jurisdiction) {
        String name = imports.exportName(jurisdiction);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        imports.export(jurisdiction, out);
        return file(name, out);
    }

    private static ResponseEntity<byte[]> file(String name, ByteArrayOutputStream content) {
        return ResponseEntity.ok().contentType(XLSX).header(HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename(name, StandardCharsets.UTF_8).build().toString()).body(content.toByteArray());
    }

    @Operation(summary = "上传并核对", description = "限系统管理员。.xlsx 或 .csv；在后台核对，逐格指出问题，不写入任何内容。")
    @PostMapping(path = "/imports", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<ImportView> take(@RequestParam(required = false) String jurisdiction,
            @RequestParam(name = "file", required = false) MultipartFile file) {
        if (file == null || file.isEmpty()) {
            throw Refusal.invalid("opening.noFile", "请选择要上传的 .xlsx 或 .csv 文件。");
        }
        try {
            ImportView taken = imports.take(jurisdiction, file.getOriginalFilename(), file.getBytes());
            return ResponseEntity.accepted().location(URI.create("/api/opening/imports/" + taken.id())).body(taken);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Operation(summary = "导入历史", description = "限系统管理员。何人、何时、哪个文件（校验值）、各表增改多少。")
    @GetMapping("/imports")
    Page<ImportView> list(@RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "20") int size) {
        return imports.list(page, size);
    }

    @Operation(summary = "一次上传", description = "限系统管理员。核对或导入的进度，问题和将要发生的变化。")
    @GetMapping("/imports/{id}")
    ImportView one(@PathVariable String id) {
        return imports.find(id);
    }

    @Operation(summary = "确认导入", description = "限系统管理员。在一个事务中导入核对通过的文件。")
    @PostMapping("/imports/{id}/confirmation")
    ImportView confirm(@PathVariable String id) {
        return imports.confirm(id);
    }

    @Operation(summary = "作废上传", description = "限系统管理员。文件删除，记录保留。")
    @DeleteMapping("/imports/{id}")
    ResponseEntity<Void> discard(@PathVariable String id) {
        imports.discard(id);
        return ResponseEntity.noContent().build();
    }

    @Operation(summary = "开城检查表", description = "限系统管理员。第一件工单能够派出以前还缺什么，哪些是必须的。")
    @GetMapping("/checklist")
    Checklist.Result checklist(@RequestParam(required = false) String jurisdiction) {
        return checklist.of(jurisdiction);
    }
}
