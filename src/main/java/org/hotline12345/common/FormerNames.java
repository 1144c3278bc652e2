package org.hotline12345.common;

import java.time.Instant;
import java.util.Collection;

/** What people were called at some time; a history shows the name of then. Implemented by the room that keeps people. */
public interface FormerNames {

    /** Reads once what is known of all of them. */
    Book of(Collection<String> accounts);

    /** The names of a few people over time. */
    interface Book {

        /** The name at that instant, {@code 旧系统} for {@link Actor#OLD_SYSTEM}, or null for an account nobody has entered. */
        String at(String account, Instant instant);
    }
}
