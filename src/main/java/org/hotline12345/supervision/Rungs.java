package org.hotline12345.supervision;

import java.util.List;
import java.util.Map;

/** The rungs of the ladder in words, lowest first; {@code redCard} stands for a ladder that has taken none yet. */
public final class Rungs {

    public static final String RED_CARD = "redCard";
    public static final String WEEKLY_LIST = "weeklyList";
    public static final String INTERVIEW = "interview";
    public static final String REFERRAL = "referral";

    private static final List<String> ORDER = List.of(RED_CARD, "urgeNotice", WEEKLY_LIST, INTERVIEW, REFERRAL);
    private static final Map<String, String> WORDS = Map.of(RED_CARD, "红牌", "urgeNotice", "催办通知", WEEKLY_LIST, "列入周通报",
            INTERVIEW, "约谈", REFERRAL, "提请移送");

    private Rungs() {
    }

    /** What a rung is called, Chinese; its own code for one that a decision table added. */
    public static String word(String rung) {
        return WORDS.getOrDefault(rung, rung);
    }

    /** Whether a ladder that stands on {@code rung} has got as far as {@code wanted}. */
    static boolean reached(String rung, String wanted) {
        return ORDER.indexOf(rung) >= ORDER.indexOf(wanted);
    }
}
