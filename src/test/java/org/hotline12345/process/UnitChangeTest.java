package org.hotline12345.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.hotline12345.common.BackgroundWork;
import org.hotline12345.common.GroupSuccession;
import org.hotline12345.common.OutsidePeople;
import org.hotline12345.common.Refusal;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.UnitChange;
import org.hotline12345.organization.UnitChanges;
import org.hotline12345.organization.UnitPlan;
import org.hotline12345.organization.Units;
import org.hotline12345.people.OutsideGroups;
import org.hotline12345.report.UnitFigures;
import org.hotline12345.routing.Decision;
import org.hotline12345.routing.Facts;
import org.hotline12345.routing.Routing;
import org.hotline12345.succession.UnitSuccession;
import org.hotline12345.supervision.Acts;
import org.hotline12345.supervision.Ladder;
import org.hotline12345.supervision.OverdueLists;
import org.hotline12345.supervision.OverduePages;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** Units merge, split, change their names and leave: open work, rights, routing and the past. */
@TestPropertySource(properties = "hotline.jurisdiction=430500")
@DirtiesContext
class UnitChangeTest extends ProcessTest {

    private static final String TODAY = "2023-02-08";

    @Autowired
    UnitSuccession succession;
    @Autowired
    UnitChanges changes;
    @Autowired
    Units units;
    @Autowired
    Routing routing;
    @Autowired
    GroupSuccession groups;
    @Autowired
    UnitFigures figures;
    @Autowired
    Acts acts;
    @Autowired
    OverdueLists overdue;
    @Autowired
    OverduePages pages;
    @Autowired
    Ladder ladder;
    @Autowired
    List<BackgroundWork> works;
    @Autowired
    OutsideGroups outsideGroups;
    @Autowired
    OutsidePeople outsidePeople;

    // ---------------------------------------------------------------- merger

    @Test
    void openWorkOfAMergedUnitGoesOnAtItsSuccessorWithEveryClockAsItWas() {
        registerUnclassified();
        dispatcherSends("commerce", "housing");
        Task task = taskOfUnit("commerce");
        as("clerk-commerce");
        taskService.claim(task.getId(), "clerk-commerce");
        at("2023-02-09T10:00:00+08:00");
        Map<String, Object> timers = timers();
        Object due = task(task).getDueDate();

        UnitChange change = merge("commerce", "development-reform", "2023-02-09");

        assertThat(change.state()).isEqualTo(UnitChange.State.DONE);
        assertThat(change.marks().tickets()).isEqualTo(1);
        assertThat(change.marks().people()).isEqualTo(1);
        assertThat(timers()).isEqualTo(timers);
        Task after = taskOfUnit("development-reform");
        assertThat(after.getId()).isEqualTo(task.getId());
        assertThat(after.getDueDate()).isEqualTo(due);
        assertThat(after.getAssignee()).as("the clerk came along and keeps it").isEqualTo("clerk-commerce");
        assertThat(groupsOf(after)).containsExactly("unit-development-reform");
        assertThat(taskOfUnit("commerce")).isNull();
        assertThat(dispatchOf("development-reform").signedAt()).isNotNull();
        assertThat(eventTypes()).contains("unitSucceeded");
        assertThat(events().stream().filter(event -> event.type().code().equals("unitSucceeded")).findFirst().orElseThrow().text())
                .contains("原单位「市商务局」自2023-02-09起并入「市发展和改革委员会」").contains("时限不变");
        assertThat(events().stream().filter(event -> event.type().code().equals("dispatched"))).anyMatch(event -> "commerce".equals(event.unit()));

        unitReplies("housing");
        identityService.setAuthentication("clerk-commerce", List.of("unit-development-reform"));
        formService.submitTaskForm(after.getId(), Map.of("action", "reply", "reply", REPLY));
        runSavePoints();
        reviewPasses();
        citizenAnswers(true);
        assertThat(status()).isEqualTo("archived");
        assertHistoryIsGapFree();
    }

