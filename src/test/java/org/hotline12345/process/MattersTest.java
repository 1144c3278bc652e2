package org.hotline12345.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.task.Task;
import org.hotline12345.bulletin.Drafting;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Matters;
import org.hotline12345.meeting.Consultations;
import org.hotline12345.report.Dimension;
import org.hotline12345.report.MeasuredTickets;
import org.hotline12345.report.Period;
import org.hotline12345.worklist.Lines;
import org.hotline12345.worklist.WorkTask;
import org.hotline12345.worklist.process.WorkTasks;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What task lists and the place beside the form tell of tasks that are about no ticket, and of whom they keep it. */
class MattersTest extends ProcessTest {

    private static final String UNIT = "market-regulation";

    @Autowired
    Drafting drafts;
    @Autowired
    Consultations consultations;
    @Autowired
    WorkTasks workTasks;
    @Autowired
    Lines lines;
    @Autowired
    List<Matters> matters;
    @Autowired
    MeasuredTickets behind;

    // ------------------------------------------------------------------ bulletins

    @Test
    void anEditorsTaskTellsTitleKindPeriodAndStateOfTheBulletinAndItsCardWhatAgrees() {
        String id = begun("daily", LocalDate.of(2026, 1, 12), LocalDate.of(2026, 1, 12), "2026-01-13T09:00:00+08:00");
        Lines.Line line = line("bulletin-editor", "Task_EditBulletin");
        assertThat(line.ticketNo()).isNull();
        assertThat(line.title()).contains("日报");
        assertThat(line.matter()).satisfies(matter -> {
            assertThat(matter.key()).isEqualTo(id);
            assertThat(matter.kindName()).isEqualTo("日报");
            assertThat(matter.stateName()).isEqualTo("拟稿");
            assertThat(matter.period()).isEqualTo("2026-01-12 至 2026-01-12");
        });
        Matters.Card card = card("bulletin-editor", "Task_EditBulletin");
        assertThat(card.facts()).contains(new Matters.Fact("统计期", "2026-01-12 至 2026-01-12"), new Matters.Fact("数据截至", "2026-01-13 09:00"));
        assertThat(card.sound()).isEqualTo("勾稽核对一致。");
        assertThat(card.links()).extracting(Matters.Link::page).containsExactly("bulletins#/bulletins/" + id);
    }

    @Test
    void theCardNamesWhatDoesNotAgreeToThoseWhoWorkOnItAndNotToTheUnitsAsked() {
        String id = monthly();
        transaction.executeWithoutResult(status -> jdbc.sql("update bulletin_cell set amount = 7 where measure = 'handled' and dimension = 'unit' "
                + "and item = :unit and snapshot_id = (select snapshot from bulletin_edition where id = :id)").param("unit", UNIT).param("id", id).update());
        assertThat(card(Set.of("supervisor"), id).problems()).anyMatch(problem -> problem.contains("办理按单位之和 7"));
        Matters.Card units = card("clerk-" + UNIT, "Task_CheckFigures");
        assertThat(units.problems()).isEmpty();
        assertThat(units.sound()).isNull();
    }

    @Test
    void aUnitSeesTheBulletinItWasAskedAboutWithItsLimitAndNothingToOpenYet() {
        String id = monthly();
        Lines.Line line = line("clerk-" + UNIT, "Task_CheckFigures");
        assertThat(line.title()).contains("邵阳市12345");
        assertThat(line.matter().stateName()).isEqualTo("核对数据");
        assertThat(line.unitName()).isEqualTo("市市场监督管理局");
        assertThat(line.words()).matches("还剩 \\d+ 个工作日，.* 24:00 到期");
        Matters.Card card = card("clerk-" + UNIT, "Task_CheckFigures");
        assertThat(card.facts()).extracting(Matters.Fact::name).containsExactly("统计期", "数据截至", "核对期限");
        assertThat(card.links()).extracting(Matters.Link::text).as("the tickets behind its figures, and no draft").containsExactly("交办的工单", "办理的工单");
        assertThat(card.links().get(0).page()).isEqualTo("bulletins#/statistics?jurisdiction=430500&from=2026-01-01&to=2026-01-31&measure=assigned"
                + "&dimension=unit&item=" + UNIT);
        as("clerk-" + UNIT);
        assertThat(behind.of(new Period("430500", LocalDate.of(2026, 1, 1), LocalDate.of(2026, 1, 31)), "assigned", Dimension.UNIT, UNIT, null, 20)
                .items()).hasSize(1);

        Task task = task("Task_CheckFigures");
        as("clerk-education");
        assertThat(workTasks.of(List.of(task.getId()))).isEmpty();
        for (Set<String> stranger : List.of(Set.of("unit-education"), Set.of("operator"), Set.of("auditor"), Set.of("designer"), Set.<String>of())) {
            assertThat(about(stranger, id)).as(stranger.toString()).isEmpty();
        }
    }

