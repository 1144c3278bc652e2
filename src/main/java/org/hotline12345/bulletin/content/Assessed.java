package org.hotline12345.bulletin.content;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hotline12345.report.Dimension;
import org.hotline12345.report.ListRules;
import org.hotline12345.report.Rate;

/** Which units are assessed, and which are left out because they had too few tickets to judge them by. */
record Assessed(long minimum, List<String> units, List<String> below, Reading reading) {

    static Assessed of(Reading reading) {
        long minimum = reading.minimum();
        List<String> all = reading.frozen().names().all(Dimension.UNIT).stream().map(named -> named.code())
                .filter(unit -> !unit.equals(reading.hotlineUnit())).toList();
        return new Assessed(minimum, all.stream().filter(unit -> reading.n(ListRules.VOLUME, unit) >= minimum).toList(),
                all.stream().filter(unit -> reading.n(ListRules.VOLUME, unit) < minimum).toList(), reading);
    }

    String note() {
        return below.isEmpty() ? null : "办件量少于" + minimum + "件不纳入考核的单位：" + String.join("、", below.stream().map(reading::unitName).toList()) + "。";
    }

    /** The lists of a rate that the city calls by a setting: exact fractions, strict thresholds. */
    List<Grid> lists(String setting, Rate rate) {
        Set<String> leftOut = reading.hotlineUnit() == null ? Set.of() : Set.of(reading.hotlineUnit());
        List<ListRules.Rule> rules = reading.frozen().lists().stream().filter(rule -> rule.rate().equals(setting)).toList();
        return ListRules.apply(rules, reading.frozen().figures(), rate, members(), minimum, leftOut).stream().map(outcome -> list(rate, outcome)).toList();
    }

    private Set<String> members() {
        return Stream.concat(units.stream(), below.stream()).collect(Collectors.toSet());
    }

    private Grid list(Rate rate, ListRules.Outcome outcome) {
        int[] place = {0};
        List<Row> rows = outcome.units().stream().map(unit -> Row.of(unit.unit(), new Cell.Amount(++place[0]),
                new Cell.Words(reading.unitName(unit.unit())), new Cell.Amount(unit.part()), new Cell.Amount(unit.base()),
                new Cell.Share(unit.part(), unit.base(), false))).toList();
        return new Grid(outcome.rule().code(), outcome.rule().title() + "（" + rows.size() + "家）", List.of(new Column("place", "序号", false, false),
                Column.words("unit", "单位"), Column.amounts("part", "件数"), Column.amounts("base", "基数"), Column.ratios("share", rate.name())),
                rows, null, null);
    }
}
