package org.hotline12345.supervision;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import java.util.List;

/** An order as people read it; {@code steps} only where one ticket's orders are asked for. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OrderView(String orderNo, String ticketNo, String unit, String unitName, String responsiblePerson, int level,
        OrderSource source, String sourceName, String basis, String text, OffsetDateTime until, OrderStatus status,
        String statusName, OffsetDateTime issuedAt, String issuedBy, OffsetDateTime overdueAt, OffsetDateTime answeredAt,
        String answer, OffsetDateTime closedAt, String closedBy, String closingReason, List<StepView> steps) {
}
