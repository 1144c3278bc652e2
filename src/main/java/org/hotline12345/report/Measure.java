package org.hotline12345.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What is counted and how: the rows of one or more bases that meet a condition. The condition that counts is the one that
 * lists the tickets behind the count.
 *
 * @param unit Chinese unit of the count, such as 件, 次, 分钟
 * @param exclusions what is left out, Chinese, empty for nothing
 * @param note how it is to be read, Chinese
 * @param source whose definition it is
 */
public record Measure(String code, String name, String unit, String exclusions, String note, String source, List<Part> parts) {

    public Measure {
        parts = List.copyOf(parts);
    }

    /** Whether the items of a dimension add up to the whole; a longest call does not. */
    public boolean additive() {
        return parts.stream().noneMatch(part -> part.greatest);
    }

    /**
     * Rows of one base.
     *
     * @param condition which of them, as SQL from the catalogue
     * @param amount what each is worth, as SQL, or null for one
     * @param greatest whether the greatest amount counts instead of the sum
     * @param atHotline whether they stand at the hotline's own row, whoever's matter it is
     * @param wholeCity whether they are counted whatever the topic of a report
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Part(Base base, String condition, String amount, @JsonIgnore boolean greatest, boolean atHotline,
            @JsonIgnore boolean wholeCity) {
    }
}
