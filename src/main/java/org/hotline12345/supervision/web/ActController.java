package org.hotline12345.supervision.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.hotline12345.common.Refusal;
import org.hotline12345.common.Texts;
import org.hotline12345.supervision.Acts;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What supervisors do to running tickets; each act needs a reason and is one event of the ticket. */
@RestController
@Tag(name = "督办")
class ActController {

    private final Acts acts;

    ActController(Acts acts) {
        this.acts = acts;
    }

    /** Which unit, or null for those concerned, and why. */
    record Urge(String unit, String reason) {
    }

    /** Why. */
    record Meeting(String reason) {
    }

    /** From which unit, or null for the lead, to which, and why. */
    record Reassignment(String fromUnit, String toUnit, String reason) {
    }

    /** To which unit, or null for the lead, how many working days, and why. */
    record Extension(String unit, Integer days, String reason) {
    }

    /** Which order, or null for the newest, to whom, and why. */
    record Raise(String orderNo, String higherPerson, String reason) {
    }

    @Operation(summary = "督办催办承办单位", description = """
            只限督办员。unit 不填则催办所有待办单位；记入工单并通知单位，不计入群众催办次数。
            同一人一分钟内的相同操作只算一次（repeated 为 true）。""")
    @PostMapping("/api/tickets/{ticketNo}/unit-urges")
    Acts.Done urge(@PathVariable String ticketNo, @RequestBody Urge urge) {
        return acts.urge(ticketNo, unit(urge.unit()), reason(urge.reason()));
    }

    @Operation(summary = "提请联席会议", description = "只限督办员；工单在承办单位期间可以提请，未了结的承办随之中止。")
    @PostMapping("/api/tickets/{ticketNo}/meetings")
    Acts.Done callMeeting(@PathVariable String ticketNo, @RequestBody Meeting meeting) {
        return acts.callMeeting(ticketNo, reason(meeting.reason()));
    }

    @Operation(summary = "改派其他单位", description = "只限督办员；fromUnit 不填为主办单位。接办单位角色不变，时限自改派起算；不计为退回。")
    @PostMapping("/api/tickets/{ticketNo}/reassignments")
    Acts.Done reassign(@PathVariable String ticketNo, @RequestBody Reassignment order) {
        return acts.reassign(ticketNo, unit(order.fromUnit()), Texts.required("接办单位", order.toUnit(), 64), reason(order.reason()));
    }

    @Operation(summary = "准予延期", description = """
            只限督办员；unit 不填为主办单位，days 为工作日，一次不超过决策表 deadline-limits 的 extensionMax。
            不占用单位自己的一次延期；已逾期、挂起或正在审批延期的不能办理。""")
    @PostMapping("/api/tickets/{ticketNo}/extensions")
    Acts.Done extend(@PathVariable String ticketNo, @RequestBody Extension extension) {
        if (extension.days() == null) {
            throw Refusal.invalid("common.missingField", "请填写延期的工作日数。");
        }
        return acts.extend(ticketNo, unit(extension.unit()), extension.days(), reason(extension.reason()));
    }

    @Operation(summary = "督办提级", description = "只限督办员；把未答复的督办单提高一级，改由上级单位或上一级责任人答复。orderNo 不填为最近一件。")
    @PostMapping("/api/tickets/{ticketNo}/raises")
    Acts.Done raise(@PathVariable String ticketNo, @RequestBody Raise raise) {
        return acts.raise(ticketNo, Texts.optional("督办单号", raise.orderNo(), 40),
                Texts.optional("上一级责任人", raise.higherPerson(), 100), reason(raise.reason()));
    }

    private static String unit(String code) {
        return Texts.optional("承办单位", code, 64);
    }

    private static String reason(String reason) {
        return Texts.required("理由", reason, 1000);
    }
}
