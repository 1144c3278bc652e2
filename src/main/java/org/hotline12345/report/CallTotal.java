package org.hotline12345.report;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the telephone platform counted on one day for one number.
 *
 * @param line the number people dialled: 12345, or one merged into it such as 12333
 * @param waitSeconds waiting times of all calls together
 * @param talkSeconds talking times of all answered calls together
 */
public record CallTotal(LocalDate day, String line, long callsIn, long answered, long invalid, long callsOut, long waitSeconds,
        long talkSeconds, long longestSeconds) {

    /** Chinese names and numbers, in the order of the sheet. */
    Map<String, Long> totals() {
        Map<String, Long> totals = new LinkedHashMap<>();
        totals.put("呼入", callsIn);
        totals.put("接听", answered);
        totals.put("无效来电", invalid);
        totals.put("呼出", callsOut);
        totals.put("等待时长（秒）", waitSeconds);
        totals.put("通话时长（秒）", talkSeconds);
        totals.put("最长通话（秒）", longestSeconds);
        return totals;
    }
}
