package org.hotline12345.platform.analysis;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hotline12345.common.Finding;
import org.hotline12345.common.Finding.Severity;

/** Looks through one table, row by row and for what no row takes, and has the engine confirm what it finds. */
final class TableCheck {

    /** Findings of one kind for one table; a table with more is repaired step by step. */
    private static final int MOST_OF_A_KIND = 20;
    private static final int MOST_GAPS = 3;
    /** Row looks spent on one table, some seconds at most. */
    private static final long MOST_PAIRS = 30_000_000;
    private static final long MOST_COVER = 20_000_000;
    private static final int VARIATIONS = 10;

    private static final String BY_A_PERSON = "由派单员";

    private final String resource;
    private final Table table;
    private final Proof proof;
    private final LocalDate today;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, Integer> reported = new HashMap<>();
    private boolean cut;

    TableCheck(String resource, Table table, Proof proof, LocalDate today) {
        this.resource = resource;
        this.table = table;
        this.proof = proof;
        this.today = today;
    }

    List<Finding> findings() {
        table.unreadable.forEach((row, column) -> add(row, "cell-unreadable", Severity.ERROR,
                row(row) + "「" + column.label + "」一格决策引擎读不懂：" + row.cells().get(column.index).text()
                        + "。文字要加英文双引号，请改正。", Map.of()));
        rows();
        gaps();
        if (!table.sampled.isEmpty()) {
            add(null, "analysis-sampled", Severity.ADVICE, "「" + table.name + "」中" + numbers(table.sampled)
                    + "的条件是函数或引用了别的变量，只抽样检查了重叠和不可达，没有检查空缺。", Map.of());
        }
        if (cut) {
            add(null, "analysis-cut", Severity.ADVICE, "「" + table.name + "」太大或问题太多，检查没有做完；每类只列出前"
                    + MOST_OF_A_KIND + "处，请改好后再检查一次，或按大类拆表。", Map.of());
        }
        return findings;
    }

    // ------------------------------------------------------------------ rows

    private void rows() {
        Neighbours neighbours = new Neighbours(table);
        Cover cover = new Cover(table.columns, MOST_COVER);
        long pairs = 0;
        for (Row row : table.rows) {
            notAllowed(row);
            misread(row);
            expired(row);
            if (dead(row)) {
                continue;
            }
            List<Row> near = neighbours.of(row, table);
            pairs += near.size() + 1L;
            if (pairs > MOST_PAIRS || cover.cut()) {
                cut = true;
                return;
            }
            switch (table.hitPolicy) {
                case UNIQUE -> overlaps(row, near);
                case ANY -> contradictions(row, near);
                case FIRST, PRIORITY -> {
                    if (!unreachable(row, near, cover)) {
                        shadowed(row, near);
                    }
                }
                default -> twins(row, near);
            }
            neighbours.add(row, table);
        }
        cut |= cover.cut();
    }

    private void overlaps(Row row, List<Row> near) {
        for (Row other : near) {
            if (isFull("rule-overlap")) {
                return;
            }
            if (other.meets(row)) {
                prove(List.of(other, row), both(other, row)).ifMetAll((input, text) ->
                        add(row, "rule-overlap", Severity.ERROR, row(row) + "与" + row(other)
                                + "重叠，唯一命中的表在这里会报错：" + text + "。请改其中一行的条件。", input));
            }
        }
    }

    private void contradictions(Row row, List<Row> near) {
        for (Row other : near) {
            if (isFull("rule-contradiction")) {
                return;
            }
            if (!other.conclusions().equals(row.conclusions()) && other.meets(row)) {
                prove(List.of(other, row), both(other, row)).ifMetAll((input, text) ->
                        add(row, "rule-contradiction", Severity.ERROR, row(row) + "与" + row(other)
                                + "同时命中而结果不同，这张表在这里会报错：" + text + "。请统一结果或分开条件。", input));
            }
        }
    }

