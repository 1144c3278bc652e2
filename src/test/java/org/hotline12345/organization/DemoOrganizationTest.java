package org.hotline12345.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hotline12345.common.Refusal;
import org.hotline12345.support.DemoTables;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

class DemoOrganizationTest {

    private static final String SHAOYANG = "430500";
    private static final String HAINAN = "460000";
    private static final String HAIKOU = "460100";
    private static final String HAIMEN = "320614";

    private static AnnotationConfigApplicationContext context;
    private static Units units;
    private static Regions regions;
    private static Categories categories;
    private static Jurisdictions jurisdictions;
    private static Settings settings;

    @BeforeAll
    static void open() {
        context = DemoTables.context("demo");
        units = context.getBean(Units.class);
        regions = context.getBean(Regions.class);
        categories = context.getBean(Categories.class);
        jurisdictions = context.getBean(Jurisdictions.class);
        settings = context.getBean(Settings.class);
    }

    @AfterAll
    static void close() {
        context.close();
    }

    @Test
    void membersOfAPeriodAreThoseOnTheNetworkAndValidOnADayOfIt() {
        assertThat(units.members(HAIKOU, LocalDate.of(2023, 1, 1), LocalDate.of(2023, 1, 31))).contains("haikou-power-supply")
                .doesNotContainAnyElementsOf(units.list(HAIKOU).stream().filter(unit -> !unit.onNetwork()).map(Unit::code).toList());
        assertThat(units.members(HAINAN, LocalDate.of(2016, 4, 1), LocalDate.of(2016, 4, 30))).doesNotContain("hainan-hotline-centre");
        assertThat(units.members(HAINAN, LocalDate.of(2016, 4, 1), LocalDate.of(2016, 5, 1))).startsWith("hainan-hotline-centre");
    }

    @Test
    void shaoyangHasTheSixtySixRowsOfItsBulletinInPrintedOrder() {
        List<Unit> all = units.list(SHAOYANG);

        assertThat(all).hasSize(66).extracting(Unit::name).doesNotHaveDuplicates()
                .startsWith("大祥区政府", "双清区政府", "北塔区政府", "邵阳经济开发区", "12345 政务服务便民热线", "市市场监督管理局")
                .endsWith("市妇女联合会", "公安 110 系统");
        assertThat(all.stream().collect(Collectors.groupingBy(Unit::kind, Collectors.counting()))).isEqualTo(Map.ofEntries(
                Map.entry("district", 3L), Map.entry("zone", 1L), Map.entry("hotline", 1L), Map.entry("department", 27L),
                Map.entry("sub-body", 14L), Map.entry("hospital", 2L), Map.entry("broadcaster", 1L),
                Map.entry("utility", 6L), Map.entry("city-company", 1L), Map.entry("finance", 8L),
                Map.entry("mass-organisation", 2L)));
        assertThat(all).allMatch(Unit::onNetwork);
    }

    @Test
    void hainanHasItsTwentyThreeMergedAndFiveUnmergedLines() {
        assertThat(units.list(HAINAN)).filteredOn(unit -> unit.kind().equals("department") && unit.onNetwork()).hasSize(23)
                .filteredOn(unit -> unit.legacyNumber() == null).extracting(Unit::name)
                .containsExactlyInAnyOrder("省审计厅", "省民政厅");
        assertThat(units.list(HAINAN)).filteredOn(unit -> !unit.onNetwork() && unit.legacyNumber() != null
                        && unit.legacyNumber().startsWith("123")).extracting(Unit::legacyNumber)
                .containsExactly("12301", "12358", "12366", "12305", "12300");
    }

    @Test
    void everyUnitHasAUniqueCodeWithItsCitysPrefixAndAnExistingParent() {
        Map<String, Unit> byCode = all().collect(Collectors.toMap(Unit::code, Function.identity()));

        assertThat(byCode.values()).allSatisfy(unit -> {
            assertThat(unit.code()).matches("[a-z0-9]+(-[a-z0-9]+)*")
                    .startsWith(jurisdictions.require(unit.jurisdiction()).unitPrefix());
            assertThat(regions.find(unit.region())).isPresent();
            if (unit.parent() != null) {
                assertThat(byCode.get(unit.parent()).jurisdiction()).isEqualTo(unit.jurisdiction());
            }
        });
    }

