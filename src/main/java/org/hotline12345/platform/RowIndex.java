package org.hotline12345.platform;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.dmn.engine.impl.DmnDecisionTableImpl;
import org.camunda.bpm.dmn.engine.impl.DmnDecisionTableRuleImpl;
import org.camunda.bpm.dmn.engine.impl.DmnExpressionImpl;

/**
 * Which rows of a table cannot match. A cell that is nothing but a list of texts, {@code "noise","dust"}, can match no
 * other text; all other cells may match anything and are left to the engine. A row is passed over only for a cell that
 * the engine would have come to without any doubt: every cell before it is empty or such a list too, so that a cell that
 * fails still fails.
 */
final class RowIndex {

    /** Texts without escapes, so that what stands between the quotes is the text itself. */
    private static final String TEXT = "\"[^\"\\\\]*\"";
    private static final Pattern TEXTS = Pattern.compile("\\s*" + TEXT + "(\\s*,\\s*" + TEXT + ")*\\s*");
    private static final Pattern ONE_TEXT = Pattern.compile("\"([^\"\\\\]*)\"");

    /**
     * One column.
     *
     * @param byText positions of the rows that list this text, ascending
     * @param always positions of the rows that may match any text, ascending
     * @param listed what the row lists, or null when the row is among {@code always}
     */
    private record Column(Map<String, int[]> byText, int[] always, List<Set<String>> listed) {

        int[] rows(String text) {
            int[] rows = byText.get(text);
            if (rows == null || always.length == 0) {
                return rows == null ? always : rows;
            }
            int[] both = Arrays.copyOf(rows, rows.length + always.length);
            System.arraycopy(always, 0, both, rows.length, always.length);
            Arrays.sort(both);
            return both;
        }

        int count(String text) {
            int[] rows = byText.get(text);
            return always.length + (rows == null ? 0 : rows.length);
        }

        boolean mayMatch(int row, String text) {
            Set<String> texts = listed.get(row);
            return texts == null || texts.contains(text);
        }
    }

    private final List<DmnDecisionTableRuleImpl> rules;
    private final List<Column> columns = new ArrayList<>();

    /**
     * @param isFeel tells whether a cell is read as FEEL, by its own language or null for the engine's
     */
    RowIndex(DmnDecisionTableImpl table, Predicate<String> isFeel) {
        this.rules = table.getRules();
        boolean[] certain = new boolean[rules.size()];
        Arrays.fill(certain, true);
        for (int column = 0; column < table.getInputs().size(); column++) {
            columns.add(column(column, certain, isFeel));
        }
    }

    private Column column(int column, boolean[] certain, Predicate<String> isFeel) {
        Map<String, List<Integer>> byText = new HashMap<>();
        List<Integer> always = new ArrayList<>();
        List<Set<String>> listed = new ArrayList<>();
        for (int row = 0; row < rules.size(); row++) {
            DmnExpressionImpl cell = rules.get(row).getConditions().get(column);
            boolean empty = cell == null || cell.getExpression() == null || cell.getExpression().isBlank();
            Set<String> texts = empty || !isFeel.test(cell.getExpressionLanguage()) ? null : texts(cell.getExpression());
            if (texts != null && certain[row]) {
                int position = row;
                texts.forEach(text -> byText.computeIfAbsent(text, key -> new ArrayList<>()).add(position));
                listed.add(texts);
            } else {
                always.add(row);
                listed.add(null);
                certain[row] &= empty;
            }
        }
        Map<String, int[]> positions = new HashMap<>();
        byText.forEach((text, rows) -> positions.put(text, array(rows)));
        return new Column(positions, array(always), listed);
    }

    private static Set<String> texts(String cell) {
        return TEXTS.matcher(cell).matches()
                ? ONE_TEXT.matcher(cell).results().map(found -> found.group(1)).collect(Collectors.toUnmodifiableSet()) : null;
    }

    private static int[] array(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * @param values what each input came to; only texts tell anything
     * @return the rows that may match, in table order
     */
    List<DmnDecisionTableRuleImpl> rowsThatMayMatch(List<Object> values) {
        int narrowest = -1;
        int fewest = rules.size();
        for (int column = 0; column < columns.size(); column++) {
            if (values.get(column) instanceof String text && columns.get(column).count(text) < fewest) {
                narrowest = column;
                fewest = columns.get(column).count(text);
            }
        }
        if (narrowest < 0) {
            return rules;
        }
        List<DmnDecisionTableRuleImpl> left = new ArrayList<>();
        for (int row : columns.get(narrowest).rows((String) values.get(narrowest))) {
            if (mayMatch(row, values)) {
                left.add(rules.get(row));
            }
        }
        return left;
    }

    private boolean mayMatch(int row, List<Object> values) {
        for (int column = 0; column < columns.size(); column++) {
            if (values.get(column) instanceof String text && !columns.get(column).mayMatch(row, text)) {
                return false;
            }
        }
        return true;
    }
}
