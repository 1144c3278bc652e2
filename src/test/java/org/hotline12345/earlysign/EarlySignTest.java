package org.hotline12345.earlysign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.camunda.bpm.engine.IdentityService;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Refusal;
import org.hotline12345.intake.Intake;
import org.hotline12345.intake.NewTicket;
import org.hotline12345.platform.MovableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.transaction.support.TransactionTemplate;

/** Early signs over a real database: what is listed, how often, by whom it is decided, and what is kept from whom. */
@SpringBootTest
@ActiveProfiles({"demo", "test"})
class EarlySignTest {

    private static final String CITY = "460000";
    private static final String CATEGORY = "hainan-food-safety";
    private static final AtomicInteger NUMBER = new AtomicInteger();
    /** Every test has a quarter of its own. */
    private static final AtomicInteger QUARTER = new AtomicInteger();

    @Autowired
    private DailyLook daily;
    @Autowired
    private EarlySigns signs;
    @Autowired
    private SignTickets tickets;
    @Autowired
    private Watchwords words;
    @Autowired
    private WordWatch watch;
    @Autowired
    private WordNews news;
    @Autowired
    private Intake intake;
    @Autowired
    private MovableClock clock;
    @Autowired
    private IdentityService identityService;
    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private TransactionTemplate transaction;

    private final LocalDate day = LocalDate.of(2018, 12, 5).plusMonths(4L * QUARTER.incrementAndGet());

    @AfterEach
    void timeGoesOn() {
        identityService.clearAuthentication();
        clock.reset();
        transaction.executeWithoutResult(status -> List.of("ticket", "sign", "hit").forEach(table -> jdbc.sql("delete from earlysign_" + table).update()));
    }

    // ---------------------------------------------------------------- rises

    @Test
    void aCategoryThatRoseIsListedOnceAndGoesOnWithItsSign() {
        registerDays(day.minusDays(69), 69, 3, CATEGORY, "460100");
        registerDays(day.minusDays(69), 70, 3, "hainan-price", "460200");
        registerDays(day, 1, 16, CATEGORY, "460100");
        daily.look(CITY, day);

        Sign sign = only(SignKind.CATEGORY);
        assertThat(sign.item()).isEqualTo(CATEGORY);
        assertThat(sign.name()).isEqualTo("食品安全");
        assertThat(sign.state()).isEqualTo("open");
        assertThat(sign.tickets()).isEqualTo(16);
        assertThat(sign.expected()).isBetween(new BigDecimal("2.5"), new BigDecimal("3.5"));
        assertThat(sign.text()).startsWith("当天16件，按以往约3").contains("偶然达到的概率");
        assertThat(of(SignKind.PLACE)).extracting(Sign::item).containsExactly("460100");
        as("supervisor");
        assertThat(tickets.tickets(sign.id(), 0, 50).items()).hasSize(16).allMatch(ticket -> ticket.category().equals(CATEGORY));
        assertThat(tickets.series(sign.id())).hasSize(70).last().satisfies(last -> {
            assertThat(last.day()).isEqualTo(day);
            assertThat(last.tickets()).isEqualTo(16);
        });

        registerDays(day.plusDays(1), 1, 17, CATEGORY, "460100");
        daily.look(CITY, day.plusDays(1));
        assertThat(only(SignKind.CATEGORY)).satisfies(on -> {
            assertThat(on.id()).isEqualTo(sign.id());
            assertThat(on.days()).isEqualTo(2);
            assertThat(on.lastOn()).isEqualTo(day.plusDays(1));
        });
    }

    @Test
    void aDismissedRiseStaysQuietUntilItHasStoppedForAWeek() {
        registerDays(day.minusDays(69), 69, 2, CATEGORY, null);
        registerDays(day, 1, 14, CATEGORY, null);
        daily.look(CITY, day);
        as("supervisor");
        Sign dismissed = signs.dismiss(only(SignKind.CATEGORY).id(), "集中检查公布结果所致，不是苗头");
        registerDays(day.plusDays(1), 1, 14, CATEGORY, null);
        daily.look(CITY, day.plusDays(1));
        assertThat(only(SignKind.CATEGORY)).satisfies(quiet -> {
            assertThat(quiet.state()).isEqualTo("dismissed");
            assertThat(quiet.days()).isEqualTo(2);
        });

        registerDays(day.plusDays(30), 1, 60, CATEGORY, null);
        daily.look(CITY, day.plusDays(30));
        assertThat(of(SignKind.CATEGORY)).extracting(Sign::state).containsExactly("open", "dismissed");
        assertThat(of(SignKind.CATEGORY).get(1).id()).isEqualTo(dismissed.id());
    }

