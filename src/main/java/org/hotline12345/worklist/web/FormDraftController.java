package org.hotline12345.worklist.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.hotline12345.common.Refusal;
import org.hotline12345.worklist.FormDrafts;
import org.hotline12345.worklist.process.WorkTasks;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What somebody wrote in a task's form and has not submitted. */
@RestController
@Tag(name = "工单列表")
class FormDraftController {

    private final WorkTasks workTasks;
    private final FormDrafts drafts;
    private final Clock clock;

    FormDraftController(WorkTasks workTasks, FormDrafts drafts, Clock clock) {
        this.workTasks = workTasks;
        this.drafts = drafts;
        this.clock = clock;
    }

    /** Without {@code savedAt} there is none. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DraftAnswer(Map<String, String> fields, OffsetDateTime savedAt) {
    }

    record DraftRequest(Map<String, String> fields) {
    }

    @Operation(summary = "本人在一项任务中未提交的填写内容", description = "只有本人能看到；没有草稿时不含 savedAt。")
    @GetMapping("/api/tasks/{taskId}/draft")
    @Transactional(readOnly = true)
    public DraftAnswer draft(@PathVariable String taskId) {
        requireSeen(taskId);
        return drafts.find(taskId).map(this::answer).orElse(new DraftAnswer(Map.of(), null));
    }

    @Operation(summary = "保存草稿", description = "保存在服务器上，提交、退出登录或三天后删除。")
    @PutMapping("/api/tasks/{taskId}/draft")
    @Transactional
    public DraftAnswer keep(@PathVariable String taskId, @RequestBody DraftRequest request) {
        if (request.fields() == null || request.fields().containsValue(null)) {
            throw Refusal.invalid("common.missingField", "请给出要保存的内容 fields。");
        }
        requireSeen(taskId);
        return answer(drafts.keep(taskId, request.fields()));
    }

    @Operation(summary = "删除草稿")
    @DeleteMapping("/api/tasks/{taskId}/draft")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Transactional
    public void forget(@PathVariable String taskId) {
        drafts.forget(taskId);
    }

    private void requireSeen(String taskId) {
        if (workTasks.of(List.of(taskId)).isEmpty()) {
            throw Refusal.unknown("worklist.unknownTask", "该任务已办理或不存在，请刷新任务列表。");
        }
    }

    private DraftAnswer answer(FormDrafts.Draft draft) {
        return new DraftAnswer(draft.fields(), draft.savedAt().atZone(clock.getZone()).toOffsetDateTime());
    }
}
