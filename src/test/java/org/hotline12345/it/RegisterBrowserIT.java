package org.hotline12345.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

/** A call-taker registers requests on the desk, in a real browser. */
@Tag("browser")
class RegisterBrowserIT {

    private static final String TRICK = "<img src=x onerror=window.hotlineTricked=1><script>window.hotlineTricked=1</script>"
            + "{{constructor.constructor('window.hotlineTricked=1')()}} javascript:window.hotlineTricked=1 \\3c img";

    private final Node node = SharedNode.get();
    private Browser browser;

    @BeforeEach
    void openBrowser() {
        browser = Browser.open(node, Browser.DESK);
    }

    @AfterEach
    void closeBrowser() {
        browser.close();
    }

    private WebElement field(String label) {
        String id = browser.find("//label[normalize-space()='" + label + "']").getDomAttribute("for");
        return browser.find("//*[@id='" + id + "']");
    }

    /** As a person would; clearing by the driver tells the page nothing. */
    private void empties(String label) {
        field(label).sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE);
    }

    private void writes(String phone, String title) {
        field("来电号码").sendKeys(phone);
        field("姓名").sendKeys("周先生");
        new Select(field("诉求类型")).selectByVisibleText("投诉");
        field("诉求类别").sendKeys("产品质量与三包");
        new Select(field("所在区划")).selectByVisibleText("大祥区");
        field("标题").sendKeys(title);
        field("诉求内容").sendKeys("在汽车南站对面的手机店换屏花了160元，才用五天就破裂，要求重新换屏。");
    }

    @Test
    void aRequestIsRegisteredWithItsUnitInSightAndTheCallerIsToldTheNumberAndTheLimit() {
        browser.signIn("operator");
        browser.go("/camunda/app/tasklist/default/");
        browser.click("//a[contains(@class,'hotline-register-link') and .='登记诉求']");
        writes("13900000661", "更换的手机屏幕五天后破裂");
        browser.find("//section[h2='将派往']//strong[.='市市场监督管理局']");
        browser.find("//section[h2='此人以前的诉求']//*[contains(.,'没有以前的诉求')]");
        browser.assertAccessible();
        browser.assertNoSidewaysScrolling();
        browser.picture("register/form");
        field("标题").sendKeys(TRICK);
        field("诉求内容").sendKeys(Keys.chord(Keys.CONTROL, Keys.ENTER));

        String ticketNo = browser.find("//p[@class='number']").getText();
        assertThat(ticketNo).matches("[A-Z]{2}\\d{15}");
        assertThat(browser.find("//p[@class='say']").getText()).contains("编号 " + ticketNo, "由市市场监督管理局办理", "办理期限到");
        browser.picture("register/registered");

        browser.click("//button[.='同一来电人再登记一件']");
        assertThat(browser.find("//section[h2='此人以前的诉求']//li[contains(.,'" + ticketNo + "')]").getText()).contains("<img src=x");
        assertThat(field("来电号码").getDomProperty("value")).isEqualTo("13900000661");
        browser.click("//li[contains(.,'" + ticketNo + "')]//button[.='催办']");
        browser.find("//li[contains(.,'已催办')]");
        browser.assertNotTricked();
        JsonNode ticket = node.as("operator").get("/api/tickets/" + ticketNo).expect(200).json();
        assertThat(ticket.path("status").asText()).isEqualTo("handling");
        assertThat(ticket.path("marks").path("urges").asInt()).isEqualTo(1);
    }

    @Test
    void whatIsMissingOrUnknownIsSaidAndNothingWrittenIsLost() {
        browser.signIn("operator");
        browser.go("/desk");
        writes("12", "手机号不对的诉求");
        field("诉求类别").sendKeys("没有的类别");
        browser.click("//button[starts-with(.,'登记（')]");
        assertThat(field("诉求类别").getDomProperty("validationMessage")).contains("没有这个诉求类别");

        empties("诉求类别");
        new Select(field("处置")).selectByVisibleText("当场答复");
        browser.click("//button[starts-with(.,'登记（')]");
        assertThat(browser.driver().switchTo().activeElement()).isEqualTo(field("处置说明"));
        field("处置说明").sendKeys("已告知三包规定和凭证要求。");
        browser.click("//button[starts-with(.,'登记（')]");
        assertThat(browser.find("//*[@role='alert']").getText()).contains("电话");
        assertThat(field("标题").getDomProperty("value")).isEqualTo("手机号不对的诉求");

        empties("来电号码");
        field("来电号码").sendKeys("13900000662");
        browser.click("//button[starts-with(.,'登记（')]");
        browser.find("//*[contains(@class,'warning') and contains(.,'受理规则要求这类诉求派单办理')]");
        browser.click("//button[.='同一来电人再登记一件']");
        new Select(field("诉求类型")).selectByVisibleText("咨询");
        field("标题").sendKeys("换屏三包凭证");
        field("诉求内容").sendKeys("手机换屏后的三包需要哪些凭证？");
        new Select(field("处置")).selectByVisibleText("当场答复");
        field("处置说明").sendKeys("已告知三包规定和凭证要求。");
        browser.click("//button[starts-with(.,'登记（')]");
        browser.find("//p[@class='say' and contains(.,'本次诉求已当场办结')]");
        String ticketNo = browser.find("//p[@class='number']").getText();
        assertThat(node.as("operator").get("/api/tickets/" + ticketNo).expect(200).json().path("status").asText()).isEqualTo("closed-instant");
    }

    @Test
    void aClerkOfAUnitIsNotLetIn() {
        browser.signIn("clerk-market-regulation");
        browser.go("/camunda/app/tasklist/default/");
        browser.find("//*[contains(@class,'hotline-places')]//a");
        assertThat(browser.shown("//a[.='登记诉求']")).isEmpty();
        browser.go("/desk");
        assertThat(browser.text()).doesNotContain("来电号码");
    }
}