    @Test
    void everyNameAndAliasLeadsToOneUnit() {
        assertThat(all()).allSatisfy(unit -> Stream.concat(Stream.of(unit.name()), unit.aliases().stream())
                .forEach(name -> assertThat(units.byNameOrAlias(unit.jurisdiction(), name)).contains(unit)));
        int names = all().mapToInt(unit -> 1 + unit.aliases().size()).sum();
        assertThat(all().flatMap(unit -> Stream.concat(Stream.of(unit.name()), unit.aliases().stream())
                .map(name -> unit.jurisdiction() + Snapshot.withoutSpaces(name))).distinct()).hasSize(names);
    }

    @ParameterizedTest(name = "{1} is {2}")
    @CsvSource({
        "430500, 12345政务服务便民热线, hotline-centre", "430500, 市城市客运管理中心, passenger-transport",
        "430500, 中国电信邵阳分公司, china-telecom", "430500, 市住建局, housing", "430500, 公安110系统, police-110",
        "460000, 省水务局, hainan-water", "460000, 省生态环境保护厅, hainan-environment",
        "460000, 省交通运输厅, hainan-transport", "460000, 省烟草局, hainan-tobacco",
        "460000, 省海洋与渔业厅, hainan-ocean-fishery", "460100, 综保区, haikou-bonded-zone",
    })
    void theNamesThePapersMixMeanTheSameUnit(String jurisdiction, String name, String code) {
        assertThat(units.byNameOrAlias(jurisdiction, name).map(Unit::code)).contains(code);
    }

    @Test
    void parentsAndChildrenHaveRowsOfTheirOwn() {
        assertThat(units.children("public-security")).extracting(Unit::code).containsExactly("traffic-police", "police-110");
    }

