package org.hotline12345.earlysign;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.OffsetDateTime;

/**
 * One early sign as the list shows it.
 *
 * @param item code of a category or place, entry of a watchword; of callers and groups an opaque key
 * @param phone of a caller, masked, for supervisors only
 * @param firstOn day it was first seen on, {@code lastOn} the last
 * @param days on which it was seen
 * @param windowDays days that {@code tickets} is of
 * @param expected what the past lets expect of as many days, or null where nothing is compared
 * @param chance how likely as many would be by chance, 0 to 1, or null
 * @param text the numbers as a sentence, Chinese
 * @param state open, confirmed or dismissed
 * @param orders supervision orders its confirmation called for, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Sign(String id, String jurisdiction, SignKind kind, String kindName, String item, String name, String phone, LocalDate firstOn,
        LocalDate lastOn, int days, int windowDays, int tickets, BigDecimal expected, BigDecimal chance, String text, String state, String stateName,
        OffsetDateTime foundAt, String decidedByName, OffsetDateTime decidedAt, String reason, Integer orders) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    Sign withPhone(String masked) {
        return new Sign(id, jurisdiction, kind, kindName, item, name, masked, firstOn, lastOn, days, windowDays, tickets, expected, chance, text, state,
                stateName, foundAt, decidedByName, decidedAt, reason, orders);
    }

    static String stateName(String state) {
        return switch (state) {
            case "open" -> "待研判";
            case "confirmed" -> "已确认";
            default -> "已排除";
        };
    }

    /** The numbers in words. */
    static String text(SignKind kind, int windowDays, int tickets, BigDecimal expected, BigDecimal chance) {
        return switch (kind) {
            case CATEGORY, PLACE -> (windowDays == 1 ? "当天" : "近" + windowDays + "天") + tickets + "件，按以往约" + expected.setScale(1, RoundingMode.HALF_UP)
                    + "件" + more(tickets, expected) + "；偶然达到的概率" + (chance.compareTo(new BigDecimal("0.000001")) < 0 ? "不到0.0001%"
                    : "约" + chance.multiply(HUNDRED).round(new MathContext(2)).stripTrailingZeros().toPlainString() + "%");
            case WORD -> tickets + "件工单中出现";
            case CALLER -> windowDays + "天内" + tickets + "件";
            case GROUP -> windowDays + "天内" + tickets + "件";
        };
    }

    private static String more(int tickets, BigDecimal expected) {
        return expected.compareTo(BigDecimal.ONE) < 0 ? "" : "，多" + BigDecimal.valueOf(tickets).subtract(expected).multiply(HUNDRED)
                .divide(expected, 0, RoundingMode.HALF_UP) + "%";
    }
}
