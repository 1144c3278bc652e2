package org.hotline12345.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.ProcessEngineTests.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.hotline12345.common.Actor;
import org.hotline12345.quality.Check;
import org.hotline12345.quality.Checks;
import org.hotline12345.quality.Draws;
import org.hotline12345.quality.QualityFigures;
import org.hotline12345.quality.ScoreSheets;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Every path of {@code bpmn/quality-check.bpmn}: who is drawn, who scores, who appeals, who rules, who reads what. */
class QualityCheckTest extends ProcessTest {

    @Autowired
    Draws draws;
    @Autowired
    Checks checks;
    @Autowired
    ScoreSheets sheets;
    @Autowired
    QualityFigures figures;

    @Test
    void aStepWithoutFaultEndsAtOnceWithFullPoints() {
        ProcessInstance check = drawn("2023-06-14", "registration");
        assertThat(check).isWaitingAt("Task_ScoreSample");
        assertThat(groupsOf(task("Task_ScoreSample"))).containsExactly("inspector");
        as("inspector");
        assertThat(formService.getTaskFormVariables(task("Task_ScoreSample").getId()).get("sample").toString())
                .contains(ticketNo, "话务员", "受理登记评分表", "A2  类别或行政区划选错（扣10分）");
        complete("inspector", "Task_ScoreSample", Map.of());
        assertThat(check).isEnded().hasPassed("EndEvent_FullPointsGiven");
        assertThat(own("operator").points()).isEqualTo(100);
        assertThat(own("operator").state()).isEqualTo("final");
    }

    @Test
    void pointsAreTakenOffAndStandWhenTheLimitForAnAppealPasses() {
        ProcessInstance check = drawn("2023-06-15", "registration");
        assertRefused("quality.unknownItem", () -> complete("inspector", "Task_ScoreSample", Map.of("deductions", "Z7", "remark", "依据录音")));
        assertRefused("quality.remarkMissing", () -> complete("inspector", "Task_ScoreSample", Map.of("deductions", "A2")));
        complete("inspector", "Task_ScoreSample", Map.of("deductions", "a2，A3", "remark", "区划应为双清区，标题没有写明诉求"));
        assertThat(check).isWaitingAt("Gateway_AwaitAppeal");
        Check mine = own("operator");
        assertThat(mine.points()).isEqualTo(85);
        assertThat(mine.failed()).containsExactly("A2 类别或行政区划选错", "A3 标题不能概括诉求");
        // Scored on a Thursday: three working days end with Tuesday.
        assertThat(mine.appealUntil()).isEqualTo(LocalDate.of(2023, 6, 20));
        assertThat(mine.mayAppeal()).isTrue();
        passTimeUntil("2023-06-21T00:00:00+08:00");
        assertThat(check).isEnded().hasPassed("EndEvent_NotAppealed");
        assertThat(own("operator").state()).isEqualTo("final");
        assertRefused("quality.settled", () -> appeal("operator", mine.id()));
    }

    @Test
    void anAppealIsRuledOnByASupervisorWhoDidNotScore() {
        ProcessInstance check = drawn("2023-06-16", "registration");
        complete("inspector", "Task_ScoreSample", Map.of("deductions", "A9", "remark", "录音中与诉求人争吵"));
        assertThat(own("operator").points()).isZero();
        assertThat(own("operator").fatal()).isTrue();
        String id = own("operator").id();
        assertRefused("quality.unknown", () -> appeal("callback", id));
        assertRefused("quality.notYours", () -> appeal("supervisor", id));
        assertRefused("quality.appealTooShort", () -> {
            as("operator");
            checks.appeal(id, "不服");
        });
        appeal("operator", id);
        assertThat(check).isWaitingAt("Task_RuleOnAppeal");
        assertRefused("quality.ownWork", () -> completeAs("operator", List.of("supervisor"), "Task_RuleOnAppeal",
                Map.of("ruling", "lifted", "reason", "本人认为没有问题")));
        assertRefused("quality.ownWork", () -> completeAs("inspector", List.of("supervisor"), "Task_RuleOnAppeal",
                Map.of("ruling", "upheld", "reason", "维持我的评分")));
        assertRefused("quality.nothingChanges", () -> complete("supervisor", "Task_RuleOnAppeal",
                Map.of("ruling", "changed", "deductions", "A9", "reason", "仍是争吵")));
        complete("supervisor", "Task_RuleOnAppeal", Map.of("ruling", "changed", "deductions", "A4", "reason", "语气不当，但没有争吵"));
        assertThat(check).isEnded().hasPassed("EndEvent_AppealRuled");
        Check ruled = own("operator");
        assertThat(ruled.points()).isEqualTo(90);
        assertThat(ruled.pointsBefore()).isZero();
        assertThat(ruled.rulingName()).isEqualTo("改判");
        as("inspector");
        assertThat(figures.summary("430500", LocalDate.of(2023, 6, 16), LocalDate.of(2023, 6, 16), "person")).singleElement()
                .satisfies(row -> assertThat(row).isEqualTo(new QualityFigures.Row("operator", "话务员", "热线中心", 1, 90, 1, 0, 1, 1)));
    }

