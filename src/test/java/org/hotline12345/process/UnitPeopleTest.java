package org.hotline12345.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.ProcessEngineTests.assertThat;

import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.value.ObjectValue;
import org.hotline12345.common.Actor;
import org.hotline12345.handling.Teamwork;
import org.hotline12345.intake.NewTicket;
import org.hotline12345.organization.Practice;
import org.hotline12345.organization.Practices;
import org.hotline12345.support.Proves;
import org.hotline12345.ticket.TicketEventView;
import org.hotline12345.ticket.TicketView;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Several units, sections and leaders on one ticket: assists, lower units, off-network units, 分办 and 审签 in {@code bpmn/unit-handling.bpmn}. */
class UnitPeopleTest extends ProcessTest {

    private static final String SIGNS_OFF = "natural-resources";

    @Autowired
    Teamwork teamwork;
    @Autowired
    Practices practices;

    // ------------------------------------------------------------------ lead and assists

    @Test
    @Proves("C5")
    void theLeadRepliesOnceItsAssistsHave() {
        sentTo("transport", "fire-rescue");
        unitReplies("fire-rescue");
        unitReplies("transport");
        assertThat(status()).isEqualTo("reviewing");
        assertThat(ticketFor("clerk-transport").units()).filteredOn(unit -> unit.unit().equals("fire-rescue"))
                .extracting(TicketView.UnitView::reply).containsExactly(REPLY);
        assertThat(ticketFor("clerk-fire-rescue").units()).filteredOn(unit -> unit.unit().equals("transport"))
                .extracting(TicketView.UnitView::reply).containsOnlyNulls();
    }

    @Test
    @Proves(value = "C5", forbidden = true)
    void aLeadDoesNotReplyBeforeItsAssistsUnlessItSaysWhy() {
        sentTo("transport", "fire-rescue");
        assertRefused("handling.answersMissing", () -> unitReplies("transport"));
        assertRefused("handling.reasonTooShort", () -> unitCompletes("transport",
                Map.of("action", "reply", "reply", REPLY, "overrideReason", "急")));

        unitCompletes("transport", Map.of("action", "reply", "reply", REPLY, "overrideReason", "协办单位两次催办未答复"));
        assertThat(dispatchOf("fire-rescue").state().code()).isEqualTo("ended");
        assertThat(taskOfUnit("fire-rescue")).isNull();
        assertThat(status()).isEqualTo("reviewing");
        assertThat(eventTypes()).endsWith("signed", "handlingEnded", "replied");
        assertHistoryIsGapFree();
    }

    @Test
    @Proves("C5")
    void anAssistAnswersOneWorkingDayBeforeTheLead() {
        sentTo("transport", "fire-rescue");
        assertThat(dispatchOf("transport").handleUntil()).isEqualTo(OffsetDateTime.parse("2023-02-16T00:00:00+08:00"));
        assertThat(dispatchOf("fire-rescue").handleUntil()).isEqualTo(OffsetDateTime.parse("2023-02-15T00:00:00+08:00"));
    }

    // ------------------------------------------------------------------ lower units

    @Test
    @Proves({"C4", "guard9"})
    void aLowerUnitHandlesInsideTheLimitOfTheUnitThatHandedItOn() {
        sentTo("transport");
        ProcessInstance parent = instance("unit-handling");
        handDown("transport", "road-transport");

        assertThat(parent).isWaitingAt("CallActivity_HandleBySubUnit", "Task_HandleTicket");
        assertThat(taskOfUnit("transport").getAssignee()).isEqualTo("clerk-transport");
        TicketView.UnitView child = dispatchOf("road-transport");
        assertThat(child.parentUnit()).isEqualTo("transport");
        assertThat(child.depth()).isEqualTo(1);
        assertThat(child.handleUntil()).isEqualTo(OffsetDateTime.parse("2023-02-15T00:00:00+08:00"));
        assertThat(dispatchOf("transport").handleUntil()).isEqualTo(OffsetDateTime.parse("2023-02-16T00:00:00+08:00"));

        assertRefused("handling.answersMissing", () -> unitReplies("transport"));
        assertRefused("handling.subUnitStillHandling", () -> unitAsksToReturn("transport", "commerce"));
        unitReplies("road-transport");
        assertThat(ticketFor("clerk-transport").units()).filteredOn(unit -> unit.unit().equals("road-transport"))
                .extracting(TicketView.UnitView::reply).containsExactly(REPLY);
        assertThat(status()).isEqualTo("handling");
        unitReplies("transport");
        assertThat(parent).isEnded().hasPassed("EndEvent_SubUnitFinished", "EndEvent_HandlingSettled");
        assertThat(status()).isEqualTo("reviewing");
        assertHistoryIsGapFree();
    }

