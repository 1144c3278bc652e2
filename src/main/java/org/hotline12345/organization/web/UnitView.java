package org.hotline12345.organization.web;

import java.time.LocalDate;
import java.util.List;
import org.hotline12345.organization.Unit;

/** A unit as callers see it. */
record UnitView(String code, String name, List<String> aliases, String kind, String parent, String network,
        String region, String legacyNumber, LocalDate validFrom, LocalDate validTo, String remark) {

    static UnitView of(Unit unit) {
        return new UnitView(unit.code(), unit.name(), unit.aliases(), unit.kind(), unit.parent(), unit.network(),
                unit.region(), unit.legacyNumber(), unit.validFrom(), unit.validTo(), unit.remark());
    }
}