    @Test
    void aUnitOfAnotherCityIsUnknownHere() {
        assertThatThrownBy(() -> units.require(SHAOYANG, "haikou-housing")).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).isEqualTo("organization.unknownUnit");
            assertThat(refusal.kind()).isEqualTo(Refusal.Kind.INVALID);
        });
    }

    @Test
    void aUnitReceivesNoWorkBeforeItsFirstDay() {
        assertThat(units.requireValid(HAINAN, "hainan-water", LocalDate.of(2016, 5, 1)).name()).isEqualTo("省水务厅");
        assertThatThrownBy(() -> units.requireValid(HAINAN, "hainan-water", LocalDate.of(2016, 4, 30)))
                .isInstanceOfSatisfying(Refusal.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("organization.unitNotValid"));
    }

    @ParameterizedTest(name = "{0} is answered for by {1}")
    @CsvSource({"430502, shuangqing-district", "430503, daxiang-district", "430511, beita-district",
        "430500Z01, shaoyang-economic-zone", "430511003, beita-district"})
    void aPlaceInShaoyangHasItsDistrict(String region, String unit) {
        assertThat(regions.districtUnit(region).map(Unit::code)).contains(unit);
    }

    @Test
    void aCountyWithAHotlineOfItsOwnHasNoUnitHere() {
        assertThat(regions.districtUnit("430522")).isEmpty();
        assertThat(regions.districtUnit(null)).isEmpty();
    }

    @Test
    void theSmallestPlaceAroundAnswersWhereThePlaceItselfHasNobody() {
        assertThat(regions.districtUnit(HAINAN, "469023102").map(Unit::code)).contains("hainan-ruixi-township");
        assertThat(regions.districtUnit(HAINAN, "469023101").map(Unit::code)).contains("hainan-chengmai-platform");
        assertThat(regions.districtUnit(HAINAN, "460204").map(Unit::code)).contains("hainan-sanya-platform");
    }

    @ParameterizedTest(name = "{0} lies in {1}: {2}")
    @CsvSource({"430511, 430500, true", "430511003, 430500, true", "460107, 430500, false", "460107, 460000, true",
        "469023102, 460000, true", "469023102, 460100, false", "320684, 320614, true", "999999, 430500, false",
        "x, 430500, false"})
    void aPlaceLiesInItsJurisdiction(String region, String jurisdiction, boolean within) {
        assertThat(regions.isWithin(region, jurisdiction)).isEqualTo(within);
    }

    @Test
    void haimenIsADistrictSinceTwentyTwenty() {
        assertThat(regions.list(HAIMEN)).extracting(Region::code).containsExactly("320614", "320684");
        assertThat(regions.find("320684").orElseThrow().validTo()).isEqualTo(LocalDate.of(2020, 7, 2));
        assertThat(jurisdictions.require("320684").successor()).isEqualTo(HAIMEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {SHAOYANG, HAINAN, HAIKOU})
    void everyMatterStandsUnderAGroupOfItsOwnCity(String jurisdiction) {
        List<Category> all = categories.list(jurisdiction);

        assertThat(all).isNotEmpty().extracting(Category::code).doesNotHaveDuplicates();
        assertThat(all).allSatisfy(category -> {
            assertThat(category.code()).matches("[a-z0-9]+(-[a-z0-9]+)*")
                    .startsWith(jurisdictions.require(jurisdiction).unitPrefix());
            if (category.level() == 1) {
                assertThat(category.parent()).isNull();
            } else {
                assertThat(categories.require(jurisdiction, category.parent()).level()).isEqualTo(1);
            }
        });
    }

    @Test
    void theGroupsTheBulletinCountsAreThere() {
        assertThat(categories.list(SHAOYANG)).filteredOn(category -> category.level() == 1).extracting(Category::name)
                .contains("社会服务类", "人力资源与社会保障类", "金融商贸财经类", "其他事件", "交通运输类");
    }

    @Test
    void anUnknownJurisdictionIsRefusedAndNoneMeansTheDefault() {
        assertThat(jurisdictions.require(null).code()).isEqualTo(SHAOYANG);
        assertThatThrownBy(() -> jurisdictions.require("110000")).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).isEqualTo("organization.unknownJurisdiction");
            assertThat(refusal.kind()).isEqualTo(Refusal.Kind.UNKNOWN);
        });
    }

    @Test
    void everySettingsDefaultIsAnAcceptedValueExplainedInChinese() {
        assertThat(Setting.values()).allSatisfy(setting -> {
            assertThat(setting.accepts(setting.byDefault())).isTrue();
            assertThat(setting.consequence()).matches(".*\\p{IsHan}.*。");
        });
        assertThat(Setting.values()).extracting(Setting::key).doesNotHaveDuplicates();
    }

    @Test
    void aCityKeepsTheDefaultsItHasNotChanged() {
        assertThat(settings.number(SHAOYANG, "reply.minEffectiveChars")).isEqualTo(15);
        assertThat(settings.flag(SHAOYANG, "review.notByDispatcher")).isTrue();
        assertThat(settings.decimal(SHAOYANG, "routing.autoDispatchConfidence")).isEqualByComparingTo("0.8");
        assertThat(settings.number(SHAOYANG, "report.excludeBelowTickets")).isZero();
        assertThat(settings.number(HAIKOU, "report.excludeBelowTickets")).isEqualTo(10);
    }

    @Test
    void aChangedSettingHoldsAtOnceInItsOwnCityOnly() {
        settings.change(HAINAN, "returns.samePair", "4", "admin");
        settings.change(HAINAN, "returns.samePair", "5", "admin");

        assertThat(settings.number(HAINAN, "returns.samePair")).isEqualTo(5);
        assertThat(settings.number(HAIKOU, "returns.samePair")).isEqualTo(2);
    }

    @ParameterizedTest(name = "{0} = {1} is refused")
    @CsvSource({"returns.samePair, 0", "returns.samePair, two", "review.notByDispatcher, maybe",
        "calendar.officeFrom, 25:00", "calendar.officeFrom, 18:00", "routing.autoDispatchConfidence, 1.5"})
    void aValueThatMakesNoSenseIsRefused(String key, String value) {
        assertThatThrownBy(() -> settings.change(HAIKOU, key, value, "admin")).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(refusal.code()).isEqualTo("organization.badSetting"));
    }

    @Test
    void whatIsImportedIsSeenAfterARefresh() {
        context.getBean(JdbcClient.class).sql("insert into organization_unit (code, jurisdiction, name, kind, network, position) "
                + "values ('haimen-housing', '320614', '区住建局', 'department', 'on-network', 20)").update();
        assertThat(units.find("haimen-housing")).isEmpty();

        context.getBean(ReferenceData.class).refresh();

        assertThat(units.find("haimen-housing")).isPresent();
        context.getBean(JdbcClient.class).sql("delete from organization_unit where code = 'haimen-housing'").update();
        context.getBean(ReferenceData.class).refresh();
    }

    private static Stream<Unit> all() {
        return jurisdictions.list().stream().flatMap(jurisdiction -> units.list(jurisdiction.code()).stream());
    }
}