    @Test
    void aParentThatNoLongerWaitsEndsItsLowerUnits() {
        sentTo("transport");
        handDown("transport", "road-transport");
        handDown("transport", "passenger-transport");
        unitCompletes("transport", Map.of("action", "reply", "reply", REPLY, "overrideReason", "已直接现场处理完毕"));
        assertThat(dispatchOf("road-transport").state().code()).isEqualTo("ended");
        assertThat(dispatchOf("passenger-transport").state().code()).isEqualTo("ended");
        assertThat(taskOfUnit("road-transport")).isNull();
        assertThat(status()).isEqualTo("reviewing");
    }

    @Test
    @Proves("C4")
    void aLowerUnitGivesTheTicketBackToItsParentWithoutARuling() {
        sentTo("transport");
        handDown("transport", "road-transport");
        unitAsksToReturn("road-transport", "passenger-transport");

        assertThat(tasks()).extracting(Task::getTaskDefinitionKey).containsExactly("Task_HandleTicket");
        assertThat(dispatchOf("road-transport").state().code()).isEqualTo("returned");
        assertThat(ticket().returns()).isZero();
        assertThat(eventTypes()).endsWith("handedBack");
        handDown("transport", "passenger-transport");
        unitReplies("passenger-transport");
        unitReplies("transport");
        assertThat(status()).isEqualTo("reviewing");
    }

    @Test
    @Proves(value = {"C4", "guard9"}, forbidden = true)
    void aTicketGoesNeitherUpNorSidewaysNorOnWhenNoDayIsLeft() {
        sentTo("transport");
        assertRefused("handling.notALowerUnit", () -> handDown("transport", "housing"));
        assertRefused("handling.backToSender", () -> handDown("transport", "transport"));
        assertRefused("organization.unknownUnit", () -> handDown("transport", "hainan-sanya-platform"));
        assertRefused("handling.reasonTooShort", () -> unitCompletes("transport",
                Map.of("action", "subDispatch", "subUnit", "road-transport", "reason", "办")));
        handDown("transport", "road-transport");
        assertRefused("handling.subUnitAlreadyHandling", () -> handDown("transport", "road-transport"));
        assertRefused("handling.backToSender", () -> handDown("road-transport", "transport"));
        passTimeUntil("2023-02-15T00:00:00+08:00");
        assertRefused("deadline.noDayLeft", () -> handDown("transport", "passenger-transport"));
    }

    @Test
    @Proves(value = "C4", forbidden = true)
    void howDeepATicketMayGoIsASetting() {
        settings.change("430500", "subDispatch.maxDepth", "0", "admin");
        try {
            sentTo("transport");
            assertRefused("handling.tooDeep", () -> handDown("transport", "road-transport"));
        } finally {
            settings.change("430500", "subDispatch.maxDepth", "3", "admin");
        }
    }

