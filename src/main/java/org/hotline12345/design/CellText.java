package org.hotline12345.design;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hotline12345.common.FeelSyntax;
import org.hotline12345.design.ColumnWords.Words;
import org.hotline12345.design.DecisionFile.Column;

/**
 * Shows the FEEL of a cell the way an owner of the catalogue writes it, and reads that back: codes with their names, one
 * per line, no quotes. What cannot be said so is shown as FEEL, behind a mark where a plain text could stand as well.
 */
final class CellText {

    static final String MARK = "FEEL：";
    static final String EXCEPT = "除外：";
    static final String UNSET = "未填";

    private static final int LONGEST = 2000;
    private static final Pattern NAMED = Pattern.compile("(.+)\\[([^\\[\\]]+)]", Pattern.DOTALL);
    private static final Pattern NOT = Pattern.compile("not\\s*\\((.*)\\)", Pattern.DOTALL);
    private static final Pattern DATE = Pattern.compile("date\\(\"(\\d{4}-\\d{2}-\\d{2})\"\\)");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

    private final Column column;
    private final FeelSyntax feel;
    private final Map<String, String> names = new LinkedHashMap<>();
    private final boolean closed;

    CellText(Column column, Words words, FeelSyntax feel) {
        this.column = column;
        this.feel = feel;
        column.allowed().forEach(code -> names.put(code, null));
        words.names().forEach((code, name) -> {
            if (column.allowed().isEmpty() || names.containsKey(code)) {
                names.put(code, name);
            }
        });
        this.closed = words.closed() || !column.allowed().isEmpty();
    }

    /** A text that cannot be read; the message tells the person why, in Chinese. */
    static final class Unreadable extends Exception {

        Unreadable(String message) {
            super(message);
        }
    }

    /** Everything a person may choose from, as shown; empty for a column of free texts or numbers. */
    List<String> choices() {
        if (column.type().equals("boolean")) {
            return List.of("是", "否");
        }
        return isText() ? names.keySet().stream().map(this::shown).toList() : List.of();
    }

    /** Whether only the choices are right, so that a spreadsheet may insist on them. */
    boolean strict() {
        return !column.input() && closed && !choices().isEmpty();
    }

    String show(String cell) {
        String stripped = cell.strip();
        if (stripped.isEmpty() || column.input() && stripped.equals("-")) {
            return "";
        }
        String plain = plain(stripped).orElse(null);
        if (plain != null && readsBackAs(plain, stripped)) {
            return plain;
        }
        return isText() ? MARK + stripped : stripped;
    }

    private Optional<String> plain(String cell) {
        switch (column.type()) {
            case "string" -> {
                if (!column.input()) {
                    return DecisionFile.literals(cell).filter(found -> found.size() == 1).map(found -> shown(found.get(0)));
                }
                Matcher not = NOT.matcher(cell);
                return not.matches() ? list(not.group(1)).map(items -> EXCEPT + items) : list(cell);
            }
            case "boolean" -> {
                return cell.equals("true") ? Optional.of("是") : cell.equals("false") ? Optional.of("否") : Optional.empty();
            }
            case "date" -> {
                Matcher date = DATE.matcher(cell);
                return date.matches() ? Optional.of(date.group(1)) : Optional.empty();
            }
            default -> {
                return Optional.empty();
            }
        }
    }

    private Optional<String> list(String cell) {
        List<String> items = new ArrayList<>();
        String rest = cell.strip();
        if (rest.equals("null") || rest.startsWith("null,")) {
            items.add(UNSET);
            rest = rest.length() == 4 ? "" : rest.substring(5).strip();
        }
        if (!rest.isEmpty()) {
            Optional<List<String>> literals = DecisionFile.literals(rest);
            if (literals.isEmpty()) {
                return Optional.empty();
            }
            literals.get().forEach(code -> items.add(shown(code)));
        }
        return items.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", items));
    }

    private String shown(String code) {
        String name = names.get(code);
        return name == null || name.equals(code) ? code : name + "[" + code + "]";
    }

    private boolean readsBackAs(String shown, String cell) {
        try {
            return withoutBlanks(read(shown)).equals(withoutBlanks(cell));
        } catch (Unreadable e) {
            return false;
        }
    }

    /** Blanks between the items of a list mean nothing, those inside a text do. */
    private static String withoutBlanks(String cell) {
        return cell.replaceAll("\"\\s*,\\s*\"", "\",\"").replaceAll("null\\s*,\\s*\"", "null,\"")
                .replaceAll("^not\\s*\\(\\s*", "not(").replaceAll("\\s*\\)$", ")");
    }

