package org.hotline12345.handover;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.Units;
import org.hotline12345.ticket.Dispatch;
import org.hotline12345.ticket.TicketStatus;
import org.springframework.stereotype.Component;

/** Whether the rows of one ticket tell one story: a status its dispatches bear out, and times in their order. */
@Component
class OldTicketCheck {

    private static final Set<TicketStatus> WITH_UNITS = Set.of(TicketStatus.HANDLING, TicketStatus.RETURNING, TicketStatus.SUSPENDED);
    private static final Set<TicketStatus> BEFORE_UNITS = Set.of(TicketStatus.REGISTERED, TicketStatus.NEED_INFO, TicketStatus.DISPATCHING);
    private static final Set<TicketStatus> ANSWERED = Set.of(TicketStatus.REVIEWING, TicketStatus.CALLBACK, TicketStatus.ARCHIVED);

    private final Units units;
    private final Clock clock;

    OldTicketCheck(Units units, Clock clock) {
        this.units = units;
        this.clock = clock;
    }

    /** What is wrong, each sentence naming the sheet and row; empty when it can be taken over. */
    List<String> of(TicketLine ticket, List<SentLine> sent) {
        List<String> wrong = new ArrayList<>();
        status(ticket, sent, wrong);
        order(ticket, sent, wrong);
        sent.forEach(line -> state(line, ticket, wrong));
        rounds(ticket, sent, wrong);
        return wrong;
    }

    private static String at(TicketLine ticket) {
        return "“工单”表 第 " + ticket.row() + " 行：";
    }

    private static String at(SentLine line) {
        return "“派单”表 第 " + line.row() + " 行：";
    }

    private static boolean isOpen(SentLine line) {
        return switch (line.state()) {
            case OPEN, SIGNED, RETURNING, INTERIM -> true;
            default -> false;
        };
    }

    private void status(TicketLine ticket, List<SentLine> sent, List<String> wrong) {
        TicketStatus status = ticket.status();
        boolean open = sent.stream().anyMatch(OldTicketCheck::isOpen);
        String label = "状态“" + status.label() + "”";
        if (status == TicketStatus.MERGED) {
            wrong.add(at(ticket) + "已并入其他工单的，请按主工单的结果写成已归档，或拆开单独写");
        }
        if (status.isClosed() && ticket.closed() == null) {
            wrong.add(at(ticket) + label + "须有办结时间");
        }
        if (!status.isClosed() && ticket.closed() != null) {
            wrong.add(at(ticket) + label + "还在办理，不应有办结时间");
        }
        if (WITH_UNITS.contains(status) && !open) {
            wrong.add(at(ticket) + label + "须在“派单”表中有一个还在办理的单位");
        }
        if (!WITH_UNITS.contains(status) && open) {
            wrong.add(at(ticket) + label + "与“派单”表不符：还有单位在办理");
        }
        if (BEFORE_UNITS.contains(status) && status != TicketStatus.DISPATCHING && !sent.isEmpty()) {
            wrong.add(at(ticket) + label + "的工单尚未派单，不应有派单记录");
        }
        if (ANSWERED.contains(status) && !open && sent.stream().noneMatch(line -> line.state() == Dispatch.State.REPLIED)) {
            wrong.add(at(ticket) + label + "须在“派单”表中有已答复的单位");
        }
        if (status != TicketStatus.ARCHIVED && !WITH_UNITS.contains(status) && ticket.evaluation() != null) {
            wrong.add(at(ticket) + label + "的工单不应有评价");
        }
        boolean order = ticket.orderUntil() != null;
        if (order && (status.isClosed() || sent.isEmpty() || ticket.orderSource() == null || ticket.orderPerson() == null || ticket.orderText() == null)) {
            wrong.add(at(ticket) + "督办件须是已派单、未办结的工单，并写明督办来源、责任人和要求");
        }
    }

    private void order(TicketLine ticket, List<SentLine> sent, List<String> wrong) {
        if (ticket.closed() != null && ticket.closed().isBefore(ticket.registered())) {
            wrong.add(at(ticket) + "办结时间早于登记时间");
        }
        if (ticket.since() != null && ticket.since().isBefore(ticket.registered())) {
            wrong.add(at(ticket) + "进入本状态的时间早于登记时间");
        }
        for (SentLine line : sent) {
            if (line.at().isBefore(ticket.registered())) {
                wrong.add(at(line) + "派单时间早于登记时间");
            }
            after(line, line.at(), wrong, "派单时间", line.signedAt(), "签收时间", line.returnedAt(), "退回申请时间", line.repliedAt(), "答复时间",
                    line.suspendedAt(), "挂起时间", line.interimAt(), "阶段性答复时间", line.handleUntil(), "办理截止", line.returnUntil(), "退回截止");
            if (line.repliedAt() != null && ticket.closed() != null && ticket.closed().isBefore(line.repliedAt())) {
                wrong.add(at(line) + "答复时间晚于工单的办结时间");
            }
        }
    }

