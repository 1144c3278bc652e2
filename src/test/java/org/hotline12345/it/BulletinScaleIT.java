package org.hotline12345.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.camunda.bpm.engine.IdentityService;
import org.hotline12345.Hotline12345Application;
import org.hotline12345.bulletin.Bulletins;
import org.hotline12345.bulletin.Drafting;
import org.hotline12345.bulletin.content.Content;
import org.hotline12345.bulletin.content.Files;
import org.hotline12345.report.Base;
import org.hotline12345.report.Dimension;
import org.hotline12345.report.Figures;
import org.hotline12345.report.Measure;
import org.hotline12345.report.Measures;
import org.hotline12345.report.Period;
import org.hotline12345.report.PeriodFigures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How long a monthly bulletin takes, its figures alone and all of it, among three million tickets, 228,673 of them of that month (海口2023年1月),
 * on MySQL, against one full aggregate scan of the month's tickets and dispatches in plain SQL. Rows hold what figures read.
 */
@EnabledIfSystemProperty(named = "hotline.it.scale", matches = "true")
class BulletinScaleIT {

    private static final int TICKETS = Integer.getInteger("bulletin.tickets", 3_000_000);
    private static final int OF_MONTH = (int) (TICKETS * 228_673L / 3_000_000);
    private static final int AFTER = TICKETS / 12;
    private static final int RUNS = Integer.getInteger("bulletin.runs", 9);
    private static final int PART = 50_000;
    private static final double MOST_TIMES = 3;
    private static final String CITY = "460100";
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final LocalDate FIRST = LocalDate.of(2023, 1, 1);
    private static final long START = FIRST.atStartOfDay(ZONE).toInstant().toEpochMilli();
    private static final long END = FIRST.plusMonths(1).atStartOfDay(ZONE).toInstant().toEpochMilli();

    /** One pass over the month: its tickets, what units did with them, by unit and kind. */
    private static final String SCAN = "select t.matter_unit, t.kind, count(distinct t.ticket_no), count(*), "
            + "sum(case when t.status = 'closed-instant' then 1 else 0 end), sum(case when t.status = 'archived' then 1 else 0 end), "
            + "sum(case when t.satisfied = true then 1 else 0 end), sum(case when t.satisfied = false then 1 else 0 end), "
            + "sum(case when t.solved = true then 1 else 0 end), sum(case when t.exclusion is not null then 1 else 0 end), "
            + "sum(case when t.defaulted > 0 then 1 else 0 end), sum(case when d.overdue_at is not null then 1 else 0 end), "
            + "sum(case when d.replied_at is not null then 1 else 0 end), sum(case when d.rework = true then 1 else 0 end), "
            + "sum(case when d.contacted_at is not null then 1 else 0 end), sum(d.replied_at - d.dispatched_at) "
            + "from ticket_ticket t left join ticket_dispatch d on d.ticket_no = t.ticket_no "
            + "where t.jurisdiction = '" + CITY + "' and t.registered_at >= " + START + " and t.registered_at < " + END
            + " group by t.matter_unit, t.kind";

    /** The same by the index of time; left to itself, MySQL may read the whole hotline's. The faster of both is compared with. */
    private static final String SCAN_BY_TIME = SCAN.replace("ticket_ticket t left", "ticket_ticket t force index (ix_ticket_ticket_registered) left");

    /** The month's tickets alone, without what units did. */
    private static final String TICKETS_ONLY = "select t.matter_unit, t.kind, count(*), sum(case when t.status = 'closed-instant' then 1 else 0 end), "
            + "sum(case when t.satisfied = true then 1 else 0 end), sum(case when t.satisfied = false then 1 else 0 end) from ticket_ticket t "
            + "where t.jurisdiction = '" + CITY + "' and t.registered_at >= " + START + " and t.registered_at < " + END
            + " group by t.matter_unit, t.kind";

