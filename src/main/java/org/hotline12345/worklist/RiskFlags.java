package org.hotline12345.worklist;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hotline12345.common.EffectiveText;
import org.hotline12345.handling.ReplyGate;
import org.hotline12345.organization.Settings;
import org.hotline12345.ticket.Dispatch;
import org.hotline12345.ticket.TicketLines;
import org.springframework.stereotype.Component;

/** Points out what a reviewer or caller-back should look at first, and says why; it judges nothing. */
@Component
class RiskFlags {

    /** User tasks that are worked as a queue, flagged ones first. */
    private static final Set<String> QUEUES = Set.of("Task_ReviewReply", "Task_CallBack", "Task_CallAgain", "Task_VisitCitizen");
    private static final Set<String> WITH_REPLIES = Set.of("Task_ReviewReply");
    private static final String MIN_LENGTH = "reply.minEffectiveChars";
    private static final Map<String, String> LABELS = Map.of("handling.replyPadded", "凑字数", "handling.replyPromisesOnly", "只有承诺",
            "handling.replyPassesPartOn", "部分转走", "handling.replySendsCitizenElsewhere", "让群众另找",
            "handling.replyPersonalData", "含个人信息", "handling.replyInternalRemark", "内部用语");

    private final ReplyGate replyGate;
    private final Settings settings;

    RiskFlags(ReplyGate replyGate, Settings settings) {
        this.replyGate = replyGate;
        this.settings = settings;
    }

    static boolean readsReplies(String taskKey) {
        return WITH_REPLIES.contains(taskKey);
    }

    /** What speaks for looking closely at a task of a queue, gravest first; nothing for other tasks. */
    List<Lines.Flag> of(String taskKey, TicketLines.Line ticket, List<String> replies) {
        if (!QUEUES.contains(taskKey)) {
            return List.of();
        }
        List<Lines.Flag> flags = new ArrayList<>();
        add(flags, ticket.supervised() || ticket.openOrders() > 0, "supervised", "督办", "督办件，办理结果要报督办员。");
        add(flags, ticket.urgent(), "urgent", "紧急", "按紧急工单派出，核对险情是否消除。");
        add(flags, ticket.dissatisfied() > 0, "dissatisfied", "不满意 ×" + ticket.dissatisfied(), "群众已有 " + ticket.dissatisfied() + " 次表示不满意。");
        add(flags, ticket.reworks() > 0, "reworked", "重办 ×" + ticket.reworks(), "这是第 " + (ticket.reworks() + 1) + " 次办理，对照上次没有解决的问题。");
        add(flags, ticket.reopened() > 0, "reopened", "重新打开 ×" + ticket.reopened(), "办结后被重新打开过 " + ticket.reopened() + " 次。");
        List<Dispatch> answered = ticket.dispatches().stream().filter(dispatch -> dispatch.state() == Dispatch.State.REPLIED).toList();
        add(flags, answered.stream().anyMatch(dispatch -> dispatch.overdueAt() != null), "overdue", "超时答复", "单位在办理时限过后才答复。");
        add(flags, ticket.urges() > 0, "urged", "催办 ×" + ticket.urges(), "群众催办过 " + ticket.urges() + " 次。");
        add(flags, ticket.returns() > 0, "returned", "退回 ×" + ticket.returns(), "单位之间退回过 " + ticket.returns() + " 次，核对是否真正办理。");
        add(flags, answered.stream().anyMatch(dispatch -> dispatch.interimAt() != null), "interim", "曾阶段性答复", "曾作阶段性答复，核对当时承诺的程序是否走完。");
        add(flags, ticket.confidential(), "confidential", "保密", "诉求人要求保密，答复和回访不得透露身份。");
        add(flags, answered.stream().anyMatch(Dispatch::offNetwork), "onBehalf", "代录答复", "未入网单位的答复由中心代录，核对来函或通话。");
        if (readsReplies(taskKey)) {
            replies.forEach(reply -> aboutText(flags, ticket, reply));
        }
        return List.copyOf(flags);
    }

    private void aboutText(List<Lines.Flag> flags, TicketLines.Line ticket, String reply) {
        int effective = EffectiveText.length(reply);
        int least = settings.number(ticket.jurisdiction(), MIN_LENGTH);
        // A third more than the least is still close to it.
        add(flags, effective * 3 < least * 4, "short", "答复短", "有效字数 " + effective + "，刚过最低的 " + least + " 字。");
        replyGate.check(ticket.jurisdiction(), ticket.kind().code(), reply).stream().filter(finding -> !finding.blocks())
                .forEach(finding -> add(flags, true, finding.code(), LABELS.getOrDefault(finding.code(), "存疑"), finding.message()));
    }

    private static void add(List<Lines.Flag> flags, boolean applies, String code, String label, String text) {
        Optional<Lines.Flag> same = flags.stream().filter(flag -> flag.code().equals(code)).findAny();
        if (applies && same.isEmpty()) {
            flags.add(new Lines.Flag(code, label, text));
        }
    }
}
