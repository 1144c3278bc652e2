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

    @Test
    void aTicketIsDispatchedReturnedRuledOnHandledReviewedAndCalledBack() {
        Map<String, Object> request = Person.complaint("life");
        request.remove("category");
        request.put("confidential", true);
        request.put("title", "小区门口摊贩占道");
        String ticketNo = node.as("operator").registers(request);

        TasklistScreen dispatcher = TasklistScreen.of(browser, "dispatcher");
        dispatcher.opens("待派单", ticketNo);
        dispatcher.claims();
        dispatcher.selects("处置方式", "派单给承办单位");
        dispatcher.selects("诉求类型", "投诉");
        dispatcher.selects("诉求分类", "消费维权");
        dispatcher.selects("主办单位", "市市场监督管理局");
        browser.picture("life/1-dispatch");
        dispatcher.submits();
        becomes(ticketNo, "handling");

        TasklistScreen first = TasklistScreen.of(browser, "clerk-market-regulation");
        first.opens("本单位工单", ticketNo);
        first.claims();
        first.chooses("申请退回");
        first.writes("退回理由", "占道经营由城市管理部门查处，不属于本单位职责。");
        first.selects("建议承办单位", "市城市管理和综合执法局");
        first.writes("职责依据", "《城市道路管理条例》第四十二条");
        browser.picture("life/2-return");
        first.submits();
        becomes(ticketNo, "returning");

        TasklistScreen ruling = TasklistScreen.of(browser, "dispatcher");
        ruling.opens("待裁定", ticketNo);
        ruling.claims();
        ruling.selects("裁定结果", "改派");
        ruling.selects("改派或指定的单位", "市城市管理和综合执法局");
        ruling.writes("裁定理由", "退回理由成立，改派城市管理部门。");
        browser.picture("life/3-ruling");
        ruling.submits();
        becomes(ticketNo, "handling");

        TasklistScreen other = TasklistScreen.of(browser, "clerk-education");
        other.showsList("本单位工单");
        assertThat(other.lists(ticketNo)).as("another unit does not see it").isFalse();
        assertThat(node.as("clerk-education").get("/api/tickets/" + ticketNo).status()).isEqualTo(404);
    }

    private void becomes(String ticketNo, String status) {
        browser.waitFor(ticketNo + " becomes " + status, () -> node.as("operator").get("/api/tickets/" + ticketNo)
                .json().get("status").asText().equals(status));
    }
}
