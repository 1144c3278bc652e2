package org.hotline12345.routing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hotline12345.common.DecisionTables;
import org.hotline12345.common.DecisionTables.Row;
import org.hotline12345.organization.Region;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.UnitHeir;
import org.hotline12345.routing.Decision.Candidate;
import org.hotline12345.routing.Decision.Matter;
import org.hotline12345.routing.Decision.Part;
import org.hotline12345.routing.Decision.Shadowed;
import org.hotline12345.ticket.Dispatch.Role;

/** One walk through the routing tables for one request, with the account of every row that was asked. */
final class RoutingRun {

    /** Two different units this close to each other both claim the lead: a person has to choose. */
    private static final double TOO_CLOSE = 0.15;

    private final Routing routing;
    private final DecisionTables tables;
    private final Facts facts;
    private final boolean explaining;
    private final double enough;
    private final String aboutUnit;
    private final String aboutHeir;
    private final List<Region> places;
    private final List<Row> asked = new ArrayList<>();
    private final List<Shadowed> shadowed = new ArrayList<>();
    /** By unit: which former units it stands for here. */
    private final Map<String, String> standsFor = new HashMap<>();

    RoutingRun(Routing routing, DecisionTables tables, Facts facts, boolean explaining) {
        this.routing = routing;
        this.tables = tables;
        this.facts = facts;
        this.explaining = explaining;
        this.enough = routing.enough(facts.jurisdiction());
        this.aboutUnit = routing.codeOf(facts.jurisdiction(), facts.aboutUnit());
        this.aboutHeir = aboutUnit == null ? null : routing.heir(aboutUnit, facts).unit();
        this.places = routing.placesAround(facts.region());
    }

    Decision decide() {
        String major = routing.majorCategory(facts.jurisdiction(), facts.category()).orElse(null);
        List<Claim> claims = catalogue(major);
        boolean inCatalogue = claims.stream().anyMatch(Claim::leads);
        String territory = claims.stream().anyMatch(Claim::territorial) || !inCatalogue && major != null ? territory() : null;
        String source = inCatalogue ? "catalogue" : null;
        List<Candidate> nearest = new ArrayList<>();
        if (!inCatalogue && major != null) {
            source = fallback(major, territory, claims, nearest);
        }

        Claim leading = claims.stream().filter(Claim::leads).max(Comparator.comparing(Claim::weight)).orElse(null);
        Map<String, Object> inputs = levelInputs(leading, territory);
        Row level = first(ask("routing-level", inputs), "routing-level");
        String lead = leading == null ? null : leadOf(level, leading, territory);
        List<Candidate> candidates = candidates(claims, leading, lead, territory);
        candidates.addAll(nearest);
        candidates.replaceAll(one -> new Candidate(one.unit(), one.role(), one.weight(), explained(one.unit(), one.basis())));
        boolean contested = lead != null && claims.stream().anyMatch(other -> other.leads() && other != leading
                && !lead.equals(other.territorial() ? territory : other.unit()) && leading.weight() - other.weight() < TOO_CLOSE);
        double confidence = confidence(leading, lead, contested);
        List<Matter> matters = matters();

        inputs.putAll(leadInputs(lead));
        inputs.put("categoryGiven", facts.category() != null);
        inputs.put("severalMatters", !matters.isEmpty());
        inputs.put("source", source);
        inputs.put("leadFound", lead != null && !contested);
        inputs.put("confidence", confidence);
        inputs.put("minConfidence", enough);
        List<Row> graph = tables.evaluate("routing-unit", inputs);
        take("routing-unit", inputs, graph);
        Row exceptions = first(graph, "routing-exceptions");
        Row joining = first(graph, "routing-parts");
        Row verdict = first(graph, "routing-unit");

        List<Part> units = lead == null || contested ? List.of()
                : notPushedDown(parts(claims, leading, lead, territory, joining));
        boolean pushedDown = lead != null && !contested && units.stream().noneMatch(part -> part.role() == Role.LEAD);
        boolean automatic = verdict != null && "auto".equals(verdict.text("decision")) && !pushedDown;
        return new Decision(automatic, pushedDown ? List.of() : units, confidence,
                exceptions != null && Boolean.TRUE.equals(exceptions.outputs().get("supervise")),
                reason(verdict, exceptions, pushedDown), candidates, asked, shadowed, matters);
    }

