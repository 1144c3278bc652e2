package org.hotline12345.succession.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.hotline12345.common.Page;
import org.hotline12345.common.Refusal;
import org.hotline12345.common.Texts;
import org.hotline12345.organization.Categories;
import org.hotline12345.organization.Category;
import org.hotline12345.organization.Region;
import org.hotline12345.organization.Regions;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.UnitChange;
import org.hotline12345.organization.UnitPlan;
import org.hotline12345.organization.Units;
import org.hotline12345.succession.NamedRows;
import org.hotline12345.succession.UnitSuccession;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Units merged, split, renamed, founded or left, with a day. */
@RestController
@RequestMapping("/api/unit-changes")
@Tag(name = "单位变更")
class UnitChangeController {

    private final UnitSuccession succession;
    private final Units units;
    private final Categories categories;
    private final Regions regions;
    private final Clock clock;

    UnitChangeController(UnitSuccession succession, Units units, Categories categories, Regions regions, Clock clock) {
        this.succession = succession;
        this.units = units;
        this.categories = categories;
        this.regions = regions;
        this.clock = clock;
    }

    @GetMapping
    @Operation(summary = "单位变更列表", description = "生效日期新的在前，分页。仅限系统管理员。", operationId = "listUnitChanges")
    Page<UnitChangeView> list(@RequestParam(required = false) @Parameter(description = "热线区域") String jurisdiction,
            @RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "20") int size) {
        Page<UnitChange> found = succession.list(jurisdiction, page, size);
        return new Page<>(found.items().stream().map(this::view).toList(), found.page(), found.size(), found.more());
    }

    @PostMapping("/preview")
    @Operation(summary = "预览单位变更", description = "会移交多少在办工单、任务、人员，哪些决策表规则还写着该单位；不保存。", operationId = "previewUnitChange")
    PreviewView preview(@RequestBody Entry entry) {
        UnitSuccession.Preview preview = succession.preview(entry.plan());
        return new PreviewView(view(preview.change()), preview.tickets(), preview.tasks(), preview.people(), preview.rowCount(),
                preview.rows(), preview.children(), preview.aliases());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "登记单位变更", description = """
            今天生效的立即生效，未办结的工单、任务在后台接续，时限不变；以后生效的到日自动生效，在此之前可以撤销。
            kind：merge 合并、split 拆分、rename 更名、leave 退出、found 新设。
            withPeople 缺省为随迁；退出时缺省为不随迁。""", operationId = "enterUnitChange")
    @ApiResponse(responseCode = "409", description = "organization.changedAlready 等：与已登记的变更冲突")
    UnitChangeView enter(@RequestBody Entry entry) {
        return view(succession.enter(entry.plan()));
    }

    @GetMapping("/{id}")
    @Operation(summary = "单位变更及其进度", operationId = "unitChange")
    UnitChangeView one(@PathVariable String id) {
        return view(succession.one(id));
    }

    @GetMapping("/{id}/kept")
    @Operation(summary = "未能接续的工单", description = "承接单位就是被反映单位等，须由督办员改派。", operationId = "unitChangeKept")
    Page<String> kept(@PathVariable String id, @RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "20") int size) {
        return succession.kept(id, page, size);
    }

    @PostMapping("/{id}/undo")
    @Operation(summary = "撤销尚未生效的单位变更", operationId = "undoUnitChange")
    @ApiResponse(responseCode = "409", description = "organization.changeInForce：已经生效")
    UnitChangeView undo(@PathVariable String id, @RequestBody Undoing undoing) {
        return view(succession.undo(id, undoing.reason()));
    }

    private UnitChangeView view(UnitChange change) {
        UnitChange.Marks marks = change.marks();
        return new UnitChangeView(change.id(), change.jurisdiction(), change.kind(), change.kind().label(), change.unit(), change.oldName(),
                change.day(), change.parts().stream().map(part -> new UnitChangeView.PartView(part.unit(), name(part.unit()), part.category(),
                        categories.find(change.jurisdiction(), part.category()).map(Category::name).orElse(part.category()), part.region(),
                        regions.find(part.region()).map(Region::name).orElse(part.region()))).toList(),
                change.newName(), change.basis(), change.withPeople(), change.state(), change.state().label(), marks.enteredBy(),
                UnitChangeView.time(marks.enteredAt(), clock.getZone()), UnitChangeView.time(marks.startedAt(), clock.getZone()),
                UnitChangeView.time(marks.finishedAt(), clock.getZone()), marks.undoneBy(),
                UnitChangeView.time(marks.undoneAt(), clock.getZone()), marks.undoReason(), marks.tickets(), marks.kept(), marks.people(),
                change.state() == UnitChange.State.PLANNED && change.day().isAfter(LocalDate.now(clock)));
    }

    private String name(String unit) {
        return units.find(unit).map(Unit::name).orElse(unit);
    }

    /**
     * A change as the form sends it; {@code parts} of a merger name one unit, of a split the last one takes the rest. People go along
     * where nothing else is said, but not with a unit that leaves: whoever finishes its work does not employ them.
     */
    record Entry(String jurisdiction, String kind, String unit, LocalDate day, List<PartEntry> parts, String name, String unitKind,
            String parent, String network, String region, String basis, Boolean withPeople) {

        UnitPlan plan() {
            List<UnitChange.Part> taken = parts == null ? List.of() : parts.stream().map(PartEntry::part).toList();
            String way = Texts.required("变更方式", kind, 16);
            return new UnitPlan(jurisdiction, way, unit, day, taken, name,
                    new UnitPlan.Founded(unitKind, Texts.optional("上级单位", parent, 64), network, Texts.optional("区划", region, 12)),
                    basis, withPeople == null ? !UnitChange.Kind.LEAVE.code().equals(way) : withPeople);
        }
    }

    /** One line of who takes over what. */
    record PartEntry(String unit, String category, String region) {

        UnitChange.Part part() {
            if (unit == null || unit.isBlank()) {
                throw Refusal.invalid("organization.successorMissing", "请选择承接单位。").at("parts");
            }
            return new UnitChange.Part(unit.strip(), Texts.optional("诉求类别", category, 64), Texts.optional("区划", region, 12));
        }
    }

    /** Why a change is taken back. */
    record Undoing(String reason) {
    }

    /** What a change would move. */
    record PreviewView(UnitChangeView change, int tickets, long tasks, int people, int rowCount, List<NamedRows.NamedRow> rows,
            List<String> children, List<String> aliases) {
    }
}
