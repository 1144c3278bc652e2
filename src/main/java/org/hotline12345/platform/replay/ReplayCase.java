package org.hotline12345.platform.replay;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.hotline12345.platform.MovableClock;

/**
 * A case from life as data: who did what when, and what must have come of it.
 *
 * @param source where the case is told, Chinese
 * @param note what the source leaves open and the case therefore assumes, or null
 * @param tickets what each ticket of the case must look like in the end, by the label its steps use
 */
record ReplayCase(String id, int position, String title, String source, String note, String jurisdiction,
        List<Step> steps, Map<String, Outcome> tickets) {

    static final String MAIN = "main";

    /**
     * One act of one person.
     *
     * @param at local time {@code yyyy-MM-dd HH:mm} in China
     * @param who account that acts
     * @param action register, claim, submit, evaluate, read, form, post or wait
     * @param ticket label of the ticket, {@code main} unless told
     * @param task key of the person's task, for claim, submit and form
     * @param unit whose task, where the ticket has one of that key for each unit
     * @param path what is posted to below the ticket, for post: for example {@code follow-ups}
     * @param with what the person fills in
     * @param refused how the act must be refused, or null when it must succeed
     */
    record Step(String at, @JsonProperty("as") String who, @JsonProperty("do") String action, String ticket, String task,
            String unit, String path, Map<String, Object> with, Refused refused, Seen expect) {

        Step {
            ticket = ticket == null ? MAIN : ticket;
            with = with == null ? Map.of() : with;
        }

        Instant instant() {
            return LocalDateTime.parse(at, DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm"))
                    .atZone(MovableClock.ZONE).toInstant();
        }
    }

    /**
     * A refusal: HTTP status, stable code and, where it matters, words the person must read.
     */
    record Refused(int status, String code, String says) {
    }

    /**
     * What must be seen right after a step.
     *
     * @param units codes of the units that work on the ticket now
     * @param form starting values the person's form shows
     */
    record Seen(String status, List<String> units, Map<String, String> form) {
    }

    /**
     * What must be seen in the end.
     *
     * @param events types of the whole history in order
     * @param reviews limits of the reviews, one per round, in order
     */
    record Outcome(String status, List<String> events, List<Limit> limits, List<Review> reviews) {

        Outcome {
            limits = limits == null ? List.of() : limits;
            reviews = reviews == null ? List.of() : reviews;
        }
    }

    /**
     * The limits of one dispatch; dates are the last day on which the act is still in time, times of a natural clock
     * ({@code yyyy-MM-dd HH:mm}) its end.
     *
     * @param round handling round, 1 unless told
     * @param result repliedInTime, repliedLate, returnedInTime or ended
     */
    record Limit(String unit, Integer round, LocalDate returnBy, LocalDate handleBy, String returnAt,
            String handleAt, String result) {

        Limit {
            round = round == null ? 1 : round;
        }
    }

    /** The limit of one review. */
    record Review(LocalDate by, boolean met) {
    }
}
