package org.hotline12345.organization;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.nio.file.Path;
import liquibase.Contexts;
import liquibase.Liquibase;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.resource.ClassLoaderResourceAccessor;
import org.hotline12345.support.DemoTables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class ChangelogsTest {

    @Test
    void withoutTheDemoOnlyStatutoryDaysAreThere() {
        JdbcClient jdbc = JdbcClient.create(DemoTables.dataSource("production"));

        for (String table : new String[] {"jurisdiction", "setting", "region", "unit", "unit_alias", "category"}) {
            assertThat(jdbc.sql("select count(*) from organization_" + table).query(Integer.class).single()).isZero();
        }
        assertThat(jdbc.sql("select count(*) from calendar_day").query(Integer.class).single()).isEqualTo(374);
        assertThat(jdbc.sql("select count(*) from calendar_year where published = true").query(Integer.class).single())
                .isEqualTo(11);
    }

    @Test
    void anEmptyCellIsNullAndNotAnEmptyText() {
        JdbcClient jdbc = JdbcClient.create(DemoTables.dataSource("demo"));

        assertThat(jdbc.sql("select count(*) from organization_unit where parent in ('', 'NULL') "
                + "or legacy_number in ('', 'NULL') or remark in ('', 'NULL')")
                .query(Integer.class).single()).isZero();
        assertThat(jdbc.sql("select count(*) from organization_category where parent in ('', 'NULL')").query(Integer.class).single())
                .isZero();
    }

    @Test
    void theSameChangelogsSpeakMySql(@TempDir Path directory) throws Exception {
        String url = "offline:mysql?version=8.0.33&changeLogFile=" + directory.resolve("changelog.csv");
        for (String changelog : DemoTables.CHANGELOGS) {
            Database mysql = DatabaseFactory.getInstance()
                    .openDatabase(url, null, null, null, new ClassLoaderResourceAccessor());
            StringWriter sql = new StringWriter();
            new Liquibase(changelog, new ClassLoaderResourceAccessor(), mysql).update(new Contexts("demo"), sql);
            assertThat(sql.toString()).containsPattern("(CREATE TABLE|INSERT INTO|ALTER TABLE) (organization|calendar)_").doesNotContain("PUBLIC.");
        }
    }
}
