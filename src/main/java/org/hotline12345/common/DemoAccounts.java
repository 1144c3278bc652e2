package org.hotline12345.common;

/** What every account of the demo has in common; no account of a real hotline is made from it. */
public final class DemoAccounts {

    /** Printed at start-up and in the README, so anybody can look at the demo. */
    public static final String PASSWORD = "Hotline@12345";

    private DemoAccounts() {
    }
}
