package org.hotline12345.design.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import org.hotline12345.design.Conflicts;
import org.hotline12345.design.Draft;
import org.hotline12345.design.Listing;
import org.hotline12345.design.Publication;
import org.hotline12345.design.Publications;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Puts drafts into force, takes publications back, and tells who did it, when and why. */
@RestController
@RequestMapping("/api/designer")
@Tag(name = "designer")
class PublicationController {

    private final Publications publications;
    private final Conflicts conflicts;

    PublicationController(Publications publications, Conflicts conflicts) {
        this.publications = publications;
        this.conflicts = conflicts;
    }

    record Submission(@Schema(description = "发布说明") String note, @Schema(description = "在办工单能迁移的是否一并迁移") Boolean migrate) {
    }

    record Remark(String note) {
    }

    record Rejection(String reason) {
    }

    record Choice(@Schema(description = "文件，例如 dmn/acceptance.dmn；不填为全部") String resource,
            @Schema(description = "product 采用产品的，designer 保留设计员的") String keep) {
    }

    @Operation(summary = "提交草稿", description = "不要求第二人批准（设置项 design.secondPerson）时立即发布，否则等待批准。"
            + "现行模型在起草后有变更的，先重新检查并退回核对（design.setChanged）。")
    @PostMapping("/drafts/{id}/submission")
    Draft submit(@PathVariable String id, @RequestBody Submission submission) {
        return publications.submit(id, submission.note(), Boolean.TRUE.equals(submission.migrate()));
    }

    @Operation(summary = "批准草稿并发布", description = "不能由起草人或提交人本人办理。")
    @PostMapping("/drafts/{id}/approval")
    Draft approve(@PathVariable String id, @RequestBody(required = false) Remark remark) {
        return publications.approve(id, remark == null ? null : remark.note());
    }

    @Operation(summary = "退回草稿", description = "须写明理由；起草人可以修改后重新上传，或再次提交。")
    @PostMapping("/drafts/{id}/rejection")
    Draft reject(@PathVariable String id, @RequestBody Rejection rejection) {
        return publications.reject(id, rejection.reason());
    }

    @Operation(summary = "发布历史", description = "谁在何时因何发布，按时间倒序。")
    @GetMapping("/publications")
    Listing<Publication> list(@RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "20") int size) {
        return publications.list(page, size);
    }

    @Operation(summary = "一次发布及其变化", description = "逐个文件用文字说明改了哪些环节、规则行或字段。")
    @GetMapping("/publications/{id}")
    Publication one(@PathVariable String id) {
        return publications.require(id);
    }

    @Operation(summary = "回退一次发布", description = "该次发布之前的整套模型重新生效，作为一次新的发布（其后的发布也一并撤销）；"
            + "要求第二人批准的，先成为待批准的草稿（202）。")
    @PostMapping("/publications/{id}/rollback")
    ResponseEntity<Object> rollBack(@PathVariable String id, @RequestBody Remark remark) {
        return answer(publications.rollBack(id, remark.note()));
    }

    @Operation(summary = "产品新版本与设计员的改动冲突的文件", description = "决定之前，设计员发布的内容继续生效。")
    @GetMapping("/conflicts")
    List<Conflicts.Conflict> conflicts() {
        return conflicts.list();
    }

    @Operation(summary = "决定冲突的文件采用哪一方", description = "采用产品的，作为一次新的发布；保留设计员的（204），不再提示。")
    @PostMapping("/conflicts")
    ResponseEntity<Object> decide(@RequestBody Choice choice) {
        Draft draft = conflicts.decide(choice.resource(), choice.keep());
        return draft == null ? ResponseEntity.noContent().build() : answer(draft);
    }

    /** The publication, or the draft that waits for a second person. */
    private ResponseEntity<Object> answer(Draft draft) {
        if (draft.publication() == null) {
            return ResponseEntity.accepted().location(URI.create("/api/designer/drafts/" + draft.id())).body(draft);
        }
        return ResponseEntity.created(URI.create("/api/designer/publications/" + draft.publication()))
                .body(publications.require(draft.publication()));
    }
}
