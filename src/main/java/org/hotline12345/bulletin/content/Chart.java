package org.hotline12345.bulletin.content;

import java.util.List;

/**
 * A picture of counts.
 *
 * @param code English, stable
 * @param title Chinese
 * @param unit what is counted, Chinese, for example 件
 */
public record Chart(String code, String title, Shape shape, String unit, List<Point> points) {

    public Chart {
        points = List.copyOf(points);
    }

    /** How it is drawn. */
    public enum Shape { BARS, PIE, LINE }

    /** One count with its name. */
    public record Point(String label, long value) {
    }
}
