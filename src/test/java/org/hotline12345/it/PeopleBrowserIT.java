package org.hotline12345.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.OffsetDateTime;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebElement;

/** Accounts in a real browser: from the first password to the move that takes the old unit's work out of somebody's hands. */
@Tag("browser")
class PeopleBrowserIT {

    private static final String MARKUP = "<svg onload=hotlineTricked=1>";
    private static final String UNIT = "market-regulation";

    private final Node node = SharedNode.get();
    private final String account = "he-" + Long.toString(System.nanoTime(), 36);
    private Browser browser;

    @BeforeEach
    void openBrowser() {
        browser = Browser.open(node, Browser.DESK);
    }

    @AfterEach
    void closeBrowser() {
        browser.close();
    }

    private WebElement named(String name) {
        return browser.find("//*[@name='" + name + "']");
    }

    private void chooses(String name, String value) {
        browser.click("//select[@name='" + name + "']/option[@value='" + value + "']");
    }

    @Test
    void somebodyComesWorksAndMovesAndTheWorkStaysWithTheUnit() {
        String password = created();
        choosesOwnPassword(password);

        Map<String, Object> request = Person.complaint(null);
        request.put("category", "consumer-rights");
        String ticketNo = node.as("operator").registers(request);
        Person clerk = node.as(account);
        String task = clerk.task(ticketNo, "Task_HandleTicket");
        clerk.post("/engine-rest/task/" + task + "/claim", Map.of("userId", account)).expect(204);

        browser.signIn("admin");
        browser.go("/admin#/people?words=" + account);
        browser.click("//a[normalize-space()='" + account + "']");
        browser.click("//button[normalize-space()='修改或调动']");
        chooses("unit", "housing");
        browser.find("//*[contains(text(),'在办任务 1 件')]");
        browser.find("//td[normalize-space()='" + ticketNo + "']");
        named("colleague").sendKeys("clerk-" + UNIT);
        named("reason").sendKeys("调任住建局" + MARKUP);
        browser.assertAccessible("main");
        browser.assertNoSidewaysScrolling();
        browser.picture("admin/people-move");
        browser.click("//button[normalize-space()='保存']");
        browser.find("//td[contains(.,'调任住建局" + MARKUP + "')]");
        browser.find("//td[contains(.,'移交1件任务')]");

        // The old unit's task, ticket and list are closed at once; the colleague has the task, with clock and signature.
        assertThat(clerk.get("/engine-rest/task/" + task).status()).isIn(403, 404);
        assertThat(clerk.post("/engine-rest/task/" + task + "/complete", Map.of()).status()).isIn(403, 404);
        clerk.get("/api/tickets/" + ticketNo).expect(404);
        JsonNode held = node.as("clerk-" + UNIT).get("/engine-rest/task/" + task).expect(200).json();
        assertThat(held.get("assignee").asText()).isEqualTo("clerk-" + UNIT);
        node.as("clerk-" + UNIT).completes(ticketNo, "Task_HandleTicket", Map.of("action", "contact",
                "contactAt", OffsetDateTime.now().minusSeconds(1).toString(), "contactOutcome", "已电话联系诉求人，说明办理期限。"));
        assertThat(node.as("clerk-" + UNIT).get("/engine-rest/task?processInstanceBusinessKey=" + ticketNo).json().get(0).get("assignee").asText())
                .as("later tasks do not come back to whoever moved").isEqualTo("clerk-" + UNIT);

        // The history goes on saying who signed, under the name of then.
        assertThat(node.as("supervisor").get("/api/tickets/" + ticketNo + "/events").expect(200).json())
                .anySatisfy(event -> {
                    assertThat(event.get("type").asText()).isEqualTo("signed");
                    assertThat(event.get("actorName").asText()).isEqualTo(MARKUP);
                });
        browser.assertNotTricked();
    }

    /** @return the one-time password as the page shows it */
    private String created() {
        browser.signIn("admin");
        browser.go("/admin#/people/new");
        named("account").sendKeys(account);
        named("name").sendKeys(MARKUP);
        chooses("unit", UNIT);
        browser.click("//label[starts-with(normalize-space(),'经办员')]");
        browser.assertAccessible("main");
        browser.click("//button[contains(.,'新建')]");
        String password = browser.find("//output").getText();
        assertThat(password).matches("[A-Za-z2-9]{4}(-[A-Za-z2-9]{4}){3}");
        browser.go("/admin#/people?words=" + account);
        browser.find("//tr[contains(.,'" + account + "') and contains(.,'" + MARKUP + "') and contains(.,'待改密码')]");
        browser.assertNotTricked();
        browser.assertAccessible("main");
        browser.go("/admin#/people");
        browser.find("//tr[contains(.,'clerk-')]");
        browser.picture("admin/people");
        return password;
    }

    private void choosesOwnPassword(String password) {
        browser.go("/login");
        browser.driver().manage().deleteAllCookies();
        browser.go("/login");
        named("username").sendKeys(account);
        named("password").sendKeys(password);
        browser.click("//button[normalize-space()='登录']");
        browser.find("//h1[normalize-space()='修改密码']");
        browser.assertAccessible();
        browser.go("/camunda/app/tasklist/default/");
        browser.find("//h1[normalize-space()='修改密码']");
        browser.picture("admin/password");
        named("present").sendKeys(password);
        named("wanted").sendKeys("Hotline@12345");
        named("again").sendKeys("Hotline@12345");
        browser.click("//button[normalize-space()='修改密码']");
        browser.find("//*[contains(text(),'密码已修改')]");
        browser.signIn(account);
        browser.find("//*[contains(@class,'navbar')]");
    }

    @Test
    void aLockedPersonsOpenScreenEndsWithTheNextClick() {
        created();
        node.as("admin").post("/api/people/" + account + "/lock", Map.of("reason", "停职")).expect(200);
        browser.go("/admin#/people/" + account);
        browser.find("//*[normalize-space()='已锁定']");
        browser.click("//button[normalize-space()='解锁']");
        browser.find("//dialog//textarea").sendKeys("复职");
        browser.click("//dialog//button[normalize-space()='解锁']");
        browser.find("//*[contains(text(),'已完成：解锁')]");
        browser.click("//button[normalize-space()='办理离岗']");
        browser.find("//dialog//*[contains(text(),'在办任务 0 件')]");
        browser.find("//dialog//textarea").sendKeys("退休");
        browser.assertAccessible("dialog");
        browser.click("//dialog//button[normalize-space()='办理离岗']");
        browser.find("//*[contains(text(),'已离岗，账号不能再使用')]");
        assertThat(browser.shown("//button[normalize-space()='重置密码']")).isEmpty();
        browser.assertNotTricked();
    }

    @Test
    void nobodyElseFindsThePage() {
        browser.signIn("supervisor");
        browser.go("/admin#/people");
        browser.find("//nav");
        assertThat(browser.shown("//nav//a[normalize-space()='人员与账号']")).isEmpty();
        node.as("supervisor").get("/api/people").expect(403);
    }
}
