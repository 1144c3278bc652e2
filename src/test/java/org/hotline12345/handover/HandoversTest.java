package org.hotline12345.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.hotline12345.calendar.WorkCalendar;
import org.hotline12345.common.Refusal;
import org.hotline12345.platform.MovableClock;
import org.hotline12345.ticket.BulkLoads;
import org.hotline12345.ticket.TicketOrigins;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.transaction.support.TransactionTemplate;

/** What the check of a workbook finds, and that an import can be interrupted, repeated and given up. */
@SpringBootTest
@ActiveProfiles({"demo", "test"})
class HandoversTest {

    private static final Instant NOW = OffsetDateTime.parse("2023-02-08T13:00:00+08:00").toInstant();
    private static int seed;

    @Autowired
    private Handovers imports;
    @Autowired
    private OldFiles oldFiles;
    @Autowired
    private Takeover takeover;
    @Autowired
    private BulkLoads loads;
    @Autowired
    private WorkCalendar calendar;
    @Autowired
    private TicketOrigins origins;
    @Autowired
    private ManagementService jobs;
    @Autowired
    private IdentityService identity;
    @Autowired
    private MovableClock clock;
    @Autowired
    private TransactionTemplate transaction;
    @Autowired
    private JdbcClient jdbc;
    @TempDir
    private Path folder;

    private String system;

    @BeforeEach
    void wednesdayNoon() {
        clock.freezeAt(NOW);
        system = "旧系统" + ++seed;
    }

    @AfterEach
    void timeGoesOn() {
        identity.clearAuthentication();
        clock.reset();
    }

    @Test
    void everyMistakeIsSaidWithItsPlaceAndNothingIsStored() throws IOException {
        // The first thirteen tickets are open ones, the others closed; dispatches in the same order.
        OldCentre centre = new OldCentre(NOW, 7).open(1).closed(20)
                .spoil(15, "kind", "胡说").spoil(16, "channel", "电报").spoil(17, "category", "没有的类别").spoil(18, "phone", "不是号码")
                .spoil(19, "registered", "2023-13-40").spoil(20, "registered", "2099-01-01 08:00:00").spoil(21, "status", "飞走了")
                .spoil(22, "closed", null).spoil(23, "title", "长".repeat(201)).spoil(25, "number", "GD00000026").spoil(1, "closed", "2023-02-08 09:00:00")
                .spoilDispatch(3, "unit", "没有的单位").spoilDispatch(4, "at", "昨天");
        Handovers.View view = upload(centre);

        assertThat(view.state()).isEqualTo("checked");
        assertThat(messages(view)).anyMatch(text -> text.startsWith("“工单”表 第 16 行 B 列（诉求类型）：“胡说”"))
                .anyMatch(text -> text.startsWith("“工单”表 第 17 行 C 列（来源渠道）：“电报”"))
                .anyMatch(text -> text.startsWith("“工单”表 第 18 行 D 列（诉求类别）：“没有的类别”"))
                .anyMatch(text -> text.startsWith("“工单”表 第 19 行 J 列（联系电话）：不是可以拨打的号码"))
                .anyMatch(text -> text.startsWith("“工单”表 第 20 行 M 列（登记时间）：“2023-13-40”不是时间"))
                .anyMatch(text -> text.startsWith("“工单”表 第 21 行 M 列（登记时间）：“2099-01-01 08:00:00”晚于现在"))
                .anyMatch(text -> text.startsWith("“工单”表 第 22 行 N 列（状态）：“飞走了”"))
                .anyMatch(text -> text.startsWith("“工单”表 第 23 行：状态“") && text.endsWith("须有办结时间"))
                .anyMatch(text -> text.startsWith("“工单”表 第 24 行 G 列（标题）：超过200字"))
                .anyMatch(text -> text.startsWith("“工单”表 第 27 行 A 列（旧工单号）：“GD00000026”在前面的行已出现过"))
                .anyMatch(text -> text.startsWith("“工单”表 第 2 行：状态“待派单”还在办理，不应有办结时间"))
                .anyMatch(text -> text.startsWith("“派单”表 第 4 行 C 列（单位）：“没有的单位”"))
                .anyMatch(text -> text.startsWith("“派单”表 第 5 行 E 列（派单时间）：“昨天”不是时间"));
        assertThat(view.refused()).isGreaterThanOrEqualTo(13);
        assertThat(view.ready() + view.refused()).isEqualTo(view.tickets());
        assertThat(jdbc.sql("select count(*) from ticket_origin where source_system = :system").param("system", system).query(Integer.class).single()).isZero();
    }