    @Test
    void aProvincialDepartmentHandsOnToASubPlatformAndThatToItsOwnUnits() {
        registerInHainan("沿海公路路灯损坏");
        dispatcherSends("hainan-transport");
        handDown("hainan-transport", "hainan-haikou-platform");
        handDown("hainan-haikou-platform", "hainan-qiongshan-district");
        handDown("hainan-qiongshan-district", "hainan-guoxing-subdistrict");
        assertThat(dispatchOf("hainan-guoxing-subdistrict").depth()).isEqualTo(3);
        assertRefused("handling.notALowerUnit", () -> handDown("hainan-haikou-platform", "hainan-sanya-platform"));
        unitReplies("hainan-guoxing-subdistrict");
        unitReplies("hainan-qiongshan-district");
        unitReplies("hainan-haikou-platform");
        unitReplies("hainan-transport");
        assertThat(status()).isEqualTo("reviewing");
        assertHistoryIsGapFree();
    }

    @Test
    void aMeetingEndsTheLowerUnitToo() {
        sentTo("transport", "fire-rescue");
        handDown("transport", "road-transport");
        unitAsksToReturn("fire-rescue", "housing");
        rules("dispatcher", "meeting", null);
        assertThat(ticket().status().code()).isEqualTo("meeting");
        assertThat(dispatchOf("road-transport").state().code()).isEqualTo("ended");
        assertThat(tasks()).extracting(Task::getTaskDefinitionKey).containsExactly("Task_HoldMeeting");
    }

    // ------------------------------------------------------------------ guides and first receivers

    @Test
    void aGuideAdvisesAndIsNeverAskedToAct() {
        register(request("complaint", "property-service", "430503", "物业服务差", "小区物业长期不清运垃圾，楼道堆满杂物。", null));
        TicketView.UnitView guide = ticket().units().stream().filter(unit -> unit.role().code().equals("guide")).findFirst().orElseThrow();
        String lead = ticket().units().stream().filter(unit -> unit.role().code().equals("lead")).findFirst().orElseThrow().unit();
        assertThat(taskOfUnit(guide.unit())).isNull();
        assertThat(guide.handleUntil()).isNull();

        as("clerk-" + guide.unit());
        teamwork.advise(ticketNo, "请先核对物业服务合同约定的保洁标准");
        assertThat(eventsFor("clerk-" + lead)).last().satisfies(event -> {
            assertThat(event.type().code()).isEqualTo("advised");
            assertThat(event.text()).startsWith("请先核对");
        });
        as("clerk-" + lead);
        assertThat(refusalOf(() -> teamwork.advise(ticketNo, "自己指导自己")).code()).isEqualTo("handling.notGuide");
        as("clerk-forestry");
        assertThat(refusalOf(() -> teamwork.advise(ticketNo, "旁观者的意见")).code()).isEqualTo("ticket.unknown");
    }

    @Test
    void theFirstReceiverGoesOnReadingUnlessTheCityDecidesOtherwise() {
        returnedToCommerce();
        assertThat(ticketFor("clerk-market-regulation").units()).filteredOn(unit -> unit.unit().equals("market-regulation"))
                .extracting(TicketView.UnitView::firstReceiver).containsExactly(true);
        unitReplies("commerce");
        assertThat(ticketFor("clerk-market-regulation").units()).extracting(TicketView.UnitView::reply).containsOnlyNulls();
        assertThat(eventsFor("clerk-market-regulation")).filteredOn(event -> event.type().code().equals("replied"))
                .extracting(TicketEventView::text).containsOnlyNulls();

        settings.change("430500", "returns.firstReceiverKeepsSight", "false", "admin");
        try {
            returnedToCommerce();
            assertThat(refusalOf(() -> ticketFor("clerk-market-regulation")).code()).isEqualTo("ticket.unknown");
        } finally {
            settings.change("430500", "returns.firstReceiverKeepsSight", "true", "admin");
        }
    }

    private void returnedToCommerce() {
        registerConsumerComplaint();
        unitAsksToReturn("market-regulation", "commerce");
        rules("dispatcher", "redispatch", "commerce");
    }

    // ------------------------------------------------------------------ units off the network

