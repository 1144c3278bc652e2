package org.hotline12345.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.hotline12345.handover.OldCentre;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.support.ui.Select;

/** An administrator takes the tickets of an old system over, in a real browser. */
@Tag("browser")
class HandoverBrowserIT {

    private static final String TRICK = "<img src=x onerror=window.hotlineTricked=1>{{constructor.constructor('window.hotlineTricked=1')()}}";
    private static final int CLOSED = 20;
    private static final int ALL = OldCentre.WAYS + CLOSED;

    /** Of its own: what it takes over would stand in the lists of others. */
    private static Node node;
    private Browser browser;

    @BeforeAll
    static void startNode() {
        node = Node.started(Database.fresh("handover_page"));
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
    void aWorkbookIsCheckedConfirmedAndReconciledAndTheSameOneChangesNothing() throws IOException {
        Path work = Files.createDirectories(Path.of(System.getProperty("hotline.it.work", "target/it")));
        Instant now = Instant.now();
        browser.signIn("admin");
        uploads(new OldCentre(now, 4711).open(1).closed(CLOSED).spoil(3, "category", TRICK).write(work.resolve("old-mistaken.xlsx")));
        browser.find("//*[contains(.,'文件中 " + ALL + " 件：可接续 " + (ALL - 1) + "，') and contains(.,'未接续 1。')]");
        assertThat(browser.find("//table[caption='问题']//tbody/tr[1]").getText()).contains("第 ", "列（诉求类别）", "<img src=x");
        browser.assertAccessible();
        browser.assertNoSidewaysScrolling();
        browser.assertNotTricked();
        browser.click("//button[.='放弃']");
        browser.click("//dialog//button[@type='submit']");
        browser.find("//*[contains(@class,'badge') and contains(.,'放弃')]");

        Path workbook = new OldCentre(now, 4711).open(1).closed(CLOSED).write(work.resolve("old.xlsx"));
        uploads(workbook);
        browser.click("//button[.='确认接续 " + ALL + " 件']");
        browser.click("//dialog//button[.='接续']");
        browser.find("//*[contains(.,'文件中的件数与本系统中的件数一致')]");
        assertThat(browser.find("//table//tr[td='全部工单']").getText()).contains(ALL + " " + ALL, "一致");
        browser.picture("admin/handover");
        JsonNode found = node.as("supervisor").post("/api/search", Map.of("number", "GD00000001")).expect(200).json();
        assertThat(found.path("items")).hasSize(1);

        uploads(workbook);
        browser.find("//*[contains(.,'以前已接续 " + ALL + "，') and contains(.,'未接续 0。')]");
        assertThat(browser.shown("//button[starts-with(.,'确认接续')]")).isEmpty();
    }

    @Test
    void onlyAdministratorsAreOfferedIt() {
        browser.signIn("supervisor");
        browser.go("/admin#/handover");
        browser.waitFor("the frame", () -> !browser.text().contains("正在读取"));
        assertThat(browser.shown("//a[.='旧系统接续']")).isEmpty();
        assertThat(browser.shown("//input[@type='file']")).isEmpty();
        node.as("supervisor").get("/api/handover/imports").expect(403);
    }

    private void uploads(Path workbook) {
        browser.go("/admin#/handover");
        new Select(browser.find("//label[.='热线']/following-sibling::select")).selectByValue("430500");
        browser.find("//label[.='旧系统名称']/following-sibling::input").sendKeys(OldCentre.SYSTEM);
        browser.find("//input[@type='file']").sendKeys(workbook.toAbsolutePath().toString());
        browser.click("//button[.='上传并检查']");
        browser.find("//a[.='返回历次接续']");
        browser.find("//*[contains(@class,'badge') and contains(.,'待确认')]");
    }
}
