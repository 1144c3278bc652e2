package org.hotline12345.design.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.hotline12345.common.Refusal;
import org.hotline12345.design.Sheets;
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

/** Decision tables as spreadsheets, out and in. */
@RestController
@RequestMapping("/api/designer/decisions/{id}/sheet")
@Tag(name = "designer")
class SheetController {

    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final Sheets sheets;

    SheetController(Sheets sheets) {
        this.sheets = sheets;
    }

    @Operation(summary = "决策表导出为表格", description = "限流程设计员和系统管理员。该决策所在文件的每张表一个工作表，附填写说明和代码表。")
    @GetMapping(produces = XLSX)
    ResponseEntity<byte[]> export(@PathVariable String id) {
        byte[] workbook = sheets.export(id);
        return ResponseEntity.ok().contentType(MediaType.parseMediaType(XLSX)).header(HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename(id + ".xlsx", StandardCharsets.UTF_8).build().toString()).body(workbook);
    }

    @Operation(summary = "填好的表格成为草稿", description = "限流程设计员和系统管理员。返回草稿和逐行的改动（diff：增加、修改、删除、移动）；"
            + "没有改动的内容逐字节不变。读不懂的格子按行列指出，整份不收。")
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<Sheets.Imported> take(@PathVariable String id, @RequestParam(name = "file", required = false) MultipartFile file,
            @RequestParam(required = false) String note) {
        if (file == null || file.isEmpty()) {
            throw Refusal.invalid("design.noFile", "请选择要上传的 .xlsx 文件。");
        }
        try {
            Sheets.Imported imported = sheets.take(id, file.getBytes(), note);
            return ResponseEntity.created(URI.create("/api/designer/drafts/" + imported.draft().id())).body(imported);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
