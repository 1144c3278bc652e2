package org.hotline12345.routing.web;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;
import org.hotline12345.routing.Facts;

/** The facts of a request that may not exist yet. A draft can be sent as it is. */
record ExplainRequest(
        @Schema(description = "热线区域的GB/T 2260代码；不填为本系统默认区域", example = "430500") @Size(max = 20) String jurisdiction,
        @Schema(description = "诉求类型", example = "complaint") @Size(max = 20) String kind,
        @Schema(description = "诉求分类代码", example = "property-service") @Size(max = 64) String category,
        @Schema(description = "事发地的行政区划代码", example = "430503") @Size(max = 20) String region,
        @Schema(description = "事发地址；没有填地区代码时按地名认地点") @Size(max = 500) String address,
        @Schema(description = "标题；从中看出事项和情形") @Size(max = 200) String title,
        @Schema(description = "内容；从中看出事项和情形") @Size(max = 20000) String content,
        @Schema(description = "被反映的单位，代码或名称") @Size(max = 100) String aboutUnit,
        @Schema(description = "是否保密；保密件只派主办单位") Boolean confidential,
        @Schema(description = "领导批示或已列入督办") Boolean instructed,
        @Schema(description = "是否上级平台交办") Boolean provincial) {

    Facts.Origin origin() {
        return new Facts.Origin(Boolean.TRUE.equals(instructed), Boolean.TRUE.equals(provincial), Boolean.TRUE.equals(confidential));
    }

    /** Title and content, as far as they are given. */
    String text() {
        return (title == null ? "" : title) + '\n' + (content == null ? "" : content);
    }
}
