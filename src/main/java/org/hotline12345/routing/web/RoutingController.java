package org.hotline12345.routing.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.hotline12345.organization.Categories;
import org.hotline12345.organization.Jurisdictions;
import org.hotline12345.organization.Regions;
import org.hotline12345.routing.Facts;
import org.hotline12345.routing.Routing;
import org.hotline12345.ticket.Kind;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers who would get a request, without dispatching anything. */
@RestController
@RequestMapping("/api/routing")
@Tag(name = "routing", description = "派单判定")
class RoutingController {

    private final Routing routing;
    private final Jurisdictions jurisdictions;
    private final Categories categories;
    private final Regions regions;

    RoutingController(Routing routing, Jurisdictions jurisdictions, Categories categories, Regions regions) {
        this.routing = routing;
        this.jurisdictions = jurisdictions;
        this.categories = categories;
        this.regions = regions;
    }

    @PostMapping("/explain")
    @Operation(summary = "说明诉求会派给谁、依据哪些规则", description = "只判定，不派单，不保存。", operationId = "explainRouting")
    @ApiResponse(responseCode = "400", description = "诉求类型、分类或行政区划代码无效")
    @ApiResponse(responseCode = "404", description = "organization.unknownJurisdiction：没有该热线区域")
    ExplainView explain(@Valid @RequestBody ExplainRequest request) {
        String jurisdiction = jurisdictions.require(request.jurisdiction()).code();
        Facts facts = new Facts(jurisdiction, request.kind(), request.category(), request.region(), request.aboutUnit());
        if (facts.kind() != null) {
            Kind.of(facts.kind());
        }
        if (facts.category() != null) {
            categories.require(jurisdiction, facts.category());
        }
        if (facts.region() != null) {
            regions.require(facts.region());
        }
        return ExplainView.of(routing.decide(facts));
    }
}