    @Test
    void theCentreWorksAnOffNetworkUnitsTicketByLetterAndItsClocksRun() {
        registerInHainan("宽带无法退订");
        dispatcherSends("hainan-communications");
        Task task = task("Task_HandleTicket");
        assertThat(groupsOf(task)).containsExactly("operator");
        assertThat(dispatchOf("hainan-communications").offNetwork()).isTrue();
        assertThat(dispatchOf("hainan-communications").handleUntil()).isEqualTo(OffsetDateTime.parse("2023-02-16T00:00:00+08:00"));

        operates(Map.of("action", "contact", "way", "letter", "recipient", "琼12345函〔2023〕8号，办公室收", "contactOutcome", "去函请依法处理并函复"));
        assertThat(dispatchOf("hainan-communications").contactedAt()).isNull();
        assertThat(eventTypes()).endsWith("unitContacted");
        passTimeUntil("2023-02-16T00:00:00+08:00");
        assertThat(dispatchOf("hainan-communications").card()).isEqualTo("red");

        assertRefused("handling.wayMissing", () -> operates(Map.of("action", "reply", "reply", REPLY)));
        assertRefused("handling.recipientMissing", () -> operates(Map.of("action", "reply", "reply", REPLY, "way", "letter")));
        operates(Map.of("action", "reply", "reply", REPLY, "way", "letter", "recipient", "琼通信函〔2023〕15号，办公室"));
        assertThat(eventTypes()).containsSubsequence("unitContacted", "onBehalf", "replied");
        assertThat(events()).filteredOn(event -> event.type().code().equals("onBehalf")).singleElement().satisfies(event -> {
            assertThat(event.actor()).isEqualTo("operator");
            assertThat(event.unit()).isEqualTo("hainan-communications");
            assertThat(event.text()).contains("琼通信函〔2023〕15号");
        });
        assertThat(status()).isEqualTo("reviewing");
    }

    @Test
    @Proves(value = {"guard10", "E2"}, forbidden = true)
    void whoeverRecordedAReplyOrWorksForTheUnitNeitherReviewsItNorCallsTheCitizen() {
        registerInHainan("宽带无法退订");
        dispatcherSends("hainan-communications");
        operates(Map.of("action", "reply", "reply", REPLY, "way", "phone", "recipient", "值班员"));
        assertRefused("review.ownReply", () -> completeAs("operator", List.of("operator", "reviewer"), "Task_ReviewReply",
                Map.of("verdict", "pass")));
        assertRefused("review.ownUnit", () -> completeAs("seconded", List.of("reviewer", "unit-hainan-communications"),
                "Task_ReviewReply", Map.of("verdict", "pass")));
        reviewPasses();
        as("operator");
        assertThat(refusalOf(() -> callback.evaluate(ticketNo, true, true, true, null)).code()).isEqualTo("callback.ownHandling");
        identityService.setAuthentication("seconded", List.of("callback", "unit-hainan-communications"));
        assertThat(refusalOf(() -> callback.evaluate(ticketNo, true, true, true, null)).code()).isEqualTo("callback.ownHandling");
        assertThat(refusalOf(() -> transaction.execute(status -> callback.call(ticketNo, "reached", true, true, true, null))).code()).isEqualTo("callback.ownHandling");
        as("callback");
        callback.evaluate(ticketNo, true, true, true, null);
        runSavePoints();
        assertThat(status()).isEqualTo("archived");
    }

    @Test
    void aUnitOnTheNetworkIsNotWrittenLettersTo() {
        registerConsumerComplaint();
        assertRefused("handling.unitOnNetwork", () -> unitCompletes("market-regulation", Map.of("action", "contact",
                "way", "phone", "recipient", "值班室", "contactOutcome", "请尽快办理")));
    }

    private void operates(Map<String, Object> fields) {
        complete("operator", "Task_HandleTicket", fields);
    }

    // ------------------------------------------------------------------ inside the unit

