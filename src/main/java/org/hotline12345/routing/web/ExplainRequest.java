package org.hotline12345.routing.web;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;

/** The facts of a request that may not exist yet. Title, content and address are accepted so that a draft can be sent as it is. */
record ExplainRequest(
        @Schema(description = "热线区域的GB/T 2260代码；不填为本系统默认区域", example = "430500") @Size(max = 20) String jurisdiction,
        @Schema(description = "诉求类型", example = "complaint") @Size(max = 20) String kind,
        @Schema(description = "诉求分类代码", example = "property-service") @Size(max = 64) String category,
        @Schema(description = "事发地的行政区划代码", example = "430503") @Size(max = 20) String region,
        @Schema(description = "事发地址，不参与判定") @Size(max = 500) String address,
        @Schema(description = "标题，不参与判定") @Size(max = 200) String title,
        @Schema(description = "内容，不参与判定") @Size(max = 20000) String content,
        @Schema(description = "被反映的单位，代码或名称") @Size(max = 100) String aboutUnit,
        @Schema(description = "是否保密，不参与判定") Boolean confidential) {}
