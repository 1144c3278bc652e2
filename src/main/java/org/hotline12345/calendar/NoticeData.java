package org.hotline12345.calendar;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringReader;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.hotline12345.common.Refusal;

/** Reads a notice given as data: the JSON file of a year as the feed holiday-cn publishes it, or a CSV table. */
final class NoticeData {

    private static final ObjectMapper JSON = new ObjectMapper();

    private NoticeData() {
    }

    /**
     * {@code {"year", "papers": [addresses], "days": [{"name", "date", "isOffDay"}]}}.
     *
     * @throws Refusal INVALID {@code calendar.badData}; RULE {@code calendar.noticeEmpty} for a year that rests on no paper or
     *     names no day: the feed ships such a file a year before the notice is published
     */
    static NoticeReading json(String content) {
        JsonNode file;
        try {
            file = JSON.readTree(content);
        } catch (JsonProcessingException broken) {
            throw badData("不是有效的JSON");
        }
        if (file == null || !file.path("year").isInt() || !file.path("papers").isArray() || !file.path("days").isArray()) {
            throw badData("应有year、papers、days三项");
        }
        int year = file.get("year").asInt();
        if (file.get("papers").isEmpty() || file.get("days").isEmpty()) {
            throw empty(year);
        }
        List<CalendarVersions.Day> days = new ArrayList<>();
        for (JsonNode day : file.get("days")) {
            if (!day.path("date").isTextual() || !day.path("isOffDay").isBoolean()) {
                throw badData("每一天应有date和isOffDay");
            }
            days.add(new CalendarVersions.Day(date(day.get("date").asText()),
                    day.get("isOffDay").asBoolean() ? CalendarVersions.DayKind.OFF : CalendarVersions.DayKind.WORK,
                    day.path("name").isTextual() ? day.get("name").asText() : null));
        }
        return new NoticeReading(year, null, null, false, days, List.of(), weekends(days));
    }

    /** A table with the columns {@code date,kind,holiday}; kind is OFF, WORK or NORMAL. */
    static NoticeReading csv(String content, Integer year) {
        List<CalendarVersions.Day> days = new ArrayList<>();
        try {
            for (CSVRecord row : CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).setTrim(true)
                    .setIgnoreEmptyLines(true).get().parse(new StringReader(content))) {
                days.add(new CalendarVersions.Day(date(row.get("date")), CalendarVersions.DayKind.valueOf(row.get("kind")),
                        row.isMapped("holiday") && !row.get("holiday").isEmpty() ? row.get("holiday") : null));
            }
        } catch (IOException | IllegalArgumentException broken) {
            throw badData("CSV应有date、kind、holiday三列，kind为OFF、WORK或NORMAL");
        }
        if (year == null) {
            throw Refusal.invalid("calendar.yearMissing", "请填写年份（year）。");
        }
        if (days.isEmpty()) {
            throw empty(year);
        }
        return new NoticeReading(year, null, null, false, days, List.of(), weekends(days));
    }

    static Refusal empty(int year) {
        return Refusal.rule("calendar.noticeEmpty", year + "年的数据没有通知原文地址或没有任何日期，说明通知尚未公布，不能导入；请等通知公布后再导入。");
    }

    private static List<String> weekends(List<CalendarVersions.Day> days) {
        return days.stream().filter(day -> day.kind() == CalendarVersions.DayKind.WORK
                        && day.date().getDayOfWeek().getValue() < DayOfWeek.SATURDAY.getValue())
                .map(day -> "补班日" + day.date() + "不是周六或周日").toList();
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException noDate) {
            throw badData("日期「" + text + "」应为yyyy-MM-dd");
        }
    }

    private static Refusal badData(String why) {
        return Refusal.invalid("calendar.badData", "数据不能读取：" + why + "。");
    }
}
