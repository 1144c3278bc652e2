package org.hotline12345.common;

/**
 * Writes down what somebody may have to answer for years later (审计). Rows are added, never changed; who acts, when, and
 * from which address is known to the trail itself. No text may hold a citizen's name or phone number.
 */
public interface AuditTrail {

    String SETTING = "setting";
    String ACCOUNT = "account";
    String UNIT = "unit";
    String CALENDAR = "calendar";
    String PUBLICATION = "publication";
    String IMPORT = "import";
    String EXPORT = "export";
    String PRINT = "print";
    String REVEAL = "reveal";
    String QUALITY = "quality";
    String EARLY_SIGN = "earlySign";
    String BULLETIN = "bulletin";
    String SIGN_IN = "signIn";
    String SIGN_OUT = "signOut";
    String REFUSED = "refused";
    String AUDIT = "audit";
    String MAINTENANCE = "maintenance";

    /** Attribute of a request: account of whoever is signed in, as a string. */
    String ACTOR = "hotline.audit.actor";
    /** Attribute of a request: stable code of the refusal it was answered with, as a string. */
    String REFUSAL = "hotline.audit.refusal";

    /** Writes an act down in the same transaction as the act; alone where there is none. */
    void record(Entry entry);

    /** The same in the name of somebody whom the engine does not know yet or no longer: a person signing in or out. */
    void recordAs(String actor, Entry entry);

    /**
     * An access that was refused. Nothing is written at once: equal ones are added up by the minute, and however many
     * there are, a minute leaves a bounded number of rows.
     */
    void refused(Refused refused);

    /**
     * Somebody gets to see a ticket. Written before the answer leaves the house, once per person, ticket, way and half
     * hour. Jobs of the system see nothing.
     */
    void seen(String ticketNo, Look how);

    /**
     * What happened.
     *
     * @param kind one of the kinds above, or a further one of at most 24 characters
     * @param subject what it happened to: key of a setting, account, unit, model, file; at most 200 characters are kept
     * @param ticketNo the ticket it is about, or null
     * @param text in Chinese, for a person: what was so before and is so now, and why; at most 2,000 characters are kept
     */
    record Entry(String kind, String subject, String ticketNo, String text) {

        public Entry {
            if (kind == null || kind.isBlank() || kind.length() > 24) {
                throw new IllegalArgumentException("not a kind of audit entry: " + kind);
            }
            subject = subject == null ? "" : subject;
            text = text == null ? "" : text;
        }

        /** An act that is about no ticket. */
        public Entry(String kind, String subject, String text) {
            this(kind, subject, null, text);
        }
    }

    /**
     * A closed door.
     *
     * @param actor who is signed in, or the account that was tried, or null
     * @param door method and path pattern, without what a stranger put into it
     * @param status HTTP status of the answer
     * @param code stable code of the answer, or null
     * @param ticketNo the ticket asked for, or null
     */
    record Refused(String actor, String address, String door, int status, String code, String ticketNo) {
    }

    /** How a ticket is seen. */
    enum Look {
        /** The card or the ticket itself. */
        CARD,
        /** The citizen's name and phone. */
        IDENTITY,
        /** A file of the ticket. */
        ATTACHMENT,
        /** A paper made of it. */
        PRINT,
        /** A row of a list that left the house. */
        EXPORT
    }
}
