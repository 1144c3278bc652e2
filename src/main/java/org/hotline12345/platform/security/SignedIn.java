package org.hotline12345.platform.security;

import java.io.Serializable;
import java.security.Principal;

/**
 * Who signed in.
 *
 * @param id user id of the engine's identity service
 * @param stamp fingerprint of the stored password and of the last sign-out from everywhere: a session ends when it changes
 * @param outside signed in at the identity provider: whether the password here is old does not matter
 * @param passwordToChange the password was handed out or is too old: nothing is open but choosing another
 */
record SignedIn(String id, String stamp, boolean passwordToChange, boolean outside) implements Principal, Serializable {

    SignedIn fromOutside() {
        return new SignedIn(id, stamp, false, true);
    }

    /** Whether a session of this person is one of that person as of now. */
    boolean isStill(SignedIn now) {
        return id.equals(now.id) && stamp.equals(now.stamp);
    }

    @Override
    public String getName() {
        return id;
    }

    @Override
    public String toString() {
        return id;
    }
}