    @Test
    void aDismissedRiseThatDoublesIsListedAnew() {
        registerDays(day.minusDays(69), 69, 2, CATEGORY, null);
        registerDays(day, 1, 14, CATEGORY, null);
        daily.look(CITY, day);
        as("supervisor");
        signs.dismiss(only(SignKind.CATEGORY).id(), "集中检查公布结果所致，不是苗头");
        registerDays(day.plusDays(1), 1, 28, CATEGORY, null);
        daily.look(CITY, day.plusDays(1));
        assertThat(of(SignKind.CATEGORY)).extracting(Sign::state, Sign::tickets).containsExactly(tuple("open", 28), tuple("dismissed", 14));
    }

    @Test
    void theDaysOfARiseInAYoungCityAreThoseItWasComparedWith() {
        registerDays(day.minusDays(41), 41, 4, CATEGORY, null);
        registerDays(day, 1, 24, CATEGORY, null);
        daily.look(CITY, day);
        Sign sign = only(SignKind.CATEGORY);
        assertThat(sign.windowDays()).isOne();
        as("supervisor");
        assertThat(tickets.series(sign.id())).as("since the city began").hasSize(42).first().satisfies(first -> assertThat(first.tickets()).isEqualTo(4));
        assertThat(tickets.series(sign.id())).last().satisfies(last -> {
            assertThat(last.tickets()).isEqualTo(24);
            assertThat(last.expected()).as("as the sign has it").isCloseTo(sign.expected().doubleValue(), within(0.001));
        });
    }

    @Test
    void aHotlineWithLessThanFourWeeksOfPastIsComparedWithNothing() {
        registerDays(day.minusDays(30), 30, 2, CATEGORY, null);
        registerDays(day, 1, 50, CATEGORY, null);
        daily.look(CITY, day);
        assertThat(of(SignKind.CATEGORY)).isEmpty();
        assertThat(jdbc.sql("select history_days from earlysign_day where jurisdiction = :city and looked_on = :day").param("city", CITY)
                .param("day", day).query(Integer.class).single()).isZero();
    }

    // ---------------------------------------------------------------- once

    @Test
    void howeverManyNodesLookADayIsLookedAtOnce() throws Exception {
        registerDays(day.minusDays(69), 69, 2, CATEGORY, null);
        registerDays(day, 1, 14, CATEGORY, null);
        ExecutorService nodes = Executors.newFixedThreadPool(4);
        int looked = 0;
        int refused = 0;
        try {
            Callable<Integer> node = () -> daily.look(CITY, day);
            for (Future<Integer> answer : nodes.invokeAll(List.of(node, node, node, node))) {
                try {
                    answer.get();
                    looked++;
                } catch (ExecutionException other) {
                    assertThat(other).hasCauseInstanceOf(DuplicateKeyException.class);
                    refused++;
                }
            }
        } finally {
            nodes.shutdown();
        }
        assertThat(looked).isOne();
        assertThat(refused).isEqualTo(3);
        assertThat(of(SignKind.CATEGORY)).hasSize(1);
    }

    @Test
    void daysOfAStandstillAreMadeUpForOldestFirstAndTheNightIsWaitedFor() {
        at(day.plusDays(1) + "T05:59:00+08:00");
        assertThat(daily.due(CITY)).as("the day that ended is due at six").contains(day.minusDays(1));
        at(day.plusDays(1) + "T06:00:00+08:00");
        assertThat(daily.due(CITY)).contains(day);
        daily.look(CITY, day);
        assertThat(daily.due(CITY)).isEmpty();
        at(day.plusDays(4) + "T12:00:00+08:00");
        assertThat(daily.due(CITY)).contains(day.plusDays(1));
        daily.look(CITY, day.plusDays(1));
        assertThat(daily.due(CITY)).contains(day.plusDays(2));
    }

