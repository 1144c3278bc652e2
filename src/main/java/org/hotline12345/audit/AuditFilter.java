package org.hotline12345.audit;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hotline12345.common.Refusal;

/**
 * What to look for in the trail; null means any.
 *
 * @param who an account, or a name as of then
 * @param words part of subject or text
 * @param from first day, inclusive
 * @param until last day, inclusive
 */
public record AuditFilter(String kind, String who, String ticketNo, String words, LocalDate from, LocalDate until) {

    private static final int MOST_DAYS_OF_WORDS = 92;
    private static final int LONGEST = 100;

    public AuditFilter {
        kind = tidy(kind);
        who = tidy(who);
        ticketNo = tidy(ticketNo);
        words = tidy(words);
        if (from != null && until != null && until.isBefore(from)) {
            throw Refusal.invalid("audit.badDates", "结束日期不能早于开始日期。");
        }
    }

    private static String tidy(String text) {
        String tidied = text == null ? "" : text.strip();
        if (tidied.length() > LONGEST) {
            throw Refusal.invalid("audit.badFilter", "查询条件不能超过" + LONGEST + "个字符。");
        }
        return tidied.isEmpty() ? null : tidied;
    }

    /** Words can stand anywhere in a text, so no index finds them: they are looked for in a quarter at most. */
    AuditFilter bounded(Clock clock) {
        if (words == null && (who == null || isAccount())) {
            return this;
        }
        LocalDate last = until != null ? until : from != null ? from.plusDays(MOST_DAYS_OF_WORDS) : LocalDate.ofInstant(clock.instant(), clock.getZone());
        LocalDate first = from == null ? last.minusDays(MOST_DAYS_OF_WORDS) : from;
        if (first.plusDays(MOST_DAYS_OF_WORDS).isBefore(last)) {
            throw Refusal.invalid("audit.tooManyDays", "按姓名或文字查询时，日期范围不能超过" + MOST_DAYS_OF_WORDS + "天，请缩小范围。");
        }
        return new AuditFilter(kind, who, ticketNo, words, first, last);
    }

    boolean isAccount() {
        return who != null && who.matches("[A-Za-z0-9_.@-]+");
    }

    /** The conditions over {@code audit_entry e}, with what they stand for. */
    String where(Clock clock, Map<String, Object> values) {
        List<String> conditions = new ArrayList<>();
        if (kind != null) {
            conditions.add("e.kind = :kind");
            values.put("kind", kind);
        }
        if (who != null) {
            conditions.add(isAccount() ? "e.actor = :who" : "e.actor_name = :who");
            values.put("who", who);
        }
        if (ticketNo != null) {
            conditions.add("e.ticket_no = :ticket");
            values.put("ticket", ticketNo);
        }
        if (words != null) {
            conditions.add("(e.subject like :words escape '!' or e.entry_text like :words escape '!')");
            values.put("words",
                    '%' + words.replace("!", "!!").replace("%", "!%").replace("_", "!_") + '%');
        }
        if (from != null) {
            conditions.add("e.happened_at >= :from");
            values.put("from", from.atStartOfDay(clock.getZone()).toInstant().toEpochMilli());
        }
        if (until != null) {
            conditions.add("e.happened_at < :until");
            values.put("until", until.plusDays(1).atStartOfDay(clock.getZone()).toInstant().toEpochMilli());
        }
        return conditions.isEmpty() ? "1 = 1" : String.join(" and ", conditions);
    }

    /** For the first sheet of an export. */
    String inWords() {
        StringBuilder text = new StringBuilder();
        say(text, "类别", kind == null ? null : AuditKinds.word(kind));
        say(text, "人员", who);
        say(text, "工单", ticketNo);
        say(text, "文字", words);
        say(text, "自", from);
        say(text, "至", until);
        return text.isEmpty() ? "全部" : text.toString();
    }

    private static void say(StringBuilder text, String what, Object value) {
        if (value != null) {
            text.append(text.isEmpty() ? "" : "；").append(what).append(' ').append(value);
        }
    }
}
