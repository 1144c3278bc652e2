package org.hotline12345.people;

/**
 * An account as it stands.
 *
 * @param jurisdiction code of its hotline, or null for the whole system
 * @param unit code of the unit the person works in, or null
 * @param passwordAt when the password was last set, epoch ms
 * @param passwordUntil end of a one-time password, epoch ms, or null
 * @param signedInAt last sign-in, epoch ms, or null
 */
record Account(String account, String name, String jurisdiction, String unit, String phone, String email, State state,
        Password password, long passwordAt, Long passwordUntil, long sessionsSince, Long signedInAt) {

    enum State {
        ACTIVE("active", "在用"), LOCKED("locked", "已锁定"), LEFT("left", "已离岗");

        final String code;
        final String label;

        State(String code, String label) {
            this.code = code;
            this.label = label;
        }

        static State of(String code) {
            for (State state : values()) {
                if (state.code.equals(code)) {
                    return state;
                }
            }
            throw new IllegalArgumentException("No such state of an account: " + code);
        }
    }

    /** What kind of password the account has. */
    enum Password {
        /** Nobody knows one: the account waits for its first. */
        NONE("none"),
        /** Handed out by an administrator; has to be changed. */
        ONCE("once"),
        /** Chosen by the person. */
        OWN("own");

        final String code;

        Password(String code) {
            this.code = code;
        }

        static Password of(String code) {
            for (Password password : values()) {
                if (password.code.equals(code)) {
                    return password;
                }
            }
            throw new IllegalArgumentException("No such kind of password: " + code);
        }
    }
}
