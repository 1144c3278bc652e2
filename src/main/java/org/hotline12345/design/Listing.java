package org.hotline12345.design;

import java.util.List;

/**
 * One page of a list that says how long it is.
 *
 * @param total rows on all pages
 */
public record Listing<T>(List<T> items, long total) {
}
