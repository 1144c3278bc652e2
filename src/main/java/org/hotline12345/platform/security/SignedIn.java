package org.hotline12345.platform.security;

import java.io.Serializable;
import java.security.Principal;

/**
 * Who signed in.
 *
 * @param id user id of the engine's identity service
 * @param stamp fingerprint of the stored password: a session ends when the password is changed
 */
record SignedIn(String id, String stamp) implements Principal, Serializable {

    @Override
    public String getName() {
        return id;
    }

    @Override
    public String toString() {
        return id;
    }
}
