package org.hotline12345.meeting.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import org.hotline12345.common.Page;
import org.hotline12345.common.Refusal;
import org.hotline12345.common.Texts;
import org.hotline12345.meeting.Consultations;
import org.hotline12345.organization.Jurisdictions;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** 会商 on kinds of matters: called here, held in Tasklist, read here. */
@RestController
@RequestMapping("/api/consultations")
@Tag(name = "会商")
class ConsultationController {

    private static final int MOST_TICKETS = 50;

    private final Consultations consultations;
    private final Jurisdictions jurisdictions;

    ConsultationController(Consultations consultations, Jurisdictions jurisdictions) {
        this.consultations = consultations;
        this.jurisdictions = jurisdictions;
    }

    /** What it is about; tickets that show the dispute may be named. */
    record Call(String jurisdiction, String category, String topic, List<String> tickets) {
    }

    @Operation(summary = "提请会商", description = "针对一类事项，不针对某一件工单；限督办员和派单员。")
    @PostMapping
    ResponseEntity<Consultations.Consultation> call(@RequestBody Call call) {
        List<String> tickets = call.tickets() == null ? List.of() : call.tickets().stream().distinct()
                .map(number -> Texts.required("工单号", number, 32)).toList();
        if (tickets.size() > MOST_TICKETS) {
            throw Refusal.invalid("meeting.tooManyTickets", "一次会商最多列" + MOST_TICKETS + "件工单。");
        }
        String jurisdiction = jurisdictions.require(Texts.optional("热线区域", call.jurisdiction(), 12)).code();
        String number = consultations.call(jurisdiction, Texts.optional("诉求类别", call.category(), 64),
                Texts.required("会商事项", call.topic(), 200), tickets);
        return ResponseEntity.created(URI.create("/api/consultations")).body(consultations.require(number));
    }

    @Operation(summary = "会商及处理规范", description = "按提请时间倒序；限热线中心人员。")
    @GetMapping
    Page<Consultations.Consultation> list(@RequestParam(required = false) String jurisdiction,
            @RequestParam(required = false) String category, @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "20") int size) {
        return consultations.list(jurisdiction, category, page, size);
    }
}
