package org.hotline12345.platform.security;

import java.io.Serializable;

/**
 * Kept with a session that was opened at the identity provider, so that signing out here can sign out there.
 *
 * @param idToken what the provider said of the person
 * @param address where the browser was
 */
record OutsideSession(String idToken, String address) implements Serializable {

    @Override
    public String toString() {
        return "OutsideSession[address=" + address + "]";
    }
}
