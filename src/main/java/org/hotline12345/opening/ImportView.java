package org.hotline12345.opening;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.hotline12345.organization.Registry.Tally;
import org.hotline12345.workbook.Problem;

/**
 * An upload and how far it is.
 *
 * @param state checking, refused (the file as a whole), wrong (cells), checked, importing, done or discarded
 * @param step what is being done, Chinese
 * @param rows rows done of it
 * @param counts sheet to what it would change, or has changed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ImportView(String id, String jurisdiction, String fileName, String fileHash, long fileSize, String state, String uploadedBy,
        OffsetDateTime uploadedAt, String importedBy, OffsetDateTime importedAt, String step, int rows, Map<String, Tally> counts,
        List<Said> problems, Integer problemCount, String reason, Boolean waitsForApproval) {

    /** A problem with its place and the whole sentence. */
    public record Said(String sheet, int row, String column, String head, String text, String message) {

        static Said of(Problem problem) {
            return new Said(problem.sheet(), problem.row(), problem.column(), problem.head(), problem.text(), problem.message());
        }
    }

    /** What is kept of a check. */
    record Result(Map<String, Tally> counts, List<Said> problems, Integer problemCount, String reason, Boolean waitsForApproval) {

        static final Result NONE = new Result(null, null, null, null, null);

        static Result refused(String reason) {
            return new Result(null, null, null, reason, null);
        }
    }

    /** Whether it would change nothing at all. */
    @JsonProperty
    public Boolean nothingChanges() {
        return counts == null ? null : counts.values().stream().allMatch(Tally::nothing);
    }
}
