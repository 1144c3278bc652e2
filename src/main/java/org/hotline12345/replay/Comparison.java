package org.hotline12345.replay;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hotline12345.organization.Categories;
import org.hotline12345.organization.Category;
import org.hotline12345.organization.Jurisdictions;
import org.hotline12345.organization.Settings;
import org.hotline12345.organization.Units;
import org.hotline12345.report.Figures;
import org.hotline12345.report.ListRules;
import org.hotline12345.report.Measures;
import org.hotline12345.report.Period;
import org.hotline12345.report.PeriodFigures;
import org.springframework.stereotype.Component;

/** Holds every printed figure of a period against what its tickets give. */
@Component
class Comparison {

    private static final int MOST_TOLD = 40;

    private final PeriodFigures counting;
    private final Measures measures;
    private final ListRules rules;
    private final Units units;
    private final Categories categories;
    private final Jurisdictions jurisdictions;
    private final Settings settings;

    Comparison(PeriodFigures counting, Measures measures, ListRules rules, Units units, Categories categories, Jurisdictions jurisdictions,
            Settings settings) {
        this.counting = counting;
        this.measures = measures;
        this.rules = rules;
        this.units = units;
        this.categories = categories;
        this.jurisdictions = jurisdictions;
        this.settings = settings;
    }

    /** Tells the outcome in Chinese; whether everything equals that can. */
    boolean tell(PrintedPeriod period, List<Claim> claims, PrintStream out) {
        long begun = System.nanoTime();
        Figures figures = counting.of(new Period(period.jurisdiction(), period.from(), period.to()));
        long took = System.nanoTime() - begun;
        Recount recount = recount(period, figures);
        List<String> differing = new ArrayList<>();
        List<String> contradicted = new ArrayList<>();
        for (Claim claim : claims) {
            String counted = recount.value(claim.formula());
            String told = claim.label() + "：原通报 " + claim.printed() + "，复算 " + counted;
            if (claim.contradicts() != null) {
                contradicted.add(told);
            } else if (!claim.equals(counted)) {
                differing.add(told);
            }
        }
        int held = claims.size() - differing.size() - contradicted.size();
        out.printf("统计全部指标用时 %.1f 秒%n", took / 1e9);
        out.println("核对原通报数字 " + claims.size() + " 项：" + held + " 项一致，" + differing.size() + " 项不一致"
                + (contradicted.isEmpty() ? "。" : "，" + contradicted.size() + " 项原通报自身矛盾、两数并列："));
        contradicted.forEach(told -> out.println("  " + told));
        differing.stream().limit(MOST_TOLD).forEach(told -> out.println("  不一致：" + told));
        return differing.isEmpty();
    }

    private Recount recount(PrintedPeriod period, Figures figures) {
        String jurisdiction = period.jurisdiction();
        Map<String, String> groups = new HashMap<>();
        for (Category category : categories.list(jurisdiction)) {
            if (category.parent() != null) {
                groups.put(category.code(), category.parent());
            }
        }
        long minimum = settings.number(jurisdiction, "report.excludeBelowTickets");
        Set<String> leftOut = Set.of(jurisdictions.require(jurisdiction).hotlineUnit());
        return new Recount(figures, groups, unit -> units.nameOn(unit, period.to()), code -> {
            ListRules.Rule rule = rules.all().stream().filter(one -> one.code().equals(code)).findFirst().orElseThrow();
            return ListRules.apply(List.of(rule), figures, measures.rateOf(jurisdiction, rule.rate()),
                    units.members(jurisdiction, period.from(), period.to()), minimum, leftOut).get(0);
        });
    }
}
