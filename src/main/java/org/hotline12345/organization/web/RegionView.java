package org.hotline12345.organization.web;

import java.time.LocalDate;
import java.util.Optional;
import org.hotline12345.organization.Region;
import org.hotline12345.organization.Unit;

/** A place as callers see it, with the unit that answers for it. */
record RegionView(String code, String name, String level, String parent, String coding, LocalDate validFrom,
        LocalDate validTo, String successor, String unit) {

    static RegionView of(Region region, Optional<Unit> unit) {
        return new RegionView(region.code(), region.name(), region.level(), region.parent(), region.coding(),
                region.validFrom(), region.validTo(), region.successor(), unit.map(Unit::code).orElse(null));
    }
}
