package org.hotline12345.common;

/** Tells what the person acting right now may know of. Implemented by the ticket over its dispatches. */
public interface Sight {

    /** Whether there is such a ticket and the person may know that. */
    boolean covers(String ticketNo);
}
