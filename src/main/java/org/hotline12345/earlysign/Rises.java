package org.hotline12345.earlysign;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.hotline12345.organization.Categories;
import org.hotline12345.organization.Category;
import org.hotline12345.organization.Region;
import org.hotline12345.organization.Regions;
import org.hotline12345.organization.Settings;
import org.springframework.stereotype.Component;

/** Finds categories and places that rose against their own past ({@link Past}). */
@Component
class Rises {

    private final DayCounts counts;
    private final Categories categories;
    private final Regions regions;
    private final Settings settings;

    Rises(DayCounts counts, Categories categories, Regions regions, Settings settings) {
        this.counts = counts;
        this.categories = categories;
        this.regions = regions;
        this.settings = settings;
    }

    /**
     * What was found.
     *
     * @param historyDays days of the past there was to compare with; 0 when there was too little
     * @param series how many were compared
     */
    record Found(int historyDays, int series, List<Finding> findings) {
    }

    /** Looks at one day, which has ended, and the week it ends. */
    Found of(String jurisdiction, LocalDate day) {
        int wanted = settings.number(jurisdiction, "earlySign.baselineWeeks") * 7 + Past.GAP + Past.LATEST;
        LocalDate first = day.minusDays(wanted - 1L);
        List<Finding> findings = new ArrayList<>();
        int history = 0;
        int compared = 0;
        for (SignKind kind : List.of(SignKind.CATEGORY, SignKind.PLACE)) {
            DayCounts.Series series = counts.read(jurisdiction, kind, first, wanted, null);
            int from = begun(series.whole());
            history = Math.max(0, wanted - from - Past.GAP - Past.LATEST);
            if (history < Past.LEAST) {
                return new Found(0, 0, List.of());
            }
            int[] kinds = cut(counts.kinds(jurisdiction, first, wanted), from);
            double[] city = pattern(cut(series.whole(), from), kinds);
            for (Map.Entry<String, int[]> each : series.of().entrySet()) {
                compared++;
                new Past(cut(each.getValue(), from), kinds, city).rise(settings.number(jurisdiction, "earlySign.leastTickets"),
                        settings.decimal(jurisdiction, "earlySign.chance").doubleValue()).ifPresent(seen -> findings.add(new Finding(kind, each.getKey(),
                                name(jurisdiction, kind, each.getKey()), seen.windowDays(), seen.tickets(), seen.expected(), seen.chance(), List.of())));
            }
        }
        return new Found(history, compared, findings);
    }

    /** Day from which is compared: a hotline that opened lately is compared with whole weeks of what it has. */
    static int begun(int[] whole) {
        int begun = 0;
        while (begun < whole.length && whole[begun] == 0) {
            begun++;
        }
        return (begun + 6) / 7 * 7;
    }

    String name(String jurisdiction, SignKind kind, String code) {
        return kind == SignKind.CATEGORY ? categories.find(jurisdiction, code).map(Category::name).orElse(code)
                : regions.find(code).map(Region::name).orElse(code);
    }

    /** How a kind of day compares with the average day of the past, over the whole hotline; kinds that never came are average. */
    static double[] pattern(int[] whole, int[] kinds) {
        double[] tickets = new double[Past.KINDS];
        int[] days = new int[Past.KINDS];
        double all = 0;
        int length = whole.length - Past.GAP - Past.LATEST;
        for (int day = 0; day < length; day++) {
            tickets[kinds[day]] += whole[day];
            days[kinds[day]]++;
            all += whole[day];
        }
        double[] pattern = new double[Past.KINDS];
        for (int kind = 0; kind < Past.KINDS; kind++) {
            // Ten tickets of doubt, so that a kind of day without any is not taken for impossible.
            pattern[kind] = days[kind] == 0 ? 1 : (tickets[kind] + 10) / (all / length * days[kind] + 10);
        }
        return pattern;
    }

    static int[] cut(int[] days, int from) {
        return Arrays.copyOfRange(days, from, days.length);
    }
}