    // ---------------------------------------------------------------- while it is decided

    @Test
    void aWordFoundWhileItsSignIsDecidedIsOpenOnTheListOnceMore() throws Exception {
        at(day + "T10:00:00+08:00");
        watch.refresh();
        String first = register("13900000021", "邻居要自杀", "邻居说要自杀。", null);
        news.bring();
        String second = register("13900000022", "同事要自杀", "同事说要自杀。", null);
        whileDecided(only(SignKind.WORD).id(), news::bring);
        assertThat(of(SignKind.WORD)).extracting(Sign::state, Sign::tickets).containsExactly(tuple("open", 1), tuple("confirmed", 1));
        assertThat(of(SignKind.WORD)).extracting(this::numbers).containsExactly(List.of(second), List.of(first));
    }

    @Test
    void aRiseThatDoublesWhileItsSignIsDecidedIsListedAnew() throws Exception {
        registerDays(day.minusDays(69), 69, 2, CATEGORY, null);
        registerDays(day, 1, 14, CATEGORY, null);
        daily.look(CITY, day);
        registerDays(day.plusDays(1), 1, 28, CATEGORY, null);
        whileDecided(only(SignKind.CATEGORY).id(), () -> daily.look(CITY, day.plusDays(1)));
        assertThat(of(SignKind.CATEGORY)).extracting(Sign::state, Sign::tickets).containsExactly(tuple("open", 28), tuple("confirmed", 14));
    }

    /** The list is written by another node after somebody decided and before that is stored. */
    private void whileDecided(String id, Callable<Integer> listing) throws Exception {
        ExecutorService node = Executors.newSingleThreadExecutor();
        try {
            Future<Integer> listed = transaction.execute(status -> {
                as("supervisor");
                signs.confirm(id, "已派人上门核实处置");
                Future<Integer> waits = node.submit(listing);
                await().until(() -> waits.isDone() || jdbc.sql("select count(*) from information_schema.sessions where blocker_id is not null")
                        .query(Integer.class).single() > 0);
                return waits;
            });
            listed.get();
        } finally {
            node.shutdown();
        }
    }

    // ---------------------------------------------------------------- words

    @Test
    void aSensitiveWordIsFoundAtRegistrationHoweverItIsSpaced() {
        at(day + "T10:00:00+08:00");
        watch.refresh();
        String first = register("13900000001", "邻居情绪低落", "邻居多次说不 想 活 了，请尽快联系。", null);
        register("13900000002", "游乐园跳楼机收费", "恐高，咨询跳楼机能否退票。", null);
        news.bring();
        Sign sign = only(SignKind.WORD);
        assertThat(sign.name()).isEqualTo("轻生念头");
        assertThat(numbers(sign)).containsExactly(first);

        String second = register("13900000003", "同事说要自杀", "同事在群里说要自杀。", null);
        news.bring();
        assertThat(numbers(only(SignKind.WORD))).containsExactlyInAnyOrder(first, second);
        assertThat(only(SignKind.WORD).tickets()).isEqualTo(2);
        as("supervisor");
        signs.confirm(sign.id(), "已联系社区和派出所上门");
        register("13900000004", "网友说要自杀", "看到网友说要自杀。", null);
        news.bring();
        assertThat(of(SignKind.WORD)).as("a decided word is never quieted").extracting(Sign::state).containsExactly("open", "confirmed");
    }

    @Test
    void anEventNeedsWordsOfBothLists() {
        at(day + "T10:00:00+08:00");
        watch.refresh();
        register("13900000005", "拖欠工资", "公司拖欠工资两个月。", null);
        news.bring();
        assertThat(of(SignKind.WORD)).isEmpty();
        register("13900000006", "拖欠工资", "公司拖欠工资，几十人准备去市政府。", null);
        news.bring();
        assertThat(only(SignKind.WORD).name()).isEqualTo("群体讨薪");
    }

