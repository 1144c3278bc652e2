package org.hotline12345.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.ProcessEngineTests.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Page;
import org.hotline12345.intake.NewTicket;
import org.hotline12345.meeting.Meetings;
import org.hotline12345.support.Proves;
import org.hotline12345.ticket.Confidentiality;
import org.hotline12345.ticket.IdentityLooks;
import org.hotline12345.ticket.TicketFilter;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A complaint about a unit goes neither to it nor to whatever belongs to it, by whichever way. */
class ConflictOfInterestTest extends ProcessTest {

    private static final TicketFilter ANY = new TicketFilter(null, null, null, null, null, null, null, null);

    @Autowired
    Meetings meetings;
    @Autowired
    Confidentiality confidentiality;
    @Autowired
    IdentityLooks looks;

    @Test
    @Proves("H")
    void whatTheCatalogueWouldSendToTheUnitComplainedAboutWaitsForADispatcher() {
        complaint("complaint", "consumer-rights", "market-regulation");
        assertThat(root()).isNotNull();
        assertThat(task("Task_DispatchTicket")).isNotNull();
        assertThat(status()).isEqualTo("dispatching");
        assertThat(ticket().aboutUnit()).isEqualTo("market-regulation");
        assertThat(ticket().aboutUnitName()).isEqualTo("市市场监督管理局");
    }

    @Test
    @Proves(value = {"H", "guard3"}, forbidden = true)
    void aDispatcherCannotSendItThereOrToASubordinate() {
        complaint("complaint", null, "transport");
        assertRefused("routing.aboutThisUnit", () -> dispatcherSends("transport"));
        assertRefused("routing.aboutThisUnit", () -> dispatcherSends("road-transport"));
        assertRefused("routing.aboutThisUnit", () -> dispatcherSends("housing", "transport-enforcement"));
        dispatcherSends("housing");
        assertThat(status()).isEqualTo("handling");
    }

    @Test
    void theSuperiorHandlesAComplaintAboutItsSubordinate() {
        complaint("complaint", null, "traffic-police");
        assertRefused("routing.aboutThisUnit", () -> dispatcherSends("traffic-police"));
        dispatcherSends("public-security");
        assertThat(taskOfUnit("public-security")).isNotNull();
    }

    @Test
    @Proves(value = "C3", forbidden = true)
    void neitherARulingNorAMeetingSendsItThere() {
        complaint("complaint", null, "commerce");
        dispatcherSends("market-regulation");
        unitAsksToReturn("market-regulation", "commerce");
        assertRefused("routing.aboutThisUnit", () -> rules("dispatcher", "redispatch", "commerce"));
        rules("dispatcher", "meeting", null);
        assertThat(meetings.invitees(ticketNo)).containsExactly("market-regulation");
        assertRefused("routing.aboutThisUnit", () -> meetingDecides("commerce"));
        assertRefused("routing.aboutThisUnit", () -> meetingDecides("market-regulation", "commerce"));
        assertRefused("routing.aboutThisUnit", () -> holds("market-regulation,commerce", "market-regulation"));
        assertRefused("routing.aboutThisUnit", () -> holds("market-regulation", "commerce"));
        meetingDecides("market-regulation");
        assertThat(status()).isEqualTo("handling");
    }

    @Test
    @Proves(value = "guard3", forbidden = true)
    void itsPeopleSeeNothingWhateverElseTheyBelongTo() {
        complaint("complaint", null, "transport");
        dispatcherSends("housing");
        for (Set<String> groups : List.of(Set.of("unit-transport"), Set.of("unit-road-transport"),
                Set.of("unit-transport", "unit-housing"))) {
            Actor clerk = new Actor("clerk-transport", groups);
            assertThat(refusalOf(() -> views.ticket(ticketNo, clerk)).code()).isEqualTo("ticket.unknown");
            assertThat(refusalOf(() -> views.events(ticketNo, clerk)).code()).isEqualTo("ticket.unknown");
            assertThat(views.list(ANY, clerk, 0, Page.MAX_SIZE).items()).noneMatch(row -> row.ticketNo().equals(ticketNo));
        }
        assertThat(views.list(ANY, new Actor("clerk-housing", Set.of("unit-housing")), 0, Page.MAX_SIZE).items())
                .anyMatch(row -> row.ticketNo().equals(ticketNo));
    }

