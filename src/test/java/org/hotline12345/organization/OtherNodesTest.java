package org.hotline12345.organization;

import static org.assertj.core.api.Assertions.assertThat;

import org.hotline12345.support.DemoTables;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What another node changed is noticed by the number it left behind, without a restart. */
class OtherNodesTest {

    private static final String KEY = Setting.URGE_PER_DAY.key();

    @Test
    void aChangeOfAnotherNodeIsReadOnceItsNumberHasMoved() {
        try (AnnotationConfigApplicationContext context = DemoTables.context("demo")) {
            Settings settings = context.getBean(Settings.class);
            ReferenceData data = context.getBean(ReferenceData.class);
            JdbcClient jdbc = context.getBean(JdbcClient.class);
            assertThat(settings.number("430500", KEY)).isEqualTo(3);

            // As the other node writes it: the row and the number, in one transaction.
            jdbc.sql("insert into organization_setting (jurisdiction, setting_key, setting_value, changed_by, changed_at) "
                    + "values ('430500', '" + KEY + "', '7', 'admin', 1)").update();
            data.followOtherNodes();
            assertThat(settings.number("430500", KEY)).isEqualTo(3);
            jdbc.sql("update organization_version set version = version + 1 where id = 1").update();
            data.followOtherNodes();
            assertThat(settings.number("430500", KEY)).isEqualTo(7);
        }
    }

    @Test
    void everyChangeMovesTheNumberAndAValueThatIsThereAlreadyChangesNothing() {
        try (AnnotationConfigApplicationContext context = DemoTables.context("demo")) {
            Settings settings = context.getBean(Settings.class);
            JdbcClient jdbc = context.getBean(JdbcClient.class);
            long before = version(jdbc);
            settings.change("430500", KEY, "5", "admin");
            assertThat(version(jdbc)).isEqualTo(before + 1);
            settings.change("430500", KEY, "5", "admin");
            assertThat(version(jdbc)).isEqualTo(before + 1);
            assertThat(settings.changes("430500", 0, 20).items()).extracting(Settings.Change::key, Settings.Change::before,
                    Settings.Change::after, Settings.Change::by).containsExactly(org.assertj.core.groups.Tuple.tuple(KEY, "3", "5", "admin"));
        }
    }

    private static long version(JdbcClient jdbc) {
        return jdbc.sql("select version from organization_version").query(Long.class).single();
    }
}