    /** Of all rows that answer, the first has its way: a row that earlier ones take everything from is dead. */
    private boolean unreachable(Row row, List<Row> near, Cover cover) {
        List<BitSet> box = new ArrayList<>();
        for (Column column : table.columns) {
            BitSet values = (BitSet) row.cells().get(column.index).possible(column).clone();
            values.and(column.possible);
            if (values.isEmpty()) {
                return false;
            }
            box.add(values);
        }
        Map<Row, List<BitSet>> taking = new LinkedHashMap<>();
        List<Row> by = null;
        for (Row other : near) {
            List<BitSet> accepted = certain(other, row);
            if (accepted != null && IntStream.range(0, box.size()).allMatch(c -> accepted.get(c).intersects(box.get(c)))) {
                taking.put(other, accepted);
                if (IntStream.range(0, box.size()).allMatch(c -> Row.covers(accepted.get(c), box.get(c)))) {
                    by = List.of(other);
                    break;
                }
            }
        }
        if (by == null) {
            boolean open = taking.size() < 2 || !cover.open(box, List.copyOf(taking.values()), 1).isEmpty();
            if (open || cover.cut()) {
                return false;
            }
            by = List.copyOf(taking.keySet());
        }
        List<Row> takers = by;
        int[] points = new int[box.size()];
        for (Column column : table.columns) {
            Row.Cell cell = row.cells().get(column.index);
            points[column.index] = column.pick(cell.exact() ? box.get(column.index) : cell.met());
            if (points[column.index] < 0) {
                return false;
            }
        }
        Met met = prove(Stream.concat(by.stream(), Stream.of(row)).toList(), points);
        if (isFull("rule-unreachable") || !met.answered.contains(row.number()) || !alwaysTaken(row, by, points, box)) {
            return false;
        }
        boolean same = by.stream().allMatch(other -> other.conclusions().equals(row.conclusions()));
        boolean twin = same && by.size() == 1 && row.covers(by.get(0));
        add(row, twin ? "rule-duplicate" : "rule-unreachable", same ? Severity.WARNING : Severity.ERROR,
                row(row) + "永远轮不到：它的情形都被" + (takers.size() == 1 ? row(takers.get(0)) : numbers(takers)) + "抢先，例如 "
                        + met.text + "。请把它移到前面、改条件或删除。", met.input);
        return true;
    }

    /** What an earlier row certainly accepts, seen from a later one; null when it cannot be told. */
    private List<BitSet> certain(Row earlier, Row later) {
        List<BitSet> accepted = new ArrayList<>();
        for (Column column : table.columns) {
            Row.Cell cell = earlier.cells().get(column.index);
            boolean same = cell.text().equals(later.cells().get(column.index).text());
            if (!cell.exact() && !same) {
                return null;
            }
            accepted.add(same ? column.all : cell.met());
        }
        return accepted;
    }

    /** Tries other values of the row, one column at a time: wherever the row answers, an earlier one must too. */
    private boolean alwaysTaken(Row row, List<Row> by, int[] points, List<BitSet> box) {
        List<Row> rows = Stream.concat(by.stream(), Stream.of(row)).toList();
        for (Column column : table.columns) {
            int[] varied = points.clone();
            BitSet values = box.get(column.index);
            int tried = 0;
            for (int point = values.nextSetBit(0); point >= 0 && tried < VARIATIONS; point = values.nextSetBit(point + 1)) {
                varied[column.index] = point;
                Set<Integer> answered = prove(rows, varied).answered;
                if (answered.contains(row.number()) && answered.size() < 2) {
                    return false;
                }
                tried++;
            }
        }
        return true;
    }

    /** Two rows that each have cases of their own and share some: only their order decides those. */
    private void shadowed(Row row, List<Row> near) {
        if (isFull("rule-shadowed") || !row.exact()) {
            return;
        }
        for (Row other : near) {
            if (other.exact() && other.meets(row) && !other.conclusions().equals(row.conclusions())
                    && !row.covers(other) && !other.covers(row)) {
                Met met = prove(List.of(other, row), both(other, row));
                if (met.answered.size() == 2) {
                    add(row, "rule-shadowed", Severity.ADVICE, row(row) + "有一部分情形被" + row(other) + "抢先而结果不同："
                            + met.text + "。若不是有意为之，请调整先后或条件。", met.input);
                    return;
                }
            }
        }
    }

