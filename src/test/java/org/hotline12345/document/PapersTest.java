package org.hotline12345.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.lowagie.text.pdf.PdfReader;
import com.lowagie.text.pdf.parser.PdfTextExtractor;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.IdentityService;
import org.hotline12345.common.Actor;
import org.hotline12345.common.PersonNames;
import org.hotline12345.paper.PaperSettings;
import org.hotline12345.common.Refusal;
import org.hotline12345.intake.Intake;
import org.hotline12345.intake.NewTicket;
import org.hotline12345.people.Directory;
import org.hotline12345.support.Proves;
import org.hotline12345.ticket.TicketViews;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What stands on a printed ticket, and for whom: what the person reads on the screen, nothing else, and their name on every page. */
@SpringBootTest
@ActiveProfiles({"demo", "test"})
class PapersTest {

    private static final AtomicInteger EXTERNAL = new AtomicInteger();

    @Autowired
    Intake intake;
    @Autowired
    Papers papers;
    @Autowired
    Fonts fonts;
    @Autowired
    IdentityService identity;
    @Autowired
    JdbcClient jdbc;

    @Autowired
    Directory directory;
    @Autowired
    TicketViews views;
    @Autowired
    PersonNames names;
    @Autowired
    PlatformTransactionManager transactions;

    @AfterEach
    void nobody() {
        identity.clearAuthentication();
    }

    private void as(String group) {
        identity.setAuthentication(group.startsWith("unit-") ? "clerk-" + group.substring(5) : group, List.of(group));
    }

    private String registered(boolean confidential, String content) {
        as("operator");
        return intake.register(new NewTicket("phone", "paper-" + EXTERNAL.incrementAndGet(), null, new NewTicket.Citizen("欧阳金雀", "13955507788"),
                "430511", "双拥路12号", "complaint", "consumer-rights", "健身卡不给退", content, confidential, null, null, null)).ticketNo();
    }

    private static List<String> pages(Papers.Printed printed) throws IOException {
        try (PdfReader reader = new PdfReader(printed.content())) {
            PdfTextExtractor text = new PdfTextExtractor(reader);
            List<String> pages = new java.util.ArrayList<>();
            for (int page = 1; page <= reader.getNumberOfPages(); page++) {
                pages.add(text.getTextFromPage(page).replaceAll("\\s", ""));
            }
            return pages;
        }
    }

    @Test
    void theAssignmentTellsTheUnitWhatToDoUntilWhenAndNamesItsPrinterOnEveryPage() throws IOException {
        String no = registered(false, "某健身馆关门跑路，办卡3680元，𠮷祥里的𬭎先生也未退。" + "要求退还全部费用并道歉。".repeat(300));
        as("unit-market-regulation");
        List<String> pages = pages(papers.print(no, Paper.ASSIGNMENT));
        String all = String.join("", pages);
        assertThat(pages).hasSizeGreaterThan(1).allMatch(page -> page.contains("clerk-market-regulation"));
        assertThat(all).contains(no).contains("交办单").contains("市市场监督管理局").contains("办理期限").contains("3680元").contains("𠮷祥里的𬭎先生")
                .contains("139****7788").doesNotContain("13955507788").doesNotContain("金雀");
        assertThat(jdbc.sql("select count(*) from document_print where ticket_no = :no and printed_by = 'clerk-market-regulation' and paper = 'assignment'")
                .param("no", no).query(Integer.class).single()).isEqualTo(1);
    }

    @Test
    @Proves(value = "H", forbidden = true)
    void aConfidentialReporterIsOnNoPaperOfAUnitAndStrangersGetNone() throws IOException {
        String no = registered(true, "我叫欧阳金雀，某健身馆关门跑路，要求退卡。");
        as("unit-market-regulation");
        assertThat(String.join("", pages(papers.print(no, Paper.HANDLING)))).contains("关门跑路").contains("保密").doesNotContain("欧阳").doesNotContain("7788");
        for (String stranger : List.of("unit-housing", "designer", "channel")) {
            as(stranger);
            assertThatThrownBy(() -> papers.print(no, Paper.HANDLING)).as(stranger)
                    .isInstanceOfSatisfying(Refusal.class, refused -> assertThat(refused.code()).isEqualTo("ticket.unknown"));
        }
        assertThat(jdbc.sql("select count(*) from document_print where ticket_no = :no").param("no", no).query(Integer.class).single()).isEqualTo(1);
        assertThatThrownBy(() -> Paper.of("all")).isInstanceOfSatisfying(Refusal.class, refused -> assertThat(refused.code()).isEqualTo("document.unknownPaper"));
    }

    @Test
    void theHistoryNamesPeopleAsTheyWereCalledThenAndTheSystemBeforeInChinese() throws IOException {
        String no = registered(false, "某健身馆关门跑路，要求退卡。");
        TransactionTemplate transaction = new TransactionTemplate(transactions);
        identity.setAuthentication("admin", List.of("camunda-admin"));
        directory.list(new Directory.Wanted(null, null, null, null, "account"), 0, 1);
        transaction.executeWithoutResult(status -> {
            called("当时的话务员");
            jdbc.sql("update ticket_event set actor = :actor where ticket_no = :no and type = 'dispatched'").param("actor", Actor.OLD_SYSTEM).param("no", no).update();
        });
        try {
            as("unit-market-regulation");
            String all = String.join("", pages(papers.print(no, Paper.HANDLING)));
            assertThat(all).contains("当时的话务员").contains("旧系统").doesNotContain("old-system");
            assertThat(views.lastEvents(no, new Actor("supervisor", Set.of("supervisor")), 20, Integer.MAX_VALUE))
                    .filteredOn(event -> event.actor().equals(Actor.OLD_SYSTEM)).isNotEmpty()
                    .allSatisfy(event -> assertThat(event.actorName()).isEqualTo("旧系统"));
            assertThat(names.nameOf(Actor.OLD_SYSTEM)).isEqualTo("旧系统");
        } finally {
            transaction.executeWithoutResult(status -> called("话务员"));
        }
    }

    /** What the operator was called from the beginning; today's name stays. */
    private void called(String name) {
        jdbc.sql("update people_name set name = :name where account = 'operator' and since = 0").param("name", name).update();
    }

    @Test
    void aCharacterNoFontHasIsPrintedAsItsCode() {
        assertThat(fonts.printable("𠮷" + Character.toString(0x10FFFD) + "号")).isEqualTo("𠮷〔U+10FFFD〕号");
        assertThatThrownBy(() -> new Fonts(new PaperSettings(List.of("/nowhere.ttf"))).faces())
                .isInstanceOfSatisfying(Refusal.class, refused -> assertThat(refused.code()).isEqualTo("document.noFont"));
    }
}
