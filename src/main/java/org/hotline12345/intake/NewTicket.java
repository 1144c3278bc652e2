package org.hotline12345.intake;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;

/** A citizen's request as a call-taker, a citizen channel or another platform sends it. */
@Schema(description = "群众诉求登记")
public record NewTicket(
        @Schema(description = "受理渠道", requiredMode = Schema.RequiredMode.REQUIRED, example = "phone") String channel,
        @Schema(description = "渠道方编号；同一渠道同一编号只登记一次") String externalId,
        @Schema(description = "来件时间，缺省为现在") OffsetDateTime receivedAt,
        @Schema(description = "诉求人") Citizen citizen,
        @Schema(description = "行政区划代码（GB/T 2260）", example = "430511") String region,
        @Schema(description = "具体地点") String address,
        @Schema(description = "诉求类型：consult complaint report help suggestion praise other") String kind,
        @Schema(description = "诉求类别代码，见 GET /api/categories") String category,
        @Schema(description = "标题", requiredMode = Schema.RequiredMode.REQUIRED) String title,
        @Schema(description = "诉求内容", requiredMode = Schema.RequiredMode.REQUIRED) String content,
        @Schema(description = "要求保密") Boolean confidential,
        @Schema(description = "外部截止时间，过后办理无意义") OffsetDateTime externalCutoff,
        @Schema(description = "热线所属行政区划，缺省为本系统") String jurisdiction,
        @Schema(description = "由哪条热线转来，代码见 GET /api/hotlines") String fromLine,
        @Schema(description = "话务员当场处置") Desk desk,
        @Schema(description = "紧急件：危及生命、财产或公共安全") Boolean urgent,
        @Schema(description = "被反映的单位，代码或名称；行政机关不办理反映自己的诉求") String aboutUnit) {

    /** A request that came in here first. */
    public NewTicket(String channel, String externalId, OffsetDateTime receivedAt, Citizen citizen, String region,
            String address, String kind, String category, String title, String content, Boolean confidential,
            OffsetDateTime externalCutoff, String jurisdiction, Desk desk) {
        this(channel, externalId, receivedAt, citizen, region, address, kind, category, title, content, confidential,
                externalCutoff, jurisdiction, null, desk, null, null);
    }

    /** A request in which the call-taker saw no danger, and which complains about no unit. */
    public NewTicket(String channel, String externalId, OffsetDateTime receivedAt, Citizen citizen, String region,
            String address, String kind, String category, String title, String content, Boolean confidential,
            OffsetDateTime externalCutoff, String jurisdiction, String fromLine, Desk desk) {
        this(channel, externalId, receivedAt, citizen, region, address, kind, category, title, content, confidential,
                externalCutoff, jurisdiction, fromLine, desk, null, null);
    }

    /** Who asks; sealed at once. */
    public record Citizen(String name, String phone) {

        @Override
        public String toString() {
            return "Citizen[sealed]";
        }
    }

    /**
     * What the call-taker settled during the call.
     *
     * @param outcome instantAnswer, secondLine, transfer, legalRoute, decline, needInfo or invalid
     * @param note the answer given, where it was transferred to, or the reason
     * @param line code of the hotline it is passed on to; without it the note has to name it
     * @param confirmationNo what that hotline confirmed with; without it the transfer waits for its answer
     * @param desk code of the second answerer's desk, for secondLine
     */
    public record Desk(String outcome, String note, String line, String confirmationNo, String desk) {

        public Desk(String outcome, String note) {
            this(outcome, note, null, null, null);
        }
    }
}
