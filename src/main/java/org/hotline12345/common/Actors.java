package org.hotline12345.common;

/** Tells who acts right now. Implemented by the platform over the engine's current authentication. */
public interface Actors {

    /** The signed-in actor, or {@link Actor#SYSTEM} inside a job. */
    Actor current();
}
