package org.hotline12345.earlysign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.IdentityService;
import org.hotline12345.intake.Intake;
import org.hotline12345.intake.NewTicket;
import org.hotline12345.notification.Notifications;
import org.hotline12345.platform.MovableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.transaction.support.TransactionTemplate;

/** What supervisors are told of sensitive words: at once, once for each ticket and word, and nothing about who called. */
@SpringBootTest
@ActiveProfiles({"demo", "test"})
class WordNewsTest {

    private static final String CITY = "460000";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    @Autowired
    private WordNews news;
    @Autowired
    private WordWatch watch;
    @Autowired
    private Notifications notifications;
    @Autowired
    private Intake intake;
    @Autowired
    private MovableClock clock;
    @Autowired
    private IdentityService identityService;
    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private TransactionTemplate transaction;

    @BeforeEach
    void aNight() {
        // Words in other tests' tickets wait, too.
        forgetSigns();
        clock.freezeAt(OffsetDateTime.parse("2018-06-02T02:10:00+08:00").toInstant());
        watch.refresh();
    }

    @AfterEach
    void timeGoesOn() {
        identityService.clearAuthentication();
        clock.reset();
        forgetSigns();
    }

    private void forgetSigns() {
        transaction.executeWithoutResult(status -> List.of("ticket", "sign", "hit").forEach(table -> jdbc.sql("delete from earlysign_" + table).update()));
    }

    @Test
    void supervisorsAreToldAtOnceAndOnceOfEachTicketAndWord() {
        String both = register("邻居说要自杀，并准备集体去市政府讨要拖欠工资。", false);
        String none = register("路灯不亮。", false);
        assertThat(news.bring()).isEqualTo(2);

        assertThat(told(both)).hasSize(2).allSatisfy(message -> {
            assertThat(message.recipient()).isEqualTo("supervisor");
            assertThat(message.text()).startsWith("工单" + both + "出现敏感词句“").endsWith("请在“苗头预警”中研判。");
            assertThat(message.createdAt()).as("in the middle of the night, not in the morning").isEqualTo("2018-06-02T02:10:00+08:00");
        });
        assertThat(told(both)).extracting(Notifications.Message::text).anyMatch(text -> text.contains("轻生念头"))
                .anyMatch(text -> text.contains("群体讨薪"));
        assertThat(told(none)).isEmpty();
        assertThat(news.bring()).isZero();
        assertThat(told(both)).hasSize(2);
    }

    @Test
    void aTurnThatFailsTellsNothingAndTheNextOneTellsItOnce() {
        String ticketNo = register("同事在群里说不想活了。", false);
        transaction.executeWithoutResult(status -> {
            assertThat(news.bring()).isOne();
            status.setRollbackOnly();
        });
        assertThat(told(ticketNo)).isEmpty();
        assertThat(news.bring()).isOne();
        assertThat(told(ticketNo)).hasSize(1);
    }

    @Test
    void howeverManyNodesTakeTheirTurnATicketIsToldOnce() throws Exception {
        String ticketNo = register("网友说要自杀。", false);
        ExecutorService nodes = Executors.newFixedThreadPool(4);
        int brought = 0;
        try {
            Callable<Integer> node = news::bring;
            for (Future<Integer> answer : nodes.invokeAll(List.of(node, node, node, node))) {
                brought += answer.get();
            }
        } finally {
            nodes.shutdown();
        }
        assertThat(brought).isOne();
        assertThat(told(ticketNo)).hasSize(1);
    }

    @Test
    void anEntryThatStandsInManyTicketsAtOnceIsOneMessage() {
        List<String> many = new ArrayList<>();
        for (int n = 0; n < 11; n++) {
            many.add(register("第" + n + "位网友说要自杀。", false));
        }
        assertThat(news.bring()).isEqualTo(11);
        assertThat(many.stream().flatMap(each -> told(each).stream())).singleElement()
                .satisfies(message -> assertThat(message.text()).contains("等11件出现敏感词句“轻生念头”"));
    }

    @Test
    void whoAskedForConfidentialityStaysUnknown() {
        String ticketNo = register("我叫欧阳保密，电话13611112222，单位领导逼得我想自杀。", true);
        assertThat(news.bring()).isOne();
        assertThat(told(ticketNo)).singleElement().satisfies(message ->
                assertThat(message.text()).doesNotContain("欧阳保密", "13611112222", "单位领导", "敏感词测试"));
    }

    private List<Notifications.Message> told(String ticketNo) {
        return notifications.list(ticketNo, 0, 50).items().stream().filter(message -> message.text().contains("敏感词句")).toList();
    }

    private String register(String content, boolean confidential) {
        identityService.setAuthentication("operator", List.of("operator"));
        int number = NUMBER.incrementAndGet();
        return intake.register(new NewTicket("phone", "news-" + number, null, new NewTicket.Citizen("欧阳保密", "1361111" + (2221 + number)), null, null,
                "complaint", null, "敏感词测试" + number, content, confidential, null, CITY, null)).ticketNo();
    }
}
