package org.hotline12345.support;

import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import liquibase.Contexts;
import liquibase.Liquibase;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.ClassLoaderResourceAccessor;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.AuditTrail;
import org.hotline12345.organization.Practice;
import org.hotline12345.organization.Staff;
import org.hotline12345.organization.Unit;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.type.filter.RegexPatternTypeFilter;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A database with the organization's and the calendar's tables only, and their beans over it, without an engine. */
public final class DemoTables {

    public static final List<String> CHANGELOGS = List.of("db/changelog/202611210200-organization-tables.xml",
            "db/changelog/202611210205-organization-demo.xml", "db/changelog/202611210210-calendar-tables.xml",
            "db/changelog/202611210215-calendar-statutory-days.xml", "db/changelog/202611211500-organization-duty.xml",
            "db/changelog/202611211610-organization-unit-practice.xml", "db/changelog/202611221000-organization-place.xml",
            "db/changelog/202611221520-calendar-import.xml", "db/changelog/202611221530-calendar-unit-groups.xml",
            "db/changelog/202611241000-organization-version.xml", "db/changelog/202611241200-organization-unit-changes.xml");

    private DemoTables() {}

    /** The beans of both capabilities, the signed-in person being {@code admin}. */
    public static AnnotationConfigApplicationContext context(String contexts) {
        DataSource dataSource = dataSource(contexts);
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.getEnvironment().getPropertySources().addFirst(
                new MapPropertySource("demo", Map.of("hotline.jurisdiction", "430500")));
        context.registerBean(DataSource.class, () -> dataSource);
        context.registerBean(JdbcClient.class, () -> JdbcClient.create(dataSource));
        context.registerBean(Clock.class,
                () -> Clock.fixed(Instant.parse("2026-11-21T02:00:00Z"), ZoneId.of("Asia/Shanghai")));
        context.registerBean(Actors.class, () -> () -> new Actor("admin", Set.of("camunda-admin")));
        context.registerBean(Staff.class, NobodyKnown::new);
        context.registerBean(AuditTrail.class, NothingKept::new);
        ClassPathBeanDefinitionScanner scanner = new ClassPathBeanDefinitionScanner(context);
        scanner.addExcludeFilter(new RegexPatternTypeFilter(Pattern.compile(".*\\.process\\..*")));
        scanner.scan("org.hotline12345.organization", "org.hotline12345.calendar");
        context.refresh();
        return context;
    }

    /** Without the audit's tables nothing is written down. */
    private static final class NothingKept implements AuditTrail {
        @Override
        public void record(Entry entry) {
            // Nobody asks for it here.
        }

        @Override
        public void recordAs(String actor, Entry entry) {
            // Nobody asks for it here.
        }

        @Override
        public void refused(Refused refused) {
            // Nobody asks for it here.
        }

        @Override
        public void seen(String ticketNo, Look how) {
            // Nobody asks for it here.
        }
    }

    /** Without an engine there are no accounts. */
    private static final class NobodyKnown implements Staff {
        @Override
        public void ensureGroup(Unit unit) {
            // No identity service to make it in.
        }

        @Override
        public void ensureGroups(Unit unit, Practice practice) {
            // No identity service to make them in.
        }

        @Override
        public boolean isMember(String user, String group) {
            return false;
        }

        @Override
        public List<Person> members(String group) {
            return List.of();
        }
    }

    public static DataSource dataSource(String contexts) {
        DriverManagerDataSource dataSource =
                new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
        try (Connection connection = dataSource.getConnection()) {
            Database database =
                    DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
            for (String changelog : CHANGELOGS) {
                new Liquibase(changelog, new ClassLoaderResourceAccessor(), database).update(new Contexts(contexts));
            }
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
        return dataSource;
    }
}
