package org.hotline12345.paper;

import java.util.List;
import java.util.Set;

/** A piece of a paper's text, set in a style of its template. */
public sealed interface Block permits Block.Text, Block.Table, Block.Picture, Block.NewPage {

    /**
     * A paragraph.
     *
     * @param style name of a paragraph style of the template
     * @param lead words in the heading's style at its beginning, or null
     */
    record Text(String style, String lead, String text) implements Block {

        public Text(String style, String text) {
            this(style, null, text);
        }
    }

    /**
     * A table; its heads come again on every page.
     *
     * @param weights how wide the columns are, in relation to each other
     * @param numbers places of columns that are set to the right
     * @param total last row, or null
     * @param small whether it has so many columns that it is set in small letters
     */
    record Table(List<String> heads, List<Integer> weights, Set<Integer> numbers, List<List<String>> rows, List<String> total, boolean small)
            implements Block {

        public Table {
            heads = List.copyOf(heads);
            weights = List.copyOf(weights);
            numbers = Set.copyOf(numbers);
            rows = rows.stream().map(List::copyOf).toList();
            total = total == null ? null : List.copyOf(total);
            if (weights.size() != heads.size()) {
                throw new IllegalArgumentException(heads.size() + " heads over " + weights.size() + " columns");
            }
        }
    }

    /**
     * A picture in a paragraph of its own.
     *
     * @param width millimetres
     * @param height millimetres
     * @param alt what is to be seen, for who does not see it
     */
    record Picture(byte[] png, int width, int height, String alt) implements Block {
    }

    /** What follows begins on a new page. */
    record NewPage() implements Block {
    }
}
