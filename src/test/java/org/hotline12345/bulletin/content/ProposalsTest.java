package org.hotline12345.bulletin.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.camunda.bpm.engine.IdentityService;
import org.hotline12345.bulletin.BulletinKind;
import org.hotline12345.bulletin.Frozen;
import org.hotline12345.bulletin.Header;
import org.hotline12345.bulletin.Names;
import org.hotline12345.bulletin.Placeholders;
import org.hotline12345.common.Refusal;
import org.hotline12345.intake.Intake;
import org.hotline12345.intake.NewTicket;
import org.hotline12345.report.Cell;
import org.hotline12345.report.Dimension;
import org.hotline12345.report.Figures;
import org.hotline12345.report.Period;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.transaction.support.TransactionTemplate;

/** First words from the tickets name nobody; a city's own template is checked, kept and taken back, by those who may. */
@SpringBootTest
@ActiveProfiles({"demo", "test"})
class ProposalsTest {

    private static final AtomicInteger EXTERNAL = new AtomicInteger();
    private static final String CITY = "460100";
    private static final LocalDate FROM = LocalDate.of(2031, 1, 1);
    private static final LocalDate TO = LocalDate.of(2031, 1, 31);

    @Autowired
    Proposals proposals;
    @Autowired
    Templates templates;
    @Autowired
    Intake intake;
    @Autowired
    IdentityService identity;
    @Autowired
    JdbcClient jdbc;
    @Autowired
    TransactionTemplate transaction;

    @AfterEach
    void nobody() {
        identity.clearAuthentication();
    }

    @Test
    void aTypicalCaseNamesTheUnitAndNobodyElse() {
        settled("家住双拥路，本人欧阳金雀，电话139 5550 7788，身份证430502199001011234，车牌湘E12345，健身卡不给退，找过张女士也没有用。",
                "经核实，已与欧阳女士和商家李先生联系，商家退款300元，订单258948794133已处理完毕{overdue}。", false);
        String told = text(BulletinKind.MONTHLY, "case-finance-trade");

        assertThat(told).startsWith("{=1月10日}，市民反映：").contains("健身卡不给退", "热线交由市市场监督管理局办理", "退款300元", "经热线回访，市民表示满意。")
                .doesNotContain("欧阳", "13955507788", "5550", "430502199001011234", "湘E12345", "张女士", "李先生", "258948794133", "{overdue}");
        assertThat(text(BulletinKind.MONTHLY, "handling-finance-trade")).isEqualTo("上类诉求交办市市场监督管理局等单位办理。");
    }

    @Test
    void numbersOfWhatACitizenAndAUnitSaidClaimToBeNoFigures() {
        settled("健身房在没有同意的情况下自动扣费300次，要求退还。", "经核实，商家已退还50%的会员费，并停止了自动扣费。", false);
        set("urgent = true", "健身房在没有同意%");
        String told = text(BulletinKind.MONTHLY, "case-finance-trade");
        // Urgent ones come first; the other tests look for their own.
        set("confidential = true", "健身房在没有同意%");

        assertThat(told).contains("{=300次}", "{=50%}");
        assertThat(Placeholders.typed(told)).isEmpty();
        assertThat(frozen(BulletinKind.MONTHLY, Map.of("case-finance-trade", told)).text("case-finance-trade")).contains("自动扣费300次", "退还50%的会员费");
    }

    @Test
    void aConfidentialTicketIsNobodysExample() {
        settled("保密的诉求内容不应当成为案例写进通报。", "已经核查处理完毕，按规定答复了诉求人。", true);
        assertThat(text(BulletinKind.FACTS, "cases")).doesNotContain("保密的诉求内容");
    }

