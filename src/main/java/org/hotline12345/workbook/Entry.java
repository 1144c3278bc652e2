package org.hotline12345.workbook;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** One filled-in row of a {@link Form}, read by the columns' keys; what is wrong with a cell is said where it stands. */
public final class Entry {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu-M-d").withResolverStyle(ResolverStyle.STRICT);

    private static final int FIRST_YEAR = 1000;
    private static final int LAST_YEAR = 9999;

    private final Form form;
    private final Line line;
    private final Map<String, Integer> places;
    private final Problems problems;

    Entry(Form form, Line line, Map<String, Integer> places, Problems problems) {
        this.form = form;
        this.line = line;
        this.places = places;
        this.problems = problems;
    }

    public int row() {
        return line.number();
    }

    /** The text of a column; empty where nothing is filled in. */
    public String text(String key) {
        Integer place = places.get(key);
        return place == null ? "" : line.cell(place).text();
    }

    /** The text, or null where nothing is filled in. */
    public String given(String key) {
        String text = text(key);
        return text.isEmpty() ? null : text;
    }

    /** Parts of a list written with commas, 、, semicolons or line ends. */
    public List<String> list(String key) {
        return new ArrayList<>(Arrays.stream(text(key).split("[,，、;；\\n]")).map(String::strip).filter(part -> !part.isEmpty()).toList());
    }

    /** 是 or 否; {@code byDefault} where nothing is filled in or something else, which is a problem. */
    public boolean flag(String key, boolean byDefault) {
        return switch (text(key)) {
            case "" -> byDefault;
            case "是" -> true;
            case "否" -> false;
            default -> {
                wrong(key, "应填“是”或“否”，现为“" + brief(text(key)) + "”");
                yield byDefault;
            }
        };
    }

    /** A day such as 2026-01-31, 2026/1/31 or 2026年1月31日; null where none is given or it is none, which is a problem. */
    public LocalDate day(String key) {
        String text = text(key);
        if (text.isEmpty()) {
            return null;
        }
        try {
            LocalDate day = LocalDate.parse(text.replace('/', '-').replace('.', '-').replace('年', '-').replace('月', '-').replace("日", ""), DAY);
            if (day.getYear() >= FIRST_YEAR && day.getYear() <= LAST_YEAR) {
                return day;
            }
        } catch (DateTimeParseException e) {
            // Said below, as of a year that no table keeps.
        }
        wrong(key, "“" + brief(text) + "”不是日期，应写成 2026-01-31");
        return null;
    }

    /** A whole number; null where none is given or it is none within the bounds, which is a problem. */
    public Integer number(String key, int least, int most) {
        String text = text(key);
        if (text.isEmpty()) {
            return null;
        }
        if (text.matches("-?\\d{1,9}") && Integer.parseInt(text) >= least && Integer.parseInt(text) <= most) {
            return Integer.valueOf(text);
        }
        wrong(key, "应填 " + least + " 至 " + most + " 的整数，现为“" + brief(text) + "”");
        return null;
    }

    /** Says what is wrong with a cell. @param text Chinese, what is wrong and what to do */
    public void wrong(String key, String text) {
        Integer place = places.get(key);
        String head = form.columns().stream().filter(column -> column.key().equals(key)).map(Column::head).findFirst().orElse(null);
        problems.add(new Problem(form.name(), line.number(), place == null ? null : Line.letter(place), head, text));
    }

    /** Says what is wrong with the row as a whole. */
    public void wrong(String text) {
        problems.add(new Problem(form.name(), line.number(), null, null, text));
    }

    /** A text short enough to be repeated in a sentence. */
    public static String brief(String text) {
        String line = text.replace('\n', ' ');
        return line.codePointCount(0, line.length()) <= 40 ? line : line.substring(0, line.offsetByCodePoints(0, 40)) + "……";
    }
}
