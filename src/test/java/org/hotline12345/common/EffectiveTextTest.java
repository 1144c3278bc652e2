package org.hotline12345.common;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EffectiveTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "收取物业服务费用的相关问题，根据属地管理原则，请转区住建局调查核实。|31",
        "双方已和解。。。。。|5",
        "双方已和解……！！！|5",
        "你们管不管？|5",
        "已　办 结\t|3",
        "好好好好好|1",
        "好。好。好。好|1",
        "已办结已办结已办结已办结|3",
        "𠮷𬭎|2",
        "😀😀👨‍👩‍👧🇨🇳|0",
        "ＡＢＣ１２３|6",
        "订单号258948794133|14",
        "①②③|3"
    })
    void countsWhatIsSaid(String text, int expected) {
        assertThat(EffectiveText.length(text)).isEqualTo(expected);
    }

    @Test
    void invisibleCharactersDoNotCount() {
        assertThat(EffectiveText.length("已\u200b\u200d\ufeff\u2060办\u00ad\u3164\u2800\uffa0结\u115f")).isEqualTo(3);
    }

    @Test
    void nothingIsZero() {
        assertThat(EffectiveText.length(null)).isZero();
        assertThat(EffectiveText.length("")).isZero();
        assertThat(EffectiveText.plain(null)).isEmpty();
    }

    @Test
    void aLongTextIsMeasuredAtOnce() {
        assertThat(EffectiveText.length("市民反映的问题已经办结".repeat(20_000))).isLessThan(40);
        StringBuilder varied = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            varied.appendCodePoint(0x4E00 + i);
        }
        assertThat(EffectiveText.length(varied.toString())).isEqualTo(20_000);
    }

    @Test
    void aPhraseCannotBeHiddenBySpacingItOut() {
        assertThat(EffectiveText.plain(" 请 转\u200b区\n住建局 ，ＯＫ")).isEqualTo("请转区住建局,ok");
    }
}
