package org.hotline12345.support;

import com.fasterxml.jackson.databind.SerializationFeature;
import java.nio.charset.StandardCharsets;
import org.hotline12345.common.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.StringHttpMessageConverter;
import org.springframework.http.converter.json.Jackson2ObjectMapperBuilder;
import org.springframework.http.converter.json.MappingJackson2HttpMessageConverter;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Lets a controller's test see the refusal behind a request; the platform's own mapping is tested elsewhere. */
@RestControllerAdvice
public class RefusedRequests {

    @ExceptionHandler
    ResponseEntity<String> refused(Refusal refusal) {
        return ResponseEntity.status(HttpStatus.I_AM_A_TEAPOT).body(refusal.code());
    }

    /** The doors of these controllers, writing dates the way the application does. */
    public static MockMvc doors(Object... controllers) {
        return MockMvcBuilders.standaloneSetup(controllers).setControllerAdvice(new RefusedRequests())
                .setMessageConverters(new StringHttpMessageConverter(StandardCharsets.UTF_8),
                        new MappingJackson2HttpMessageConverter(Jackson2ObjectMapperBuilder.json()
                                .featuresToDisable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS).build()))
                .build();
    }

    /** The refusal a request met. */
    public static Refusal of(MockMvc http, MockHttpServletRequestBuilder request) throws Exception {
        if (http.perform(request).andReturn().getResolvedException() instanceof Refusal refusal) {
            return refusal;
        }
        throw new AssertionError("The request was not refused");
    }
}
