package org.hotline12345.bulletin.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hotline12345.bulletin.BulletinKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What papers say of the ladder's lists. */
class PeriodicTest {

    @Test
    void theListOfTheWeeklyPaperSaysThatItIsWhatTheLadderPutOnIt() {
        Grid list = of(BulletinKind.WEEKLY).grid("overdueTickets").orElseThrow();
        assertThat(list.title()).isEqualTo("列入周通报的超期工单清单");
        assertThat(list.note()).contains("一部分", "剔除件不列");
    }

    @ParameterizedTest
    @EnumSource(value = BulletinKind.class, names = {"WEEKLY", "ASSESSMENT"})
    void referralsOfEarlierPeriodsAreNotToldAsOfThisOneAndTheListIsPrintedOnce(BulletinKind kind) {
        Content content = of(kind);
        assertThat(text(content)).contains("本期列入约谈1项，长期逾期移送名单1项（含以前提请、期末仍未了结的）。").doesNotContain("本期提请移送");
        List<Grid> printed = new ArrayList<>(content.attachments());
        content.sections().forEach(section -> printed.addAll(section.grids()));
        assertThat(printed).extracting(Grid::code).doesNotHaveDuplicates().contains("interviews", "referrals");
        assertThat(content.grid("referrals").orElseThrow().note()).contains("以前提请");
    }

    private static Content of(BulletinKind kind) {
        return Contents.of(kind, Seeds.shaoyang(kind, Map.of()));
    }

    private static String text(Content content) {
        StringBuilder text = new StringBuilder();
        content.sections().forEach(section -> section.paragraphs().forEach(text::append));
        return text.toString();
    }
}
