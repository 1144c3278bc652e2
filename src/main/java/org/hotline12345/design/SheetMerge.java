package org.hotline12345.design;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hotline12345.design.CellText.Unreadable;
import org.hotline12345.design.DecisionFile.Row;
import org.hotline12345.design.SheetReader.Filled;
import org.hotline12345.design.SheetReader.Line;

/**
 * Brings a filled-in table together with the one in force, which may have moved on since the export: rows only one side
 * touched are taken from that side, rows both changed are named and refused.
 */
final class SheetMerge {

    private static final int MOST_PROBLEMS = 10;

    private final SheetLayout layout;
    private final Filled filled;
    private final Map<String, Row> current;
    private final List<String> problems = new ArrayList<>();

    private SheetMerge(SheetLayout layout, Filled filled) {
        this.layout = layout;
        this.filled = filled;
        this.current = layout.table().rows().stream()
                .collect(Collectors.toMap(Row::id, Function.identity(), (one, other) -> one, LinkedHashMap::new));
    }

    /**
     * The rows as they are wanted now.
     *
     * @param problems what is wrong with the sheet, row and column named, is added here
     */
    static List<Row> rows(SheetLayout layout, Filled filled, List<String> problems) {
        SheetMerge merge = new SheetMerge(layout, filled);
        List<Row> rows = merge.headerFits() ? merge.merged() : List.of();
        problems.addAll(merge.problems);
        return rows;
    }

    private boolean headerFits() {
        List<String> expected = layout.header();
        for (int i = 0; i < Math.max(expected.size(), filled.header().size()); i++) {
            String wanted = i < expected.size() ? expected.get(i) : "（无）";
            String found = i < filled.header().size() ? filled.header().get(i) : "（无）";
            if (!wanted.equals(found)) {
                problems.add("「" + filled.sheet() + "」第" + (i + 1) + "列的表头应为「" + wanted + "」，现为「" + CellText.brief(found)
                        + "」；表头不可改动，若决策表的列已有变化，请重新导出");
                return false;
            }
        }
        return true;
    }

    private List<Row> merged() {
        Map<String, Row> kept = new LinkedHashMap<>();
        Map<Line, Row> fresh = new LinkedHashMap<>();
        Set<String> seen = new HashSet<>();
        for (Line line : filled.lines()) {
            if (line.id().isEmpty()) {
                fresh.put(line, read(line, null));
            } else if (!seen.add(line.id())) {
                problem(line, 0, "行编号「" + CellText.brief(line.id()) + "」重复；复制的行请清空行编号");
            } else if (!filled.prints().containsKey(line.id())) {
                problem(line, 0, "没有编号为「" + CellText.brief(line.id()) + "」的行；新行的行编号请留空");
            } else {
                Row row = keep(line);
                if (row != null) {
                    kept.put(line.id(), row);
                }
            }
        }
        current.forEach((id, row) -> {
            if (filled.prints().containsKey(id) && !seen.contains(id) && changedSince(id)) {
                problems.add("「" + filled.sheet() + "」中删除了行「" + id + "」（" + CellText.brief(row.description())
                        + "），但它在导出之后已被修改，请重新导出后再改");
            }
        });
        return inOrder(kept, fresh, seen);
    }

    /** A row both may have touched; null when it is gone or cannot be read. */
    private Row keep(Line line) {
        boolean touched = !SheetLayout.print(line.shown()).equals(filled.prints().get(line.id()));
        Row now = current.get(line.id());
        if (!touched || now == null) {
            if (touched) {
                problem(line, 0, "这一行在导出之后已被删除，请重新导出后再改");
            }
            return now;
        }
        if (changedSince(line.id())) {
            problem(line, 0, "这一行在导出之后已被别人修改，请重新导出后再改");
            return now;
        }
        return read(line, now);
    }

    private boolean changedSince(String id) {
        return !SheetLayout.print(layout.shown(current.get(id))).equals(filled.prints().get(id));
    }

    private Row read(Line line, Row before) {
        List<String> shownBefore = before == null ? null : layout.shown(before);
        String description = line.shown().get(0);
        if (description.isEmpty()) {
            problem(line, 1, "请填写说明，用一句话说明这条规则");
        } else if (description.length() > 1000 || description.chars().anyMatch(c -> c != '\n' && c != '\t' && Character.isISOControl(c))) {
            problem(line, 1, "说明最多1000个字，且不能含控制字符");
        }
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < layout.table().columns().size(); i++) {
            String shown = line.shown().get(i + 1);
            if (before != null && shown.equals(shownBefore.get(i + 1))) {
                cells.add(before.cells().get(i));
                continue;
            }
            try {
                cells.add(layout.text(i).read(shown));
            } catch (Unreadable e) {
                problem(line, i + 2, e.getMessage());
                cells.add("");
            }
        }
        if (before == null && cells.stream().skip(inputs()).allMatch(String::isEmpty)) {
            problem(line, 0, "新行没有填写任何结果");
        }
        boolean sameDescription = before != null && description.equals(shownBefore.get(0));
        return new Row(before == null ? null : before.id(), sameDescription ? before.description() : description, cells);
    }

    private long inputs() {
        return layout.table().columns().stream().filter(DecisionFile.Column::input).count();
    }

    private void problem(Line line, int column, String what) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add("「" + filled.sheet() + "」第" + line.number() + "行「" + layout.header().get(column) + "」列：" + what);
        }
    }

    /** The order of the sheet where somebody moved rows there, else the order in force; rows added meanwhile stay where they are. */
    private List<Row> inOrder(Map<String, Row> kept, Map<Line, Row> fresh, Set<String> seen) {
        List<String> exported = filled.prints().keySet().stream().filter(seen::contains).toList();
        List<String> now = filled.lines().stream().map(Line::id).filter(filled.prints()::containsKey).distinct().toList();
        List<Object> order = new ArrayList<>();
        if (exported.equals(now)) {
            current.keySet().stream().filter(id -> kept.containsKey(id) || !filled.prints().containsKey(id)).forEach(order::add);
        } else {
            now.stream().filter(kept::containsKey).forEach(order::add);
            String previous = null;
            for (String id : current.keySet()) {
                if (!filled.prints().containsKey(id)) {
                    order.add(previous == null ? 0 : order.indexOf(previous) + 1, id);
                }
                previous = order.contains(id) ? id : previous;
            }
        }
        Object previous = null;
        for (Line line : filled.lines()) {
            if (fresh.containsKey(line)) {
                order.add(previous == null ? 0 : order.indexOf(previous) + 1, line);
                previous = line;
            } else if (order.contains(line.id())) {
                previous = line.id();
            }
        }
        return order.stream().map(place -> place instanceof Line line ? fresh.get(line)
                : kept.getOrDefault((String) place, current.get((String) place))).toList();
    }
}
