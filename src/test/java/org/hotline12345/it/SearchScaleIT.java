package org.hotline12345.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * How long people wait for what they look for among three million tickets of five years on MySQL, asked over HTTP as the
 * page asks, and how many rows the database examined for it. Rows hold what looking reads, nothing else.
 */
@EnabledIfSystemProperty(named = "hotline.it.scale", matches = "true")
class SearchScaleIT {

    private static final int TICKETS = Integer.getInteger("search.tickets", 3_000_000);
    private static final int ASKED = Integer.getInteger("search.asked", 200);
    private static final double MOST_MILLISECONDS = 300;
    private static final int PART = 2_000;
    private static final int DAYS = 5 * 365;
    private static final LocalDate LAST = LocalDate.of(2026, 10, 31);
    private static final String UNIT = "market-regulation";
    private static final List<String> STATUSES = List.of("archived", "archived", "archived", "closed-instant", "archived", "archived", "withdrawn", "archived");
    private static final List<String> KINDS = List.of("complaint", "complaint", "help", "consult", "report", "suggestion");
    private static final List<String> REGIONS = List.of("430502", "430503", "430511", "430522", "430523", "430524", "430525", "430527", "430528", "430529", "430581", "430582");
    private static final String SURNAMES = "梅兰竹菊松柏桃李杏梨荷莲桂枫榆柳槐桐杨橘";
    private static final String NAMES = "湖滨金水锦绣东方阳光世纪天源龙凤翠屏明珠和谐康乐银河紫薇玉华星城盛世书香桃花";
    private static final List<String> MATTERS = List.of("噪音扰民", "占道经营", "物业收费", "停水停电", "路灯不亮", "垃圾清运", "拖欠工资", "退还押金", "井盖破损",
            "电梯故障", "油烟污染", "违章搭建", "学区划分", "医保报销", "公交改线", "下水堵塞", "食品过期", "预付卡退费", "快递丢失", "网络诈骗", "道路积水", "绿化带毁坏",
            "车位被占", "燃气泄漏", "外墙脱落", "消防通道堵塞", "墓地选址", "低保申请", "户口迁移", "驾校退费");
    private static final List<String> WISHES = List.of("要求尽快处理并答复。", "希望相关部门到现场核实处理。", "多次反映未果，请求督促解决。", "询问办理的条件和所需材料。", "要求退还费用并赔偿损失。");
    private static final List<String> ANSWERS = List.of("经现场核实，情况属实，已责令限期整改并回复群众", "经调查，该情况不属实，已向群众解释说明", "已联系责任单位上门维修，现已恢复正常",
            "双方经调解达成一致，费用已当面退还", "已安排工作人员现场清理完毕，后续加强巡查");

    @Test
    void everyKindOfSearchAnswersWithinThreeTenthsOfASecond() throws Exception {
        Database database = Database.fresh("search");
        List<String> units;
        String hash;
        try (Node node = Node.started(database, "--hotline.search.follow=false")) {
            units = StreamSupport.stream(node.as("supervisor").get("/api/units?jurisdiction=430500").expect(200).json().spliterator(), false)
                    .map(unit -> unit.get("code").asText()).filter(code -> !code.equals(UNIT)).toList();
            node.as("operator").registers(Person.complaint(null));
        }
        hash = database.read("select phone_hash from ticket_identity").get(0);
        fill(database, units, hash);
        // With the whole compiler, as in production.
        try (Node node = Node.withEnvironment(Map.of("SPRING_PROFILES_ACTIVE", "demo", "SPRING_DATASOURCE_URL", database.url(),
                "SPRING_DATASOURCE_USERNAME", database.user(), "SPRING_DATASOURCE_PASSWORD", "")).awaitReady()) {
            long begun = System.nanoTime();
            ScaleIT.Seat supervisor = new ScaleIT.Seat(node, "supervisor");
            await().atMost(Duration.ofHours(2)).pollInterval(Duration.ofSeconds(2)).until(() -> read(supervisor.get("/api/search/index")).get("ready").asBoolean());
            System.out.printf(Locale.ROOT, "SEARCH %d tickets in the index after %.0f s%n", TICKETS, (System.nanoTime() - begun) / 1e9);
            measure(database, questions(supervisor, new ScaleIT.Seat(node, "clerk-" + UNIT)));
        }
    }

