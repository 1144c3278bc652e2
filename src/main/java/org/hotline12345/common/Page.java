package org.hotline12345.common;

import java.util.List;

/**
 * One page of a list.
 *
 * @param items the rows of this page
 * @param page number of this page, from 0
 * @param size rows asked for, 1 to {@value #MAX_SIZE}
 * @param more whether a further page exists
 */
public record Page<T>(List<T> items, int page, int size, boolean more) {

    public static final int MAX_SIZE = 200;

    public Page {
        items = List.copyOf(items);
    }

    /** Makes a page from a query that fetched {@code size + 1} rows. */
    public static <T> Page<T> of(List<T> fetched, int page, int size) {
        boolean more = fetched.size() > size;
        return new Page<>(more ? fetched.subList(0, size) : fetched, page, size, more);
    }

    public static void check(int page, int size) {
        if (page < 0 || size < 1 || size > MAX_SIZE) {
            throw Refusal.invalid("common.badPage", "页码从0开始，每页1至" + MAX_SIZE + "条。");
        }
    }
}
