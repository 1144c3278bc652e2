package org.hotline12345.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.hotline12345.common.AuditTrail;
import org.hotline12345.common.AuditTrail.Entry;
import org.hotline12345.common.AuditTrail.Look;
import org.hotline12345.common.AuditTrail.Refused;
import org.hotline12345.platform.MovableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.transaction.support.TransactionTemplate;

/** What the trail keeps of an act, a look and a closed door. */
@SpringBootTest
@ActiveProfiles({"demo", "test"})
class AuditTrailTest {

    @Autowired
    private AuditTrail trail;
    @Autowired
    private RefusalCounts refusals;
    @Autowired
    private IdentityService identityService;
    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private TransactionTemplate transaction;
    @Autowired
    private MovableClock clock;
    private long before;

    @BeforeEach
    void thereIsAPast() {
        clock.freezeAt(Instant.parse("2023-02-08T01:00:00Z"));
        refusals.write();
        before = jdbc.sql("select coalesce(max(id), 0) from audit_entry").query(Long.class).single();
    }

    @AfterEach
    void timeGoesOn() {
        identityService.clearAuthentication();
        clock.reset();
    }

    @Test
    void anActIsKeptWithTheNameOfThen() {
        identityService.setAuthentication("admin", List.of("camunda-admin"));
        trail.record(new Entry(AuditTrail.SETTING, "urge.perDay", "由3改为5"));
        assertThat(fresh()).singleElement().satisfies(row -> assertThat(row)
                .containsEntry("KIND", "setting").containsEntry("ACTOR", "admin").containsEntry("ACTOR_NAME", "系统管理员")
                .containsEntry("SUBJECT", "urge.perDay").containsEntry("ENTRY_TEXT", "由3改为5")
                .containsEntry("HAPPENED_AT", Instant.parse("2023-02-08T01:00:00Z").toEpochMilli()));
    }

    @Test
    void anActThatIsTakenBackLeavesNoEntry() {
        transaction.executeWithoutResult(status -> {
            trail.record(new Entry(AuditTrail.SETTING, "urge.perDay", "由3改为5"));
            status.setRollbackOnly();
        });
        assertThat(fresh()).isEmpty();
    }

    @Test
    void longTextsAreCutAndStayOneLine() {
        trail.record(new Entry(AuditTrail.IMPORT, "一".repeat(300), "𠮷".repeat(1200) + "\n第二行\u2028第三行"));
        assertThat(fresh()).singleElement().satisfies(row -> {
            assertThat((String) row.get("SUBJECT")).hasSize(200).endsWith("…");
            assertThat((String) row.get("ENTRY_TEXT")).hasSizeLessThanOrEqualTo(2000).endsWith("𠮷…").doesNotContain("\n");
        });
    }

    @Test
    void aTicketSeenTwiceInHalfAnHourIsOneRowAndLaterAnother() {
        identityService.setAuthentication("reviewer", List.of("reviewer"));
        trail.seen("AUDIT-1", Look.CARD);
        trail.seen("AUDIT-1", Look.CARD);
        trail.seen("AUDIT-1", Look.ATTACHMENT);
        clock.freezeAt(Instant.parse("2023-02-08T01:30:00Z"));
        trail.seen("AUDIT-1", Look.CARD);
        assertThat(jdbc.sql("select look from audit_ticket_look where ticket_no = 'AUDIT-1' order by seen_at, look")
                .query(String.class).list()).containsExactly("attachment", "card", "card");
    }

    @Test
    void aLookThatWasRolledBackIsWrittenTheNextTime() {
        identityService.setAuthentication("reviewer", List.of("reviewer"));
        transaction.executeWithoutResult(status -> {
            trail.seen("AUDIT-2", Look.CARD);
            status.setRollbackOnly();
        });
        trail.seen("AUDIT-2", Look.CARD);
        assertThat(jdbc.sql("select count(*) from audit_ticket_look where ticket_no = 'AUDIT-2'").query(Long.class).single()).isOne();
    }

    @Test
    void jobsSeeNothing() {
        trail.seen("AUDIT-3", Look.CARD);
        assertThat(jdbc.sql("select count(*) from audit_ticket_look where ticket_no = 'AUDIT-3'").query(Long.class).single()).isZero();
    }

    @Test
    void equalRefusalsOfAMinuteAreOneRowWithTheirNumber() {
        for (int i = 0; i < 1000; i++) {
            trail.refused(new Refused("reviewer", "10.0.0.7", "PUT /api/settings/{key}", 403, "organization.settingNotAllowed", null));
        }
        assertThat(fresh()).isEmpty();
        refusals.write();
        assertThat(fresh()).singleElement().satisfies(row -> assertThat(row).containsEntry("TIMES", 1000L)
                .containsEntry("ADDRESS", "10.0.0.7").containsEntry("ACTOR", "reviewer").containsEntry("KIND", "refused"));
    }

    @Test
    void aStrangerAtEverNewDoorsLeavesABoundedNumberOfRows() {
        for (int i = 0; i < 5000; i++) {
            trail.refused(new Refused("guess-" + i, "10.0.0." + i % 250, "POST /login", 401, null, null));
        }
        refusals.write();
        assertThat(fresh()).hasSize(RefusalCounts.MOST_ROWS_A_MINUTE + 1);
        assertThat(fresh().stream().mapToLong(row -> (Long) row.get("TIMES")).sum()).isEqualTo(5000);
    }

    private List<Map<String, Object>> fresh() {
        return jdbc.sql("select * from audit_entry where id > :before order by id").param("before", before).query().listOfRows();
    }
}