    /** The FEEL a shown text stands for; empty for an empty one. */
    String read(String shown) throws Unreadable {
        String text = shown.replace("\r\n", "\n").replace('\r', '\n').strip();
        if (text.length() > LONGEST) {
            throw new Unreadable("内容超过" + LONGEST + "个字，请缩短");
        }
        if (text.chars().anyMatch(c -> c != '\n' && c != '\t' && Character.isISOControl(c) || c == 0xFFFE || c == 0xFFFF)) {
            throw new Unreadable("含有不能保存的控制字符，请重新输入");
        }
        if (text.isEmpty() || column.input() && text.equals("-")) {
            return "";
        }
        if (text.regionMatches(true, 0, "FEEL：", 0, 5) || text.regionMatches(true, 0, "FEEL:", 0, 5)) {
            return expression(text.substring(5).strip());
        }
        return switch (column.type()) {
            case "string" -> column.input() ? condition(text) : result(text);
            case "boolean" -> switch (text) {
                case "是", "TRUE", "true" -> "true";
                case "否", "FALSE", "false" -> "false";
                default -> expression(text);
            };
            case "date" -> text.matches("\\d{4}-\\d{2}-\\d{2}") ? expression("date(\"" + text + "\")") : expression(text);
            case "integer", "long", "double", "number" -> number(text);
            default -> expression(text);
        };
    }

    private String number(String text) throws Unreadable {
        String expression = expression(text);
        if (!column.input() && !NUMBER.matcher(text).matches() && text.matches("[\\p{L}\\s]+")) {
            throw new Unreadable("应填数字，现为「" + brief(text) + "」");
        }
        return expression;
    }

    private String expression(String text) throws Unreadable {
        if (!(column.input() ? feel.isCondition(text) : feel.isExpression(text))) {
            throw new Unreadable("「" + brief(text) + "」不是有效的表达式，请对照“填写说明”修改");
        }
        return text;
    }

    private String result(String text) throws Unreadable {
        if (closed) {
            return '"' + code(text) + '"';
        }
        if (column.variable().equals("validFrom") || column.variable().equals("validTo")) {
            return '"' + day(text) + '"';
        }
        return '"' + literal(text.contains("[") ? known(text).orElse(text) : text) + '"';
    }

    /** Days of validity are compared as texts, so a day written in another way would never come. */
    private static String day(String text) throws Unreadable {
        try {
            return LocalDate.parse(text).toString();
        } catch (DateTimeParseException e) {
            throw new Unreadable("「" + brief(text) + "」不是日期，请按 2026-01-31 的格式填写");
        }
    }

    private String condition(String text) throws Unreadable {
        boolean except = text.startsWith("除外：") || text.startsWith("除外:");
        List<String> items = new ArrayList<>();
        for (String line : (except ? text.substring(3) : text).split("\n")) {
            if (known(line.strip()).isPresent()) {
                items.add(item(line.strip()));
            } else {
                for (String part : line.split("[，,、；;]")) {
                    if (!part.isBlank()) {
                        items.add(item(part.strip()));
                    }
                }
            }
        }
        if (items.isEmpty()) {
            throw new Unreadable("「" + brief(text) + "」中没有可以识别的内容");
        }
        String list = String.join(",", items);
        return expression(except ? "not(" + list + ")" : list);
    }

    private String item(String text) throws Unreadable {
        return text.equals(UNSET) ? "null" : '"' + (closed ? code(text) : literal(known(text).orElse(unquoted(text)))) + '"';
    }

    private String code(String text) throws Unreadable {
        Optional<String> code = known(unquoted(text));
        if (code.isEmpty()) {
            throw new Unreadable(names.containsValue(text) ? "叫「" + brief(text) + "」的不止一个，请按“代码表”写明代码"
                    : "不认识「" + brief(text) + "」，请从下拉列表或“代码表”中选取");
        }
        return code.get();
    }

    /** The code for a code, a name, or a name with its code. */
    private Optional<String> known(String text) {
        if (names.containsKey(text)) {
            return Optional.of(text);
        }
        Matcher named = NAMED.matcher(text);
        if (named.matches()) {
            String name = names.get(named.group(2).strip());
            return name != null && name.equals(named.group(1).strip()) ? Optional.of(named.group(2).strip()) : Optional.empty();
        }
        List<String> codes = names.entrySet().stream().filter(entry -> text.equals(entry.getValue())).map(Map.Entry::getKey).toList();
        return codes.size() == 1 ? Optional.of(codes.get(0)) : Optional.empty();
    }

    private static String unquoted(String text) {
        return text.length() > 1 && text.startsWith("\"") && text.endsWith("\"") ? text.substring(1, text.length() - 1) : text;
    }

    private static String literal(String text) throws Unreadable {
        if (text.indexOf('\n') >= 0 || text.indexOf('\t') >= 0) {
            throw new Unreadable("这一列只能写一行文字，请去掉换行");
        }
        if (text.indexOf('"') >= 0 || text.indexOf('\\') >= 0) {
            throw new Unreadable("文字中不能有英文双引号和反斜杠，请改用中文引号");
        }
        return text;
    }

    private boolean isText() {
        return column.type().equals("string");
    }

    static String brief(String text) {
        String line = text.replace('\n', ' ');
        return line.length() <= 40 ? line : line.substring(0, 40) + "…";
    }
}
