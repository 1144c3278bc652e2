package org.hotline12345.worklist.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.hotline12345.common.Matters;
import org.hotline12345.common.Refusal;
import org.hotline12345.worklist.Lines;
import org.hotline12345.worklist.process.FilterCounts;
import org.hotline12345.worklist.process.WorkTasks;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What task lists show beside the engine's own fields. */
@RestController
@Tag(name = "工单列表")
class WorklistController {

    private static final int MOST_LINES = 100;

    private final WorkTasks workTasks;
    private final Lines lines;
    private final FilterCounts filterCounts;

    WorklistController(WorkTasks workTasks, Lines lines, FilterCounts filterCounts) {
        this.workTasks = workTasks;
        this.lines = lines;
        this.filterCounts = filterCounts;
    }

    @Operation(summary = "一页任务的工单行", description = "工单号、标题、单位、时限（含剩余工作日的一句话）、黄红牌、催办、督办、退回次数和风险提示；不属于工单的任务给出所办事项；看不到的任务不返回。")
    @GetMapping("/api/tasks/lines")
    @Transactional(readOnly = true)
    public List<Lines.Line> lines(@RequestParam List<String> ids) {
        if (ids.size() > MOST_LINES) {
            throw Refusal.invalid("worklist.tooManyTasks", "一次最多查询" + MOST_LINES + "个任务，请分批查询。");
        }
        return lines.of(workTasks.of(ids));
    }

    @Operation(summary = "任务对应的事项", description = "不属于工单的任务（通报、会商、节假日安排）在表单旁显示的内容；单位只看到请本单位核对或发给本单位的通报。")
    @GetMapping("/api/tasks/{taskId}/matter")
    @Transactional(readOnly = true)
    public Matters.Card matter(@PathVariable String taskId) {
        return lines.card(workTasks.of(List.of(taskId)).stream().findFirst()
                .orElseThrow(() -> Refusal.unknown("worklist.unknownTask", "该任务已办理或不存在，请刷新任务列表。")));
    }

    @Operation(summary = "本人各筛选器的任务数", description = "与任务列表所列一致；看不到的筛选器不返回。")
    @GetMapping("/api/tasks/counts")
    @Transactional(readOnly = true)
    public List<FilterCounts.Count> counts() {
        return filterCounts.ofReader();
    }
}
