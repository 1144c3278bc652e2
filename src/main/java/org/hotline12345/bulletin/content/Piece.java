package org.hotline12345.bulletin.content;

/**
 * A part of a bulletin that a person writes.
 *
 * @param code code of the section it stands in, and of the kept text
 * @param title Chinese, what it is for
 * @param kept what is kept and printed, empty where somebody took the words away; null where nobody wrote yet
 * @param proposed first words for it, possibly empty, whatever is kept; not printed before somebody takes them up
 */
public record Piece(String code, String title, String kept, String proposed) {
}
