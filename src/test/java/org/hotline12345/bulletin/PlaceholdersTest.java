package org.hotline12345.bulletin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.hotline12345.report.Cell;
import org.hotline12345.report.Dimension;
import org.hotline12345.report.Figures;
import org.hotline12345.report.Period;
import org.junit.jupiter.api.Test;

class PlaceholdersTest {

    private static final Figures FIGURES = Figures.of(new Period("430500", LocalDate.of(2023, 1, 1), LocalDate.of(2023, 2, 28)),
            Instant.parse("2023-03-01T00:00:00Z"), "v1", List.of(new Cell("received", Dimension.ALL, "", 30658),
                    new Cell("answeredAtOnce", Dimension.ALL, "", 17665), new Cell("calledBack", Dimension.ALL, "", 30658),
                    new Cell("satisfied", Dimension.ALL, "", 30349), new Cell("calledBack", Dimension.UNIT, "telecom", 96),
                    new Cell("satisfied", Dimension.UNIT, "telecom", 93)));

    @Test
    void figuresStandWhereTheirPlaceholdersWere() {
        assertThat(fill("有效工单{received}件，其中转办{received-answeredAtOnce}件，满意率{satisfied/calledBack}。"))
                .isEqualTo("有效工单30658件，其中转办12993件，满意率98.99%。");
        assertThat(fill("不含热线自办{satisfied-answeredAtOnce/calledBack-answeredAtOnce}")).isEqualTo("不含热线自办97.62%");
    }

    @Test
    void oneItemOfADimensionAndItsComplementAddUpToAHundred() {
        assertThat(fill("{satisfied@unit:telecom}件，{satisfied/calledBack@unit:telecom}和{100-satisfied/calledBack@unit:telecom}"))
                .isEqualTo("93件，96.88%和3.12%");
    }

    @Test
    void nothingToDivideByIsADash() {
        assertThat(fill("{satisfied/calledBack@unit:nobody}")).isEqualTo("—");
    }

    @Test
    void ownWordsStandAsTheyWereWrittenAndMarkupStaysText() {
        assertThat(fill("上门{=3}次$1\\<b>{received}</b>")).isEqualTo("上门3次$1\\<b>30658</b>");
    }

    @Test
    void bracesThatAskForNothingKnownAreNamed() {
        assertThat(Placeholders.problems("{received}{recieved}{received@planet:x}{}{=自己的话}{satisfied/}{100-satisfied}",
                Set.of("received", "satisfied"))).containsExactly("{recieved}", "{received@planet:x}", "{}", "{satisfied/}", "{100-satisfied}");
        assertThat(fill("{satisfied/}")).isEqualTo("{satisfied/}");
    }

    @Test
    void numbersTypedByHandAreFound() {
        assertThat(Placeholders.typed("共30,658件，满意率98.99%，2023年1月，{received}件，超时 82 件，{=3}次，12333来电5089通"))
                .containsExactly("30658", "98.99%", "82", "5089");
    }

    private static String fill(String text) {
        return Placeholders.fill(text, FIGURES);
    }
}
