package org.hotline12345.design;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hotline12345.common.FeelSyntax;
import org.hotline12345.common.Refusal;
import org.hotline12345.design.DecisionFile.Row;
import org.hotline12345.design.DecisionFile.Table;
import org.hotline12345.design.SheetReader.Filled;
import org.springframework.stereotype.Component;

/**
 * Decision tables as spreadsheets, for those who own a catalogue and will not open a modeler (编办、司法): a table goes out
 * as .xlsx and comes back as a changed decision file with the list of what changed.
 */
@Component
class DecisionSheets {

    private final ColumnWords words;
    private final FeelSyntax feel;

    DecisionSheets(ColumnWords words, FeelSyntax feel) {
        this.words = words;
        this.feel = feel;
    }

    /**
     * A filled-in workbook, read.
     *
     * @param content the changed decision file; byte for byte the one in force when nothing was changed
     */
    record Reading(String resource, byte[] content, List<Change> diff) {
    }

    /**
     * What happened to one row. A row that was both changed and moved appears twice.
     *
     * @param row id of the rule
     * @param change added, changed, removed or moved
     * @param description what the row says it is for, afterwards; of a removed row, before
     * @param before column title to what it showed: of a changed row the changed cells, of a removed row all filled ones,
     *     of a moved row its place
     * @param after likewise
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Change(String decision, String row, String change, String description, Map<String, String> before,
            Map<String, String> after) {
    }

    /** The workbook of a decision file: one sheet per table, then how to fill it in, then the codes. */
    byte[] export(String resource, byte[] content) {
        return SheetWriter.write(resource, layouts(content));
    }

    /**
     * @param inForce the decision file as it is now
     * @throws Refusal INVALID with every row and column that cannot be read: {@code design.badSheet}, or what is wrong with
     *     the file as a whole
     */
    Reading read(String resource, byte[] inForce, byte[] workbook) {
        SheetReader.Content content = SheetReader.read(workbook);
        if (!content.resource().equals(resource)) {
            throw Refusal.invalid("design.otherSheet", "这张表格是从 " + CellText.brief(content.resource()) + " 导出的，不能用来修改 "
                    + resource + "。");
        }
        Map<String, SheetLayout> layouts = layouts(inForce).stream()
                .collect(Collectors.toMap(layout -> layout.table().decision(), Function.identity()));
        Map<String, List<Row>> wanted = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        for (Filled filled : content.tables()) {
            SheetLayout layout = layouts.get(filled.decision());
            if (layout == null) {
                throw Refusal.invalid("design.decisionGone", "决策「" + CellText.brief(filled.decision()) + "」已不在该文件中，请重新导出。");
            }
            wanted.put(filled.decision(), SheetMerge.rows(layout, filled, problems));
        }
        if (!problems.isEmpty()) {
            throw Refusal.invalid("design.badSheet", String.join("；\n", problems) + "。");
        }
        byte[] changed = DecisionFile.read(inForce).with(wanted);
        List<Change> diff = new ArrayList<>();
        for (SheetLayout after : layouts(changed)) {
            diff.addAll(diff(layouts.get(after.table().decision()), after));
        }
        return new Reading(resource, changed, diff);
    }

    /** How the table of a decision is shown; its file is known to hold it. */
    SheetLayout layout(byte[] content, String decision) {
        return layouts(content).stream().filter(layout -> layout.table().decision().equals(decision)).findFirst()
                .orElseThrow(() -> Refusal.rule("design.noTable", "「" + decision + "」不是决策表，没有规则行。"));
    }

    private List<SheetLayout> layouts(byte[] content) {
        List<Table> tables = DecisionFile.read(content).tables();
        if (tables.isEmpty()) {
            throw Refusal.rule("design.noTable", "该决策文件中没有决策表，不能导出为表格。");
        }
        return tables.stream().map(table -> new SheetLayout(table, words, feel)).toList();
    }

