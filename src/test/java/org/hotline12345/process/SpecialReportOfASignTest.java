package org.hotline12345.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hotline12345.bulletin.Bulletins;
import org.hotline12345.bulletin.Corrections;
import org.hotline12345.bulletin.Drafting;
import org.hotline12345.earlysign.EarlySigns;
import org.hotline12345.intake.NewTicket;
import org.hotline12345.report.Dimension;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A special report begun from an early sign counts the sign's tickets, whatever its name and its words are. */
class SpecialReportOfASignTest extends ProcessTest {

    private static final String CITY = "460100";

    @Autowired
    Drafting drafts;
    @Autowired
    Bulletins bulletins;
    @Autowired
    Corrections corrections;
    @Autowired
    EarlySigns signs;

    @Test
    void ofAWordItCountsTheTicketsTheWordWasFoundInOnWhateverDays() {
        String first = ticket("2027-03-01", "阳台上有人", "有人说不想活了。", "haikou-other", null, null);
        String second = ticket("2027-03-04", "群里的话", "网友说要自杀。", "haikou-other", null, null);
        ticket("2027-03-02", "轻生念头宣传", "咨询轻生念头的科普讲座。", "haikou-other", null, null);
        String sign = sign("word", UUID.randomUUID().toString(), "轻生念头", "2027-03-03", "2027-03-04", 2, List.of(first, second));
        assertThat(signs(sign).from()).as("the days of the tickets, not of the list").isEqualTo(LocalDate.parse("2027-03-01"));
        assertThat(signs(sign).to()).isEqualTo(LocalDate.parse("2027-03-04"));
        begun(sign);
        assertThat(counted()).isEqualTo(2);
        assertThat(sentences()).contains("本期特报统计苗头“敏感词句：轻生念头”所列的2件工单。");
        assertThat(bulletins.view(ticketNo).header().topic()).isEqualTo("敏感词句：轻生念头");
        assertThat(bulletins.view(ticketNo).header().from()).isEqualTo(LocalDate.parse("2027-03-01"));
    }

    @Test
    void ofAGroupItCountsItsTicketsThoughThePlaceStandsInTheAddressOnly() {
        List<String> group = new ArrayList<>();
        for (int house = 1; house < 4; house++) {
            group.add(ticket("2027-04-0" + house, "电梯故障", "电梯长期无人维修。", "haikou-other", null, "玉沙花园" + house + "栋"));
        }
        ticket("2027-04-02", "电梯年检", "咨询电梯年检。", "haikou-other", null, "别处1栋");
        begun(sign("group", "haikou-other|玉沙花园", "玉沙花园：其他（3人）", "2027-04-03", "2027-04-03", 3, group));
        assertThat(counted()).isEqualTo(3);
        assertThat(sentences()).contains("所列的3件工单。");
    }

    @Test
    void ofACallerItCountsTheCallersTicketsAndKeepsThemWhenFrozenAnewAndCorrected() {
        List<String> calls = new ArrayList<>(List.of(ticket("2027-05-01", "噪音", "夜间施工。", "haikou-other", null, null),
                ticket("2027-05-09", "还是噪音", "夜间仍在施工。", "haikou-other", null, null)));
        String sign = sign("caller", "hash", "同一电话30天内2件", "2027-05-09", "2027-05-09", 30, calls);
        begun(sign);
        assertThat(counted()).isEqualTo(2);
        String more = ticket("2027-05-05", "噪音又来", "第三次反映。", "haikou-other", null, null);
        list(sign, "caller", more);
        as("bulletin-editor");
        bulletins.freeze(ticketNo, "补录工单后重新计算");
        runSavePoints();
        assertThat(counted()).as("the sign gained one since").isEqualTo(2);

        complete("bulletin-editor", "Task_EditBulletin", Map.of("action", "submit"));
        complete("supervisor", "Task_ReviewBulletin", Map.of("verdict", "pass"));
        complete("bulletin-signer", "Task_SignBulletin", Map.of("verdict", "sign"));
        as("bulletin-editor");
        assertThat(corrections.check(ticketNo).differences()).isEmpty();
        transaction.executeWithoutResult(status -> jdbc.sql("update ticket_ticket set status = 'invalid' where ticket_no = :no").param("no", calls.get(0)).update());
        ticketNo = corrections.check(ticketNo).correctionId();
        runSavePoints();
        assertThat(counted()).isOne();
        assertThat(sentences()).contains("“反复来电：同一电话30天内2件”所列的2件工单。");
    }

