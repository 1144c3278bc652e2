package org.hotline12345.organization;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hotline12345.common.Refusal;
import org.springframework.stereotype.Component;

/** Places by GB/T 2260 code, what lies in what, and who answers for a place. */
@Component
public class Regions {

    private final ReferenceData data;
    private final Jurisdictions jurisdictions;
    private final Clock clock;

    Regions(ReferenceData data, Jurisdictions jurisdictions, Clock clock) {
        this.data = data;
        this.jurisdictions = jurisdictions;
        this.clock = clock;
    }

    public Optional<Region> find(String code) {
        return code == null ? Optional.empty() : Optional.ofNullable(data.current().regions().get(code));
    }

    /**
     * The place itself, or, for a township or street that is not listed, the smallest listed place its code lies in.
     *
     * @throws Refusal INVALID {@code organization.unknownRegion}
     */
    public Region require(String code) {
        return nearest(code).orElseThrow(() -> Refusal.invalid("organization.unknownRegion",
                "行政区划代码“" + code + "”无法识别。"));
    }

    /** Like {@link #require} without the refusal. */
    public Optional<Region> nearest(String code) {
        Map<String, Region> known = data.current().regions();
        if (code == null) {
            return Optional.empty();
        }
        if (known.containsKey(code)) {
            return Optional.of(known.get(code));
        }
        if (!code.matches("\\d{6}|\\d{9}|\\d{12}")) {
            return Optional.empty();
        }
        String county = code.substring(0, 6);
        for (String around : List.of(county, county.substring(0, 4) + "00", county.substring(0, 2) + "0000")) {
            if (known.containsKey(around)) {
                return Optional.of(known.get(around));
            }
        }
        return Optional.empty();
    }

    /** Whether the place lies in the other or is it; former codes count. */
    public boolean isWithin(String code, String around) {
        Optional<Region> step = nearest(code);
        while (step.isPresent()) {
            if (step.get().code().equals(around) || around.equals(step.get().successor())) {
                return true;
            }
            step = find(step.get().parent());
        }
        return false;
    }

    /** The places of a jurisdiction, itself included, ordered by code. */
    public List<Region> list(String jurisdiction) {
        return data.current().regions().values().stream().filter(region -> isWithin(region.code(), jurisdiction)).toList();
    }

    /** The unit of the default jurisdiction that answers for the place. */
    public Optional<Unit> districtUnit(String code) {
        return districtUnit(jurisdictions.defaultCode(), code);
    }

    /** The district, zone, sub-platform or township that answers for the place or the smallest place around it. */
    public Optional<Unit> districtUnit(String jurisdiction, String code) {
        List<Unit> territories = data.current().unitsOf().getOrDefault(jurisdiction, List.of()).stream()
                .filter(Unit::isTerritory).toList();
        Optional<Region> step = nearest(code);
        while (step.isPresent()) {
            String here = step.get().code();
            Optional<Unit> unit = territories.stream().filter(candidate -> here.equals(candidate.region())).findFirst();
            if (unit.isPresent()) {
                String now = data.current().succession().line(unit.get().code(), LocalDate.now(clock), (change, part) ->
                        part.category() == null && isWithin(code, part.region()), false).unit();
                return Optional.ofNullable(data.current().units().get(now));
            }
            step = find(step.get().parent());
        }
        return Optional.empty();
    }
}