    @Test
    void whatWasNotAnsweredAtOnceAndWhatWasLateIsToldByMatterAndUnit() {
        settled("咨询健身卡退费的期限和需要的材料。", "已经电话解释退费的期限和需要的材料。", false);
        String no = jdbc.sql("select max(ticket_no) from ticket_ticket where content like '咨询健身卡退费%'").query(String.class).single();
        transaction.executeWithoutResult(status -> {
            jdbc.sql("update ticket_ticket set kind = 'consult', satisfied = false, "
                    + "matter_unit = 'market-regulation', dispatched_at = registered_at where ticket_no = :no")
                    .param("no", no).update();
            jdbc.sql("update ticket_dispatch set overdue_at = replied_at where ticket_no = :no and role = 'lead'").param("no", no).update();
        });
        assertThat(text(BulletinKind.ASSESSMENT, "notAtOnce"))
                .isEqualTo("消费维权共计{consults-consultsAnsweredAtOnce@category:consumer-rights}件，交由市市场监督管理局等单位办理。");
        assertThat(text(BulletinKind.ASSESSMENT, "overdue")).isEqualTo("消费维权逾期{overdue@category:consumer-rights}件次，涉及市市场监督管理局等单位。");
        Frozen frozen = frozen(BulletinKind.ASSESSMENT, Map.of("notAtOnce", text(BulletinKind.ASSESSMENT, "notAtOnce")));
        assertThat(frozen.text("notAtOnce")).isEqualTo("消费维权共计2件，交由市市场监督管理局等单位办理。");
    }

    @Test
    void whatAPersonKeptIsNotProposedOver() {
        Frozen kept = frozen(BulletinKind.MONTHLY, Map.of("case-finance-trade", "已写的案例。"));
        assertThat(proposals.pieces(BulletinKind.MONTHLY, kept)).filteredOn(piece -> piece.code().equals("case-finance-trade"))
                .extracting(Piece::kept).containsExactly("已写的案例。");
    }

    @Test
    void whatAPersonTookAwayIsNotUnwrittenAndItsProposalIsAtHand() {
        settled("健身房关门，预付的会员费不给退，多次联系没有人答复。", "经核实，商家已退还剩余的会员费，双方没有争议。", false);
        Frozen kept = frozen(BulletinKind.MONTHLY, Map.of("case-finance-trade", "", "next", ""));
        assertThat(proposals.pieces(BulletinKind.MONTHLY, kept)).filteredOn(piece -> List.of("case-finance-trade", "next").contains(piece.code())).hasSize(2)
                .allSatisfy(piece -> {
                    assertThat(piece.kept()).as(piece.code()).isEmpty();
                    assertThat(piece.proposed()).as(piece.code()).isNotBlank();
                });
        assertThat(proposals.pieces(BulletinKind.MONTHLY, kept)).filteredOn(piece -> piece.code().equals("problems")).extracting(Piece::kept).containsOnlyNulls();
        assertThat(Contents.of(BulletinKind.MONTHLY, kept)).isEqualTo(Contents.of(BulletinKind.MONTHLY, frozen(BulletinKind.MONTHLY, Map.of())));
    }

    @Test
    void aCitysTemplateHoldsFromTheNextFileOnAndCanBeTakenBack() throws IOException {
        as("bulletin-editor");
        byte[] ours = templates.of(CITY);
        assertThat(ours).isEqualTo(new ClassPathResource("templates/bulletin.docx").getContentAsByteArray());
        byte[] own = edited(ours);

        int version = templates.lay(CITY, "海口模板.docx", own);
        assertThat(templates.of(CITY)).isEqualTo(own);
        assertThat(templates.of("430500")).isEqualTo(ours);
        assertThat(templates.current(CITY)).isEqualTo(own);
        assertThat(templates.history(CITY)).first().satisfies(laid -> assertThat(laid).extracting(Templates.Laid::version, Templates.Laid::name, Templates.Laid::own,
                Templates.Laid::by).containsExactly(version, "海口模板.docx", true, "bulletin-editor"));

        assertThat(templates.withdraw(CITY)).isEqualTo(version + 1);
        assertThat(templates.of(CITY)).isEqualTo(ours);
        assertThat(templates.history(CITY)).hasSize(2);
    }

