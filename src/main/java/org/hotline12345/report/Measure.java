package org.hotline12345.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Arrays;
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

    /** By what its count can be told apart, whatever base its rows come from. */
    @JsonProperty
    @Schema(description = "可以按哪些维度分组", requiredMode = Schema.RequiredMode.REQUIRED)
    public List<Dimension> dimensions() {
        return Arrays.stream(Dimension.values()).filter(dimension -> parts.stream().allMatch(part -> part.base.has(dimension))).toList();
    }

    /** Whether every row counted is that of a ticket; calls come as daily totals. */
    @JsonProperty
    @Schema(description = "是否有对应的工单可以逐件列出", requiredMode = Schema.RequiredMode.REQUIRED)
    public boolean tickets() {
        return parts.stream().allMatch(part -> part.base.hasTickets());
    }

    /** Whether the items of a dimension add up to the whole; a longest call does not. */
    @JsonProperty
    @Schema(description = "各项能否相加；最长通话不能", requiredMode = Schema.RequiredMode.REQUIRED)
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
