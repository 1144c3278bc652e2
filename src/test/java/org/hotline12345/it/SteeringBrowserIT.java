package org.hotline12345.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What supervisors and administrators do to running tickets in Cockpit, in a real browser. Screenshots stay in {@code target/it/cockpit}. */
@Tag("browser")
class SteeringBrowserIT {

    private static final String MARKUP = "<img src=x onerror=window.hotlineTricked=1><script>window.hotlineTricked=1</script>"
            + "{{constructor.constructor('window.hotlineTricked=1')()}}";
    private static final String MORE_MARKUP = "<a href=\"javascript:window.hotlineTricked=1\">x</a>\\3c img src=x onerror=window.hotlineTricked=1>";
    private static final String COCKPIT = "/camunda/app/cockpit/default/";
    private static final String SHIPPED_ACTS = "//*[@ng-click='openDialog()' or @ng-click='enableEditMode(info, true)' or @ng-click='deleteVariable(v)'"
            + " or @ng-click='toggleSuspension(job)' or @ng-click='openRecalculationWindow(job)' or @ng-click='changeGroupIdentityLinks()'"
            + " or @ng-click='openSuspensionStateDialog(jobDefinition)']";

    private static Node node;

    private Browser browser;

    @BeforeAll
    static void startNode() {
        node = Node.started(Database.fresh("steering"));
    }

    @AfterAll
    static void stopNode() {
        node.close();
    }

    @BeforeEach
    void openBrowser() {
        browser = Browser.open(node, Browser.DESK);
    }

    @AfterEach
    void closeBrowser() {
        browser.close();
    }

    @Test
    void aSupervisorSteersATicketFromItsTabInCockpit() {
        String ticketNo = registers("steering-acts", "药店不发货" + MARKUP);
        browser.signIn("supervisor");
        browser.go(COCKPIT + "#/process-instance/" + caseOf(ticketNo, "unit-handling") + "/runtime?tab=hotline.ticket.tab");
        browser.find("//summary[contains(.,'督办操作')]");
        assertThat(browser.text()).contains(ticketNo, MARKUP, MORE_MARKUP).doesNotContain("测试群众", "13800000000");
        assertThat(browser.shown(SHIPPED_ACTS)).as("nothing that would part engine and ticket is offered").isEmpty();
        browser.assertNotTricked();
        browser.assertAccessible(".hotline-tab");
        browser.picture("cockpit/ticket-tab");

        browser.click(button("催办"));
        browser.click(send("催办"));
        browser.find("//dialog//*[@role='alert'][contains(.,'请填写理由')]");
        says("群众两次来电，请今日内联系");
        browser.picture("cockpit/urge");
        browser.click(send("催办"));
        browser.find("//*[@role='status'][contains(.,'已催办')]");

        browser.click(button("准予延期"));
        says("须等待检测报告");
        browser.click(send("准予延期"));
        browser.find("//*[@role='status'][contains(.,'延期3个工作日')]");

        browser.click(button("改派"));
        says("属商务部门职责");
        String taking = node.as("supervisor").get("/api/units?jurisdiction=430500").json().findParents("code").stream()
                .filter(unit -> unit.get("code").asText().equals("commerce")).findFirst().orElseThrow().get("name").asText();
        browser.find("//dialog//input[@list]").sendKeys(taking);
        browser.click(send("改派"));
        browser.find("//*[@role='status'][contains(.,'改派" + taking + "')]");
        browser.waitFor("the other unit has the task", () -> node.as("clerk-commerce").get(
                "/engine-rest/task?processInstanceBusinessKey=" + ticketNo + "&taskDefinitionKey=Task_HandleTicket").json().size() == 1);

        browser.go(COCKPIT + "#/hotline-tickets?ticketNo=" + ticketNo);
        browser.click(button("提请联席会议"));
        says("职责争议较大");
        browser.click(send("提请联席会议"));
        browser.find("//*[@role='status'][contains(.,'已提请联席会议')]");
        assertThat(status(ticketNo)).isEqualTo("meeting");
        browser.assertNoSidewaysScrolling();
        browser.assertNotTricked();
        browser.assertAccessible(".hotline-tickets");
        browser.picture("cockpit/ticket-meeting");
    }

