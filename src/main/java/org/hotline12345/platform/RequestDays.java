package org.hotline12345.platform;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.deser.InstantDeserializer;
import com.fasterxml.jackson.datatype.jsr310.deser.LocalDateDeserializer;
import java.io.IOException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Function;
import org.hotline12345.common.MeantDays;
import org.springframework.context.annotation.Configuration;
import org.springframework.format.FormatterRegistry;
import org.springframework.format.Parser;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.datetime.standard.Jsr310DateTimeFormatAnnotationFormatterFactory;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.json.MappingJackson2HttpMessageConverter;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Every day that comes through a door of the API, in an address or in a body, is one that somebody can have meant. */
@Configuration(proxyBeanMethods = false)
class RequestDays implements WebMvcConfigurer {

    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addFormatterForFieldAnnotation(new Jsr310DateTimeFormatAnnotationFormatterFactory() {
            @Override
            public Parser<?> getParser(DateTimeFormat annotation, Class<?> type) {
                Parser<?> parser = super.getParser(annotation, type);
                return (text, locale) -> checked(parser.parse(text, locale));
            }
        });
    }

    /** Requests only: what the product itself has stored is read by a mapper of its own. */
    @Override
    public void extendMessageConverters(List<HttpMessageConverter<?>> converters) {
        SimpleModule days = new SimpleModule("request-days");
        days.addDeserializer(LocalDate.class, new Checked<>(LocalDateDeserializer.INSTANCE, Function.identity()));
        days.addDeserializer(OffsetDateTime.class, new Checked<>(InstantDeserializer.OFFSET_DATE_TIME, OffsetDateTime::toLocalDate));
        for (HttpMessageConverter<?> converter : converters) {
            if (converter instanceof MappingJackson2HttpMessageConverter json) {
                ObjectMapper requests = json.getObjectMapper().copy().registerModule(days);
                requests.getFactory().setStreamReadConstraints(json.getObjectMapper().getFactory().streamReadConstraints());
                json.setObjectMapper(requests);
            }
        }
    }

    private static Object checked(Object parsed) {
        MeantDays.check(parsed instanceof LocalDate day ? day : parsed instanceof OffsetDateTime time ? time.toLocalDate() : null);
        return parsed;
    }

    private static final class Checked<T> extends JsonDeserializer<T> {

        private final JsonDeserializer<T> plain;
        private final Function<T, LocalDate> day;

        private Checked(JsonDeserializer<T> plain, Function<T, LocalDate> day) {
            this.plain = plain;
            this.day = day;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            T value = plain.deserialize(parser, context);
            MeantDays.check(value == null ? null : day.apply(value));
            return value;
        }
    }
}
