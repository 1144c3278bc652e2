package org.hotline12345.search;

import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.AuditTrail;
import org.hotline12345.common.Page;
import org.hotline12345.common.PersonNames;
import org.hotline12345.common.Refusal;
import org.hotline12345.common.Texts;
import org.hotline12345.ticket.FoundTickets;
import org.hotline12345.ticket.FoundTickets.Found;
import org.hotline12345.workbook.Column;
import org.hotline12345.workbook.Form;
import org.hotline12345.workbook.Writing;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Lists of tickets as workbooks: bounded, without names and phones, and never without a record of who took them away. */
@Component
public class Exports {

    /** Tickets in one workbook. */
    public static final int MOST = 10_000;
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final Form LIST = new Form("工单", "一行一件工单。", List.of(column("number", "工单编号", "SY202302080000019"),
            column("title", "标题", "更换的手机屏幕五天后破裂，要求重换"), column("text", "内容摘要", "在汽车南站对面的手机店换屏花了160元，才用五天就破裂"),
            column("status", "状态", "待回访"), column("kind", "诉求类型", "投诉"), column("category", "诉求类别", "产品质量"),
            column("channel", "受理渠道", "电话"), column("region", "行政区划", "大祥区"), column("address", "地点", "大祥区汽车南站对面"),
            column("unit", "主办单位", "市市场监督管理局"), column("registered", "登记时间", "2026-11-21 09:30"),
            column("until", "办理截止", "2026-11-28 24:00"), column("closed", "办结时间", "2026-11-25 16:00"), column("satisfied", "满意", "是"),
            column("marks", "标记", "紧急、督办")));

    private final Searches searches;
    private final FoundTickets tickets;
    private final Actors actors;
    private final PersonNames names;
    private final AuditTrail trail;
    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final Clock clock;

    Exports(Searches searches, FoundTickets tickets, Actors actors, PersonNames names, AuditTrail trail, JdbcClient jdbc, JdbcTemplate batches,
            Clock clock) {
        this.searches = searches;
        this.tickets = tickets;
        this.actors = actors;
        this.names = names;
        this.trail = trail;
        this.jdbc = jdbc;
        this.batches = batches;
        this.clock = clock;
    }

    /** @param content an .xlsx */
    public record Book(String fileName, byte[] content) {
    }

    /** What a wish finds, in its order, at most {@value #MOST} tickets. */
    @Transactional
    public Book of(Wish wish) {
        Actor actor = actors.current();
        Searches.Numbers found = searches.toTakeAway(wish, actor, MOST + 1);
        return book("工单查找", wish.inWords(), found.numbers(), actor);
    }

    /**
     * A list of another screen.
     *
     * @param list which list, in words
     * @param ticketNos in its order; those the person may not know of are left out
     * @throws Refusal INVALID {@code search.exportTooLong} for more than {@value #MOST}
     */
    @Transactional
    public Book of(String list, List<String> ticketNos) {
        if (ticketNos.size() > MOST) {
            throw Refusal.invalid("search.exportTooLong", "一次最多导出" + MOST + "件，请增加条件后再导出。");
        }
        return book("工单列表", Texts.required("列表名称", list, 200), ticketNos.stream().distinct().toList(), actors.current());
    }

    private Book book(String title, String list, List<String> numbers, Actor actor) {
        boolean cut = numbers.size() > MOST;
        Instant now = clock.instant();
        List<String> written = new ArrayList<>();
        try (Writing writing = new Writing(); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            List<List<Found>> parts = new ArrayList<>();
            List<String> taken = cut ? numbers.subList(0, MOST) : numbers;
            for (int from = 0; from < taken.size(); from += Page.MAX_SIZE) {
                parts.add(tickets.toTakeAway(taken.subList(from, Math.min(taken.size(), from + Page.MAX_SIZE)), actor));
            }
            int count = parts.stream().mapToInt(List::size).sum();
            Map<String, String> facts = new LinkedHashMap<>();
            facts.put("内容", title);
            facts.put("条件", list);
            facts.put("导出人", names.nameOf(actor.id()) + "（" + actor.id() + "）");
            facts.put("导出时间", MINUTES.format(now.atZone(clock.getZone())));
            facts.put("件数", count + (cut ? "（符合条件的不止这些，只列出前" + MOST + "件）" : ""));
            facts.put("说明", "不含诉求人的姓名和电话，文字中的也已遮盖。导出已留痕，请按规定保管，不得外传。");
            writing.about("说明", facts);
            Writing.Rows rows = writing.sheet(LIST);
            parts.forEach(part -> part.forEach(found -> {
                rows.row(cells(found));
                written.add(found.ticketNo());
            }));
            writing.to(out);
            keep(title + "：" + list, written, actor, now);
            return new Book(title + "-" + DateTimeFormatter.ofPattern("yyyyMMdd-HHmm").format(now.atZone(clock.getZone())) + ".xlsx", out.toByteArray());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void keep(String list, List<String> numbers, Actor actor, Instant now) {
        String id = UUID.randomUUID().toString();
        String told = list.length() > 1000 ? list.substring(0, 1000) : list;
        jdbc.sql("insert into search_export (id, exported_at, exported_by, list, tickets) values (:id, :at, :by, :list, :tickets)")
                .param("id", id).param("at", now.toEpochMilli()).param("by", actor.id()).param("list", told)
                .param("tickets", numbers.size()).update();
        batches.batchUpdate("insert into search_export_ticket (ticket_no, export_id) values (?, ?)",
                numbers.stream().map(number -> new Object[] {number, id}).toList());
        trail.record(new AuditTrail.Entry(AuditTrail.EXPORT, "工单列表", numbers.size() + "件；" + told));
    }

    private static List<?> cells(Found f) {
        String marks = String.join("、", List.of(f.urgent() ? "紧急" : "", f.supervised() ? "督办" : "", f.confidential() ? "保密" : "").stream()
                .filter(mark -> !mark.isEmpty()).toList());
        return Arrays.asList(f.ticketNo(), f.title(), f.text(), f.statusName(), f.kindName(), f.categoryName(), f.channelName(), f.regionName(),
                f.address(), f.unitName(), time(f.registeredAt()), time(f.handleUntil()), time(f.closedAt()),
                f.satisfied() == null ? null : f.satisfied() ? "是" : "否", marks);
    }

    private static String time(OffsetDateTime at) {
        return at == null ? null : MINUTES.format(at);
    }

    private static Column column(String key, String head, String example) {
        return Column.optional(key, head, "", example);
    }
}
