package org.hotline12345.bulletin;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.hotline12345.common.Refusal;

/** What a bulletin is about and which days it usually covers. */
public enum BulletinKind {
    DAILY("daily", "日报"),
    WEEKLY("weekly", "周报"),
    MONTHLY("monthly", "月报"),
    FACTS("facts", "月度数据图"),
    ASSESSMENT("assessment", "三率考核通报"),
    ANNUAL("annual", "年度报告"),
    SPECIAL("special", "特报");

    private final String code;
    private final String label;

    BulletinKind(String code, String label) {
        this.code = code;
        this.label = label;
    }

    public String code() {
        return code;
    }

    /** Chinese name. */
    public String label() {
        return label;
    }

    /** @throws Refusal INVALID {@code bulletin.unknownKind} */
    public static BulletinKind of(String code) {
        return Arrays.stream(values()).filter(kind -> kind.code.equals(code)).findFirst().orElseThrow(() ->
                Refusal.invalid("bulletin.unknownKind", "通报种类无效，可用：" + Arrays.stream(values())
                        .map(kind -> kind.code + "（" + kind.label + "）").collect(Collectors.joining("、")) + "。"));
    }

    /** First day of the last whole day, week (from Monday), month or year that was over before {@code today}. */
    public LocalDate lastFrom(LocalDate today) {
        return switch (this) {
            case DAILY, SPECIAL -> today.minusDays(1);
            case WEEKLY -> today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).minusWeeks(1);
            case MONTHLY, FACTS, ASSESSMENT -> today.withDayOfMonth(1).minusMonths(1);
            case ANNUAL -> today.withDayOfYear(1).minusYears(1);
        };
    }

    /** Last day, inclusive, of the period that begins with {@code from}. */
    public LocalDate lastOf(LocalDate from) {
        return switch (this) {
            case DAILY, SPECIAL -> from;
            case WEEKLY -> from.plusDays(6);
            case MONTHLY, FACTS, ASSESSMENT -> from.plusMonths(1).minusDays(1);
            case ANNUAL -> from.plusYears(1).minusDays(1);
        };
    }
}
