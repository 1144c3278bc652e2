package org.hotline12345.routing.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.hotline12345.common.DecisionTables.Row;
import org.hotline12345.routing.Decision;
import org.hotline12345.routing.RequestReading;

/** Who would get a request, which table rows say so, and which match but do not count. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ExplainView(
        @Schema(description = "auto 自动派单，person 由派单员派单", allowableValues = {"auto", "person"}) String decision,
        @Schema(description = "结论的理由") String reason,
        @Schema(description = "自动派单时即派往的单位；由派单员派单时为建议") List<Decision.Part> units,
        @Schema(description = "命中的规则，按判定顺序") List<RowView> rows,
        @Schema(description = "同样符合条件但没有起作用的规则，及被什么挡住") List<ShadowedView> shadowed,
        @Schema(description = "把握，0至1") double confidence,
        @Schema(description = "是否须全程督办") boolean supervise,
        @Schema(description = "派单目录给出的全部候选单位") List<Decision.Candidate> candidates,
        @Schema(description = "按地址认出的地点；已选地区的不返回") PlaceView place,
        @Schema(description = "一个电话里分属不同单位的各个事项及建议；只有一个事项时为空") List<Decision.Matter> parts) {

    static ExplainView of(RequestReading.Reading reading, Decision decision) {
        return new ExplainView(
                decision.automatic() ? "auto" : "person",
                decision.reason(),
                decision.units(),
                decision.rows().stream().map(RowView::of).toList(),
                decision.shadowed().stream().map(shadowed -> new ShadowedView(shadowed.row().decision(), shadowed.row().row(),
                        shadowed.row().description(), shadowed.by(), shadowed.why())).toList(),
                decision.confidence(),
                decision.supervise(),
                decision.candidates(),
                reading.place() == null ? null : PlaceView.of(reading.place()),
                decision.matters());
    }

    /** One matched row of a table. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RowView(String decision, String row, String description,
            @Schema(description = "体现的原则", example = "属地管理；分线指导") String principle,
            @Schema(description = "依据") String basis) {

        static RowView of(Row row) {
            return new RowView(row.decision(), row.row(), row.description(), row.text("principle"), row.text("basis"));
        }
    }

    /** One row that matched and did not count. */
    record ShadowedView(String decision, String row, String description,
            @Schema(description = "决策表#规则、设置项，或 validity（不在有效期内）") String by,
            @Schema(description = "为什么没有起作用") String why) {}
}