    @Test
    void groupsOfTheIdentityProviderFollowTheirUnitIntoItsSuccessor() {
        found("outside-old", "旧业务局", TODAY);
        found("outside-new", "新业务局", TODAY);
        asAdministrator();
        outsideGroups.replace(List.of(new OutsideGroups.Line("业务组", "clerk", "outside-old"), new OutsideGroups.Line("业务领导", "leader", "outside-old")));
        asNobody();
        signsIn("outside-1", "业务组");
        assertThat(groupsOfPerson("outside-1")).containsExactly("unit-outside-old");

        at("2023-02-10T09:00:00+08:00");
        merge("outside-old", "outside-new", "2023-02-10");
        assertThat(groupsOfPerson("outside-1")).containsExactly("unit-outside-new");
        signsIn("outside-1", "业务组");
        assertThat(groupsOfPerson("outside-1")).containsExactly("unit-outside-new");
        signsIn("outside-2", "业务领导");
        assertThat(groupsOfPerson("outside-2")).as("the first sign-in comes after the merger").containsExactly("leader-outside-new");
        assertThat(jdbc.sql("select unit from people_account where account in ('outside-1', 'outside-2')").query(String.class).list())
                .containsExactly("outside-new", "outside-new");
        signsIn("outside-1");
        assertThat(groupsOfPerson("outside-1")).as("whoever left the group there works here no more").isEmpty();

        asAdministrator();
        assertThatThrownBy(() -> outsideGroups.replace(List.of(new OutsideGroups.Line("业务组", "clerk", "outside-old"))))
                .isInstanceOfSatisfying(Refusal.class, refused -> assertThat(refused.code()).isEqualTo("people.badOutsideGroup"))
                .hasMessageContaining("旧业务局").hasMessageContaining("新业务局");
    }

    @Test
    void aSectionOfAnEndedUnitIsClerksOfItsSuccessorAndNobodyWhereThePeopleStayedBehind() {
        found("outside-left", "撤并局", TODAY);
        asAdministrator();
        outsideGroups.replace(List.of(new OutsideGroups.Line("土地科", "section-land", "natural-resources"),
                new OutsideGroups.Line("留守组", "clerk", "outside-left")));
        asNobody();
        signsIn("outside-3", "土地科");
        assertThat(groupsOfPerson("outside-3")).containsExactly("section-natural-resources-land");
        at("2023-02-11T09:00:00+08:00");
        merge("natural-resources", "ecology-environment", "2023-02-11");
        signsIn("outside-3", "土地科");
        assertThat(groupsOfPerson("outside-3")).containsExactly("unit-ecology-environment");
        enter(new UnitPlan("430500", "merge", "outside-left", LocalDate.parse("2023-02-11"),
                List.of(new UnitChange.Part("housing", null, null)), null, null, "机构改革方案", false));
        assertThatThrownBy(() -> signsIn("outside-4", "留守组"))
                .isInstanceOfSatisfying(Refusal.class, refused -> assertThat(refused.code()).isEqualTo("people.notKnownOutside"));
    }

    private void signsIn(String account, String... groupsThere) {
        outsidePeople.accountOf(new OutsidePeople.Claims("issuer " + account, account, "周一", Set.of(groupsThere), true));
    }

    private List<String> groupsOfPerson(String account) {
        return identityService.createGroupQuery().groupMember(account).list().stream().map(Group::getId).toList();
    }

    @Test
    void listsOfBeforeAMergerNameTheUnitThatLetTheLimitPass() {
        registerUnclassified();
        dispatcherSends("youth-service-desk");
        passTimeUntil("2023-02-21T09:00:00+08:00");
        LocalDate before = LocalDate.parse("2023-02-20");
        OverdueLists.Row then = overdueOn(before);
        assertThat(then.unit()).isEqualTo("youth-service-desk");
        merge("youth-service-desk", "women-federation", "2023-02-21");
        as("supervisor");
        assertThat(overdueOn(before)).isEqualTo(then);
        assertThat(overdueOn(LocalDate.parse("2023-02-21")).unit()).isEqualTo("women-federation");
        assertThat(ladder.weeklyList("430500", "2023-W07").units()).filteredOn(row -> row.tickets().contains(ticketNo))
                .extracting(Ladder.UnitRow::unit).containsExactly("youth-service-desk");
        assertThat(pageOf(before, "youth-service-desk")).containsExactly(then);
        assertThat(pageOf(before, "women-federation")).isEmpty();
        assertThat(pageOf(LocalDate.parse("2023-02-21"), "women-federation")).extracting(OverdueLists.Row::rung).containsExactly("weeklyList");
    }