    @Test
    @Proves("E1")
    void theLeaderSignsOffBeforeTheReplyLeavesAndItCountsFromThen() {
        sentTo(SIGNS_OFF);
        ProcessInstance handling = instance("unit-handling");
        at("2023-02-08T10:00:00+08:00");
        unitReplies(SIGNS_OFF);
        assertThat(handling).isWaitingAt("Task_SignOffReply");
        Task waiting = task("Task_SignOffReply");
        assertThat(groupsOf(waiting)).containsExactly("leader-" + SIGNS_OFF);
        assertThat(dispatchOf(SIGNS_OFF).state().code()).isEqualTo("signing-off");
        assertThat(status()).isEqualTo("handling");
        assertThat(events()).extracting(TicketEventView::text).doesNotContain(REPLY);

        at("2023-02-09T10:00:00+08:00");
        complete("leader-" + SIGNS_OFF, "Task_SignOffReply", Map.of("approved", true));
        assertThat(handling).isEnded();
        assertThat(dispatchOf(SIGNS_OFF).repliedAt()).isEqualTo(OffsetDateTime.parse("2023-02-09T10:00:00+08:00"));
        assertThat(dispatchOf(SIGNS_OFF).reply()).isEqualTo(REPLY);
        assertThat(eventTypes()).endsWith("signOffRequested", "signedOff", "replied");
        assertThat(events()).last().extracting(TicketEventView::actor).isEqualTo("clerk-" + SIGNS_OFF);
        assertThat(status()).isEqualTo("reviewing");
        assertThat(jdbc.sql("select count(*) from handling_reply_draft where ticket_no = :no").param("no", ticketNo)
                .query(Integer.class).single()).isZero();
    }

    @Test
    void aRefusedDraftStandsInTheFormAgainWithTheReason() {
        sentTo(SIGNS_OFF);
        unitCompletes(SIGNS_OFF, Map.of("action", "reply", "reply", REPLY, "publicReply", "已办结"));
        complete("leader-" + SIGNS_OFF, "Task_SignOffReply", Map.of("approved", "false", "reason", "请补充整改时限"));

        assertThat(dispatchOf(SIGNS_OFF).state().code()).isEqualTo("signed");
        Task again = taskOfUnit(SIGNS_OFF);
        assertThat(again.getAssignee()).isEqualTo("clerk-" + SIGNS_OFF);
        as("clerk-" + SIGNS_OFF);
        assertThat(formService.getTaskFormVariables(again.getId())).containsEntry("reply", REPLY).containsEntry("publicReply", "已办结");
        assertThat(eventsFor("clerk-" + SIGNS_OFF)).last().extracting(TicketEventView::text).isEqualTo("请补充整改时限");
        passTimeUntil("2023-02-16T00:00:00+08:00");
        assertThat(dispatchOf(SIGNS_OFF).card()).isEqualTo("red");
        unitReplies(SIGNS_OFF);
        complete("leader-" + SIGNS_OFF, "Task_SignOffReply", Map.of("approved", true));
        assertThat(status()).isEqualTo("reviewing");
    }

    @Test
    @Proves(value = "E1", forbidden = true)
    void nobodySignsOffTheirOwnDraftNorAnotherUnitsAndARefusalNeedsAReason() {
        sentTo(SIGNS_OFF);
        unitReplies(SIGNS_OFF);
        assertRefused("handling.ownDraft", () -> completeAs("clerk-" + SIGNS_OFF, List.of("unit-" + SIGNS_OFF, "leader-" + SIGNS_OFF),
                "Task_SignOffReply", Map.of("approved", true)));
        assertRefused("handling.notLeader", () -> completeAs("admin", List.of("camunda-admin"), "Task_SignOffReply", Map.of("approved", true)));
        assertRefused("common.missingField", () -> complete("leader-" + SIGNS_OFF, "Task_SignOffReply", Map.of()));
        assertRefused("handling.reasonTooShort", () -> complete("leader-" + SIGNS_OFF, "Task_SignOffReply", Map.of("approved", false)));
    }