    // ---------------------------------------------------------------- candidates

    private List<Claim> catalogue(String major) {
        if (facts.category() == null) {
            return new ArrayList<>();
        }
        Map<String, Object> which = new HashMap<>();
        which.put("jurisdiction", facts.jurisdiction());
        which.put("majorCategory", major);
        Row chosen = first(ask("routing-catalogue", which), "routing-catalogue");
        String table = chosen == null ? null : chosen.text("catalogue");
        if (table == null) {
            return new ArrayList<>();
        }
        Map<String, Object> inputs = new HashMap<>();
        inputs.put("category", facts.category());
        inputs.put("kind", facts.kind());
        inputs.put("district", places.stream().filter(place -> !"township".equals(place.level()))
                .map(Region::code).findFirst().orElse(null));
        inputs.put("aboutUnit", aboutUnit);
        inputs.put("circumstances", facts.circumstances());
        List<Claim> claims = new ArrayList<>();
        for (Row row : tables.evaluate(table, inputs)) {
            String expired = Claim.notInForce(row, routing.today());
            if (expired == null) {
                asked.add(row);
                claims.add(ofToday(Claim.of(row)));
            } else {
                shadowed.add(new Shadowed(row, "validity", expired));
            }
        }
        return claims;
    }

    private Claim ofToday(Claim claim) {
        return claim.unit() == null ? claim
                : new Claim(claim.row(), claim.role(), ofToday(claim.unit()), claim.territorial(), claim.weight(), claim.basis());
    }

    /** The unit itself, or whoever does its work since it changed; the tables may still name the old one. */
    private String ofToday(String unit) {
        UnitHeir heir = routing.heir(unit, facts);
        if (heir.isAnother()) {
            standsFor.put(heir.unit(), routing.told(heir));
        }
        return heir.unit();
    }

    private String explained(String unit, String basis) {
        String told = standsFor.get(unit);
        return told == null ? basis : basis + "（" + told + "）";
    }

    /** The unit that answers for the smallest place around the request that has one, or null. */
    private String territory() {
        List<Row> nothing = List.of();
        for (Region place : places) {
            Map<String, Object> inputs = territoryInputs(place.code());
            List<Row> found = tables.evaluate("routing-territory", inputs);
            if (!found.isEmpty() && found.get(0).text("unit") != null) {
                take("routing-territory", inputs, found);
                return ofToday(found.get(0).text("unit"));
            }
            // The smallest place explains best why nobody answers for it.
            nothing = nothing.isEmpty() ? found : nothing;
        }
        if (places.isEmpty()) {
            ask("routing-territory", territoryInputs(null));
        } else {
            asked.addAll(nothing);
        }
        return null;
    }

    private Map<String, Object> territoryInputs(String region) {
        Map<String, Object> inputs = new HashMap<>();
        inputs.put("jurisdiction", facts.jurisdiction());
        inputs.put("region", region);
        return inputs;
    }

    /** 谁主管谁负责 leads where the catalogue is silent; 职能就近 is only ever a candidate. */
    private String fallback(String major, String territory, List<Claim> claims, List<Candidate> nearest) {
        Row row = first(ask("routing-fallback", Map.of("majorCategory", major, "jurisdiction", facts.jurisdiction(),
                "territoryFound", territory != null)), "routing-fallback");
        String source = row == null ? null : row.text("source");
        if ("supervisor".equals(source)) {
            claims.add(new Claim(row, Role.LEAD, ofToday(row.text("unit")), false, row.number("weight") / 100.0, row.text("basis")));
        } else if ("nearest".equals(source)) {
            nearest.add(new Candidate(territory, Role.LEAD, row.number("weight") / 100.0, row.text("basis")));
        }
        return source;
    }

    private static List<Candidate> candidates(List<Claim> claims, Claim leading, String lead, String territory) {
        List<Candidate> found = new ArrayList<>();
        for (Claim claim : claims) {
            String unit = claim == leading && lead != null ? lead : claim.territorial() ? territory : claim.unit();
            if (unit != null) {
                found.add(new Candidate(unit, claim.role(), claim.weight(), claim.basis()));
            }
            if (claim.territorial() && claim.leads() && claim.unit() != null && !claim.unit().equals(unit)) {
                // 分线指导: the line department guides the district that leads.
                found.add(new Candidate(claim.unit(), Role.GUIDE, claim.weight(), claim.basis()));
            }
        }
        found.sort(Comparator.comparing(Candidate::role).thenComparing(Candidate::weight, Comparator.reverseOrder()));
        return found;
    }

