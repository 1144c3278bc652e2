package org.hotline12345.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.hotline12345.calendar.CalendarVersions.DayKind;
import org.hotline12345.common.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The wording of the published notices, read into the days of the calendar that is delivered. */
class NoticeTextTest {

    @ParameterizedTest
    @CsvSource({"2023, 国办发明电〔2022〕16号, 2022-12-08", "2024, 国办发明电〔2023〕7号, 2023-10-25", "2025, 国办发明电〔2024〕12号, 2024-11-12",
        "2026, 国办发明电〔2025〕7号, 2025-11-04"})
    void aPublishedNoticeGivesExactlyTheDaysOfItsYear(int year, String order, LocalDate on) throws IOException {
        NoticeReading reading = read(published(year));
        assertThat(reading.year()).isEqualTo(year);
        assertThat(reading.order()).isEqualTo(order);
        assertThat(reading.noticeOn()).isEqualTo(on);
        assertThat(reading.unread()).isEmpty();
        assertThat(reading.warnings()).isEmpty();
        assertThat(kinds(reading)).isEqualTo(delivered(year));
    }

    @Test
    void bracketsAndDashesOfOtherEditorsAreTheSame() throws IOException {
        String pasted = published(2026).replace('（', '(').replace('）', ')').replace('：', ':').replace("至", "—");
        assertThat(kinds(read(pasted))).isEqualTo(delivered(2026));
    }

    @Test
    void aSentenceThatIsNotUnderstoodIsShownAndNotGuessed() throws IOException {
        NoticeReading reading = read(published(2026).replace("5月9日（周六）上班。", "5月9日（周六）上半天班。"));
        assertThat(reading.unread()).containsExactly("5月9日（周六）上半天班");
        assertThat(kinds(reading)).doesNotContainKey(LocalDate.parse("2026-05-09")).containsKey(LocalDate.parse("2026-05-05"));
    }

    @Test
    void aRangeOverTheYearsEndNeedsItsYears() {
        NoticeReading reading = NoticeText.read("一、元旦：12月31日至1月2日放假调休，共3天。", 2023, holiday -> null);
        assertThat(reading.unread()).containsExactly("12月31日至1月2日放假调休，共3天");
        assertThat(reading.days()).isEmpty();
    }

    @Test
    void wrongWeekdaysWrongCountsAndMakeUpDaysInTheWeekAreWarnedOf() {
        NoticeReading reading = NoticeText.read("一、元旦：1月1日（周四）至3日（周日）放假调休，共4天。1月5日（周一）上班。", 2026, holiday -> null);
        assertThat(reading.warnings()).containsExactly("2026-01-03写作周日，实为周六", "元旦写明共4天，2026-01-01至2026-01-03实为3天",
                "补班日2026-01-05不是周六或周日");
    }

    @Test
    void aHolidayExtendedAfterTheFactChangesSingleDays() {
        NoticeReading reading = NoticeText.read("延长2020年春节假期至2月2日（农历正月初九，星期日），2月3日（星期一）起正常上班。", null,
                holiday -> "2020春节".equals(holiday) ? LocalDate.parse("2020-01-30") : null);
        assertThat(reading.amendment()).isTrue();
        assertThat(reading.year()).isEqualTo(2020);
        assertThat(kinds(reading)).isEqualTo(Map.of(LocalDate.parse("2020-01-31"), DayKind.OFF, LocalDate.parse("2020-02-01"), DayKind.OFF,
                LocalDate.parse("2020-02-02"), DayKind.OFF, LocalDate.parse("2020-02-03"), DayKind.WORK));
    }

    @Test
    void aTextWithoutItsYearIsRefused() {
        assertThatThrownBy(() -> NoticeText.read("一、元旦：1月1日放假。", null, holiday -> null)).isInstanceOf(Refusal.class)
                .extracting(thrown -> ((Refusal) thrown).code()).isEqualTo("calendar.yearMissing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"year\": 2027, \"papers\": [], \"days\": []}",
        "{\"year\": 2027, \"papers\": [\"https://www.gov.cn/a\"], \"days\": []}",
        "{\"year\": 2027, \"papers\": [], \"days\": [{\"name\": \"元旦\", \"date\": \"2027-01-01\", \"isOffDay\": true}]}"})
    void theFeedsEmptyFileOfAnUnpublishedYearIsRefused(String file) {
        assertThatThrownBy(() -> NoticeData.json(file)).isInstanceOf(Refusal.class)
                .extracting(thrown -> ((Refusal) thrown).code()).isEqualTo("calendar.noticeEmpty");
    }

    @Test
    void aTableIsReadAndRefusedWhenItIsNone() {
        NoticeReading reading = NoticeData.csv("date,kind,holiday\n2023-04-20,OFF,三月三\n2023-04-21,OFF,三月三\n", 2023);
        assertThat(kinds(reading)).containsOnlyKeys(LocalDate.parse("2023-04-20"), LocalDate.parse("2023-04-21"));
        assertThatThrownBy(() -> NoticeData.csv("day\n2023-04-20\n", 2023)).isInstanceOf(Refusal.class);
    }

    private static NoticeReading read(String text) {
        return NoticeText.read(text, null, holiday -> null);
    }

    private static Map<LocalDate, DayKind> kinds(NoticeReading reading) {
        return reading.days().stream().collect(Collectors.toMap(CalendarVersions.Day::date, CalendarVersions.Day::kind));
    }

    static String published(int year) throws IOException {
        return new String(NoticeTextTest.class.getResourceAsStream("/calendar/notice-" + year + ".txt").readAllBytes(), StandardCharsets.UTF_8);
    }

    /** The delivered days a year's notice names; 31 December 2022 is the notice's of 2023. */
    private static Map<LocalDate, DayKind> delivered(int year) throws IOException {
        Map<LocalDate, DayKind> days = new TreeMap<>();
        try (Reader file = new InputStreamReader(NoticeTextTest.class.getResourceAsStream("/data/cn-statutory-days.csv"),
                StandardCharsets.UTF_8)) {
            for (CSVRecord row : CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get().parse(file)) {
                LocalDate day = LocalDate.parse(row.get("calendar_date"));
                int arranged = day.getMonthValue() == 12 && row.get("holiday").contains("元旦") ? day.getYear() + 1 : day.getYear();
                if (arranged == year) {
                    days.put(day, DayKind.valueOf(row.get("kind")));
                }
            }
        }
        return days;
    }
}
