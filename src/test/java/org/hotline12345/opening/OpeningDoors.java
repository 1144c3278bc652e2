package org.hotline12345.opening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.hotline12345.common.DemoAccounts;
import org.hotline12345.workbook.Form;
import org.hotline12345.workbook.Writing;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMultipartHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** Workbooks in and out as the page sends and fetches them. */
@AutoConfigureMockMvc
@ActiveProfiles({"demo", "test"})
abstract class OpeningDoors {

    static final ObjectMapper JSON = new ObjectMapper();

    @Autowired
    MockMvc http;
    @Autowired
    JdbcClient jdbc;
    @Autowired
    ManagementService managementService;

    static List<String> messages(JsonNode upload) {
        List<String> messages = new ArrayList<>();
        upload.get("problems").forEach(problem -> messages.add(problem.get("message").asText()));
        return messages;
    }

    static byte[] book(Map<Form, List<List<Object>>> sheets) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Writing book = new Writing()) {
            sheets.forEach((form, rows) -> {
                Writing.Rows sheet = book.sheet(form);
                rows.forEach(sheet::row);
            });
            book.to(out);
        }
        return out.toByteArray();
    }

    JsonNode checked(String name, byte[] content, String jurisdiction) throws Exception {
        MockHttpServletResponse taken = upload(name, content, jurisdiction, "admin");
        assertThat(taken.getStatus()).as(taken.getContentAsString(StandardCharsets.UTF_8)).isEqualTo(202);
        String id = JSON.readTree(taken.getContentAsString(StandardCharsets.UTF_8)).get("id").asText();
        managementService.createJobQuery().messages().list().forEach(job -> managementService.executeJob(job.getId()));
        return json(get("/api/opening/imports/" + id), "admin", 200);
    }

    MockHttpServletResponse upload(String name, byte[] content, String jurisdiction, String user) throws Exception {
        MockMultipartHttpServletRequestBuilder request = multipart("/api/opening/imports").file(new MockMultipartFile("file", name, null, content));
        if (jurisdiction != null) {
            request.param("jurisdiction", jurisdiction);
        }
        return http.perform(request.with(httpBasic(user, DemoAccounts.PASSWORD)).with(withLength())).andReturn().getResponse();
    }

    static RequestPostProcessor withLength() {
        return request -> {
            request.setContent(new byte[10]);
            return request;
        };
    }

    byte[] export(String city) throws Exception {
        MockHttpServletResponse answer = http.perform(get("/api/opening/export?jurisdiction=" + city).with(httpBasic("admin", DemoAccounts.PASSWORD)))
                .andReturn().getResponse();
        assertThat(answer.getStatus()).isEqualTo(200);
        return answer.getContentAsByteArray();
    }

    JsonNode json(org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder request, String user, int expected) throws Exception {
        MockHttpServletResponse answer = http.perform(request.with(httpBasic(user, DemoAccounts.PASSWORD))).andReturn().getResponse();
        String body = answer.getContentAsString(StandardCharsets.UTF_8);
        assertThat(answer.getStatus()).as(body).isEqualTo(expected);
        return body.isEmpty() ? null : JSON.readTree(body);
    }

    long count(String from) {
        return jdbc.sql("select count(*) from " + from).query(Long.class).single();
    }
}
