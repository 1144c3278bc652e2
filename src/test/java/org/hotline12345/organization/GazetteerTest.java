package org.hotline12345.organization;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.hotline12345.organization.Gazetteer.Found;
import org.hotline12345.support.DemoTables;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** Where an address is, by the names in the loaded tables. */
class GazetteerTest {

    private static AnnotationConfigApplicationContext context;
    private static Gazetteer gazetteer;

    @BeforeAll
    static void open() {
        context = DemoTables.context("demo");
        gazetteer = context.getBean(Gazetteer.class);
    }

    @AfterAll
    static void close() {
        context.close();
    }

    @ParameterizedTest
    @CsvSource({
            "430500, 北塔区资江二桥桥头,                     430511",
            "430500, 邵阳市北塔区蔡锷路中段,                  430511",
            "430500, 大祥区怀仁大药房汽车南站出站门口的对面,     430503",
            "430500, 世界钰园3栋,                          430511",
            "430500, 邵阳经开区某厂,                        430500Z01",
            "430500, 双清区 兴隆街道,                       430502",
            "460000, 三亚市外贸路宁海花园小区门口,             460200",
            "460000, 澄迈县瑞溪镇,                         469023102",
            "460000, 海口市琼山区国兴街道,                   460107Z01",
            "460100, 美兰区海府路,                         460108"})
    void placesOfTheBulletinsAreFound(String jurisdiction, String text, String region) {
        Found found = gazetteer.find(jurisdiction, text);
        assertThat(found.region()).as("%s", found).isEqualTo(region);
        assertThat(found.sure()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
            "430500, 资江二桥,      430503 430511",
            "430500, 宝庆路,        430502 430503",
            "430500, 大祥区世界钰园,  430503 430511",
            "460100, 海府路,        460107 460108",
            "460000, 解放路,        460106 460204"})
    void aNameThatLeavesTwoDistrictsIsAskedAboutAndNotGuessed(String jurisdiction, String text, String regions) {
        Found found = gazetteer.find(jurisdiction, text);
        assertThat(found.region()).isNull();
        assertThat(found.sure()).isFalse();
        assertThat(found.candidates()).extracting(Place::region).containsExactlyInAnyOrderElementsOf(Arrays.asList(regions.split(" ")));
        assertThat(found.why()).contains("核实");
    }

    @Test
    void aShortFormIsNotSureEnoughToActOn() {
        Found found = gazetteer.find("430500", "大祥那边");
        assertThat(found.region()).isEqualTo("430503");
        assertThat(found.confidence()).isLessThan(Gazetteer.SURE);
        assertThat(found.sure()).isFalse();
    }

    @Test
    void theWholeCityIsNoPlace() {
        assertThat(gazetteer.find("430500", "湖南省邵阳市").sure()).isFalse();
        assertThat(gazetteer.find("430500", "湖南省邵阳市").region()).isEqualTo("430500");
    }

    @Test
    void aFormerNameMeansTheRegionThatFollowedIt() {
        assertThat(gazetteer.find("430500", "邵东县城").region()).isEqualTo("430582");
    }

    @Test
    void namesOfAnotherHotlineAreNotKnownHere() {
        assertThat(gazetteer.find("430500", "宁海花园")).isEqualTo(gazetteer.find("430500", "没有地名的话"));
        assertThat(gazetteer.find("999999", "大祥区").region()).isNull();
        assertThat(gazetteer.find("430500", null).candidates()).isEmpty();
    }
}