    /** Where all rows answer: the same row twice, or two rows that claim the same first place. */
    private void twins(Row row, List<Row> near) {
        for (Row other : near) {
            boolean same = row.conclusions().equals(other.conclusions());
            boolean rivals = !same && rivals(row, other);
            if (!same && !rivals || !row.meets(other) || !validTogether(row, other)) {
                continue;
            }
            boolean equal = row.covers(other) && other.covers(row);
            if (same && equal && !isFull("rule-duplicate")) {
                prove(List.of(other, row), both(other, row)).ifMetAll((input, text) -> add(row, "rule-duplicate",
                        Severity.WARNING, row(row) + "与" + row(other) + "完全相同：" + text + "。请删去一行。", input));
            } else if (rivals && !leftToPeople(row, other) && !isFull("rule-contradiction")) {
                prove(List.of(other, row), both(other, row)).ifMetAll((input, text) -> add(row, "rule-contradiction",
                        equal ? Severity.WARNING : Severity.ADVICE, row(row) + "与" + row(other)
                                + "同为主办、权重相同而单位不同：" + text + "。请改其中一行的角色、权重或条件；有意留给人定的，"
                                + "在两行说明中写明“" + BY_A_PERSON + "核实”。", input));
            }
        }
    }

    /** A tie on purpose: nobody but a dispatcher can tell, and both rows say so. */
    private static boolean leftToPeople(Row row, Row other) {
        return row.description().contains(BY_A_PERSON) && other.description().contains(BY_A_PERSON);
    }

    /** Two rows of a catalogue that both name the lead, with the same weight. */
    private boolean rivals(Row row, Row other) {
        String role = output(row, "role");
        String weight = output(row, "weight");
        return "\"lead\"".equals(role) && role.equals(output(other, "role"))
                && weight != null && CellReader.literals(weight).isPresent() && weight.equals(output(other, "weight"))
                && output(row, "unit") != null && !output(row, "unit").equals(output(other, "unit"));
    }

    private boolean validTogether(Row row, Row other) {
        return !endsBefore(row, other) && !endsBefore(other, row);
    }

    private boolean endsBefore(Row row, Row other) {
        LocalDate last = date(output(row, "validTo"));
        LocalDate first = date(output(other, "validFrom"));
        return last != null && first != null && last.isBefore(first);
    }

    private void expired(Row row) {
        LocalDate last = today == null ? null : date(output(row, "validTo"));
        if (last != null && last.isBefore(today) && !isFull("rule-expired")) {
            prove(List.of(row), own(row)).ifMetAll((input, text) -> add(row, "rule-expired", Severity.ADVICE,
                    row(row) + "的有效期到" + last + "，已经过了，不再起作用：" + text + "。请续期或删除。", input));
        }
    }

    /** Values that are not among those the table allows. */
    private void notAllowed(Row row) {
        for (Column column : table.columns) {
            Row.Cell cell = row.cells().get(column.index);
            BitSet strange = (BitSet) cell.met().clone();
            strange.andNot(column.possible);
            int point = cell.exact() && cell.met() != column.all ? strange.nextSetBit(0) : -1;
            boolean named = point >= 0 && cell.text().contains(String.valueOf(column.points.get(point)));
            if (!named || isFull("value-not-allowed")) {
                continue;
            }
            int[] points = own(row);
            if (points != null) {
                points[column.index] = point;
                boolean nothingLeft = strange.equals(cell.met());
                prove(List.of(row), points).ifMetAll((input, text) -> add(row,
                        nothingLeft ? "rule-unreachable" : "value-not-allowed",
                        nothingLeft ? Severity.ERROR : Severity.WARNING,
                        row(row) + "的「" + column.label + "」写了允许值之外的值：" + text
                                + "。请改正这一格，或在该列的允许值中补上。", input));
            }
        }
    }

