package org.hotline12345.organization;

import java.time.LocalDate;

/**
 * A matter people call about, in the tree of its jurisdiction.
 *
 * @param code unique within the jurisdiction
 * @param parent code of its group, or null
 * @param level 1 for a group (大类), 2 for a matter (小类)
 * @param basis where the name comes from, Chinese
 * @param validFrom first day, or null
 * @param validTo last day, inclusive, or null
 */
public record Category(String code, String name, String parent, int level, String jurisdiction, String basis,
        LocalDate validFrom, LocalDate validTo) {}
