package org.hotline12345.design.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.hotline12345.design.Listing;
import org.hotline12345.design.ModelList;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The models in force and their versions. */
@RestController
@RequestMapping("/api/designer")
@Tag(name = "designer")
class ModelController {

    private final ModelList modelList;

    ModelController(ModelList modelList) {
        this.modelList = modelList;
    }

    @Operation(summary = "现行模型", description = "每个模型的版本、最近一次变更和在办数量。")
    @GetMapping("/models")
    ModelList.InForce inForce() {
        return modelList.inForce();
    }

    @Operation(summary = "下载模型文件", description = "kind 为 process、decision 或 form；version 不填为现行版本。")
    @GetMapping("/models/{kind}/{id}")
    ResponseEntity<byte[]> file(@PathVariable String kind, @PathVariable String id, @RequestParam(required = false) Integer version) {
        return download(modelList.file(kind, id, version));
    }

    @Operation(summary = "下载草稿中的模型文件")
    @GetMapping("/drafts/{draft}/files/{kind}/{id}")
    ResponseEntity<byte[]> fileOfDraft(@PathVariable String draft, @PathVariable String kind, @PathVariable String id) {
        return download(modelList.fileOfDraft(draft, kind, id));
    }

    private static ResponseEntity<byte[]> download(ModelList.File file) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename(file.name()).build().toString())
                .body(file.content());
    }

    @Operation(summary = "模型的各个版本", description = "每次发布都会产生整套模型的新版本；changed 表示内容与上一版本不同。")
    @GetMapping("/models/{kind}/{id}/versions")
    Listing<ModelList.Version> versions(@PathVariable String kind, @PathVariable String id, @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "20") int size) {
        return modelList.versions(kind, id, page, size);
    }
}
