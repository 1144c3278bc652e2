package org.hotline12345.opening;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.AuditTrail;
import org.hotline12345.common.Background;
import org.hotline12345.common.BackgroundWork;
import org.hotline12345.common.Page;
import org.hotline12345.common.Refusal;
import org.hotline12345.common.Sha256;
import org.hotline12345.design.CityTables;
import org.hotline12345.opening.ImportView.Result;
import org.hotline12345.opening.ImportView.Said;
import org.hotline12345.organization.Jurisdiction;
import org.hotline12345.organization.Jurisdictions;
import org.hotline12345.organization.Registry.Tally;
import org.hotline12345.workbook.Bounds;
import org.hotline12345.workbook.Form;
import org.hotline12345.workbook.Problem;
import org.hotline12345.workbook.Problems;
import org.hotline12345.workbook.Reading;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The workbooks of a city on their way in: uploaded, checked in the background without storing anything, imported in one
 * transaction once somebody has read what would change. For administrators.
 */
@Component
public class Imports implements BackgroundWork {

    static final String WORK = "opening-check";
    private static final Logger LOG = LoggerFactory.getLogger(Imports.class);
    private static final Bounds BOUNDS = new Bounds(10_000_000, 150_000_000, 50_000);
    private static final int ROWS_A_SIGN = 500;

    private final ImportRows rows;
    private final Known known;
    private final CityChecks checks;
    private final CityImport cities;
    private final CityTables tables;
    private final CityExport export;
    private final Jurisdictions jurisdictions;
    private final Background background;
    private final TransactionTemplate transaction;
    private final Actors actors;
    private final AuditTrail trail;

    Imports(ImportRows rows, Known known, CityChecks checks, CityImport cities, CityTables tables, CityExport export,
            Jurisdictions jurisdictions, Background background, TransactionTemplate transaction, Actors actors, AuditTrail trail) {
        this.rows = rows;
        this.known = known;
        this.checks = checks;
        this.cities = cities;
        this.tables = tables;
        this.export = export;
        this.jurisdictions = jurisdictions;
        this.background = background;
        this.transaction = transaction;
        this.actors = actors;
        this.trail = trail;
    }

    private record Checked(City city, CityTables.Plan plan, Problems problems, Map<String, Tally> counts) {
    }

    private record Outcome(String state, String jurisdiction, Result result) {
    }

    /**
     * Takes a workbook or a .csv in and begins to check it.
     *
     * @param jurisdiction the city it is for, or null where its own sheet says so
     * @throws Refusal FORBIDDEN {@code opening.notAllowed}, INVALID {@code opening.noFile}
     */
    @Transactional
    public ImportView take(String jurisdiction, String fileName, byte[] content) {
        Actor actor = requireAdministrator();
        if (content.length == 0) {
            throw Refusal.invalid("opening.noFile", "请选择要上传的 .xlsx 或 .csv 文件。");
        }
        String chosen = jurisdiction == null || jurisdiction.isBlank() ? null : jurisdictions.require(jurisdiction).code();
        String plain = fileName == null ? "" : fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
        String name = plain.replaceAll("\\p{C}", " ").strip();
        String id = UUID.randomUUID().toString();
        rows.add(id, chosen, name.length() > 200 ? name.substring(name.length() - 200) : name, Sha256.of(content), content, actor.id());
        background.start(WORK, id);
        return one(id);
    }

    @Override
    public String name() {
        return WORK;
    }

    @Override
    public boolean step(String id) {
        ImportView upload = rows.find(id).filter(found -> found.state().equals("checking")).orElse(null);
        if (upload == null) {
            return false;
        }
        Outcome outcome = outcome(upload);
        // Apart, because whatever failed may have doomed the transaction around it; then the repeated step finds it said.
        background.apart(() -> {
            rows.checked(id, outcome.state, outcome.jurisdiction, outcome.result);
            return null;
        });
        return false;
    }

    private Outcome outcome(ImportView upload) {
        String id = upload.id();
        try {
            Checked checked = check(upload, read -> background.apart(() -> {
                rows.progress(id, "读取", read);
                return null;
            }));
            Problems problems = checked.problems;
            return new Outcome(problems.none() ? "checked" : "wrong", place(checked.city, upload),
                    new Result(checked.counts, inOrder(problems), problems.count(), null, null));
        } catch (Refusal refusal) {
            return new Outcome("refused", upload.jurisdiction(), Result.refused(refusal.getMessage()));
        } catch (ConcurrencyFailureException somebodyElse) {
            throw somebodyElse;
        } catch (RuntimeException e) {
            LOG.error("Upload {} could not be checked", id, e);
            return new Outcome("refused", upload.jurisdiction(), Result.refused("核对时出现内部错误，请把文件交给系统管理员查看日志。"));
        }
    }

    /** The city that the file names, where it may be one at all: the cell is somebody's typing. */
    private static String place(City city, ImportView upload) {
        return city != null && CityReading.isCity(city.jurisdiction) ? city.jurisdiction : upload.jurisdiction();
    }

    /** As somebody goes through the file to mend it: sheet by sheet, row by row. */
    private static List<Said> inOrder(Problems problems) {
        List<String> sheets = CityForms.ALL.stream().map(Form::name).toList();
        return problems.kept().stream().sorted(Comparator.comparing((Problem problem) -> sheets.indexOf(problem.sheet()))
                .thenComparing(Problem::row)).map(Said::of).toList();
    }

