package org.hotline12345.notification;

/**
 * Carries one message out of the house. The shipped one leaves messages in the outbox, where staff or a gateway take
 * them; a city plugs in its SMS, e-mail or WeChat gateway as another bean.
 */
public interface Sender {

    /** Chinese name of the channel, as it stands in the ticket's history. */
    String channel();

    /**
     * Sends, at least once: a repeated call with the same id must not reach the citizen twice.
     *
     * @param messageId id of the message, stable over retries
     * @param ticketNo whose matter it is; a gateway asks {@link org.hotline12345.ticket.CitizenPhones} for the number
     */
    void send(String messageId, String ticketNo, String text);
}
