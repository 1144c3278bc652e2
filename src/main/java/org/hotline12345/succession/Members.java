package org.hotline12345.succession;

/** People of a unit as their accounts' groups tell it, when the unit is followed by another. */
public interface Members {

    /** Accounts in any group of the unit: clerks, leaders, people of its sections. */
    int count(String unit);

    /**
     * Everybody of the unit works for the other one from now on: leaders as leaders, everybody else as clerks.
     *
     * @return accounts that went along
     */
    int move(String fromUnit, String toUnit);
}
