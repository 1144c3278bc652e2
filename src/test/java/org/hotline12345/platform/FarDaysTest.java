package org.hotline12345.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hotline12345.common.DemoAccounts;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.converter.json.MappingJackson2HttpMessageConverter;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** A day nobody can have meant is refused at every door that takes one, in Chinese, before anything reckons with it. */
@SpringBootTest
@AutoConfigureMockMvc
@ActiveProfiles({"demo", "test"})
class FarDaysTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> FAR = List.of("+999999999-12-31", "+10000-01-01", "2100-01-01", "1989-12-31", "-999999999-01-01");

    @Autowired
    private MockMvc http;
    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    @Autowired
    private RequestMappingHandlerAdapter adapter;

    /** A way to hand a day in. @param path with what else the door requires @param field key of the body, or null for an address */
    private record DayDoor(HttpMethod method, String path, String param, String field, boolean time) {

        MockHttpServletRequestBuilder with(String day) {
            String value = time ? day + "T00:00:00Z" : day;
            MockHttpServletRequestBuilder request = MockMvcRequestBuilders.request(method, path);
            return field == null ? request.param(param, value)
                    : request.contentType(MediaType.APPLICATION_JSON).content("{\"" + field + "\": \"" + value + "\"}");
        }

        String said() {
            return method + " " + path + " " + (field == null ? param : field);
        }
    }

    private List<DayDoor> doors() {
        List<DayDoor> doors = new ArrayList<>();
        for (var entry : mappings.getHandlerMethods().entrySet()) {
            HandlerMethod handler = entry.getValue();
            if (handler.getBeanType().getName().startsWith("org.hotline12345")) {
                doors.addAll(doors(entry.getKey(), handler.getMethod()));
            }
        }
        return doors;
    }

    private static List<DayDoor> doors(RequestMappingInfo info, Method method) {
        String pattern = info.getPathPatternsCondition().getPatternValues().iterator().next().replaceAll("\\{[^}]+}", "1");
        HttpMethod verb = info.getMethodsCondition().getMethods().stream().findFirst().map(one -> HttpMethod.valueOf(one.name())).orElse(HttpMethod.GET);
        List<DayDoor> doors = new ArrayList<>();
        for (Parameter one : method.getParameters()) {
            if (one.isAnnotationPresent(RequestParam.class) && isDay(one.getType())) {
                doors.add(new DayDoor(verb, pattern + required(method, one), one.getName(), null, one.getType() == OffsetDateTime.class));
            }
            if (one.isAnnotationPresent(RequestBody.class) && one.getType().isRecord()) {
                for (RecordComponent component : one.getType().getRecordComponents()) {
                    if (isDay(component.getType())) {
                        doors.add(new DayDoor(verb, pattern + required(method, one), null, component.getName(), component.getType() == OffsetDateTime.class));
                    }
                }
            }
        }
        return doors;
    }

    /** What else the door wants to be told, so that it comes to the day. */
    private static String required(Method method, Parameter but) {
        String query = Arrays.stream(method.getParameters()).filter(one -> one != but && one.isAnnotationPresent(RequestParam.class)
                        && one.getAnnotation(RequestParam.class).required())
                .map(one -> one.getName() + (isDay(one.getType()) ? "=2023-02-01" : one.getType() == String.class ? "=430500" : "=1"))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? "" : "?" + query;
    }

    private static boolean isDay(Class<?> type) {
        return type == LocalDate.class || type == OffsetDateTime.class;
    }

    @TestFactory
    Stream<DynamicTest> everyDoorRefusesADayNobodyMeant() {
        return doors().stream().map(door -> DynamicTest.dynamicTest(door.said(), () -> {
            for (String day : FAR) {
                if (door.time() && day.contains("999999999")) {
                    continue;
                }
                MockHttpServletResponse answer = http.perform(door.with(day).with(httpBasic("supervisor", DemoAccounts.PASSWORD))).andReturn().getResponse();
                String text = answer.getContentAsString(StandardCharsets.UTF_8);
                assertThat(answer.getStatus()).as(door.said() + " " + day + ": " + text).isEqualTo(400);
                JsonNode problem = JSON.readTree(text);
                assertThat(problem.get("code").asText()).as(text).isEqualTo("common.badDay");
                assertThat(problem.get("detail").asText()).contains(day, "1990-01-01至2099-12-31");
                assertThat(problem.get("field").asText()).isEqualTo(door.field() == null ? door.param() : door.field());
            }
        }));
    }

    @Test
    void theDoorsThatCountSearchAndListAreAmongThem() {
        Set<String> paths = new TreeSet<>();
        doors().forEach(door -> paths.add(door.path().replaceAll("\\?.*", "")));
        assertThat(paths).contains("/api/search", "/api/search/export", "/api/audit/entries", "/api/audit/entries/export", "/api/quality/draws",
                "/api/quality/summary", "/api/reports/figures", "/api/reports/units", "/api/reports/rates", "/api/reports/calls", "/api/reports/tickets",
                "/api/reports/exclusions", "/api/board/steps", "/api/early-signs", "/api/supervision/interviews", "/api/supervision/long-overdue",
                "/api/spot-checks", "/api/tickets", "/api/bulletins", "/api/shifts", "/api/unit-changes");
    }

    @Test
    void theEdgesThemselvesAreTaken() throws Exception {
        for (String body : List.of("{\"from\": \"1990-01-01\"}", "{\"to\": \"2099-12-31\", \"closedTo\": \"2099-12-31\"}")) {
            assertThat(http.perform(MockMvcRequestBuilders.post("/api/search").contentType(MediaType.APPLICATION_JSON).content(body)
                    .with(httpBasic("supervisor", DemoAccounts.PASSWORD))).andReturn().getResponse().getStatus()).isEqualTo(200);
        }
    }

    @Test
    void aRequestIsStillReadWithinItsBounds() {
        // The first one that can reads the request.
        StreamReadConstraints bounds = adapter.getMessageConverters().stream().filter(MappingJackson2HttpMessageConverter.class::isInstance)
                .map(one -> ((MappingJackson2HttpMessageConverter) one).getObjectMapper().getFactory().streamReadConstraints()).findFirst().orElseThrow();
        assertThat(bounds.getMaxDocumentLength()).isEqualTo(1_000_000);
        assertThat(bounds.getMaxNestingDepth()).isEqualTo(20);
    }

    @Test
    void aDayAmongTheFiguresAndACodeLongerThanAnyAreRefusedToo() throws Exception {
        MockHttpServletResponse day = http.perform(MockMvcRequestBuilders.get("/api/reports/tickets").param("jurisdiction", "430500")
                .param("from", "2023-02-01").param("to", "2023-02-28").param("measure", "received").param("dimension", "day")
                .param("item", "+999999999-12-31").with(httpBasic("supervisor", DemoAccounts.PASSWORD))).andReturn().getResponse();
        assertThat(day.getStatus()).isEqualTo(400);
        assertThat(JSON.readTree(day.getContentAsString(StandardCharsets.UTF_8)).get("code").asText()).isEqualTo("common.badDay");
        for (String far : List.of("\"channel\": \"" + "c".repeat(17) + "\"", "\"unit\": \"" + "u".repeat(65) + "\"")) {
            MockHttpServletResponse answer = http.perform(MockMvcRequestBuilders.post("/api/quality/draws").contentType(MediaType.APPLICATION_JSON)
                    .content("{\"jurisdiction\": \"430500\", \"part\": \"registration\", \"from\": \"2023-02-01\", \"until\": \"2023-02-28\", \"size\": 5, "
                            + far + "}").with(httpBasic("inspector", DemoAccounts.PASSWORD))).andReturn().getResponse();
            assertThat(JSON.readTree(answer.getContentAsString(StandardCharsets.UTF_8)).get("code").asText()).isEqualTo("quality.badPlan");
            assertThat(answer.getStatus()).isEqualTo(400);
        }
    }
}
