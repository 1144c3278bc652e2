package org.hotline12345.bulletin.content;

/**
 * A part of a bulletin that a person writes.
 *
 * @param code code of the section it stands in, and of the kept text
 * @param title Chinese, what it is for
 * @param text what is kept; before anything is kept, a proposal, possibly empty
 */
public record Piece(String code, String title, String text) {
}
