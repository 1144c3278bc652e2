package org.hotline12345.handover;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.AuditTrail;
import org.hotline12345.common.Background;
import org.hotline12345.common.Page;
import org.hotline12345.common.Refusal;
import org.hotline12345.common.Texts;
import org.hotline12345.organization.Jurisdictions;
import org.hotline12345.ticket.BulkLoads;
import org.hotline12345.workbook.Writing;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Handing over from another system, as an administrator does it: upload, read what the check says, confirm, reconcile. */
@Component
public class Handovers {

    private final HandoverRows rows;
    private final Uploads uploads;
    private final Background background;
    private final Jurisdictions jurisdictions;
    private final BulkLoads loads;
    private final AuditTrail audit;
    private final Actors actors;
    private final Clock clock;

    Handovers(HandoverRows rows, Uploads uploads, Background background, Jurisdictions jurisdictions, BulkLoads loads, AuditTrail audit,
            Actors actors, Clock clock) {
        this.rows = rows;
        this.uploads = uploads;
        this.background = background;
        this.jurisdictions = jurisdictions;
        this.loads = loads;
        this.audit = audit;
        this.actors = actors;
        this.clock = clock;
    }

    /**
     * One import and how far it is.
     *
     * @param state checking, checked, importing, done or discarded
     * @param tickets rows of the sheet of tickets
     * @param ready that would be or are to be taken over
     * @param imported taken over by it
     * @param same taken over before, told the same
     * @param refused not taken over; the problems say why
     * @param problems sentences about cells and rows
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record View(String id, String jurisdiction, String system, String fileName, String fileHash, String state, int tickets,
            int unchecked, int ready, int imported, int same, int refused, int problems, String uploadedBy, OffsetDateTime uploadedAt,
            String confirmedBy, OffsetDateTime confirmedAt, OffsetDateTime finishedAt) {
    }

    /** The workbook to fill in. */
    public void template(OutputStream out) {
        requireAdministrator();
        try (Writing writing = new Writing()) {
            writing.guide("旧系统工单接续", List.of("“工单”表一行一件，“派单”表一行一次派单，用旧工单号对应；“附件”“对照”没有的可以删除。",
                    "先上传检查，不会产生工单；看过问题清单、核对件数后再确认接续。同一个文件可以重复上传，已接续的不会重复。",
                    "诉求人姓名和电话只加密保存在身份库中；等待接续的行也是加密的，接续完毕即删除。"), Sheets.ALL);
            Sheets.ALL.forEach(writing::sheet);
            writing.to(out);
        }
    }

    /**
     * Takes a workbook in and has it checked in the background.
     *
     * @throws Refusal INVALID {@code workbook.…}, {@code handover.sheetMissing}; FORBIDDEN {@code handover.notAllowed}
     */
    public View upload(String jurisdiction, String system, String fileName, InputStream sent) {
        Actor actor = requireAdministrator();
        String source = Texts.required("旧系统名称", system, 40);
        String code = jurisdiction == null || jurisdiction.isBlank() ? jurisdictions.defaultCode() : jurisdiction;
        try {
            Path file = Files.createTempFile("hotline-handover", null);
            try {
                Files.copy(sent, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
                return get(uploads.read(actor, code, source, file, fileName == null ? "未命名.xlsx" : fileName));
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Imports, newest first. */
    public Page<View> list(int page, int size) {
        requireAdministrator();
        Page.check(page, size);
        return Page.of(rows.page(page * size, size + 1).stream().map(this::view).toList(), page, size);
    }

    /** @throws Refusal UNKNOWN {@code handover.unknownImport} */
    public View get(String id) {
        requireAdministrator();
        return view(rows.find(id).orElseThrow(Handovers::unknown));
    }

    /** What is wrong, in the order of the sheets: {@code {oldNumber, message}}. */
    public Page<Map<String, Object>> problems(String id, int page, int size) {
        get(id);
        Page.check(page, size);
        return Page.of(rows.problems(id, page * size, size + 1), page, size);
    }

    /**
     * Takes over everything that is ready; what is refused stays out.
     *
     * @throws Refusal RULE {@code handover.notChecked}, {@code handover.nothingReady}
     */
    @Transactional
    public View confirm(String id) {
        Actor actor = requireAdministrator();
        HandoverRows.Row row = rows.forChange(id).orElseThrow(Handovers::unknown);
        if (row.state() != HandoverRows.State.CHECKED) {
            throw Refusal.rule("handover.notChecked", row.state() == HandoverRows.State.CHECKING ? "还在检查，请稍候再确认。"
                    : "这次接续已经确认过或已放弃，请重新上传文件。");
        }
        if (rows.counts(id).getOrDefault("ready", 0) == 0) {
            throw Refusal.rule("handover.nothingReady", "没有可以接续的工单：文件中的工单都已接续，或都有问题须先改正。");
        }
        rows.confirmed(id, actor.id(), clock.instant());
        loads.goesOn(Takeover.load(id), row.jurisdiction());
        background.start(Takeover.WORK, id);
        View view = get(id);
        audit.record(new AuditTrail.Entry(AuditTrail.IMPORT, row.fileName(), "旧系统接续：确认接续「" + row.system() + "」" + view.ready() + "件，未接续"
                + view.refused() + "件，文件 SHA-256 " + row.fileHash()));
        return view;
    }

    /**
     * Gives up an import that was not confirmed; what waited in it is deleted.
     *
     * @throws Refusal RULE {@code handover.alreadyConfirmed}
     */
    @Transactional
    public View discard(String id) {
        requireAdministrator();
        HandoverRows.Row row = rows.forChange(id).orElseThrow(Handovers::unknown);
        if (row.state() == HandoverRows.State.IMPORTING || row.state() == HandoverRows.State.DONE) {
            throw Refusal.rule("handover.alreadyConfirmed", "已经确认接续，不能放弃；接续的工单请在工单上办理。");
        }
        rows.forgetLines(id);
        rows.state(id, HandoverRows.State.DISCARDED, clock.instant());
        audit.record(new AuditTrail.Entry(AuditTrail.IMPORT, row.fileName(), "旧系统接续：放弃「" + row.system() + "」的文件，没有接续工单"));
        return get(id);
    }

    private View view(HandoverRows.Row row) {
        Map<String, Integer> counts = rows.counts(row.id());
        return new View(row.id(), row.jurisdiction(), row.system(), row.fileName(), row.fileHash(), row.state().code(), row.tickets(),
                counts.getOrDefault("read", 0), counts.getOrDefault("ready", 0), counts.getOrDefault("imported", 0),
                counts.getOrDefault("same", 0), counts.getOrDefault("refused", 0), rows.problemCount(row.id()), row.uploadedBy(),
                time(row.uploadedAt()), row.confirmedBy(), time(row.confirmedAt()), time(row.finishedAt()));
    }

    private OffsetDateTime time(Instant at) {
        return at == null ? null : at.atZone(clock.getZone()).toOffsetDateTime();
    }

    private Actor requireAdministrator() {
        Actor actor = actors.current();
        if (!actor.has("camunda-admin")) {
            throw Refusal.forbidden("handover.notAllowed", "旧系统接续由系统管理员办理。");
        }
        return actor;
    }

    private static Refusal unknown() {
        return Refusal.unknown("handover.unknownImport", "没有这次接续，请刷新列表。");
    }
}
