package org.hotline12345.ticket;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * A ticket as one person may see it: identity masked, or absent where the reporter asked for confidentiality.
 *
 * @param identityInText set when free text of a confidential ticket names the reporter: units read it covered
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TicketView(String ticketNo, TicketStatus status, String statusName, String jurisdiction, String channel,
        String channelName, Kind kind, String kindName, String category, String categoryName, String region,
        String regionName, String address, String title, String content, boolean confidential, Boolean identityInText, String aboutUnit, String aboutUnitName,
        boolean supervised,
        Contact contact, OffsetDateTime receivedAt, OffsetDateTime registeredAt, OffsetDateTime dispatchedAt,
        OffsetDateTime externalCutoff, OffsetDateTime closedAt, String closingReason, String mergedInto, int round,
        int returns, Marks marks, Callback callback, Deadlines deadlines, List<UnitView> units) {

    /** Masked name and phone of the citizen. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Contact(String name, String phone) {
    }

    /** What sets the ticket apart from others; absent where nothing does. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Marks(Boolean urgent, Boolean ownershipPending, Integer urges, Integer reopened, String parentNo,
            List<String> parts, Boolean callbackWaived, Integer openOrders, String exclusion, List<String> tags) {
    }

    /** Attempts, reached and evaluated counted apart over all rounds; defaulted and the answers are of the latest reply. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Callback(int surveyAttempts, int callAttempts, int reached, int evaluated, int defaulted,
            Boolean authentic, Boolean solved, Boolean satisfied) {
    }

    /** Exclusive ends of the running limits. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Deadlines(OffsetDateTime returnUntil, OffsetDateTime handleUntil, OffsetDateTime interimUntil,
            OffsetDateTime suspendedUntil, OffsetDateTime reviewUntil, Boolean provisional) {
    }

    /**
     * One dispatch: the hotline's clock ({@code handleUntil}) and, after an interim reply, the statutory one beside it.
     *
     * @param parentUnit the unit that handed it on, or null
     * @param firstReceiver true when the unit lost the ticket but, having got it first, goes on reading it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record UnitView(String unit, String name, Dispatch.Role role, String roleName, Dispatch.State state,
            String stateName, int round, String basis, OffsetDateTime dispatchedAt, OffsetDateTime signedAt,
            OffsetDateTime contactedAt, OffsetDateTime repliedAt, OffsetDateTime returnUntil, OffsetDateTime handleUntil,
            Boolean provisional, String calendarVersion, String card, OffsetDateTime originalUntil, OffsetDateTime extendedAt,
            OffsetDateTime requestRulingUntil, OffsetDateTime suspendedAt, OffsetDateTime suspendedUntil, Long suspendedMillis,
            OffsetDateTime overdueAt, OffsetDateTime interimAt, OffsetDateTime interimUntil, String interimBasis,
            String reply, String publicReply, String parentUnit, Integer depth, Boolean offNetwork, String section,
            Boolean firstReceiver) {
    }
}
