package org.hotline12345.deadline;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hotline12345.calendar.NoticeImports;
import org.hotline12345.calendar.WorkCalendar;
import org.hotline12345.common.Processes;
import org.hotline12345.common.Refusal;
import org.hotline12345.notification.Notifications;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * 节假日安排导入: from 1 November on somebody has to take in the coming year's notice. The product itself opens the task,
 * once per year however many nodes run, and again reminds until it is done.
 */
@Component
public class NoticeTasks {

    static final String PROCESS = "calendar-notice";
    private static final String NATIONAL = "CN";
    private static final int NOVEMBER = 11;

    private final NoticeImports imports;
    private final CalendarChange change;
    private final WorkCalendar calendar;
    private final Notifications notifications;
    private final Processes processes;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final TransactionTemplate transaction;

    NoticeTasks(NoticeImports imports, CalendarChange change, WorkCalendar calendar, Notifications notifications,
            Processes processes, JdbcClient jdbc, Clock clock, PlatformTransactionManager transactions) {
        this.imports = imports;
        this.change = change;
        this.calendar = calendar;
        this.notifications = notifications;
        this.processes = processes;
        this.jdbc = jdbc;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Business key of a year's process. */
    static String key(int year) {
        return NATIONAL + "-" + year;
    }

    /** The year a business key is of, or empty for a key of something else. */
    static Optional<Integer> yearOf(String key) {
        return key.matches(NATIONAL + "-\\d{4}") ? Optional.of(Integer.valueOf(key.substring(NATIONAL.length() + 1))) : Optional.empty();
    }

    /** Opens the tasks that are due: for this year's notice at any time, for the next year's from 1 November. */
    public void open() {
        LocalDate today = LocalDate.now(clock);
        open(today.getYear());
        if (today.getMonthValue() >= NOVEMBER) {
            open(today.getYear() + 1);
        }
    }

    private void open(int year) {
        boolean asked = jdbc.sql("select count(*) from deadline_notice_task where calendar_year = :year").param("year", year)
                .query(Integer.class).single() > 0;
        if (asked || calendar.isPublished(year)) {
            return;
        }
        try {
            transaction.executeWithoutResult(status -> {
                jdbc.sql("insert into deadline_notice_task (calendar_year, opened_at) values (:year, :at)").param("year", year)
                        .param("at", clock.millis()).update();
                processes.start(PROCESS, key(year), Map.of("noticeYear", year));
            });
        } catch (DuplicateKeyException anotherNodeDid) {
            return;
        }
    }

    /**
     * Reads the notice in.
     *
     * @return the import's id
     * @throws Refusal RULE {@code calendar.otherYear} when it arranges another year; see {@link NoticeImports#propose}
     */
    public String propose(int year, NoticeImports.Notice notice) {
        String id = imports.propose(NATIONAL, notice);
        int read = imports.require(NATIONAL, id).year();
        if (read != year) {
            throw Refusal.rule("calendar.otherYear", "这是" + read + "年的安排，请导入" + year + "年的通知。");
        }
        return id;
    }

    /** Approves or sends back; see {@link NoticeImports#approve}. */
    public void decide(String importId, boolean approved, String reason, String lostDays, boolean acknowledged) {
        if (approved) {
            change.approve(importId, reason, lostDays, acknowledged);
        } else {
            imports.reject(importId, reason);
        }
    }

    /** Reminds the administrators. */
    public void remind(int year) {
        notifications.toGroup(key(year), "camunda-admin", year + "年部分节假日安排尚未导入或核准，跨入" + year
                + "年的时限都是暂定的；通知公布后请在任务“导入节假日安排”中办理。");
    }

    /** What the person who imports or approves should know. */
    public String facts(int year, String importId) {
        if (importId == null) {
            return year + "年";
        }
        NoticeImports.Import found = imports.require(NATIONAL, importId);
        CalendarChange.Preview preview = "proposed".equals(found.state()) ? change.preview(NATIONAL, importId) : null;
        return year + "年，" + found.order() + "，" + found.importedBy() + "导入" + ("rejected".equals(found.state()) ? "，已退回：" + found.note() : "")
                + "\n与现行日历的差异（" + found.changes().size() + "天）：\n"
                + found.changes().stream().map(NoticeTasks::line).collect(Collectors.joining("\n"))
                + (found.unread().isEmpty() ? "" : "\n未能识别的语句：\n" + String.join("\n", found.unread()))
                + (found.warnings().isEmpty() ? "" : "\n提示：\n" + String.join("\n", found.warnings()))
                + (preview == null ? "" : "\n核准后" + preview.tickets() + "件工单的" + preview.limits() + "个时限将顺延"
                        + (preview.complete() ? "。" : "（只看了" + preview.looked() + "件）。"));
    }

    private static String line(NoticeImports.Change change) {
        return change.date() + " " + word(change.before().name()) + " → " + word(change.after().name())
                + (change.holiday() == null ? "" : "（" + change.holiday() + "）") + (change.lost() ? "【导入内容中没有】" : "");
    }

    private static String word(String kind) {
        return switch (kind) {
            case "OFF" -> "放假";
            case "WORK" -> "上班";
            default -> "平常";
        };
    }
}
