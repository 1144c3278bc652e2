package org.hotline12345.search;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.hotline12345.common.Refusal;
import org.hotline12345.common.Texts;
import org.hotline12345.ticket.Channel;
import org.hotline12345.ticket.Kind;
import org.hotline12345.ticket.TicketStatus;

/**
 * What is looked for; null means any. Everything given must hold.
 *
 * @param number a ticket number, its beginning or its end; or the number another system gave the ticket
 * @param phone the citizen's phone; the centre only
 * @param words words of title, content, address and replies, separated by blanks
 * @param place words of the address or of the names of the places around it
 * @param jurisdiction code of a hotline
 * @param unit code of a unit it is or was with
 * @param category code
 * @param region code of a place; what lies in it counts
 * @param from first day of registration
 * @param to last day of registration
 * @param closedFrom first day of its end
 * @param closedTo last day of its end
 * @param sort {@code -registered} (newest first, the default) or {@code registered}
 */
public record Wish(String number, String phone, String words, String place, String jurisdiction, String unit, String kind,
        String category, String channel, String status, String region, LocalDate from, LocalDate to, LocalDate closedFrom,
        LocalDate closedTo, String sort) {

    private static final int MOST_WORDS = 8;
    private static final int LONGEST = 100;

    /** @throws Refusal INVALID for what cannot be looked for; {@code search.nothingAsked} never: everything is a list too */
    public Wish {
        number = upper(Texts.optional("工单编号", number, 64));
        phone = Texts.optional("联系电话", phone, 40);
        words = Texts.optional("关键词", words, LONGEST);
        place = Texts.optional("地点", place, LONGEST);
        jurisdiction = Texts.optional("热线", jurisdiction, 12);
        unit = Texts.optional("单位", unit, 64);
        kind = Texts.optional("诉求类型", kind, 16);
        category = Texts.optional("诉求类别", category, 64);
        channel = Texts.optional("受理渠道", channel, 16);
        status = Texts.optional("工单状态", status, 20);
        region = Texts.optional("行政区划", region, 12);
        sort = Texts.optional("排序", sort, 16);
        if (status != null) {
            TicketStatus.of(status);
        }
        if (kind != null) {
            Kind.of(kind);
        }
        if (channel != null) {
            Channel.of(channel);
        }
        if (number != null && number.codePointCount(0, number.length()) < 4) {
            throw Refusal.invalid("search.badNumber", "工单编号太短：只记得一部分时，请输入开头或结尾的至少4位。");
        }
        if (sort != null && !sort.equals("registered") && !sort.equals("-registered")) {
            throw Refusal.invalid("search.unknownSort", "排序只能是 registered（登记早的在前）或 -registered（登记晚的在前）。");
        }
        if (Words.of(words).size() > MOST_WORDS || Words.of(place).size() > MOST_WORDS) {
            throw Refusal.invalid("search.tooManyWords", "一次最多查" + MOST_WORDS + "个词，请减少。");
        }
        if (from != null && to != null && to.isBefore(from) || closedFrom != null && closedTo != null && closedTo.isBefore(closedFrom)) {
            throw Refusal.invalid("search.daysReversed", "截止日期早于起始日期，请改正。");
        }
    }

    private static String upper(String text) {
        return text == null ? null : Words.plain(text).replaceAll("\\s", "").toUpperCase(java.util.Locale.ROOT);
    }

    boolean oldestFirst() {
        return "registered".equals(sort);
    }

    /** Everything to be marked in what is found. */
    List<String> marked() {
        return Stream.concat(Words.of(words).stream(), Words.of(place).stream()).distinct().toList();
    }

    /** Whether nothing but a phone is asked for. */
    boolean onlyPhone() {
        return phone != null && Stream.of(number, words, place, jurisdiction, unit, kind, category, channel, status, region, from, to,
                closedFrom, closedTo).allMatch(Objects::isNull);
    }

    /** In words, for the first sheet of a list and for the record; never the phone itself. */
    public String inWords() {
        String told = Stream.of(part("编号", number), part("联系电话", phone == null ? null : "（按电话查询，号码不记录）"), part("关键词", words),
                part("地点", place), part("热线", jurisdiction), part("单位", unit), part("诉求类型", kind == null ? null : Kind.of(kind).label()),
                part("类别", category), part("渠道", channel == null ? null : Channel.of(channel).label()),
                part("状态", status == null ? null : TicketStatus.of(status).label()), part("区划", region), part("登记日期", days(from, to)),
                part("办结日期", days(closedFrom, closedTo))).filter(Objects::nonNull).reduce((a, b) -> a + "；" + b).orElse("全部工单");
        return told + (oldestFirst() ? "；登记早的在前" : "；登记晚的在前");
    }

    private static String days(LocalDate from, LocalDate to) {
        return from == null && to == null ? null : (from == null ? "" : from) + "至" + (to == null ? "" : to);
    }

    private static String part(String name, String value) {
        return value == null ? null : name + "：" + value;
    }
}