    @Test
    void everyFigureOfAMonthTakesNoMoreThanThreeScansOfIt() throws Exception {
        Database database = Database.fresh("bulletin");
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Hotline12345Application.class).profiles("demo").run(
                "--server.port=0", "--spring.datasource.url=" + database.url(), "--spring.datasource.username=" + database.user(),
                "--spring.datasource.password=", "--camunda.bpm.job-execution.enabled=false", "--hotline.search.follow=false",
                "--hotline.search.directory=target/it/bulletin-search");
                Connection connection = DriverManager.getConnection(database.url(), database.user(), "")) {
            fill(connection);
            PeriodFigures figures = context.getBean(PeriodFigures.class);
            Period month = new Period(CITY, FIRST, FIRST.plusMonths(1).minusDays(1));
            System.out.println("BULLETIN scan SQL: " + SCAN);
            explain(connection, SCAN);
            explain(connection, SCAN_BY_TIME);
            System.out.println("BULLETIN tickets-only SQL: " + TICKETS_ONLY);
            explain(connection, TICKETS_ONLY);
            List<Double> ours = new ArrayList<>();
            List<Double> bulletins = new ArrayList<>();
            List<Double> papers = new ArrayList<>();
            List<Double> scans = new ArrayList<>();
            List<Double> byTime = new ArrayList<>();
            List<Double> ticketsOnly = new ArrayList<>();
            Figures counted = figures.of(month);
            for (int run = -2; run < RUNS; run++) {
                long begun = System.nanoTime();
                counted = figures.of(month);
                double all = since(begun);
                double[] bulletin = bulletin(context);
                double scan = read(connection, SCAN);
                double ranged = read(connection, SCAN_BY_TIME);
                double only = read(connection, TICKETS_ONLY);
                if (run >= 0) {
                    ours.add(all);
                    bulletins.add(bulletin[0]);
                    papers.add(bulletin[1]);
                    scans.add(scan);
                    byTime.add(ranged);
                    ticketsOnly.add(only);
                }
            }
            assertThat(counted.count("received")).isEqualTo(OF_MONTH);
            System.out.printf(Locale.ROOT, "BULLETIN %d tickets, %d of the month, %d cells of %d measures%n", TICKETS, OF_MONTH, counted.cells().size(),
                    counted.cells().stream().filter(cell -> cell.dimension() == Dimension.ALL).count());
            double fasterScan = Math.min(median(scans), median(byTime));
            System.out.printf(Locale.ROOT, "BULLETIN median of %d interleaved runs: figures %.0f ms, scan %.0f ms, by time %.0f ms (tickets only %.0f ms): "
                    + "%.2f times%n", RUNS, median(ours), median(scans), median(byTime), median(ticketsOnly), median(ours) / fasterScan);
            System.out.printf(Locale.ROOT, "BULLETIN the whole bulletin, frozen, proposed texts, rules, content: %.0f ms, %.2f times; and its Word file %.0f ms%n",
                    median(bulletins), median(bulletins) / fasterScan, median(papers));
            System.out.println("BULLETIN all runs, ms: figures " + ours + " bulletin " + bulletins + " Word " + papers + " scan " + scans + " by time " + byTime
                    + " tickets only " + ticketsOnly);
            byBase(context.getBean(Measures.class), figures, month);
            statements(connection);
            assertThat(median(bulletins) + median(papers)).isLessThanOrEqualTo(MOST_TIMES * fasterScan);
        }
    }

    /** One monthly bulletin as its process makes it, from nothing to what an editor reads, and the Word file of it. @return ms of both */
    private static double[] bulletin(ConfigurableApplicationContext context) {
        context.getBean(IdentityService.class).setAuthentication("bulletin-editor", List.of("bulletin-editor"));
        TransactionTemplate transaction = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
        Drafting drafts = context.getBean(Drafting.class);
        long begun = System.nanoTime();
        String id = drafts.begin(new Drafting.Wish(CITY, "monthly", FIRST, null, null, null, null));
        transaction.executeWithoutResult(status -> drafts.freeze(id));
        transaction.executeWithoutResult(status -> drafts.crossFoot(id));
        Content content = context.getBean(Bulletins.class).content(id);
        double made = since(begun);
        begun = System.nanoTime();
        byte[] file = context.getBean(Files.class).preview(content, Files.DOCX, "通报采编员");
        double written = since(begun);
        assertThat(content.sections()).isNotEmpty();
        assertThat(file.length).isGreaterThan(10_000);
        return new double[] {made, written};
    }

    /** What the rows of each base take alone. */
    private static void byBase(Measures measures, PeriodFigures figures, Period month) {
        for (Base base : Base.values()) {
            List<Measure> ofBase = measures.all().stream().filter(measure -> measure.parts().stream().allMatch(part -> part.base() == base)).toList();
            figures.of(month, ofBase);
            long begun = System.nanoTime();
            figures.of(month, ofBase);
            System.out.printf(Locale.ROOT, "BULLETIN %-12s %2d measures alone %.0f ms%n", base, ofBase.size(), since(begun));
        }
    }

    /** What the server says it did for them. */
    private static void statements(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery("select count_star, "
                + "round(avg_timer_wait / 1e9, 1), round(sum_rows_examined / count_star), digest_text from "
                + "performance_schema.events_statements_summary_by_digest where schema_name = database() and digest_text like 'SELECT ? + %' "
                + "order by sum_timer_wait desc limit 12")) {
            while (rows.next()) {
                String text = rows.getString(4);
                System.out.printf("BULLETIN statement %s times, %s ms, %s rows examined: ... %s%n", rows.getString(1), rows.getString(2),
                        rows.getString(3), text.substring(Math.max(0, text.lastIndexOf("FROM"))));
            }
        }
    }

    private static double since(long begun) {
        return Math.round((System.nanoTime() - begun) / 1e5) / 10.0;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static double read(Connection connection, String sql) throws SQLException {
        long begun = System.nanoTime();
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
            int seen = 0;
            while (rows.next()) {
                seen++;
            }
            assertThat(seen).isPositive();
        }
        return since(begun);
    }

    private static void explain(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery("explain format=tree " + sql)) {
            while (rows.next()) {
                rows.getString(1).lines().forEach(line -> System.out.println("BULLETIN   " + line));
            }
        }
    }

    // ---------------------------------------------------------------- what is there

    private static void fill(Connection connection) throws SQLException {
        long begun = System.nanoTime();
        try (Statement sql = connection.createStatement()) {
            sql.execute("set foreign_key_checks = 0, unique_checks = 0");
            sql.execute("create table scale_n (n int primary key)");
            sql.execute("insert into scale_n values (0)");
            for (int known = 1; known < PART; known *= 2) {
                sql.execute("insert into scale_n select n + " + known + " from scale_n where n + " + known + " < " + PART);
            }
            sql.execute("create table scale_u (i int primary key, code varchar(64))");
            sql.execute("insert into scale_u select row_number() over (order by code) - 1, code from organization_unit where jurisdiction = '" + CITY
                    + "' and kind <> 'hotline'");
            int units;
            try (ResultSet row = sql.executeQuery("select count(*) from scale_u")) {
                row.next();
                units = row.getInt(1);
            }
            for (int from = 0; from < TICKETS; from += PART) {
                String numbers = "(select s.n + " + from + " as n from scale_n s where s.n + " + from + " < " + TICKETS + ") n";
                String last = newest(sql);
                sql.execute(tickets(numbers, units));
                String these = "t.ticket_no > '" + last + "'";
                sql.execute(dispatches(these));
                sql.execute("insert into ticket_event (ticket_no, seq, type, happened_at, actor) select t.ticket_no, 1, 'registered', t.registered_at, "
                        + "'operator' from ticket_ticket t where " + these);
                sql.execute("insert into ticket_event (ticket_no, seq, type, happened_at, actor) select t.ticket_no, 2, case t.status when 'archived' then "
                        + "'archived' else 'closedAtDesk' end, t.closed_at, 'system' from ticket_ticket t where t.closed_at is not null and " + these);
                sql.execute("insert into ticket_event (ticket_no, seq, type, happened_at, actor, unit) select t.ticket_no, 3, 'returnRequested', "
                        + "t.dispatched_at + 36000000, 'clerk', t.matter_unit from ticket_ticket t where t.returns > 0 and " + these);
                sql.execute("insert into ticket_event (ticket_no, seq, type, happened_at, actor, unit) select t.ticket_no, 4, 'returnRejected', "
                        + "t.dispatched_at + 50000000, 'dispatcher', t.matter_unit from ticket_ticket t where t.returns > 0 and " + these);
            }
            for (String table : List.of("ticket_ticket", "ticket_dispatch", "ticket_event")) {
                sql.execute("analyze table " + table);
            }
        }
        System.out.printf(Locale.ROOT, "BULLETIN filled %d tickets in %.0f s%n", TICKETS, (System.nanoTime() - begun) / 1e9);
    }

    /** Numbers rise with time, so whatever is added comes after it. */
    private static String newest(Statement sql) throws SQLException {
        try (ResultSet row = sql.executeQuery("select coalesce(max(ticket_no), '') from ticket_ticket")) {
            row.next();
            return row.getString(1);
        }
    }

    /** Five years before, the month, two months after; numbers rise with time. */
    private static String tickets(String numbers, int units) {
        int before = TICKETS - OF_MONTH - AFTER;
        String at = "case when n.n < " + before + " then " + START + " - (" + before + " - n.n) * " + 5L * 365 * 86_400_000 / before
                + " when n.n < " + (before + OF_MONTH) + " then " + START + " + (n.n - " + before + ") * " + (END - START) / OF_MONTH
                + " else " + END + " + (n.n - " + (before + OF_MONTH) + ") * " + 59L * 86_400_000 / AFTER + " end";
        return "insert into ticket_ticket (ticket_no, jurisdiction, channel, content_hash, status, kind, category, region, title, content, confidential, "
                + "supplemented, supervised, has_contact, received_at, registered_at, dispatched_at, closed_at, round, returns, survey_attempts, "
                + "call_attempts, round_survey_attempts, round_call_attempts, call_reached, evaluations, defaulted, satisfied, solved, exclusion, "
                + "matter_unit, last_seq) select concat('HK', from_unixtime(x.at / 1000, '%Y%m%d'), lpad(x.n, 8, '0')), '" + CITY + "', "
                + "elt(1 + x.r % 4, 'phone', 'phone', 'wechat', 'web'), '', case when x.sent = 0 then 'closed-instant' when x.r % 50 = 3 then 'handling' "
                + "else 'archived' end, x.kind, elt(1 + x.r % 7, 'consumer-rights', 'noise', 'property-service', 'traffic-order', 'social-insurance', 'education', "
                + "'water-supply'), elt(1 + x.r % 4, '460105', '460106', '460107', '460108'), concat('诉求', x.n), "
                + "repeat('市民来电反映小区周边问题，希望相关部门尽快处理。', 4), false, false, false, true, x.at, x.at, if(x.sent = 1, x.at + 600000, null), "
                + "case when x.sent = 0 then x.at + 300000 when x.r % 50 = 3 then null else x.at + 86400000 * (1 + x.r % 6) end, "
                + "if(x.sent = 0, 0, if(x.r % 40 = 1, 2, 1)), if(x.sent = 1 and x.r % 30 = 7, 1, 0), x.sent, 0, 0, 0, x.sent, if(x.r % 5 = 0, 0, x.sent), "
                + "if(x.sent = 1 and x.r % 5 = 0, 1, 0), if(x.sent = 0 or x.r % 5 = 0, null, x.r % 57 <> 0), if(x.sent = 0 or x.r % 5 = 0, null, x.r % 9 <> 0), "
                + "if(x.sent = 1 and x.r % 90 = 0, 'beyond-power', null), u.code, 2 from (select n.n, " + at + " as at, crc32(concat('r', n.n)) as r, "
                // Of ten: five questions answered at once, one question dispatched, two complaints and two others dispatched.
                + "if(crc32(concat('k', n.n)) % 10 < 5, 0, 1) as sent, elt(1 + crc32(concat('k', n.n)) % 10, 'consult', 'consult', 'consult', 'consult', "
                + "'consult', 'consult', 'complaint', 'complaint', 'help', 'suggestion') as kind from " + numbers + ") x "
                + "join scale_u u on u.i = crc32(concat('u', x.n)) % " + units;
    }

    private static String dispatches(String these) {
        return "insert into ticket_dispatch (id, ticket_no, round, unit, role, state, binding, rework, dispatched_at, dispatched_by, provisional, signed_at, "
                + "contacted_at, contact_until, handle_until, returned_at, overdue_at, replied_at, ended_at, reply) select concat('d', t.ticket_no), t.ticket_no, "
                + "t.round, t.matter_unit, 'lead', if(t.closed_at is null, 'signed', 'replied'), false, t.round > 1, t.dispatched_at, 'dispatcher', false, "
                + "t.dispatched_at + 3600000, if(crc32(concat('c', t.ticket_no)) % 3 = 0, null, t.dispatched_at + 7200000), t.dispatched_at + 86400000, "
                + "t.dispatched_at + 5 * 86400000, if(t.returns > 0, t.dispatched_at + 36000000, null), "
                + "if(crc32(concat('o', t.ticket_no)) % 70 = 0, t.dispatched_at + 5 * 86400000, null), t.closed_at - 3600000, t.closed_at - 3600000, "
                + "if(t.closed_at is null, null, repeat('经现场核实，情况属实，已责令限期整改并回复群众。', 2)) from ticket_ticket t where t.dispatched_at is not null and " + these;
    }
}
