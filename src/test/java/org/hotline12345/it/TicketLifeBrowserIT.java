package org.hotline12345.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The whole life of a ticket from dispatch to archive, played through the screens by the people concerned. */
@Tag("browser")
class TicketLifeBrowserIT {

    private static final String MARKUP = "<img src=x onerror=window.hotlineTricked=1><script>window.hotlineTricked=1</script>"
            + "javascript:window.hotlineTricked=1 \\3c img\\3e {{constructor.constructor('window.hotlineTricked=1')()}}";

    private final Node node = SharedNode.get();
    private Browser browser;
    private String folder;

    @BeforeEach
    void openBrowser() {
        browser = Browser.open(node, Browser.DESK);
    }

    @AfterEach
    void closeBrowser() {
        browser.close();
    }

    @Test
    void aTicketIsDispatchedReturnedRuledOnSupervisedHandledReviewedCalledBackAndArchived() {
        lives("life", "");
    }

    @Test
    void markupInTitleTextAndPlaceStaysTextOnEveryScreenOfATicketsLife() {
        lives("markup", MARKUP);
    }

    private void lives(String pictures, String markup) {
        folder = pictures;
        Map<String, Object> request = Person.complaint(pictures);
        request.remove("category");
        request.put("title", "小区门口摊贩占道" + markup);
        request.put("content", "每天傍晚摊贩占满人行道，要求清理。" + markup);
        request.put("address", "学院路口" + markup);
        String ticketNo = node.as("operator").registers(request);

        TasklistScreen dispatcher = TasklistScreen.of(browser, "dispatcher");
        dispatcher.opens("待派单", "分类派单", ticketNo);
        dispatcher.claims();
        dispatcher.selects("处置方式", "派单给承办单位");
        dispatcher.selects("诉求类型", "投诉");
        dispatcher.selects("诉求分类", "消费维权");
        dispatcher.selects("主办单位", "市市场监督管理局");
        step("1-dispatch");
        dispatcher.submits();
        becomes(ticketNo, "handling");

        TasklistScreen first = TasklistScreen.of(browser, "clerk-market-regulation");
        first.opens("本单位工单", "办理工单", ticketNo);
        first.claims();
        first.chooses("申请退回");
        first.writes("退回理由", "占道经营由城市管理部门查处，不属于本单位职责。");
        first.selects("建议承办单位", "市城市管理和综合执法局");
        first.writes("职责依据", "《城市道路管理条例》第四十二条");
        step("2-return");
        first.submits();
        becomes(ticketNo, "returning");

        TasklistScreen ruling = TasklistScreen.of(browser, "dispatcher");
        ruling.opens("待裁定", "裁定退回申请", ticketNo);
        ruling.claims();
        ruling.selects("裁定结果", "改派");
        ruling.selects("改派或指定的单位", "市城市管理和综合执法局");
        ruling.writes("裁定理由", "退回理由成立，改派城市管理部门。");
        step("3-ruling");
        ruling.submits();
        becomes(ticketNo, "handling");

        TasklistScreen stranger = TasklistScreen.of(browser, "clerk-education");
        stranger.showsList("本单位工单");
        assertThat(stranger.lists(ticketNo)).as("another unit does not see it").isFalse();
        assertThat(node.as("clerk-education").get("/api/tickets/" + ticketNo).status()).isEqualTo(404);

        browser.signIn("supervisor");
        browser.go("/camunda/app/cockpit/default/#/hotline-tickets?ticketNo=" + ticketNo);
        browser.click("//button[.='下达督办单']");
        browser.find("//dialog//label[.='责任人']/following::input[1]").sendKeys("分管副局长");
        browser.find("//dialog//label[.='督办要求']/following::textarea[1]").sendKeys("三个工作日内清理占道摊贩并报告。");
        step("4-order");
        browser.click("//dialog//button[.='下达督办单']");
        browser.find("//*[contains(text(),'已下达督办单')]");
        step("5-ordered");

        TasklistScreen second = TasklistScreen.of(browser, "clerk-urban-management");
        second.opens("本单位工单", "督办答复", ticketNo);
        second.claims();
        second.writes("督办答复", "已组织执法队员清理占道摊贩，并安排人员每日傍晚值守。");
        second.submits();
        browser.waitFor("the answered order leaves the list", () -> !second.lists(ticketNo, "督办答复"));
        second.opens("本单位工单", "办理工单", ticketNo);
        second.claims();
        second.chooses("答复");
        second.writes("答复内容", "双方已和解。。。。。");
        second.submits();
        browser.find("//*[contains(@class,'hotline-refused')]");
        step("6-refused");
        second.writes("答复内容", "经核实，学院路口摊贩占道属实，执法队员已当场清理，并安排专人每日傍晚值守。");
        step("6-reply");
        second.submits();
        becomes(ticketNo, "reviewing");

        TasklistScreen reviewer = TasklistScreen.of(browser, "reviewer");
        reviewer.opens("待复核", "复核答复", ticketNo);
        reviewer.claims();
        reviewer.chooses("通过，转回访");
        step("7-review");
        reviewer.submits();
        becomes(ticketNo, "callback");

        TasklistScreen caller = TasklistScreen.of(browser, "callback");
        caller.opens("待回访", "人工回访", ticketNo);
        caller.claims();
        caller.selects("联系情况", "已联系上");
        caller.chooses("属实");
        caller.chooses("已解决");
        caller.chooses("满意");
        caller.writes("回访记录", "诉求人表示路口已清理干净。");
        step("8-callback");
        caller.submits();

        TasklistScreen supervisor = TasklistScreen.of(browser, "supervisor");
        supervisor.opens("督办办结", "督办办结", ticketNo);
        supervisor.claims();
        supervisor.chooses("同意办结");
        supervisor.writes("理由", "摊贩已清理，诉求人满意。");
        step("9-close-order");
        supervisor.submits();
        becomes(ticketNo, "archived");

        browser.go("/camunda/app/cockpit/default/#/hotline-tickets?ticketNo=" + ticketNo);
        browser.find("//*[contains(@class,'hotline-ticket')]//*[contains(.,'归档')]");
        step("10-archived");

        browser.signIn("clerk-urban-management");
        browser.go("/camunda/app/cockpit/default/");
        browser.find("//*[contains(.,'您的角色不能')]");
        browser.picture(folder + "/11-clerk-on-cockpit");
    }

    private void step(String picture) {
        browser.assertNotTricked();
        browser.assertNoSidewaysScrolling();
        browser.picture(folder + "/" + picture);
    }

    private void becomes(String ticketNo, String status) {
        browser.waitFor(ticketNo + " becomes " + status, () -> node.as("operator").get("/api/tickets/" + ticketNo)
                .json().get("status").asText().equals(status));
    }
}
