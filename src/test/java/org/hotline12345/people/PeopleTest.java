package org.hotline12345.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.IdentityService;
import org.hotline12345.common.AccountGate;
import org.hotline12345.common.Refusal;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.transaction.annotation.Transactional;

/** Lists of people in and out. */
@SpringBootTest(properties = {"spring.datasource.url=jdbc:h2:mem:people-lists;DB_CLOSE_DELAY=-1", "camunda.bpm.job-execution.enabled=false"})
@ActiveProfiles("demo")
@Transactional
class PeopleTest {

    private static final String CITY = "430500";

    @Autowired
    private People people;
    @Autowired
    private AccountGate gate;
    @Autowired
    private IdentityService identity;
    @Autowired
    private JdbcClient jdbc;

    private static PersonRow row(String account, String unit, String... roles) {
        return new PersonRow(account, "周一", unit, Set.of(roles), "0739-1234567", "zhou@example.cn", true);
    }

    @Test
    void everybodyOfTheDemoStandsInTheList() {
        List<PersonRow> all = people.current(CITY);
        assertThat(all).anySatisfy(row -> {
            assertThat(row.account()).isEqualTo("clerk-market-regulation");
            assertThat(row.unit()).isEqualTo("market-regulation");
            assertThat(row.roles()).containsExactly("clerk");
            assertThat(row.name()).endsWith("经办员");
        }).anySatisfy(row -> assertThat(row).isEqualTo(new PersonRow("dispatcher", "派单员", null, Set.of("dispatcher"), null, null, true)));
        assertThat(all).noneMatch(row -> row.account().startsWith("clerk-haimen"));
    }

    @Test
    void theListAppliedToItselfChangesNothing() {
        List<PersonRow> all = people.current(CITY);
        assertThat(people.check(CITY, all, unit -> false)).allSatisfy(problems -> assertThat(problems).isEmpty());
        People.Applied applied = people.apply(CITY, all, "导入");
        assertThat(applied.unchanged()).isEqualTo(all.size());
        assertThat(applied.created() + applied.changed()).isZero();
        assertThat(jdbc.sql("select count(*) from people_change").query(Integer.class).single()).isZero();
    }

    @Test
    void newPeopleComeWithoutAPasswordAndTheSecondTimeNothingHappens() {
        List<PersonRow> list = List.of(row("zhou-1", "market-regulation", "经办员"), row("zhou-2", null, "派单员", "operator"),
                row("zhou-3", "natural-resources", "leader", "section-land"));
        People.Applied first = people.apply(CITY, list, "导入");
        assertThat(first.created()).isEqualTo(3);
        assertThat(first.waiting()).isEqualTo(3);
        assertThat(people.apply(CITY, list, "导入").unchanged()).isEqualTo(3);
        assertThat(identity.createGroupQuery().groupMember("zhou-1").list()).extracting("id").containsExactly("unit-market-regulation");
        assertThat(identity.createGroupQuery().groupMember("zhou-3").list()).extracting("id")
                .containsExactlyInAnyOrder("leader-natural-resources", "section-natural-resources-land");
        assertThat(gate.passOf("zhou-1").passwordGood()).isFalse();
        assertThat(people.current(CITY)).contains(row("zhou-2", null, "dispatcher", "operator"));
    }

    @Test
    void fiveHundredAccountsAreMadeInSeconds() {
        List<PersonRow> list = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            list.add(row("many-" + i, "market-regulation", "clerk"));
        }
        long started = System.nanoTime();
        assertThat(people.apply(CITY, list, "导入").created()).isEqualTo(500);
        assertThat(people.apply(CITY, list, "导入").unchanged()).isEqualTo(500);
        assertThat((System.nanoTime() - started) / 1_000_000_000).isLessThan(60);
    }

    @Test
    void everyMistakeIsSaidOfItsField() {
        assertThat(fields(row("Zhou", "market-regulation", "clerk"))).containsExactly("account");
        assertThat(fields(row(null, "market-regulation", "clerk"))).containsExactly("account");
        assertThat(fields(row("zhou", "no-such-unit", "clerk"))).containsExactly("unit");
        assertThat(fields(row("zhou", "hainan-chengmai-platform", "clerk"))).containsExactly("unit");
        assertThat(fields(row("zhou", null, "clerk"))).containsExactly("roles");
        assertThat(fields(row("zhou", null, "king"))).containsExactly("roles");
        assertThat(fields(row("zhou", null, "desk-nowhere"))).containsExactly("roles");
        assertThat(fields(row("zhou", null))).containsExactly("roles");
        assertThat(fields(row("zhou", "market-regulation", "dispatcher"))).containsExactly("roles");
        assertThat(fields(row("zhou", "market-regulation", "section-nowhere"))).contains("roles");
        assertThat(fields(new PersonRow("zhou", " ", null, Set.of("operator"), "电话", "邮箱", true))).containsExactly("name", "phone", "email");
        assertThat(people.check(CITY, List.of(row("a-1", "new-unit", "clerk"), row("a-1", "new-unit", "clerk")), "new-unit"::equals))
                .satisfies(problems -> assertThat(problems.get(0)).isEmpty())
                .satisfies(problems -> assertThat(problems.get(1)).extracting(PersonProblem::field).containsExactly("account"));
    }

    private List<String> fields(PersonRow row) {
        return people.check(CITY, row).stream().map(PersonProblem::field).toList();
    }

    @Test
    void aRowWithAProblemStoresNothing() {
        assertThatThrownBy(() -> people.apply(CITY, List.of(row("zhou-1", null, "operator"), row("zhou-2", null, "king")), "导入"))
                .isInstanceOfSatisfying(Refusal.class, refused -> assertThat(refused.code()).isEqualTo("people.badRow"))
                .hasMessageContaining("第2人（zhou-2）");
        assertThat(identity.createUserQuery().userId("zhou-1").count()).isZero();
    }

    @Test
    void whoChangesIsChangedAndTheOldNameStaysWhereItWas() {
        people.apply(CITY, List.of(row("zhou-1", "market-regulation", "clerk")), "导入");
        PersonRow moved = new PersonRow("zhou-1", "周二", "housing-security", Set.of("clerk"), null, null, false);
        String unit = people.check(CITY, moved).isEmpty() ? "housing-security" : "tourism-culture";
        moved = new PersonRow("zhou-1", "周二", unit, Set.of("clerk"), null, null, false);
        assertThat(people.apply(CITY, List.of(moved), "调动").changed()).isEqualTo(1);
        assertThat(people.current(CITY)).contains(moved);
        assertThat(gate.passOf("zhou-1").open()).isFalse();
        assertThat(jdbc.sql("select name from people_name where account = 'zhou-1' order by since").query(String.class).list())
                .containsExactly("周一", "周二");
        assertThat(jdbc.sql("select act from people_change where account = 'zhou-1' order by happened_at, act").query(String.class).list())
                .containsExactlyInAnyOrder("created", "locked");
    }

    @Test
    void theLastAdministratorStays() {
        PersonRow admin = people.current(CITY).stream().filter(row -> row.account().equals("admin")).findFirst().orElseThrow();
        PersonRow without = new PersonRow("admin", admin.name(), null, Set.of("operator"), null, null, true);
        assertThatThrownBy(() -> people.apply(CITY, List.of(without), "导入")).hasMessageContaining("最后一个可用的系统管理员");
    }
}
