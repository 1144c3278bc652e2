package org.hotline12345.supervision.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import org.hotline12345.common.Texts;
import org.hotline12345.organization.Jurisdictions;
import org.hotline12345.supervision.Exclusions;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Exclusion of tickets from rates: asking, withdrawing, and the published counts. */
@RestController
@Tag(name = "督办")
class ExclusionController {

    private final Exclusions exclusions;
    private final Jurisdictions jurisdictions;

    ExclusionController(Exclusions exclusions, Jurisdictions jurisdictions) {
        this.exclusions = exclusions;
        this.jurisdictions = jurisdictions;
    }

    /** Why the ticket should not count. */
    record NewExclusion(String reasonCode, String reason) {
    }

    @Operation(summary = "申请剔除", description = """
            承办单位或热线中心申请某工单不计入考核，由另一名督办员审批；已结束的工单也可申请。reasonCode：unreasonable 诉求不合理、
            beyondPolicy 超出法律政策规定、noContact 无法联系诉求人、citizenDeclined 诉求人不予配合、forceMajeure 不可抗力、
            lawsuit 已进入法定程序、malicious 恶意重复诉求、otherUnit 非本地或非成员单位职责。""")
    @PostMapping("/api/tickets/{ticketNo}/exclusion")
    @ResponseStatus(HttpStatus.CREATED)
    Exclusions.Request ask(@PathVariable String ticketNo, @RequestBody NewExclusion exclusion) {
        return exclusions.ask(ticketNo, Texts.required("剔除理由代码", exclusion.reasonCode(), 32),
                Texts.required("剔除理由", exclusion.reason(), 2000));
    }

    @Operation(summary = "撤销剔除", description = "申请人或督办员撤回申请，或撤销已同意的剔除。")
    @DeleteMapping("/api/tickets/{ticketNo}/exclusion")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(@PathVariable String ticketNo, @RequestParam String reason) {
        exclusions.withdraw(ticketNo, Texts.required("撤销理由", reason, 2000));
    }

    @Operation(summary = "剔除统计", description = "统计期内结束的工单中申请剔除、同意剔除的件数，按理由和单位分列；只给件数，不给百分比。")
    @GetMapping("/api/reports/exclusions")
    Exclusions.Figures figures(@RequestParam(required = false) String jurisdiction,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate to) {
        return exclusions.figures(jurisdictions.require(jurisdiction).code(), from, to);
    }
}
