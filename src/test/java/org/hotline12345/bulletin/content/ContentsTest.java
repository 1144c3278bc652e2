package org.hotline12345.bulletin.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.hotline12345.bulletin.BulletinKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What stands in bulletins: Shaoyang's own attachments cell by cell, and every table of every kind with totals that add up. */
class ContentsTest {

    private static final String PRINTED = "src/test/resources/bulletin/shaoyang-2023-01-02-units.csv";

    @Test
    void attachmentOneReadsAsPrintedRowByRowInItsThreeBlocks() {
        Grid units = monthly().attachments().get(0);
        List<String[]> printed = Seeds.table(PRINTED);

        assertThat(units.title()).isEqualTo("各成员单位办件量统计");
        assertThat(units.rows()).hasSize(66);
        for (int i = 0; i < printed.size(); i++) {
            String[] row = printed.get(i);
            assertThat(texts(units.rows().get(i))).as(row[0]).containsExactly(row[0], row[1], row[2], row[3], row[4], row[5], row[6] + "%", row[7], row[8] + "%");
        }
        assertThat(texts(units.total())).containsExactly("合计", "30658", "30658", "82", "30658", "30349", "98.99%", "309", "1.01%");
    }

    @Test
    void aPairOfSharesAddsUpToHundred() {
        Grid units = monthly().attachments().get(0);
        assertThat(units.cell("china-telecom", "satisfiedShare").orElseThrow().text()).isEqualTo("96.88%");
        assertThat(units.cell("china-telecom", "dissatisfiedShare").orElseThrow().text()).isEqualTo("3.12%");
        assertThat(new Cell.Share(0, 0, false).text()).isEqualTo("—");
        assertThat(new Cell.Share(0, 0, true).text()).isEqualTo("—");
    }

    @Test
    void attachmentTwoIsAttachmentOnesOverdueColumn() {
        Content monthly = monthly();
        Grid overdue = monthly.attachments().get(1);
        Grid units = monthly.attachments().get(0);

        assertThat(overdue.rows()).hasSize(21);
        overdue.rows().forEach(row -> assertThat(row.cells().get(1)).as(row.key()).isEqualTo(units.cell(row.key(), "overdue").orElseThrow()));
        assertThat(texts(overdue.total())).containsExactly("合计", "82");
        assertThat(texts(overdue.rows().get(0))).containsExactly("市住房和城乡建设局", "42");
    }

    @Test
    void attachmentThreeComesFromTheSpotChecksAndNotFromTheTickets() {
        Grid checks = monthly().attachments().get(2);
        assertThat(checks.rows()).hasSize(1);
        assertThat(texts(checks.rows().get(0))).containsExactly("1", "双清区政府", "1", "不满意");
        assertThat(checks.total()).isNull();
    }

    @Test
    void theTextTellsTheSameFiguresWithAndWithoutTheHotlinesOwn() {
        String text = text(monthly());
        assertThat(text).contains("热线平台呼入总次数26385次（含归并优化后12333呼入5089次，12315呼入3470次，12348呼入1484次），呼出总次数19294次。")
                .contains("受理市民有效诉求30658件，其中热线当即答复17665件，网络转办12993件。")
                .contains("市民满意30349件，满意率98.99%（不含热线自办件为97.62%）")
                .contains("社会服务类(8657件)、人力资源与社会保障类(4989件)、金融商贸财经类(2602件)")
                .contains("热线诉求涉及较多的单位：大祥区政府、双清区政府、北塔区政府、市市场监督管理局、市公安局交通警察支队等。");
    }

    @Test
    void whatAPersonWroteStandsInItsSectionWithFiguresOfTheSnapshot() {
        Content content = Contents.of(BulletinKind.MONTHLY, Seeds.shaoyang(BulletinKind.MONTHLY,
                Map.of("problems", "超期{overdue}件。\n\n第二段，满意率{satisfied/calledBack}。", "handling-citizen-life", "交有关单位办理。")));
        Section problems = content.sections().stream().filter(section -> section.code().equals("problems")).findFirst().orElseThrow();
        assertThat(problems.heading()).isEqualTo("三、工作中存在的问题");
        assertThat(problems.paragraphs()).containsExactly("超期82件。", "第二段，满意率98.99%。");
        assertThat(content.sections()).extracting(Section::heading).contains("2.交办处理情况。").doesNotContain("四、下一步工作要求");
    }