    @Test
    void ofARiseItCountsTheCategoryByItsCodeThoughAnotherIsCalledTheSame() {
        ticket("2027-06-01", "甲", "其一。", "haikou-other", null, null);
        ticket("2027-06-02", "乙", "其二。", "haikou-other", null, null);
        ticket("2027-06-02", "丙", "上一级，也叫其他。", "haikou-other-group", null, null);
        ticket("2027-06-03", "丁", "次日。", "haikou-other", null, null);
        begun(sign("category", "haikou-other", "其他", "2027-06-02", "2027-06-02", 7, List.of()));
        assertThat(counted()).isEqualTo(2);
        assertThat(sentences()).contains("本期特报统计苗头“类别上升：其他”所指诉求类别“其他”的工单。");
        begun(sign("category", "haikou-other-group", "其他", "2027-06-02", "2027-06-02", 7, List.of()));
        assertThat(counted()).as("a group with its matters").isEqualTo(3);
        assertThat(sentences()).contains("所指诉求类别“其他”及其下级的工单。");
    }

    @Test
    void ofAPlaceItCountsThePlaceByItsCode() {
        ticket("2027-07-01", "甲", "其一。", "haikou-other", "460105", null);
        ticket("2027-07-01", "乙", "别处。", "haikou-other", "460106", null);
        begun(sign("place", "460105", "秀英区", "2027-07-01", "2027-07-01", 1, List.of()));
        assertThat(counted()).isOne();
        assertThat(sentences()).contains("所指地区“秀英区”");
    }

    @Test
    void onlyAConfirmedSignOfTheSameHotlineWithTicketsBeginsOne() {
        String number = ticket("2027-08-01", "甲", "其一。", "haikou-other", null, null);
        String sign = sign("caller", "hash", "同一电话30天内1件", "2027-08-01", "2027-08-01", 30, List.of(number));
        as("bulletin-editor");
        assertThat(refusalOf(() -> drafts.begin(wish("430500", sign))).code()).isEqualTo("bulletin.signElsewhere");
        assertThat(refusalOf(() -> drafts.begin(wish(CITY, "none"))).code()).isEqualTo("earlysign.unknown");
        transaction.executeWithoutResult(status -> jdbc.sql("delete from earlysign_ticket where sign_id = :id").param("id", sign).update());
        assertThat(refusalOf(() -> drafts.begin(wish(CITY, sign))).code()).isEqualTo("earlysign.withoutTickets");
        transaction.executeWithoutResult(status -> jdbc.sql("update earlysign_sign set state = 'dismissed' where id = :id").param("id", sign).update());
        assertThat(refusalOf(() -> drafts.begin(wish(CITY, sign))).code()).isEqualTo("earlysign.notConfirmed");
    }

    // ------------------------------------------------------------------ the stage

    private static Drafting.Wish wish(String city, String sign) {
        return new Drafting.Wish(city, "special", null, null, null, null, null, sign);
    }

    private void begun(String sign) {
        as("bulletin-editor");
        ticketNo = drafts.begin(wish(CITY, sign));
        runSavePoints();
    }

    private long counted() {
        as("bulletin-editor");
        return bulletins.figures(ticketNo).cells().stream().filter(cell -> cell.measure().equals("received") && cell.dimension() == Dimension.ALL)
                .mapToLong(cell -> cell.count()).sum();
    }

    private String sentences() {
        as("bulletin-editor");
        return bulletins.content(ticketNo).toString();
    }

    private EarlySigns.Topic signs(String id) {
        as("bulletin-editor");
        return signs.topic(id);
    }

    private String ticket(String day, String title, String content, String category, String region, String address) {
        at(day + "T10:00:00+08:00");
        as("operator");
        String number = intake.register(new NewTicket("phone", UUID.randomUUID().toString(), null, new NewTicket.Citizen("测试群众", "13800000000"), region, address,
                "complaint", category, title, content, null, null, CITY, null)).ticketNo();
        at(LocalDate.parse(day).plusDays(20) + "T09:00:00+08:00");
        return number;
    }

    private String sign(String kind, String item, String name, String first, String last, int window, List<String> tickets) {
        String id = UUID.randomUUID().toString();
        transaction.executeWithoutResult(status -> jdbc.sql("insert into earlysign_sign (id, jurisdiction, kind, item, name, first_on, last_on, days, window_days, "
                        + "tickets, expected, chance, state, found_at) values (:id, :city, :kind, :item, :name, :first, :last, 1, :window, :tickets, 1, 0.0001, "
                        + "'confirmed', 0)").param("id", id).param("city", CITY).param("kind", kind).param("item", item).param("name", name)
                .param("first", LocalDate.parse(first)).param("last", LocalDate.parse(last)).param("window", window).param("tickets", tickets.size()).update());
        tickets.forEach(number -> list(id, kind, number));
        return id;
    }

    private void list(String sign, String kind, String number) {
        transaction.executeWithoutResult(status -> {
            if (kind.equals("word")) {
                jdbc.sql("insert into earlysign_hit (ticket_no, entry, jurisdiction, hit_at, sign_id) values (:no, :sign, :city, 0, :sign)").param("no", number)
                        .param("sign", sign).param("city", CITY).update();
            } else {
                jdbc.sql("insert into earlysign_ticket (sign_id, ticket_no) values (:sign, :no)").param("sign", sign).param("no", number).update();
            }
        });
    }
}
