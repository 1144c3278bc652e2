package org.hotline12345.organization;

import java.time.LocalDate;

/**
 * A place.
 *
 * @param code GB/T 2260 code; nine digits for a township; for a zone no standard codes, the code of the place around it,
 *     {@code Z} and two digits
 * @param level province, city, county, township or zone
 * @param parent code of the place around it, or null
 * @param coding where the code comes from: {@code GB/T 2260}, {@code statistical} or {@code local}
 * @param validFrom first day, or null
 * @param validTo last day, inclusive, or null
 * @param successor code that followed, or null
 */
public record Region(String code, String name, String level, String parent, String coding, LocalDate validFrom,
        LocalDate validTo, String successor) {}