    private double confidence(Claim leading, String lead, boolean contested) {
        if (lead == null) {
            return 0;
        }
        double sure = lead.equals(leading.unit()) ? leading.weight() : Math.min(leading.weight(), facts.placeConfidence());
        return contested ? sure / 2 : sure;
    }

    // ---------------------------------------------------------------- the graph

    private Map<String, Object> levelInputs(Claim leading, String territory) {
        Map<String, Object> inputs = new HashMap<>();
        inputs.put("rowLevel", leading == null ? null : leading.territorial() ? "territory" : "function");
        inputs.put("functionUnit", leading == null ? null : leading.unit());
        inputs.put("territoryKind", routing.unit(territory).map(Unit::kind).orElse(null));
        inputs.put("placeConfidence", facts.placeConfidence());
        return inputs;
    }

    private static String leadOf(Row level, Claim leading, String territory) {
        return switch (level == null ? "none" : String.valueOf(level.text("leadBy"))) {
            case "function" -> leading.unit();
            case "territory" -> territory;
            default -> null;
        };
    }

    private Map<String, Object> leadInputs(String lead) {
        Optional<Unit> unit = routing.unit(lead);
        Map<String, Object> inputs = new HashMap<>();
        inputs.put("leadIsAboutUnit", lead != null && (lead.equals(aboutUnit) || lead.equals(aboutHeir)));
        inputs.put("leadKind", unit.map(Unit::kind).orElse(null));
        inputs.put("leadNetwork", unit.map(Unit::network).orElse(null));
        inputs.put("leadActive", lead == null ? null : unit.map(known -> known.validOn(routing.today())).orElse(false));
        inputs.put("instructed", facts.origin().instructed());
        inputs.put("provincial", facts.origin().provincial());
        inputs.put("confidential", facts.origin().confidential());
        return inputs;
    }

    /** Others join only where the catalogue is as sure of them as dispatch asks; weaker rows stay candidates. */
    private List<Part> parts(List<Claim> claims, Claim leading, String lead, String territory, Row joining) {
        Map<String, Part> parts = new LinkedHashMap<>();
        Map<String, Row> because = new HashMap<>();
        parts.put(lead, new Part(lead, Role.LEAD, leading.basis()));
        because.put(lead, leading.row());
        boolean join = joining != null && Boolean.TRUE.equals(joining.outputs().get("join"));
        boolean line = joining != null && Boolean.TRUE.equals(joining.outputs().get("line"));
        List<Claim> byRole = claims.stream().sorted(Comparator.comparing(Claim::role)
                .thenComparing(Claim::weight, Comparator.reverseOrder())).toList();
        List<Part> guides = new ArrayList<>();
        for (Claim claim : byRole) {
            if (claim.leads()) {
                if (claim != leading) {
                    shadow(claim.row(), leading.row(), "主办由把握更大的规则取得（" + percent(leading) + "对" + percent(claim) + "）");
                }
                if (line && claim.territorial() && claim.unit() != null && claim.weight() >= enough) {
                    guides.add(new Part(claim.unit(), Role.GUIDE, claim.basis()));
                }
                continue;
            }
            String unit = claim.territorial() ? territory : claim.unit();
            if (!join) {
                if (joining != null) {
                    shadow(claim.row(), joining, "只派主办单位");
                }
            } else if (claim.weight() < enough) {
                shadowed.add(new Shadowed(claim.row(), "routing.autoDispatchConfidence",
                        "把握" + percent(claim) + "低于本地设定" + Math.round(enough * 100) + "，只作候选"));
            } else if (unit == null) {
                shadowed.add(new Shadowed(claim.row(), "routing-territory", "地点没有对应的属地单位"));
            } else if (parts.containsKey(unit)) {
                shadow(claim.row(), because.get(unit), "同一单位已由另一条规则派到");
            } else {
                parts.put(unit, new Part(unit, claim.role(), claim.basis()));
                because.put(unit, claim.row());
            }
        }
        guides.forEach(guide -> parts.putIfAbsent(guide.unit(), guide));
        return parts.values().stream().sorted(Comparator.comparing(Part::role))
                .map(part -> new Part(part.unit(), part.role(), explained(part.unit(), part.basis()))).toList();
    }

