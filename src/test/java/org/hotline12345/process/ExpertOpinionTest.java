package org.hotline12345.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.ProcessEngineTests.assertThat;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.hotline12345.common.Actor;
import org.hotline12345.notification.Notifications;
import org.hotline12345.opinion.Experts;
import org.hotline12345.opinion.Opinions;
import org.hotline12345.opinion.Team;
import org.hotline12345.ticket.TicketView;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Every path of {@code bpmn/expert-opinion.bpmn}, and who may ask, answer and read. */
class ExpertOpinionTest extends ProcessTest {

    private static final String LAWYER = "expert-consumer-law";
    private static final String OPINION = "依照消费者权益保护法第二十五条，网购商品可以七日内无理由退货。";

    @Autowired
    Opinions opinions;
    @Autowired
    Experts experts;
    @Autowired
    Notifications notifications;

    @Test
    void aUnitAsksALawyerWhoAnswersWithinTheLimit() {
        registerConsumerComplaint();
        ProcessInstance asked = ask("clerk-market-regulation", "consumer-law", null);
        assertThat(asked).isWaitingAt("Task_GiveOpinion");
        Task task = task("Task_GiveOpinion");
        assertThat(groupsOf(task)).containsExactly(LAWYER);
        // Asked on a Wednesday: two working days end with Friday.
        assertThat(task.getDueDate()).isEqualTo(Date.from(OffsetDateTime.parse("2023-02-11T00:00:00+08:00").toInstant()));
        as(LAWYER);
        assertThat(formService.getTaskFormVariables(task.getId()).get("question").toString()).contains("能否要求退货", "2023-02-10");

        complete(LAWYER, "Task_GiveOpinion", Map.of("outcome", "given", "opinion", OPINION));
        assertThat(asked).isEnded().hasPassed("EndEvent_OpinionGiven");
        assertThat(eventTypes()).containsSubsequence("opinionAsked", "opinionGiven");
        assertThat(status()).as("the ticket went on meanwhile").isEqualTo("handling");
        as("clerk-market-regulation");
        assertThat(opinions.list(ticketNo)).singleElement().satisfies(opinion -> {
            assertThat(opinion.state()).isEqualTo("given");
            assertThat(opinion.answer()).isEqualTo(OPINION);
            assertThat(opinion.askedByName()).isEqualTo("市市场监督管理局");
        });
        assertThat(notifications.list(ticketNo, 0, 50).items()).anyMatch(message ->
                message.recipient().equals("unit-market-regulation") && message.text().contains("已出具意见"));
        assertHistoryIsGapFree();
    }

    @Test
    void anExpertMayDeclineAndAnotherIsAsked() {
        registerConsumerComplaint();
        ProcessInstance asked = ask("dispatcher", "consumer-law", null);
        assertRefused("common.missingField", () -> complete(LAWYER, "Task_GiveOpinion", Map.of("outcome", "declined")));
        complete(LAWYER, "Task_GiveOpinion", Map.of("outcome", "declined", "reason", "与商家有委托关系"));
        assertThat(asked).isEnded().hasPassed("EndEvent_OpinionDeclined");
        assertThat(eventTypes()).endsWith("opinionDeclined");
        assertThat(notifications.list(ticketNo, 0, 50).items()).anyMatch(message ->
                message.recipient().equals("dispatcher") && message.text().contains("谢绝"));
        assertThat(ask("dispatcher", "administrative-law", null)).isWaitingAt("Task_GiveOpinion");
    }

    @Test
    void whoeverAskedTakesItBackAndTheTaskIsGone() {
        registerConsumerComplaint();
        ProcessInstance asked = ask("clerk-market-regulation", "consumer-law", null);
        String id = only();
        assertRefused("opinion.notYourQuestion", () -> {
            as("supervisor");
            opinions.withdraw(ticketNo, id, "不是督办员提出的");
        });
        as("clerk-market-regulation");
        opinions.withdraw(ticketNo, id, "群众已与商家和解");
        asNobody();
        assertThat(asked).isEnded().hasPassed("EndEvent_OpinionWithdrawn");
        assertThat(tasks()).extracting(Task::getTaskDefinitionKey).doesNotContain("Task_GiveOpinion");
        assertThat(eventTypes()).endsWith("opinionWithdrawn");
        assertRefused("opinion.settled", () -> {
            as("clerk-market-regulation");
            opinions.withdraw(ticketNo, id, "再撤一次");
        });
    }

