package org.hotline12345.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;

/** Files on the ticket card, in a real browser: added, looked at and taken back, at a desk and on a phone. */
@Tag("browser")
class AttachmentBrowserIT {

    private static final String PART = "//*[@data-part='attachments']";
    private static final String MARKUP = "<img src=x onerror=window.hotlineTricked=1>{{constructor.constructor('window.hotlineTricked=1')()}}";

    private final Node node = SharedNode.get();
    private Browser browser;
    @TempDir
    Path place;

    @BeforeEach
    void openBrowser() {
        browser = Browser.open(node, Browser.DESK);
    }

    @AfterEach
    void closeBrowser() {
        browser.close();
    }

    /** With the market regulator. */
    private String registered(String externalId, boolean confidential) {
        Map<String, Object> request = Person.complaint(externalId);
        request.put("category", "consumer-rights");
        request.put("confidential", confidential);
        request.put("title", "药店不发货" + MARKUP);
        return node.as("operator").registers(request);
    }

    private Path photograph(String name) throws IOException {
        BufferedImage image = new BufferedImage(320, 240, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < 320; x++) {
            for (int y = 0; y < 240; y++) {
                image.setRGB(x, y, x << 15 | y << 8 | name.length());
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpg", out);
        return Files.write(place.resolve(name), out.toByteArray());
    }

    private void picks(Path... files) {
        browser.find(PART + "//button[normalize-space()='选择文件']");
        browser.driver().findElement(By.cssSelector("[data-part=attachments] input[type=file][multiple]"))
                .sendKeys(String.join("\n", java.util.Arrays.stream(files).map(Path::toString).toList()));
    }

    private JsonNode filesOf(String user, String ticketNo) {
        return node.as(user).get("/api/tickets/" + ticketNo + "/attachments").expect(200).json().get("items");
    }

    @Test
    void aClerkAddsLooksAtAndTakesBackAPhotographAndAnotherUnitSeesNothing() throws IOException {
        String ticketNo = registered("files", false);
        TasklistScreen clerk = TasklistScreen.of(browser, "clerk-market-regulation");
        clerk.opens("待签收", ticketNo);
        browser.find(PART + "//*[normalize-space()='没有附件']");
        picks(photograph(MARKUP + "现场.jpg"), Files.writeString(place.resolve("网页.jpg"), "<html><script>window.hotlineTricked=1</script>"),
                Files.writeString(place.resolve("说明.txt"), "现场情况说明"));
        browser.find(PART + "//*[@role='alert'][contains(.,'网页.jpg') and contains(.,'不支持这种文件')]");
        String photograph = "_img src=x onerror=window.hotlineTricked=1_{{constructor.constructor('window.hotlineTricked=1')()}}现场.jpg";
        browser.find(PART + "//*[normalize-space()=\"1. " + photograph + "\"]");
        browser.find(PART + "//*[normalize-space()='2. 说明.txt']");
        browser.waitFor("the picture is shown small", () -> (Boolean) browser.driver().executeScript(
                "const shown = document.querySelector('.hotline-thumbnail img'); return !!shown && shown.complete && shown.naturalWidth === 320"));
        browser.assertAccessible("[data-part=attachments]");
        browser.assertNoSidewaysScrolling();
        browser.driver().executeScript("document.querySelector('[data-part=attachments]').scrollIntoView()");
        browser.picture("tasklist/attachments");
        browser.click(PART + "//*[@role='alert']//button[normalize-space()='知道了']");

        browser.click(PART + "//li[1]//button[normalize-space()='查看']");
        browser.waitFor("the picture is shown large", () -> (Boolean) browser.driver().executeScript(
                "const shown = document.querySelector('dialog img'); return !!shown && shown.complete && shown.naturalWidth === 320"));
        browser.assertAccessible("dialog");
        browser.picture("tasklist/attachment-preview");
        browser.click("//dialog//button[normalize-space()='关闭']");

        browser.click(PART + "//li[.//*[contains(text(),'说明.txt')]]//button[normalize-space()='移除']");
        browser.click("//dialog//button[normalize-space()='移除']");
        browser.find("//dialog//*[contains(text(),'请填写理由')]");
        browser.find("//dialog//textarea").sendKeys("选错了文件");
        browser.click("//dialog//button[normalize-space()='移除']");
        browser.find(PART + "//li[contains(@class,'hotline-gone')]//*[contains(text(),'选错了文件')]");
        browser.assertNotTricked();

        JsonNode files = filesOf("clerk-market-regulation", ticketNo);
        assertThat(files).hasSize(2);
        assertThat(files.at("/1/state").asText()).isEqualTo("removed");
        node.as("clerk-housing").get("/api/tickets/" + ticketNo + "/attachments").expect(404);
        node.as("clerk-housing").get("/api/tickets/" + ticketNo + "/attachments/" + files.at("/0/id").asText()).expect(404);
        assertThat(node.as("operator").get("/api/tickets/" + ticketNo + "/events").text()).contains("附件1（图片，jpg）", "选错了文件");
    }

    @Test
    void onAPhoneTheCameraIsOffered() throws IOException {
        String ticketNo = registered("files-phone", true);
        TasklistScreen clerk = TasklistScreen.of(browser, "clerk-market-regulation");
        clerk.opens("待签收", ticketNo);
        assertThat(browser.shown(PART + "//button[normalize-space()='拍照上传']")).isEmpty();
        browser.resize(Browser.PHONE);
        browser.find(PART + "//button[normalize-space()='拍照上传']");
        assertThat(browser.driver().findElement(By.cssSelector("[data-part=attachments] input[capture]")).getDomAttribute("capture"))
                .isEqualTo("environment");
        browser.driver().findElement(By.cssSelector("[data-part=attachments] input[capture]")).sendKeys(photograph("夜间现场.jpg").toString());
        browser.find(PART + "//*[normalize-space()='1. 夜间现场.jpg']");
        browser.driver().executeScript("document.querySelector('[data-part=attachments]').scrollIntoView()");
        browser.assertNoSidewaysScrolling();
        browser.assertNotTricked();
        browser.picture("phone/attachments");
        assertThat(filesOf("supervisor", ticketNo).at("/0/unitName").asText()).isEqualTo("市市场监督管理局");
    }
}
