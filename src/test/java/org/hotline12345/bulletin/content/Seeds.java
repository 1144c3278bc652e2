package org.hotline12345.bulletin.content;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hotline12345.bulletin.BulletinKind;
import org.hotline12345.bulletin.Change;
import org.hotline12345.bulletin.Corrected;
import org.hotline12345.bulletin.Frozen;
import org.hotline12345.bulletin.Header;
import org.hotline12345.bulletin.Listed;
import org.hotline12345.bulletin.Names;
import org.hotline12345.report.Cell;
import org.hotline12345.report.Dimension;
import org.hotline12345.report.Figures;
import org.hotline12345.report.ListRules;
import org.hotline12345.report.Period;
import org.hotline12345.report.Rate;

/** What the hotlines' own papers counted, as frozen figures. */
final class Seeds {

    static final String HOTLINE = "hotline-centre";
    static final Map<String, String> NO_TEXTS = Map.of();
    private static final List<Rate> RATES = List.of(new Rate("satisfaction", "回访满意率", "satisfied", "calledBack", "回访中评价满意的占比", ""),
            new Rate("once", "一次办结率", "closedOnce", "closedDispatched", "单位办结的工单中只办理一轮的占比", ""),
            new Rate("instant", "即时办结率", "consultsAnsweredAtOnce", "consults", "咨询中当即答复的占比", ""),
            new Rate("instantOfAll", "当即答复率", "answeredAtOnce", "received", "", ""));
    private static final List<ListRules.Rule> LISTS = List.of(
            new ListRules.Rule("satisfiedAll", "report.satisfactionRate", "回访满意率达100%的单位", "=", "100"),
            new ListRules.Rule("satisfiedLow", "report.satisfactionRate", "回访满意率低于95%的单位", "<", "95"),
            new ListRules.Rule("onceAll", "report.onceClosedRate", "一次办结率达100%的单位", "=", "100"),
            new ListRules.Rule("onceLow", "report.onceClosedRate", "一次办结率低于70%的单位", "<", "70"),
            new ListRules.Rule("instantHigh", "report.instantRate", "即时办结率高于90%的单位", ">", "90"),
            new ListRules.Rule("instantLow", "report.instantRate", "即时办结率低于40%的单位", "<", "40"));
    private static final Map<String, String> TERMS = Map.of("report.satisfactionRate", "satisfaction", "report.onceClosedRate", "once",
            "report.instantRate", "instant", "report.excludeBelowTickets", "10");

    private Seeds() {
    }

