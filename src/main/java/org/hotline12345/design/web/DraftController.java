package org.hotline12345.design.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.hotline12345.common.Models;
import org.hotline12345.design.Draft;
import org.hotline12345.design.Drafts;
import org.hotline12345.design.Listing;
import org.hotline12345.design.Migrations;
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

/** Changed models before they are in force. */
@RestController
@RequestMapping("/api/designer/drafts")
@Tag(name = "designer", description = "模型的草稿、发布与历史")
class DraftController {

    private final Drafts drafts;
    private final Migrations migrations;

    DraftController(Drafts drafts, Migrations migrations) {
        this.drafts = drafts;
        this.migrations = migrations;
    }

    @Operation(summary = "上传变更的模型，形成草稿", description = "限流程设计员和系统管理员。一个或几个 .bpmn、.dmn、.form 文件（files）；"
            + "连同现行的其他模型一起检查，检查出的问题随草稿返回。有错误的草稿可以查看，不能发布。")
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<Draft> create(@RequestParam(name = "files", required = false) List<MultipartFile> files,
            @RequestParam(required = false) String note) {
        List<Drafts.Upload> uploads = new ArrayList<>();
        for (MultipartFile file : files == null ? List.<MultipartFile>of() : files) {
            try {
                uploads.add(new Drafts.Upload(file.getOriginalFilename(), file.getBytes()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        Draft draft = drafts.create(uploads, note);
        return ResponseEntity.created(URI.create("/api/designer/drafts/" + draft.id())).body(draft);
    }

    @Operation(summary = "草稿列表", description = "按时间倒序；state 为 open、submitted、published、rejected、discarded 之一，不填为全部。")
    @GetMapping
    Listing<Draft> list(@RequestParam(required = false) String state, @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "20") int size) {
        return drafts.list(state, page, size);
    }

    @Operation(summary = "一份草稿及检查结果")
    @GetMapping("/{id}")
    Draft one(@PathVariable String id) {
        return drafts.require(id);
    }

    @Operation(summary = "在办工单能否迁移到草稿", description = "逐个流程：在办多少、能迁移多少、不能迁移的停在哪个环节、为什么。不改变任何工单。")
    @GetMapping("/{id}/migration")
    MigrationView migration(@PathVariable String id) {
        return new MigrationView(migrations.outlook(id).stream().map(process -> new MigrationView.Process(process.process(),
                process.name(), process.running(), process.migratable(), process.blocked())).toList());
    }

    /** What would become of the running instances. */
    record MigrationView(List<Process> processes) {

        record Process(String id, String name, long running, long migratable, List<Models.Blocked> blocked) {
        }
    }

    @Operation(summary = "作废草稿", description = "作废的草稿仍可查看。")
    @DeleteMapping("/{id}")
    Draft discard(@PathVariable String id) {
        return drafts.discard(id);
    }
}
