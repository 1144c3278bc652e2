package org.hotline12345.bulletin.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hotline12345.bulletin.BulletinKind;
import org.hotline12345.bulletin.Frozen;
import org.hotline12345.report.Cell;
import org.hotline12345.report.Dimension;
import org.hotline12345.report.Figures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What daily, weekly and monthly papers say of stocks and of the ladder's lists. */
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

    @Test
    void whatWasCarriedOverAndWhatIsInHandIsToldWithoutNewColumns() {
        assertThat(text(with(BulletinKind.DAILY, 17, 23))).contains("上日结转17件次，当日派发承办单位", "日终在办23件次，其中超期未办结");
        assertThat(text(with(BulletinKind.WEEKLY, 17, 23))).contains("上期结转17件次，本期派发承办单位", "期末在办23件次，其中超期未办结");
        assertThat(text(with(BulletinKind.MONTHLY, 17, 23))).contains("承办单位上期结转17件次，期末在办23件次，其中超期未办结");
        assertThat(text(with(BulletinKind.MONTHLY, 0, 0))).as("a period that was settled whole").doesNotContain("结转");
        assertThat(with(BulletinKind.MONTHLY, 17, 23).attachments()).isEqualTo(with(BulletinKind.MONTHLY, 0, 0).attachments());
    }

    @Test
    void theMonthlyPaperTellsWhoWasContactedInTimeOfThoseWhoWereToBe() {
        assertThat(text(of(BulletinKind.MONTHLY))).as("nobody was to be contacted").doesNotContain("先行联系");
        assertThat(text(with(BulletinKind.MONTHLY, Map.of("contactOwed", 40L, "contactedInTime", 30L))))
                .contains("承办单位应先行联系诉求人40件次，按时联系30件次，占75.00%。");
    }

    private static Content of(BulletinKind kind) {
        return Contents.of(kind, Seeds.shaoyang(kind, Map.of()));
    }

    private static Content with(BulletinKind kind, long carriedOver, long inHand) {
        return with(kind, Map.of("carriedOver", carriedOver, "inHand", inHand));
    }

    /** The seed's figures with these wholes. */
    private static Content with(BulletinKind kind, Map<String, Long> wholes) {
        Frozen seed = Seeds.shaoyang(kind, Map.of());
        List<Cell> cells = new ArrayList<>(seed.figures().cells().stream().filter(cell -> !wholes.containsKey(cell.measure())).toList());
        wholes.forEach((measure, count) -> cells.add(new Cell(measure, Dimension.ALL, "", count)));
        Figures figures = Figures.of(seed.figures().period(), seed.header().asOf(), seed.header().formulas(), cells);
        return Contents.of(kind, new Frozen(seed.header(), figures, seed.names(), seed.texts(), seed.reported(), seed.listed(), seed.rates(),
                seed.lists()));
    }

    private static String text(Content content) {
        StringBuilder text = new StringBuilder();
        content.sections().forEach(section -> section.paragraphs().forEach(text::append));
        return text.toString();
    }
}
