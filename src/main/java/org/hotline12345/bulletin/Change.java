package org.hotline12345.bulletin;

import java.util.List;
import java.util.stream.Collectors;
import org.hotline12345.report.Dimension;

/**
 * One figure that came out otherwise, told by the names that held when the earlier figures were frozen.
 *
 * @param measure code of the measure, {@code measureName} what the catalogue calls it
 * @param item code of the unit, category or other item of the dimension, empty for the whole; {@code itemName} its name then
 * @param before what it was, {@code after} what it is
 */
public record Change(String measure, String measureName, Dimension dimension, String dimensionName, String item, String itemName, long before, long after) {

    private static final int MOST_TOLD = 30;

    /** Wholes and units one by one, as many as can be read; the others as a number. */
    static String inWords(List<Change> changes) {
        if (changes.isEmpty()) {
            return "数据没有变化";
        }
        List<Change> told = changes.stream().filter(change -> change.dimension == Dimension.ALL || change.dimension == Dimension.UNIT).limit(MOST_TOLD).toList();
        int others = changes.size() - told.size();
        return told.stream().map(Change::inWords).collect(Collectors.joining("；")) + (others == 0 ? "" : (told.isEmpty() ? "" : "；另") + "有" + others + "项分项数据");
    }

    private String inWords() {
        return measureName + (dimension == Dimension.ALL ? "总数" : "（" + itemName + "）") + before + "→" + after;
    }
}