    @Test
    void oneOfTwoQuestionsIsTakenBackAndTheOtherStays() {
        registerConsumerComplaint();
        ask("dispatcher", "consumer-law", null);
        String first = only();
        as("dispatcher");
        opinions.ask(ticketNo, "administrative-law", "处罚程序是否需要听证？", null);
        opinions.withdraw(ticketNo, first, "问题已经清楚");
        asNobody();
        assertThat(tasks()).filteredOn(task -> task.getTaskDefinitionKey().equals("Task_GiveOpinion")).singleElement()
                .satisfies(task -> assertThat(groupsOf(task)).containsExactly("expert-administrative-law"));
    }

    @Test
    void aDayMissedIsRecordedOnceAndToldToWhoeverAsked() {
        registerConsumerComplaint();
        ask("reviewer", "consumer-law", LocalDate.parse("2023-02-08"));
        passTimeUntil("2023-02-08T23:59:59+08:00");
        assertThat(eventTypes()).doesNotContain("opinionOverdue");
        passTimeUntil("2023-02-09T00:00:00+08:00");
        assertThat(events()).filteredOn(event -> event.type().code().equals("opinionOverdue")).hasSize(1);
        assertThat(notifications.list(ticketNo, 0, 50).items()).anyMatch(message ->
                message.recipient().equals("reviewer") && message.text().contains("到期未出具意见"));
        complete(LAWYER, "Task_GiveOpinion", Map.of("outcome", "given", "opinion", OPINION));
        as("reviewer");
        assertThat(opinions.list(ticketNo)).singleElement().satisfies(opinion -> assertThat(opinion.overdue()).isTrue());
    }

    @Test
    void onlyTheExpertAskedAnswers() {
        registerConsumerComplaint();
        ask("clerk-market-regulation", "consumer-law", null);
        Map<String, Object> answer = Map.of("outcome", "given", "opinion", OPINION);
        for (String other : List.of("expert-administrative-law", "supervisor", "clerk-market-regulation", "clerk-housing")) {
            assertNotTheirTask(() -> complete(other, "Task_GiveOpinion", answer));
        }
        assertRefused("opinion.notAsked", () -> completeAs("admin", List.of("camunda-admin"), "Task_GiveOpinion", answer));
        assertRefused("opinion.tooShort", () -> complete(LAWYER, "Task_GiveOpinion", Map.of("outcome", "given", "opinion", "同意。。。。。。")));
        assertRefused("common.unknownField", () -> complete(LAWYER, "Task_GiveOpinion",
                Map.of("outcome", "given", "opinion", OPINION, "opinionId", "x")));
    }

    @Test
    void whoIsNotOnTheTicketNeitherAsksNorReads() {
        registerConsumerComplaint();
        ask("clerk-market-regulation", "consumer-law", null);
        assertRefused("ticket.unknown", () -> ask("clerk-housing", "consumer-law", null));
        assertRefused("ticket.unknown", () -> ask(LAWYER, "consumer-law", null));
        assertRefused("opinion.notAllowed", () -> ask("operator", "consumer-law", null));
        as("clerk-housing");
        assertThat(refusalOf(() -> opinions.list(ticketNo)).code()).isEqualTo("ticket.unknown");
        as(LAWYER);
        assertThat(refusalOf(() -> opinions.list(ticketNo)).code()).isEqualTo("ticket.unknown");
        assertThat(refusalOf(() -> experts.list("430500", null, null, true, 0, 20)).code()).isEqualTo("opinion.registerNotAllowed");
    }

    @Test
    void aUnitReadsWhatItAskedAndNotWhatOthersAsked() {
        registerUnclassified();
        dispatcherSends("market-regulation", "commerce");
        ask("clerk-market-regulation", "consumer-law", null);
        as("dispatcher");
        opinions.ask(ticketNo, "administrative-law", "处罚程序是否需要听证？", null);
        as("clerk-market-regulation");
        assertThat(opinions.list(ticketNo)).extracting(Opinions.Opinion::expert).containsExactly("consumer-law");
        as("clerk-commerce");
        assertThat(opinions.list(ticketNo)).isEmpty();
        as("supervisor");
        assertThat(opinions.list(ticketNo)).hasSize(2);
    }

    @Test
    void theExpertReadsTheMatterAndNotWhoAsked() {
        register(request("complaint", "consumer-rights", "430511", "测试群众网购药品", "本人测试群众，电话13800000000，网购药品至今未发货。", null));
        as("clerk-market-regulation");
        opinions.ask(ticketNo, "consumer-law", "测试群众（13800000000）能否要求退货？", null);
        assertThat(opinions.list(ticketNo).get(0).question()).doesNotContain("测试群众", "13800000000").contains("能否要求退货");
        TicketView told = views.forAdvice(ticketNo);
        assertThat(told.title() + told.content()).contains("网购药品").doesNotContain("测试群众", "13800000000");
        assertThat(told.contact()).isNull();
        assertThat(told.units()).isEmpty();
        assertThat(refusalOf(() -> views.ticket(ticketNo, new Actor(LAWYER, Set.of(LAWYER)))).code()).isEqualTo("ticket.unknown");
        assertThat(events()).noneMatch(event -> event.text() != null && event.text().contains("能否要求退货"));
    }

