package org.hotline12345.organization.web;

import java.time.LocalDate;
import org.hotline12345.organization.Jurisdiction;

/** A jurisdiction as callers see it. */
record JurisdictionView(String code, String name, String prefix, String hotlineUnit, LocalDate validFrom,
        LocalDate validTo, String successor) {

    static JurisdictionView of(Jurisdiction jurisdiction) {
        return new JurisdictionView(jurisdiction.code(), jurisdiction.name(), jurisdiction.prefix(),
                jurisdiction.hotlineUnit(), jurisdiction.validFrom(), jurisdiction.validTo(), jurisdiction.successor());
    }
}
