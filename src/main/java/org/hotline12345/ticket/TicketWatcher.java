package org.hotline12345.ticket;

/** Told of every ticket a step touched just before it is stored, in the step's transaction. */
public interface TicketWatcher {

    void storing(Ticket ticket);

    /** Told of a new ticket once its row is stored, in the same transaction. */
    default void registered(Ticket ticket) {
    }
}
