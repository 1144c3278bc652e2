package org.hotline12345.handover;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import org.hotline12345.common.Refusal;
import org.hotline12345.supervision.OrderSource;
import org.hotline12345.ticket.Channel;
import org.hotline12345.ticket.Dispatch;
import org.hotline12345.ticket.Kind;
import org.hotline12345.ticket.Phones;
import org.hotline12345.ticket.TicketStatus;
import org.hotline12345.workbook.Entry;

/** Understands the cells of one row; says of each cell it does not understand what is wrong with it. */
final class LineReader {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-M-d H:mm[:ss]").withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu-M-d").withResolverStyle(ResolverStyle.STRICT);
    private static final LocalDate FIRST = LocalDate.of(1990, 1, 1);
    private static final Map<String, Dispatch.Role> ROLES = Map.of("主办", Dispatch.Role.LEAD, "协办", Dispatch.Role.ASSIST,
            "指导", Dispatch.Role.GUIDE);
    private static final Map<String, Dispatch.State> STATES = Map.of("待签收", Dispatch.State.OPEN, "办理中", Dispatch.State.SIGNED,
            "退回待裁定", Dispatch.State.RETURNING, "挂起", Dispatch.State.SIGNED, "已作阶段性答复", Dispatch.State.INTERIM,
            "已答复", Dispatch.State.REPLIED, "已退回", Dispatch.State.RETURNED, "已终止", Dispatch.State.ENDED, "知悉", Dispatch.State.INFORMED);

    private final Mapping mapping;
    private final Clock clock;

    LineReader(Mapping mapping, Clock clock) {
        this.mapping = mapping;
        this.clock = clock;
    }

    TicketLine ticket(Entry entry) {
        String kindWord = mapping.ours("诉求类型", entry.text("kind"));
        String channelWord = mapping.ours("来源渠道", entry.text("channel"));
        String statusWord = mapping.ours("状态", entry.text("status"));
        Kind kind = labelled(entry, "kind", Kind.values(), Kind::label, kindWord);
        return new TicketLine(entry.row(), number(entry), kind,
                labelled(entry, "channel", Channel.values(), Channel::label, channelWord),
                named(entry, "category", "诉求类别", theirs -> mapping.category(theirs).orElse(null)),
                named(entry, "region", "行政区划", theirs -> mapping.region(theirs).orElse(null)),
                text(entry, "address", 300), text(entry, "title", 200), entry.given("content"), text(entry, "name", 60), phone(entry),
                entry.flag("confidential", false) || kind == Kind.REPORT, entry.flag("urgent", false), past(entry, "registered"),
                labelled(entry, "status", TicketStatus.values(), TicketStatus::label, statusWord), past(entry, "since"),
                past(entry, "closed"), text(entry, "closing", 2000), entry.given("evaluation"), past(entry, "evaluatedAt"),
                answer(entry, "authentic"), answer(entry, "solved"), count(entry, "returns"), count(entry, "urges"), count(entry, "calls"),
                named(entry, "aboutUnit", "单位", theirs -> mapping.unit(theirs).orElse(null)), entry.given("orderSource") == null ? null
                        : labelled(entry, "orderSource", OrderSource.values(), OrderSource::label, entry.text("orderSource")),
                end(entry, "orderUntil"),
                text(entry, "orderPerson", 60), text(entry, "orderText", 1000));
    }

    SentLine sent(Entry entry) {
        Integer round = entry.number("round", 1, 50);
        LocalDate resumeOn = entry.day("resumeOn");
        return new SentLine(entry.row(), number(entry), round == null ? 1 : round,
                named(entry, "unit", "单位", theirs -> mapping.unit(theirs).orElse(null)), ROLES.get(entry.text("role")), past(entry, "at"),
                entry.given("basis") == null ? "旧系统派单" : text(entry, "basis", 500), STATES.get(entry.text("state")), past(entry, "signedAt"),
                text(entry, "signedBy", 64), end(entry, "returnUntil"), end(entry, "handleUntil"), entry.flag("extended", false),
                "挂起".equals(entry.text("state")), past(entry, "returnedAt"), text(entry, "returnReason", 1000),
                named(entry, "returnUnit", "单位", theirs -> mapping.unit(theirs).orElse(null)), text(entry, "returnBasis", 500),
                past(entry, "suspendedAt"), resumeOn == null ? null : resumeOn.atStartOfDay(clock.getZone()).toInstant(),
                past(entry, "interimAt"), text(entry, "procedure", 64), end(entry, "interimUntil"), past(entry, "repliedAt"), entry.given("reply"));
    }

    static String number(Entry entry) {
        return text(entry, Sheets.NUMBER, 64);
    }

    // ------------------------------------------------------------------ one cell

    private static String text(Entry entry, String key, int most) {
        String text = entry.given(key);
        if (text != null && text.codePointCount(0, text.length()) > most) {
            entry.wrong(key, "超过" + most + "字，请缩短");
            return null;
        }
        return text;
    }

    private static <E> E labelled(Entry entry, String key, E[] values, Function<E, String> label, String word) {
        if (word.isEmpty()) {
            return null;
        }
        for (E value : values) {
            if (label.apply(value).equals(word)) {
                return value;
            }
        }
        entry.wrong(key, "“" + Entry.brief(word) + "”在本系统没有，可填：" + String.join("、", Arrays.stream(values).map(label).toList())
                + "；旧系统的写法请在“对照”表中对应");
        return null;
    }

    private static String named(Entry entry, String key, String what, Function<String, String> find) {
        String theirs = entry.given(key);
        if (theirs == null) {
            return null;
        }
        String found = find.apply(theirs);
        if (found == null) {
            entry.wrong(key, "“" + Entry.brief(theirs) + "”不是本热线的" + what + "，请在“对照”表中写明它在本系统的名称");
        }
        return found;
    }

    private static String phone(Entry entry) {
        try {
            return Phones.dialled(entry.given("phone"));
        } catch (Refusal undialled) {
            entry.wrong("phone", "不是可以拨打的号码");
            return null;
        }
    }

    private static Boolean answer(Entry entry, String key) {
        return entry.given(key) == null ? null : (Boolean) entry.flag(key, false);
    }

    private static int count(Entry entry, String key) {
        Integer count = entry.number(key, 0, 999);
        return count == null ? 0 : count;
    }

    /** An instant that has passed; a day alone is its midnight. */
    private Instant past(Entry entry, String key) {
        Instant at = time(entry, key, false);
        if (at != null && at.isAfter(clock.instant())) {
            entry.wrong(key, "“" + Entry.brief(entry.text(key)) + "”晚于现在");
            return null;
        }
        return at;
    }

    /** The exclusive end of a limit; a day alone ends with that day. */
    private Instant end(Entry entry, String key) {
        return time(entry, key, true);
    }

    private Instant time(Entry entry, String key, boolean endOfDay) {
        String text = entry.given(key);
        if (text == null) {
            return null;
        }
        String plain = text.replace('/', '-').replace('T', ' ');
        try {
            if (plain.length() <= 10) {
                LocalDate day = LocalDate.parse(plain, DAY);
                return checked(entry, key, day).plusDays(endOfDay ? 1 : 0).atStartOfDay(clock.getZone()).toInstant();
            }
            LocalDateTime time = LocalDateTime.parse(plain, TIME);
            checked(entry, key, time.toLocalDate());
            return time.atZone(clock.getZone()).toInstant();
        } catch (DateTimeParseException e) {
            entry.wrong(key, "“" + Entry.brief(text) + "”不是时间，应写成 2023-02-06 09:12:34");
            return null;
        }
    }

    private static LocalDate checked(Entry entry, String key, LocalDate day) {
        if (day.isBefore(FIRST) || day.getYear() > 2099) {
            entry.wrong(key, "年份" + day.getYear() + "不可信，请核对");
        }
        return day;
    }
}
