package org.hotline12345.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Printed periods loaded by the packaged product, as a reader does it, and what its doors then tell. */
class SeedReplayIT {

    private static final Pattern SPEED = Pattern.compile("已装入工单 \\d+ 件.*");

    @Test
    void shaoyangsTwoMonthsAreServedWithAttachmentOneAtTheUnitsDoor() throws Exception {
        Database database = Database.fresh("shaoyang");
        try (Node node = loaded(database, "shaoyang-2023-01-02")) {
            assertThat(node.log()).contains("核对原通报数字 573 项：573 项一致，0 项不一致。");
            JsonNode table = units(node, "430500", "2023-01-01", "2023-02-28");
            Map<String, List<Long>> told = new TreeMap<>();
            table.get("units").forEach(row -> told.put(row.get("name").asText(), counts(row)));
            told.put("合计", counts(table.get("total")));
            assertThat(told).isEqualTo(attachmentOne());
            assertThat(table.get("totalWithoutHotline").get("satisfied").asLong()).isEqualTo(12684);
            assertThat(node.as("clerk-housing").get("/api/reports/units?jurisdiction=430500&from=2023-01-01&to=2023-02-28").expect(200).json().get("units"))
                    .singleElement().satisfies(own -> assertThat(own.get("overdue").asLong()).isEqualTo(42));
            assertThat(node.as("operator").get("/api/clock").expect(200).json().get("now").asText()).startsWith("2023-03-01T");
            JsonNode bulletin = bulletin(node, "monthly", "430500", "2023-01-01", "2023-02-28");
            Map<String, List<String>> first = new TreeMap<>();
            grid(bulletin, "units").get("rows").forEach(row -> first.put(texts(row).get(0), texts(row)));
            first.put("合计", texts(grid(bulletin, "units").get("total")));
            assertThat(first).isEqualTo(attachmentOneAsPrinted());
            JsonNode overdue = grid(bulletin, "overdue");
            assertThat(overdue.get("rows")).hasSize(21);
            assertThat(texts(overdue.get("total"))).containsExactly("合计", "82");
            assertThat(grid(bulletin, "spotChecks").get("rows")).singleElement()
                    .satisfies(row -> assertThat(texts(row)).containsExactly("1", "双清区政府", "1", "不满意"));
            // What was loaded can be found and read as any ticket, and nothing of it waits for anybody.
            String found = node.as("supervisor").get("/api/tickets?unit=housing&size=1").expect(200).json().get("items").get(0).get("ticketNo").asText();
            assertThat(node.as("clerk-housing").get("/api/tickets/" + found + "/events").expect(200).json()).isNotEmpty();
            assertThat(node.as("dispatcher").get("/engine-rest/task/count").expect(200).json().get("count").asInt()).isZero();
        }
        Node again = Node.starting(database, "--hotline.replay=hainan-2016-05");
        assertThat(again.awaitEnd()).isEqualTo(1);
        assertThat(again.log()).contains("不能重放：数据库里已有工单");
    }

