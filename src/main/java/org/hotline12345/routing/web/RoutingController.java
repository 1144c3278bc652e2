package org.hotline12345.routing.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.hotline12345.organization.Categories;
import org.hotline12345.organization.Gazetteer;
import org.hotline12345.organization.Jurisdictions;
import org.hotline12345.organization.Regions;
import org.hotline12345.routing.Facts;
import org.hotline12345.routing.RequestReading;
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
    private final RequestReading reading;
    private final Gazetteer gazetteer;
    private final Jurisdictions jurisdictions;
    private final Categories categories;
    private final Regions regions;

    RoutingController(Routing routing, RequestReading reading, Gazetteer gazetteer, Jurisdictions jurisdictions,
            Categories categories, Regions regions) {
        this.routing = routing;
        this.reading = reading;
        this.gazetteer = gazetteer;
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
        RequestReading.Reading read = reading.read(new RequestReading.Words(jurisdiction, request.kind(), request.category(),
                request.region(), request.address(), request.aboutUnit(), request.text(), request.origin()));
        Facts facts = read.facts();
        if (facts.kind() != null) {
            Kind.of(facts.kind());
        }
        if (facts.category() != null) {
            categories.require(jurisdiction, facts.category());
        }
        if (facts.region() != null) {
            regions.require(facts.region());
        }
        return ExplainView.of(read, routing.explain(facts));
    }

    @PostMapping("/places")
    @Operation(summary = "按地址认地点", description = "按行政区划、街道、别名和地标认；同一地名在两个区县的列出候选，由人核实。",
            operationId = "findPlaces")
    @ApiResponse(responseCode = "404", description = "organization.unknownJurisdiction：没有该热线区域")
    PlaceView places(@Valid @RequestBody PlaceRequest request) {
        return PlaceView.of(gazetteer.find(jurisdictions.require(request.jurisdiction()).code(), request.text()));
    }

    /** An address in words. */
    record PlaceRequest(
            @Schema(description = "热线区域的GB/T 2260代码；不填为本系统默认区域", example = "430500") @Size(max = 20) String jurisdiction,
            @Schema(description = "地址", example = "北塔区资江二桥桥头") @NotBlank @Size(max = 500) String text) {}
}
