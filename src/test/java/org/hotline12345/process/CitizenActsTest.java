package org.hotline12345.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.hotline12345.common.Actor;
import org.hotline12345.deadline.Urging;
import org.hotline12345.intake.Additions;
import org.hotline12345.support.Proves;
import org.hotline12345.ticket.Tags;
import org.hotline12345.ticket.TicketFilter;
import org.hotline12345.ticket.TicketRow;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What citizens do while a ticket runs, and what the centre notes about it. */
class CitizenActsTest extends ProcessTest {

    @Autowired
    Urging urging;
    @Autowired
    Additions additions;
    @Autowired
    Tags tags;

    // ------------------------------------------------------------------ urging

    @Test
    @Proves("D6")
    void urgingIsCountedShownToTheUnitAndIsNeverANewTicket() {
        registerConsumerComplaint();
        long tickets = countTickets();
        as("operator");
        Urging.Answer answer = urging.urge(ticketNo, "已经等了两天");
        assertThat(answer.counted()).isTrue();
        assertThat(answer.urges()).isEqualTo(1);
        assertThat(answer.handleUntil()).isEqualTo(dispatchOf("market-regulation").handleUntil().toInstant());
        assertThat(countTickets()).isEqualTo(tickets);
        assertThat(views.ticket(ticketNo, new Actor("clerk-market-regulation", java.util.Set.of("unit-market-regulation")))
                .marks().urges()).isEqualTo(1);
        assertThat(eventTypes()).endsWith("urged");
    }

    @Test
    @Proves(value = "D6", forbidden = true)
    void tenUrgesOfOneDayCountOnlyAsOftenAsTheCityAllows() {
        registerConsumerComplaint();
        as("operator");
        for (int hour = 9; hour < 19; hour++) {
            at("2023-02-08T%02d:00:00+08:00".formatted(hour));
            as("operator");
            Urging.Answer answer = urging.urge(ticketNo, null);
            assertThat(answer.counted()).as("at " + hour).isEqualTo(hour == 9 || hour == 13 || hour == 17);
        }
        at("2023-02-08T23:59:00+08:00");
        as("operator");
        Urging.Answer late = urging.urge(ticketNo, null);
        assertThat(late.counted()).isFalse();
        assertThat(late.nextCountedAt()).isEqualTo("2023-02-08T16:00:00Z");
        assertThat(ticket().marks().urges()).isEqualTo(3);
        assertHistoryIsGapFree();
    }

    @Test
    @Proves(value = "D6", forbidden = true)
    void anEndedTicketIsNotUrgedAndAUnitDoesNotUrgeItself() {
        registerConsumerComplaint();
        as("clerk-market-regulation");
        assertRefused("deadline.notAllowedToUrge", () -> {
            as("clerk-market-regulation");
            urging.urge(ticketNo, null);
        });
        registerAtDesk("consult", "instantAnswer", "已当场答复");
        assertRefused("ticket.closed", () -> {
            as("operator");
            urging.urge(ticketNo, null);
        });
    }

    // ------------------------------------------------------------------ supplement

    @Test
    void factsAddedWhileAUnitHandlesReachTheUnitAndMoveNothing() {
        registerConsumerComplaint();
        var limit = dispatchOf("market-regulation").handleUntil();
        as("operator");
        additions.supplement(ticketNo, "补充：订单截图显示商家承诺48小时发货。");
        assertThat(ticket().content()).endsWith("【补充】补充：订单截图显示商家承诺48小时发货。");
        assertThat(status()).isEqualTo("handling");
        assertThat(dispatchOf("market-regulation").handleUntil()).isEqualTo(limit);
    }

    @Test
    @Proves("A6")
    void aTicketThatWaitsForFactsGoesOnWhenTheyCome() {
        registerAtDesk("complaint", "needInfo", "没有地点");
        assertThat(status()).isEqualTo("need-info");
        identityService.setAuthentication("wechat", List.of("channel"));
        additions.supplement(ticketNo, "地点在北塔区资江二桥桥头，路灯整段不亮。");
        assertThat(tasks()).noneMatch(task -> task.getTaskDefinitionKey().equals("Task_AskForInformation"));
        assertThat(status()).isNotEqualTo("need-info");
        assertThat(eventTypes()).containsOnlyOnce("supplemented");
    }