    @Test
    void anInterimReplyIsSignedOffToo() {
        sentTo(SIGNS_OFF);
        assertRefused("deadline.unknownProcedure", () -> unitCompletes(SIGNS_OFF,
                Map.of("action", "interimReply", "reply", REPLY, "procedure", "no-such-procedure")));
        unitCompletes(SIGNS_OFF, Map.of("action", "interimReply", "reply", REPLY, "procedure", "report-filing"));
        assertThat(eventTypes()).doesNotContain("interimReplied");
        complete("leader-" + SIGNS_OFF, "Task_SignOffReply", Map.of("approved", true));
        assertThat(dispatchOf(SIGNS_OFF).state().code()).isEqualTo("interim");
        assertThat(task("Task_ReplyFinally")).isNotNull();
    }

    @Test
    void aLowerUnitAndAnOffNetworkUnitGiveNoInterimReply() {
        sentTo("transport");
        handDown("transport", "road-transport");
        Map<String, Object> interim = Map.of("action", "interimReply", "reply", REPLY, "procedure", "report-filing");
        assertRefused("handling.noInterimReply", () -> unitCompletes("road-transport", interim));
        assertRefused("handling.subUnitStillHandling", () -> unitCompletes("transport", interim));
        assertRefused("handling.askParentToSuspend", () -> unitCompletes("road-transport",
                Map.of("action", "suspend", "reasonCode", "season", "reason", "冬季不能施工，请求挂起")));
        registerInHainan("宽带无法退订");
        dispatcherSends("hainan-communications");
        assertRefused("handling.noInterimReply", () -> operates(interim));
    }

    @Test
    void aDraftWaitsForAssistsLikeAReply() {
        sentTo(SIGNS_OFF, "fire-rescue");
        assertRefused("handling.answersMissing", () -> unitReplies(SIGNS_OFF));
        unitCompletes(SIGNS_OFF, Map.of("action", "reply", "reply", REPLY, "overrideReason", "协办单位无需再答复"));
        assertThat(taskOfUnit("fire-rescue")).isNotNull();
        complete("leader-" + SIGNS_OFF, "Task_SignOffReply", Map.of("approved", true));
        assertThat(taskOfUnit("fire-rescue")).isNull();
        assertThat(status()).isEqualTo("reviewing");
    }

    @Test
    void theUnitHandsTheTaskToASectionAndNoClockMoves() {
        sentTo(SIGNS_OFF);
        OffsetDateTime until = dispatchOf(SIGNS_OFF).handleUntil();
        String section = "section-natural-resources-land";
        assertThat(refusalOf(() -> ticketFor(section)).code()).isEqualTo("ticket.unknown");
        unitCompletes(SIGNS_OFF, Map.of("action", "assign", "section", "land"));

        Task handed = taskOfUnit(SIGNS_OFF);
        assertThat(handed.getAssignee()).isNull();
        assertThat(groupsOf(handed)).containsExactlyInAnyOrder("unit-" + SIGNS_OFF, section);
        assertThat(dispatchOf(SIGNS_OFF).handleUntil()).isEqualTo(until);
        assertThat(dispatchOf(SIGNS_OFF).section()).isEqualTo("land");
        assertThat(eventTypes()).endsWith("signed", "assigned");
        assertThat(ticketFor(section).ticketNo()).isEqualTo(ticketNo);
        assertThat(refusalOf(() -> ticketFor("section-natural-resources-planning")).code()).isEqualTo("ticket.unknown");

        assertRefused("handling.coordinatorOnly", () -> complete(section, "Task_HandleTicket", Map.of("action", "return",
                "returnReason", "该事项不属于本单位职责范围", "proposedUnit", "housing", "legalBasis", "三定规定")));
        complete(section, "Task_HandleTicket", Map.of("action", "reply", "reply", REPLY));
        complete("leader-" + SIGNS_OFF, "Task_SignOffReply", Map.of("approved", true));
        assertThat(status()).isEqualTo("reviewing");
    }

