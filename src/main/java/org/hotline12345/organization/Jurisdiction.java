package org.hotline12345.organization;

import java.time.LocalDate;

/**
 * A hotline and the place it answers for.
 *
 * @param code GB/T 2260 code of the place
 * @param name its Chinese name
 * @param prefix first letters of its ticket numbers
 * @param unitPrefix first letters of its unit codes, empty for none
 * @param hotlineUnit code of the hotline's own row among the units, or null
 * @param validFrom first day, or null
 * @param validTo last day, inclusive, or null
 * @param successor code that followed, or null
 */
public record Jurisdiction(String code, String name, String prefix, String unitPrefix, String hotlineUnit,
        LocalDate validFrom, LocalDate validTo, String successor) {}
