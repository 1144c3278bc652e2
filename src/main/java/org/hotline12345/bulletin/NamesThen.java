package org.hotline12345.bulletin;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.hotline12345.bulletin.Names.Named;
import org.hotline12345.organization.Categories;
import org.hotline12345.organization.Jurisdictions;
import org.hotline12345.organization.Regions;
import org.hotline12345.organization.Settings;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.Units;
import org.hotline12345.report.Cell;
import org.hotline12345.report.Dimension;
import org.hotline12345.report.Figures;
import org.hotline12345.report.Period;
import org.hotline12345.ticket.Channel;
import org.hotline12345.ticket.Kind;
import org.springframework.stereotype.Component;

/** What units, categories, regions, kinds and channels were called at the end of a period, and the settings about reports. */
@Component
class NamesThen {

    /** The setting that {@link org.hotline12345.report.PeriodFigures} counts by. */
    private static final String DEFAULTED = "callback.defaultCountsAsSatisfied";

    private final Units units;
    private final Categories categories;
    private final Regions regions;
    private final Jurisdictions jurisdictions;
    private final Settings settings;
    private final Clock clock;

    NamesThen(Units units, Categories categories, Regions regions, Jurisdictions jurisdictions, Settings settings, Clock clock) {
        this.units = units;
        this.categories = categories;
        this.regions = regions;
        this.jurisdictions = jurisdictions;
        this.settings = settings;
        this.clock = clock;
    }

    Names of(Period period) {
        LocalDate today = LocalDate.now(clock);
        LocalDate day = period.to().isBefore(today) ? period.to() : today;
        List<Named> named = new ArrayList<>();
        for (Unit unit : units.list(period.jurisdiction())) {
            named.add(new Named(Dimension.UNIT, unit.code(), units.nameOn(unit.code(), day), unit.kind(), unit.parent()));
        }
        categories.list(period.jurisdiction()).forEach(category -> named.add(new Named(Dimension.CATEGORY, category.code(), category.name(),
                String.valueOf(category.level()), category.parent())));
        regions.list(period.jurisdiction()).forEach(region -> named.add(new Named(Dimension.REGION, region.code(), region.name(), region.level(),
                region.parent())));
        for (Kind kind : Kind.values()) {
            named.add(new Named(Dimension.KIND, kind.code(), kind.label(), null, null));
        }
        for (Channel channel : Channel.values()) {
            named.add(new Named(Dimension.CHANNEL, channel.code(), channel.label(), null, null));
        }
        Map<String, String> terms = new LinkedHashMap<>();
        settings.list(period.jurisdiction()).stream().filter(value -> value.setting().key().matches("(report|bulletin)\\..*")
                        || value.setting().key().equals(DEFAULTED))
                .forEach(value -> terms.put(value.setting().key(), value.value()));
        return new Names(named, jurisdictions.require(period.jurisdiction()).hotlineUnit(), terms);
    }

    /** What figures depend on beside the catalogue and is not now as it was then, in one sentence; empty where all is the same. */
    Optional<String> otherwise(Names then, String jurisdiction) {
        List<String> changed = new ArrayList<>();
        String counted = then.term(DEFAULTED);
        if (!counted.isEmpty() && Boolean.parseBoolean(counted) != settings.flag(jurisdiction, DEFAULTED)) {
            changed.add("默认件" + (Boolean.parseBoolean(counted) ? "由计入满意改为不计入" : "由不计入满意改为计入"));
        }
        if (!Objects.equals(then.hotlineUnit(), jurisdictions.require(jurisdiction).hotlineUnit())) {
            changed.add("热线自办件所记的单位已更换");
        }
        return changed.isEmpty() ? Optional.empty() : Optional.of("口径设置已变：" + String.join("，", changed) + "；不作比较");
    }

    /** The same without units that were no members in the period and have no figure either: there is nothing to report on them. */
    Names told(Names named, Figures counted) {
        Period period = counted.period();
        Set<String> told = new HashSet<>(units.members(period.jurisdiction(), period.from(), period.to()));
        counted.cells().stream().filter(cell -> cell.dimension() == Dimension.UNIT).map(Cell::item).forEach(told::add);
        return new Names(named.entries().stream().filter(entry -> entry.dimension() != Dimension.UNIT || told.contains(entry.code())).toList(),
                named.hotlineUnit(), named.terms());
    }
}