    @Test
    void theUnitHandsTheTaskToAPersonOfTheUnitOnly() {
        sentTo(SIGNS_OFF);
        assertRefused("handling.assignToWhom", () -> unitCompletes(SIGNS_OFF, Map.of("action", "assign")));
        assertRefused("handling.unknownSection", () -> unitCompletes(SIGNS_OFF, Map.of("action", "assign", "section", "roads")));
        assertRefused("handling.assigneeNotInUnit", () -> unitCompletes(SIGNS_OFF, Map.of("action", "assign", "assignee", "clerk-housing")));
        assertRefused("handling.assigneeNotInUnit", () -> unitCompletes(SIGNS_OFF,
                Map.of("action", "assign", "assignee", "section-natural-resources-land")));
        unitCompletes(SIGNS_OFF, Map.of("action", "assign", "section", "land", "assignee", "section-natural-resources-land"));
        assertThat(taskOfUnit(SIGNS_OFF).getAssignee()).isEqualTo("section-natural-resources-land");
    }

    @Test
    void theFormOffersWhatTheUnitMayChoose() {
        sentTo("transport");
        Map<String, Object> form = formOf("clerk-transport", "transport");
        assertThat(form.get("subUnitOptions").toString()).contains("road-transport").doesNotContain("housing");
        assertThat(form).doesNotContainKeys("awaited", "offNetwork");
        handDown("transport", "road-transport");
        assertThat(formOf("clerk-transport", "transport").get("awaited").toString()).contains("市道路运输管理处");
        sentTo(SIGNS_OFF);
        assertThat(formOf("clerk-" + SIGNS_OFF, SIGNS_OFF).get("sectionOptions").toString()).contains("land");
        assertThat(formOf("clerk-" + SIGNS_OFF, SIGNS_OFF).get("assigneeOptions").toString()).contains("section-natural-resources-land");
    }

    private Map<String, Object> formOf(String user, String unit) {
        Task task = taskOfUnit(unit);
        as(user);
        VariableMap variables = formService.getTaskFormVariables(task.getId(), null, false);
        Map<String, Object> form = new HashMap<>();
        variables.keySet().forEach(name -> form.put(name, variables.getValueTyped(name) instanceof ObjectValue choices
                ? choices.getValueSerialized() : variables.getValueTyped(name).toString()));
        return form;
    }

    // ------------------------------------------------------------------ practice

    @Test
    void anAdministratorSetsHowAUnitWorksInside() {
        Actor admin = new Actor("admin", Set.of("camunda-admin"));
        practices.change("forestry", true, List.of(new Practice.Section("fire", "防火科")), admin);
        assertThat(practices.of("forestry").signOff()).isTrue();
        asNobody();
        assertThat(identityService.createGroupQuery().groupIdIn("leader-forestry", "section-forestry-fire").count()).isEqualTo(2);
        practices.change("forestry", false, List.of(), admin);
        assertThat(practices.of("forestry").sections()).isEmpty();
    }

    // ------------------------------------------------------------------ helpers

    private void sentTo(String lead, String... assists) {
        registerUnclassified();
        dispatcherSends(lead, assists);
    }

    private void registerInHainan(String title) {
        register(new NewTicket("phone", null, null, new NewTicket.Citizen("测试群众", "13800000000"), null, "测试地点", "complaint",
                null, title, "市民来电反映" + title + "，要求尽快处理。", null, null, "460000", null, null));
    }

    private void handDown(String unit, String subUnit) {
        unitCompletes(unit, Map.of("action", "subDispatch", "subUnit", subUnit, "reason", "按管理权限交由其办理"));
    }

    private TicketView ticketFor(String user) {
        return views.ticket(ticketNo, new Actor(user, Set.of(groupOf(user))));
    }

    private List<TicketEventView> eventsFor(String user) {
        return views.events(ticketNo, new Actor(user, Set.of(groupOf(user))));
    }

    private static String groupOf(String user) {
        return user.startsWith("clerk-") ? "unit-" + user.substring("clerk-".length()) : user;
    }
}
