package org.hotline12345.ticket;

/** Told of every ticket a step touched just before it is stored, in the step's transaction. */
public interface TicketWatcher {

    void storing(Ticket ticket);
}