    @Test
    void anInterruptedImportGoesOnAndTakesNothingTwice() throws IOException {
        Handovers.View view = upload(new OldCentre(NOW, 8).open(2).closed(150));
        asAdministrator();
        imports.confirm(view.id());
        identity.clearAuthentication();
        // Its first step does all it does, and then the node is gone before it can say so.
        transaction.executeWithoutResult(step -> {
            takeover.step(view.id());
            step.setRollbackOnly();
        });
        int before = taken();
        assertThat(before).isEqualTo(100);
        assertThat(loads.underWay(view.jurisdiction(), clock.instant())).as("nobody compares days before the rest is there").isTrue();
        runBackground();
        assertThat(loads.underWay(view.jurisdiction(), clock.instant())).isFalse();

        asAdministrator();
        Handovers.View done = imports.get(view.id());
        assertThat(done.state()).isEqualTo("done");
        assertThat(done.imported()).isEqualTo(view.tickets());
        assertThat(taken()).isEqualTo(view.tickets());
        assertThat(jdbc.sql("select count(*) from handover_problem where import_id = :id").param("id", view.id()).query(Integer.class).single()).isZero();
    }

    @Test
    void theSameAgainChangesNothingAndAnotherAccountIsRefused() throws IOException {
        Handovers.View first = upload(new OldCentre(NOW, 9).closed(30));
        asAdministrator();
        imports.confirm(first.id());
        runBackground();

        assertThat(upload(new OldCentre(NOW, 9).closed(30)).same()).isEqualTo(30);
        Handovers.View other = upload(new OldCentre(NOW, 9).closed(30).spoil(5, "content", "另一个说法"));
        assertThat(other.same()).isEqualTo(29);
        assertThat(messages(other)).singleElement().asString().contains("已接续为工单SY", "与当时不同");
        asAdministrator();
        assertThatThrownBy(() -> imports.confirm(other.id())).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(refusal.code()).isEqualTo("handover.nothingReady"));
        assertThat(origins.byOldNumber("GD00000005")).isNotEmpty();
    }

    @Test
    void aContactLimitHoldsWhereItStillRunsAndNowhereElse() throws IOException {
        Handovers.View view = upload(new OldCentre(NOW, 11).open(4).closed(20));
        asAdministrator();
        imports.confirm(view.id());
        runBackground();
        record Sent(Instant at, boolean over, Long until) {
        }
        List<Sent> sent = jdbc.sql("select d.dispatched_at, d.ended_at, d.state, d.contact_until from ticket_dispatch d join ticket_origin o on o.ticket_no = "
                        + "d.ticket_no join ticket_ticket t on t.ticket_no = d.ticket_no where o.source_system = :system and t.urgent = false")
                .param("system", system).query((row, n) -> new Sent(Instant.ofEpochMilli(row.getLong(1)), row.getObject(2) != null
                        || row.getString(3).equals("interim"), (Long) row.getObject(4))).list();
        assertThat(sent).anyMatch(each -> each.over).anyMatch(each -> !each.over && each.until == null).anyMatch(each -> each.until != null);
        assertThat(sent).allSatisfy(each -> {
            Instant rule = calendar.plusWorkingDays("430500", each.at, 1).until();
            assertThat(each.until).as("sent %s", each.at).isEqualTo(each.over || !rule.isAfter(NOW) ? null : rule.toEpochMilli());
        });
    }

    @Test
    void givenUpItLeavesNothingBehind() throws IOException {
        Handovers.View view = upload(new OldCentre(NOW, 10).closed(12));
        asAdministrator();
        assertThat(imports.discard(view.id()).state()).isEqualTo("discarded");
        assertThat(jdbc.sql("select count(*) from handover_line where import_id = :id").param("id", view.id()).query(Integer.class).single()).isZero();
        assertThat(jdbc.sql("select count(*) from handover_ticket where import_id = :id and sealed is not null").param("id", view.id())
                .query(Integer.class).single()).isZero();
        assertThatThrownBy(() -> imports.confirm(view.id())).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(refusal.code()).isEqualTo("handover.notChecked"));
    }

    @Test
    void whatWaitsNamesNobodyInClear() throws IOException {
        Handovers.View view = upload(new OldCentre(NOW, 11).closed(5));
        assertThat(jdbc.sql("select sealed from handover_ticket where import_id = :id").param("id", view.id()).query(String.class).list())
                .hasSize(5).noneMatch(sealed -> sealed.contains("测试群众") || sealed.contains("139"));
    }

    @Test
    void onlyAdministratorsTakeOver() {
        for (String role : List.of("dispatcher", "supervisor", "designer", "unit-market-regulation")) {
            identity.setAuthentication("somebody", List.of(role));
            assertThatThrownBy(() -> imports.list(0, 20)).isInstanceOfSatisfying(Refusal.class,
                    refusal -> assertThat(refusal.code()).isEqualTo("handover.notAllowed"));
            assertThatThrownBy(() -> imports.upload("430500", system, "x.xlsx", InputStream.nullInputStream())).isInstanceOf(Refusal.class);
            assertThatThrownBy(() -> imports.confirm("x")).isInstanceOf(Refusal.class);
            assertThatThrownBy(() -> oldFiles.add("x", InputStream.nullInputStream())).isInstanceOf(Refusal.class);
        }
    }

    @Test
    void filesComeToTheirTicketsByPathAndContent() throws Exception {
        byte[] letter = "%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);
        OldCentre centre = new OldCentre(NOW, 12).closed(3).file(1, "2022/信函.pdf", hash(letter)).file(2, "2022/坏.pdf", hash("x".getBytes()))
                .file(3, "2022/缺.pdf", hash(letter));
        Handovers.View view = upload(centre);
        asAdministrator();
        imports.confirm(view.id());
        runBackground();
        asAdministrator();

        OldFiles.Result result = oldFiles.add(view.id(), zip("2022/信函.pdf", letter, "2022/坏.pdf", letter, "别的.pdf", letter));
        assertThat(result.added()).isEqualTo(1);
        assertThat(result.missing()).isEqualTo(1);
        assertThat(result.problems()).hasSize(2).anyMatch(text -> text.contains("SHA-256不符")).anyMatch(text -> text.contains("不在“附件”表中"));
        assertThat(oldFiles.add(view.id(), zip("2022/信函.pdf", letter)).added()).isZero();
        assertThat(jdbc.sql("select count(*) from attachment_file f join ticket_origin o on o.ticket_no = f.ticket_no where o.source_system = :system")
                .param("system", system).query(Integer.class).single()).isEqualTo(1);
        assertThatThrownBy(() -> oldFiles.add(view.id(), new ByteArrayInputStream("no zip".getBytes()))).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(refusal.code()).isEqualTo("handover.badZip"));
    }

    // ------------------------------------------------------------------ what they share

    private static String hash(byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }

    private static InputStream zip(Object... namesAndContents) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            for (int i = 0; i < namesAndContents.length; i += 2) {
                zip.putNextEntry(new ZipEntry((String) namesAndContents[i]));
                zip.write((byte[]) namesAndContents[i + 1]);
                zip.closeEntry();
            }
        }
        return new ByteArrayInputStream(out.toByteArray());
    }

    private void asAdministrator() {
        identity.setAuthentication("admin", List.of("camunda-admin"));
    }

    private Handovers.View upload(OldCentre centre) throws IOException {
        Path file = centre.write(folder.resolve("old" + System.nanoTime() + ".xlsx"));
        asAdministrator();
        String id;
        try (InputStream in = Files.newInputStream(file)) {
            id = imports.upload("430500", system, "旧系统.xlsx", in).id();
        }
        runBackground();
        asAdministrator();
        return imports.get(id);
    }

    private List<String> messages(Handovers.View view) {
        asAdministrator();
        return imports.problems(view.id(), 0, 200).items().stream().map(problem -> (String) problem.get("message")).toList();
    }

    private void runBackground() {
        identity.clearAuthentication();
        for (List<String> due = due(); !due.isEmpty(); due = due()) {
            due.forEach(jobs::executeJob);
        }
    }

    private List<String> due() {
        return jdbc.sql("select ID_ from ACT_RU_JOB where HANDLER_CFG_ like 'handover:%'").query(String.class).list();
    }

    private int taken() {
        return jdbc.sql("select count(*) from ticket_origin where source_system = :system").param("system", system).query(Integer.class).single();
    }
}
