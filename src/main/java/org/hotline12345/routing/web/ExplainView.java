package org.hotline12345.routing.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.hotline12345.routing.Decision;

/** Who would get a request, and which table rows say so. */
record ExplainView(
        @Schema(description = "auto 自动派单，person 由派单员派单", allowableValues = {"auto", "person"}) String decision,
        @Schema(description = "自动派单时即派往的单位；由派单员派单时为建议") List<Decision.Part> units,
        @Schema(description = "命中的规则，按判定顺序") List<RowView> rows,
        @Schema(description = "把握，0至1") double confidence,
        @Schema(description = "派单目录给出的全部候选单位") List<Decision.Candidate> candidates) {

    static ExplainView of(Decision decision) {
        return new ExplainView(
                decision.automatic() ? "auto" : "person",
                decision.units(),
                decision.rows().stream().map(row -> new RowView(row.decision(), row.row(), row.description())).toList(),
                decision.confidence(),
                decision.candidates());
    }

    /** One matched row of a table. */
    record RowView(String decision, String row, String description) {}
}