    @Test
    void onlyKeepersLayInOrTakeATemplate() throws IOException {
        byte[] ours = new ClassPathResource("templates/bulletin.docx").getContentAsByteArray();
        for (String group : List.of("operator", "unit-housing", "bulletin-signer", "designer")) {
            as(group);
            for (Runnable act : List.<Runnable>of(() -> templates.lay(CITY, "x.docx", ours), () -> templates.withdraw(CITY), () -> templates.current(CITY),
                    () -> templates.history(CITY))) {
                assertThatThrownBy(act::run).as(group).isInstanceOfSatisfying(Refusal.class, refusal ->
                        assertThat(refusal.code()).isEqualTo("bulletin.templateNotYours"));
            }
        }
        as("supervisor");
        assertThatThrownBy(() -> templates.lay(CITY, "x.docx", "kein docx".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("paper.badTemplate"));
    }

    private void set(String assignment, String content) {
        transaction.executeWithoutResult(status -> jdbc.sql("update ticket_ticket set " + assignment + " where content like :content").param("content", content)
                .update());
    }

    private void as(String group) {
        identity.setAuthentication(group.startsWith("unit-") ? "clerk-" + group.substring(5) : group, List.of(group));
    }

    private static byte[] edited(byte[] template) throws IOException {
        try (XWPFDocument paper = new XWPFDocument(new ByteArrayInputStream(template))) {
            paper.createParagraph().createRun().setText("本市自己加的一行");
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            paper.write(out);
            return out.toByteArray();
        }
    }

    /** A ticket as if it had been handled, called back and archived in January 2031. */
    private void settled(String content, String reply, boolean confidential) {
        as("operator");
        String no = intake.register(new NewTicket("phone", "proposal-" + EXTERNAL.incrementAndGet(), null, new NewTicket.Citizen("欧阳金雀", "13955507788"),
                "430502", "双拥路12号", "complaint", "consumer-rights", "健身卡不给退", content, confidential, null, null, null)).ticketNo();
        long at = LocalDate.of(2031, 1, 10).atStartOfDay(ZoneId.of("Asia/Shanghai")).toInstant().toEpochMilli();
        transaction.executeWithoutResult(status -> {
            jdbc.sql("update ticket_ticket set status = 'archived', satisfied = true, registered_at = :at, closed_at = :at where ticket_no = :no")
                    .param("at", at).param("no", no).update();
            jdbc.sql("update ticket_dispatch set state = 'replied', reply = :reply, replied_at = :at where ticket_no = :no and role = 'lead'")
                    .param("reply", reply).param("at", at).param("no", no).update();
        });
        identity.clearAuthentication();
    }

    private String text(BulletinKind kind, String code) {
        return proposals.pieces(kind, frozen(kind, Map.of())).stream().filter(piece -> piece.code().equals(code)).findFirst().orElseThrow().proposed();
    }

    private static Frozen frozen(BulletinKind kind, Map<String, String> texts) {
        Period period = new Period("430500", FROM, TO);
        Header header = new Header("b", kind, "430500", "邵阳市", FROM, TO, Instant.parse("2031-02-01T00:00:00Z"), "f", null, "通报", null, "邵阳市行政审批服务局", null,
                null, null, "主动公开", null, null, null, null, null, 0, null);
        List<Names.Named> names = List.of(new Names.Named(Dimension.CATEGORY, "finance-trade", "金融商贸财经类", "1", null),
                new Names.Named(Dimension.CATEGORY, "consumer-rights", "消费维权", "2", "finance-trade"),
                new Names.Named(Dimension.UNIT, "market-regulation", "市市场监督管理局", "department", null));
        return new Frozen(header, Figures.of(period, header.asOf(), "f", List.of(new Cell("received", Dimension.ALL, "", 1),
                new Cell("received", Dimension.CATEGORY, "consumer-rights", 1), new Cell("consults", Dimension.CATEGORY, "consumer-rights", 3),
                new Cell("consultsAnsweredAtOnce", Dimension.CATEGORY, "consumer-rights", 1),
                new Cell("overdue", Dimension.CATEGORY, "consumer-rights", 1))), new Names(names, null, Map.of()), texts, List.of(), List.of(), List.of(), List.of());
    }
}
