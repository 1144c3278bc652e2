package org.hotline12345.report;

import java.io.OutputStream;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.AuditTrail;
import org.hotline12345.common.Page;
import org.hotline12345.common.Refusal;
import org.hotline12345.common.Sha256;
import org.hotline12345.organization.Jurisdictions;
import org.hotline12345.workbook.Problem;
import org.hotline12345.workbook.Problems;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes files of call totals in. A later file may correct an earlier one; what it changed stays in the {@link CallHistory}. */
@Component
public class CallImports {

    private static final int LONGEST_NAME = 200;

    private final CallTotals totals;
    private final CallHistory history;
    private final Jurisdictions jurisdictions;
    private final Actors actors;
    private final AuditTrail trail;
    private final Clock clock;

    CallImports(CallTotals totals, CallHistory history, Jurisdictions jurisdictions, Actors actors, AuditTrail trail, Clock clock) {
        this.totals = totals;
        this.history = history;
        this.jurisdictions = jurisdictions;
        this.actors = actors;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * What a file does, or would do.
     *
     * @param stored whether it was taken in; not in a trial, with problems, or when it changes nothing
     * @param changes numbers that differ from those known before, at most 200 of them
     * @param problems what is wrong, sentence by sentence with the cell
     */
    public record Outcome(boolean stored, int lines, int added, int changed, List<CallHistory.Change> changes, List<String> problems, int problemCount) {
    }

    /** The empty sheet with its guide. */
    public void template(OutputStream out) {
        CallKeepers.require(actors);
        CallSheet.template(out);
    }

    /**
     * Takes a file in, all of it or nothing.
     *
     * @param trial whether to tell only what would happen
     * @throws Refusal FORBIDDEN {@code report.callsNotYours}; INVALID {@code report.noFile}, {@code workbook.…}
     */
    @Transactional
    public Outcome take(String jurisdictionCode, String fileName, byte[] content, boolean trial) {
        Actor actor = CallKeepers.require(actors);
        String jurisdiction = jurisdictions.require(jurisdictionCode).code();
        if (content == null || content.length == 0) {
            throw Refusal.invalid("report.noFile", "请选择要上传的 .xlsx 或 .csv 文件。");
        }
        Problems problems = new Problems();
        Map<String, CallTotal> wanted = CallSheet.read(content, fileName, LocalDate.now(clock), problems);
        if (problems.none() && wanted.isEmpty()) {
            problems.add(new Problem(CallSheet.FORM.name(), 0, null, null, "没有填写任何一行"));
        }
        if (!problems.none()) {
            return new Outcome(false, wanted.size(), 0, 0, List.of(), problems.kept().stream().map(Problem::message).toList(), problems.count());
        }
        Map<String, CallTotal> known = totals.known(jurisdiction, wanted.values().stream().map(CallTotal::day).distinct().sorted().toList());
        List<CallTotal> added = new ArrayList<>();
        List<CallTotal> changed = new ArrayList<>();
        List<CallHistory.Change> changes = new ArrayList<>();
        wanted.forEach((key, total) -> {
            CallTotal before = known.get(key);
            if (before == null) {
                added.add(total);
            } else if (!before.equals(total)) {
                changed.add(total);
                before.totals().forEach((name, value) -> {
                    long after = total.totals().get(name);
                    if (after != value) {
                        changes.add(new CallHistory.Change(total.day(), total.line(), name, value, after));
                    }
                });
            }
        });
        boolean store = !trial && added.size() + changed.size() > 0;
        if (store) {
            totals.store(jurisdiction, added, changed);
            record(jurisdiction, actor, fileName, content, wanted.values(), added.size(), changed.size(), changes);
        }
        return new Outcome(store, wanted.size(), added.size(), changed.size(), changes.stream().limit(Page.MAX_SIZE).toList(), List.of(), 0);
    }

    private void record(String jurisdiction, Actor actor, String fileName, byte[] content, Collection<CallTotal> wanted, int added, int changed,
            List<CallHistory.Change> changes) {
        String plain = fileName == null ? "" : fileName.replaceAll("\\p{C}", " ").strip();
        String name = plain.length() > LONGEST_NAME ? plain.substring(plain.length() - LONGEST_NAME) : plain;
        List<LocalDate> days = wanted.stream().map(CallTotal::day).sorted().toList();
        LocalDate first = days.get(0);
        LocalDate last = days.get(days.size() - 1);
        history.record(jurisdiction, new CallHistory.Import(UUID.randomUUID().toString(), name, Sha256.of(content), OffsetDateTime.now(clock), actor.id(), null,
                first, last, wanted.size(), added, changed), changes);
        trail.record(new AuditTrail.Entry(AuditTrail.IMPORT, name, "话务量（" + jurisdiction + "）：" + first + "至" + last + "，共" + wanted.size()
                + "行，新增" + added + "行，修改" + changed + "行"));
    }
}