    /** Yes and no in a list or in {@code not(...)}: the engine reads them otherwise than a person does. */
    private void misread(Row row) {
        for (Column column : table.columns) {
            Row.Cell cell = row.cells().get(column.index);
            CellTest test = cell.exact() || column.kind != Column.Kind.BOOLEAN ? null : CellReader.asWritten(cell.text()).orElse(null);
            for (int point = 0; test != null && point < column.points.size(); point++) {
                boolean met = cell.met().get(point);
                int[] points = own(row);
                if (met == test.holds(column.points.get(point)) || points == null && met || isFull("boolean-list")) {
                    continue;
                }
                points = points == null ? new int[table.columns.size()] : points;
                points[column.index] = point;
                Met answer = prove(List.of(row), points);
                if (answer.evaluated && answer.answered.isEmpty() != met) {
                    add(row, "boolean-list", Severity.ERROR, row(row) + "的「" + column.label + "」写的是 " + cell.text()
                            + "，引擎对“是”“否”的列表和not()另有理解：" + answer.text + (met ? " 时命中" : " 时不命中")
                            + "。请留空、只写一个值或拆成两行。", answer.input);
                    break;
                }
            }
        }
    }

    /** A condition that no value meets; every value of the column is tried before it is said. */
    private boolean dead(Row row) {
        for (Column column : table.columns) {
            Row.Cell cell = row.cells().get(column.index);
            if (!cell.exact() || !cell.met().isEmpty()) {
                continue;
            }
            int[] points = new int[table.columns.size()];
            for (Column other : table.columns) {
                int point = other.pick(row.cells().get(other.index).met());
                points[other.index] = point < 0 ? other.pick(other.all) : point;
            }
            boolean never = !isFull("rule-unreachable");
            for (int point = 0; never && point < Math.min(column.points.size(), 20 * VARIATIONS); point++) {
                int[] varied = points.clone();
                varied[column.index] = point;
                never = !prove(List.of(row), varied).answered.contains(row.number());
            }
            if (never) {
                Met met = prove(List.of(row), points);
                add(row, "rule-unreachable", Severity.ERROR, row(row) + "永远不会命中：没有一个值符合「" + column.label + "」一格的 "
                        + cell.text() + "，例如 " + met.text + "。请改正这一格。", met.input);
            }
            return true;
        }
        return false;
    }

    // ------------------------------------------------------------------ gaps

    private void gaps() {
        switch (table.hitPolicy) {
            case UNIQUE, ANY, FIRST, PRIORITY -> {
                List<BitSet> box = table.columns.stream().map(column -> column.usual).toList();
                if (!gaps(box, Severity.WARNING, "。请补一行，或在最后加一行兜底。")) {
                    List<BitSet> withNull = table.columns.stream().map(TableCheck::withNull).toList();
                    gaps(withNull, Severity.ADVICE, "。如果这个值可能缺，请补一行兜底。");
                }
            }
            default -> table.columns.stream().filter(column -> column.listed && column.variable).forEach(this::untaken);
        }
    }

    private boolean gaps(List<BitSet> box, Severity severity, String advice) {
        Cover cover = new Cover(table.columns, MOST_COVER);
        List<List<BitSet>> rows = table.rows.stream().map(row -> table.columns.stream()
                .map(column -> row.cells().get(column.index).possible(column)).toList()).toList();
        boolean found = false;
        for (int[] points : cover.open(box, rows, MOST_GAPS)) {
            Met met = prove(table.rows, points);
            if (met.evaluated && met.answered.isEmpty()) {
                found = true;
                add(null, "rule-gap", severity, "「" + table.name + "」没有一行命中：" + met.text + advice, met.input);
            }
        }
        cut |= cover.cut();
        return found;
    }

    /** Where all rows answer, nothing is a fair answer too; but a listed value that no row ever takes was forgotten. */
    private void untaken(Column column) {
        BitSet open = (BitSet) column.usual.clone();
        table.rows.forEach(row -> open.andNot(row.cells().get(column.index).possible(column)));
        open.stream().limit(MOST_GAPS).forEach(point -> {
            int[] points = new int[table.columns.size()];
            table.columns.forEach(other -> points[other.index] = other.pick(other.usual));
            points[column.index] = point;
            Met met = prove(table.rows, points);
            if (met.evaluated && met.answered.isEmpty()) {
                add(null, "rule-gap", Severity.ADVICE, "「" + table.name + "」没有一行提到「" + column.label + "」的允许值"
                        + text(column.points.get(point)) + "，这时一行也不会命中。", met.input);
            }
        });
    }

