package org.hotline12345.organization;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Tells which region an address written in words lies in: districts, streets, other names, landmarks. Where the names
 * leave more than one district it names them all and decides for none. Looks in memory only.
 */
@Component
public class Gazetteer {

    /** Below this a person looks at the map. */
    public static final double SURE = 0.8;

    private static final double SEVERAL_AGREE = 0.98;
    private static final double WHOLE_JURISDICTION = 0.3;

    private final ReferenceData data;
    private final Clock clock;

    Gazetteer(ReferenceData data, Clock clock) {
        this.data = data;
        this.clock = clock;
    }

    /**
     * @param text an address or any sentence that names a place; null finds nothing
     * @return the region where the names leave one, else the candidates
     */
    public Found find(String jurisdiction, String text) {
        Snapshot snapshot = data.current();
        Map<String, Region> regions = snapshot.regions();
        PlaceNames names = snapshot.placesOf().get(jurisdiction);
        if (names == null || text == null) {
            return Found.nothing();
        }
        List<List<Place>> named = names.in(Snapshot.withoutSpaces(text)).stream()
                .map(places -> places.stream().map(place -> current(regions, place)).toList()).toList();
        List<List<Place>> inside = named.stream()
                .filter(places -> places.stream().noneMatch(place -> within(regions, jurisdiction, place.region()))).toList();
        if (inside.isEmpty()) {
            return named.isEmpty() ? Found.nothing() : new Found(jurisdiction, WHOLE_JURISDICTION, List.of(), "只说到全市（省），没有说到区县");
        }
        List<Place> agreed = inside.stream().flatMap(List::stream).filter(place -> inside.stream()
                .allMatch(others -> others.stream().anyMatch(other -> chain(regions, place.region(), other.region())))).toList();
        List<Place> candidates = distinct(agreed.isEmpty() ? inside.stream().flatMap(List::stream).toList() : agreed);
        if (agreed.isEmpty()) {
            return new Found(null, 0, candidates, "说到的几个地名不在同一个区县，须向诉求人核实");
        }
        Place smallest = agreed.stream().max(Comparator.comparingInt(place -> depth(regions, place.region()))).orElseThrow();
        if (agreed.stream().anyMatch(place -> !chain(regions, place.region(), smallest.region()))) {
            return new Found(null, 0, candidates, "「" + smallest.name() + "」不止一处，须向诉求人核实是哪个区县");
        }
        double sure = agreed.stream().mapToDouble(Place::confidence).max().orElseThrow();
        return new Found(smallest.region(), inside.size() > 1 ? SEVERAL_AGREE : sure, candidates,
                "地名「" + smallest.name() + "」（" + smallest.basis() + "）");
    }

    /** A former region's name means the region that followed it. */
    private Place current(Map<String, Region> regions, Place place) {
        Region region = regions.get(place.region());
        boolean former = region != null && region.successor() != null && region.validTo() != null
                && LocalDate.now(clock).isAfter(region.validTo());
        return former ? new Place(place.name(), region.successor(), place.kind(), place.basis()) : place;
    }

    private static List<Place> distinct(List<Place> places) {
        List<Place> once = new ArrayList<>();
        for (Place place : places) {
            if (once.stream().noneMatch(known -> known.name().equals(place.name()) && known.region().equals(place.region()))) {
                once.add(place);
            }
        }
        return once;
    }

    private static boolean chain(Map<String, Region> regions, String one, String other) {
        return within(regions, one, other) || within(regions, other, one);
    }

    private static int depth(Map<String, Region> regions, String code) {
        int depth = 0;
        for (String step = code; step != null; step = parent(regions, step)) {
            depth++;
        }
        return depth;
    }

    private static String parent(Map<String, Region> regions, String code) {
        return regions.containsKey(code) ? regions.get(code).parent() : null;
    }

    /** The names of every jurisdiction: its regions, their short forms, and the places written down for it. */
    static Map<String, PlaceNames> index(Map<String, Jurisdiction> jurisdictions, Map<String, Region> regions,
            Map<String, List<Place>> places) {
        Map<String, PlaceNames> index = new HashMap<>();
        for (String jurisdiction : jurisdictions.keySet()) {
            PlaceNames names = new PlaceNames();
            places.getOrDefault(jurisdiction, List.of()).forEach(names::add);
            for (Region region : regions.values()) {
                if (within(regions, region.code(), jurisdiction) || within(regions, jurisdiction, region.code())) {
                    names.add(new Place(region.name(), region.code(), "region", "行政区划"));
                    if (region.name().length() > 2 && region.name().matches(".*[区县市镇]")) {
                        names.add(new Place(region.name().substring(0, region.name().length() - 1), region.code(), "short", "行政区划简称"));
                    }
                }
            }
            index.put(jurisdiction, names);
        }
        return Map.copyOf(index);
    }

    /** Whether the first region is the second or lies in it. */
    private static boolean within(Map<String, Region> regions, String code, String around) {
        for (String step = code; step != null; step = parent(regions, step)) {
            if (step.equals(around)) {
                return true;
            }
        }
        return false;
    }

    /**
     * What an address says about the place.
     *
     * @param region code of the region, or null where the names leave more than one or none
     * @param confidence 0 to 1
     * @param candidates every place the names may mean
     * @param why Chinese
     */
    public record Found(String region, double confidence, List<Place> candidates, String why) {

        static Found nothing() {
            return new Found(null, 0, List.of(), "没有认出地名");
        }

        /** Whether routing may go by it without a person looking. */
        public boolean sure() {
            return region != null && confidence >= SURE;
        }
    }
}