    /** What differs between two states of the same table, in the order of the later one; removed rows last. */
    static List<Change> diff(SheetLayout before, SheetLayout after) {
        String decision = after.table().decision();
        Map<String, Row> old = before.table().rows().stream().collect(Collectors.toMap(Row::id, Function.identity()));
        Map<String, Row> now = after.table().rows().stream().collect(Collectors.toMap(Row::id, Function.identity()));
        List<String> oldOrder = before.table().rows().stream().map(Row::id).toList();
        List<String> newOrder = after.table().rows().stream().map(Row::id).toList();
        List<String> unmoved = commonOrder(oldOrder.stream().filter(now::containsKey).toList(),
                newOrder.stream().filter(old::containsKey).toList());
        List<Change> changes = new ArrayList<>();
        for (Row row : after.table().rows()) {
            Row was = old.get(row.id());
            Map<String, String> shown = titled(after, row);
            if (was == null) {
                changes.add(new Change(decision, row.id(), "added", row.description(), null, filled(shown)));
                continue;
            }
            if (!was.equals(row)) {
                Map<String, String> shownBefore = titled(before, was);
                List<String> differing = shown.keySet().stream().filter(title -> !shown.get(title).equals(shownBefore.get(title))).toList();
                changes.add(new Change(decision, row.id(), "changed", row.description(), only(shownBefore, differing), only(shown, differing)));
            }
            if (!unmoved.contains(row.id())) {
                changes.add(new Change(decision, row.id(), "moved", row.description(),
                        Map.of("位置", "第" + (oldOrder.indexOf(row.id()) + 1) + "条"), Map.of("位置", "第" + (newOrder.indexOf(row.id()) + 1) + "条")));
            }
        }
        for (Row row : before.table().rows()) {
            if (!now.containsKey(row.id())) {
                changes.add(new Change(decision, row.id(), "removed", row.description(), filled(titled(before, row)), null));
            }
        }
        return changes;
    }

    /** Column title to what the row shows there, the description first. */
    static Map<String, String> titled(SheetLayout layout, Row row) {
        Map<String, String> titled = new LinkedHashMap<>();
        List<String> shown = layout.shown(row);
        titled.put("说明", shown.get(0));
        for (int i = 1; i < shown.size(); i++) {
            // Two columns may have the same title; their place tells them apart.
            String title = SheetLayout.title(layout.table().columns().get(i - 1));
            titled.put(titled.containsKey(title) ? title + "（第" + (i + 2) + "列）" : title, shown.get(i));
        }
        return titled;
    }

    private static Map<String, String> only(Map<String, String> shown, List<String> titles) {
        Map<String, String> picked = new LinkedHashMap<>();
        titles.forEach(title -> picked.put(title, shown.get(title)));
        return picked;
    }

    private static Map<String, String> filled(Map<String, String> shown) {
        return only(shown, shown.keySet().stream().filter(title -> !shown.get(title).isEmpty()).toList());
    }

    /** The longest sequence both orders share, so that moving one row up is one row moved and not all the others down. */
    private static List<String> commonOrder(List<String> one, List<String> other) {
        int[][] longest = new int[one.size() + 1][other.size() + 1];
        for (int i = one.size() - 1; i >= 0; i--) {
            for (int j = other.size() - 1; j >= 0; j--) {
                longest[i][j] = one.get(i).equals(other.get(j)) ? longest[i + 1][j + 1] + 1
                        : Math.max(longest[i + 1][j], longest[i][j + 1]);
            }
        }
        List<String> common = new ArrayList<>();
        for (int i = 0, j = 0; i < one.size() && j < other.size(); ) {
            if (one.get(i).equals(other.get(j))) {
                common.add(one.get(i));
                i++;
                j++;
            } else if (longest[i + 1][j] >= longest[i][j + 1]) {
                i++;
            } else {
                j++;
            }
        }
        return common;
    }
}