    @Test
    @EnabledIfSystemProperty(named = "hotline.it.database", matches = "mysql")
    void haikousMonthGivesItsRatesAndLists() {
        try (Node node = loaded(Database.fresh("haikou"), "haikou-2023-01")) {
            assertThat(node.log()).contains("31 项：30 项一致，0 项不一致，1 项原通报自身矛盾").contains("一次办结率：原通报 86.71%，复算 86.69%");
            JsonNode total = units(node, "460100", "2023-01-01", "2023-01-31").get("total");
            assertThat(List.of(total.get("calledBack").asLong(), total.get("satisfied").asLong())).containsExactly(101592L, 99809L);
            JsonNode table = rates(node, "460100", "2023-01-01", "2023-01-31");
            assertThat(percents(table)).containsAllEntriesOf(Map.of("satisfaction", "98.24", "instant", "81.47", "overdueConsultShare", "0.40",
                    "overdueComplaintShare", "1.38", "dissatisfiedNotSolved", "39.43", "once", "86.69"));
            Map<String, List<String>> lists = new TreeMap<>();
            table.get("lists").forEach(list -> lists.put(list.get("code").asText(), names(list.get("units"))));
            assertThat(lists.get("satisfiedAll")).hasSize(32);
            assertThat(lists.get("satisfiedLow")).containsExactly("国家税务总局海口市税务局", "海口市退役军人事务局", "市公安局");
            assertThat(lists.get("onceAll")).containsExactlyInAnyOrder("海口市医疗保障局", "海口市司法局", "海口市总工会");
            assertThat(lists.get("onceLow")).containsExactly("海口市林业局", "海口市菜篮子产业集团有限责任公司", "海口综合保税区管理委员会",
                    "中国铁塔股份有限公司海口市分公司", "中国移动海南分公司");
            assertThat(lists.get("instantHigh")).containsExactly("海口供电局", "海口市卫生健康委员会", "海口市市场监督管理局", "海口市水务集团有限公司",
                    "海南海汽运输集团股份有限公司");
            assertThat(lists.get("instantLow")).containsExactly("中国铁塔股份有限公司海口市分公司", "海口市科学技术工业信息化局", "海口国家高新技术产业开发区",
                    "海口市生态环境局", "市城市建设投资有限公司");
            assertThat(table.get("lists").get(0).get("notAssessed")).hasSize(25);
            JsonNode bulletin = bulletin(node, "assessment", "460100", "2023-01-01", "2023-01-31");
            assertThat(bulletin.toString()).contains("98.24%", "81.47%", "0.40%", "1.38%", "39.43%")
                    .contains("应参加考核的成员单位87家，其中有25家总办件量少于10件不纳入考核，实际参与考核的成员单位共计62家");
            assertThat(grid(bulletin, "reported").get("rows")).singleElement()
                    .satisfies(row -> assertThat(texts(row)).startsWith("一次办结率", "86.71%", "86.69%"));
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "hotline.it.database", matches = "mysql")
    void haimensYearStandsBesideWhatItsTextSays() {
        try (Node node = loaded(Database.fresh("haimen"), "haimen-2020")) {
            assertThat(node.log()).contains("24 项：21 项一致，0 项不一致，3 项原通报自身矛盾").contains("在线解答率：原通报 41.15%，复算 41.28%")
                    .contains("成员单位承办率：原通报 58.85%，复算 58.72%").contains("统计满意率：原通报 95.74%，复算 94.96%");
            JsonNode total = units(node, "320614", "2020-01-01", "2020-12-31").get("total");
            assertThat(List.of(total.get("assigned").asLong(), total.get("calledBack").asLong())).containsExactly(194766L, 89913L);
            assertThat(percents(rates(node, "320614", "2020-01-01", "2020-12-31"))).containsAllEntriesOf(Map.of("instantOfAll", "41.28",
                    "transferShare", "58.72", "satisfactionOfEvaluated", "94.96", "answeredShare", "96.12", "reachedShare", "83.56"));
            List<List<String>> reported = new ArrayList<>();
            grid(bulletin(node, "annual", "320614", "2020-01-01", "2020-12-31"), "reported").get("rows")
                    .forEach(row -> reported.add(texts(row).subList(1, 3)));
            assertThat(reported).containsExactlyInAnyOrder(List.of("41.15%", "41.28%"), List.of("58.85%", "58.72%"), List.of("95.74%", "94.96%"));
        }
    }

    @Test
    void hainansMonthEndsWithItsAgreementWhenNobodyWantsItServed() {
        Node node = Node.starting(Database.fresh("hainan"), "--hotline.replay=hainan-2016-05", "--hotline.replay.keep-serving=false");
        assertThat(node.awaitEnd()).isZero();
        assertThat(node.log()).contains("核对原通报数字 28 项：28 项一致，0 项不一致。");
    }

    // ------------------------------------------------------------------ how it is done

    private static Node loaded(Database database, String name) {
        // It takes requests when everything is loaded, which may be minutes.
        Node node = Node.starting(database, "--hotline.replay=" + name, "--hotline.search.follow=false");
        says(node, "统计期");
        double begun = node.age().toMillis() / 1e3;
        says(node, "已装入工单");
        double stored = node.age().toMillis() / 1e3;
        says(node, "重放完成");
        System.out.printf("REPLAY %s started in %.1f s, stored in %.1f s, held against the print in %.1f s%n", name, begun, stored - begun,
                node.age().toMillis() / 1e3 - stored);
        Matcher speed = SPEED.matcher(node.log());
        assertThat(speed.find()).isTrue();
        System.out.println("REPLAY " + name + " " + speed.group());
        return node.awaitReady();
    }

    private static void says(Node node, String words) {
        // Half a character may have been written when the log is read.
        await(words).atMost(Duration.ofMinutes(10)).pollInterval(Duration.ofMillis(200)).ignoreException(UncheckedIOException.class)
                .until(() -> node.log().contains(words));
    }

    private static <T> T timed(String what, Supplier<T> asked) {
        long begun = System.nanoTime();
        T answer = asked.get();
        System.out.printf("REPLAY %s in %.1f s%n", what, (System.nanoTime() - begun) / 1e9);
        return answer;
    }

    private static JsonNode units(Node node, String jurisdiction, String from, String to) {
        return timed("units of " + jurisdiction, () -> node.as("supervisor")
                .get("/api/reports/units?jurisdiction=" + jurisdiction + "&from=" + from + "&to=" + to).expect(200).json());
    }

    /** The content of a draft that agrees with itself. */
    private static JsonNode bulletin(Node node, String kind, String jurisdiction, String from, String to) {
        return timed("bulletin of " + jurisdiction, () -> drafted(node, kind, jurisdiction, from, to));
    }

    private static JsonNode drafted(Node node, String kind, String jurisdiction, String from, String to) {
        Person editor = node.as("bulletin-editor");
        String id = editor.post("/api/bulletins", Map.of("jurisdiction", jurisdiction, "kind", kind, "from", from, "to", to)).expect(200).json()
                .get("id").asText();
        await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofMillis(300))
                .until(() -> editor.get("/api/bulletins/" + id).expect(200).json().path("state").asText().equals("draft"));
        assertThat(editor.get("/api/bulletins/" + id).expect(200).json().path("contradictions")).isEmpty();
        saved(editor, id, kind + "-" + jurisdiction);
        return editor.get("/api/bulletins/" + id + "/content").expect(200).json();
    }

