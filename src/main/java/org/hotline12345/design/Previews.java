package org.hotline12345.design;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hotline12345.common.Page;
import org.hotline12345.common.Refusal;
import org.hotline12345.organization.Categories;
import org.hotline12345.organization.Category;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.Units;
import org.hotline12345.ticket.PastTickets;
import org.hotline12345.ticket.PastTickets.Selection;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Previews: what a draft would have done with tickets of the past, before anybody publishes it. They are worked on in the
 * background and change nothing.
 */
@Component
public class Previews {

    /** Numbers in a chosen set. */
    public static final int MOST_NUMBERS = 2000;
    /** Previews that may wait or run at a time. */
    public static final int MOST_RUNNING = 5;

    static final String ROUTING = "routing";
    static final String LIMITS = "limits";
    private static final String LIMITS_TABLE = "dmn/deadline-limits.dmn";

    private static final Map<String, String> MEASURES = Map.of("tickets", "派得工单", "automatic", "自动派单", "overdue", "逾期",
            "returnedLate", "超期申请退回", "yellow", "黄牌", "red", "红牌");

    private final PreviewRows rows;
    private final PreviewRuns runs;
    private final Drafts drafts;
    private final Designers designers;
    private final PastTickets past;
    private final Units units;
    private final Categories categories;
    private final Clock clock;

    Previews(PreviewRows rows, PreviewRuns runs, Drafts drafts, Designers designers, PastTickets past, Units units,
            Categories categories, Clock clock) {
        this.rows = rows;
        this.runs = runs;
        this.drafts = drafts;
        this.designers = designers;
        this.past = past;
        this.units = units;
        this.categories = categories;
        this.clock = clock;
    }

    /**
     * What is to be previewed.
     *
     * @param kind routing or limits
     * @param jurisdiction code of the hotline, or null for all
     * @param from tickets registered from here on; null for a month before {@code to}
     * @param to and before this; null for now
     * @param tickets exactly these tickets instead, at most {@value #MOST_NUMBERS}; null or empty for the period
     */
    public record Wish(String kind, String jurisdiction, OffsetDateTime from, OffsetDateTime to, List<String> tickets) {
    }