    @Test
    void listsOfTheThreeRatesAreStrictAndLeaveOutUnitsWithTooFewTickets() {
        Content content = Contents.of(BulletinKind.ASSESSMENT, Seeds.shaoyang(BulletinKind.ASSESSMENT, Seeds.NO_TEXTS));
        Grid low = content.grid("satisfiedLow").orElseThrow();
        assertThat(low.rows()).extracting(Row::key).contains("postal-administration").doesNotContain("china-mobile", "finance");
        low.rows().forEach(row -> {
            Cell.Share share = (Cell.Share) row.cells().get(4);
            assertThat(share.part() * 100).isLessThan(share.base() * 95);
        });
        assertThat(content.grid("satisfiedAll").orElseThrow().rows()).allSatisfy(row -> assertThat(row.cells().get(2)).isEqualTo(row.cells().get(3)))
                .extracting(Row::key).doesNotContain("finance", Seeds.HOTLINE);
        assertThat(text(content)).contains("应参加考核的成员单位65家，其中有24家总办件量少于10件不纳入考核，实际参与考核的成员单位共计41家。", "日均受理520件");
        assertThat(content.grid("rates").orElseThrow().note()).contains("市财政局");
    }

    @ParameterizedTest
    @EnumSource(BulletinKind.class)
    void everyKindHasTablesWhoseTotalsAreTheirSumsAndSaysItsPeriodAndCutOff(BulletinKind kind) {
        Content content = Contents.of(kind, Seeds.shaoyang(kind, Map.of("event", "某事件。", "signs", "无。")));
        assertThat(content.sections()).isNotEmpty();
        assertThat(content.facts()).anySatisfy(fact -> assertThat(fact).contains("2023年1月1日至2023年2月28日", "2023年3月20日10:00", "0123456789ab"));
        for (Grid grid : content.grids()) {
            for (int i = 0; grid.total() != null && i < grid.columns().size(); i++) {
                int column = i;
                if (grid.columns().get(i).summed()) {
                    assertThat(((Cell.Amount) grid.total().cells().get(i)).n()).as(grid.code() + " " + grid.columns().get(i).code())
                            .isEqualTo(grid.rows().stream().mapToLong(row -> ((Cell.Amount) row.cells().get(column)).n()).sum());
                }
            }
        }
        assertThat(content).isEqualTo(Contents.of(kind, Seeds.shaoyang(kind, Map.of("event", "某事件。", "signs", "无。"))));
    }

    @ParameterizedTest
    @EnumSource(BulletinKind.class)
    void everyPieceAPersonWritesIsShown(BulletinKind kind) {
        for (Piece piece : Contents.pieces(kind, Seeds.shaoyang(kind, Seeds.NO_TEXTS))) {
            assertThat(piece.code()).as(piece.title()).hasSizeLessThanOrEqualTo(40);
            Content content = Contents.of(kind, Seeds.shaoyang(kind, Map.of(piece.code(), "只写在这里的话。")));
            assertThat(text(content)).as(kind + " " + piece.code()).contains("只写在这里的话。");
        }
    }

    @ParameterizedTest
    @EnumSource(BulletinKind.class)
    void aCorrectionBeginsWithWhatItCorrectsAndKeepsTheNumbersOfItsSections(BulletinKind kind) {
        Content content = Contents.of(kind, Seeds.corrected(kind));
        Section first = content.sections().get(0);
        assertThat(first.heading()).isEqualTo("更正内容");
        assertThat(first.paragraphs()).containsExactly("对邵行审发〔2023〕4号所载数据更正如下，正文和附件中均为更正后的数据；按事项、地区、日期等分列的另有1项随之更正。");
        Grid grid = content.grid("correction").orElseThrow();
        assertThat(grid.columns()).extracting(Column::title).containsExactly("指标", "对象", "原数", "现数");
        assertThat(grid.rows()).extracting(ContentsTest::texts).containsExactly(List.of("满意", "总数", "30350", "30349"),
                List.of("满意", "市住房和城乡建设局", "500", "499"), List.of("办结工单", "未明确单位", "3", "2"));
        assertThat(content.sections().subList(1, content.sections().size())).isEqualTo(Contents.of(kind, Seeds.shaoyang(kind, Seeds.NO_TEXTS)).sections());
    }

    @Test
    void meansAreRoundedHalfUpAndADashWithoutABase() {
        assertThat(new Cell.Mean(228_673, 31, 1, 0, "件").text()).isEqualTo("7377件");
        assertThat(new Cell.Mean(5, 0, 60, 1, "小时").text()).isEqualTo("—");
    }

    @Test
    void aRowOfAnotherWidthIsNoRowOfATable() {
        assertThatThrownBy(() -> new Grid("g", "表", List.of(Column.words("a", "甲")), List.of(Row.of("r", new Cell.Words("1"), new Cell.Words("2"))), null, null))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("2 cells in 1 columns");
    }

    private static Content monthly() {
        return Contents.of(BulletinKind.MONTHLY, Seeds.shaoyang(BulletinKind.MONTHLY, Seeds.NO_TEXTS));
    }

    private static List<String> texts(Row row) {
        return row.cells().stream().map(Cell::text).toList();
    }

    private static String text(Content content) {
        StringBuilder text = new StringBuilder();
        content.sections().forEach(section -> section.paragraphs().forEach(text::append));
        return text.toString();
    }
}
