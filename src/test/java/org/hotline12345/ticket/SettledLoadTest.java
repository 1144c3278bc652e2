package org.hotline12345.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Parts of a load that are written beside one another: in the caller's order by number, whole or refused. */
class SettledLoadTest {

    private static final Instant AT = Instant.parse("2023-01-05T02:00:00Z");

    private final Set<String> written = new ConcurrentSkipListSet<>();
    private int issued;
    private int ended;

    @Test
    void numbersFollowTheOrderOfTheCallerAndEverythingIsWrittenWhenTheLoadIsFinished() {
        CountDownLatch othersFirst = new CountDownLatch(2);
        List<String> numbers = new ArrayList<>();
        try (SettledLoad load = load(new Rows() {
            @Override
            public void write(List<Numbered> tickets) {
                if (tickets.get(0).no().equals("000")) {
                    // The first part is the last to be written.
                    try {
                        othersFirst.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }
                super.write(tickets);
                othersFirst.countDown();
            }
        })) {
            for (int part = 0; part < 3; part++) {
                numbers.addAll(load.add(List.of(ticket(), ticket())));
            }
            load.finish();
        }
        assertThat(ended).isOne();
        assertThat(numbers).containsExactly("000", "001", "002", "003", "004", "005");
        assertThat(written).containsExactlyElementsOf(numbers);
    }

    @Test
    void aRefusedPartIsToldAndNothingIsFinished() {
        assertThatThrownBy(() -> {
            try (SettledLoad load = load(new Rows() {
                @Override
                public void write(List<Numbered> tickets) {
                    throw new IllegalArgumentException("the third unit is unknown");
                }
            })) {
                load.add(List.of(ticket()));
                load.finish();
            }
        }).isInstanceOf(IllegalStateException.class).hasRootCauseMessage("the third unit is unknown");
        assertThat(written).isEmpty();
        assertThat(ended).isZero();
    }

    @Test
    void afterARefusedPartNoMoreAreTaken() {
        assertThatThrownBy(() -> {
            try (SettledLoad load = load(new Rows() {
                @Override
                public void write(List<Numbered> tickets) {
                    if (tickets.get(0).no().equals("001")) {
                        throw new IllegalArgumentException("refused");
                    }
                    super.write(tickets);
                }
            })) {
                for (int part = 0; part < 100; part++) {
                    load.add(List.of(ticket()));
                }
            }
        }).hasRootCauseMessage("refused");
        assertThat(issued).isLessThan(10);
        assertThat(written).doesNotContain("001");
    }

    private SettledLoad load(Rows rows) {
        return new SettledLoad(tickets -> tickets.stream().map(ticket -> new SettledRows.Numbered(String.format("%03d", issued++), ticket)).toList(), rows,
                () -> ended++);
    }

    private static SettledTicket ticket() {
        return new SettledTicket("430500", Channel.PHONE, Kind.CONSULT, null, null, null, "咨询", "内容", AT, TicketStatus.CLOSED_INSTANT, null, AT, List.of(),
                SettledTicket.Answer.NONE);
    }

    /** Remembers what it was given. */
    private class Rows extends SettledRows {

        Rows() {
            super(null);
        }

        @Override
        public void write(List<Numbered> tickets) {
            tickets.forEach(ticket -> written.add(ticket.no()));
        }

        @Override
        public void analyze() {
            assertThat(written).hasSize(issued);
        }
    }
}
