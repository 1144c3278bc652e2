package org.hotline12345.ticket;

import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which tickets came from another system, and their numbers there. */
@Component
public class TicketOrigins {

    private final JdbcClient jdbc;
    private final Clock clock;

    TicketOrigins(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Where a ticket came from.
     *
     * @param fingerprint of what was told of it
     */
    public record Origin(String ticketNo, String system, String number, String fingerprint) {
    }

    void keep(String ticketNo, OldTicket old) {
        jdbc.sql("insert into ticket_origin (ticket_no, jurisdiction, source_system, old_number, fingerprint, imported_at) "
                        + "values (:no, :jurisdiction, :system, :number, :fingerprint, :at)")
                .param("no", ticketNo).param("jurisdiction", old.registration().jurisdiction()).param("system", old.system())
                .param("number", old.number()).param("fingerprint", old.fingerprint()).param("at", clock.millis()).update();
    }

    /** Of these old numbers those that were taken over, by old number. */
    public Map<String, Origin> known(String jurisdiction, String system, Collection<String> numbers) {
        Map<String, Origin> known = new HashMap<>();
        if (!numbers.isEmpty()) {
            jdbc.sql("select ticket_no, source_system, old_number, fingerprint from ticket_origin where jurisdiction = :jurisdiction "
                            + "and source_system = :system and old_number in (:numbers)").param("jurisdiction", jurisdiction)
                    .param("system", system).param("numbers", List.copyOf(numbers)).query(row -> {
                        known.put(row.getString(3), new Origin(row.getString(1), row.getString(2), row.getString(3), row.getString(4)));
                    });
        }
        return known;
    }

    /** Where one ticket came from, or empty for one of our own. */
    public Optional<Origin> of(String ticketNo) {
        return jdbc.sql("select ticket_no, source_system, old_number, fingerprint from ticket_origin where ticket_no = :no")
                .param("no", ticketNo).query((row, n) -> new Origin(row.getString(1), row.getString(2), row.getString(3), row.getString(4)))
                .optional();
    }

    /** Our numbers for a number of another system, at most 20; two systems may have used the same one. */
    public List<String> byOldNumber(String number) {
        return jdbc.sql("select ticket_no from ticket_origin where old_number = :number order by ticket_no limit 20")
                .param("number", number).query(String.class).list();
    }
}