    @Test
    void anAdministratorSaysWhyBeforeACaseEndsAndTheEndedTicketIsFoundByItsNumber() {
        String ticketNo = registers("steering-cancel", "药店不发货");
        browser.signIn("supervisor");
        browser.go(COCKPIT + "#/hotline-tickets?ticketNo=" + ticketNo);
        browser.find("//summary[contains(.,'督办操作')]");
        browser.picture("cockpit/ticket-page");

        browser.signIn("admin");
        browser.go(COCKPIT + "#/process-instance/" + caseOf(ticketNo, "ticket-lifecycle") + "/runtime");
        browser.click("//*[@ng-click='openDialog()'][.//*[contains(@class,'glyphicon-remove')]]");
        // The cases below are read after the dialog is there; their list moves the button.
        browser.find("//*[contains(@class,'modal-body')]//tbody//a[contains(@href,'process-instance')]");
        browser.click("//*[@ng-click='cancelProcessInstance()']");
        browser.find("//dialog[contains(.,'工单随流程作废')]");
        browser.picture("cockpit/cancel-reason");
        browser.find("//dialog//textarea").sendKeys("群众重复登记，经核实作废");
        browser.click("//dialog//button[@type='submit']");
        browser.waitFor("the ticket ends with its case", () -> status(ticketNo).equals("invalid"));

        browser.signIn("supervisor");
        browser.go(COCKPIT + "#/hotline-tickets?ticketNo=" + ticketNo);
        browser.find("//*[contains(@class,'hotline-ticket')]//*[contains(text(),'" + ticketNo + "')]");
        browser.waitFor("its history says who ended it and why", () -> browser.text().contains("管理员终止流程"));
        assertThat(browser.shown("//summary[contains(.,'督办操作')]")).isEmpty();
    }

    @Test
    void aFailedStepIsToldInWordsAndRetriedForAReason() {
        String ticketNo = registers("steering-failed", "执行失败的工单" + MARKUP);
        String job = node.as("admin").get("/engine-rest/job?processInstanceId=" + caseOf(ticketNo, "unit-handling")).json().get(0).get("id").asText();
        node.as("admin").put("/engine-rest/job/" + job + "/retries", Map.of("retries", 0), "演练异常处理").expect(204);

        browser.signIn("supervisor");
        browser.go(COCKPIT + "#/hotline-failed-steps");
        browser.find("//*[contains(@class,'hotline-failed-case')][contains(.,'" + ticketNo + "')]");
        assertThat(browser.text()).as("drawn names, no ids").doesNotContain("BoundaryEvent");
        browser.assertAccessible(".hotline-tickets");
        browser.picture("cockpit/failed-steps");
        browser.click(button("重试"));
        says("数据库已恢复");
        browser.click(send("重试"));
        browser.find("//*[contains(text(),'没有异常步骤')]");
        JsonNode events = node.as("supervisor").get("/api/tickets/" + ticketNo + "/events").json();
        assertThat(events.findValuesAsText("text")).anyMatch(text -> text.contains("重试失败的步骤") && text.contains("数据库已恢复"));
        browser.assertNotTricked();
    }

    @Test
    void aUnitsClerkGetsNeitherIntoCockpitNorThroughItsDoors() {
        String ticketNo = registers("steering-clerk", "药店不发货");
        browser.signIn("clerk-market-regulation");
        browser.go(COCKPIT);
        browser.find("//h1[.='您的角色不能进入这个页面']");
        Person clerk = node.as("clerk-market-regulation");
        for (String door : new String[] {"unit-urges", "meetings"}) {
            clerk.post("/api/tickets/" + ticketNo + "/" + door, Map.of("reason", "试试")).expect(403);
        }
        clerk.post("/api/tickets/" + ticketNo + "/reassignments", Map.of("toUnit", "commerce", "reason", "试试")).expect(403);
        clerk.post("/api/tickets/" + ticketNo + "/extensions", Map.of("days", 3, "reason", "试试")).expect(403);
        clerk.get("/api/incidents").expect(403);
        assertThat(status(ticketNo)).isEqualTo("handling");
    }

    // ---------------------------------------------------------------- inside

    private static String registers(String externalId, String title) {
        Map<String, Object> request = Person.complaint(externalId);
        request.put("category", "consumer-rights");
        request.put("title", title);
        request.put("content", request.get("content") + MORE_MARKUP);
        return node.as("operator").registers(request);
    }

    private static String caseOf(String ticketNo, String process) {
        return node.as("supervisor").get("/engine-rest/process-instance?businessKey=" + ticketNo + "&processDefinitionKey=" + process)
                .json().get(0).get("id").asText();
    }

    private static String status(String ticketNo) {
        return node.as("supervisor").get("/api/tickets/" + ticketNo).json().get("status").asText();
    }

    private static String button(String text) {
        return "//button[normalize-space()='" + text + "' and not(@disabled) and not(ancestor::dialog)]";
    }

    private static String send(String text) {
        return "//dialog//button[@type='submit' and normalize-space()='" + text + "']";
    }

    private void says(String text) {
        browser.find("//dialog//label[.='理由']/following::textarea[1]").sendKeys(text);
    }
}
