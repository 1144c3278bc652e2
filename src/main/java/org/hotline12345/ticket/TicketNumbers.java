package org.hotline12345.ticket;

import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Issues ticket numbers: prefix of the jurisdiction, day, six digits, check digit ({@code SY202302080000017}). A node
 * takes a block of numbers at a time in a short transaction of its own, so registrations never wait for each other's
 * commit; a restart leaves a gap in the numbers, never a repeat.
 */
@Component
class TicketNumbers {

    private static final int BLOCK = 50;

    private final JdbcClient jdbc;
    private final TransactionTemplate ownTransaction;
    private final Clock clock;
    private final Map<String, Block> blocks = new HashMap<>();

    TicketNumbers(JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.ownTransaction = new TransactionTemplate(transactions);
        this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
    }

    synchronized String next(String jurisdiction, String prefix) {
        LocalDate day = LocalDate.ofInstant(clock.instant(), clock.getZone());
        Block block = blocks.get(jurisdiction);
        if (block == null || !block.day.equals(day) || block.next == block.end) {
            int start = ownTransaction.execute(status -> take(jurisdiction, day, BLOCK));
            block = new Block(day, start, start + BLOCK);
            blocks.put(jurisdiction, block);
        }
        return number(prefix, day, block.next++);
    }

    /** One number of a day that may be past; the counter is the one that day's own tickets were numbered by. */
    String next(String jurisdiction, String prefix, LocalDate day) {
        int number = ownTransaction.execute(status -> take(jurisdiction, day, 1));
        return number(prefix, day, number);
    }

    /** So many numbers of one day that may be past, in order. */
    List<String> next(String jurisdiction, String prefix, LocalDate day, int count) {
        int first = ownTransaction.execute(status -> take(jurisdiction, day, count));
        return IntStream.range(first, first + count).mapToObj(number -> number(prefix, day, number)).toList();
    }

    private static String number(String prefix, LocalDate day, int number) {
        String digits = day.format(DateTimeFormatter.BASIC_ISO_DATE) + String.format("%06d", number);
        return prefix + digits + checkDigit(digits);
    }

    private int take(String jurisdiction, LocalDate day, int count) {
        if (advance(jurisdiction, day, count) == 0) {
            try {
                jdbc.sql("insert into ticket_number (jurisdiction, issued_on, next_number) values (:j, :day, :next)")
                        .param("j", jurisdiction).param("day", day).param("next", 1 + count).update();
                return 1;
            } catch (DuplicateKeyException anotherNodeWasFirst) {
                advance(jurisdiction, day, count);
            }
        }
        return jdbc.sql("select next_number from ticket_number where jurisdiction = :j and issued_on = :day")
                .param("j", jurisdiction).param("day", day).query(Integer.class).single() - count;
    }

    private int advance(String jurisdiction, LocalDate day, int count) {
        return jdbc.sql("update ticket_number set next_number = next_number + :block where jurisdiction = :j and issued_on = :day")
                .param("block", count).param("j", jurisdiction).param("day", day).update();
    }

    /** ISO 7064 MOD 11,10 check digit, so that a mistyped number is noticed. */
    static int checkDigit(String digits) {
        int product = 10;
        for (char digit : digits.toCharArray()) {
            int sum = (product + (digit - '0')) % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }
        return (11 - product) % 10;
    }

    private static final class Block {
        private final LocalDate day;
        private int next;
        private final int end;

        private Block(LocalDate day, int next, int end) {
            this.day = day;
            this.next = next;
            this.end = end;
        }
    }
}
