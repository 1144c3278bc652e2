package org.hotline12345.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A clerk's work in Tasklist, in a real browser. Screenshots stay in {@code target/it}. */
@Tag("browser")
class TasklistBrowserIT {

    private static final String MARKUP = "<img src=x onerror=\"window.hotlineTricked=1\">{{constructor.constructor('window.hotlineTricked=1')()}}";

    private final Node node = SharedNode.get();
    private ChromeDriver browser;

    @BeforeEach
    void openBrowser() {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(System.getProperty("hotline.it.chromium", "/usr/bin/chromium"));
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync", "--lang=zh-CN",
                "--window-size=1600,1100");
        browser = new ChromeDriver(new ChromeDriverService.Builder()
                .usingDriverExecutable(Path.of(System.getProperty("hotline.it.chromedriver", "/usr/bin/chromedriver")).toFile())
                .usingAnyFreePort().build(), options);
    }

    @AfterEach
    void closeBrowser() {
        browser.quit();
    }

    @Test
    void aClerkSignsIsToldWhyAReplyIsRefusedRepliesAndSignsOut() throws IOException {
        Map<String, Object> request = Person.complaint("browser");
        request.put("category", "consumer-rights");
        request.put("title", "药店不发货" + MARKUP);
        String ticketNo = node.as("operator").registers(request);

        signIn("clerk-market-regulation");
        browser.get(node.url() + "/camunda/app/tasklist/default/");
        click("//*[contains(@class,'task-filters') or contains(@class,'column-filters')]//*[contains(text(),'本单位工单')]");
        click("//li[contains(@class,'task') and .//*[contains(text(),'" + ticketNo + "')]]");
        find("//*[contains(@class,'hotline-ticket')]//*[contains(text(),'办理截止')]");
        String card = find("//*[contains(@class,'hotline-ticket')]").getText();
        assertThat(card).contains(ticketNo, "投诉", "市市场监督管理局", "测*", "138****0000", MARKUP).doesNotContain("测试群众");
        picture("tasklist-ticket");

        click("//*[contains(@class,'claim') or contains(@ng-click,'claim')][contains(.,'Claim')]");
        click("//label[normalize-space()='答复']");
        WebElement reply = find("//textarea[not(@disabled)]");
        reply.sendKeys("双方已和解。。。。。");
        click("//button[normalize-space()='Complete' and not(@disabled)]");
        find("//*[contains(text(),'有效字数不够')]");
        picture("tasklist-refused");
        click("//*[contains(text(),'有效字数不够')]/ancestor::*[contains(@class,'alert')]//button[contains(@class,'close')]");
        assertThat(find("//textarea[not(@disabled)]").getDomProperty("value")).isEqualTo("双方已和解。。。。。");

        reply = find("//textarea[not(@disabled)]");
        reply.clear();
        reply.sendKeys("经核实，商家已于今日发货，并当面向群众致歉，群众表示认可。");
        click("//button[normalize-space()='Complete' and not(@disabled)]");
        new WebDriverWait(browser, Duration.ofSeconds(20)).until(b -> node.as("operator")
                .get("/api/tickets/" + ticketNo).json().get("status").asText().equals("reviewing"));

        assertThat(browser.executeScript("return window.hotlineTricked")).isNull();
        click("//*[contains(@class,'account')]//a");
        click("//*[contains(@class,'logout')]//a | //a[contains(@class,'logout')]");
        find("//input[@name='password']");
        browser.get(node.url() + "/camunda/app/tasklist/default/");
        find("//input[@name='password']");
    }

    @Test
    void theOutboxShowsWhatCitizensAreAsked() throws IOException {
        Map<String, Object> request = Person.complaint("browser-outbox");
        request.put("category", "consumer-rights");
        String ticketNo = node.as("operator").registers(request);
        node.as("clerk-market-regulation").completes(ticketNo, "Task_HandleTicket", Map.of("action", "reply",
                "reply", "经核实，商家已于今日发货，并当面向群众致歉，群众表示认可。"));
        node.as("reviewer").completesSoon(ticketNo, "Task_ReviewReply", Map.of("verdict", "pass"));
        new WebDriverWait(browser, Duration.ofSeconds(20)).until(b -> node.as("operator")
                .get("/api/outbox?ticketNo=" + ticketNo).json().get("items").size() == 1);

        signIn("callback");
        browser.get(node.url() + "/outbox.html");
        assertThat(find("//tbody/tr[td[text()='" + ticketNo + "']]").getText()).contains("1满意，2不满意");
        picture("outbox");
    }

    private void signIn(String user) {
        browser.get(node.url() + "/login");
        find("//input[@name='username']").sendKeys(user);
        find("//input[@name='password']").sendKeys("Hotline@12345");
        click("//button");
        new WebDriverWait(browser, Duration.ofSeconds(20)).until(b -> !b.getCurrentUrl().endsWith("/login"));
    }

    private WebElement find(String xpath) {
        return new WebDriverWait(browser, Duration.ofSeconds(20)).ignoring(StaleElementReferenceException.class).until(b -> {
            List<WebElement> shown = b.findElements(By.xpath(xpath)).stream().filter(WebElement::isDisplayed).toList();
            return shown.isEmpty() ? null : shown.get(0);
        });
    }

    private void click(String xpath) {
        new WebDriverWait(browser, Duration.ofSeconds(20)).ignoring(StaleElementReferenceException.class)
                .ignoring(org.openqa.selenium.ElementNotInteractableException.class).until(b -> {
                    WebElement wanted = find(xpath);
                    // As a person would: Tasklist's footer lies over what stands at the lower edge.
                    browser.executeScript("arguments[0].scrollIntoView({block: 'center'})", wanted);
                    wanted.click();
                    return true;
                });
    }

    private void picture(String name) throws IOException {
        Path folder = Path.of(System.getProperty("hotline.it.work", "target/it"));
        Files.createDirectories(folder);
        Files.write(folder.resolve(name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
    }
}