    @Test
    void nobodyScoresHisOwnWork() {
        drawn("2023-06-19", "registration");
        assertRefused("quality.ownWork", () -> completeAs("operator", List.of("operator", "inspector"), "Task_ScoreSample", Map.of()));
        complete("inspector", "Task_ScoreSample", Map.of());
    }

    @Test
    void aPersonReadsOnlyOwnResultsAndNotBeforeTheyAreScored() {
        drawn("2023-06-20", "registration");
        as("operator");
        assertThat(checks.list("430500", null, null, null, 0, 200).items()).noneMatch(result -> result.ticketNo().equals(ticketNo));
        complete("inspector", "Task_ScoreSample", Map.of());
        as("callback");
        assertThat(checks.list("430500", "operator", null, null, 0, 200).items()).noneMatch(result -> result.person().equals("operator"));
        assertThat(refusalOf(() -> figures.summary("430500", LocalDate.of(2023, 6, 20), LocalDate.of(2023, 6, 20), "person")).code())
                .isEqualTo("quality.notInspector");
        assertThat(refusalOf(() -> draws.list("430500", 0, 10)).code()).isEqualTo("quality.notInspector");
        as("supervisor");
        assertThat(checks.list("430500", "operator", null, "final", 0, 200).items()).anyMatch(result -> result.ticketNo().equals(ticketNo));
    }

