package org.hotline12345.routing;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hotline12345.common.DecisionTables;
import org.hotline12345.organization.Categories;
import org.hotline12345.organization.Category;
import org.hotline12345.organization.Region;
import org.hotline12345.organization.Regions;
import org.hotline12345.organization.Settings;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.UnitHeir;
import org.hotline12345.organization.Units;
import org.springframework.stereotype.Component;

/**
 * Finds the units for a request: the dispatch catalogue (派单目录) of its city and major category names candidates, the
 * place takes the lead where the catalogue says the duty is territorial, and the graph of {@code routing-unit} says who
 * of them leads, who joins and whether that may go out without a person. Finding nothing is an answer, never an error.
 */
@Component
public class Routing {

    private static final String CONFIDENCE_SETTING = "routing.autoDispatchConfidence";

    private final DecisionTables tables;
    private final Units units;
    private final Regions regions;
    private final Categories categories;
    private final Settings settings;
    private final Clock clock;

    Routing(DecisionTables tables, Units units, Regions regions, Categories categories, Settings settings, Clock clock) {
        this.tables = tables;
        this.units = units;
        this.regions = regions;
        this.categories = categories;
        this.settings = settings;
        this.clock = clock;
    }

    /** Decides by the tables alone; nothing is stored. */
    public Decision decide(Facts facts) {
        return decide(facts, tables);
    }

    /** Decides by the tables of a draft. */
    public Decision decide(Facts facts, DecisionTables tables) {
        return new RoutingRun(this, tables, facts, false).decide();
    }

    /** Like {@link #decide(Facts)}, and tells also which rows of the tables that give one answer are shadowed by another. */
    public Decision explain(Facts facts) {
        return explain(facts, tables);
    }

    /** Explains by the tables of a draft. */
    public Decision explain(Facts facts, DecisionTables tables) {
        return new RoutingRun(this, tables, facts, true).decide();
    }

    LocalDate today() {
        return LocalDate.now(clock);
    }

    /** What a jurisdiction asks for before a ticket goes out without a person, 0 to 1. */
    double enough(String jurisdiction) {
        return settings.decimal(jurisdiction, CONFIDENCE_SETTING).doubleValue();
    }

    Optional<Unit> unit(String code) {
        return units.find(code);
    }

    /** Who does the unit's work today for a request; a unit that changed is followed without anybody editing the tables. */
    UnitHeir heir(String unit, Facts facts) {
        return units.heir(unit, facts.category(), facts.region(), today());
    }

    /** How it came to that, in Chinese. */
    String told(UnitHeir heir) {
        return heir.told(code -> units.find(code).map(Unit::name).orElse(code));
    }

    String codeOf(String jurisdiction, String unit) {
        return units.find(unit).or(() -> units.byNameOrAlias(jurisdiction, unit)).map(Unit::code).orElse(unit);
    }

    /** The group a matter belongs to; a group belongs to itself. */
    Optional<String> majorCategory(String jurisdiction, String category) {
        return categories.find(jurisdiction, category).map(found -> found.parent() == null ? found.code() : found.parent());
    }

    /**
     * The decision table that holds the dispatch catalogue for a matter.
     *
     * @return id of the decision, or empty where a dispatcher decides everything
     */
    public Optional<String> catalogueOf(String jurisdiction, String category) {
        Map<String, Object> inputs = new HashMap<>();
        inputs.put("jurisdiction", jurisdiction);
        inputs.put("majorCategory", majorCategory(jurisdiction, category).orElse(null));
        return tables.evaluate("routing-catalogue", inputs).stream().findFirst().map(row -> row.text("catalogue"));
    }

    /** The Chinese name of a matter, or its code where the hotline has no such matter. */
    public String categoryName(String jurisdiction, String category) {
        return categories.find(jurisdiction, category).map(Category::name).orElse(category);
    }

    /** From the place itself outwards. */
    List<Region> placesAround(String region) {
        List<Region> places = new ArrayList<>();
        Optional<Region> step = regions.nearest(region);
        while (step.isPresent()) {
            places.add(step.get());
            step = regions.find(step.get().parent());
        }
        return places;
    }
}
