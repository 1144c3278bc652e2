package org.hotline12345.bulletin.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.hotline12345.bulletin.Bulletins;
import org.hotline12345.bulletin.Change;
import org.hotline12345.bulletin.Corrections;
import org.hotline12345.bulletin.Drafting;
import org.hotline12345.bulletin.Frames;
import org.hotline12345.bulletin.Header;
import org.hotline12345.bulletin.Records;
import org.hotline12345.bulletin.Wording;
import org.hotline12345.bulletin.content.Content;
import org.hotline12345.bulletin.content.Piece;
import org.hotline12345.common.Page;
import org.hotline12345.report.Cell;
import org.hotline12345.report.Figures;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Bulletins: list, draft, texts, figures, objections, files, corrections. */
@RestController
@RequestMapping("/api/bulletins")
@Tag(name = "通报")
class BulletinController {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final Bulletins bulletins;
    private final Records records;
    private final Drafting drafts;
    private final Wording wording;
    private final Corrections corrections;
    private final Frames frames;

    BulletinController(Bulletins bulletins, Records records, Drafting drafts, Wording wording, Corrections corrections, Frames frames) {
        this.bulletins = bulletins;
        this.records = records;
        this.drafts = drafts;
        this.wording = wording;
        this.corrections = corrections;
        this.frames = frames;
    }