    /** 邵阳市2023年1-2月, attachment 1 as printed, the calls and the fields of the text. */
    static Frozen shaoyang(BulletinKind kind, Map<String, String> texts) {
        List<Cell> cells = new ArrayList<>();
        List<Names.Named> names = new ArrayList<>();
        Map<String, long[]> printed = printed();
        for (String[] unit : table("src/main/resources/data/units-shaoyang.csv")) {
            long[] row = printed.get(unit[2]);
            names.add(new Names.Named(Dimension.UNIT, unit[1], unit[2], unit[3], null));
            String[] measures = {"assigned", "handled", "overdue", "calledBack", "satisfied", "dissatisfied", "volume"};
            long[] counts = {row[0], row[1], row[2], row[3], row[4], row[5], row[0]};
            for (int i = 0; i < measures.length; i++) {
                put(cells, measures[i], Dimension.UNIT, unit[1], counts[i]);
            }
        }
        whole(cells, "assigned", 30658, "handled", 30658, "overdue", 82, "calledBack", 30658, "evaluated", 30658, "satisfied", 30349, "dissatisfied", 309,
                "received", 30658, "answeredAtOnce", 17665, "transferred", 12993, "callsIn", 26385, "callsOut", 19294, "closed", 30658,
                "consults", 20000, "consultsAnsweredAtOnce", 17665, "complaints", 8000, "overdueConsults", 20, "overdueComplaints", 50,
                "closedDispatched", 12993, "closedOnce", 12000, "notSolved", 200, "notOnceNotSolved", 400, "overdueInHand", 12, "inHand", 40);
        for (String[] line : new String[][] {{"12345", "16342"}, {"12333", "5089"}, {"12315", "3470"}, {"12348", "1484"}}) {
            put(cells, "callsIn", Dimension.LINE, line[0], Long.parseLong(line[1]));
        }
        Map<String, Long> groups = new LinkedHashMap<>(Map.of("citizen-life", 8657L, "labour-social", 4989L, "finance-trade", 2602L, "other-matters", 1844L,
                "transportation", 1610L));
        List.of("urban-rural-construction", "public-safety", "environment", "education-health-culture", "agriculture-forestry", "government-service")
                .forEach(group -> groups.put(group, 1600L));
        put(cells, "received", Dimension.CATEGORY, "", 1356);
        List<String[]> categories = table("src/main/resources/data/categories-shaoyang.csv");
        Map<String, Long> left = new HashMap<>(groups);
        for (int i = categories.size() - 1; i >= 0; i--) {
            String[] category = categories.get(i);
            String parent = category[3].equals("NULL") ? null : category[3];
            names.add(new Names.Named(Dimension.CATEGORY, category[1], category[2], category[4], parent));
            if (parent != null) {
                boolean first = categories.get(i - 1)[3].equals("NULL");
                long share = first ? left.get(parent) : 20;
                left.merge(parent, -share, Long::sum);
                put(cells, "received", Dimension.CATEGORY, category[1], share);
                put(cells, "consults", Dimension.CATEGORY, category[1], share / 2);
                put(cells, "consultsAnsweredAtOnce", Dimension.CATEGORY, category[1], share / 3);
                put(cells, "complaints", Dimension.CATEGORY, category[1], share / 4);
                put(cells, "dissatisfied", Dimension.CATEGORY, category[1], share / 100);
                put(cells, "closedDispatched", Dimension.CATEGORY, category[1], share / 3);
                put(cells, "closedOnce", Dimension.CATEGORY, category[1], share * 3 / 10);
            }
        }
        for (String[] unit : new String[][] {{"housing", "7"}, {"daxiang-district", "3"}, {"human-resources", "2"}}) {
            put(cells, "overdueInHand", Dimension.UNIT, unit[0], Long.parseLong(unit[1]));
        }
        for (LocalDate day = LocalDate.of(2023, 1, 1); day.isBefore(LocalDate.of(2023, 3, 1)); day = day.plusDays(1)) {
            put(cells, "received", Dimension.DAY, day.toString(), 400 + day.getDayOfMonth() * 9 % 170);
            put(cells, "callsIn", Dimension.DAY, day.toString(), day.getDayOfMonth() == 30 ? 1295 : 300 + day.getDayOfMonth() * 11 % 190);
        }
        String[][] kinds = {{"consult", "咨询", "20000"}, {"complaint", "投诉", "8000"}, {"help", "求助", "2000"}, {"praise", "表扬", "658"}};
        String[][] channels = {{"phone", "电话", "26000"}, {"wechat", "微信", "3000"}, {"province", "省平台转办", "1658"}};
        for (String[] each : kinds) {
            names.add(new Names.Named(Dimension.KIND, each[0], each[1], null, null));
            put(cells, "received", Dimension.KIND, each[0], Long.parseLong(each[2]));
        }
        for (String[] each : channels) {
            names.add(new Names.Named(Dimension.CHANNEL, each[0], each[1], null, null));
            put(cells, "received", Dimension.CHANNEL, each[0], Long.parseLong(each[2]));
        }
        Period period = new Period("430500", LocalDate.of(2023, 1, 1), LocalDate.of(2023, 2, 28));
        Header header = new Header("b1", kind, "430500", "邵阳市", period.from(), period.to(), Instant.parse("2023-03-20T02:00:00Z"), "0123456789ab", "人力资源与社会保障类",
                "邵阳市12345政务服务便民热线2023年1-2月份工作情况通报", "邵行审发〔2023〕4号", "邵阳市行政审批服务局",
                "市直热线成员单位，县市区行政审批服务局，武冈市民情热线服务中心。", "常务副市长，市纪委书记，市政府秘书长，市政府副秘书长，市纪委常务副书记。",
                null, "主动公开", "热线中心 0739-12345", "采编员", "审核员", "签发人", LocalDate.of(2023, 3, 28), 0, null);
        return new Frozen(header, Figures.of(period, header.asOf(), header.formulas(), cells), new Names(names, HOTLINE, TERMS), texts, List.of(),
                List.of(new Listed(Listed.SPOT_CHECK, null, "shuangqing-district", "不满意", LocalDate.of(2023, 1, 31), 1),
                        new Listed(Listed.OVERDUE, "SY202301050012", "housing", "超期通报", LocalDate.of(2023, 1, 12), 47),
                        new Listed(Listed.INTERVIEW, null, "housing", "第一次约谈", LocalDate.of(2023, 2, 3), 5),
                        new Listed(Listed.REFERRAL, "SY202301050012", "housing", "提请移送", LocalDate.of(2023, 1, 12), 47)), RATES, LISTS);
    }

    /** The same as the first correction of number 4, with other figures than that had. */
    static Frozen corrected(BulletinKind kind) {
        Frozen frozen = shaoyang(kind, NO_TEXTS);
        return new Frozen(frozen.header(), frozen.figures(), frozen.names(), frozen.texts(), frozen.reported(), frozen.listed(), frozen.rates(),
                frozen.lists(), null, new Corrected("邵行审发〔2023〕4号", List.of(
                        new Change("satisfied", "满意", Dimension.ALL, "全部", "", "全部", 30350, 30349),
                        new Change("satisfied", "满意", Dimension.UNIT, "单位", "housing", "市住房和城乡建设局", 500, 499),
                        new Change("closed", "办结工单", Dimension.UNIT, "单位", "", "", 3, 2),
                        new Change("satisfied", "满意", Dimension.KIND, "类型", "help", "求助", 10, 9))));
    }

    /** Rows of attachment 1 as the test resources print them: assigned, handled, overdue, called back, satisfied, dissatisfied by name. */
    static Map<String, long[]> printed() {
        Map<String, long[]> printed = new LinkedHashMap<>();
        for (String[] row : table("src/test/resources/bulletin/shaoyang-2023-01-02-units.csv")) {
            printed.put(row[0], new long[] {Long.parseLong(row[1]), Long.parseLong(row[2]), Long.parseLong(row[3]), Long.parseLong(row[4]),
                    Long.parseLong(row[5]), Long.parseLong(row[7])});
        }
        return printed;
    }

    static List<String[]> table(String file) {
        try {
            return Files.readAllLines(Path.of(file), StandardCharsets.UTF_8).stream().skip(1).map(line -> line.split(",", -1)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void whole(List<Cell> cells, Object... pairs) {
        for (int i = 0; i < pairs.length; i += 2) {
            put(cells, (String) pairs[i], Dimension.ALL, "", ((Number) pairs[i + 1]).longValue());
        }
    }

    private static void put(List<Cell> cells, String measure, Dimension dimension, String item, long count) {
        cells.add(new Cell(measure, dimension, item, count));
    }
}
