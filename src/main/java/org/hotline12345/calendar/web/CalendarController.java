package org.hotline12345.calendar.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import org.hotline12345.calendar.Deadline;
import org.hotline12345.calendar.WorkCalendar;
import org.hotline12345.common.Refusal;
import org.hotline12345.organization.Jurisdictions;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Answers when a limit of working days ends. */
@RestController
@RequestMapping("/api/calendar")
@Tag(name = "calendar", description = "工作日历")
class CalendarController {

    private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);

    private final WorkCalendar calendar;
    private final Jurisdictions jurisdictions;

    CalendarController(WorkCalendar calendar, Jurisdictions jurisdictions) {
        this.calendar = calendar;
        this.jurisdictions = jurisdictions;
    }

    @GetMapping("/{jurisdiction}/deadline")
    @Operation(summary = "工作日时限何时届满", description = "派单当日不计入；date为最后一日，deadline为其后的第一个时刻（不含）；"
            + "provisional为真表示跨入放假通知尚未公布的年份，时限为暂定。", operationId = "workingDayDeadline")
    @ApiResponse(responseCode = "200", description = "时限")
    @ApiResponse(responseCode = "400",
            description = "calendar.badFrom、calendar.badWorkingDays或calendar.yearNotCovered：参数不合要求")
    @ApiResponse(responseCode = "404", description = "organization.unknownJurisdiction：没有该热线区域")
    DeadlineView deadline(
            @PathVariable @Parameter(description = "热线区域的GB/T 2260代码") String jurisdiction,
            @RequestParam(required = false) @Parameter(description = "起算时刻，ISO 8601，例如2023-01-19T09:00:00+08:00；不写时区按北京时间",
                    required = true) String from,
            @RequestParam(required = false) @Parameter(description = "工作日数，0至366", required = true) String workingDays) {
        String code = jurisdictions.require(jurisdiction).code();
        return DeadlineView.of(calendar.plusWorkingDays(code, instant(from), days(workingDays)));
    }

    private static Instant instant(String from) {
        if (from == null || from.isBlank()) {
            throw badFrom();
        }
        // An unescaped plus sign of the offset arrives as a space.
        String text = from.strip().replace(' ', '+');
        try {
            TemporalAccessor time = DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
            return time instanceof OffsetDateTime withOffset ? withOffset.toInstant() : ((LocalDateTime) time).toInstant(CHINA);
        } catch (DateTimeException notATime) {
            throw badFrom();
        }
    }

    private static int days(String workingDays) {
        if (workingDays == null || !workingDays.strip().matches("\\d{1,3}")
                || Integer.parseInt(workingDays.strip()) > WorkCalendar.MOST_DAYS) {
            throw Refusal.invalid("calendar.badWorkingDays", "workingDays应为0至" + WorkCalendar.MOST_DAYS + "的整数。");
        }
        return Integer.parseInt(workingDays.strip());
    }

    private static Refusal badFrom() {
        return Refusal.invalid("calendar.badFrom", "from应为ISO 8601时刻，例如2023-01-19T09:00:00+08:00。");
    }

    /** A deadline as callers see it; the instant carries China's offset. */
    record DeadlineView(LocalDate date, String deadline, String calendarVersion, boolean provisional) {

        static DeadlineView of(Deadline deadline) {
            return new DeadlineView(deadline.date(),
                    DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(deadline.until().atOffset(CHINA)),
                    deadline.calendarVersion(), deadline.provisional());
        }
    }
}
