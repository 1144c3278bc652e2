package org.hotline12345.notification.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Refusal;
import org.hotline12345.notification.Notifications;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.transaction.support.TransactionTemplate;

/** Who may read which messages. */
@SpringBootTest
@ActiveProfiles({"demo", "test"})
class OutboxControllerTest {

    private static final String TICKET = "OUTBOX-1";

    @Autowired
    private OutboxController outbox;
    @Autowired
    private Notifications notifications;
    @Autowired
    private IdentityService identityService;
    @Autowired
    private TransactionTemplate transaction;

    @AfterEach
    void signOut() {
        identityService.clearAuthentication();
    }

    @Test
    void whatSupervisorsAreToldIsForThemAndForAdministrators() {
        transaction.executeWithoutResult(status -> {
            notifications.toGroup(TICKET, "supervisor", "工单" + TICKET + "出现敏感词句");
            notifications.toGroup(TICKET, "unit-education", "请答复");
        });
        for (String reader : List.of("supervisor", "camunda-admin")) {
            assertThat(read(reader)).as(reader).containsExactlyInAnyOrder("supervisor", "unit-education");
        }
        for (String reader : List.of("operator", "dispatcher", "reviewer", "callback", "inspector")) {
            assertThat(read(reader)).as(reader).containsExactly("unit-education");
        }
        for (String nobody : List.of(Actor.UNIT_GROUP_PREFIX + "education", "channel", "designer", "bulletin-editor")) {
            assertThat(catchThrowableOfType(Refusal.class, () -> read(nobody)).code()).isEqualTo("notification.centreOnly");
        }
    }

    @Test
    void nobodyLearnsOfADraftBulletinFromTheOutbox() {
        transaction.executeWithoutResult(status -> {
            notifications.toGroup("TB-0123456789abcdef", "bulletin-editor", "《特报》的数据已冻结，请拟稿。");
            notifications.toGroup("TB-0123456789abcdef", "unit-education", "请核对《特报》中本单位的数据。");
        });
        identityService.setAuthentication("supervisor", List.of("supervisor"));
        assertThat(outbox.outbox("TB-0123456789abcdef", 0, 20).items()).hasSize(2);
        for (String reader : List.of("operator", "dispatcher", "reviewer", "callback", "inspector")) {
            identityService.setAuthentication(reader, List.of(reader));
            assertThat(outbox.outbox("TB-0123456789abcdef", 0, 20).items()).as(reader).isEmpty();
            assertThat(outbox.outbox(null, 0, 100).items()).as(reader).noneMatch(message -> message.text().contains("特报"));
        }
    }

    private List<String> read(String group) {
        identityService.setAuthentication(group, List.of(group));
        return outbox.outbox(TICKET, 0, 20).items().stream().map(Notifications.Message::recipient).toList();
    }
}