    private OverdueLists.Row overdueOn(LocalDate day) {
        return overdue.standing("430500", day).stream().filter(row -> row.ticketNo().equals(ticketNo)).findFirst().orElseThrow();
    }

    private List<OverdueLists.Row> pageOf(LocalDate day, String unit) {
        return pages.standing(new OverduePages.Wish("430500", day, unit, null, false), 0, 200).rows().items().stream()
                .filter(row -> row.ticketNo().equals(ticketNo)).toList();
    }

    @Test
    void peopleOfAMergedUnitLoseItsRightsAtOnceAndThoseOfTheSuccessorReadWhatItLeft() {
        assertThat(groups.standing(List.of("unit-tobacco", "leader-tobacco", "reviewer")))
                .containsExactlyInAnyOrder("unit-tobacco", "leader-tobacco", "reviewer");
        merge("tobacco", "state-assets", TODAY);

        assertThat(groups.standing(List.of("unit-tobacco", "leader-tobacco", "reviewer"))).containsExactly("reviewer");
        assertThat(groups.standing(List.of("unit-state-assets"))).containsExactlyInAnyOrder("unit-state-assets", "unit-tobacco");
        assertThat(identityService.createGroupQuery().groupMember("clerk-tobacco").list()).extracting(Group::getId)
                .containsExactly("unit-state-assets");
        assertThat(units.byNameOrAlias("430500", "邵阳市烟草专卖局").map(Unit::code)).contains("state-assets");
        assertThat(refusalOf(() -> units.requireValid("430500", "tobacco", LocalDate.parse(TODAY))))
                .hasMessageContaining("市国资委");
    }

    @Test
    void theCatalogueFollowsWithoutBeingEditedAndSaysSo() {
        Facts facts = new Facts("430500", "complaint", "consumer-rights", "430511", null);
        String before = routing.decide(facts).lead().orElseThrow().unit();
        merge(before, "health-commission", TODAY);
        Decision decision = routing.explain(facts);
        assertThat(decision.lead().orElseThrow().unit()).isEqualTo("health-commission");
        assertThat(decision.automatic()).isTrue();
        assertThat(decision.lead().orElseThrow().basis()).contains("自" + TODAY + "起并入「市卫生健康委员会」");
    }

    @Test
    void whereBothHadTheTicketTheLeadGoesOnAndTheOtherRunEnds() {
        registerUnclassified();
        dispatcherSends("civil-affairs", "veterans");
        merge("civil-affairs", "veterans", TODAY);
        runSavePoints();
        assertThat(ticket().units().stream().filter(view -> view.state().code().equals("open")).map(view -> view.unit() + view.role().code()))
                .containsExactly("veteranslead");
        unitReplies("veterans");
        assertThat(status()).isEqualTo("reviewing");
    }

    @Test
    void reworkOfWhatAMergedUnitAnsweredGoesToItsSuccessor() {
        registerUnclassified();
        dispatcherSends("forestry");
        unitReplies("forestry");
        merge("forestry", "agriculture-enforcement", TODAY);
        assertThat(ticket().units()).extracting(view -> view.unit()).containsExactly("forestry");
        reviewFails();
        assertThat(taskOfUnit("agriculture-enforcement")).isNotNull();
    }

