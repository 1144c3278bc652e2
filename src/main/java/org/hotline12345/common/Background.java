package org.hotline12345.common;

import java.util.function.Supplier;

/**
 * Long work in small steps beside what people do, on whichever node has time. It is started with the caller's
 * transaction and survives the node: what a killed node began, another goes on with.
 */
public interface Background {

    /**
     * @param work name of a {@link BackgroundWork}
     * @param key what it works on
     */
    void start(String work, String key);

    /** Runs in a transaction of its own, engine and tables alike, whatever transaction is open. */
    <T> T apart(Supplier<T> step);
}
