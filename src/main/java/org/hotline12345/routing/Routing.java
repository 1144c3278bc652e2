package org.hotline12345.routing;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hotline12345.common.DecisionTables;
import org.hotline12345.common.DecisionTables.Row;
import org.hotline12345.organization.Region;
import org.hotline12345.organization.Regions;
import org.hotline12345.organization.Settings;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.Units;
import org.hotline12345.routing.Decision.Candidate;
import org.hotline12345.routing.Decision.Part;
import org.hotline12345.ticket.Dispatch.Role;
import org.springframework.stereotype.Component;

/**
 * Finds the units for a request: the dispatch catalogue (派单目录) names candidates, the place takes the lead where the
 * catalogue says the duty is territorial, the surest candidate leads, and a last table says whether that may go out
 * without a person. Finding nothing is an answer, never an error.
 */
@Component
public class Routing {

    private static final String CONFIDENCE_SETTING = "routing.autoDispatchConfidence";

    /** Two different units this close to each other both claim the lead: a person has to choose. */
    private static final double TOO_CLOSE = 0.15;

    private final DecisionTables tables;
    private final Units units;
    private final Regions regions;
    private final Settings settings;
    private final Clock clock;

    Routing(DecisionTables tables, Units units, Regions regions, Settings settings, Clock clock) {
        this.tables = tables;
        this.units = units;
        this.regions = regions;
        this.settings = settings;
        this.clock = clock;
    }

    /** Decides by the tables alone; nothing is stored. */
    public Decision decide(Facts facts) {
        return decide(facts, tables);
    }

    /** Decides by other tables, those of a draft. */
    public Decision decide(Facts facts, DecisionTables tables) {
        List<Row> asked = new ArrayList<>();
        List<Region> places = placesAround(facts.region());
        String aboutUnit = codeOf(facts.jurisdiction(), facts.aboutUnit());
        List<Row> catalogue = facts.category() == null ? List.of() : catalogue(tables, facts, places, aboutUnit, asked);
        Optional<String> territory = catalogue.stream().anyMatch(Routing::isTerritorial)
                ? territory(tables, facts.jurisdiction(), places, asked) : Optional.empty();
        List<Candidate> candidates = candidates(catalogue, territory);
        boolean territoryMissing = territory.isEmpty() && catalogue.stream()
                .anyMatch(row -> isTerritorial(row) && Role.of(row.text("role")) == Role.LEAD);

        Optional<Candidate> lead = candidates.stream().filter(candidate -> candidate.role() == Role.LEAD).findFirst();
        boolean contested = lead.isPresent() && candidates.stream().anyMatch(other -> other.role() == Role.LEAD
                && !other.unit().equals(lead.get().unit()) && lead.get().weight() - other.weight() < TOO_CLOSE);
        double confidence = lead.map(Candidate::weight).orElse(0.0) / (contested ? 2 : 1);
        double enough = settings.decimal(facts.jurisdiction(), CONFIDENCE_SETTING).doubleValue();

        List<Row> release = tables.evaluate("routing-release",
                releaseInputs(facts, territoryMissing, lead, aboutUnit, confidence, enough));
        asked.addAll(release);
        boolean automatic = release.stream().anyMatch(row -> "auto".equals(row.text("decision")));
        List<Part> parts = lead.isEmpty() || contested ? List.of() : parts(lead.get(), candidates, enough);
        return new Decision(automatic, parts, confidence, candidates, asked);
    }

    private List<Row> catalogue(DecisionTables tables, Facts facts, List<Region> places, String aboutUnit,
            List<Row> asked) {
        List<Row> which = tables.evaluate("routing-catalogue", Map.of("jurisdiction", facts.jurisdiction()));
        asked.addAll(which);
        String table = which.isEmpty() ? null : which.get(0).text("catalogue");
        if (table == null) {
            return List.of();
        }
        Map<String, Object> inputs = new HashMap<>();
        inputs.put("category", facts.category());
        inputs.put("kind", facts.kind());
        inputs.put("region", facts.region());
        inputs.put("district", places.stream().filter(place -> !"township".equals(place.level()))
                .map(Region::code).findFirst().orElse(null));
        inputs.put("aboutUnit", aboutUnit);
        List<Row> rows = tables.evaluate(table, inputs);
        asked.addAll(rows);
        return rows;
    }