    @Test
    void whoeverFollowsTheUnitComplainedAboutIsNotGivenTheTicket() {
        registerUnclassified();
        dispatcherSends("education");
        transaction.executeWithoutResult(status -> jdbc.sql("update ticket_ticket set about_unit = 'state-assets', about_barred = true "
                + "where ticket_no = :no").param("no", ticketNo).update());
        UnitChange change = merge("education", "state-assets", TODAY);
        assertThat(change.marks().kept()).isEqualTo(1);
        as("admin");
        identityService.setAuthentication("admin", List.of("camunda-admin"));
        assertThat(succession.kept(change.id(), 0, 20).items()).containsExactly(ticketNo);
        as("supervisor");
        acts.reassign(ticketNo, "education", "emergency-management", "承接单位须回避");
        runSavePoints();
        assertThat(taskOfUnit("emergency-management")).isNotNull();
    }

    // ---------------------------------------------------------------- figures

    @Test
    void lastMonthsFiguresStayWithTheUnitOfTheTimeAndTheMonthOfTheDayShowsBoth() {
        at("2023-01-10T09:00:00+08:00");
        registerUnclassified();
        dispatcherSends("finance");
        unitReplies("finance");
        reviewPasses();
        citizenAnswers(true);
        registerUnclassified();
        dispatcherSends("finance");
        passTimeUntil("2023-02-07T09:00:00+08:00");
        at("2023-02-08T09:00:00+08:00");
        UnitFigures.Row january = row("finance", "2023-01-01", "2023-01-31", false);
        assertThat(List.of(january.assigned(), january.handled(), january.overdue(), january.calledBack(), january.satisfied(),
                january.dissatisfied())).containsExactly(2L, 1L, 1L, 1L, 1L, 0L);

        merge("finance", "public-security", TODAY);
        unitReplies("public-security");

        assertThat(row("finance", "2023-01-01", "2023-01-31", false)).usingRecursiveComparison().ignoringFields("successor").isEqualTo(january);
        assertThat(row("public-security", "2023-01-01", "2023-01-31", false).assigned()).isZero();
        assertThat(row("finance", "2023-01-01", "2023-02-28", false).handled()).isEqualTo(1);
        assertThat(row("public-security", "2023-01-01", "2023-02-28", false).handled()).isEqualTo(1);
        UnitFigures.Row together = row("public-security", "2023-01-01", "2023-02-28", true);
        assertThat(together.assigned()).isEqualTo(2);
        assertThat(together.handled()).isEqualTo(2);
        assertThat(together.overdue()).isEqualTo(1);

        as("clerk-public-security");
        UnitFigures.Table own = figures.table("430500", LocalDate.parse("2023-01-01"), LocalDate.parse("2023-02-28"), false);
        assertThat(own.units()).extracting(UnitFigures.Row::unit).containsExactly("public-security");
        assertThat(own.total()).isNull();
        identityService.setAuthentication("expert", List.of("expert-x"));
        assertThat(refusalOf(() -> figures.table("430500", LocalDate.parse("2023-01-01"), LocalDate.parse("2023-02-28"), false)).code())
                .isEqualTo("report.notYours");
        asAdministrator();
        assertThat(refusalOf(() -> figures.table("430500", LocalDate.parse("2023-02-01"), LocalDate.parse("2023-01-28"), false)).code())
                .isEqualTo("report.badPeriod");
    }

    private UnitFigures.Row row(String unit, String from, String to, boolean rollUp) {
        as("supervisor");
        UnitFigures.Table table = figures.table("430500", LocalDate.parse(from), LocalDate.parse(to), rollUp);
        assertThat(table.total().assigned()).isEqualTo(table.units().stream().mapToLong(UnitFigures.Row::assigned).sum());
        return table.units().stream().filter(row -> row.unit().equals(unit)).findFirst().orElseThrow();
    }

    // ---------------------------------------------------------------- other kinds

