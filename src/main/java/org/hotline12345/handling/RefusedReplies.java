package org.hotline12345.handling;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps the last refused reply of a unit for its clerk, and that there was one for the figures. Written in a transaction of its own, because the refused step
 * itself is rolled back; without a foreign key, because that step holds the ticket's row.
 */
@Component
public class RefusedReplies {

    private final JdbcClient jdbc;
    private final TransactionTemplate ownTransaction;

    RefusedReplies(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.ownTransaction = new TransactionTemplate(transactions);
        this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    void keep(String ticketNo, String unit, String text, List<ReplyGate.Finding> problems, Instant at) {
        String messages = problems.stream().map(ReplyGate.Finding::message).distinct().collect(Collectors.joining("\n"));
        String codes = problems.stream().filter(ReplyGate.Finding::blocks).map(ReplyGate.Finding::code).distinct()
                .collect(Collectors.joining(","));
        ownTransaction.executeWithoutResult(status -> {
            jdbc.sql("insert into handling_gate_refusal (ticket_no, unit, codes, refused_at) values (:no, :unit, :codes, :at)")
                    .param("no", ticketNo).param("unit", unit).param("codes", codes).param("at", at.toEpochMilli()).update();
            int updated = jdbc.sql("update handling_refused_reply set reply = :reply, problems = :problems, refused_at = :at "
                            + "where ticket_no = :no and unit = :unit")
                    .param("reply", text).param("problems", messages).param("at", at.toEpochMilli())
                    .param("no", ticketNo).param("unit", unit).update();
            if (updated == 0) {
                jdbc.sql("insert into handling_refused_reply (ticket_no, unit, reply, problems, refused_at) "
                                + "values (:no, :unit, :reply, :problems, :at)")
                        .param("no", ticketNo).param("unit", unit).param("reply", text).param("problems", messages)
                        .param("at", at.toEpochMilli()).update();
            }
        });
    }

    /** The last refused reply of a unit for a ticket. */
    public Optional<RefusedReply> find(String ticketNo, String unit) {
        return jdbc.sql("select reply, problems, refused_at from handling_refused_reply where ticket_no = :no and unit = :unit")
                .param("no", ticketNo).param("unit", unit)
                .query((row, n) -> new RefusedReply(row.getString(1), List.of(row.getString(2).split("\n")),
                        Instant.ofEpochMilli(row.getLong(3)))).optional();
    }

    /** A text the gate refused, with the reasons. */
    public record RefusedReply(String text, List<String> problems, Instant at) {
    }
}
