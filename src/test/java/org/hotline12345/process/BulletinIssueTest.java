package org.hotline12345.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.ProcessEngineTests.assertThat;

import java.security.MessageDigest;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.hotline12345.bulletin.Bulletins;
import org.hotline12345.bulletin.Change;
import org.hotline12345.bulletin.Corrections;
import org.hotline12345.bulletin.Drafting;
import org.hotline12345.bulletin.Frames;
import org.hotline12345.bulletin.Header;
import org.hotline12345.bulletin.Records;
import org.hotline12345.bulletin.Schedules;
import org.hotline12345.bulletin.Wording;
import org.hotline12345.bulletin.content.Piece;
import org.hotline12345.bulletin.content.Section;
import org.hotline12345.common.Refusal;
import org.hotline12345.report.Dimension;
import org.hotline12345.report.Period;
import org.hotline12345.report.PrintedTotals;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Every path of {@code bpmn/bulletin-issue.bpmn}: who writes, who objects, who reviews, who signs, what blocks, what is corrected. */
class BulletinIssueTest extends ProcessTest {

    private static final String UNIT = "market-regulation";
    private static final String OTHER_UNIT = "housing";

    @Autowired
    Drafting drafts;
    @Autowired
    Wording wording;
    @Autowired
    Bulletins bulletins;
    @Autowired
    Records records;
    @Autowired
    Corrections corrections;
    @Autowired
    Schedules schedules;
    @Autowired
    Frames frames;
    @Autowired
    PrintedTotals printed;

    // ------------------------------------------------------------------ the way through

