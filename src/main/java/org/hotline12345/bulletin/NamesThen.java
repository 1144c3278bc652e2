package org.hotline12345.bulletin;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
                        || value.setting().key().equals("callback.defaultCountsAsSatisfied"))
                .forEach(value -> terms.put(value.setting().key(), value.value()));
        return new Names(named, jurisdictions.require(period.jurisdiction()).hotlineUnit(), terms);
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