    @Test
    void theDailyLookFindsTheWordsOfEntriesMadeMeanwhileAndOfTicketsThatCameInBulk() {
        at(day + "T10:00:00+08:00");
        watch.refresh();
        String before = register("13900000007", "无人机扰民", "小区上空每晚有无人机盘旋。", null);
        as("supervisor");
        words.add(CITY, new Watchwords.Wish("低空飞行", "无人机、航模", null, null, true, "近期低空安全专项"));
        daily.look(CITY, day);
        news.bring();
        assertThat(only(SignKind.WORD).name()).isEqualTo("低空飞行");
        assertThat(numbers(only(SignKind.WORD))).containsExactly(before);
    }

    @Test
    void everyChangeOfTheListIsKeptWithWhoAndWhy() {
        as("supervisor");
        Watchword made = words.add(CITY, new Watchwords.Wish("非法集资" + day, "集资\n爆雷", "退钱", null, true, "金融办来函"));
        Watchword changed = words.change(made.entry(), 1, new Watchwords.Wish(made.name(), "集资，爆雷，跑路", null, "正规", false, "改由金融办自行监测"));
        assertThat(changed.anyOf()).containsExactly("集资", "爆雷", "跑路");
        assertThat(words.history(made.entry())).extracting(Watchword::version, Watchword::active, Watchword::reason, Watchword::togetherWith)
                .containsExactly(tuple(2, false, "改由金融办自行监测", List.of()),
                        tuple(1, true, "金融办来函", List.of("退钱")));
        assertRefused("earlysign.changedMeanwhile", () -> words.change(made.entry(), 1, new Watchwords.Wish("x", "集资", null, null, true, "y")));
        assertRefused("earlysign.badWord", () -> words.add(CITY, new Watchwords.Wish("一个字", "死", null, null, true, "太短")));
        assertRefused("earlysign.badWord", () -> words.add(CITY, new Watchwords.Wish("没有词", " ， ", null, null, true, "空的")));
        assertRefused("earlysign.unknownWord", () -> words.history("none"));
    }

    // ---------------------------------------------------------------- callers and groups

    @Test
    void whoCallsAgainAndAgainIsListedWithTheNumberMasked() {
        for (int call = 0; call < 5; call++) {
            at(day.minusDays(4 - call) + "T10:00:00+08:00");
            register("13712345678", "第" + call + "次反映噪音", "夜间施工噪音扰民，第" + call + "次来电。", null);
        }
        register("13700000000", "咨询", "咨询社保缴费比例。", null);
        daily.look(CITY, day);
        Sign sign = only(SignKind.CALLER);
        assertThat(sign.phone()).isEqualTo("137****5678");
        assertThat(sign.tickets()).isEqualTo(5);
        assertThat(sign.text()).isEqualTo("30天内5件");
        assertThat(jdbc.sql("select concat(item, name) from earlysign_sign where id = :id").param("id", sign.id()).query(String.class).single())
                .doesNotContain("13712345678", "5678").doesNotContain(jdbc.sql("select phone_hash from ticket_identity where ticket_no = :no")
                        .param("no", numbers(sign).get(0)).query(String.class).single());
        as("bulletin-editor");
        assertThat(signs.find(sign.id()).phone()).as("who does not decide").isNull();
        assertThat(numbers(sign)).hasSize(5);
        daily.look(CITY, day.plusDays(1));
        assertThat(only(SignKind.CALLER).days()).as("nobody called again").isOne();
    }

    @Test
    void manyPeopleAboutOneMatterOfOnePlaceAreAGroupAndOnePersonIsNot() {
        at(day + "T10:00:00+08:00");
        for (int call = 0; call < 5; call++) {
            register("1360000000" + call, "电梯故障" + call, "电梯长期故障无人维修，业主" + call + "反映。", "阳光花园" + (call + 1) + "号楼");
            register("13699999999", "自来水浑浊" + call, "自来水浑浊，第" + call + "次反映。", "海景小区3栋");
        }
        daily.look(CITY, day);
        Sign sign = only(SignKind.GROUP);
        assertThat(sign.name()).startsWith("阳光花园：").endsWith("（5人）");
        assertThat(numbers(sign)).hasSize(5);
    }

