package org.hotline12345.common;

/** Whether an account may be used right now; asked with every request, so that a right taken away is gone with the next one. */
public interface AccountGate {

    Pass passOf(String account);

    /** The secret that all nodes seal the marks of known browsers with, 32 bytes. */
    byte[] deviceKey();

    /**
     * Keeps the password a person chose, whose present one has just been judged right; every session ends.
     *
     * @throws Refusal INVALID {@code people.weakPassword} or {@code people.samePassword}
     */
    void choosePassword(String account, String password);

    /**
     * What the door needs to know of an account.
     *
     * @param open false for accounts that are locked or have left
     * @param passwordGood false where there is none yet, or a one-time password was not used in time
     * @param passwordToChange whoever signed in with it may do nothing but choose another
     * @param sessionsSince a session opened under another value has ended
     */
    record Pass(boolean open, boolean passwordGood, boolean passwordToChange, long sessionsSince) {

        /** An account nobody has entered yet: the engine alone knows it. */
        public static final Pass UNKNOWN = new Pass(true, true, false, 0);
    }
}
