package org.hotline12345.bulletin;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hotline12345.bulletin.content.Cell;
import org.hotline12345.bulletin.content.Content;
import org.hotline12345.bulletin.content.Grid;
import org.hotline12345.bulletin.content.Row;
import org.hotline12345.report.Measure;
import org.hotline12345.report.Measures;

/** Rules of cross-footing about the tables of a bulletin: columns with their totals, totals with the whole, tables with tables. */
final class TableRules {

    private final Frozen frozen;
    private final Content content;
    private final Set<String> measures;

    TableRules(Frozen frozen, Content content, Measures measures) {
        this.frozen = frozen;
        this.content = content;
        this.measures = measures.all().stream().map(Measure::code).collect(Collectors.toSet());
    }

    /** Adds what breaks the rule: {@code *}, {@code <table>.total} or {@code <table>.<column>} on the left. */
    void check(CrossFoot.Rule rule, List<Contradiction> found) {
        if (rule.left().equals("*")) {
            content.grids().forEach(grid -> columns(rule, grid, found));
            return;
        }
        String[] left = rule.left().split("\\.");
        Optional<Grid> grid = content.grid(left[0]);
        if (grid.isEmpty()) {
            return;
        }
        if (rule.right().equals("figures")) {
            whole(rule, grid.get(), found);
        } else {
            String[] right = rule.right().split("\\.");
            content.grid(right[0]).ifPresent(other -> rows(rule, grid.get(), left[1], other, right[1], found));
        }
    }

    private static void columns(CrossFoot.Rule rule, Grid grid, List<Contradiction> found) {
        if (grid.total() == null) {
            return;
        }
        for (int i = 0; i < grid.columns().size(); i++) {
            if (grid.columns().get(i).summed() && grid.total().cells().get(i) instanceof Cell.Amount total) {
                int column = i;
                long sum = grid.rows().stream().map(row -> row.cells().get(column)).filter(Cell.Amount.class::isInstance)
                        .mapToLong(cell -> ((Cell.Amount) cell).n()).sum();
                if (sum != total.n()) {
                    String cell = "《" + grid.title() + "》" + grid.columns().get(i).title() + "合计";
                    found.add(new Contradiction(rule.code(), List.of(cell), cell + " " + total.n() + " 与各行之和 " + sum + " 不一致"));
                }
            }
        }
    }

    private void whole(CrossFoot.Rule rule, Grid grid, List<Contradiction> found) {
        grid.columns().stream().filter(column -> column.summed() && measures.contains(column.code())).forEach(column ->
                grid.cell(Row.TOTAL, column.code()).filter(Cell.Amount.class::isInstance).map(cell -> ((Cell.Amount) cell).n()).ifPresent(total -> {
                    long whole = frozen.figures().count(column.code());
                    if (total != whole) {
                        String cell = "《" + grid.title() + "》" + column.title() + "合计";
                        found.add(new Contradiction(rule.code(), List.of(cell, column.title() + "总数"), cell + " " + total + " 与" + column.title()
                                + "总数 " + whole + " 不一致"));
                    }
                }));
    }

    private static void rows(CrossFoot.Rule rule, Grid grid, String column, Grid other, String otherColumn, List<Contradiction> found) {
        for (Row row : grid.rows()) {
            Optional<Cell> one = grid.cell(row.key(), column);
            Optional<Cell> two = other.cell(row.key(), otherColumn);
            if (one.isPresent() && two.isPresent() && !one.get().equals(two.get())) {
                String cell = "《" + grid.title() + "》" + row.cells().get(0).text();
                found.add(new Contradiction(rule.code(), List.of(cell), cell + " " + one.get().text() + " 与《" + other.title() + "》 "
                        + two.get().text() + " 不一致"));
            }
        }
    }
}
