package org.hotline12345.attachment.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.hotline12345.attachment.Attachment;
import org.hotline12345.attachment.Attachments;
import org.hotline12345.common.AuditTrail;
import org.hotline12345.common.Refusal;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Files of a ticket. */
@RestController
@RequestMapping("/api/tickets/{ticketNo}/attachments")
@Tag(name = "附件")
class AttachmentController {

    /** Should a browser show it as a page after all: no script, no origin, nothing loaded. */
    private static final String SANDBOX = "default-src 'none'; sandbox; frame-ancestors 'none'";

    private final AuditTrail trail;
    private final Attachments attachments;

    AttachmentController(Attachments attachments, AuditTrail trail) {
        this.trail = trail;
        this.attachments = attachments;
    }

    @Operation(summary = "上传附件", description = "每次一个文件（file）。类型按内容识别，大小和个数以设置项 attachment.* 为准；"
            + "图片和手机录像中的拍摄位置等信息会被去除，文档原样保存。同一文件重复上传返回 200 和原有附件。限热线中心和正在承办的单位。")
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<Attachment> add(@PathVariable String ticketNo, @RequestParam(required = false) MultipartFile file) {
        if (file == null) {
            throw Refusal.invalid("attachment.missing", "请选择要上传的文件。");
        }
        try {
            Attachments.Added added = attachments.add(ticketNo, file.getOriginalFilename(), file.getInputStream());
            return ResponseEntity.status(added.fresh() ? HttpStatus.CREATED : HttpStatus.OK).body(added.file());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Operation(summary = "附件列表", description = "按上传先后分页；移除的附件保留名称、移除人和理由。只列出本人可以查看的：承办单位看不到其他单位上传的附件，"
            + "保密工单中由热线中心上传的附件在开放之前只有指定角色可以查看。"
            + "同时答复本人能否上传（mayAdd）、还能上传几个（room）和大小限制。")
    @GetMapping
    Attachments.Files list(@PathVariable String ticketNo, @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "50") int size) {
        return attachments.list(ticketNo, page, size);
    }

    @Operation(summary = "附件内容", description = "以下载方式返回，支持分段读取（Range）。")
    @GetMapping("/{id}")
    ResponseEntity<Resource> content(@PathVariable String ticketNo, @PathVariable String id) {
        Attachments.Content content = attachments.open(ticketNo, id);
        trail.seen(ticketNo, AuditTrail.Look.ATTACHMENT);
        return ResponseEntity.ok().contentType(MediaType.parseMediaType(content.type().mediaType()))
                .header("Content-Security-Policy", SANDBOX)
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .header(HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(content.name(), StandardCharsets.UTF_8).build().toString())
                .body(new StoredFile(content));
    }

    @Operation(summary = "移除附件", description = "须写明理由（reason，不少于4个字）。上传人在提交前可以移除，督办员可以随时移除；内容删除，名称和理由保留。")
    @DeleteMapping("/{id}")
    Attachment remove(@PathVariable String ticketNo, @PathVariable String id, @RequestParam(required = false) String reason) {
        return attachments.remove(ticketNo, id, reason);
    }

    /** Why units may see it. */
    record Release(String reason) {
    }

    @Operation(summary = "开放保密工单的附件", description = "开放后承办单位可以查看；限设置项 identity.confidentialRoles 中的角色，须写明理由。")
    @PostMapping("/{id}/release")
    Attachment release(@PathVariable String ticketNo, @PathVariable String id, @RequestBody Release release) {
        return attachments.release(ticketNo, id, release.reason());
    }
}
