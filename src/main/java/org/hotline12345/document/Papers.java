package org.hotline12345.document;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.AuditTrail;
import org.hotline12345.common.PersonNames;
import org.hotline12345.common.Refusal;
import org.hotline12345.organization.Jurisdictions;
import org.hotline12345.ticket.Dispatch;
import org.hotline12345.ticket.TicketEventView;
import org.hotline12345.ticket.TicketView;
import org.hotline12345.ticket.TicketViews;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Makes papers of tickets: nothing stands on them that the person could not read on the screen, and every one is kept on record. */
@Component
public class Papers {

    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm");
    private static final int LONGEST_HISTORY = 200;

    private final TicketViews tickets;
    private final Jurisdictions jurisdictions;
    private final Fonts fonts;
    private final Actors actors;
    private final PersonNames names;
    private final AuditTrail trail;
    private final JdbcClient jdbc;
    private final Clock clock;

    Papers(TicketViews tickets, Jurisdictions jurisdictions, Fonts fonts, Actors actors, PersonNames names, AuditTrail trail, JdbcClient jdbc,
            Clock clock) {
        this.tickets = tickets;
        this.jurisdictions = jurisdictions;
        this.fonts = fonts;
        this.actors = actors;
        this.names = names;
        this.trail = trail;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param content a PDF of A4 pages */
    public record Printed(String fileName, byte[] content) {
    }

    /**
     * Prints a ticket for the person signed in.
     *
     * @throws Refusal UNKNOWN {@code ticket.unknown} when the person may not know of it, RULE {@code document.notDispatched}
     *     for a 交办单 of what no unit has been given, RULE {@code document.noFont}
     */
    @Transactional
    public Printed print(String ticketNo, Paper paper) {
        Actor actor = actors.current();
        TicketView ticket = tickets.ticket(ticketNo, actor);
        List<TicketView.UnitView> given = ticket.units().stream().filter(unit -> unit.round() == ticket.round()).toList();
        if (paper == Paper.ASSIGNMENT && given.isEmpty()) {
            throw Refusal.rule("document.notDispatched", "工单" + ticketNo + "还没有派给承办单位，派单后才能打印交办单。");
        }
        Instant now = clock.instant();
        String printer = names.nameOf(actor.id());
        String mark = printer + (printer.equals(actor.id()) ? "" : "（" + actor.id() + "）") + " " + MINUTES.format(now.atZone(clock.getZone()));
        Sheet sheet = new Sheet(fonts, paper.label(), ticketNo, mark);
        sheet.title(jurisdictions.require(ticket.jurisdiction()).name() + "12345政务服务便民热线", paper.label(), ticketNo);
        matter(sheet, ticket);
        if (paper == Paper.ASSIGNMENT) {
            assignment(sheet, given);
        } else {
            handling(sheet, ticket, actor);
        }
        byte[] pdf = sheet.pdf();
        jdbc.sql("insert into document_print (id, ticket_no, paper, printed_at, printed_by) values (:id, :no, :paper, :at, :by)")
                .param("id", UUID.randomUUID().toString()).param("no", ticketNo).param("paper", paper.code()).param("at", now.toEpochMilli())
                .param("by", actor.id()).update();
        trail.record(new AuditTrail.Entry(AuditTrail.PRINT, paper.label(), ticketNo, "打印" + paper.label()));
        trail.seen(ticketNo, AuditTrail.Look.PRINT);
        return new Printed(paper.label() + "-" + ticketNo + ".pdf", pdf);
    }

    private static void matter(Sheet sheet, TicketView ticket) {
        TicketView.Marks marks = ticket.marks();
        String set = Stream.of(marks != null && Boolean.TRUE.equals(marks.urgent()) ? "紧急" : null, ticket.supervised() ? "督办" : null,
                ticket.confidential() ? "保密" : null, marks != null && marks.urges() != null ? "催办" + marks.urges() + "次" : null,
                ticket.returns() > 0 ? "退回" + ticket.returns() + "次" : null).filter(Objects::nonNull).collect(Collectors.joining("、"));
        TicketView.Contact contact = ticket.contact();
        sheet.pair("受理时间", time(ticket.receivedAt())).pair("受理渠道", ticket.channelName())
                .pair("诉求类型", ticket.kindName()).pair("诉求类别", ticket.categoryName())
                .pair("诉求人", contact == null ? ticket.confidential() ? "保密" : "未留" : blank(contact.name()))
                .pair("联系电话", contact == null ? ticket.confidential() ? "保密，由热线中心代为联系" : "未留" : blank(contact.phone()))
                .pair("当前状态", ticket.statusName()).pair("标记", set.isEmpty() ? "无" : set)
                .wide("地点", Stream.of(ticket.regionName(), ticket.address()).filter(Objects::nonNull).collect(Collectors.joining(" ")))
                .wide("标题", ticket.title()).wide("诉求内容", ticket.content());
    }

    private static void assignment(Sheet sheet, List<TicketView.UnitView> given) {
        sheet.heading("交办");
        for (TicketView.UnitView unit : given) {
            sheet.pair(unit.roleName() + "单位", unit.name()).pair("交办时间", time(unit.dispatchedAt()));
            if (unit.role() != Dispatch.Role.GUIDE) {
                sheet.pair("退回期限", limit(unit.returnUntil())).pair("办理期限", limit(unit.handleUntil())
                        + (Boolean.TRUE.equals(unit.provisional()) ? "（暂定）" : ""));
            }
            sheet.wide("交办依据", unit.basis());
        }
        sheet.wide("办理要求", "请在办理期限内与诉求人联系并办结，如实答复办理过程、结果和依据；不属于本单位职责的，请在退回期限内写明理由、建议单位和依据申请退回。"
                + "不得泄露诉求人信息。");
        sheet.pair("签收人", "").pair("签收时间", "").space("领导批示", 60).space("承办意见", 60);
    }

    private void handling(Sheet sheet, TicketView ticket, Actor actor) {
        sheet.heading("办理");
        for (TicketView.UnitView unit : ticket.units()) {
            sheet.pair(unit.roleName() + "单位", unit.name() + (ticket.round() > 1 ? "（第" + unit.round() + "轮）" : "")).pair("状态", unit.stateName())
                    .pair("交办时间", time(unit.dispatchedAt())).pair("签收时间", time(unit.signedAt()))
                    .pair("办理期限", limit(unit.handleUntil())).pair("答复时间", time(unit.repliedAt()))
                    .wide("答复", unit.reply() == null ? "" : unit.reply());
        }
        TicketView.Callback callback = ticket.callback();
        sheet.heading("回访和办结");
        sheet.pair("情况属实", yes(callback == null ? null : callback.authentic())).pair("问题解决", yes(callback == null ? null : callback.solved()))
                .pair("群众满意", yes(callback == null ? null : callback.satisfied())).pair("办结时间", time(ticket.closedAt()));
        if (ticket.closingReason() != null) {
            sheet.wide("办结说明", ticket.closingReason());
        }
        List<TicketEventView> events = tickets.lastEvents(ticket.ticketNo(), actor, LONGEST_HISTORY, Integer.MAX_VALUE);
        sheet.heading("办理过程");
        List<List<String>> rows = new ArrayList<>();
        events.forEach(event -> rows.add(Arrays.asList(String.valueOf(event.seq()), time(event.at()), event.typeName(),
                Stream.of(event.unitName(), event.actorName() == null ? names.nameOf(event.actor()) : event.actorName()).filter(Objects::nonNull)
                        .collect(Collectors.joining("\n")), event.text() == null ? "" : event.text())));
        sheet.rows(new float[] {.75f, 1.9f, 1.4f, 2.2f, 5f}, List.of("序号", "时间", "事项", "单位和人员", "内容"), rows);
        if (!events.isEmpty() && events.get(0).seq() > 1) {
            sheet.note("只列出最近" + LONGEST_HISTORY + "条，更早的请在系统中查看。");
        }
    }

    private static String blank(String text) {
        return text == null ? "未留" : text;
    }

    private static String yes(Boolean answer) {
        return answer == null ? "" : answer ? "是" : "否";
    }

    private static String time(OffsetDateTime at) {
        return at == null ? "" : MINUTES.format(at);
    }

    /** A limit ends at an exclusive instant; midnight belongs to the day before and is read as 24:00. */
    private static String limit(OffsetDateTime until) {
        if (until == null) {
            return "";
        }
        return until.getHour() == 0 && until.getMinute() == 0 ? DateTimeFormatter.ofPattern("yyyy年M月d日 24:00").format(until.minusMinutes(1))
                : MINUTES.format(until);
    }
}
