package org.hotline12345.routing.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.hotline12345.organization.Gazetteer;
import org.hotline12345.organization.Place;

/** What an address says about the place. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PlaceView(
        @Schema(description = "行政区划代码；不止一处或没有认出时不返回", example = "430511") String region,
        @Schema(description = "把握，0至1；低于0.8须由人核实") double confidence,
        @Schema(description = "是否可以不经人核实") boolean sure,
        @Schema(description = "地名可能指的地方") List<Place> candidates,
        @Schema(description = "说明") String why) {

    static PlaceView of(Gazetteer.Found found) {
        return new PlaceView(found.region(), found.confidence(), found.sure(), found.candidates(), found.why());
    }
}
