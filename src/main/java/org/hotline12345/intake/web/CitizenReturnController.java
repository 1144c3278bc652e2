package org.hotline12345.intake.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.hotline12345.common.Texts;
import org.hotline12345.intake.Reopening;
import org.hotline12345.intake.Withdrawals;
import org.hotline12345.ticket.Ticket;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Where a citizen takes a request back, or brings a finished one back. */
@RestController
@Tag(name = "工单")
class CitizenReturnController {

    private final Withdrawals withdrawals;
    private final Reopening reopening;

    CitizenReturnController(Withdrawals withdrawals, Reopening reopening) {
        this.withdrawals = withdrawals;
        this.reopening = reopening;
    }

    /** Why, and the number the request was registered with. */
    record Withdrawal(String reason, String phone) {

        @Override
        public String toString() {
            return "Withdrawal[sealed]";
        }
    }

    /** Why. */
    record ReopeningRequest(String reason) {
    }

    /** How the ticket stands after it. */
    record Standing(String ticketNo, String status, String statusName, String message) {
    }

    @Operation(summary = "撤回诉求", description = "办结前可以撤回，须与登记时的电话一致；涉及公共安全和公共利益的仍继续办理，只是不再回访本人。")
    @PostMapping("/api/tickets/{ticketNo}/withdrawal")
    Standing withdraw(@PathVariable String ticketNo, @RequestBody Withdrawal withdrawal) {
        Ticket ticket = withdrawals.withdraw(ticketNo, Texts.required("撤回理由", withdrawal.reason(), 1000),
                Texts.required("登记时的电话", withdrawal.phone(), 40));
        return standing(ticket, ticket.status().isClosed() ? "已撤回。" : "该事项涉及公共安全或公共利益，将继续办理，不再回访您本人。");
    }

    @Operation(summary = "重新打开", description = "归档后在规定天数内由话务员或群众渠道申请；督办员抽查后不受天数限制。由派单员重新判断。")
    @PostMapping("/api/tickets/{ticketNo}/reopening")
    Standing reopen(@PathVariable String ticketNo, @RequestBody ReopeningRequest request) {
        return standing(reopening.reopen(ticketNo, Texts.required("重新打开的理由", request.reason(), 1000)), "已重新打开，由派单员重新处理。");
    }

    private static Standing standing(Ticket ticket, String message) {
        return new Standing(ticket.ticketNo(), ticket.status().code(), ticket.status().label(), message);
    }
}
