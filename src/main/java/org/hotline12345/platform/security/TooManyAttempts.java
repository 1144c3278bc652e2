package org.hotline12345.platform.security;

import org.springframework.security.core.AuthenticationException;

/** Too many wrong passwords from this address; the password was not even looked at. */
class TooManyAttempts extends AuthenticationException {

    private final long retryAfterSeconds;

    TooManyAttempts(long retryAfterSeconds) {
        super("too many attempts");
        this.retryAfterSeconds = retryAfterSeconds;
    }

    long retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
