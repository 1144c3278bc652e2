package org.hotline12345.workbook;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Reads the sheets of an upload as the forms they were filled in on. */
public final class Filled {

    /** Sheets that explain; nothing is read from them. */
    static final String GUIDE = "填写说明";
    static final String CHOICES = "可选值";
    static final String ORIGIN = "导出信息";

    private Filled() {
    }

    /** Sheet names of an upload that are forms; a sheet that is neither form nor explanation is a problem. */
    public static Map<String, Form> forms(Reading reading, List<Form> known, Problems problems) {
        Map<String, Form> byName = known.stream().collect(Collectors.toMap(Form::name, form -> form));
        Map<String, Form> found = new LinkedHashMap<>();
        for (String sheet : reading.sheets()) {
            Form form = byName.get(sheet.strip());
            if (form != null) {
                found.put(sheet, form);
            } else if (!List.of(GUIDE, CHOICES, ORIGIN).contains(sheet)) {
                problems.add(new Problem(sheet, 0, null, null, "不认识这个工作表；应为："
                        + known.stream().map(Form::name).collect(Collectors.joining("、")) + "。不需要的工作表请删除"));
            }
        }
        return found;
    }

    /**
     * Hands over every filled-in row. A head that is missing, unknown or there twice is a problem, and then no row is
     * handed over; so is a cell that cannot be trusted, is needed and empty, or is none of the choices.
     */
    public static void each(Reading reading, String sheet, Form form, Problems problems, Consumer<Entry> consumer) {
        int[] seen = {0};
        Map<String, Integer> places = new HashMap<>();
        boolean[] readable = {false};
        reading.each(sheet, line -> {
            if (seen[0]++ == 0) {
                readable[0] = heads(line, form, places, problems);
            } else if (readable[0]) {
                check(line, form, places, problems);
                consumer.accept(new Entry(form, line, places, problems));
            }
        });
        if (seen[0] == 0) {
            problems.add(new Problem(form.name(), 0, null, null, "是空的，第 1 行应为表头；请下载模板后填写"));
        }
    }

    private static boolean heads(Line line, Form form, Map<String, Integer> places, Problems problems) {
        Map<String, Column> wanted = form.columns().stream().collect(Collectors.toMap(column -> column.head().replace("*", ""), column -> column));
        boolean fine = true;
        for (int i = 0; i < line.cells().size(); i++) {
            String head = line.cell(i).text().replace("*", "").strip();
            Column column = wanted.get(head);
            if (head.isEmpty()) {
                continue;
            }
            if (column == null || places.putIfAbsent(column.key(), i) != null) {
                problems.add(new Problem(form.name(), line.number(), Line.letter(i), null, column == null
                        ? "表头“" + Entry.brief(head) + "”不是模板中的列，请删除该列或改回原来的表头" : "表头“" + head + "”出现了两次，请删除多余的一列"));
                fine = false;
            }
        }
        for (Column column : form.columns()) {
            if (column.needed() && !places.containsKey(column.key())) {
                problems.add(new Problem(form.name(), line.number(), null, null, "缺少“" + column.head() + "”列，请用下载的模板填写"));
                fine = false;
            }
        }
        return fine;
    }

    private static void check(Line line, Form form, Map<String, Integer> places, Problems problems) {
        for (Column column : form.columns()) {
            Integer place = places.get(column.key());
            if (place == null) {
                continue;
            }
            Cell cell = line.cell(place);
            String trouble = cell.trouble() != null ? (cell.text().isEmpty() || cell.trouble().startsWith("“") || cell.trouble().startsWith("是")
                    ? cell.trouble() : "“" + Entry.brief(cell.text()) + "”" + cell.trouble()) : trouble(column, cell.text());
            if (trouble != null) {
                problems.add(new Problem(form.name(), line.number(), Line.letter(place), column.head(), trouble));
            }
        }
        for (int i = 0; i < line.cells().size(); i++) {
            if (!line.cell(i).isEmpty() && !places.containsValue(i)) {
                problems.add(new Problem(form.name(), line.number(), Line.letter(i), null, "在表头以外，请删除"));
            }
        }
    }

    private static String trouble(Column column, String text) {
        if (text.isEmpty()) {
            return column.needed() ? "必须填写" : null;
        }
        if (text.codePointCount(0, text.length()) > column.most()) {
            return "超过" + column.most() + "字，请缩短";
        }
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter != '\n' && letter != '\t' && Character.isISOControl(letter) || letter == '\uFFFD' || letter >= '\u202A' && letter <= '\u202E') {
                return "含有乱码或控制字符，请删除后重新填写";
            }
        }
        if (!column.choices().isEmpty() && !column.choices().contains(text)) {
            List<String> choices = column.choices();
            return "“" + Entry.brief(text) + "”不在可选值中，可填：" + String.join("、", choices.subList(0, Math.min(12, choices.size())))
                    + (choices.size() > 12 ? "等" : "");
        }
        return null;
    }
}