    /** Both files as they would be printed now, to be looked at below {@code target/it/replay}. */
    private static void saved(Person editor, String id, String name) {
        for (String format : List.of("docx", "xlsx")) {
            byte[] file = editor.file("/api/bulletins/" + id + "/preview/" + format);
            assertThat(file).as(name + "." + format).hasSizeGreaterThan(1_000).startsWith('P', 'K');
            try {
                Path folder = Files.createDirectories(Path.of(System.getProperty("hotline.it.work", "target/it"), "replay"));
                Files.write(folder.resolve(name + "." + format), file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static JsonNode grid(JsonNode content, String code) {
        List<JsonNode> grids = new ArrayList<>();
        content.get("attachments").forEach(grids::add);
        content.get("sections").forEach(section -> section.get("grids").forEach(grids::add));
        return grids.stream().filter(grid -> grid.get("code").asText().equals(code)).findFirst().orElseThrow();
    }

    private static List<String> texts(JsonNode row) {
        List<String> texts = new ArrayList<>();
        row.get("cells").forEach(cell -> texts.add(cell.get("text").asText()));
        return texts;
    }

    private static JsonNode rates(Node node, String jurisdiction, String from, String to) {
        return timed("rates of " + jurisdiction, () -> node.as("supervisor")
                .get("/api/reports/rates?jurisdiction=" + jurisdiction + "&from=" + from + "&to=" + to).expect(200).json());
    }

    private static Map<String, String> percents(JsonNode table) {
        Map<String, String> percents = new TreeMap<>();
        table.get("rates").forEach(rate -> percents.put(rate.get("code").asText(), rate.get("percent").asText()));
        return percents;
    }

    private static List<String> names(JsonNode units) {
        List<String> names = new ArrayList<>();
        units.forEach(unit -> names.add(unit.get("name").asText()));
        return names;
    }

    private static List<Long> counts(JsonNode row) {
        List<Long> counts = new ArrayList<>();
        for (String column : List.of("assigned", "handled", "overdue", "calledBack", "satisfied", "dissatisfied")) {
            counts.add(row.get(column).asLong());
        }
        return counts;
    }

    private static List<String[]> printed() throws Exception {
        List<String> lines = Files.readAllLines(Path.of("src/test/resources/replay/shaoyang-attachment-1.csv"), StandardCharsets.UTF_8);
        return lines.subList(1, lines.size()).stream().map(line -> line.split(",")).toList();
    }

    private static Map<String, List<String>> attachmentOneAsPrinted() throws Exception {
        Map<String, List<String>> printed = new TreeMap<>();
        printed().forEach(cells -> printed.put(cells[0], List.of(cells[0], cells[1], cells[2], cells[3], cells[4], cells[5], cells[6] + "%",
                cells[7], cells[8] + "%")));
        return printed;
    }

    private static Map<String, List<Long>> attachmentOne() throws Exception {
        Map<String, List<Long>> printed = new TreeMap<>();
        for (String[] cells : printed()) {
            printed.put(cells[0], List.of(Long.valueOf(cells[1]), Long.valueOf(cells[2]), Long.valueOf(cells[3]), Long.valueOf(cells[4]),
                    Long.valueOf(cells[5]), Long.valueOf(cells[7])));
        }
        assertThat(printed).hasSize(67);
        return printed;
    }
}