    private static BitSet withNull(Column column) {
        BitSet values = (BitSet) column.usual.clone();
        values.set(column.points.indexOf(null));
        return values;
    }

    // ------------------------------------------------------------------ proof

    private int[] both(Row one, Row other) {
        int[] points = new int[table.columns.size()];
        for (Column column : table.columns) {
            BitSet shared = (BitSet) one.cells().get(column.index).met().clone();
            shared.and(other.cells().get(column.index).met());
            points[column.index] = column.pick(shared);
        }
        return points;
    }

    /** An input the row answers, or null when none is known. */
    private int[] own(Row row) {
        int[] points = both(row, row);
        return IntStream.of(points).anyMatch(point -> point < 0) ? null : points;
    }

    private Met prove(Collection<Row> rows, int[] points) {
        if (points == null) {
            return new Met(rows, null, Map.of(), "");
        }
        Map<String, Object> input = table.input(points);
        return new Met(rows, proof.met(table.logic, rows.stream().map(Row::number).toList(), input), input,
                text(rows, points));
    }

    /** What the engine said about an input. */
    private static final class Met {

        final boolean evaluated;
        final Set<Integer> answered;
        final Map<String, Object> input;
        final String text;
        private final int asked;

        Met(Collection<Row> rows, Set<Integer> answered, Map<String, Object> input, String text) {
            this.asked = rows.size();
            this.evaluated = answered != null;
            this.answered = answered == null ? Set.of() : answered;
            this.input = input;
            this.text = text;
        }

        void ifMetAll(Confirmed confirmed) {
            if (evaluated && answered.size() == asked) {
                confirmed.with(input, text);
            }
        }
    }

    private interface Confirmed {
        void with(Map<String, Object> input, String text);
    }

    // ------------------------------------------------------------------ words

    private boolean isFull(String code) {
        boolean full = reported.getOrDefault(code, 0) >= MOST_OF_A_KIND;
        cut |= full;
        return full;
    }

    private void add(Row row, String code, Severity severity, String message, Map<String, Object> input) {
        reported.merge(code, 1, Integer::sum);
        findings.add(new Finding(resource, row == null ? table.id : row.id(), code, severity, message, input));
    }

    /** The input in the words of the table: the columns in which the rows ask for something. */
    private String text(Collection<Row> rows, int[] points) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Column column : table.columns) {
            if (column.variable && rows.stream().anyMatch(row -> row.cells().get(column.index).met() != column.all)) {
                values.put(column.label, text(column.points.get(points[column.index])));
            }
        }
        table.parameters.forEach((name, value) -> values.put(name, text(value)));
        return values.isEmpty() ? "任何输入" : values.entrySet().stream()
                .map(value -> value.getKey() + "＝" + value.getValue()).collect(Collectors.joining("，"));
    }

    private static String text(Object value) {
        return value == null ? "（空）" : value instanceof String ? "“" + value + "”"
                : value instanceof Boolean yes ? (yes ? "是" : "否") : value.toString();
    }

    private static String row(Row row) {
        return "第" + row.number() + "行" + (row.description().isEmpty() ? "" : "「" + row.description() + "」");
    }

    private static String numbers(Collection<Row> rows) {
        return "第" + rows.stream().limit(MOST_OF_A_KIND).map(row -> String.valueOf(row.number()))
                .collect(Collectors.joining("、")) + (rows.size() > MOST_OF_A_KIND ? "……" : "") + "行";
    }

    private String output(Row row, String name) {
        int output = table.outputs.indexOf(name);
        return output < 0 || output >= row.conclusions().size() ? null : row.conclusions().get(output);
    }

    private static LocalDate date(String cell) {
        Object value = cell == null ? null : CellReader.literals(cell).map(values -> values.get(0)).orElse(null);
        try {
            return value instanceof LocalDate date ? date : value instanceof String text ? LocalDate.parse(text) : null;
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
