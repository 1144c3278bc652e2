package org.hotline12345.deadline.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import org.hotline12345.calendar.NoticeImports;
import org.hotline12345.common.Page;
import org.hotline12345.deadline.CalendarChange;
import org.hotline12345.organization.Jurisdictions;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where a notice of holidays is handed in, compared with the calendar in force, and approved by a person. */
@RestController
@RequestMapping("/api/calendar/{place}/imports")
@Tag(name = "calendar", description = "工作日历")
class CalendarImportController {

    private static final String NATIONAL = "CN";

    private final NoticeImports imports;
    private final CalendarChange change;
    private final Jurisdictions jurisdictions;

    CalendarImportController(NoticeImports imports, CalendarChange change, Jurisdictions jurisdictions) {
        this.imports = imports;
        this.change = change;
        this.jurisdictions = jurisdictions;
    }

    /** What is handed in. */
    @Schema(description = "放假通知或变更")
    record NewImport(@Schema(description = "依据（文号）；通知全文中已有的可不填") String order, @Schema(description = "年份；CSV必填") Integer year,
            LocalDate noticeOn, @Schema(description = "text 通知全文、json 数据（holiday-cn的年度文件）、csv（date,kind,holiday）") String source,
            String content, @Schema(description = "只变更个别日期，不是全年安排") Boolean amendment) {
    }

    /** What the approver decides. */
    record Approval(String note, @Schema(description = "现行日历中有、导入内容中没有的日期：keep 保留、drop 取消") String lostDays,
            @Schema(description = "未识别的语句和提示已核对") Boolean acknowledged) {
    }

    record Rejection(String reason) {
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "导入放假通知", description = "仅限系统管理员。读出日期，给出与现行日历的差异、未能识别的语句和提示；核准前不生效。"
            + "没有通知原文地址或没有日期的数据（尚未公布的年份）不能导入。", operationId = "importNotice")
    NoticeImports.Import propose(@PathVariable String place, @RequestBody NewImport wanted) {
        String id = imports.propose(require(place), new NoticeImports.Notice(wanted.order(), wanted.year(), wanted.noticeOn(),
                wanted.source(), wanted.content(), Boolean.TRUE.equals(wanted.amendment())));
        return imports.require(place, id);
    }

    @GetMapping
    @Operation(summary = "导入记录", description = "新的在前；仅限系统管理员。", operationId = "noticeImports")
    Page<NoticeImports.Import> list(@PathVariable String place, @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "20") int size) {
        return imports.list(require(place), page, size);
    }

    @GetMapping("/{id}")
    @Operation(summary = "一次导入及其与现行日历的差异", operationId = "noticeImport")
    NoticeImports.Import one(@PathVariable String place, @PathVariable String id) {
        return imports.require(require(place), id);
    }

    @GetMapping("/{id}/preview")
    @Operation(summary = "核准后多少工单的时限会顺延", description = "逐件试算，不改变任何时限；最多算20秒，没算完的 complete 为 false。",
            operationId = "previewNotice")
    CalendarChange.Preview preview(@PathVariable String place, @PathVariable String id) {
        return change.preview(require(place), id);
    }

    @PostMapping("/{id}/approval")
    @Operation(summary = "核准", description = "仅限系统管理员；设置 calendar.secondPerson 为“是”时须由导入人以外的人核准。核准后生成新版本，"
            + "未到期的时限只顺延不提前，每件一个事务，每个单位一条通知。", operationId = "approveNotice")
    CalendarChange.Outcome approve(@PathVariable String place, @PathVariable String id, @RequestBody Approval approval) {
        imports.require(require(place), id);
        String version = change.approve(id, approval.note(), approval.lostDays(), Boolean.TRUE.equals(approval.acknowledged()));
        return change.follow(version);
    }

    @PostMapping("/{id}/rejection")
    @Operation(summary = "退回", operationId = "rejectNotice")
    NoticeImports.Import reject(@PathVariable String place, @PathVariable String id, @RequestBody Rejection rejection) {
        imports.require(require(place), id);
        imports.reject(id, rejection.reason());
        return imports.require(place, id);
    }

    private String require(String place) {
        int group = place.indexOf('-');
        if (!NATIONAL.equals(place)) {
            jurisdictions.require(group < 0 ? place : place.substring(0, group));
        }
        return place;
    }
}
