package org.hotline12345.organization.web;

import java.time.LocalDate;
import org.hotline12345.organization.Category;

/** A matter as callers see it. */
record CategoryView(String code, String name, String parent, int level, String basis, LocalDate validFrom,
        LocalDate validTo) {

    static CategoryView of(Category category) {
        return new CategoryView(category.code(), category.name(), category.parent(), category.level(), category.basis(),
                category.validFrom(), category.validTo());
    }
}