    /**
     * Begins a preview.
     *
     * @throws Refusal INVALID {@code design.previewKind}, {@code design.previewPeriod}, {@code design.tooManyTickets},
     *     {@code design.unknownTickets}; UNKNOWN {@code design.unknownDraft}; RULE {@code design.noTableChanged},
     *     {@code design.limitsNotChanged}, {@code design.previewsWaiting}
     */
    @Transactional
    public Preview begin(String draft, Wish wish) {
        String by = designers.require().id();
        requireTables(drafts.require(draft), wish.kind());
        Selection selection = selection(wish);
        if (rows.running() >= MOST_RUNNING) {
            throw Refusal.rule("design.previewsWaiting", "已有" + MOST_RUNNING + "个预览正在进行，请等待其完成，或取消不需要的预览。");
        }
        String id = UUID.randomUUID().toString();
        rows.insert(id, draft, wish.kind(), selection, by, clock.millis(), past.count(selection));
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                runs.start(id);
            }
        });
        return shown(row(id));
    }

    private static void requireTables(Draft draft, String kind) {
        Set<String> changed = draft.files().stream().filter(file -> !file.change().equals("same")).map(Draft.File::resource)
                .collect(Collectors.toSet());
        if (ROUTING.equals(kind)) {
            if (changed.stream().noneMatch(resource -> resource.endsWith(".dmn"))) {
                throw Refusal.rule("design.noTableChanged", "草稿没有改动决策表（.dmn），派单结果不会变化，不需要预览派单。");
            }
        } else if (LIMITS.equals(kind)) {
            if (!changed.contains(LIMITS_TABLE)) {
                throw Refusal.rule("design.limitsNotChanged", "草稿没有改动时限规定（deadline-limits.dmn），不需要预览时限。");
            }
        } else {
            throw Refusal.invalid("design.previewKind", "预览种类只能是 routing（派单）或 limits（时限）。");
        }
    }

    private Selection selection(Wish wish) {
        String jurisdiction = wish.jurisdiction() == null || wish.jurisdiction().isBlank() ? null : wish.jurisdiction();
        if (wish.tickets() != null && wish.tickets().stream().anyMatch(number -> number != null && !number.isBlank())) {
            Set<String> numbers = wish.tickets().stream().filter(Objects::nonNull).map(String::strip).filter(number -> !number.isEmpty())
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            if (numbers.size() > MOST_NUMBERS) {
                throw Refusal.invalid("design.tooManyTickets", "一次最多选择" + MOST_NUMBERS + "件工单；更多时请按时间段预览。");
            }
            Set<String> unknown = past.unknown(numbers);
            if (!unknown.isEmpty()) {
                throw Refusal.invalid("design.unknownTickets", "没有这些工单：" + unknown.stream().sorted().limit(10)
                        .collect(Collectors.joining("、")) + "，请核对编号。");
            }
            return new Selection(jurisdiction, null, null, List.copyOf(numbers));
        }
        if (outside(wish.from()) || outside(wish.to())) {
            throw Refusal.invalid("design.previewPeriod", "时间须在2000年至2100年之间。");
        }
        ZonedDateTime until = wish.to() == null ? clock.instant().atZone(clock.getZone()) : wish.to().atZoneSameInstant(clock.getZone());
        Instant from = wish.from() == null ? until.minusMonths(1).toInstant() : wish.from().toInstant();
        if (!from.isBefore(until.toInstant())) {
            throw Refusal.invalid("design.previewPeriod", "开始时间须早于结束时间。");
        }
        return new Selection(jurisdiction, from, until.toInstant(), List.of());
    }

    private static boolean outside(OffsetDateTime time) {
        return time != null && (time.getYear() < 2000 || time.getYear() > 2100);
    }

    /** How far a preview is and, once it is done, what it found. @throws Refusal UNKNOWN {@code design.unknownPreview} */
    @Transactional(readOnly = true)
    public Preview require(String id) {
        designers.require();
        PreviewRows.Row row = row(id);
        if (row.state().equals("running") && Math.max(row.at(), row.beatAt()) < runs.silentSince()) {
            runs.start(id);
        }
        return shown(row);
    }

    /**
     * A page of the tickets that would have gone differently, oldest first.
     *
     * @param unit only those that concern this unit ({@code -}: a dispatcher), or null
     * @param category only those of this category ({@code -}: none), or null
     */
    @Transactional(readOnly = true)
    public Listing<Preview.Item> tickets(String id, String unit, String category, int page, int size) {
        designers.require();
        Page.check(page, size);
        row(id);
        List<Preview.Item> items = rows.tickets(id, unit, category, (long) page * size, size);
        Map<String, String> titles = past.titles(items.stream().map(Preview.Item::ticketNo).toList());
        return new Listing<>(items.stream().map(item -> new Preview.Item(item.ticketNo(), titles.get(item.ticketNo()), item.category(),
                item.before(), item.after(), item.rows())).toList(), rows.count(id, unit, category));
    }

    /** Stops a preview; what it found so far can still be read. @throws Refusal RULE {@code design.previewEnded} */
    @Transactional
    public Preview cancel(String id) {
        designers.require();
        row(id);
        if (!rows.cancel(id, clock.millis())) {
            throw Refusal.rule("design.previewEnded", "该预览已经结束，不需要取消。");
        }
        return shown(row(id));
    }

    /** The tickets from a place in the order on, without titles: an export may leave the house. Places count from 1. */
    @Transactional(readOnly = true)
    List<Preview.Item> itemsFrom(String id, long place, int limit) {
        return rows.ticketsFrom(id, place, limit);
    }

    private PreviewRows.Row row(String id) {
        return rows.find(id).orElseThrow(() -> Refusal.unknown("design.unknownPreview", "没有这个预览，可能已被清理，请重新预览。"));
    }

    private Preview shown(PreviewRows.Row row) {
        List<Preview.Figure> all = new ArrayList<>();
        List<Preview.UnitFigure> byUnit = new ArrayList<>();
        List<Preview.CategoryFigure> byCategory = new ArrayList<>();
        boolean done = row.state().equals("done");
        if (done) {
            rows.figures(row.id()).forEach((key, count) -> {
                String measure = MEASURES.get(key.measure());
                switch (key.dimension()) {
                    case "unit" -> byUnit.add(new Preview.UnitFigure(key.code(), unitName(key.code()), key.measure(), measure,
                            count.before(), count.after(), count.moved()));
                    case "category" -> byCategory.add(new Preview.CategoryFigure(key.code(),
                            categoryName(row.selection().jurisdiction(), key.code()), key.measure(), measure,
                            count.before(), count.after(), count.moved()));
                    default -> all.add(new Preview.Figure(key.measure(), measure, count.before(), count.after(), count.moved()));
                }
            });
            byUnit.sort(Comparator.comparing(Preview.UnitFigure::moved).reversed().thenComparing(Preview.UnitFigure::unit)
                    .thenComparing(Preview.UnitFigure::measure));
            byCategory.sort(Comparator.comparing(Preview.CategoryFigure::moved).reversed()
                    .thenComparing(Preview.CategoryFigure::category).thenComparing(Preview.CategoryFigure::measure));
            all.sort(Comparator.comparing(Preview.Figure::measure));
        }
        return new Preview(row.id(), row.draft(), row.kind(), row.state(), row.done(), row.total(), row.selection().jurisdiction(),
                time(row.selection().from()), time(row.selection().until()), row.by(), time(Instant.ofEpochMilli(row.at())),
                row.finishedAt() == null ? null : time(Instant.ofEpochMilli(row.finishedAt())), row.problem(),
                done ? new Preview.Summary(row.done(), row.inputs(), row.changed(), all) : null, done ? byUnit : null,
                done ? byCategory : null);
    }

    private String unitName(String code) {
        return Figures.NONE.equals(code) ? "由派单员派单" : units.find(code).map(Unit::name).orElse(code);
    }

    private String categoryName(String jurisdiction, String code) {
        if (Figures.NONE.equals(code)) {
            return "未分类";
        }
        return jurisdiction == null ? code : categories.find(jurisdiction, code).map(Category::name).orElse(code);
    }

    private OffsetDateTime time(Instant instant) {
        return instant == null ? null : instant.atZone(clock.getZone()).toOffsetDateTime();
    }
}
