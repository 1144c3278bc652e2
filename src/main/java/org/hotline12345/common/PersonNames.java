package org.hotline12345.common;

/** What an account's holder is called now. Implemented by the platform over the engine's identity service. */
public interface PersonNames {

    /** The name as Tasklist shows it; the account itself where nobody has it any more, {@code 系统} for the system, {@code 旧系统} for {@link Actor#OLD_SYSTEM}. */
    String nameOf(String account);
}
