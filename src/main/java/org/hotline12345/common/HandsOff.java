package org.hotline12345.common;

/**
 * Somebody no longer works what was theirs: moved, locked or gone. Published within the transaction of the act; whoever keeps
 * unfinished work of people drops it.
 *
 * @param account id the person signs in with
 */
public record HandsOff(String account) {
}
