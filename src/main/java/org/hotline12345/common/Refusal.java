package org.hotline12345.common;

/**
 * A request that cannot be carried out, told in the person's language. Thrown by facades; the doors turn it into an
 * RFC 9457 problem detail with the stable {@code code}, the delegates into a BPMN error only where a diagram models it.
 */
public class Refusal extends RuntimeException {

    /** What kind of refusal this is; decides the HTTP status. */
    public enum Kind {
        /** The caller's input is wrong: 400. */
        INVALID,
        /** The caller's role or unit does not allow it: 403. */
        FORBIDDEN,
        /** There is no such thing, or the caller may not know of it: 404. */
        UNKNOWN,
        /** A rule of the lifecycle forbids it now: 409. */
        RULE
    }

    private final Kind kind;
    private final String code;
    private final String field;

    public Refusal(Kind kind, String code, String message) {
        this(kind, code, message, null, null);
    }

    private Refusal(Kind kind, String code, String message, String field, Refusal plain) {
        super(message, plain);
        this.kind = kind;
        this.code = code;
        this.field = field;
    }

    public static Refusal invalid(String code, String message) {
        return new Refusal(Kind.INVALID, code, message);
    }

    public static Refusal forbidden(String code, String message) {
        return new Refusal(Kind.FORBIDDEN, code, message);
    }

    public static Refusal unknown(String code, String message) {
        return new Refusal(Kind.UNKNOWN, code, message);
    }

    public static Refusal rule(String code, String message) {
        return new Refusal(Kind.RULE, code, message);
    }

    public Kind kind() {
        return kind;
    }

    /** The same refusal, said of one field of the form, so that the screen can show it there; the innermost name stays. */
    public Refusal at(String name) {
        return field != null ? this : new Refusal(kind, code, getMessage(), name, this);
    }

    /** Key of the form's field it is about, or null. */
    public String field() {
        return field;
    }

    /** Stable, {@code <capability>.<whatHappened>}, for example {@code handling.returnTooLate}. */
    public String code() {
        return code;
    }
}