    @Test
    void onceIssuedTheUnitsItWasGivenToCanOpenItAndOthersStillKnowNothing() {
        String id = monthly();
        complete("clerk-" + UNIT, "Task_CheckFigures", Map.of("answer", "agree"));
        complete("supervisor", "Task_ReviewBulletin", Map.of("verdict", "pass"));
        complete("bulletin-signer", "Task_SignBulletin", Map.of("verdict", "sign"));
        assertThat(card(Set.of("unit-" + UNIT), id)).satisfies(card -> {
            assertThat(card.links()).extracting(Matters.Link::page).containsExactly("bulletins#/bulletins/" + id);
            assertThat(card.facts()).extracting(Matters.Fact::name).contains("文号").doesNotContain("采编");
        });
        assertThat(about(Set.of("operator"), id)).hasSize(1);
        assertThat(about(Set.of("unit-education"), id)).isEmpty();
    }

    // ------------------------------------------------------------------ consultations and holidays

    @Test
    void aConsultationsTaskTellsItsTopicToTheCentreOnly() {
        as("supervisor");
        ticketNo = consultations.call("430500", "consumer-rights", "预付卡退费由哪家受理", List.of());
        Lines.Line line = line("supervisor", "Task_HoldConsultation");
        assertThat(line.title()).isEqualTo("预付卡退费由哪家受理");
        assertThat(line.matter().kindName()).isEqualTo("会商");
        assertThat(line.words()).startsWith("还剩");
        assertThat(card("supervisor", "Task_HoldConsultation").facts()).contains(new Matters.Fact("会商编号", ticketNo));
        assertThat(about(Set.of("unit-" + UNIT), ticketNo)).isEmpty();
        assertThat(about(Set.of("bulletin-signer"), ticketNo)).isEmpty();
    }

    @Test
    void theHolidaysOfAYearAreTheAdministrators() {
        assertThat(about(Set.of("camunda-admin"), "CN-2027")).singleElement().satisfies(matter -> assertThat(matter.title()).isEqualTo("2027年部分节假日安排"));
        assertThat(card(Set.of("camunda-admin"), "CN-2027").matter().period()).isEqualTo("2027年");
        assertThat(about(Set.of("supervisor"), "CN-2027")).isEmpty();
        assertThat(about(Set.of("camunda-admin"), "CN-20270101")).isEmpty();
    }

    @Test
    void whatIsAboutATicketHasNoOtherMatter() {
        registerConsumerComplaint();
        assertThat(linesOf("clerk-" + UNIT, taskOfUnit(UNIT)).get(0).matter()).isNull();
        as("clerk-" + UNIT);
        assertThat(refusalOf(() -> lines.card(workTasks.of(List.of(taskOfUnit(UNIT).getId())).get(0))).code()).isEqualTo("worklist.noMatter");
        assertThat(about(Set.of("camunda-admin"), ticketNo)).isEmpty();
    }

    @Test
    void aTaskOfAProcessWithoutABusinessKeyIsALineOfItsOwn() {
        as("supervisor");
        assertThat(lines.of(List.of(new WorkTask("task-1", "Task_Own", null, UNIT, null)))).singleElement().satisfies(line -> {
            assertThat(line.taskId()).isEqualTo("task-1");
            assertThat(line.unitName()).isEqualTo("市市场监督管理局");
            assertThat(line.ticketNo()).isNull();
            assertThat(line.matter()).isNull();
        });
    }

    // ------------------------------------------------------------------ the stage

    /** A monthly bulletin whose one unit with figures is asked about them. */
    private String monthly() {
        at("2026-01-05T09:00:00+08:00");
        registerConsumerComplaint();
        unitReplies(UNIT);
        String id = begun("monthly", LocalDate.of(2026, 1, 1), LocalDate.of(2026, 1, 31), "2026-02-02T09:00:00+08:00");
        complete("bulletin-editor", "Task_EditBulletin", Map.of("action", "submit"));
        return id;
    }

    private String begun(String kind, LocalDate from, LocalDate to, String now) {
        at(now);
        as("bulletin-editor");
        ticketNo = drafts.begin(new Drafting.Wish("430500", kind, from, to, null, null, null));
        runSavePoints();
        return ticketNo;
    }

    private Lines.Line line(String user, String taskKey) {
        return linesOf(user, task(taskKey)).get(0);
    }

    private List<Lines.Line> linesOf(String user, Task task) {
        as(user);
        return lines.of(workTasks.of(List.of(task.getId())));
    }

    private Matters.Card card(String user, String taskKey) {
        String task = task(taskKey).getId();
        as(user);
        return lines.card(workTasks.of(List.of(task)).get(0));
    }

    private List<Matters.Matter> about(Set<String> groups, String key) {
        return matters.stream().flatMap(kind -> kind.of(List.of(key), new Actor("somebody", groups)).values().stream()).toList();
    }

    private Matters.Card card(Set<String> groups, String key) {
        return matters.stream().flatMap(kind -> kind.card(key, new Actor("somebody", groups)).stream()).findFirst().orElseThrow();
    }
}