    @Operation(summary = "通报列表", description = "新的在前。采编员、督办员、签发人和系统管理员看到全部，热线中心其他人员看到已印发的，单位看到发给本单位的。")
    @GetMapping
    Page<Bulletins.Row> list(@RequestParam(required = false) String jurisdiction, @RequestParam(required = false) String kind,
            @RequestParam(required = false) String state, @RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "20") int size) {
        return bulletins.list(jurisdiction, kind, state, page, size);
    }

    /** Id of what was begun. */
    record Begun(String id) {
    }

    @Operation(summary = "拟编通报", description = "限通报采编员；随后冻结数据，不填起止日的按种类取上一期。"
            + "特报可用 sign 指明一条已确认的苗头，只统计它的工单（上升类为它的类别或地区），专题和起止日不填的取自苗头。")
    @PostMapping
    Begun begin(@RequestBody Drafting.Wish wish) {
        return new Begun(drafts.begin(wish));
    }

    /** A bulletin with the fields of its row beside the others; {@code unitsToAsk} is how many units submitting it would ask, for whoever may submit. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record One(@JsonUnwrapped Bulletins.Row row, Header header, Bulletins.May may, LocalDate objectionsUntil, String editorName,
            String reviewerName, String signerName, String task, List<Bulletins.Problem> contradictions, List<?> snapshots, Integer unitsToAsk) {
    }

    @Operation(summary = "一份通报", description = "勾稽核对的结果只给看得到草稿的人；unitsToAsk是提交后将请多少家单位核对，只给可以提交的人。")
    @GetMapping("/{id}")
    One one(@PathVariable String id) {
        Bulletins.View view = bulletins.view(id);
        return new One(view.row(), view.header(), view.may(), view.objectionsUntil(), view.editorName(), view.reviewerName(), view.signerName(), view.task(),
                view.contradictions(), view.snapshots(), view.may().submit() ? drafts.unitsToAsk(id) : null);
    }

    @Operation(summary = "修改版头版记", description = "限通报采编员，拟稿中；只填要改的：before是读到的原文，text是改成的文字，空的删去。原文已被他人修改的不写入。")
    @PutMapping("/{id}/header")
    One head(@PathVariable String id, @RequestBody Wording.Head head) {
        wording.head(id, head);
        return one(id);
    }

    @Operation(summary = "通报内容", description = "网页、Word和Excel用的同一套标题、正文、表格和图。")
    @GetMapping("/{id}/content")
    Content content(@PathVariable String id) {
        return bulletins.content(id);
    }

    /** Frozen figures. */
    record Cells(OffsetDateTime asOf, String formulas, List<Cell> cells) {
    }

    @Operation(summary = "冻结的数据", description = "通报所依据的全部计数，含截止时间和口径版本。")
    @GetMapping("/{id}/cells")
    Cells cells(@PathVariable String id) {
        Figures figures = bulletins.figures(id);
        return new Cells(figures.asOf().atZone(ZONE).toOffsetDateTime(), figures.formulas(), figures.cells());
    }

    @Operation(summary = "本单位的数据", description = "请本单位核对或发给本单位的通报中本单位的一行。")
    @GetMapping("/{id}/own")
    List<Bulletins.Own> own(@PathVariable String id) {
        return bulletins.own(id);
    }

    @Operation(summary = "正文各段", description = "kept是保存的文字，空的是有人删去的，没有的是还没有人写；proposed是建议的文字，保存之前不印出。")
    @GetMapping("/{id}/pieces")
    List<Piece> pieces(@PathVariable String id) {
        return bulletins.pieces(id);
    }

    @Operation(summary = "修改正文", description = "限通报采编员，拟稿中；段落代码对应{before, text}：before是读到的kept，text是改成的文字，空的删去。"
            + "任何一段已被他人修改的，全部不写入。返回勾稽核对的结果。")
    @PutMapping("/{id}/pieces")
    List<Bulletins.Problem> write(@PathVariable String id, @RequestBody Map<String, Wording.Edit> edits) {
        return bulletins.write(id, edits);
    }

    /** Why. */
    record Reason(String reason) {
    }

    @Operation(summary = "提交", description = "限通报采编员；勾稽不一致的不能提交，说明是哪些数据。")
    @PostMapping("/{id}/submit")
    One submit(@PathVariable String id) {
        bulletins.submit(id);
        return one(id);
    }

    @Operation(summary = "重新冻结数据", description = "限通报采编员，拟稿中；原来的数据保留。")
    @PostMapping("/{id}/snapshots")
    One freeze(@PathVariable String id, @RequestBody Reason reason) {
        bulletins.freeze(id, reason.reason());
        return one(id);
    }

    @Operation(summary = "作废", description = "限通报采编员，拟稿中，须写理由。")
    @PostMapping("/{id}/drop")
    One drop(@PathVariable String id, @RequestBody Reason reason) {
        bulletins.drop(id, reason.reason());
        return one(id);
    }

    @Operation(summary = "办理过程", description = "从拟编到归档的每一步。")
    @GetMapping("/{id}/steps")
    List<?> steps(@PathVariable String id) {
        return records.steps(id);
    }

    @Operation(summary = "核对和异议", description = "各单位的答复、异议和裁定；单位只看到本单位的。")
    @GetMapping("/{id}/objections")
    Map<String, List<?>> objections(@PathVariable String id) {
        return records.objections(id);
    }

    @Operation(summary = "两次数据的差异", description = "before、after为同一份通报的两次冻结；单位、类别、区域用冻结时的名称。")
    @GetMapping("/{id}/differences")
    List<Change> differences(@PathVariable String id, @RequestParam long before, @RequestParam long after) {
        return records.differences(id, before, after);
    }

    @Operation(summary = "复核数据", description = "限通报采编员；重新计算已印发的通报，有变的拟编更正。")
    @PostMapping("/{id}/recheck")
    Corrections.Outcome recheck(@PathVariable String id) {
        return corrections.check(id);
    }

    @Operation(summary = "印发的文件", description = "文件名、大小和SHA-256。")
    @GetMapping("/{id}/files")
    List<Records.Kept> files(@PathVariable String id) {
        return records.files(id);
    }

    @Operation(summary = "下载印发的文件", description = "format为docx或xlsx，与印发时逐字节相同。")
    @GetMapping("/{id}/files/{format}")
    ResponseEntity<byte[]> file(@PathVariable String id, @PathVariable String format) {
        Records.Bytes file = records.file(id, format);
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename(file.name(), StandardCharsets.UTF_8).build().toString())
                .body(file.content());
    }

    @Operation(summary = "版头版记", description = "限看得到草稿的人；已设置的发文机关、代字、发送范围、公开属性和联系人，kind 为空的用于没有单独设置的各种通报。")
    @GetMapping("/frames")
    List<Frames.Frame> frames(@RequestParam(required = false) String jurisdiction) {
        return frames.list(jurisdiction);
    }

    @Operation(summary = "各种通报用的版头版记", operationId = "bulletinFramesInForce", description = """
            限看得到草稿的人。全部种类在前，再按种类列出现用的；source：kind 本种类单独设置，all 按全部种类的设置，standard 都没有设置、由系统拟定。
            nextNumbers 为各代字在 year 年的下一个序号，没有列出的代字从1起。""")
    @GetMapping("/frames/overview")
    Frames.Overview overview(@RequestParam(required = false) String jurisdiction) {
        return frames.overview(jurisdiction);
    }

    @Operation(summary = "设置版头版记", description = "限通报采编员、督办员和系统管理员；kind 为空的用于没有单独设置的各种通报。用于此后拟编的通报。")
    @PutMapping("/frames")
    Frames.Frame define(@RequestParam(required = false) String jurisdiction, @RequestBody Frames.Frame frame) {
        return frames.define(jurisdiction, frame);
    }

    @Operation(summary = "取消版头版记的设置", operationId = "withdrawBulletinFrame", description = """
            限通报采编员、督办员和系统管理员。kind 不填为全部种类的设置。此后拟编的通报改用全部种类的设置，没有的由系统拟定。""")
    @DeleteMapping("/frames")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(@RequestParam(required = false) String jurisdiction, @RequestParam(required = false) String kind) {
        frames.withdraw(jurisdiction, kind);
    }
}