    @Test
    void theSameSeedDrawsTheSameSamplesAndChecksThemOnce() {
        at("2023-06-21T09:00:00+08:00");
        List<String> registered = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            registered.add(registerConsumerComplaint());
        }
        Draws.Draw first = draw("2023-06-21", "registration", 2, 42L);
        List<String> chosen = chosen(registered);
        assertThat(first.population()).isEqualTo(6);
        assertThat(first.fresh()).isEqualTo(2);
        Draws.Draw again = draw("2023-06-21", "registration", 2, 42L);
        assertThat(again.drawn()).isEqualTo(2);
        assertThat(again.fresh()).isZero();
        assertThat(chosen(registered)).isEqualTo(chosen).hasSize(2);
    }

    @Test
    void whatNoPersonDidIsNotDrawn() {
        at("2023-06-22T09:00:00+08:00");
        String byPerson = registerConsumerComplaint();
        String byChannel = registerConsumerComplaint();
        String elsewhere = registerConsumerComplaint();
        asNobody();
        if (identityService.createGroupQuery().groupId("channel").count() == 0) {
            identityService.saveGroup(identityService.newGroup("channel"));
        }
        identityService.saveUser(identityService.newUser("city-app"));
        identityService.createMembership("city-app", "channel");
        done(byChannel, "city-app");
        done(elsewhere, Actor.OLD_SYSTEM);
        Draws.Draw draw = draw("2023-06-22", "registration", 10, 3L);
        asNobody();
        identityService.deleteUser("city-app");
        assertThat(draw.population()).isEqualTo(1);
        assertThat(chosen(List.of(byPerson, byChannel, elsewhere))).containsExactly(byPerson);
    }

    private void done(String registered, String actor) {
        transaction.executeWithoutResult(status -> jdbc.sql("update ticket_event set actor = :actor where ticket_no = :no and type = 'registered'")
                .param("actor", actor).param("no", registered).update());
    }

    @Test
    void aUnitsReplyIsScoredOnTheUnitsSheetAndCountsForTheUnit() throws Exception {
        at("2023-06-26T09:00:00+08:00");
        registerConsumerComplaint();
        unitReplies("market-regulation");
        draw("2023-06-26", "reply", 1, 7L);
        complete("inspector", "Task_ScoreSample", Map.of("deductions", "C1,C2", "remark", "没有回应赔偿诉求，也没有依据"));
        as("inspector");
        LocalDate day = LocalDate.of(2023, 6, 26);
        assertThat(figures.summary("430500", day, day, "unit")).singleElement().satisfies(row -> {
            assertThat(row.name()).isEqualTo("市市场监督管理局");
            assertThat(row.points()).isEqualTo(70);
            assertThat(row.passed()).isZero();
        });
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        figures.export("430500", day, day, "person").accept(file);
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(file.toByteArray()))) {
            assertThat(book.getSheet("质检结果").getRow(1).getCell(3).getNumericCellValue()).isEqualTo(70);
        }
        assertThat(own("clerk-market-regulation").unitName()).isEqualTo("市市场监督管理局");
    }

    @Test
    void aChangedSheetHoldsForLaterSamplesOnly() {
        drawn("2023-06-27", "review", () -> {
            unitReplies("market-regulation");
            reviewPasses();
        });
        as("supervisor");
        ScoreSheets.Sheet changed = sheets.define("430500", "review", "复核评分表", List.of(new ScoreSheets.Item("d1", "应当退回的答复予以通过", 50, false)));
        assertThat(changed.version()).isGreaterThan(1);
        assertThat(changed.items()).containsExactly(new ScoreSheets.Item("D1", "应当退回的答复予以通过", 50, false));
        complete("inspector", "Task_ScoreSample", Map.of("deductions", "D1,D2", "remark", "答复空泛仍予通过"));
        assertThat(own("reviewer").points()).isEqualTo(70);
        as("inspector");
        assertThat(refusalOf(() -> sheets.define("430500", "review", "复核评分表", List.of())).code()).isEqualTo("quality.notSheetKeeper");
        as("supervisor");
        assertThat(refusalOf(() -> sheets.define("430500", "review", "表", List.of(new ScoreSheets.Item("A", "一项", 101, false)))).getMessage())
                .contains("第1项");
    }

    @Test
    void aPlanThatCannotBeIsRefused() {
        as("inspector");
        LocalDate day = LocalDate.of(2023, 6, 1);
        for (Draws.Plan plan : List.of(new Draws.Plan("430500", "registration", null, day, 1, null, false, null, null, null, null),
                new Draws.Plan("430500", "registration", day, day.plusDays(93), 1, null, false, null, null, null, null),
                new Draws.Plan("430500", "registration", day, day, 1, 10, false, null, null, null, null),
                new Draws.Plan("430500", "registration", day, day, null, 101, false, null, null, null, null),
                new Draws.Plan("430500", "registration", day, day, 1, null, false, null, null, "' or 1=1", null))) {
            assertThat(refusalOf(() -> draws.draw(plan)).code()).isEqualTo("quality.badPlan");
        }
        assertThat(refusalOf(() -> draws.draw(new Draws.Plan("460000", "registration", day, day, 1, null, false, null, null, null, null))).code())
                .isEqualTo("quality.noSheet");
        as("operator");
        assertThat(refusalOf(() -> draws.draw(new Draws.Plan("430500", "registration", day, day, 1, null, false, null, null, null, null))).code()).isEqualTo("quality.notInspector");
    }

    private ProcessInstance drawn(String day, String part) {
        return drawn(day, part, () -> { });
    }

    /** One ticket of a day of its own, one step of it drawn. */
    private ProcessInstance drawn(String day, String part, Runnable work) {
        at(day + "T09:00:00+08:00");
        registerConsumerComplaint();
        work.run();
        assertThat(draw(day, part, 1, 1L).fresh()).isEqualTo(1);
        return instance("quality-check");
    }

    private Draws.Draw draw(String day, String part, int size, long seed) {
        as("inspector");
        LocalDate on = LocalDate.parse(day);
        return draws.draw(new Draws.Plan("430500", part, on, on, size, null, false, null, null, null, seed));
    }

    private List<String> chosen(List<String> registered) {
        as("inspector");
        return checks.list("430500", null, null, "waiting", 0, 200).items().stream().map(Check::ticketNo).filter(registered::contains).sorted().toList();
    }

    private void appeal(String user, String id) {
        as(user);
        checks.appeal(id, "录音显示没有争吵，请复听");
        asNobody();
    }

    private Check own(String user) {
        as(user);
        return checks.list("430500", user, null, null, 0, 200).items().stream().filter(result -> result.ticketNo().equals(ticketNo))
                .findFirst().orElseThrow();
    }
}