    @Test
    void anEndedTicketTakesNoFactsAndSaysWhatToDoInstead() {
        registerAtDesk("consult", "instantAnswer", "已当场答复");
        assertRefused("intake.closedReopenInstead", () -> {
            as("operator");
            additions.supplement(ticketNo, "还有别的情况");
        });
    }

    // ------------------------------------------------------------------ own contact

    @Test
    void theCitizenCorrectsTheOwnNumberAfterTheOldOneWasCompared() {
        registerConsumerComplaint();
        as("operator");
        additions.correctContact(ticketNo, "138-0000-0000", "13911112222", "测试人");
        as("operator");
        assertThat(ticket().contact().phone()).isEqualTo("139****2222");
        assertThat(events().get(events().size() - 1).text()).isNull();
        assertThat(views.ofPhone("13911112222", new Actor("operator", java.util.Set.of("operator"))))
                .extracting(TicketRow::ticketNo).contains(ticketNo);
        assertRefused("ticket.phoneDiffers", () -> {
            as("operator");
            additions.correctContact(ticketNo, "13800000000", "13911113333", null);
        });
    }

    @Test
    void nobodyTriesNumbersUntilOneFits() {
        registerConsumerComplaint();
        for (int attempt = 0; attempt < 5; attempt++) {
            String wrong = "1370000000" + attempt;
            assertRefused("ticket.phoneDiffers", () -> {
                as("operator");
                additions.correctContact(ticketNo, wrong, "13911112222", null);
            });
        }
        assertRefused("ticket.tooManyPhones", () -> {
            as("operator");
            additions.correctContact(ticketNo, "13800000000", "13911112222", null);
        });
        at("2023-02-09T09:00:01+08:00");
        as("operator");
        additions.correctContact(ticketNo, "13800000000", "13911112222", null);
    }

    @Test
    void aUnitCorrectsNoContact() {
        registerConsumerComplaint();
        assertRefused("intake.notAllowed", () -> {
            as("clerk-market-regulation");
            additions.correctContact(ticketNo, "13800000000", "13911112222", null);
        });
    }

    // ------------------------------------------------------------------ topics, duplicates

    @Test
    void topicsAreSetReplacedAndFoundByThem() {
        registerConsumerComplaint();
        as("dispatcher");
        tags.replace(ticketNo, List.of("疫情", "年报", "疫情"));
        assertThat(ticket().marks().tags()).containsExactlyInAnyOrder("疫情", "年报");
        assertThat(list("疫情")).contains(ticketNo);
        as("dispatcher");
        tags.replace(ticketNo, List.of("年报"));
        assertThat(list("疫情")).doesNotContain(ticketNo);
        assertRefused("ticket.centreOnly", () -> {
            as("clerk-market-regulation");
            tags.replace(ticketNo, List.of("疫情"));
        });
    }

    private List<String> list(String tag) {
        return views.list(new TicketFilter(null, null, null, null, null, tag, null, null), Actor.SYSTEM, 0, 200).items().stream()
                .map(TicketRow::ticketNo).toList();
    }

    @Test
    @Proves("B1")
    void anOpenTicketOfTheSameMatterAndPlaceIsOfferedAsADuplicate() {
        String first = registerConsumerComplaint();
        registerConsumerComplaint();
        Actor dispatcher = new Actor("dispatcher", java.util.Set.of("dispatcher"));
        assertThat(views.similar(ticketNo, dispatcher)).extracting(TicketRow::ticketNo).contains(first).doesNotContain(ticketNo);
        String second = ticketNo;
        ticketNo = first;
        unitReplies("market-regulation");
        reviewPasses();
        citizenAnswers(true);
        ticketNo = second;
        assertThat(views.similar(ticketNo, dispatcher)).extracting(TicketRow::ticketNo).doesNotContain(first);
        assertThat(refusalOf(() -> views.similar(ticketNo, new Actor("clerk-housing", java.util.Set.of("unit-housing")))).code())
                .isEqualTo("ticket.centreOnly");
    }

    private long countTickets() {
        return jdbc.sql("select count(*) from ticket_ticket").query(Long.class).single();
    }
}