    @Test
    void aBankAnswersItsCustomersFirstButNotAReportAgainstIt() {
        complaint("complaint", "banking", "icbc");
        assertThat(taskOfUnit("icbc")).isNotNull();
        complaint("report", "banking", "icbc");
        assertThat(task("Task_DispatchTicket")).isNotNull();
        assertRefused("routing.aboutThisUnit", () -> dispatcherSends("icbc"));
    }

    @Test
    void aDispatcherWhoFindsAReportKeepsTheCompanyAwayAndTheReporterUnknown() {
        complaint("complaint", null, "icbc");
        assertRefused("routing.aboutThisUnit", () -> complete("dispatcher", "Task_DispatchTicket",
                Map.of("decision", "dispatch", "kind", "report", "leadUnit", "icbc", "reason", "按举报办理")));
        complete("dispatcher", "Task_DispatchTicket",
                Map.of("decision", "dispatch", "kind", "report", "leadUnit", "finance", "reason", "按举报办理"));
        assertThat(ticket().confidential()).isTrue();
    }

    @Test
    @Proves(value = {"H", "guard3"}, forbidden = true)
    void everyMatterOfACallKeepsTheUnitAwayAndTheCallerUnknown() {
        complaint("complaint", null, "transport");
        String call = ticketNo;
        complete("dispatcher", "Task_DispatchTicket", Map.of("decision", "split", "reason", "一次来电两件事", "matters",
                "[{\"title\":\"窗口推诿\",\"content\":\"测试群众反映窗口工作人员推诿，电话13800000000\"},"
                        + "{\"title\":\"道路破损\",\"content\":\"资江二桥桥头道路破损\"}]"));
        as("operator");
        confidentiality.change(call, true, "群众担心单位报复");
        for (String part : List.of(call + "-1", call + "-2")) {
            ticketNo = part;
            assertThat(ticket().confidential()).isTrue();
            assertRefused("routing.aboutThisUnit", () -> dispatcherSends("road-transport"));
        }
        ticketNo = call + "-1";
        dispatcherSends("housing");
        Actor clerk = new Actor("clerk-housing", Set.of("unit-housing"));
        assertThat(views.ticket(ticketNo, clerk).content()).isEqualTo("***反映窗口工作人员推诿，电话***");
        assertThat(views.ticket(ticketNo, clerk).contact()).isNull();
        as("supervisor");
        assertThat(looks.look(ticketNo, "核实窗口位置", "api").phone()).isEqualTo("13800000000");
        confidentiality.change(call + "-2", false, "群众本人要求公开");
        assertThat(ticket().confidential()).isFalse();
    }

    @Test
    void theUnitIsNamedByCodeOrNameAndMustExist() {
        complaint("complaint", null, "市交通运输局");
        assertThat(ticket().aboutUnit()).isEqualTo("transport");
        assertThat(refusalOf(() -> complaint("complaint", null, "没有这个单位")).code()).isEqualTo("intake.unknownAboutUnit");
    }

    private void holds(String invitees, String owner) {
        complete("supervisor", "Task_HoldMeeting", Map.of("minutes", "会议议定由市场监管部门牵头。", "leadUnit", "market-regulation",
                "invitees", invitees, "actions", "[{\"unit\":\"market-regulation\",\"action\":\"督促整改\",\"due\":\"2023-02-28\"},"
                        + "{\"unit\":\"" + owner + "\",\"action\":\"督促整改\",\"due\":\"2023-02-28\"}]"));
    }

    private void complaint(String kind, String category, String aboutUnit) {
        NewTicket plain = request(kind, category, "430511", "反映单位工作人员推诿", "到窗口办事三次，工作人员互相推诿，要求改进。", null);
        register(new NewTicket(plain.channel(), plain.externalId(), null, plain.citizen(), plain.region(), plain.address(),
                plain.kind(), plain.category(), plain.title(), plain.content(), null, null, null, null, null, null, aboutUnit));
    }
}