    @Test
    void aSplitUnitIsFollowedByMatterAndTheRestByWhoeverTakesTheRest() {
        Facts facts = new Facts("430500", "complaint", "consumer-rights", "430511", null);
        UnitPlan plan = new UnitPlan("430500", "split", "agriculture", LocalDate.parse(TODAY), List.of(
                new UnitChange.Part("natural-resources", facts.category(), null), new UnitChange.Part("commerce-x", null, null)), null, null, "机构改革", true);
        assertThat(enterRefused(plan).code()).isEqualTo("organization.unknownUnit");
        assertThat(enterRefused(new UnitPlan("430500", "found", "b".repeat(58), LocalDate.parse(TODAY), List.of(), "市乡村振兴局",
                new UnitPlan.Founded("department", null, "on-network", null), "机构改革方案", true))).as("its groups would have no id").satisfies(refusal ->
                assertThat(refusal.code() + refusal.getMessage()).startsWith("organization.badUnitCode").contains("不超过57个字符"));
        found("rural-bureau", "市乡村振兴局", TODAY);
        enter(new UnitPlan("430500", "split", "agriculture", LocalDate.parse(TODAY), List.of(
                new UnitChange.Part("natural-resources", facts.category(), null), new UnitChange.Part("rural-bureau", null, null)), null, null, "机构改革", true));
        LocalDate day = LocalDate.parse(TODAY);
        assertThat(units.heir("agriculture", facts.category(), null, day).unit()).isEqualTo("natural-resources");
        assertThat(units.heir("agriculture", null, null, day).unit()).isEqualTo("rural-bureau");
        assertThat(units.heir("agriculture", null, null, day.minusDays(1)).unit()).isEqualTo("agriculture");
    }

    @Test
    void aRenamedUnitKeepsItsWorkAndPapersOfBeforeItsOldName() {
        enter(new UnitPlan("430500", "rename", "housing", LocalDate.parse(TODAY), List.of(), "市住房和建设局", null, "邵编〔2023〕1号", true));
        assertThat(units.find("housing").orElseThrow().name()).isEqualTo("市住房和建设局");
        assertThat(units.nameOn("housing", LocalDate.parse("2023-02-07"))).isEqualTo("市住房和城乡建设局");
        assertThat(units.nameOn("housing", LocalDate.parse(TODAY))).isEqualTo("市住房和建设局");
        assertThat(units.byNameOrAlias("430500", "市住房和城乡建设局").map(Unit::code)).contains("housing");
        assertThat(identityService.createGroupQuery().groupId("unit-housing").singleResult().getName()).isEqualTo("市住房和建设局");
    }

    @Test
    void aChangeOfTomorrowHoldsTomorrowByItselfAndCanBeUndoneUntilThen() {
        LocalDate tomorrow = LocalDate.parse(TODAY).plusDays(1);
        UnitChange undone = enter(new UnitPlan("430500", "merge", "postal-administration", tomorrow, List.of(new UnitChange.Part("transport", null, null)),
                null, null, "登记错误", true));
        assertThat(undone.state()).isEqualTo(UnitChange.State.PLANNED);
        assertThat(enterRefused(new UnitPlan("430500", "merge", "postal-administration", tomorrow,
                List.of(new UnitChange.Part("housing", null, null)), null, null, "重复", true)).code()).isEqualTo("organization.changedAlready");
        asAdministrator();
        succession.undo(undone.id(), "登记错误");
        UnitChange planned = enter(new UnitPlan("430500", "merge", "postal-administration", tomorrow,
                List.of(new UnitChange.Part("transport", null, null)), null, null, "机构改革", true));
        assertThat(units.find("postal-administration").orElseThrow().validTo()).isNull();
        assertThat(changes.due()).doesNotContain(planned.id());

        at("2023-02-09T00:00:10+08:00");
        assertThat(units.heir("postal-administration", null, null, tomorrow).unit()).isEqualTo("transport");
        assertThat(changes.due()).contains(planned.id());
        transaction.executeWithoutResult(status -> changes.begin(planned.id()));
        assertThat(changes.require(planned.id()).state()).isEqualTo(UnitChange.State.RUNNING);
        assertThat(units.find("postal-administration").orElseThrow().validTo()).isEqualTo(LocalDate.parse(TODAY));
        asAdministrator();
        assertThat(refusalOf(() -> succession.undo(planned.id(), "太晚")).code()).isEqualTo("organization.changeInForce");
    }