    @Test
    void aConfirmedGroupGivesItsUnitOneOrderWhereTheTableSaysSo() {
        at(day + "T10:00:00+08:00");
        List<String> group = new ArrayList<>();
        for (int call = 0; call < 5; call++) {
            group.add(register("1350000000" + call, "餐馆油烟" + call, "餐馆油烟直排，住户" + call + "反映。", "滨江苑" + (call + 1) + "栋"));
        }
        handled("hainan-housing", group);
        daily.look(CITY, day);
        as("supervisor");
        Sign confirmed = signs.confirm(only(SignKind.GROUP).id(), "转有关单位集中整治");
        assertThat(confirmed.orders()).isOne();
        assertThat(jdbc.sql("select source, order_level, unit from supervision_order where ticket_no in (:group)").param("group", group)
                .query((row, n) -> row.getString(1) + row.getInt(2) + row.getString(3)).list()).containsExactly("earlySign2hainan-housing");
        assertThat(signs.topic(confirmed.id()).ticketNos()).containsExactlyInAnyOrderElementsOf(group);
    }

    // ---------------------------------------------------------------- who decides

    @Test
    void onlySupervisorsDecideOnceAndWithAReason() {
        registerDays(day.minusDays(69), 69, 2, CATEGORY, null);
        registerDays(day, 1, 14, CATEGORY, null);
        daily.look(CITY, day);
        String id = only(SignKind.CATEGORY).id();
        for (String nobody : List.of("operator", "dispatcher", "clerk-hainan-housing", "channel", "designer")) {
            as(nobody);
            assertRefused("earlysign.notReader", () -> signs.list(new EarlySigns.Wish(CITY, null, null, null, null), 0, 20));
            assertRefused("earlysign.notReader", () -> signs.find(id));
            assertRefused("earlysign.notReader", () -> signs.topic(id));
            assertRefused("earlysign.notReader", () -> signs.lastLook(CITY));
            assertRefused("earlysign.notReader", () -> tickets.tickets(id, 0, 20));
            assertRefused("earlysign.notReader", () -> tickets.series(id));
            assertRefused("earlysign.notReader", () -> words.list(CITY, 0, 20));
            assertRefused("earlysign.notListKeeper", () -> words.add(CITY, new Watchwords.Wish("a", "测试", null, null, true, "b")));
        }
        for (String reader : List.of("bulletin-editor", "bulletin-signer", "camunda-admin")) {
            as(reader);
            assertRefused("earlysign.notSupervisor", () -> signs.confirm(id, "应当重视处置"));
            assertRefused("earlysign.notSupervisor", () -> signs.dismiss(id, "没有异常情况"));
        }
        as("bulletin-editor");
        assertRefused("earlysign.notConfirmed", () -> signs.topic(id));
        as("supervisor");
        assertRefused("earlysign.reasonTooShort", () -> signs.dismiss(id, "。。。。。"));
        assertThat(signs.confirm(id, "开展专项检查，联系13800001111").reason()).isEqualTo("开展专项检查，联系***");
        assertRefused("earlysign.decided", () -> signs.dismiss(id, "又不是苗头了"));
        assertRefused("earlysign.unknown", () -> signs.dismiss("none", "没有这条苗头"));
        as("bulletin-editor");
        assertThat(signs.topic(id)).satisfies(topic -> {
            assertThat(topic.category()).isEqualTo(CATEGORY);
            assertThat(topic.title()).isEqualTo("类别上升：食品安全");
            assertThat(topic.to()).isEqualTo(day);
        });
    }