    @Test
    void aMonthlyBulletinIsCheckedByItsUnitsReviewedSignedNumberedAndKept() throws Exception {
        settled("2024-03", true);
        ProcessInstance bulletin = begun("monthly", "2024-03");
        assertThat(bulletin).isWaitingAt("Task_EditBulletin");
        as("bulletin-editor");
        assertThat(drafts.unitsToAsk(ticketNo)).isEqualTo(1);
        assertThat(groupsOf(task("Task_EditBulletin"))).containsExactly("bulletin-editor");
        assertThat(facts("Task_EditBulletin")).contains("受理工单1件，办理1次", "勾稽核对：一致");
        complete("bulletin-editor", "Task_EditBulletin", Map.of("action", "submit"));
        assertThat(bulletin).isWaitingAt("Task_CheckFigures");
        assertThat(groupsOf(task("Task_CheckFigures"))).containsExactly("unit-" + UNIT);
        assertThat(facts("Task_CheckFigures")).contains("市市场监督管理局", "交办 1", "满意 1");
        complete("clerk-" + UNIT, "Task_CheckFigures", Map.of("answer", "agree"));
        assertThat(bulletin).isWaitingAt("Task_ReviewBulletin");
        complete("supervisor", "Task_ReviewBulletin", Map.of("verdict", "pass"));
        assertThat(bulletin).isWaitingAt("Task_SignBulletin");
        as("supervisor");
        assertThat(frames.overview("430500").year()).isEqualTo(2024);
        int foretold = frames.overview("430500").nextNumbers().getOrDefault("邵行审发", 1);
        complete("bulletin-signer", "Task_SignBulletin", Map.of("verdict", "sign"));
        assertThat(bulletin).isEnded().hasPassed("EndEvent_BulletinIssued");

        as("bulletin-editor");
        Bulletins.View issued = bulletins.view(ticketNo);
        assertThat(issued.row().state()).isEqualTo("issued");
        assertThat(issued.row().number()).matches("邵行审发〔2024〕\\d+号").isEqualTo("邵行审发〔2024〕" + foretold + "号");
        assertThat(frames.overview("430500").nextNumbers()).containsEntry("邵行审发", foretold + 1);
        assertThat(issued.header().editor()).isEqualTo("通报采编员");
        assertThat(issued.header().reviewer()).isEqualTo("督办员");
        assertThat(issued.header().signer()).isEqualTo("签发人");
        assertThat(records.files(ticketNo)).extracting(Records.Kept::format).containsExactly("docx", "xlsx");
        for (Records.Kept kept : records.files(ticketNo)) {
            byte[] bytes = records.file(ticketNo, kept.format()).content();
            assertThat(bytes).hasSize((int) kept.size());
            assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes))).isEqualTo(kept.sha256());
        }
        as("clerk-" + UNIT);
        assertThat(bulletins.list("430500", "monthly", null, 0, 50).items()).extracting(Bulletins.Row::id).contains(ticketNo);
        assertThat(bulletins.own(ticketNo)).singleElement().satisfies(own -> assertThat(own.figures()).containsEntry("satisfied", 1L));
        assertThat(bulletins.figures(ticketNo).cells()).as("its own counts and nobody else's").isNotEmpty()
                .allMatch(cell -> cell.dimension() == Dimension.UNIT && cell.item().equals(UNIT));
        as("operator");
        assertThat(bulletins.figures(ticketNo).by("received", Dimension.CATEGORY)).isNotEmpty();
    }

    @Test
    void whoKeepsSilentUntilTheLastDayAgrees() {
        settled("2024-04", true);
        ProcessInstance bulletin = begun("monthly", "2024-04");
        complete("bulletin-editor", "Task_EditBulletin", Map.of("action", "submit"));
        // Submitted on Monday 6 May: three working days end with Thursday.
        assertThat(bulletins().view(ticketNo).objectionsUntil()).isEqualTo(LocalDate.of(2024, 5, 9));
        passTimeUntil("2024-05-09T23:59:00+08:00");
        assertThat(bulletin).isWaitingAt("Task_CheckFigures");
        passTimeUntil("2024-05-10T00:00:00+08:00");
        assertThat(bulletin).hasPassed("EndEvent_SilenceIsConsent").isWaitingAt("Task_ReviewBulletin");
        assertThat(steps()).contains("逾期视为同意 市市场监督管理局", "核对期结束 无异议0家，提出异议0家，逾期视为同意1家");
    }

    @Test
    void aDailyBulletinAsksNoUnit() {
        settled("2024-06", true);
        ProcessInstance bulletin = begun("daily", LocalDate.of(2024, 6, 3), LocalDate.of(2024, 6, 3), "2024-06-04T09:00:00+08:00");
        assertThat(drafts.unitsToAsk(ticketNo)).isZero();
        complete("bulletin-editor", "Task_EditBulletin", Map.of("action", "submit"));
        assertThat(bulletin).isWaitingAt("Task_ReviewBulletin");
    }

    // ------------------------------------------------------------------ objections

    @Test
    void anUpheldObjectionExcludesTheTicketAndTheNewFiguresStandBesideTheOld() {
        String ticket = settled("2024-07", false);
        ProcessInstance bulletin = begun("monthly", "2024-07");
        complete("bulletin-editor", "Task_EditBulletin", Map.of("action", "submit"));
        assertThat(refusalOf(() -> complete("clerk-" + UNIT, "Task_CheckFigures", Map.of("answer", "object", "measure1", "dissatisfied",
                "tickets1", "430500-没有的工单", "reason1", "诉求人要求超出政策规定"))).code()).isEqualTo("common.badCode");
        assertThat(refusalOf(() -> complete("clerk-" + UNIT, "Task_CheckFigures", Map.of("answer", "object", "measure1", "dissatisfied",
                "reason1", "诉求人要求超出政策规定"))).code()).isEqualTo("bulletin.ticketsMissing");
        Refusal halfDone = refusalOf(() -> complete("clerk-" + UNIT, "Task_CheckFigures", Map.of("answer", "object", "measure1", "dissatisfied",
                "tickets1", ticket, "reason1", "诉求人要求的赔偿超出政策规定", "reason2", "答复没有超过办理时限")));
        assertThat(halfDone.code()).isEqualTo("bulletin.figureMissing");
        assertThat(halfDone.field()).isEqualTo("measure2");
        complete("clerk-" + UNIT, "Task_CheckFigures", Map.of("answer", "object", "measure1", "dissatisfied", "tickets1", ticket,
                "reason1", "诉求人要求的赔偿超出政策规定"));
        assertThat(bulletin).isWaitingAt("Task_RuleOnObjection");
        assertThat(facts("Task_RuleOnObjection")).contains("市市场监督管理局", "对“不满意 1”有异议", ticket);
        assertThat(refusalOf(() -> completeAs("bulletin-editor", List.of("supervisor"), "Task_RuleOnObjection", Map.of("ruling", "rejected",
                "reason", "数据无误"))).code()).isEqualTo("bulletin.ownWork");
        complete("supervisor", "Task_RuleOnObjection", Map.of("ruling", "upheld", "remedy", "exclusion", "reasonCode", "beyondPolicy",
                "reason", "经核查，诉求超出政策规定"));
        assertThat(bulletin).isWaitingAt("Task_EditBulletin");
        as("bulletin-editor");
        Bulletins.View view = bulletins.view(ticketNo);
        assertThat(view.snapshots()).hasSize(2);
        List<Change> changed = records.differences(ticketNo, view.snapshots().get(0).id(), view.snapshots().get(1).id());
        assertThat(changed).contains(new Change("dissatisfied", "不满意", Dimension.UNIT, "单位", UNIT, "市市场监督管理局", 1, 0),
                        new Change("excluded", "剔除件", Dimension.ALL, "全部", "", "全部", 0, 1))
                .noneMatch(change -> change.measure().equals("received"));
        assertThat(changed).filteredOn(change -> change.dimension() == Dimension.CATEGORY || change.dimension() == Dimension.KIND).isNotEmpty()
                .allMatch(change -> change.itemName().matches("\\p{IsHan}.*"));
        transaction.executeWithoutResult(status -> jdbc.sql("update bulletin_name set name = '原市场监管局' where snapshot_id = :id and dimension = 'unit' "
                + "and code = :unit").param("id", view.snapshots().get(0).id()).param("unit", UNIT).update());
        assertThat(records.differences(ticketNo, view.snapshots().get(0).id(), view.snapshots().get(1).id()))
                .as("by the names of then").extracting(Change::itemName).contains("原市场监管局").doesNotContain("市市场监督管理局", UNIT);
        assertThat(records.objections(ticketNo).get("objections").toString()).contains("不满意由1变为0");
        complete("bulletin-editor", "Task_EditBulletin", Map.of("action", "submit"));
        assertThat(bulletin).isWaitingAt("Task_ReviewBulletin");
    }

    @Test
    void whoseFiguresChangedMeanwhileIsAskedAgainAfterAnUpheldObjection() {
        String other = settled("2025-01", true);
        String ticket = settled("2025-01", false);
        elsewhere(other, OTHER_UNIT);
        ProcessInstance bulletin = begun("monthly", "2025-01");
        complete("bulletin-editor", "Task_EditBulletin", Map.of("action", "submit"));
        completeOf(OTHER_UNIT, Map.of("answer", "agree"));
        judge(other, false);
        completeOf(UNIT, Map.of("answer", "object", "measure1", "dissatisfied", "tickets1", ticket, "reason1", "诉求人要求的赔偿超出政策规定"));
        complete("supervisor", "Task_RuleOnObjection", Map.of("ruling", "upheld", "remedy", "exclusion", "reasonCode", "beyondPolicy",
                "reason", "经核查，诉求超出政策规定"));
        assertThat(steps()).anyMatch(step -> step.startsWith("异议成立，重新冻结数据") && step.endsWith("其他单位的数据也有变化，提交时再请各单位核对"));
        complete("bulletin-editor", "Task_EditBulletin", Map.of("action", "submit"));
        assertThat(bulletin).isWaitingAt("Task_CheckFigures");
        completeOf(OTHER_UNIT, Map.of("answer", "agree"));
        completeOf(UNIT, Map.of("answer", "agree"));
        assertThat(bulletin).isWaitingAt("Task_ReviewBulletin");
    }

    @Test
    void aRejectedObjectionChangesNothingAndIsOnRecordBeforeAnybodySigns() {
        String ticket = settled("2024-08", false);
        ProcessInstance bulletin = begun("assessment", "2024-08");
        complete("bulletin-editor", "Task_EditBulletin", Map.of("action", "submit"));
        complete("clerk-" + UNIT, "Task_CheckFigures", Map.of("answer", "object", "measure1", "dissatisfied", "tickets1", ticket, "reason1",
                "诉求人事后表示满意", "measure2", "overdue", "tickets2", ticket, "reason2", "答复没有超过办理时限"));
        List<Task> rulings = tasks();
        assertThat(rulings).hasSize(2).allMatch(task -> task.getTaskDefinitionKey().equals("Task_RuleOnObjection"));
        for (Task ruling : rulings) {
            as("supervisor");
            formService.submitTaskForm(ruling.getId(), Map.of("ruling", "rejected", "reason", "回访录音清楚，维持原数据"));
            runSavePoints();
        }
        assertThat(bulletin).isWaitingAt("Task_ReviewBulletin");
        assertThat(steps()).contains("异议裁定 市市场监督管理局 不满意：不成立。回访录音清楚，维持原数据");
        as("bulletin-editor");
        assertThat(bulletins.view(ticketNo).snapshots()).hasSize(1);
    }

    // ------------------------------------------------------------------ what blocks

    @Test
    void aPlantedInconsistencyBlocksEveryStepAndNamesTheCells() {
        settled("2024-09", true);
        ProcessInstance bulletin = begun("daily", LocalDate.of(2024, 9, 2), LocalDate.of(2024, 9, 2), "2024-09-03T09:00:00+08:00");
        plant(2);
        assertThat(refusalOf(() -> complete("bulletin-editor", "Task_EditBulletin", Map.of("action", "submit")))).satisfies(refusal -> {
            assertThat(refusal.code()).isEqualTo("bulletin.figuresDisagree");
            assertThat(refusal.getMessage()).contains("满意（市市场监督管理局） 2", "满意按单位之和 2 与满意总数 1 不一致");
        });
        as("bulletin-editor");
        assertThat(bulletins.view(ticketNo).contradictions()).extracting(Bulletins.Problem::cell).anyMatch(cell -> cell.contains("满意（市市场监督管理局） 2"));
        plant(1);
        complete("bulletin-editor", "Task_EditBulletin", Map.of("action", "submit"));
        plant(2);
        assertThat(refusalOf(() -> complete("supervisor", "Task_ReviewBulletin", Map.of("verdict", "pass"))).code()).isEqualTo("bulletin.figuresDisagree");
        plant(1);
        complete("supervisor", "Task_ReviewBulletin", Map.of("verdict", "pass"));
        plant(2);
        assertThat(refusalOf(() -> complete("bulletin-signer", "Task_SignBulletin", Map.of("verdict", "sign"))).code())
                .isEqualTo("bulletin.figuresDisagree");
        plant(1);
        long used = lastNumber(2024);
        Task sign = task("Task_SignBulletin");
        as("bulletin-signer");
        formService.submitTaskForm(sign.getId(), Map.of("verdict", "sign"));
        plant(2);
        runSavePoints();
        assertThat(bulletin).hasNotPassed("ServiceTask_IssueBulletin").isWaitingAt("Task_EditBulletin");
        assertThat(lastNumber(2024)).isEqualTo(used);
        assertThat(steps()).anyMatch(step -> step.startsWith("不予编号 ") && step.contains("满意总数 1 不一致"));
        plant(1);
        throughToTheEnd(bulletin);
        assertThat(lastNumber(2024)).isEqualTo(used + 1);
    }

    @Test
    void aNumberTypedIntoTheTextMustBeAFigureOfThePeriod() {
        settled("2024-10", true);
        begun("daily", LocalDate.of(2024, 10, 8), LocalDate.of(2024, 10, 8), "2024-10-09T09:00:00+08:00");
        as("bulletin-editor");
        assertThat(write("lead", "本日受理诉求9876件，满意率{satisfied/calledBack}。")).singleElement()
                .satisfies(problem -> assertThat(problem.cell()).isEqualTo("正文“开头语”9876"));
        assertThat(refusalOf(() -> bulletins.submit(ticketNo)).getMessage()).contains("正文“开头语”写有9876");
        as("bulletin-editor");
        assertThat(write("lead", "本日受理诉求{received}件，走访{=9876件}。")).isEmpty();
        assertThat(write("lead", "受理{recieved}件")).singleElement()
                .satisfies(problem -> assertThat(problem.text()).contains("{recieved}"));
        assertThat(bulletins.write(ticketNo, Map.of("case-field-of-before", new Wording.Edit(null, "本日共1234件。")))).as("of a field that is not printed any more").extracting(Bulletins.Problem::cell)
                .allMatch(cell -> cell.startsWith("正文“开头语”"));
        Map<String, Wording.Edit> both = Map.of("lead", new Wording.Edit(kept("lead"), " \n"), "signs", new Wording.Edit(kept("signs"), "供水类诉求上升"));
        bulletins.write(ticketNo, both);
        assertThat(steps()).endsWith("修改正文 开头语、苗头性、倾向性问题");
        int told = steps().size();
        bulletins.write(ticketNo, both);
        assertThat(steps()).hasSize(told);
        bulletins.submit(ticketNo);
        assertThat(refusalOf(() -> {
            as("bulletin-editor");
            write("lead", "改一改");
        }).code()).isEqualTo("bulletin.notDraft");
    }

    @Test
    void aTextStandsUnderTheLongestCodeOfACategory() {
        LocalDate day = LocalDate.of(2025, 11, 12);
        begun("daily", day, day, "2025-11-13T09:00:00+08:00");
        String section = "handling-" + "c".repeat(64);
        as("bulletin-editor");
        bulletins.write(ticketNo, Map.of(section, new Wording.Edit(null, "上类诉求交办有关单位办理。")));
        assertThat(jdbc.sql("select section from bulletin_text where bulletin_id = :id and section like 'handling%'").param("id", ticketNo)
                .query(String.class).list()).containsExactly(section);
        assertThat(refusalOf(() -> bulletins.write(ticketNo, Map.of("c".repeat(81), new Wording.Edit(null, "文字")))).code()).isEqualTo("bulletin.unknownSection");
    }

    @Test
    void aTopicFitsIntoTheTitleMadeOfIt() {
        at("2025-11-13T09:00:00+08:00");
        as("bulletin-editor");
        LocalDate day = LocalDate.of(2025, 11, 12);
        assertThat(refusalOf(() -> drafts.begin(new Drafting.Wish("430500", "special", day, day, "题".repeat(101), null, null))).getMessage())
                .contains("专题").contains("100");
        ticketNo = drafts.begin(new Drafting.Wish("430500", "special", day, day, "题".repeat(100), null, null));
        runSavePoints();
        assertThat(bulletins().view(ticketNo).row().title()).endsWith("题".repeat(100));
        // As the others do: nothing is left open for the next test.
        bulletins.drop(ticketNo, "只看标题");
    }

    @Test
    void whatStandsInTheHeadIsKeptChangedOrTakenAway() {
        LocalDate day = LocalDate.of(2025, 11, 10);
        begun("daily", day, day, "2025-11-11T09:00:00+08:00");
        as("bulletin-editor");
        Header first = bulletins.view(ticketNo).header();
        wording.head(ticketNo, new Wording.Head(null, null, new Wording.Edit(first.sentTo(), "各县市区"), new Wording.Edit(first.deliveredTo(), "市委办公室"),
                new Wording.Edit(first.copiedTo(), "市纪委监委"), null, new Wording.Edit(first.contact(), "值班室 0739-12345")));
        wording.head(ticketNo, new Wording.Head(null, null, null, new Wording.Edit("市委办公室", " "), new Wording.Edit("市纪委监委", "市人大常委会办公室"), null,
                new Wording.Edit("值班室 0739-12345", "")));
        assertThat(bulletins.view(ticketNo).header()).satisfies(head -> {
            assertThat(head.sentTo()).isEqualTo("各县市区");
            assertThat(head.deliveredTo()).isNull();
            assertThat(head.copiedTo()).isEqualTo("市人大常委会办公室");
            assertThat(head.contact()).isNull();
            assertThat(head.title()).isNotBlank();
        });
        assertThat(refusalOf(() -> wording.head(ticketNo, retitled(""))).getMessage()).contains("标题");
    }

    @Test
    void nobodyOverwritesWhatHeHasNotRead() {
        LocalDate day = LocalDate.of(2025, 11, 12);
        begun("daily", day, day, "2025-11-13T09:00:00+08:00");
        as("bulletin-editor");
        String lead = kept("lead");
        assertThat(kept("signs")).as("nobody wrote it").isNull();
        write("signs", "供水类诉求上升。");
        int told = steps().size();
        assertThat(refusalOf(() -> bulletins.write(ticketNo, Map.of("lead", new Wording.Edit(lead, "本日情况平稳。"), "signs", new Wording.Edit(null, "停电类诉求上升。")))))
                .satisfies(refusal -> {
                    assertThat(refusal.code()).isEqualTo("bulletin.textChanged");
                    assertThat(refusal.getMessage()).contains("“苗头性、倾向性问题”这一段已被他人修改，请刷新后再改。").doesNotContain("开头语");
                });
        as("bulletin-editor");
        assertThat(kept("lead")).as("nothing of it is written").isEqualTo(lead);
        assertThat(kept("signs")).isEqualTo("供水类诉求上升。");
        assertThat(steps()).hasSize(told);
        bulletins.write(ticketNo, Map.of("lead", new Wording.Edit(lead, "本日情况平稳。")));
        assertThat(kept("signs")).as("what was not sent stays").isEqualTo("供水类诉求上升。");
        assertThat(refusalOf(() -> bulletins.write(ticketNo, Map.of("lead", new Wording.Edit("本日情况平稳。", null)))).code()).isEqualTo("bulletin.nothingToWrite");
        as("bulletin-editor");

        Header head = bulletins.view(ticketNo).header();
        wording.head(ticketNo, new Wording.Head(null, null, new Wording.Edit(head.sentTo(), "各县市区"), null, null, null, null));
        assertThat(refusalOf(() -> wording.head(ticketNo, new Wording.Head(new Wording.Edit(head.title(), "新标题"), null, new Wording.Edit(head.sentTo(), "各成员单位"),
                null, null, null, null)))).satisfies(refusal -> {
                    assertThat(refusal.code()).isEqualTo("bulletin.textChanged");
                    assertThat(refusal.getMessage()).contains("“发”").doesNotContain("标题");
                });
        as("bulletin-editor");
        assertThat(bulletins.view(ticketNo).header()).extracting(Header::title, Header::sentTo).containsExactly(head.title(), "各县市区");
    }

    @Test
    void whatTheEditorTookAwayStaysAwayInTheCorrectionToo() {
        String ticket = settled("2025-07", true);
        ProcessInstance bulletin = begun("daily", LocalDate.of(2025, 7, 3), LocalDate.of(2025, 7, 3), "2025-07-04T09:00:00+08:00");
        as("bulletin-editor");
        String proposed = piece("lead").proposed();
        assertThat(proposed).isNotBlank().isEqualTo(kept("lead"));
        write("lead", "");
        assertThat(piece("lead")).satisfies(piece -> {
            assertThat(piece.kept()).as("taken away is not unwritten").isEmpty();
            assertThat(piece.proposed()).isEqualTo(proposed);
        });
        write("signs", "供水类诉求上升。");
        assertThat(kept("lead")).as("saving something else").isEmpty();
        assertThat(bulletins.content(ticketNo).sections()).flatExtracting(Section::paragraphs).doesNotContain(proposed);
        throughToTheEnd(bulletin);
        String issued = ticketNo;
        judge(ticket, false);
        as("bulletin-editor");
        ticketNo = corrections.check(issued).correctionId();
        runSavePoints();
        as("bulletin-editor");
        assertThat(kept("lead")).as("of the correction").isEmpty();
        assertThat(kept("signs")).isEqualTo("供水类诉求上升。");
        write("signs", "供水类诉求上升，已督办。");
        throughToTheEnd(instance("bulletin-issue"));
        judge(ticket, true);
        as("bulletin-editor");
        ticketNo = corrections.check(issued).correctionId();
        runSavePoints();
        as("bulletin-editor");
        assertThat(kept("signs")).as("as it was last published").isEqualTo("供水类诉求上升，已督办。");
        bulletins.drop(ticketNo, "测试完毕");
    }

    @Test
    void whatTheCitysOwnPaperPrintedStandsByItsNameBesideWhatIsCounted() {
        LocalDate day = LocalDate.of(2025, 11, 3);
        printed.addReported(new Period("430500", day, day), List.of(new PrintedTotals.Reported("received", "7件", "市政府网站"),
                new PrintedTotals.Reported("satisfaction", "98.24%", "市政府网站")));
        begun("daily", day, day, "2025-11-04T09:00:00+08:00");
        as("bulletin-editor");
        assertThat(bulletins.content(ticketNo).grid("reported").orElseThrow().rows())
                .extracting(row -> row.cells().get(0).text() + " " + row.cells().get(1).text())
                .containsExactly("受理工单 7件", "回访满意率 98.24%");
        at("2025-11-04T09:00:00+08:00");
        as("bulletin-editor");
        ticketNo = drafts.begin(new Drafting.Wish("430500", "special", day, day, "供水", null, null));
        runSavePoints();
        as("bulletin-editor");
        assertThat(bulletins.content(ticketNo).grid("reported")).as("what was printed is not about a topic").isEmpty();
        bulletins.drop(ticketNo, "测试完毕");
    }

    // ------------------------------------------------------------------ back and off

    @Test
    void reviewerAndSignerHandADraftBackAndTheEditorFreezesAnewOrDropsIt() {
        settled("2024-11", true);
        ProcessInstance bulletin = begun("daily", LocalDate.of(2024, 11, 4), LocalDate.of(2024, 11, 4), "2024-11-05T09:00:00+08:00");
        complete("bulletin-editor", "Task_EditBulletin", Map.of("action", "submit"));
        assertThat(refusalOf(() -> complete("supervisor", "Task_ReviewBulletin", Map.of("verdict", "back"))).field()).isEqualTo("reason");
        complete("supervisor", "Task_ReviewBulletin", Map.of("verdict", "back", "reason", "请补充典型案例"));
        assertThat(bulletin).isWaitingAt("Task_EditBulletin");
        complete("bulletin-editor", "Task_EditBulletin", Map.of("action", "refreeze", "reason", "补录回访之后重算"));
        assertThat(bulletin).isWaitingAt("Task_EditBulletin");
        complete("bulletin-editor", "Task_EditBulletin", Map.of("action", "submit"));
        complete("supervisor", "Task_ReviewBulletin", Map.of("verdict", "pass"));
        complete("bulletin-signer", "Task_SignBulletin", Map.of("verdict", "back", "reason", "标题请改为简称"));
        assertThat(bulletin).isWaitingAt("Task_EditBulletin");
        assertThat(refusalOf(() -> complete("bulletin-editor", "Task_EditBulletin", Map.of("action", "drop"))).field()).isEqualTo("reason");
        as("bulletin-editor");
        bulletins.drop(ticketNo, "与周报重复");
        asNobody();
        assertThat(bulletin).isEnded().hasPassed("EndEvent_BulletinDropped");
        as("bulletin-editor");
        assertThat(bulletins.view(ticketNo).row().stateName()).isEqualTo("已作废");
        assertThat(bulletins.view(ticketNo).snapshots()).hasSize(2);
    }

    @Test
    void nobodyReviewsOrSignsWhatHeWroteAndNobodyReadsWhatIsNotHis() {
        settled("2024-12", true);
        as("operator");
        assertThat(refusalOf(() -> drafts.begin(new Drafting.Wish("430500", "daily", null, null, null, null, null))).code()).isEqualTo("bulletin.notEditor");
        begun("daily", LocalDate.of(2024, 12, 2), LocalDate.of(2024, 12, 2), "2024-12-03T09:00:00+08:00");
        for (String stranger : List.of("operator", "clerk-" + UNIT)) {
            as(stranger);
            assertThat(refusalOf(() -> bulletins.view(ticketNo)).code()).isEqualTo("bulletin.unknown");
            assertThat(refusalOf(() -> bulletins.content(ticketNo)).code()).isEqualTo("bulletin.unknown");
            assertThat(refusalOf(() -> bulletins.figures(ticketNo)).code()).isEqualTo("bulletin.unknown");
            assertThat(refusalOf(() -> records.files(ticketNo)).code()).isEqualTo("bulletin.unknown");
            assertThat(refusalOf(() -> bulletins.own(ticketNo)).code()).isEqualTo("bulletin.unknown");
            assertThat(refusalOf(() -> records.objections(ticketNo)).code()).isEqualTo("bulletin.unknown");
            assertThat(refusalOf(() -> records.steps(ticketNo)).code()).isEqualTo("bulletin.notStaff");
            assertThat(refusalOf(() -> bulletins.pieces(ticketNo)).code()).isEqualTo("bulletin.notStaff");
            assertThat(refusalOf(() -> records.differences(ticketNo, 1, 2)).code()).isEqualTo("bulletin.notStaff");
            assertThat(refusalOf(() -> bulletins.write(ticketNo, Map.of("lead", new Wording.Edit(null, "x")))).code()).isEqualTo("bulletin.notEditor");
            assertThat(refusalOf(() -> wording.head(ticketNo, retitled("新标题"))).code())
                    .isEqualTo("bulletin.notEditor");
            assertThat(refusalOf(() -> bulletins.submit(ticketNo)).code()).isEqualTo("bulletin.notEditor");
            assertThat(refusalOf(() -> corrections.check(ticketNo)).code()).isEqualTo("bulletin.notEditor");
            assertThat(refusalOf(() -> frames.list("430500")).code()).isEqualTo("bulletin.notStaff");
            assertThat(refusalOf(() -> frames.overview("430500")).code()).isEqualTo("bulletin.notStaff");
            assertThat(refusalOf(() -> frames.withdraw("430500", "monthly")).code()).isEqualTo("bulletin.notFrameKeeper");
            assertThat(refusalOf(() -> frames.define("430500", new Frames.Frame("", "甲", "乙", null, null, null, "主动公开", null))).code())
                    .isEqualTo("bulletin.notFrameKeeper");
            assertThat(bulletins.list("430500", "daily", null, 0, 50).items()).noneMatch(row -> row.id().equals(ticketNo));
        }
        identityService.setAuthentication("supervisor", List.of("supervisor", "bulletin-editor"));
        write("lead", "本日情况平稳。");
        complete("bulletin-editor", "Task_EditBulletin", Map.of("action", "submit"));
        assertThat(refusalOf(() -> complete("supervisor", "Task_ReviewBulletin", Map.of("verdict", "pass"))).code()).isEqualTo("bulletin.ownWork");
        completeAs("second-supervisor", List.of("supervisor"), "Task_ReviewBulletin", Map.of("verdict", "pass"));
        assertThat(refusalOf(() -> completeAs("second-supervisor", List.of("bulletin-signer"), "Task_SignBulletin", Map.of("verdict", "sign"))).code())
                .isEqualTo("bulletin.ownWork");
        assertThat(refusalOf(() -> completeAs("bulletin-editor", List.of("bulletin-signer"), "Task_SignBulletin", Map.of("verdict", "sign"))).code())
                .isEqualTo("bulletin.ownWork");
        complete("bulletin-signer", "Task_SignBulletin", Map.of("verdict", "sign"));
        as("operator");
        assertThat(bulletins.view(ticketNo).row().state()).isEqualTo("issued");
        assertThat(bulletins.view(ticketNo).snapshots()).isEmpty();
        as("clerk-education");
        assertThat(refusalOf(() -> bulletins.view(ticketNo)).code()).isEqualTo("bulletin.unknown");
    }

    @Test
    void aFrameIsSetForAKindOrForAllAndTakenBack() {
        as("bulletin-editor");
        assertThat(inForce("460000", "daily").source()).isEqualTo(Frames.Source.STANDARD);
        assertThat(inForce("460000", "").kindName()).isEqualTo("全部种类");
        assertThat(frames.overview("460000").kinds()).extracting(Frames.InForce::kind)
                .containsExactly("", "daily", "weekly", "monthly", "facts", "assessment", "annual", "special");
        Frames.Frame ownOfSpecial = new Frames.Frame("special", "特报办公室", "琼热特", null, "省长", null, "不予公开", null);
        assertThat(frames.define("460000", ownOfSpecial)).isEqualTo(ownOfSpecial);
        Frames.Frame ofAll = new Frames.Frame("", "省政务服务中心", "琼政务", "各市县", null, null, "主动公开", "张三 66660000");
        assertThat(frames.define("460000", ofAll)).as("what was set, not what another kind has").isEqualTo(ofAll);
        assertThat(inForce("460000", "special")).isEqualTo(new Frames.InForce("special", "特报", Frames.Source.KIND, ownOfSpecial));
        assertThat(inForce("460000", "daily")).isEqualTo(new Frames.InForce("daily", "日报", Frames.Source.ALL, ofAll));
        assertThat(frames.list("460000")).containsExactly(ofAll, ownOfSpecial);
        assertThat(refusalOf(() -> frames.define("460000", new Frames.Frame("", "甲", "琼〔政〕", null, null, null, "主动公开", null))).code())
                .isEqualTo("bulletin.badMark");
        assertThat(refusalOf(() -> frames.define("460000", new Frames.Frame("", "甲", "琼".repeat(41), null, null, null, "主动公开", null))).code())
                .isEqualTo("common.textTooLong");
        as("bulletin-signer");
        assertThat(frames.overview("460000").kinds()).as("a signer reads them").hasSize(8);
        assertThat(refusalOf(() -> frames.withdraw("460000", "special")).code()).isEqualTo("bulletin.notFrameKeeper");
        as("supervisor");
        frames.withdraw("460000", "special");
        assertThat(inForce("460000", "special").frame()).isEqualTo(ofAll);
        frames.withdraw("460000", null);
        frames.withdraw("460000", null);
        assertThat(inForce("460000", "special").source()).isEqualTo(Frames.Source.STANDARD);
        assertThat(refusalOf(() -> frames.withdraw("460000", "hourly")).code()).isEqualTo("bulletin.unknownKind");
        assertThat(jdbc.sql("select entry_text from audit_entry where kind = 'bulletin' and subject = '460000' order by id").query(String.class).list())
                .containsExactly("设置版头版记（特报）：特报办公室，琼热特", "设置版头版记（全部种类）：省政务服务中心，琼政务", "取消版头版记（特报）", "取消版头版记（全部种类）");
    }

    private Frames.InForce inForce(String jurisdiction, String kind) {
        return frames.overview(jurisdiction).kinds().stream().filter(one -> one.kind().equals(kind)).findFirst().orElseThrow();
    }

    // ------------------------------------------------------------------ afterwards

    @Test
    void whoWroteTheBulletinNeitherReviewsNorSignsItsCorrection() {
        String ticket = settled("2025-09", true);
        ProcessInstance bulletin = begun("daily", LocalDate.of(2025, 9, 3), LocalDate.of(2025, 9, 3), "2025-09-04T09:00:00+08:00");
        identityService.setAuthentication("author", List.of("bulletin-editor", "supervisor"));
        write("signs", "供水类诉求上升。");
        throughToTheEnd(bulletin);
        judge(ticket, false);
        as("bulletin-editor");
        ticketNo = corrections.check(ticketNo).correctionId();
        runSavePoints();
        complete("bulletin-editor", "Task_EditBulletin", Map.of("action", "submit"));
        assertThat(refusalOf(() -> completeAs("author", List.of("supervisor"), "Task_ReviewBulletin", Map.of("verdict", "pass"))).code())
                .isEqualTo("bulletin.ownWork");
        complete("supervisor", "Task_ReviewBulletin", Map.of("verdict", "pass"));
        assertThat(refusalOf(() -> completeAs("author", List.of("bulletin-signer"), "Task_SignBulletin", Map.of("verdict", "sign"))).code())
                .isEqualTo("bulletin.ownWork");
        complete("bulletin-signer", "Task_SignBulletin", Map.of("verdict", "sign"));
    }

    @Test
    void aFigureThatChangesAfterTheIssueMakesANumberedCorrectionAndNeverASilentOne() {
        String ticket = settled("2025-03", true);
        ProcessInstance bulletin = begun("daily", LocalDate.of(2025, 3, 3), LocalDate.of(2025, 3, 3), "2025-03-04T09:00:00+08:00");
        throughToTheEnd(bulletin);
        String issued = ticketNo;
        as("bulletin-editor");
        String number = bulletins.view(issued).row().number();
        assertThat(corrections.check(issued)).isEqualTo(new Corrections.Outcome(true, List.of(), null));
        byte[] before = records.file(issued, "xlsx").content();
        judge(ticket, false);
        Corrections.Outcome outcome = corrections.check(issued);
        assertThat(outcome.differences()).contains(new Change("satisfied", "满意", Dimension.UNIT, "单位", UNIT, "市市场监督管理局", 1, 0),
                        new Change("dissatisfied", "不满意", Dimension.ALL, "全部", "", "全部", 0, 1))
                .allMatch(change -> List.of("satisfied", "dissatisfied", "satisfiedEvaluated", "solved", "notSolved").contains(change.measure()));
        assertThat(refusalOf(() -> corrections.check(issued)).code()).isEqualTo("bulletin.correctionOpen");
        ticketNo = outcome.correctionId();
        runSavePoints();
        ProcessInstance correction = instance("bulletin-issue");
        assertThat(facts("Task_EditBulletin")).contains("更正" + number, "满意（市市场监督管理局）1→0");
        throughToTheEnd(correction);
        as("bulletin-editor");
        assertThat(bulletins.view(ticketNo).header()).satisfies(header -> {
            assertThat(header.correction()).isEqualTo(1);
            assertThat(header.correctedNumber()).isEqualTo(number);
            assertThat(header.number()).isNotEqualTo(number);
        });
        assertThat(records.file(issued, "xlsx").content()).isEqualTo(before);
        assertThat(corrections.check(issued).correctionId()).isNull();
        assertThat(corrected(ticketNo)).contains("满意 总数 1 0", "满意 市市场监督管理局 1 0");
        String first = bulletins.view(ticketNo).row().number();
        List<String> told = corrected(ticketNo);

        judge(ticket, true);
        String second = corrections.check(issued).correctionId();
        ticketNo = second;
        runSavePoints();
        as("bulletin-editor");
        assertThat(bulletins.view(second).row().correction()).isEqualTo(2);
        assertThat(corrected(second)).as("beside what was last published").contains("满意 总数 0 1");
        assertThat(bulletins.content(second).sections().get(0).paragraphs().get(0)).contains(first);
        assertThat(corrected(outcome.correctionId())).as("the same at any later time").isEqualTo(told);
        bulletins.drop(second, "评价系误录，已改回");
        assertThat(corrections.check(issued).correctionId()).isNull();
    }

    @Test
    void aSettingThatFiguresDependOnMakesNoCorrectionAndIsToldOnce() {
        settled("2025-02", true);
        throughToTheEnd(begun("daily", LocalDate.of(2025, 2, 3), LocalDate.of(2025, 2, 3), "2025-02-04T09:00:00+08:00"));
        String issued = ticketNo;
        defaulted(settled("2025-02", true));
        ticketNo = issued;
        as("bulletin-editor");
        String formulas = bulletins.view(ticketNo).header().formulas();
        settings.change("430500", "callback.defaultCountsAsSatisfied", "true", "admin");
        try {
            assertThat(corrections.check(ticketNo)).isEqualTo(new Corrections.Outcome(false, List.of(), null));
            assertThat(corrections.check(ticketNo).comparable()).isFalse();
            assertThat(steps().stream().filter(step -> step.startsWith("复核数据")).toList())
                    .containsExactly("复核数据 口径设置已变：默认件由不计入满意改为计入；不作比较");
            formulas("另一版");
            assertThat(corrections.check(ticketNo).comparable()).isFalse();
            assertThat(corrections.check(ticketNo).comparable()).isFalse();
            assertThat(steps().stream().filter(step -> step.startsWith("复核数据 指标口径已由另一版变为")).toList()).hasSize(1);
        } finally {
            formulas(formulas);
            settings.change("430500", "callback.defaultCountsAsSatisfied", "false", "admin");
        }
        assertThat(corrections.check(ticketNo)).satisfies(outcome -> {
            assertThat(outcome.comparable()).isTrue();
            assertThat(outcome.differences()).extracting(Change::measure).contains("received", "defaulted").doesNotContain("notSolved");
        });
        ticketNo = correctionsOf(ticketNo).get(0);
        runSavePoints();
        as("bulletin-editor");
        bulletins.drop(ticketNo, "只看口径");
    }

    @Test
    void draftsMakeThemselvesOncePerPeriodAndIssuedFiguresAreCountedAgainEveryDay() {
        settled("2025-04", true);
        at("2025-05-05T07:59:00+08:00");
        settings.change("430500", "bulletin.draftMonthly", "true", "admin");
        settings.change("430500", "bulletin.draftWeekly", "true", "admin");
        try {
            asNobody();
            schedules.open();
            assertThat(begunBySchedule("2025-04-01")).isEmpty();
            at("2025-05-05T08:00:00+08:00");
            schedules.open();
            schedules.open();
            assertThat(begunBySchedule("2025-04-01")).hasSize(1);
            assertThat(begunBySchedule("2025-04-28")).hasSize(1);
            ticketNo = begunBySchedule("2025-04-28").get(0);
            runSavePoints();
            assertThat(instance("bulletin-issue")).isWaitingAt("Task_EditBulletin");
            as("bulletin-editor");
            assertThat(bulletins.view(ticketNo).row().title()).isEqualTo("邵阳市12345政务服务便民热线周报（2025年4月28日至2025年5月4日）");
        } finally {
            settings.change("430500", "bulletin.draftMonthly", "false", "admin");
            settings.change("430500", "bulletin.draftWeekly", "false", "admin");
        }
        String ticket = settled("2025-06", true);
        throughToTheEnd(begun("daily", LocalDate.of(2025, 6, 3), LocalDate.of(2025, 6, 3), "2025-06-04T09:00:00+08:00"));
        String issued = ticketNo;
        asNobody();
        schedules.check();
        assertThat(correctionsOf(issued)).isEmpty();
        judge(ticket, false);
        asNobody();
        schedules.check();
        assertThat(correctionsOf(issued)).as("once a day").isEmpty();
        at("2025-06-05T09:00:00+08:00");
        schedules.check();
        assertThat(correctionsOf(issued)).hasSize(1);
    }

    // ------------------------------------------------------------------ the stage

    /** One complaint of the month's first working Monday or so, handled, called back and archived. */
    private String settled(String month, boolean satisfied) {
        at(firstDay(month) + "T09:00:00+08:00");
        String ticket = registerConsumerComplaint();
        unitReplies(UNIT);
        reviewPasses();
        citizenAnswers(true);
        judge(ticket, satisfied);
        return ticket;
    }

    private static LocalDate firstDay(String month) {
        return switch (month) {
            case "2024-09" -> LocalDate.of(2024, 9, 2);
            case "2024-10" -> LocalDate.of(2024, 10, 8);
            case "2025-06" -> LocalDate.of(2025, 6, 3);
            case "2024-11" -> LocalDate.of(2024, 11, 4);
            case "2024-12" -> LocalDate.of(2024, 12, 2);
            default -> LocalDate.parse(month + "-03");
        };
    }

    /** What the citizen said, put right in the ticket itself, as an upheld complaint about a callback does. */
    private void judge(String ticket, boolean satisfied) {
        transaction.executeWithoutResult(status -> jdbc.sql("update ticket_ticket set satisfied = :satisfied, solved = :satisfied, status = 'archived', "
                        + "closed_at = coalesce(closed_at, registered_at + 60000) where ticket_no = :no").param("satisfied", satisfied).param("no", ticket).update());
    }

    /** Nobody was reached in the end. */
    private void defaulted(String ticket) {
        transaction.executeWithoutResult(status -> jdbc.sql("update ticket_ticket set satisfied = null, solved = null, evaluations = 0, defaulted = 1 "
                + "where ticket_no = :no").param("no", ticket).update());
    }

    private void formulas(String version) {
        transaction.executeWithoutResult(status -> jdbc.sql("update bulletin_snapshot set formulas = :version where bulletin_id = :id")
                .param("version", version).param("id", ticketNo).update());
    }

    /** As if another unit had handled it. */
    private void elsewhere(String ticket, String unit) {
        transaction.executeWithoutResult(status -> jdbc.sql("update ticket_dispatch set unit = :unit, dispatched_unit = :unit where ticket_no = :no")
                .param("unit", unit).param("no", ticket).update());
    }

    /** A unit's own task among those of all units. */
    private void completeOf(String unit, Map<String, Object> fields) {
        Task own = tasks().stream().filter(task -> groupsOf(task).contains("unit-" + unit)).findFirst().orElseThrow();
        as("clerk-" + unit);
        formService.submitTaskForm(own.getId(), fields);
        runSavePoints();
    }

    private ProcessInstance begun(String kind, String month) {
        YearMonth of = YearMonth.parse(month);
        LocalDate day = month.equals("2024-04") ? LocalDate.of(2024, 5, 6) : of.plusMonths(1).atDay(5);
        return begun(kind, of.atDay(1), of.atEndOfMonth(), day + "T09:00:00+08:00");
    }

    private ProcessInstance begun(String kind, LocalDate from, LocalDate to, String now) {
        at(now);
        as("bulletin-editor");
        ticketNo = drafts.begin(new Drafting.Wish("430500", kind, from, to, null, null, null));
        runSavePoints();
        return instance("bulletin-issue");
    }

    private List<String> corrected(String id) {
        return bulletins.content(id).sections().get(0).grids().get(0).rows().stream().map(row -> String.join(" ", row.cells().stream()
                .map(cell -> cell.text()).toList())).toList();
    }

    /** One text, by somebody who read what is kept. */
    private List<Bulletins.Problem> write(String section, String text) {
        return bulletins.write(ticketNo, Map.of(section, new Wording.Edit(kept(section), text)));
    }

    private String kept(String section) {
        return piece(section).kept();
    }

    private Piece piece(String section) {
        return bulletins.pieces(ticketNo).stream().filter(piece -> piece.code().equals(section)).findFirst().orElseThrow();
    }

    private Wording.Head retitled(String title) {
        String before = jdbc.sql("select title from bulletin_edition where id = :id").param("id", ticketNo).query(String.class).single();
        return new Wording.Head(new Wording.Edit(before, title), null, null, null, null, null, null);
    }

    private void throughToTheEnd(ProcessInstance bulletin) {
        complete("bulletin-editor", "Task_EditBulletin", Map.of("action", "submit"));
        complete("supervisor", "Task_ReviewBulletin", Map.of("verdict", "pass"));
        complete("bulletin-signer", "Task_SignBulletin", Map.of("verdict", "sign"));
        assertThat(bulletin).isEnded();
    }

    private void plant(long amount) {
        transaction.executeWithoutResult(status -> jdbc.sql("update bulletin_cell set amount = :amount where measure = 'satisfied' and dimension = 'unit' "
                + "and item = :unit and snapshot_id = (select snapshot from bulletin_edition where id = :id)").param("amount", amount).param("unit", UNIT)
                .param("id", ticketNo).update());
    }

    private long lastNumber(int year) {
        return jdbc.sql("select coalesce(max(last_number), 0) from bulletin_numbering where mark = '邵行审发' and number_year = :year").param("year", year)
                .query(Long.class).single();
    }

    private List<String> begunBySchedule(String from) {
        return jdbc.sql("select id from bulletin_edition where from_day = :from and created_by = 'system'").param("from", LocalDate.parse(from))
                .query(String.class).list();
    }

    private List<String> correctionsOf(String id) {
        return jdbc.sql("select id from bulletin_edition where corrects = :id").param("id", id).query(String.class).list();
    }

    private Bulletins bulletins() {
        as("bulletin-editor");
        return bulletins;
    }

    private List<String> steps() {
        return jdbc.sql("select what, text from bulletin_step where bulletin_id = :id order by seq").param("id", ticketNo)
                .query((row, n) -> row.getString(1) + " " + row.getString(2)).list();
    }

    private String facts(String taskKey) {
        as("supervisor");
        return formService.getTaskFormVariables(task(taskKey).getId()).get("facts").toString();
    }
}