    @Test
    void nobodyIsAskedTwiceNorOutsideTheTermNorAboutTheOwnUnit() {
        registerConsumerComplaint();
        ask("dispatcher", "consumer-law", null);
        assertRefused("opinion.alreadyAsked", () -> ask("dispatcher", "consumer-law", null));
        assertRefused("opinion.expertNotAvailable", () -> ask("dispatcher", "former-counsel", null));
        assertRefused("opinion.expertNotAvailable", () -> ask("dispatcher", "hainan-consumer-law", null));
        assertRefused("opinion.unknownExpert", () -> ask("dispatcher", "nobody", null));
        assertRefused("opinion.badDay", () -> ask("dispatcher", "administrative-law", LocalDate.parse("2023-02-07")));
        assertRefused("opinion.badDay", () -> ask("dispatcher", "administrative-law", LocalDate.parse("2023-06-07")));
        assertRefused("opinion.questionTooShort", () -> {
            as("dispatcher");
            opinions.ask(ticketNo, "administrative-law", "？？", null);
        });
        registerUnclassified();
        transaction.executeWithoutResult(status -> jdbc.sql("update ticket_ticket set about_unit = 'housing', about_barred = true "
                + "where ticket_no = :no").param("no", ticketNo).update());
        assertRefused("opinion.aboutTheirUnit", () -> ask("dispatcher", "building-quality", null));
    }

    @Test
    void anAnswerMayComeAfterTheEndButNoQuestion() {
        registerConsumerComplaint();
        ask("clerk-market-regulation", "consumer-law", null);
        unitReplies("market-regulation");
        reviewPasses();
        citizenAnswers(true);
        assertRefused("ticket.closed", () -> ask("dispatcher", "administrative-law", null));
        complete(LAWYER, "Task_GiveOpinion", Map.of("outcome", "given", "opinion", OPINION));
        assertThat(eventTypes()).endsWith("archived", "opinionGiven");
    }

    @Test
    void theRegisterIsKeptBySupervisorsAndReadInPages() {
        Experts.Entry entry = new Experts.Entry("430500", Team.LEGAL, "新聘律师", "劳动争议", null, LocalDate.parse("2023-01-01"), null);
        for (String other : List.of("dispatcher", "clerk-housing", LAWYER)) {
            as(other);
            assertThat(refusalOf(() -> experts.keep("labour-law", entry)).code()).isEqualTo("opinion.registerNotYours");
        }
        as("supervisor");
        experts.keep("labour-law", entry);
        assertThat(experts.list("430500", Team.LEGAL, "劳动", true, 0, 20).items()).singleElement()
                .satisfies(expert -> assertThat(expert.name()).isEqualTo("新聘律师"));
        asNobody();
        assertThat(identityService.createGroupQuery().groupId("expert-labour-law").count()).isEqualTo(1);
        as("supervisor");
        experts.keep("labour-law", new Experts.Entry("430500", Team.LEGAL, "新聘律师", "劳动争议", null,
                LocalDate.parse("2023-01-01"), LocalDate.parse("2023-02-07")));
        assertThat(experts.list("430500", Team.LEGAL, "劳动", true, 0, 20).items()).isEmpty();
        assertThat(experts.list("430500", Team.LEGAL, "劳动", false, 0, 20).items()).hasSize(1);
        assertThat(experts.list("430500", Team.LEGAL, "%", false, 0, 20).items()).as("no wildcard from outside").isEmpty();
        assertThat(refusalOf(() -> experts.keep("Bad Code", entry)).code()).isEqualTo("opinion.badCode");
        assertThat(experts.list("430500", null, null, false, 0, 2)).satisfies(page -> {
            assertThat(page.items()).hasSize(2);
            assertThat(page.more()).isTrue();
        });
    }

    private ProcessInstance ask(String user, String expert, LocalDate until) {
        as(user);
        String id = opinions.ask(ticketNo, expert, "商家未发货，能否要求退货并赔偿？", until).id();
        asNobody();
        return runtimeService.createProcessInstanceQuery().processInstanceBusinessKey(ticketNo, "expert-opinion")
                .variableValueEquals("opinionId", id).singleResult();
    }

    private String only() {
        return jdbc.sql("select id from opinion_opinion where ticket_no = :no").param("no", ticketNo).query(String.class).single();
    }
}
