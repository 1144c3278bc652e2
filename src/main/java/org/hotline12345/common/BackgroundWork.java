package org.hotline12345.common;

/** Work that {@link Background} runs step by step. */
public interface BackgroundWork {

    /** Name it is started by; stable, because started work outlives the program. */
    String name();

    /**
     * Does a few seconds' work and keeps how far it came, so that a repeated step does nothing twice.
     *
     * @return whether there is more to do
     */
    boolean step(String key);
}
