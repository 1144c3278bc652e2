package org.hotline12345.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What the daily look costs on MySQL, with and without years of tickets that lie before what it reads. */
@EnabledIfSystemProperty(named = "hotline.it.scale", matches = "true")
class EarlySignScaleIT {

    private static final int A_DAY = Integer.getInteger("signs.aday", 1_000);
    private static final int YEARS_BEFORE = Integer.getInteger("signs.years", 3);
    private static final int WINDOW = 90;
    private static final int LOOKS = 5;
    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));

    @Test
    void whatClosedLongAgoCostsTheDailyLookNothing() {
        Database database = Database.fresh("signs_scale");
        try (Node node = Node.started(database, "--hotline.search.follow=false", "--hotline.report.every=1h", "--hotline.report.stepsEvery=1h")) {
            String pattern = node.as("operator").registers(Person.complaint(null));
            database.execute("create table scale_n as with recursive n as (select 0 as n union all select n + 1 from n where n < 999) select n from n");
            fill(database, pattern, 1, WINDOW);
            long without = looks(database, "without a past");
            fill(database, pattern, WINDOW + 1, YEARS_BEFORE * 365);
            database.execute("analyze table ticket_ticket");
            long with = looks(database, "with " + YEARS_BEFORE + " years before");
            System.out.printf(Locale.ROOT, "SIGNS plan: %s%n", database.read("explain format=tree select floor((registered_at + 28800000) / 86400000), category, count(*) "
                    + "from ticket_ticket where jurisdiction = '430500' and registered_at >= " + millis(70) + " and registered_at < " + millis(0)
                    + " and status <> 'invalid' group by floor((registered_at + 28800000) / 86400000), category"));
            assertThat(with).as("median of the looks, ms").isLessThan(2 * without + 500);
        }
    }

    private static long looks(Database database, String what) {
        List<Long> took = new ArrayList<>();
        for (int look = 0; look < LOOKS; look++) {
            database.execute("delete from earlysign_day");
            await().atMost(Duration.ofMinutes(3)).until(() -> database.count("select count(*) from earlysign_day where jurisdiction = '430500'") > 0);
            took.add((long) database.count("select took_ms from earlysign_day where jurisdiction = '430500'"));
        }
        took.sort(null);
        System.out.printf(Locale.ROOT, "SIGNS %s: %d tickets, looks took %s ms%n", what, database.count("select count(*) from ticket_ticket"), took);
        return took.get(LOOKS / 2);
    }

    private static void fill(Database database, String pattern, int newest, int days) {
        List<String> columns = database.read("select column_name from information_schema.columns where table_schema = database() and table_name = "
                + "'ticket_ticket' and column_name <> 'changed_at' order by ordinal_position");
        Map<String, String> values = new HashMap<>();
        values.put("ticket_no", "concat('ES', d.n, '-', s.n)");
        values.put("external_id", "null");
        values.put("registered_at", millis(0) + " - (d.n + 1) * 86400000 + s.n * 80000");
        values.put("category", "elt(1 + floor(rand(d.n * 1000 + s.n) * 6), 'noise', 'telecom-fault', 'consumer-rights', 'construction-noise', 'industrial-noise', null)");
        values.put("region", "elt(1 + floor(rand(s.n * 1000 + d.n) * 4), '430502', '430503', '430511', null)");
        values.put("address", "concat('幸福路', floor(rand() * 500), '号')");
        for (int part = 0; part < days; part += 100) {
            database.execute("insert into ticket_ticket (" + String.join(", ", columns) + ") select " + columns.stream()
                    .map(column -> values.getOrDefault(column.toLowerCase(Locale.ROOT), "t." + column)).collect(Collectors.joining(", "))
                    + " from ticket_ticket t, (select n + " + (newest - 1 + part) + " as n from scale_n where n < " + Math.min(100, days - part)
                    + ") d, scale_n s where t.ticket_no = '" + pattern + "' and s.n < " + A_DAY);
        }
    }

    private static long millis(int daysAgo) {
        return TODAY.minusDays(daysAgo).atStartOfDay(ZoneId.of("Asia/Shanghai")).toInstant().toEpochMilli();
    }
}
