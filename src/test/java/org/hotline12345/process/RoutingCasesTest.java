package org.hotline12345.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hotline12345.deadline.Urging;
import org.hotline12345.decisions.ReferenceRows;
import org.hotline12345.intake.NewTicket;
import org.hotline12345.routing.TicketRouting;
import org.hotline12345.ticket.TicketEventView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * The regression set through the real doors: the cases that end otherwise than with a unit ({@code routing/courses.csv}),
 * and the record of what sent a ticket where it is. {@code RoutingTest} has those that a table answers.
 */
class RoutingCasesTest extends ProcessTest {

    private static final String UNIT = "market-regulation";

    @Autowired
    TicketRouting ticketRouting;
    @Autowired
    Urging urging;

    static Stream<Map<String, String>> courses() {
        return ReferenceRows.read("src/test/resources/routing/courses.csv").stream();
    }

    @ParameterizedTest
    @MethodSource("courses")
    void requestsEndAsTheRulesSay(Map<String, String> line) {
        register(new NewTicket(line.get("channel"), null, null, new NewTicket.Citizen("测试群众", "13800000000"), line.get("region"),
                "测试地点", line.get("kind"), line.get("category"), line.get("title"), line.get("content"), null, null, null, null,
                line.get("deskOutcome") == null ? null : new NewTicket.Desk(line.get("deskOutcome"), line.get("deskNote"),
                        line.get("deskLine"), line.get("confirmationNo"), null)));
        assertThat(status()).as(line.get("example")).isEqualTo(line.get("expect.status"));
        assertThat(ticket().units().stream().map(unit -> unit.unit()).collect(Collectors.joining(" ")))
                .isEqualTo(line.get("expect.lead") == null ? "" : line.get("expect.lead"));
        if (line.get("expect.told") != null) {
            assertThat(events()).extracting(TicketEventView::text)
                    .anySatisfy(text -> assertThat(text).contains(line.get("expect.told")));
        }
    }

    /** Case 4. */
    @Test
    void theSplitThatRoutingProposesIsWhatTheDispatcherSends() {
        register(request("complaint", "fire-check", "430511", "世界钰园强制收房", "小区消防未通过，强制住户收房，而且强制收取物业费。", null));
        assertThat(status()).isEqualTo("dispatching");
        assertThat(events()).filteredOn(event -> event.type().code().equals("routingUndecided")).singleElement()
                .satisfies(event -> assertThat(event.text()).contains("拆单"));
        as("dispatcher");
        assertThat(ticketRouting.today(ticketNo).decision().matters()).extracting(matter -> matter.categories())
                .containsExactly(List.of("fire-check", "house-handover"), List.of("property-service"));

        complete("dispatcher", "Task_DispatchTicket", Map.of("decision", "split", "reason", "一次来电两件事", "matters", """
                [{"title":"消防验收与交房","content":"消防未通过强制收房","category":"fire-check","region":"430511"},
                 {"title":"物业费","content":"未收房先收物业费","category":"property-service","region":"430511"}]"""));
        String call = ticketNo;
        ticketNo = call + "-1";
        runSavePoints();
        assertThat(ticket().units()).extracting(unit -> unit.unit()).containsExactly("housing");
        assertRefused("handling.replyPassesOn", () -> unitCompletes("housing", Map.of("action", "reply",
                "reply", "根据属地管理原则，请转区住建局调查核实，建议由其负责办理并答复群众。")));
        ticketNo = call + "-2";
        runSavePoints();
        assertThat(ticket().units()).extracting(unit -> unit.unit() + " " + unit.role().code())
                .containsExactly("beita-district lead", "housing guide");
    }

    /** Case 28. */
    @Test
    void theThirdCallOnOneMatterJoinsTheOpenTicketAndNothingIsDispatchedAnew() {
        String first = registerConsumerComplaint();
        as("operator");
        urging.urge(first, "第二次来电");
        String third = register(request("complaint", null, "430511", "药店还是没发货", "1月24日网购药品至今仍未发货，第三次来电。", null));
        complete("dispatcher", "Task_DispatchTicket", Map.of("decision", "merge", "mergeInto", first, "reason", "同一事项"));
        assertThat(status()).isEqualTo("merged");
        assertThat(ticket().units()).isEmpty();
        ticketNo = first;
        assertThat(ticket().units()).hasSize(1);
        assertThat(eventTypes()).contains("urged", "joined");
        ticketNo = third;
        assertHistoryIsGapFree();
    }

