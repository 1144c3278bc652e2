package org.hotline12345.notification;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hotline12345.common.Page;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Messages to people. A recipient is a ticket number and a role, never a phone number: who that is stays in the
 * identity vault. Each message is a row written with the step that caused it.
 */
@Component
public class Notifications {

    private final JdbcClient jdbc;
    private final Sender sender;
    private final Clock clock;

    Notifications(JdbcClient jdbc, Sender sender, Clock clock) {
        this.jdbc = jdbc;
        this.sender = sender;
        this.clock = clock;
    }

    /**
     * Sends a message to the citizen of a ticket.
     *
     * @return the channel's Chinese name
     */
    public String toCitizen(String ticketNo, String text) {
        String id = UUID.randomUUID().toString();
        jdbc.sql("insert into notification_message (id, ticket_no, recipient, channel, text, created_at) "
                        + "values (:id, :no, 'citizen', :channel, :text, :at)")
                .param("id", id).param("no", ticketNo).param("channel", sender.channel()).param("text", text)
                .param("at", clock.instant().toEpochMilli()).update();
        sender.send(id, ticketNo, text);
        return sender.channel();
    }

    /**
     * Leaves a message for staff: a role such as {@code supervisor}, or {@code unit-<code>}. It stays in the outbox; the
     * sender's way leads to citizens only.
     */
    public void toGroup(String ticketNo, String group, String text) {
        jdbc.sql("insert into notification_message (id, ticket_no, recipient, channel, text, created_at) "
                        + "values (:id, :no, :group, '站内', :text, :at)")
                .param("id", UUID.randomUUID().toString()).param("no", ticketNo).param("group", group).param("text", text)
                .param("at", clock.instant().toEpochMilli()).update();
    }

    /** A page of messages, newest first. */
    public Page<Message> list(String ticketNo, int page, int size) {
        return list(ticketNo, Withheld.NOTHING, page, size);
    }

    /**
     * Messages a reader must not see.
     *
     * @param recipients groups whose messages they are
     * @param about beginning of the keys of what they are about, or null
     */
    public record Withheld(Set<String> recipients, String about) {

        public static final Withheld NOTHING = new Withheld(Set.of(), null);

        private String condition() {
            return (recipients.isEmpty() ? "" : " and recipient not in (:recipients)")
                    + (about == null ? "" : " and ticket_no not like :about");
        }
    }

    /**
     * A page of messages, newest first.
     *
     * @param ticketNo only this ticket's, or null for all
     */
    public Page<Message> list(String ticketNo, Withheld withheld, int page, int size) {
        Page.check(page, size);
        List<Message> messages = jdbc.sql("select id, ticket_no, recipient, channel, text, created_at from notification_message where 1 = 1"
                        + (ticketNo == null ? "" : " and ticket_no = :no") + withheld.condition()
                        + " order by created_at desc, id desc limit :limit offset :offset")
                .param("no", ticketNo).param("recipients", withheld.recipients).param("about", withheld.about + "%").param("limit", size + 1).param("offset", (long) page * size)
                .query((row, n) -> new Message(row.getString(1), row.getString(2), row.getString(3), row.getString(4),
                        row.getString(5), Instant.ofEpochMilli(row.getLong(6)).atZone(clock.getZone()).toOffsetDateTime()))
                .list();
        return Page.of(messages, page, size);
    }

    /** One message as kept in the outbox. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Message(String id, String ticketNo, String recipient, String channel, String text, OffsetDateTime createdAt) {
    }
}
