package org.hotline12345.common;

/** What a person does to the engine by hand, told to whoever keeps the tickets; runs in the transaction of the act. */
public interface ManualActs {

    /**
     * The case of a ticket is about to be cancelled: the ticket ends with it.
     *
     * @throws Refusal RULE when the ticket cannot end here, so that the act is not done either
     */
    void cancelled(String ticketNo, String reason);

    /**
     * Something else was done to a case.
     *
     * @param businessKey a ticket number, or the key of a case that is about no ticket: then nothing is written
     * @param what Chinese words for what was done
     */
    void noted(String businessKey, String what, String reason);
}
