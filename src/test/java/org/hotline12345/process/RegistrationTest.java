package org.hotline12345.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import org.hotline12345.intake.NewTicket;
import org.hotline12345.support.Proves;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests as they come in: taken down once, and not at all when they cannot be what they claim. */
class RegistrationTest extends ProcessTest {

    private static NewTicket sent(String externalId, String phone, String region, String category, String content, String receivedAt) {
        return new NewTicket("wechat", externalId, receivedAt == null ? null : OffsetDateTime.parse(receivedAt),
                new NewTicket.Citizen("测试群众", phone), region, "测试地点", "complaint", category, "药店不发货", content, null, null,
                null, null);
    }

    @Test
    @Proves("A1")
    void aDeliveryThatComesTwiceMakesOneTicket() {
        as("operator");
        NewTicket request = sent("wx-1", "13800000001", "430511", "consumer-rights", "网购药品至今未发货，要求处理。", null);
        assertThat(intake.register(request).created()).isTrue();
        assertThat(intake.register(request).created()).isFalse();
        assertThat(intake.register(request).ticketNo()).isEqualTo(intake.register(request).ticketNo());
    }

    @Test
    @Proves(value = "A1", forbidden = true)
    void theSameIdWithOtherWordsIsRefused() {
        as("operator");
        intake.register(sent("wx-2", "13800000001", "430511", "consumer-rights", "网购药品至今未发货，要求处理。", null));
        assertThat(refusalOf(() -> intake.register(sent("wx-2", "13800000001", "430511", "consumer-rights", "另一件事情的内容。", null)))
                .code()).isEqualTo("intake.contentDiffers");
    }

    @ParameterizedTest
    @Proves(value = {"A1", "A2"}, forbidden = true)
    @CsvSource({
            "00000000,    430511, consumer-rights, 网购药品至今未发货,                          ticket.badPhone",
            "13800000001, 999999, consumer-rights, 网购药品至今未发货,                          intake.unknownRegion",
            "13800000001, 430511, no-such-matter,  网购药品至今未发货,                          intake.unknownCategory",
            "13800000001, 430511, consumer-rights, '   ',                                    common.missingField"})
    void whatCannotBeTrueIsNotTakenDown(String phone, String region, String category, String content, String code) {
        as("operator");
        assertThat(refusalOf(() -> intake.register(sent(null, phone, region, category, content, null))).code()).isEqualTo(code);
    }

    @Test
    @Proves(value = "A2", forbidden = true)
    void aRequestFromTheFutureIsNotTakenDown() {
        as("operator");
        assertThat(refusalOf(() -> intake.register(sent(null, "13800000001", "430511", "consumer-rights", "网购药品至今未发货",
                "2023-02-08T10:00:00+08:00"))).code()).isEqualTo("intake.receivedInFuture");
    }

    @Test
    @Proves(value = "A3", forbidden = true)
    void aCitizenChannelSettlesNothingAtTheDesk() {
        identityService.setAuthentication("wechat", java.util.List.of("channel"));
        NewTicket settled = new NewTicket("wechat", null, null, null, "430511", null, "consult", null, "咨询", "咨询公积金提取条件",
                null, null, null, new NewTicket.Desk("instantAnswer", "已答复"));
        assertThat(refusalOf(() -> intake.register(settled)).code()).isEqualTo("intake.deskOnly");
    }
}
