package org.hotline12345.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.hotline12345.intake.NewTicket;
import org.hotline12345.intake.Reopening;
import org.hotline12345.intake.Withdrawals;
import org.hotline12345.report.Dimension;
import org.hotline12345.report.Figures;
import org.hotline12345.report.Period;
import org.hotline12345.report.PeriodFigures;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What the steps of a ticket leave behind is what the figures count, refused steps included. */
class FiguresOfALifeTest extends ProcessTest {

    private static final String UNIT = "market-regulation";

    @Autowired
    PeriodFigures figures;
    @Autowired
    Reopening reopening;
    @Autowired
    Withdrawals withdrawals;

    private final Map<String, Figures> before = new HashMap<>();

    /** What a month has gained since {@link #starting}: other tests leave tickets in the same city. */
    private record Gained(Figures now, Figures before) {

        long count(String measure) {
            return count(measure, Dimension.ALL, "");
        }

        long count(String measure, Dimension dimension, String item) {
            return now.count(measure, dimension, item) - before.count(measure, dimension, item);
        }
    }

    private void starting(String... months) {
        for (String first : months) {
            before.put(first, counted(first));
        }
    }

    private Gained month(String first) {
        return new Gained(counted(first), before.get(first));
    }

    private Figures counted(String first) {
        LocalDate day = LocalDate.parse(first);
        return figures.of(new Period("430500", day, day.plusMonths(1).minusDays(1)));
    }

    private static long ofUnit(Gained gained, String measure) {
        return gained.count(measure, Dimension.UNIT, UNIT);
    }

    @Test
    void aLifeWithADetourIsCountedStepByStep() {
        starting("2021-05-01", "2021-06-01");
        at("2021-05-31T10:00:00+08:00");
        registerConsumerComplaint();
        assertThat(ofUnit(month("2021-05-01"), "assigned")).isEqualTo(1);
        assertThat(ofUnit(month("2021-05-01"), "inHand")).isEqualTo(1);

        at("2021-06-01T09:00:00+08:00");
        unitCompletes(UNIT, Map.of("action", "contact", "contactAt", "2021-06-01T09:00:00+08:00", "contactOutcome", "已电话联系诉求人了解情况"));
        unitAsksToReturn(UNIT, "housing");
        rules("dispatcher", "reject", null);
        assertRefused("handling.replyTooShort", () -> unitCompletes(UNIT, Map.of("action", "reply", "reply", "双方已和解。。。。。。。。。。。。")));
        at("2021-06-02T09:00:00+08:00");
        unitReplies(UNIT);
        reviewPasses();
        citizenAnswers(true);
        assertThat(status()).isEqualTo("archived");

        Gained may = month("2021-05-01");
        Gained june = month("2021-06-01");
        assertThat(ofUnit(may, "contactOwed")).isEqualTo(ofUnit(may, "assigned"));
        assertThat(ofUnit(may, "contactedInTime")).as("contacted within a working day of a dispatch in May").isEqualTo(1);
        assertThat(ofUnit(may, "received")).as("whose matter it is").isEqualTo(1);
        assertThat(ofUnit(may, "inHand")).as("as of the end of May, asked later").isEqualTo(1);
        assertThat(ofUnit(june, "carriedOver")).isEqualTo(1);
        assertThat(ofUnit(june, "inHand")).isZero();
        assertThat(ofUnit(june, "returned")).isEqualTo(1);
        assertThat(ofUnit(june, "returnsRejected")).isEqualTo(1);
        assertThat(ofUnit(june, "returnsUpheld")).isZero();
        assertThat(ofUnit(june, "replyRefusals")).as("although the refused step left nothing else").isEqualTo(1);
        assertThat(ofUnit(june, "handled")).isEqualTo(1);
        assertThat(ofUnit(june, "unitMinutes")).isEqualTo(47 * 60);
        assertThat(ofUnit(june, "closedOnce")).isEqualTo(1);
        assertThat(ofUnit(june, "satisfied")).isEqualTo(1);
        assertThat(ofUnit(june, "solved")).isEqualTo(1);
    }

    @Test
    void anUpheldReturnEndsTheStockOfOneUnitAndIsNotOnceClosed() {
        starting("2021-07-01");
        at("2021-07-05T10:00:00+08:00");
        registerConsumerComplaint();
        unitAsksToReturn(UNIT, "housing");
        rules("dispatcher", "redispatch", "housing");
        at("2021-07-06T10:00:00+08:00");
        unitReplies("housing");
        reviewPasses();
        citizenAnswers(true);

        Gained july = month("2021-07-01");
        assertThat(ofUnit(july, "returnsUpheld")).isEqualTo(1);
        assertThat(ofUnit(july, "inHand")).isZero();
        assertThat(july.count("received", Dimension.UNIT, "housing")).as("it became housing's matter").isEqualTo(1);
        assertThat(july.count("closedDispatched", Dimension.UNIT, "housing")).isEqualTo(1);
        assertThat(july.count("closedOnce")).isZero();
    }

