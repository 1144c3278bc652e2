package org.hotline12345.design;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.hotline12345.common.Coded;
import org.hotline12345.common.Models;
import org.hotline12345.common.Page;
import org.hotline12345.design.DecisionFile.Row;
import org.hotline12345.routing.RowCounts;
import org.springframework.stereotype.Component;

/** The rows of a table in force with what became of them, so that its owner sees which ones hold, err, rest or run out. */
@Component
public class DecisionRows {

    private static final int SOON = 30;

    private final Models models;
    private final DecisionSheets sheets;
    private final RowCounts counts;
    private final Designers designers;
    private final Clock clock;

    DecisionRows(Models models, DecisionSheets sheets, RowCounts counts, Designers designers, Clock clock) {
        this.models = models;
        this.sheets = sheets;
        this.counts = counts;
        this.designers = designers;
        this.clock = clock;
    }

    /**
     * One row.
     *
     * @param cells column title to what it shows, empty cells left out
     * @param returns upheld returns
     * @param overrides times a person chose another lead
     * @param lastHit null while it was never hit
     * @param validFrom first day, null where the table or the row says none, as is validTo (inclusive)
     * @param expiresInDays days until the last one, negative once it is over; null where it does not end
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RowView(String row, String description, Map<String, String> cells, long hits, long returns, long overrides,
            OffsetDateTime lastHit, LocalDate validFrom, LocalDate validTo, Long expiresInDays) {
    }

    /** How the rows may be sorted. */
    private enum Sort {
        TABLE("table", null),
        HITS("hits", Comparator.comparing(RowView::hits).reversed()),
        RETURNS("returns", Comparator.comparing(RowView::returns).reversed()),
        OVERRIDES("overrides", Comparator.comparing(RowView::overrides).reversed()),
        LAST_HIT("lastHit", Comparator.comparing(RowView::lastHit, Comparator.nullsLast(Comparator.reverseOrder()))),
        EXPIRY("expiry", Comparator.comparing(Sort::urgency).thenComparing(RowView::expiresInDays, Comparator.nullsLast(Comparator.naturalOrder())));

        private final String code;
        private final Comparator<RowView> order;

        Sort(String code, Comparator<RowView> order) {
            this.code = code;
            this.order = order;
        }

        /** What ends soon, then what is over already, then the rest. */
        private static int urgency(RowView row) {
            return row.expiresInDays() == null || row.expiresInDays() > SOON ? 2 : row.expiresInDays() < 0 ? 1 : 0;
        }
    }

    /**
     * @param sort table, hits, returns, overrides, lastHit, or expiry: what ends within 30 days first
     * @throws org.hotline12345.common.Refusal UNKNOWN {@code design.unknownDecision}, INVALID {@code design.unknownSort}
     */
    public Listing<RowView> list(String decision, String sort, int page, int size) {
        designers.require();
        Page.check(page, size);
        Sort sorted = Coded.find(Sort.values(), each -> each.code, sort, "design.unknownSort", "排序方式");
        Map<String, byte[]> inForce = models.inForce();
        SheetLayout layout = sheets.layout(inForce.get(Sheets.resource(inForce, decision)), decision);
        Map<String, RowCounts.Count> counted = counts.of(decision);
        LocalDate today = LocalDate.now(clock);
        List<RowView> rows = new ArrayList<>(layout.table().rows().stream()
                .map(row -> view(layout, row, counted.getOrDefault(row.id(), RowCounts.Count.NONE), today)).toList());
        if (sorted.order != null) {
            rows.sort(sorted.order);
        }
        int from = (int) Math.min((long) page * size, rows.size());
        return new Listing<>(rows.subList(from, Math.min(from + size, rows.size())), rows.size());
    }

    private static RowView view(SheetLayout layout, Row row, RowCounts.Count count, LocalDate today) {
        Map<String, String> cells = DecisionSheets.titled(layout, row);
        cells.remove("说明");
        cells.values().removeIf(String::isEmpty);
        LocalDate until = day(layout, row, "validTo");
        return new RowView(row.id(), row.description(), cells, count.hits(), count.returns(), count.overrides(), count.lastHit(),
                day(layout, row, "validFrom"), until, until == null ? null : ChronoUnit.DAYS.between(today, until));
    }

    /** A day that cannot be read is none here; the check of models names it. */
    private static LocalDate day(SheetLayout layout, Row row, String output) {
        for (int i = 0; i < row.cells().size(); i++) {
            if (!layout.table().columns().get(i).input() && layout.table().columns().get(i).variable().equals(output)) {
                try {
                    String shown = layout.text(i).show(row.cells().get(i));
                    return shown.isEmpty() ? null : LocalDate.parse(shown);
                } catch (DateTimeException e) {
                    return null;
                }
            }
        }
        return null;
    }
}
