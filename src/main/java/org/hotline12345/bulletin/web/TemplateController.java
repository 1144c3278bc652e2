package org.hotline12345.bulletin.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hotline12345.bulletin.content.Templates;
import org.hotline12345.common.Refusal;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** The Word template of a city's bulletins: taken away, laid in, taken back. */
@RestController
@RequestMapping("/api/bulletins/template")
@Tag(name = "通报")
class TemplateController {

    private static final MediaType DOCX = MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.wordprocessingml.document");

    private final Templates templates;

    TemplateController(Templates templates) {
        this.templates = templates;
    }

    /** Number of the version that now holds. */
    record Laid(int version) {
    }

    @Operation(summary = "现用的通报模板（.docx）", description = "限通报采编员、督办员、系统管理员。没有上传过的区域是系统自带的模板。")
    @GetMapping
    ResponseEntity<byte[]> current(@RequestParam(required = false) String jurisdiction) {
        return ResponseEntity.ok().contentType(DOCX).header(HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename("通报模板.docx", StandardCharsets.UTF_8).build().toString())
                .body(templates.current(jurisdiction));
    }

    @Operation(summary = "历次上传的通报模板", operationId = "bulletinTemplates", description = "限通报采编员、督办员、系统管理员；最新的在前，最多50条。")
    @GetMapping("/history")
    List<Templates.Laid> history(@RequestParam(required = false) String jurisdiction) {
        return templates.history(jurisdiction);
    }

    @Operation(summary = "上传通报模板", operationId = "layBulletinTemplate", description = """
            multipart/form-data 的 file 字段，.docx，不超过5MB。含宏、控件、外部链接、不认识的标签，或缺少必需的标签和段落样式的不接受，并指出是哪一个。
            此后生成的文件按新模板排版，已签发的文件不变。""")
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    Laid lay(@RequestParam(required = false) String jurisdiction, @RequestParam(name = "file", required = false) MultipartFile file) throws IOException {
        if (file == null || file.isEmpty()) {
            throw Refusal.invalid("bulletin.noTemplate", "请选择要上传的模板文件（.docx）。");
        }
        return new Laid(templates.lay(jurisdiction, file.getOriginalFilename(), file.getBytes()));
    }

    @Operation(summary = "恢复系统自带的通报模板", operationId = "withdrawBulletinTemplate", description = "上传过的仍留在历次模板中。")
    @DeleteMapping
    Laid withdraw(@RequestParam(required = false) String jurisdiction) {
        return new Laid(templates.withdraw(jurisdiction));
    }
}
