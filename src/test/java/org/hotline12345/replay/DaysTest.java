package org.hotline12345.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How tickets are dealt over the days of a period. */
class DaysTest {

    private static final LocalDate FIRST = LocalDate.of(2023, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2023, 1, 31);

    @Test
    void withoutCallsByDayEveryDayHasAsMany() {
        int[] dealt = new Days(FIRST, LAST, Map.of()).deal(3_100, 7, day -> true);
        assertThat(Arrays.stream(dealt).sum()).isEqualTo(3_100);
        assertThat(Arrays.stream(dealt).boxed()).allMatch(tickets -> Math.abs(tickets - 100) <= 1);
    }

    @Test
    void daysThatDoNotFitHaveNone() {
        Days days = new Days(FIRST, LAST, Map.of());
        int[] dealt = days.deal(50, 3, day -> day.getDayOfWeek() == DayOfWeek.MONDAY);
        for (int i = 0; i < dealt.length; i++) {
            assertThat(dealt[i] > 0).isEqualTo(days.all().get(i).getDayOfWeek() == DayOfWeek.MONDAY);
        }
        assertThatThrownBy(() -> days.deal(1, 0, day -> false)).hasMessageContaining("no day of the period");
    }

    @Test
    void callsByDayDecideWhereTheyAreKnown() {
        Map<LocalDate, Integer> calls = new HashMap<>();
        FIRST.datesUntil(LAST.plusDays(1)).forEach(day -> calls.put(day, day.getDayOfMonth() == 30 ? 900 : 70));
        int[] dealt = new Days(FIRST, LAST, calls).deal(3_000, 0, day -> true);
        assertThat(dealt[29]).isEqualTo(900);
        assertThat(dealt[28]).isEqualTo(70);
    }

    @Test
    void blocksOfOneTicketDoNotAllFallOnOneDay() {
        Days days = new Days(FIRST, LAST, Map.of());
        int[] all = new int[31];
        for (int block = 0; block < 310; block++) {
            int[] dealt = days.deal(1, block, day -> true);
            for (int i = 0; i < 31; i++) {
                all[i] += dealt[i];
            }
        }
        assertThat(Arrays.stream(all).max().orElseThrow()).isLessThanOrEqualTo(12);
    }
}
