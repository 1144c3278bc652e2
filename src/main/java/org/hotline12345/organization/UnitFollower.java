package org.hotline12345.organization;

/** Told when a change of a unit comes into force, in its transaction: registers that name units follow at once. */
public interface UnitFollower {

    void inForce(UnitChange change);
}
