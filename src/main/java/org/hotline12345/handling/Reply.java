package org.hotline12345.handling;

/**
 * What a clerk submits as the unit's answer.
 *
 * @param publicReply what other citizens may read, or null
 * @param overrideReason why the unit does not wait for assists or sub-units that have not answered, or null
 * @param way of an off-network unit: {@code letter} or {@code phone}, by which its answer reached the centre; else null
 * @param recipient of an off-network unit: who answered, with the letter's number where there is one; else null
 */
public record Reply(String text, String publicReply, String overrideReason, String way, String recipient) {

    public Reply(String text, String publicReply) {
        this(text, publicReply, null, null, null);
    }
}
