package org.hotline12345.bulletin;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.hotline12345.bulletin.content.Content;
import org.hotline12345.bulletin.content.Contents;
import org.hotline12345.common.Refusal;
import org.hotline12345.report.Dimension;
import org.hotline12345.report.Figures;
import org.hotline12345.report.Measure;
import org.hotline12345.report.Measures;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * Cross-footing (勾稽核对): what {@code data/cross-foot.csv} says must agree in every bulletin, figures with figures, columns
 * with their totals, tables with tables, texts with tables. Whatever does not is named by its cells.
 */
@Component
class CrossFoot {

    private static final String RULES = "data/cross-foot.csv";
    private static final int MOST_NAMED = 5;

    private final Measures measures;
    private final List<Rule> rules;

    CrossFoot(Measures measures) {
        this.measures = measures;
        this.rules = read();
    }

    /** One row of the rules. */
    record Rule(String code, String where, String left, String relation, String right, List<Dimension> over, String message) {
    }

    /** What does not agree, in the order of the rules; empty for a sound bulletin. */
    List<Contradiction> of(Frozen frozen) {
        List<Contradiction> found = new ArrayList<>();
        Content content = Contents.of(frozen.header().kind(), frozen);
        TableRules tables = new TableRules(frozen, content, measures);
        for (Rule rule : rules) {
            switch (rule.where) {
                case "figures" -> figures(rule, frozen, found);
                case "tables" -> tables.check(rule, found);
                case "texts" -> texts(rule, frozen, content, found);
                default -> throw new IllegalStateException(RULES + ": " + rule.code + " is about " + rule.where);
            }
        }
        return found;
    }

    /** @throws Refusal RULE {@code bulletin.figuresDisagree}, naming the cells */
    void require(Frozen frozen) {
        List<Contradiction> found = of(frozen);
        if (!found.isEmpty()) {
            throw Refusal.rule("bulletin.figuresDisagree", inWords(found));
        }
    }

    static String inWords(List<Contradiction> found) {
        return "勾稽核对未通过，不能提交或印发：" + found.stream().limit(MOST_NAMED).map(Contradiction::message).collect(Collectors.joining("；"))
                + (found.size() > MOST_NAMED ? "；另有" + (found.size() - MOST_NAMED) + "处" : "") + "。请重新冻结数据或修改正文后再办理。";
    }

    // ---------------------------------------------------------------- figures

    private void figures(Rule rule, Frozen frozen, List<Contradiction> found) {
        Figures figures = frozen.figures();
        if (rule.right.equals("sum")) {
            measures.all().stream().filter(Measure::additive).forEach(measure -> sums(rule, frozen, measure, found));
            return;
        }
        for (Dimension dimension : rule.over) {
            TreeSet<String> items = new TreeSet<>();
            codes(rule.left + "+" + rule.right).forEach(code -> items.addAll(figures.by(code, dimension).keySet()));
            for (String item : items) {
                long left = sum(rule.left, figures, dimension, item);
                long right = sum(rule.right, figures, dimension, item);
                if (rule.relation.equals("=") ? left != right : left > right) {
                    List<String> cells = codes(rule.left + "+" + rule.right).stream().map(code -> cell(frozen, code, dimension, item)
                            + " " + figures.count(code, dimension, item)).toList();
                    found.add(new Contradiction(rule.code, cells, rule.message + "（" + String.join("，", cells) + "）"));
                }
            }
        }
    }

    private void sums(Rule rule, Frozen frozen, Measure measure, List<Contradiction> found) {
        for (Dimension dimension : rule.over) {
            Map<String, Long> items = frozen.figures().by(measure.code(), dimension);
            long whole = frozen.figures().count(measure.code());
            long sum = items.values().stream().mapToLong(Long::longValue).sum();
            if (!items.isEmpty() && sum != whole) {
                String cell = cell(frozen, measure.code(), Dimension.ALL, "");
                String parts = measure.name() + "按" + dimension.label() + "之和";
                found.add(new Contradiction(rule.code, List.of(cell, parts), parts + " " + sum + " 与" + cell + " " + whole + " 不一致"));
            }
        }
    }

    private String cell(Frozen frozen, String measure, Dimension dimension, String item) {
        String name = measures.require(measure).name();
        return dimension == Dimension.ALL ? name + "总数" : name + "（" + (item.isEmpty() ? dimension.label() + "不明" : frozen.names().of(dimension, item)) + "）";
    }

    private static long sum(String expression, Figures figures, Dimension dimension, String item) {
        return codes(expression).stream().mapToLong(code -> figures.count(code, dimension, item)).sum();
    }

    private static List<String> codes(String expression) {
        return Arrays.stream(expression.split("\\+")).map(String::strip).toList();
    }

    // ---------------------------------------------------------------- texts

    private void texts(Rule rule, Frozen frozen, Content content, List<Contradiction> found) {
        TreeSet<String> known = new TreeSet<>();
        frozen.figures().cells().forEach(cell -> known.add(Long.toString(cell.count())));
        content.grids().forEach(grid -> {
            grid.rows().forEach(row -> row.cells().forEach(cell -> known.add(cell.text())));
            if (grid.total() != null) {
                grid.total().cells().forEach(cell -> known.add(cell.text()));
            }
        });
        TreeSet<String> codes = measures.all().stream().map(Measure::code).collect(Collectors.toCollection(TreeSet::new));
        Map<String, String> titles = Contents.titles(frozen.header().kind(), frozen);
        frozen.texts().forEach((section, body) -> {
            if (!titles.containsKey(section)) {
                // A field that was among the foremost before the figures were frozen anew: it is not printed, and has no box to mend it in.
                return;
            }
            String part = "正文“" + titles.get(section) + "”";
            for (String unknown : Placeholders.problems(body, codes)) {
                found.add(new Contradiction(rule.code, List.of(part + unknown), part + "中的占位符" + unknown + "不是指标，请改正"));
            }
            for (String number : Placeholders.typed(body)) {
                if (!known.contains(number)) {
                    found.add(new Contradiction(rule.code, List.of(part + number), part + "写有" + number
                            + "，本期数据和附表中没有这个数；引用数据请用占位符，确为其他事实的请写成{=" + number + "}"));
                }
            }
        });
    }

    // ---------------------------------------------------------------- rules

    private List<Rule> read() {
        List<Rule> read = new ArrayList<>();
        try (Reader reader = new InputStreamReader(new ClassPathResource(RULES).getInputStream(), StandardCharsets.UTF_8)) {
            for (CSVRecord row : CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).setTrim(true).setIgnoreEmptyLines(true).get()
                    .parse(reader)) {
                Rule rule = new Rule(row.get("code"), row.get("where"), row.get("left"), row.get("relation"), row.get("right"),
                        row.get("over").isEmpty() ? List.of() : Arrays.stream(row.get("over").split(" ")).map(Dimension::of).toList(),
                        row.get("message"));
                if (rule.where.equals("figures") && !rule.left.equals("*")) {
                    codes(rule.left + "+" + rule.right).forEach(measures::require);
                }
                read.add(rule);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(RULES + " cannot be read", e);
        }
        return List.copyOf(read);
    }
}
