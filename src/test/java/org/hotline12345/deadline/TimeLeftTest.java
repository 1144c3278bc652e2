package org.hotline12345.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import org.hotline12345.platform.MovableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ActiveProfiles;

/** Limits are told in working days, to the hour on their last day, and midnight as the end of the day before. */
@SpringBootTest
@ActiveProfiles({"demo", "test"})
class TimeLeftTest {

    @Autowired
    TimeLeft timeLeft;
    @Autowired
    MovableClock clock;

    @AfterEach
    void timeGoesOn() {
        clock.reset();
    }

    @ParameterizedTest
    @CsvSource({
            // Friday to Monday night: the weekend does not count.
            "2023-02-10T09:00:00+08:00,2023-02-14T00:00:00+08:00,'还剩 1 个工作日，2 月 13 日 24:00 到期',SOON",
            "2023-02-08T09:00:00+08:00,2023-02-16T00:00:00+08:00,'还剩 5 个工作日，2 月 15 日 24:00 到期',OK",
            "2023-02-13T21:40:00+08:00,2023-02-14T00:00:00+08:00,'还剩 2 小时 20 分，今天 24:00 到期',SOON",
            "2023-02-13T16:29:30+08:00,2023-02-13T16:30:00+08:00,'还剩 1 分钟，今天 16:30 到期',SOON",
            // The make-up Saturday before the Labour Day holiday of 2023 is worked; the holiday is not.
            "2023-04-21T09:00:00+08:00,2023-04-24T00:00:00+08:00,'还剩 1 个工作日，4 月 23 日 24:00 到期',SOON",
            "2023-04-28T09:00:00+08:00,2023-05-05T00:00:00+08:00,'还剩 1 个工作日，5 月 4 日 24:00 到期',SOON",
            // Urgent, in natural time over a weekend: hours only.
            "2023-02-10T20:00:00+08:00,2023-02-11T20:00:00+08:00,'还剩 24 小时，2 月 11 日 20:00 到期',SOON",
            "2023-02-15T09:00:00+08:00,2023-02-14T00:00:00+08:00,'已超 2 个工作日，2 月 13 日 24:00 到期',PASSED",
            "2023-02-13T18:00:00+08:00,2023-02-13T16:30:00+08:00,'已超 1 小时 30 分，今天 16:30 到期',PASSED",
            "2023-12-29T09:00:00+08:00,2024-01-03T00:00:00+08:00,'还剩 1 个工作日，2024 年 1 月 2 日 24:00 到期',SOON"})
    void aLimitIsToldInWorkingDays(OffsetDateTime now, OffsetDateTime until, String words, TimeLeft.State state) {
        clock.freezeAt(now.toInstant());
        assertThat(timeLeft.of("430500", null, until.toInstant(), false)).isEqualTo(new TimeLeft.Told(words, state));
    }

    @Test
    void whatHasNoLimitSaysSoAndAProvisionalOneIsMarked() {
        clock.freezeAt(OffsetDateTime.parse("2023-02-08T09:00:00+08:00").toInstant());
        assertThat(timeLeft.of("430500", null, null, false)).isEqualTo(new TimeLeft.Told("没有时限", TimeLeft.State.NONE));
        assertThat(timeLeft.of("430500", null, OffsetDateTime.parse("2023-02-11T00:00:00+08:00").toInstant(), true).words())
                .isEqualTo("还剩 2 个工作日，2 月 10 日 24:00 到期（暂定）");
    }
}