    @Test
    void aQuestionAnsweredAtOnceIsTheHotlinesWorkAndTheUnitsMatter() {
        starting("2021-08-01");
        at("2021-08-02T10:00:00+08:00");
        register(request("consult", "consumer-rights", "430511", "网购如何退货", "想了解网购药品七天无理由退货的规定。",
                new NewTicket.Desk("instantAnswer", "已当场解答退货规定")));
        assertThat(status()).isEqualTo("closed-instant");

        Gained august = month("2021-08-01");
        assertThat(august.count("consultsAnsweredAtOnce", Dimension.UNIT, UNIT)).isEqualTo(1);
        assertThat(august.count("volume", Dimension.UNIT, UNIT)).isEqualTo(1);
        assertThat(august.count("assigned", Dimension.UNIT, "hotline-centre")).isEqualTo(1);
        assertThat(august.count("handled", Dimension.UNIT, "hotline-centre")).isEqualTo(1);
        assertThat(august.count("assigned", Dimension.UNIT, UNIT)).isZero();
    }

    @Test
    void aMeetingEndsWhatEveryUnitHadInHand() {
        starting("2021-09-01");
        at("2021-09-06T10:00:00+08:00");
        registerUnclassified();
        dispatcherSends("housing", "commerce");
        unitAsksToReturn("housing", UNIT);
        rules("dispatcher", "meeting", null);

        Gained september = month("2021-09-01");
        assertThat(september.count("assigned")).isEqualTo(2);
        assertThat(september.count("inHand")).isZero();
    }

    @Test
    void aMergedCallerIsAskedButNeitherLowersNorRaisesTheOnceClosedShare() {
        starting("2021-10-01");
        at("2021-10-11T10:00:00+08:00");
        mergedAndTold();
        citizenAnswers(true);
        assertThat(status()).isEqualTo("archived");

        Gained october = month("2021-10-01");
        assertThat(october.count("calledBack")).as("main and merged caller were asked").isEqualTo(2);
        assertThat(october.count("satisfied")).isEqualTo(2);
        assertThat(october.count("closed")).isEqualTo(2);
        assertThat(october.count("transferred")).as("both matters are with a unit").isEqualTo(2);
        assertThat(october.count("closedDispatched")).as("one was handled").isEqualTo(1);
        assertThat(october.count("closedOnce")).isEqualTo(1);
        assertThat(ofUnit(october, "closedOnce")).isEqualTo(1);
    }

    @Test
    void aMergedCallersReworkIsARoundThatWasNotOnceClosed() {
        starting("2021-11-01");
        at("2021-11-08T10:00:00+08:00");
        mergedAndTold();
        citizenAnswers(false);
        personReaches(false);
        unitReplies(UNIT);
        reviewPasses();
        citizenAnswers(true);
        assertThat(status()).isEqualTo("archived");

        Gained november = month("2021-11-01");
        assertThat(november.count("closedDispatched")).isEqualTo(2);
        assertThat(ofUnit(november, "closedDispatched")).isEqualTo(2);
        assertThat(november.count("closedOnce")).as("the main ticket only").isEqualTo(1);
    }

    @Test
    void aCallerWhoWithdrawsWhileMergedWasNeverWithAUnit() {
        starting("2022-03-01");
        at("2022-03-07T10:00:00+08:00");
        String main = registerConsumerComplaint();
        clock.freezeAt(clock.instant().plusSeconds(3600));
        registerUnclassified();
        complete("dispatcher", "Task_DispatchTicket", Map.of("decision", "merge", "mergeInto", main, "reason", "与在办工单为同一事项"));
        assertThat(month("2022-03-01").count("transferred")).as("its matter is with a unit").isEqualTo(2);
        as("operator");
        withdrawals.withdraw(ticketNo, "商家已经退款", "13800000000");
        assertThat(status()).isEqualTo("withdrawn");

        Gained march = month("2022-03-01");
        assertThat(march.count("transferred")).isEqualTo(1);
        assertThat(march.count("settledOtherwise")).isEqualTo(1);
    }

    @Test
    void aDefaultEvaluationIsOfItsRoundAndEndsWithIt() {
        starting("2021-12-01");
        at("2021-12-06T10:00:00+08:00");
        register(request("report", "consumer-rights", "430511", "举报药店销售假药", "举报资江桥头某药店销售过期药品，要求保密。", null));
        unitReplies(UNIT);
        reviewPasses();
        complete("callback", "Task_CallBack", Map.of("outcome", "refused"));
        assertThat(status()).isEqualTo("archived");
        assertThat(month("2021-12-01").count("defaulted")).isEqualTo(1);

        at("2021-12-08T10:00:00+08:00");
        as("operator");
        reopening.reopen(ticketNo, "又有人举报");
        runSavePoints();
        complete("dispatcher", "Task_DispatchTicket", Map.of("decision", "decline", "reason", "同一事项已另案立案调查"));
        assertThat(status()).isEqualTo("declined");
        assertThat(ticket().callback().defaulted()).isZero();
        assertThat(month("2021-12-01").count("closed")).isEqualTo(1);
        assertThat(month("2021-12-01").count("defaulted")).as("nobody was called since it was reopened").isZero();
    }

    /** A complaint and a second caller's merged into it, answered; the first caller was content, the second is asked now. */
    private void mergedAndTold() {
        String main = registerConsumerComplaint();
        clock.freezeAt(clock.instant().plusSeconds(3600));
        String merged = registerUnclassified();
        complete("dispatcher", "Task_DispatchTicket", Map.of("decision", "merge", "mergeInto", main, "reason", "与在办工单为同一事项"));
        goOn(main);
        unitReplies(UNIT);
        reviewPasses();
        citizenAnswers(true);
        goOn(merged);
    }

    private void goOn(String other) {
        ticketNo = other;
        runSavePoints();
    }
}