    /** 不得把部门职责派给基层: looked at after everything else, for townships and streets only. */
    private List<Part> notPushedDown(List<Part> parts) {
        List<Part> allowed = new ArrayList<>();
        for (Part part : parts) {
            String kind = routing.unit(part.unit()).map(Unit::kind).orElse(null);
            if (!"township".equals(kind)) {
                allowed.add(part);
                continue;
            }
            Row row = first(ask("routing-grassroots", Map.of("unitKind", kind, "category", facts.category(),
                    "role", part.role().code())), "routing-grassroots");
            if (row != null && Boolean.TRUE.equals(row.outputs().get("allowed"))) {
                allowed.add(part);
            }
        }
        return allowed;
    }

    private String reason(Row verdict, Row exceptions, boolean pushedDown) {
        if (pushedDown) {
            return asked.get(asked.size() - 1).description();
        }
        if (verdict == null) {
            return "派单规则没有给出结论，由派单员定";
        }
        String path = exceptions == null ? null : exceptions.text("path");
        boolean exception = "person".equals(verdict.text("decision")) && path != null && !"normal".equals(path);
        return exception ? verdict.description() + "（" + exceptions.description() + "）" : verdict.description();
    }

    // ---------------------------------------------------------------- several matters

    /** 一事一单: what the words name, grouped by who leads; nothing when all of it belongs to one unit. */
    private List<Matter> matters() {
        Set<String> named = new LinkedHashSet<>();
        if (facts.category() != null) {
            named.add(facts.category());
        }
        named.addAll(facts.matters());
        if (facts.matters().isEmpty() || named.size() < 2) {
            return List.of();
        }
        Map<String, Matter> byLead = new LinkedHashMap<>();
        for (String category : named) {
            Decision one = new RoutingRun(routing, tables, facts.only(category), false).decide();
            Matter matter = new Matter(List.of(category),
                    List.of(routing.categoryName(facts.jurisdiction(), category)), one.units(), one.automatic());
            byLead.merge(one.lead().map(Part::unit).orElse(""), matter, (known, more) ->
                    new Matter(joined(known.categories(), more.categories()), joined(known.names(), more.names()),
                            known.units(), known.automatic() && more.automatic()));
        }
        return byLead.size() < 2 ? List.of() : List.copyOf(byLead.values());
    }

    private static List<String> joined(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    // ---------------------------------------------------------------- the account

    private List<Row> ask(String decision, Map<String, Object> inputs) {
        List<Row> rows = tables.evaluate(decision, inputs);
        take(decision, inputs, rows);
        return rows;
    }

    /** Rows that were decided once already, as required by another decision, are told once. */
    private void take(String decision, Map<String, Object> inputs, List<Row> rows) {
        for (Row row : rows) {
            boolean told = asked.stream().anyMatch(known -> known.decision().equals(row.decision()) && known.row().equals(row.row()));
            if (!told || row.decision().equals("routing-grassroots")) {
                asked.add(row);
                if (explaining) {
                    others(row, inputs, rows);
                }
            }
        }
    }

    private void others(Row winner, Map<String, Object> inputs, List<Row> rows) {
        Map<String, Object> seen = new HashMap<>(inputs);
        // What the required decisions found is what the next one looks at.
        rows.stream().takeWhile(row -> row != winner).forEach(row -> seen.putAll(row.outputs()));
        for (Row other : tables.matching(winner.decision(), seen)) {
            if (!other.row().equals(winner.row())) {
                shadow(other, winner, "同一张表中排在前面的规则先命中");
            }
        }
    }

    private void shadow(Row row, Row by, String why) {
        shadowed.add(new Shadowed(row, by.decision() + "#" + by.row(), why));
    }

    private static Row first(List<Row> rows, String decision) {
        return rows.stream().filter(row -> row.decision().equals(decision)).findFirst().orElse(null);
    }

    private static long percent(Claim claim) {
        return Math.round(claim.weight() * 100);
    }
}