    /** Case 30. */
    @Test
    void aUnitOffTheNetworkIsProposedAndTheDispatcherSendsItOffNetworkWithItsClocks() {
        register(new NewTicket("phone", null, null, new NewTicket.Citizen("测试群众", "13800000000"), null, "测试地点", "complaint",
                "hainan-telecom", "宽带无法退订", "市民来电反映宽带无法退订，要求尽快处理。", null, null, "460000", null, null));
        assertThat(status()).isEqualTo("dispatching");
        as("dispatcher");
        assertThat(ticketRouting.sent(ticketNo)).singleElement().extracting(TicketRouting.Sent::lead).isEqualTo("hainan-communications");
        dispatcherSends("hainan-communications");
        assertThat(dispatchOf("hainan-communications").offNetwork()).isTrue();
        assertThat(dispatchOf("hainan-communications").handleUntil()).isNotNull();
        as("dispatcher");
        assertThat(ticketRouting.sent(ticketNo)).singleElement().extracting(TicketRouting.Sent::overridden).isEqualTo(false);
    }

    @Test
    void aNameThatTwoDistrictsShareGoesToTheDispatcherWithTheQuestionToAsk() {
        register(new NewTicket("phone", null, null, new NewTicket.Citizen("测试群众", "13800000000"), null, "宝庆路", "complaint",
                "sanitation", "垃圾无人清运", "路边垃圾堆了三天无人清运，要求处理。", null, null, null, null));
        assertThat(status()).isEqualTo("dispatching");
        assertThat(events()).extracting(TicketEventView::text).last().asString().contains("宝庆路", "不止一处", "核实");
        register(new NewTicket("phone", null, null, new NewTicket.Citizen("测试群众", "13800000000"), null, "双清区宝庆路", "complaint",
                "sanitation", "垃圾无人清运", "路边垃圾堆了三天无人清运，要求处理。", null, null, null, null));
        assertThat(ticket().units()).extracting(unit -> unit.unit()).containsExactly("shuangqing-district", "urban-management");
    }

    // ------------------------------------------------------------------ what sent it here

    @Test
    void everyRowThatSentATicketIsKeptWithTheDeploymentItStoodIn() {
        registerConsumerComplaint();
        as("dispatcher");
        TicketRouting.Sent sent = ticketRouting.sent(ticketNo).get(0);
        assertThat(sent.automatic()).isTrue();
        assertThat(sent.round()).isEqualTo(1);
        assertThat(sent.lead()).isEqualTo(UNIT);
        assertThat(sent.overridden()).isNull();
        assertThat(sent.rows()).extracting(TicketRouting.SentRow::decision).containsExactly("routing-catalogue",
                "catalogue-shaoyang-finance-trade", "routing-level", "routing-exceptions", "routing-parts", "routing-unit");
        assertThat(sent.rows()).allSatisfy(row -> assertThat(row.description()).isNotBlank());
        assertThat(sent.deployment()).isEqualTo(engine.getRepositoryService()
                .getProcessDefinition(root().getProcessDefinitionId()).getDeploymentId());
        as("dispatcher");
        assertThat(ticketRouting.today(ticketNo).decision().shadowed()).isNotEmpty();
    }

    @Test
    void aDispatcherWhoGoesAnotherWayIsMarkedAgainstTheRowsThatProposed() {
        register(request("complaint", "school-matters", "430503", "学校食堂", "学校食堂饭菜质量差，要求查处。", null));
        assertThat(status()).as("sent by itself").isEqualTo("handling");
        register(new NewTicket("phone", null, null, new NewTicket.Citizen("测试群众", "13800000000"), "430503", "测试地点", "complaint",
                "telecom-service", "宽带资费", "市民来电反映宽带资费不清，要求退费。", null, null, null, null));
        dispatcherSends("china-mobile");
        as("dispatcher");
        assertThat(ticketRouting.sent(ticketNo)).singleElement().satisfies(sent -> {
            assertThat(sent.lead()).as("three carriers, none proposed").isNull();
            assertThat(sent.chosen()).isEqualTo("china-mobile");
            assertThat(sent.overridden()).isNull();
        });
        register(request("complaint", "official-conduct", "430503", "窗口态度差", "办事窗口工作人员态度差，要求处理。", null));
        dispatcherSends("service-hall");
        as("dispatcher");
        assertThat(ticketRouting.sent(ticketNo)).singleElement().satisfies(sent -> {
            assertThat(sent.lead()).isEqualTo("hotline-centre");
            assertThat(sent.chosen()).isEqualTo("service-hall");
            assertThat(sent.overridden()).isTrue();
        });
    }

    @Test
    void theTicketsUnitsSeeWhatSentItAndOthersDoNotEvenSeeTheTicket() {
        registerConsumerComplaint();
        as("clerk-" + UNIT);
        assertThat(ticketRouting.sent(ticketNo)).hasSize(1);
        assertThat(ticketRouting.today(ticketNo)).as("not what might have been").isNull();
        as("clerk-education");
        assertThat(refusalOf(() -> ticketRouting.sent(ticketNo)).code()).isEqualTo("ticket.unknown");
        assertThat(refusalOf(() -> ticketRouting.today(ticketNo)).code()).isEqualTo("ticket.unknown");
    }
}
