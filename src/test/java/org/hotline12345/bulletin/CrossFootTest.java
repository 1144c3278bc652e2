package org.hotline12345.bulletin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.hotline12345.bulletin.content.Cell;
import org.hotline12345.bulletin.content.Contents;
import org.hotline12345.bulletin.content.Grid;
import org.hotline12345.bulletin.content.Row;
import org.hotline12345.organization.Jurisdictions;
import org.hotline12345.organization.ReferenceData;
import org.hotline12345.organization.Settings;
import org.hotline12345.report.Dimension;
import org.hotline12345.report.RandomMonth;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** Whatever tickets there are, the figures of a bulletin of any kind agree with themselves: nothing but a mistake stops it. */
@SpringBootTest
@ActiveProfiles({"demo", "test"})
@TestPropertySource(properties = "spring.datasource.url=jdbc:h2:mem:cross-foot;DB_CLOSE_DELAY=-1")
@DirtiesContext
class CrossFootTest {

    private static boolean written;

    @Autowired
    CrossFoot crossFoot;
    @Autowired
    Editions editions;
    @Autowired
    Snapshots snapshots;
    @Autowired
    Frames frames;
    @Autowired
    Jurisdictions jurisdictions;
    @Autowired
    ReferenceData reference;
    @Autowired
    Settings settings;
    @Autowired
    JdbcClient jdbc;
    @Autowired
    NamedParameterJdbcTemplate batches;
    @Autowired
    TransactionTemplate transaction;

    /** Two cities: one counts as usual, the other has no row of the hotline's own and counts who was not reached as satisfied. */
    @BeforeEach
    void month() {
        if (!written) {
            transaction.executeWithoutResult(status -> {
                new RandomMonth(batches, 20190301).write(1500, 1500);
                jdbc.sql("update organization_jurisdiction set hotline_unit = null where code = :other").param("other", RandomMonth.OTHER_PLACE).update();
            });
            reference.refresh();
            settings.change(RandomMonth.OTHER_PLACE, "callback.defaultCountsAsSatisfied", "true", "admin");
            written = true;
        }
    }

    @ParameterizedTest
    @EnumSource(BulletinKind.class)
    void aMonthAsChanceHasItAgreesWithItselfInABulletinOfEveryKind(BulletinKind kind) {
        for (String place : List.of(RandomMonth.PLACE, RandomMonth.OTHER_PLACE)) {
            Frozen frozen = frozen(place, kind, RandomMonth.FIRST, RandomMonth.LAST);
            assertThat(frozen.figures().count("evaluated")).isPositive();
            assertThat(crossFoot.of(frozen)).as(place).extracting(Contradiction::message).isEmpty();
        }
    }

    @Test
    void singleDaysAndWeeksAgreeWithThemselvesToo() {
        for (int day = 0; day < 3; day++) {
            LocalDate from = RandomMonth.FIRST.plusDays(day * 9);
            assertThat(crossFoot.of(frozen(RandomMonth.PLACE, BulletinKind.DAILY, from, from))).extracting(Contradiction::message).isEmpty();
            assertThat(crossFoot.of(frozen(RandomMonth.PLACE, BulletinKind.FACTS, from, from))).extracting(Contradiction::message).isEmpty();
            assertThat(crossFoot.of(frozen(RandomMonth.PLACE, BulletinKind.WEEKLY, from, from.plusDays(6)))).extracting(Contradiction::message).isEmpty();
        }
    }

    @Test
    void aCallThatWasSplitIsJudgedThoughItsPartsAreWhatIsClosed() {
        Frozen frozen = frozen(RandomMonth.PLACE, BulletinKind.DAILY, RandomMonth.SPLIT_DAY, RandomMonth.SPLIT_DAY);
        assertThat(frozen.figures().count("evaluated")).isEqualTo(1);
        assertThat(frozen.figures().count("closed")).isZero();
        assertThat(crossFoot.of(frozen)).extracting(Contradiction::message).isEmpty();
    }

    @Test
    void theMonthHasWhatIsHardToCount() {
        assertThat(tickets("parts > 0 and satisfied is not null and exclusion is null")).as("split calls that were evaluated").isPositive();
        assertThat(tickets("merged_into is not null and round = 0 and satisfied = true")).as("merged, and told another ticket's result").isPositive();
        assertThat(tickets("merged_into is not null and round = 1 and exists (select 1 from ticket_dispatch d where d.ticket_no = t.ticket_no and d.rework)"))
                .as("merged, and handled on their own afterwards").isPositive();
        assertThat(tickets("evaluations > 0 and survey_attempts = 0 and call_attempts = 0")).as("evaluated without a call").isPositive();
        assertThat(jurisdictions.require(RandomMonth.OTHER_PLACE).hotlineUnit()).isNull();
        for (String place : List.of(RandomMonth.PLACE, RandomMonth.OTHER_PLACE)) {
            Frozen frozen = frozen(place, BulletinKind.FACTS, RandomMonth.FIRST, RandomMonth.LAST);
            assertThat(frozen.figures().count("assigned", Dimension.UNIT, RandomMonth.LEFT_FROM_BEFORE)).isZero();
            Grid handed = Contents.of(BulletinKind.FACTS, frozen).grid("handled").orElseThrow();
            assertThat(handed.cell(RandomMonth.LEFT_FROM_BEFORE, "handled").orElseThrow()).isEqualTo(new Cell.Amount(20));
            assertThat(handed.rows()).extracting(Row::key).doesNotContain("hotline-centre");
            List<Long> assigned = handed.rows().stream().filter(row -> !row.key().isEmpty()).map(row -> ((Cell.Amount) row.cells().get(1)).n()).toList();
            assertThat(assigned).isSortedAccordingTo((one, other) -> Long.compare(other, one));
        }
    }

    private long tickets(String which) {
        return jdbc.sql("select count(*) from ticket_ticket t where jurisdiction = '430500' and closed_at is not null and " + which).query(Long.class).single();
    }

    private Frozen frozen(String place, BulletinKind kind, LocalDate from, LocalDate to) {
        return transaction.execute(status -> {
            String id = Drafting.newId();
            editions.insert(id, kind, place, from, to, kind == BulletinKind.SPECIAL ? "尾号" : null,
                    kind == BulletinKind.SPECIAL ? "00 11" : null, kind.label(),
                    frames.of(jurisdictions.require(place), kind), null, 0, "system");
            editions.set(id, Map.of("snapshot", snapshots.take(editions.require(id), "拟稿冻结")));
            return snapshots.frozen(editions.require(id));
        });
    }
}