    // ------------------------------------------------------------------ what is asked

    private static Map<String, Supplier<String>> questions(ScaleIT.Seat centre, ScaleIT.Seat clerk) {
        Random random = new Random(7);
        Map<String, Supplier<String>> asked = new LinkedHashMap<>();
        asked.put("a whole number", () -> find(centre, "number", number(random.nextInt(TICKETS))));
        asked.put("the last six digits", () -> find(centre, "number", String.format("%06d", random.nextInt(1_000_000))));
        asked.put("the beginning of a number, a day", () -> find(centre, "number", number(random.nextInt(TICKETS)).substring(0, 10)));
        asked.put("the beginning of a number, a year", () -> find(centre, "number", "SY" + (2022 + random.nextInt(4))));
        asked.put("a phone with 300 tickets", () -> find(centre, "phone", "13800000000"));
        asked.put("such a phone and a word", () -> find(centre, "phone", "13800000000", "words", any(MATTERS, random)));
        asked.put("a place in a sixth of all", () -> find(centre, "place", "大祥区"));
        asked.put("a place of some", () -> find(centre, "place", estate(random)));
        asked.put("a word in every ticket", () -> find(centre, "words", "小区"));
        asked.put("a word in one of thirty", () -> find(centre, "words", any(MATTERS, random)));
        asked.put("a word of a reply", () -> find(centre, "words", "恢复正常"));
        asked.put("two words", () -> find(centre, "words", any(MATTERS, random) + " " + estate(random)));
        asked.put("a sentence of three words", () -> find(centre, "words", any(MATTERS, random) + " 赔偿损失 社区"));
        asked.put("a word of one character", () -> find(centre, "words", "𠮷"));
        asked.put("a common character", () -> find(centre, "words", "号"));
        asked.put("common words, never side by side", () -> find(centre, "words", "物业要求"));
        asked.put("a word nobody wrote", () -> find(centre, "words", "鸵鸟养殖"));
        asked.put("a unit and a month", () -> find(centre, "unit", any(List.of(UNIT, "housing"), random), "from", "2024-03-01", "to", "2024-03-31"));
        asked.put("kind, category and status", () -> find(centre, "kind", "complaint", "category", "consumer-rights", "status", "archived"));
        asked.put("a word, a unit and a year", () -> find(centre, "words", any(MATTERS, random), "unit", UNIT, "from", "2023-01-01", "to", "2023-12-31"));
        asked.put("a common word, oldest first", () -> find(centre, "words", "小区", "sort", "registered"));
        asked.put("a word, oldest first", () -> find(centre, "words", any(MATTERS, random), "sort", "registered"));
        asked.put("a common word, the 100th page", () -> find(centre, "words", "小区", "page", "99"));
        asked.put("ended in a month", () -> find(centre, "closedFrom", "2025-06-01", "closedTo", "2025-06-30"));
        asked.put("a unit's own tickets", () -> find(clerk));
        asked.put("a unit: a common word", () -> find(clerk, "words", "小区"));
        asked.put("a unit: a word and a place", () -> find(clerk, "words", any(MATTERS, random), "place", estate(random)));
        asked.put("a unit: a word of its replies", () -> find(clerk, "words", "当面退还"));
        asked.put("a unit: the last six digits", () -> find(clerk, "number", String.format("%06d", random.nextInt(1_000_000))));
        return asked;
    }