    private Checked check(ImportView upload, IntConsumer progress) {
        Problems problems = new Problems();
        City city = read(upload, problems, progress);
        if (city == null) {
            return new Checked(null, null, problems, null);
        }
        checks.check(city);
        if (!problems.none()) {
            return new Checked(city, null, problems, null);
        }
        CityTables.Plan plan = cities.plan(city);
        tables.problems(plan).forEach(text -> problems.add(new Problem(CityForms.CATALOGUE.name(), 0, null, null, "生成的派单表未通过模型检查：" + text)));
        return new Checked(city, plan, problems, problems.none() ? cities.tally(city, plan) : null);
    }

    private City read(ImportView upload, Problems problems, IntConsumer progress) {
        byte[] content = rows.content(upload.id()).orElseThrow(() -> Refusal.rule("opening.fileGone", "文件已被清除，请重新上传。"));
        try {
            Path file = Files.createTempFile("opening", ".upload");
            try {
                Files.write(file, content);
                try (Reading reading = Reading.open(file, upload.fileName(), BOUNDS)) {
                    return CityReading.read(reading, upload.jurisdiction(), known, problems, read -> {
                        if (read % ROWS_A_SIGN == 0) {
                            progress.accept(read);
                        }
                    });
                }
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws Refusal FORBIDDEN {@code opening.notAllowed}, UNKNOWN {@code opening.unknownImport} */
    public ImportView find(String id) {
        requireAdministrator();
        return one(id);
    }

    /** The history of uploads and imports, newest first. */
    public Page<ImportView> list(int page, int size) {
        requireAdministrator();
        Page.check(page, size);
        return Page.of(rows.page(page, size), page, size);
    }

    /**
     * Imports what was checked: everything in one transaction; open limits follow local days after it. What others changed
     * since the check is looked at again first.
     *
     * @throws Refusal RULE {@code opening.notChecked}, {@code opening.busy}, {@code opening.changedMeanwhile}
     */
    public ImportView confirm(String id) {
        Actor actor = requireAdministrator();
        one(id);
        if (!background.apart(() -> rows.begin(id))) {
            throw Refusal.rule("opening.notChecked", "只能导入核对通过的文件；如正在导入，请等待其完成。");
        }
        List<String> calendars;
        try {
            calendars = transaction.execute(status -> store(id, actor));
        } catch (RuntimeException e) {
            background.apart(() -> {
                rows.giveBack(id);
                return null;
            });
            throw e;
        }
        try {
            cities.follow(calendars);
        } catch (RuntimeException e) {
            LOG.error("Open limits do not follow the local days of upload {} yet; the next look lets them", id, e);
        }
        return one(id);
    }

    /** @return calendars that open limits have to follow */
    private List<String> store(String id, Actor actor) {
        if (!rows.takeTurn()) {
            throw Refusal.rule("opening.busy", "另一个导入正在进行，请稍后再试。");
        }
        ImportView upload = one(id);
        Checked checked = check(upload, read -> { });
        if (!checked.problems.none()) {
            throw Refusal.rule("opening.changedMeanwhile", "核对之后数据有变化，现在有问题：" + checked.problems.kept().stream().limit(3)
                    .map(Problem::message).collect(Collectors.joining("；")) + "。请重新上传核对。");
        }
        CityImport.Stored stored = cities.store(checked.city, "开城导入：" + upload.fileName(), actor, (step, done) -> background.apart(() -> {
            rows.progress(id, step, done);
            return null;
        }));
        rows.done(id, actor.id(), new Result(checked.counts, List.of(), 0, null, stored.inForce() ? null : true));
        trail.record(new AuditTrail.Entry(AuditTrail.IMPORT, upload.fileName(), "开城导入（热线" + checked.city.jurisdiction + "，文件校验值"
                + upload.fileHash().substring(0, 12) + "）：" + checked.counts.entrySet().stream().map(sheet -> sheet.getKey() + "新增"
                + sheet.getValue().added() + "变更" + sheet.getValue().changed()).collect(Collectors.joining("，"))));
        return stored.calendars();
    }

    /** Throws an upload away; the file is gone, the history stays. @throws Refusal RULE {@code opening.notOpen} */
    @Transactional
    public void discard(String id) {
        requireAdministrator();
        one(id);
        if (!rows.discard(id)) {
            throw Refusal.rule("opening.notOpen", "已经导入或作废的文件不能再作废。");
        }
    }

    /** The empty workbook. */
    public void template(OutputStream out) {
        requireAdministrator();
        CityExport.template(out);
    }

    /** A city as a workbook that can be imported again. @return its file name */
    @Transactional(readOnly = true)
    public String exportName(String jurisdiction) {
        requireAdministrator();
        return jurisdictions.require(jurisdiction).name() + "-基础数据-" + export.today() + ".xlsx";
    }

    /** Writes it. @throws Refusal UNKNOWN {@code organization.unknownJurisdiction} */
    @Transactional
    public void export(String jurisdiction, OutputStream out) {
        Actor actor = requireAdministrator();
        Jurisdiction city = jurisdictions.require(jurisdiction);
        trail.record(new AuditTrail.Entry(AuditTrail.EXPORT, city.code(), "导出" + city.name() + "的基础数据（含人员和值班电话）"));
        export.write(city, actor, out);
    }

    private ImportView one(String id) {
        return rows.find(id).orElseThrow(() -> Refusal.unknown("opening.unknownImport", "没有这次上传，请刷新列表。"));
    }

    private Actor requireAdministrator() {
        Actor actor = actors.current();
        if (!actor.has("camunda-admin")) {
            throw Refusal.forbidden("opening.notAllowed", "只有系统管理员可以导入、导出和查看基础数据。");
        }
        return actor;
    }
}
