package org.hotline12345.handling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import org.hotline12345.decisions.StandaloneDecisionTables;
import org.hotline12345.handling.ReplyGate.Finding;
import org.hotline12345.organization.Settings;
import org.hotline12345.support.Proves;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReplyGateTest {

    private final Settings settings = mock(Settings.class);
    private final ReplyGate gate = new ReplyGate(new StandaloneDecisionTables(), settings);

    @BeforeEach
    void fifteenCharacters() {
        when(settings.number("430500", "reply.minEffectiveChars")).thenReturn(15);
    }

    @Test
    void theReplyThatShouldHaveBeenAReturnIsRefusedThoughLongEnough() {
        assertThat(gate.check("430500", "complaint", "收取物业服务费用的相关问题，根据属地管理原则，请转区住建局调查核实。"))
                .extracting(Finding::code, Finding::blocks).contains(tuple(ReplyGate.PASSES_ON, true));
    }

    @Test
    void thePaddedReplyIsRefusedAsTooShort() {
        assertThat(gate.check("430500", "complaint", "双方已和解。。。。。")).first()
                .returns("handling.replyTooShort", Finding::code).returns(true, Finding::blocks);
    }

    @Test
    void aCityMayAskForMore() {
        when(settings.number("430500", "reply.minEffectiveChars")).thenReturn(50);
        assertThat(gate.check("430500", "complaint", "我局已联系双方协商退货退款完毕")).extracting(Finding::code)
                .containsExactly("handling.replyTooShort");
    }

    @Test
    void blockingFindingsComeFirst() {
        assertThat(gate.check("430500", "complaint", "已办结。。。。。。")).extracting(Finding::blocks).containsExactly(true, false);
    }

    @Test
    @Proves("guard7")
    void aReplyThatSaysWhatWasDonePasses() {
        assertThat(gate.check("430500", null, "我局已于2月9日安排人员到现场，当天下午将破损路面修复完毕，并电话告知来电人。")).isEmpty();
    }

    @Test
    void citizensTextIsOnlyText() {
        assertThat(gate.check("430500", "complaint", "${execution} \" or true or \" 我局已更换水管，用户家中恢复供水，来电人满意。")).isEmpty();
    }

    @Test
    void aHugeReplyIsJudgedWithoutExhaustingThePatterns() {
        assertThat(gate.check("430500", "complaint", "请" + "将该件".repeat(20_000) + "。".repeat(20_000) + "已".repeat(20_000)))
                .isNotEmpty();
    }

    @Test
    void noReplyIsRefused() {
        assertThat(gate.check("430500", "complaint", null)).extracting(Finding::code).containsExactly("handling.replyTooShort");
    }
}
