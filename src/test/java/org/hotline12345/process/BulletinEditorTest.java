package org.hotline12345.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.hotline12345.common.Actor;
import org.hotline12345.deadline.Urging;
import org.hotline12345.intake.Additions;
import org.hotline12345.report.Board;
import org.hotline12345.report.Dimension;
import org.hotline12345.report.MeasuredTickets;
import org.hotline12345.report.Period;
import org.hotline12345.ticket.Confidentiality;
import org.hotline12345.ticket.FoundTickets;
import org.hotline12345.ticket.Tags;
import org.hotline12345.ticket.TicketView;
import org.hotline12345.ticket.TicketViews;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Who writes bulletins reads the tickets behind the figures, and does nothing to them. */
class BulletinEditorTest extends ProcessTest {

    private static final Actor EDITOR = new Actor("bulletin-editor", Set.of("bulletin-editor"));

    @Autowired
    TicketViews ticketViews;
    @Autowired
    FoundTickets foundTickets;
    @Autowired
    MeasuredTickets behind;
    @Autowired
    Additions additions;
    @Autowired
    Urging urging;
    @Autowired
    Tags tags;
    @Autowired
    Confidentiality confidentiality;
    @Autowired
    Board board;

    @BeforeEach
    void aConfidentialTicketStands() {
        at("2028-03-06T09:00:00+08:00");
        register(request("complaint", "consumer-rights", "430511", "测试群众反映药店不发货", "网购药品至今未发货，联系电话13800000000。", null));
        confidentiality.change(ticketNo, true, "群众担心打击报复");
    }

    @Test
    void readsTicketsWithoutLearningWhoAskedForConfidentiality() {
        TicketView read = ticketViews.ticket(ticketNo, EDITOR);
        assertThat(read.title()).isEqualTo("***反映药店不发货");
        assertThat(read.content()).doesNotContain("13800000000");
        assertThat(read.contact()).isNull();
        assertThat(read.units()).as("the units it was dispatched to").hasSize(1);
        assertThat(foundTickets.of(List.of(ticketNo), EDITOR, List.of())).singleElement()
                .satisfies(found -> assertThat(found.title()).isEqualTo("***反映药店不发货"));
        as("bulletin-editor");
        assertThat(behind.of(new Period("430500", LocalDate.of(2028, 3, 6), LocalDate.of(2028, 3, 6)), "received", Dimension.CATEGORY,
                "consumer-rights", null, 20)).satisfies(part -> {
            assertThat(part.items()).extracting(MeasuredTickets.Row::ticketNo).contains(ticketNo);
            assertThat(part.hidden()).isZero();
        });
    }

    @Test
    void doesNothingToATicketAndFindsNobodyByPhone() {
        as("bulletin-editor");
        assertRefused("ticket.centreOnly", () -> foundTickets.ofPhone("13800000000", EDITOR, 20));
        assertRefused("ticket.centreOnly", () -> tags.replace(ticketNo, List.of("专题")));
        assertRefused("ticket.confidentialityNotAllowed", () -> confidentiality.change(ticketNo, true, "想保密这件工单"));
        assertRefused("intake.notAllowed", () -> additions.supplement(ticketNo, "再补充一句"));
        assertRefused("deadline.notAllowedToUrge", () -> urging.urge(ticketNo, "请快办"));
        assertRefused("report.centreOnly", () -> board.view("430500"));
    }
}
