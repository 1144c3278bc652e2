package org.hotline12345.platform;

import com.fasterxml.jackson.core.StreamReadConstraints;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import org.springframework.boot.autoconfigure.jackson.Jackson2ObjectMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What all doors of the API share. */
@Configuration(proxyBeanMethods = false)
class ApiSetup {

    /** The longest request read, in bytes; the longest text a citizen may send takes a tenth of it. */
    private static final int MAX_REQUEST = 1_000_000;
    private static final int MAX_DEPTH = 20;

    @Bean
    Jackson2ObjectMapperBuilderCustomizer boundedRequests() {
        return builder -> builder.postConfigurer(mapper -> mapper.getFactory().setStreamReadConstraints(
                StreamReadConstraints.builder().maxDocumentLength(MAX_REQUEST).maxNestingDepth(MAX_DEPTH).build()));
    }

    @Bean
    OpenAPI hotlineApi() {
        return new OpenAPI().info(new Info().title("12345政务服务便民热线接口").version("1")
                .description("工单、回访、派单判定、工作日历与基础数据。错误按 RFC 9457 返回，code 稳定不变。"));
    }
}