    @Test
    void aUnitThatLeavesHasItsOpenWorkFinishedButNobodyFollowsItInTheCatalogue() {
        registerUnclassified();
        dispatcherSends("agricultural-bank");
        enter(new UnitPlan("430500", "leave", "agricultural-bank", LocalDate.parse(TODAY),
                List.of(new UnitChange.Part("emergency-management", null, null)), null, null, "不再纳入热线", false));
        assertThat(taskOfUnit("emergency-management")).isNotNull();
        assertThat(units.heir("agricultural-bank", null, null, LocalDate.parse(TODAY)).unit()).isEqualTo("agricultural-bank");
    }

    @Test
    void onlyAdministratorsChangeUnitsAndNeverInThePast() {
        UnitPlan plan = new UnitPlan("430500", "merge", "market-regulation", LocalDate.parse("2023-02-07"),
                List.of(new UnitChange.Part("housing", null, null)), null, null, "机构改革", true);
        for (String user : List.of("supervisor", "dispatcher", "designer", "clerk-housing")) {
            as(user);
            assertThat(refusalOf(() -> succession.enter(plan)).code()).isEqualTo("organization.changeNotAllowed");
            assertThat(refusalOf(() -> succession.preview(plan)).code()).isEqualTo("organization.changeNotAllowed");
            assertThat(refusalOf(() -> succession.list(null, 0, 20)).code()).isEqualTo("organization.changeNotAllowed");
        }
        assertThat(enterRefused(plan).code()).isEqualTo("organization.changeInThePast");
    }

    @Test
    void thePreviewCountsAndStoresNothing() {
        registerUnclassified();
        dispatcherSends("traffic-police");
        asAdministrator();
        UnitSuccession.Preview preview = succession.preview(new UnitPlan("430500", "merge", "traffic-police", LocalDate.parse(TODAY),
                List.of(new UnitChange.Part("public-security", null, null)), null, null, "机构改革", true));
        assertThat(preview.tickets()).isEqualTo(1);
        assertThat(preview.tasks()).isEqualTo(1);
        assertThat(preview.people()).isEqualTo(1);
        assertThat(preview.rowCount()).isPositive();
        assertThat(preview.rows().get(0).decision()).startsWith("catalogue-");
        assertThat(units.heir("traffic-police", null, null, LocalDate.parse(TODAY)).unit()).isEqualTo("traffic-police");
    }

    // ---------------------------------------------------------------- inside

    private UnitChange merge(String from, String to, String day) {
        return enter(new UnitPlan("430500", "merge", from, LocalDate.parse(day), List.of(new UnitChange.Part(to, null, null)), null, null,
                "机构改革方案", true));
    }

    private void found(String code, String name, String day) {
        enter(new UnitPlan("430500", "found", code, LocalDate.parse(day), List.of(), name,
                new UnitPlan.Founded("department", null, "on-network", null), "机构改革方案", true));
    }

    private UnitChange enter(UnitPlan plan) {
        asAdministrator();
        UnitChange entered = succession.enter(plan);
        asNobody();
        BackgroundWork work = works.stream().filter(one -> one.name().equals("unit-succession")).findFirst().orElseThrow();
        // As a job of the engine runs it: in a transaction.
        for (int step = 0; step < 10 && Boolean.TRUE.equals(transaction.execute(status -> work.step(entered.id()))); step++) {
            assertThat(step).isLessThan(9);
        }
        return changes.require(entered.id());
    }

    private Refusal enterRefused(UnitPlan plan) {
        asAdministrator();
        return refusalOf(() -> succession.enter(plan));
    }

    private void asAdministrator() {
        identityService.setAuthentication("admin", List.of("camunda-admin"));
    }

    private Task task(Task known) {
        asNobody();
        return taskService.createTaskQuery().taskId(known.getId()).singleResult();
    }

    private Map<String, Object> timers() {
        asNobody();
        Map<String, Object> timers = new HashMap<>();
        for (String instance : instanceIds()) {
            for (Job job : managementService.createJobQuery().processInstanceId(instance).timers().list()) {
                timers.put(job.getId(), job.getDuedate());
            }
        }
        return timers;
    }
}