    private static String find(ScaleIT.Seat who, String... wish) {
        Map<String, Object> asked = new TreeMap<>();
        for (int i = 0; i < wish.length; i += 2) {
            asked.put(wish[i], wish[i].equals("page") ? (Object) Integer.valueOf(wish[i + 1]) : wish[i + 1]);
        }
        try {
            return who.post("/api/search", Person.JSON.writeValueAsString(asked));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void measure(Database database, Map<String, Supplier<String>> questions) {
        Map<String, Double> slowest = new LinkedHashMap<>();
        System.out.printf(Locale.ROOT, "SEARCH %-40s %6s %8s %8s %8s %10s %10s%n", "looked for", "times", "p50 ms", "p95 ms", "most ms", "rows/asked", "found");
        questions.forEach((what, ask) -> {
            List<Double> took = new ArrayList<>();
            String answer = null;
            for (int i = 0; i < 10; i++) {
                ask.get();
            }
            long rows = examined(database);
            for (int i = 0; i < ASKED; i++) {
                long begun = System.nanoTime();
                answer = ask.get();
                took.add((System.nanoTime() - begun) / 1e6);
            }
            rows = examined(database) - rows;
            took.sort(null);
            double p95 = took.get((int) Math.ceil(.95 * took.size()) - 1);
            slowest.put(what, p95);
            JsonNode last = read(answer);
            System.out.printf(Locale.ROOT, "SEARCH %-40s %6d %8.1f %8.1f %8.1f %10.1f %10s%n", what, ASKED, took.get(took.size() / 2), p95,
                    took.get(took.size() - 1), (double) rows / ASKED, last.get("total").asText() + (last.get("atLeast").asBoolean() ? "+" : ""));
        });
        assertThat(slowest.entrySet()).isNotEmpty()
                .allSatisfy(kind -> assertThat(kind.getValue()).as(kind.getKey()).isLessThan(MOST_MILLISECONDS));
    }

    /** Rows the server read for all statements on the tickets' tables so far, whoever sent them. */
    private static long examined(Database database) {
        return Long.parseLong(database.read("select coalesce(sum(sum_rows_examined), 0) from performance_schema.events_statements_summary_by_digest "
                + "where schema_name = database() and (digest_text like '%ticket_%' or digest_text like '%search_%')").get(0));
    }

    // ------------------------------------------------------------------ what is there

    private static void fill(Database database, List<String> units, String hash) throws SQLException {
        long begun = System.nanoTime();
        Random random = new Random(11);
        String url = database.url() + (database.url().contains("?") ? "&" : "?") + "rewriteBatchedStatements=true";
        try (Connection connection = DriverManager.getConnection(url, database.user(), "")) {
            connection.createStatement().execute("set foreign_key_checks = 0, unique_checks = 0, sql_log_bin = 0");
            connection.createStatement().execute("truncate ticket_identity");
            connection.setAutoCommit(false);
            try (PreparedStatement ticket = connection.prepareStatement("insert into ticket_ticket (ticket_no, jurisdiction, channel, content_hash, status, kind, "
                    + "category, region, address, title, content, confidential, supplemented, supervised, has_contact, received_at, registered_at, "
                    + "closed_at, round, returns, survey_attempts, call_attempts, round_survey_attempts, round_call_attempts, call_reached, evaluations, "
                    + "defaulted, last_seq, changed_at) values (?, '430500', 'phone', '', ?, ?, 'consumer-rights', ?, ?, ?, ?, ?, false, false, true, ?, ?, ?, "
                    + "1, 0, 0, 0, 0, 0, 0, 0, 0, 0, null)");
                    PreparedStatement dispatch = connection.prepareStatement("insert into ticket_dispatch (id, ticket_no, round, unit, role, state, binding, "
                            + "rework, dispatched_at, dispatched_by, provisional, reply) values (?, ?, 1, ?, 'lead', 'replied', false, false, ?, 'dispatcher', false, ?)");
                    PreparedStatement identity = connection.prepareStatement("insert into ticket_identity (ticket_no, key_version, phone_hash) values (?, 1, ?)")) {
                for (int n = 0; n < TICKETS; n++) {
                    row(n, random, units, hash, ticket, dispatch, identity);
                    if ((n + 1) % PART == 0 || n + 1 == TICKETS) {
                        ticket.executeBatch();
                        dispatch.executeBatch();
                        identity.executeBatch();
                        connection.commit();
                    }
                }
            }
            for (String table : List.of("ticket_ticket", "ticket_dispatch", "ticket_identity")) {
                connection.createStatement().execute("analyze table " + table);
            }
        }
        System.out.printf(Locale.ROOT, "SEARCH filled %d tickets in %.0f s%n", TICKETS, (System.nanoTime() - begun) / 1e9);
    }

    private static void row(int n, Random random, List<String> units, String hash, PreparedStatement ticket, PreparedStatement dispatch,
            PreparedStatement identity) throws SQLException {
        String number = number(n);
        String region = any(REGIONS, random);
        String estate = estate(random);
        String matter = any(MATTERS, random);
        String address = estate + (1 + random.nextInt(90)) + "栋" + (1 + random.nextInt(30)) + "0" + (1 + random.nextInt(4)) + "号";
        long at = day(n).atStartOfDay().toInstant(ZoneOffset.ofHours(8)).toEpochMilli() + random.nextInt(86_400_000);
        String unit = random.nextInt(40) == 0 ? UNIT : any(units, random);
        ticket.setString(1, number);
        ticket.setString(2, any(STATUSES, random));
        ticket.setString(3, any(KINDS, random));
        ticket.setString(4, region);
        ticket.setString(5, address);
        ticket.setString(6, estate + matter + "问题");
        ticket.setString(7, "市民来电反映：" + estate + "小区" + matter + "，自" + (1 + random.nextInt(12)) + "月" + (1 + random.nextInt(28)) + "日起一直没有人管，"
                + "涉及" + any(MATTERS, random) + "，金额" + random.nextInt(20_000) + "元，" + estate(random) + "一带的住户都有意见，已向社区和物业反映"
                + (1 + random.nextInt(9)) + "次，" + any(WISHES, random) + (n % 50_000 == 7 ? "住在𠮷祥里。" : ""));
        ticket.setBoolean(8, n % 500 == 0);
        ticket.setLong(9, at);
        ticket.setLong(10, at);
        ticket.setLong(11, at + Duration.ofDays(3).toMillis());
        ticket.addBatch();
        dispatch.setString(1, "d" + n);
        dispatch.setString(2, number);
        dispatch.setString(3, unit);
        dispatch.setLong(4, at);
        dispatch.setString(5, any(ANSWERS, random) + "。联系人" + random.nextInt(100) + "号工作人员，" + estate + "一带已于" + (1 + random.nextInt(28)) + "日复查。");
        dispatch.addBatch();
        identity.setString(1, number);
        identity.setString(2, n % Math.max(1, TICKETS / 300) == 0 ? hash : String.format("%064x", random.nextLong() & Long.MAX_VALUE));
        identity.addBatch();
    }

    private static LocalDate day(int n) {
        return LAST.minusDays(DAYS - (long) n * DAYS / TICKETS);
    }

    private static String number(int n) {
        return "SY" + DateTimeFormatter.BASIC_ISO_DATE.format(day(n)) + String.format("%07d", n);
    }

    /** One of some thousand names, the first of them more often. */
    private static String estate(Random random) {
        int which = (int) (Math.pow(random.nextDouble(), 2) * SURNAMES.length() * (NAMES.length() / 2));
        int second = which / SURNAMES.length() * 2;
        return SURNAMES.charAt(which % SURNAMES.length()) + NAMES.substring(second, second + 2) + any(List.of("苑", "花园", "城", "里"), random);
    }

    private static String any(List<String> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }

    private static JsonNode read(String json) {
        try {
            return Person.JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(json, e);
        }
    }
}