    @Test
    void aReasonThatGrowsBeyondItsColumnWhenNamesAreCoveredIsRefused() {
        at(day + "T10:00:00+08:00");
        watch.refresh();
        as("operator");
        intake.register(new NewTicket("phone", "sign-" + NUMBER.incrementAndGet(), null, new NewTicket.Citizen("张三", "13900000031"), null, null,
                "complaint", null, "有人要自杀", "有人说要自杀。", null, null, CITY, null));
        news.bring();
        String id = only(SignKind.WORD).id();
        as("supervisor");
        assertRefused("common.textTooLong", () -> signs.confirm(id, "转公安部门处置" + "张三，".repeat(160)));
        assertThat(signs.find(id).state()).isEqualTo("open");
        assertThat(signs.confirm(id, "转公安部门处置" + "张三，".repeat(120)).reason()).hasSize(487).doesNotContain("张三");
    }

    // ---------------------------------------------------------------- making tickets

    private String register(String phone, String title, String content, String address) {
        as("operator");
        return intake.register(new NewTicket("phone", "sign-" + NUMBER.incrementAndGet(), null, new NewTicket.Citizen("测试群众", phone), null, address,
                "complaint", null, title, content, null, null, CITY, null)).ticketNo();
    }

    /** Rows as a bulk load leaves them. */
    private void registerDays(LocalDate first, int days, int perDay, String category, String region) {
        pattern();
        transaction.executeWithoutResult(status -> {
            for (int n = 0; n < days * perDay; n++) {
                long at = DayCounts.startOf(first.plusDays(n / perDay)) + 36_000_000L + n % perDay * 1000L;
                copy("EW" + NUMBER.incrementAndGet(), at, category, region);
            }
        });
    }

    private void copy(String ticketNo, long at, String category, String region) {
        jdbc.sql("insert into ticket_ticket (" + columns() + ") select " + columns().replace("ticket_no,", "'" + ticketNo + "',")
                        .replace("registered_at,", at + ",").replace("category,", "'" + category + "',")
                        .replace("region,", region == null ? "null," : "'" + region + "',").replace("external_id,", "'" + ticketNo + "',")
                        .replace("jurisdiction,", "'" + CITY + "',") + " from ticket_ticket where ticket_no = :pattern")
                .param("pattern", pattern()).update();
    }

    private static String known;
    private static String pattern;

    private String columns() {
        if (known == null) {
            known = jdbc.sql("select lower(column_name) from information_schema.columns where lower(table_name) = 'ticket_ticket' and lower(column_name) "
                    + "<> 'changed_at' order by ordinal_position").query(String.class).list().stream().distinct().collect(Collectors.joining(","));
        }
        return known;
    }

    private String pattern() {
        if (pattern == null) {
            as("operator");
            pattern = intake.register(new NewTicket("phone", "sign-pattern", null, null, null, null, "complaint", null, "样本", "用作样本的工单内容。", null, null,
                    "430500", null)).ticketNo();
            identityService.clearAuthentication();
        }
        return pattern;
    }

    private void handled(String unit, List<String> ticketNos) {
        transaction.executeWithoutResult(status -> ticketNos.forEach(number -> jdbc.sql("insert into ticket_dispatch (id, ticket_no, round, unit, role, "
                        + "state, binding, rework, dispatched_at, dispatched_by, provisional) values (:id, :no, 1, :unit, 'lead', 'signed', false, false, :at, "
                        + "'dispatcher', false)").param("id", "sign-" + number).param("no", number).param("unit", unit).param("at", clock.millis()).update()));
    }

    private List<Sign> of(SignKind kind) {
        as("supervisor");
        return signs.list(new EarlySigns.Wish(CITY, null, kind.code(), day.minusDays(10), day.plusDays(40)), 0, 50).items();
    }

    private Sign only(SignKind kind) {
        assertThat(of(kind)).as(kind.label()).hasSize(1);
        return of(kind).get(0);
    }

    private List<String> numbers(Sign sign) {
        return tickets.numbers(sign, 0, 100);
    }

    private void at(String time) {
        clock.freezeAt(OffsetDateTime.parse(time).toInstant());
    }

    private void as(String user) {
        identityService.setAuthentication(user, List.of(user.startsWith("clerk-") ? Actor.UNIT_GROUP_PREFIX + user.substring("clerk-".length()) : user));
    }

    private static void assertRefused(String code, ThrowingCallable step) {
        assertThat(catchThrowableOfType(Refusal.class, step).code()).isEqualTo(code);
    }
}