    /** The unit that answers for the smallest place around the request that has one. */
    private Optional<String> territory(DecisionTables tables, String jurisdiction, List<Region> places, List<Row> asked) {
        List<Row> nothing = List.of();
        for (Region place : places) {
            List<Row> found = territoryRows(tables, jurisdiction, place.code());
            if (!found.isEmpty() && found.get(0).text("unit") != null) {
                asked.addAll(found);
                return Optional.of(found.get(0).text("unit"));
            }
            // The smallest place explains best why nobody answers for it.
            nothing = nothing.isEmpty() ? found : nothing;
        }
        asked.addAll(places.isEmpty() ? territoryRows(tables, jurisdiction, null) : nothing);
        return Optional.empty();
    }

    private List<Row> territoryRows(DecisionTables tables, String jurisdiction, String region) {
        Map<String, Object> inputs = new HashMap<>();
        inputs.put("jurisdiction", jurisdiction);
        inputs.put("region", region);
        return tables.evaluate("routing-territory", inputs);
    }

    /** From the place itself outwards. */
    private List<Region> placesAround(String region) {
        List<Region> places = new ArrayList<>();
        Optional<Region> step = regions.nearest(region);
        while (step.isPresent()) {
            places.add(step.get());
            step = regions.find(step.get().parent());
        }
        return places;
    }

    private String codeOf(String jurisdiction, String unit) {
        return units.find(unit).or(() -> units.byNameOrAlias(jurisdiction, unit)).map(Unit::code).orElse(unit);
    }

    private static boolean isTerritorial(Row row) {
        return "territory".equals(row.text("level"));
    }

    private static List<Candidate> candidates(List<Row> catalogue, Optional<String> territory) {
        List<Candidate> found = new ArrayList<>();
        for (Row row : catalogue) {
            Role role = Role.of(row.text("role"));
            String unit = row.text("unit");
            double weight = row.number("weight") / 100.0;
            String basis = row.text("basis");
            if (!isTerritorial(row)) {
                found.add(new Candidate(unit, role, weight, basis));
                continue;
            }
            territory.ifPresent(place -> found.add(new Candidate(place, role, weight, basis)));
            if (role == Role.LEAD && unit != null && !unit.isBlank()) {
                // 分线指导: the line department guides the district that leads.
                found.add(new Candidate(unit, Role.GUIDE, weight, basis));
            }
        }
        found.sort(Comparator.comparing(Candidate::role)
                .thenComparing(Candidate::weight, Comparator.reverseOrder()));
        return found;
    }

    private Map<String, Object> releaseInputs(Facts facts, boolean territoryMissing, Optional<Candidate> lead,
            String aboutUnit, double confidence, double enough) {
        Optional<Unit> unit = lead.flatMap(candidate -> units.find(candidate.unit()));
        Map<String, Object> inputs = new HashMap<>();
        inputs.put("categoryGiven", facts.category() != null);
        inputs.put("territoryMissing", territoryMissing);
        inputs.put("leadFound", lead.isPresent());
        inputs.put("leadIsAboutUnit", lead.isPresent() && lead.get().unit().equals(aboutUnit));
        inputs.put("leadKind", unit.map(Unit::kind).orElse(null));
        inputs.put("leadNetwork", unit.map(Unit::network).orElse(null));
        inputs.put("leadActive", unit.map(known -> known.validOn(LocalDate.now(clock))).orElse(false));
        inputs.put("confidence", confidence);
        inputs.put("minConfidence", enough);
        return inputs;
    }

    /** Others join only where the catalogue is as sure of them as dispatch asks; weaker rows stay candidates. */
    private static List<Part> parts(Candidate lead, List<Candidate> candidates, double enough) {
        Map<String, Part> parts = new LinkedHashMap<>();
        parts.put(lead.unit(), lead.part());
        for (Candidate candidate : candidates) {
            if (candidate.role() != Role.LEAD && candidate.weight() >= enough) {
                parts.putIfAbsent(candidate.unit(), candidate.part());
            }
        }
        return List.copyOf(parts.values());
    }
}
