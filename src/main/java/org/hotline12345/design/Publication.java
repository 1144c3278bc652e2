package org.hotline12345.design;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * A set of models that was put into force, as a person sees it.
 *
 * @param by user id of the author, or {@code system} for the product's own set
 * @param approvedBy who agreed, where that was somebody else
 * @param origin designer, product or rollback
 * @param files the files that changed
 * @param migration none, running or done
 * @param migrated running cases that moved along
 * @param left running cases that finish on their old version
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Publication(String id, long number, OffsetDateTime at, String by, String approvedBy, String origin, String note,
        List<File> files, String migration, long migrated, long left, String deployment) {

    /**
     * A file this publication changed.
     *
     * @param change added, changed or removed
     * @param changes what changed, in words; null in lists
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record File(String resource, String change, List<String> changes) {
    }
}
