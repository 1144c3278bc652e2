package org.hotline12345.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.hotline12345.routing.ProposedRows;
import org.hotline12345.routing.ProposedRows.Proposal;
import org.hotline12345.routing.ProposedRows.Reason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What the centre decides against its catalogue becomes a proposed row, with its evidence, and nothing else. */
class PrecedentsTest extends ProcessTest {

    @Autowired
    ProposedRows proposedRows;

    @BeforeEach
    void nothingIsOpenFromOtherTests() {
        transaction.executeWithoutResult(status -> jdbc.sql("update routing_proposed_row set status = 'rejected', open_key = null where status = 'proposed'").update());
    }

    @Test
    void aUnitThatReturnsACategoryAgainAndAgainIsProposedAwayOnce() {
        List<String> numbers = new ArrayList<>();
        numbers.add(returned("2025-06-03T09:00:00+08:00", "redispatch", "commerce"));
        numbers.add(returned("2025-06-04T09:00:00+08:00", "redispatch", "education"));
        assertThat(proposals("market-regulation", "2025-06")).isEmpty();
        numbers.add(returned("2025-06-05T09:00:00+08:00", "redispatch", "commerce"));
        Proposal proposal = single("2025-06");
        assertThat(proposal.unit()).isEqualTo("commerce");
        assertThat(proposal.category()).isEqualTo("consumer-rights");
        assertThat(proposal.region()).isNull();
        assertThat(proposal.status()).isEqualTo("proposed");
        assertThat(proposal.evidence()).extracting(Reason::number).containsExactlyElementsOf(numbers);
        assertThat(proposal.basis()).contains("退回同类诉求成立3件").contains("2件").contains("1件");
        numbers.add(returned("2025-06-06T09:00:00+08:00", "redispatch", "commerce"));
        assertThat(single("2025-06").id()).isEqualTo(proposal.id());
        assertThat(single("2025-06").evidence()).extracting(Reason::number).containsExactlyElementsOf(numbers);

        as("designer");
        assertThat(proposedRows.reject(proposal.id(), "目录本来就对，已培训派单员").status()).isEqualTo("rejected");
        assertRefusedFor("routing.proposalDecided", () -> proposedRows.reject(proposal.id(), "再说一次"));
        returned("2025-06-09T09:00:00+08:00", "redispatch", "commerce");
        returned("2025-06-10T09:00:00+08:00", "redispatch", "commerce");
        assertThat(proposals("market-regulation", "2025-06")).as("what was decided on is not brought up again").hasSize(1);
        returned("2025-06-11T09:00:00+08:00", "redispatch", "commerce");
        assertThat(proposals("market-regulation", "2025-06")).extracting(Proposal::status).containsExactlyInAnyOrder("rejected", "proposed");
        as("dispatcher");
        assertRefusedFor("routing.proposalsNotYours", () -> proposedRows.reject(proposal.id(), "派单员不能决定"));
    }

    @Test
    void onlyUpheldReturnsWithinTheTimeSetCount() {
        returned("2024-03-04T09:00:00+08:00", "redispatch", "commerce");
        returned("2024-03-05T09:00:00+08:00", "redispatch", "commerce");
        returned("2024-03-06T09:00:00+08:00", "reject", null);
        returned("2024-03-07T09:00:00+08:00", "nearest", "commerce");
        returned("2024-06-11T09:00:00+08:00", "redispatch", "commerce");
        assertThat(proposals("market-regulation", "2024-")).isEmpty();
    }

    @Test
    void aMeetingThatDecidesAgainstTheCatalogueProposesItsUnit() {
        at("2025-03-04T09:00:00+08:00");
        registerConsumerComplaint();
        unitAsksToReturn("market-regulation", "commerce");
        rules("dispatcher", "meeting", null);
        meetingDecides("education", "commerce");
        assertThat(ofTicket()).singleElement().satisfies(proposal -> {
            assertThat(proposal.unit()).isEqualTo("education");
            assertThat(proposal.returnedBy()).isNull();
            assertThat(proposal.evidence()).extracting(Reason::reference).allMatch(words -> words.startsWith("联席会议纪要，工单" + ticketNo));
        });
        String first = ofTicket().get(0).id();

        registerConsumerComplaint();
        unitAsksToReturn("market-regulation", "commerce");
        rules("dispatcher", "meeting", null);
        meetingDecides("education");
        assertThat(ofTicket()).extracting(Proposal::id).as("the second meeting is evidence for the same row").containsExactly(first);

        registerConsumerComplaint();
        unitAsksToReturn("market-regulation", "commerce");
        rules("dispatcher", "meeting", null);
        meetingDecides("market-regulation", "commerce");
        assertThat(ofTicket()).as("the catalogue says so already").isEmpty();
        as("designer");
        proposedRows.reject(first, "一案一议，不入目录");
    }

    @Test
    void anUpheldReturnIsHeldAgainstTheRowsThatLedThere() {
        returned("2024-09-03T09:00:00+08:00", "redispatch", "commerce");
        String rows = "select count(*) from routing_decided_row where ticket_no = :no and outcome = 'hit' and ";
        assertThat(jdbc.sql(rows + "returned_at is not null and unit = 'market-regulation'").param("no", ticketNo).query(Long.class).single()).isPositive();
        assertThat(jdbc.sql(rows + "returned_at is not null and unit <> 'market-regulation'").param("no", ticketNo).query(Long.class).single()).isZero();
        returned("2024-09-04T09:00:00+08:00", "reject", null);
        assertThat(jdbc.sql(rows + "returned_at is not null").param("no", ticketNo).query(Long.class).single()).isZero();
    }

    private String returned(String time, String ruling, String newUnit) {
        at(time);
        registerConsumerComplaint();
        unitAsksToReturn("market-regulation", "commerce");
        rules("dispatcher", ruling, newUnit);
        return ticketNo;
    }

    private Proposal single(String month) {
        List<Proposal> found = proposals("market-regulation", month);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private List<Proposal> proposals(String returnedBy, String month) {
        as("supervisor");
        return proposedRows.list("430500", 0, 200).items().stream().filter(proposal -> returnedBy.equals(proposal.returnedBy())
                && proposal.proposedAt().toString().startsWith(month)).toList();
    }

    private List<Proposal> ofTicket() {
        as("supervisor");
        return proposedRows.list("430500", 0, 200).items().stream().filter(proposal -> proposal.evidence().stream()
                .anyMatch(reason -> reason.number().equals(ticketNo))).toList();
    }

    private static void assertRefusedFor(String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable step) {
        assertThat(refusalOf(step).code()).isEqualTo(code);
    }
}
