package org.hotline12345.bulletin.content;

import java.util.ArrayList;
import java.util.List;
import org.hotline12345.bulletin.Frozen;

/** Sections written one after the other, numbered as an office numbers them: 一、 （一） 1. */
final class Outline {

    private static final String[] NUMERALS = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};

    private final Frozen frozen;
    private final List<Section> done = new ArrayList<>();
    private final int[] numbers = new int[4];
    private String code = "lead";
    private int level;
    private String heading;
    private List<String> paragraphs = new ArrayList<>();
    private List<Grid> grids = new ArrayList<>();
    private List<Chart> charts = new ArrayList<>();

    /** Begins with words before the first heading: the text {@code lead}, if somebody wrote one. */
    Outline(Frozen frozen) {
        this.frozen = frozen;
    }

    /** Begins a section; what a person wrote under its code comes last in it. */
    Outline section(int newLevel, String newCode, String title) {
        end();
        code = newCode;
        level = newLevel;
        numbers[level]++;
        for (int below = level + 1; below < numbers.length; below++) {
            numbers[below] = 0;
        }
        heading = switch (level) {
            case 1 -> numeral(numbers[1]) + "、" + title;
            case 2 -> "（" + numeral(numbers[2]) + "）" + title;
            default -> numbers[3] + "." + title + "。";
        };
        return this;
    }

    /** A section that consists of what a person wrote; left out where nothing was written. */
    Outline written(int newLevel, String newCode, String title) {
        return frozen.text(newCode).isBlank() ? this : section(newLevel, newCode, title);
    }

    Outline say(String sentence) {
        if (!sentence.isBlank()) {
            paragraphs.add(sentence);
        }
        return this;
    }

    Outline show(Grid grid) {
        if (!grid.rows().isEmpty()) {
            grids.add(grid);
        }
        return this;
    }

    Outline draw(Chart chart) {
        if (chart.points().stream().anyMatch(point -> point.value() != 0)) {
            charts.add(chart);
        }
        return this;
    }

    List<Section> sections() {
        end();
        return List.copyOf(done);
    }

    private void end() {
        frozen.text(code).lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(paragraphs::add);
        if (heading != null || !paragraphs.isEmpty() || !grids.isEmpty() || !charts.isEmpty()) {
            done.add(new Section(code, heading == null ? 0 : level, heading, paragraphs, grids, charts));
        }
        heading = null;
        paragraphs = new ArrayList<>();
        grids = new ArrayList<>();
        charts = new ArrayList<>();
    }

    static String numeral(int number) {
        if (number < 10) {
            return NUMERALS[number];
        }
        return (number < 20 ? "" : NUMERALS[number / 10]) + "十" + NUMERALS[number % 10];
    }
}