    private static void after(SentLine line, Instant earliest, List<String> wrong, String name, Object... instantsAndNames) {
        for (int i = 0; i < instantsAndNames.length; i += 2) {
            Instant at = (Instant) instantsAndNames[i];
            if (at != null && at.isBefore(earliest)) {
                wrong.add(at(line) + instantsAndNames[i + 1] + "早于" + name);
            }
        }
    }

    private void state(SentLine line, TicketLine ticket, List<String> wrong) {
        switch (line.state()) {
            case RETURNING -> needed(line, wrong, "退回待裁定", line.returnedAt(), "退回申请时间", line.returnReason(), "退回理由",
                    line.returnUnit(), "建议单位", line.returnBasis(), "退回依据");
            case INTERIM -> needed(line, wrong, "已作阶段性答复", line.interimAt(), "阶段性答复时间", line.procedure(), "法定程序",
                    line.interimUntil(), "程序截止");
            case REPLIED -> needed(line, wrong, "已答复", line.repliedAt(), "答复时间", line.reply(), "答复内容");
            case SIGNED -> needed(line, wrong, line.suspended() ? "挂起" : "办理中", line.signedAt(), "签收时间");
            default -> {
                if (line.repliedAt() != null && line.state() == Dispatch.State.OPEN) {
                    wrong.add(at(line) + "待签收的不应有答复时间");
                }
            }
        }
        if (line.suspended()) {
            needed(line, wrong, "挂起", line.suspendedAt(), "挂起时间", line.resumeAt(), "复查日期", line.handleUntil(), "办理截止");
            if (line.resumeAt() != null && line.handleUntil() != null && !line.handleUntil().isAfter(line.resumeAt())) {
                wrong.add(at(line) + "挂起件的办理截止应是恢复办理以后的期限，须晚于复查日期");
            }
        }
        if ((line.role() == Dispatch.Role.GUIDE) != (line.state() == Dispatch.State.INFORMED)) {
            wrong.add(at(line) + "指导单位的状态是“知悉”，主办、协办不是");
        }
        if (isOpen(line)) {
            Unit unit = units.find(line.unit()).orElseThrow();
            if (!unit.validOn(clock.instant().atZone(clock.getZone()).toLocalDate())) {
                wrong.add(at(line) + "单位“" + unit.name() + "”已不再承办工单，在办的请写接替它的单位");
            }
            if (line.unit().equals(ticket.aboutUnit())) {
                wrong.add(at(line) + "被反映的单位不能承办反映自己的工单");
            }
        }
    }

    private static void needed(SentLine line, List<String> wrong, String state, Object... valuesAndNames) {
        for (int i = 0; i < valuesAndNames.length; i += 2) {
            if (valuesAndNames[i] == null) {
                wrong.add(at(line) + "状态“" + state + "”须填写" + valuesAndNames[i + 1]);
            }
        }
    }

    private static void rounds(TicketLine ticket, List<SentLine> sent, List<String> wrong) {
        Set<Integer> rounds = sent.stream().map(SentLine::round).collect(Collectors.toCollection(TreeSet::new));
        int last = rounds.size();
        if (!sent.isEmpty() && !rounds.equals(java.util.stream.IntStream.rangeClosed(1, last).boxed().collect(Collectors.toSet()))) {
            wrong.add(at(ticket) + "“派单”表中的轮次须从1起连续");
            return;
        }
        for (int round : rounds) {
            List<SentLine> standing = sent.stream().filter(line -> line.round() == round)
                    .filter(line -> line.state() != Dispatch.State.RETURNED && line.state() != Dispatch.State.ENDED).toList();
            long leads = standing.stream().filter(line -> line.role() == Dispatch.Role.LEAD).count();
            if (leads > 1 || leads == 0 && standing.stream().anyMatch(line -> line.role() == Dispatch.Role.ASSIST)) {
                wrong.add(at(ticket) + "第" + round + "轮须有且只有一个主办单位");
            }
            if (standing.stream().map(SentLine::unit).distinct().count() != standing.size()) {
                wrong.add(at(ticket) + "第" + round + "轮同一单位出现了两次");
            }
        }
        sent.stream().filter(OldTicketCheck::isOpen).filter(line -> line.round() != last).forEach(line ->
                wrong.add(at(line) + "只有最后一轮的单位可以还在办理"));
        SentLine first = sent.stream().filter(Objects::nonNull).min(Comparator.comparing(SentLine::at)).orElse(null);
        if (first != null && first.round() != 1) {
            wrong.add(at(first) + "后一轮的派单时间早于第1轮");
        }
    }
}
