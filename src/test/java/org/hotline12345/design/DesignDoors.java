package org.hotline12345.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.Deployment;
import org.hotline12345.common.DemoAccounts;
import org.hotline12345.common.Models;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMultipartHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** What tests of the designers' doors share: people call the API as they would from the page. */
@SpringBootTest
@AutoConfigureMockMvc
@ActiveProfiles({"demo", "test"})
abstract class DesignDoors {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Autowired
    MockMvc http;
    @Autowired
    JdbcClient jdbc;

    @Autowired
    RepositoryService repositoryService;
    @Autowired
    IdentityService identityService;
    @Autowired
    ManagementService managementService;
    @Autowired
    ProductUpdate productUpdate;
    @Autowired
    Models models;

    /** Tests share a database: whatever was published is taken out, so that the next one begins with the product's set. */
    @AfterEach
    void theProductsModelsAreInForceAgain() {
        identityService.clearAuthentication();
        List<Deployment> deployments = repositoryService.createDeploymentQuery().orderByDeploymentTime().desc()
                .orderByDeploymentId().desc().list();
        deployments.subList(0, deployments.size() - 1)
                .forEach(deployment -> repositoryService.deleteDeployment(deployment.getId(), true));
        productUpdate.bring(models.product());
    }

    JsonNode get(String user, String path, int expected) throws Exception {
        return json(answer(MockMvcRequestBuilders.get(path), user), expected);
    }

    JsonNode delete(String user, String path, int expected) throws Exception {
        return json(answer(MockMvcRequestBuilders.delete(path), user), expected);
    }

    JsonNode put(String user, String path, String body, int expected) throws Exception {
        return json(answer(MockMvcRequestBuilders.put(path).contentType(MediaType.APPLICATION_JSON).content(body), user), expected);
    }

    JsonNode post(String user, String path, String body, int expected) throws Exception {
        return json(answer(MockMvcRequestBuilders.post(path).contentType(MediaType.APPLICATION_JSON).content(body), user), expected);
    }

    JsonNode postAny(String user, String path, String body) throws Exception {
        return JSON.readTree(answer(MockMvcRequestBuilders.post(path).contentType(MediaType.APPLICATION_JSON).content(body), user)
                .getContentAsString(StandardCharsets.UTF_8));
    }

    /** @param files file name and text in turn */
    JsonNode upload(String user, int expected, String note, String... files) throws Exception {
        MockMultipartHttpServletRequestBuilder request = MockMvcRequestBuilders.multipart(HttpMethod.POST, "/api/designer/drafts");
        for (int i = 0; i < files.length; i += 2) {
            request.file(new MockMultipartFile("files", files[i], "application/octet-stream", files[i + 1].getBytes(StandardCharsets.UTF_8)));
        }
        if (note != null) {
            request.param("note", note);
        }
        return json(answer(request, user), expected);
    }

    byte[] download(String user, String path) throws Exception {
        return answer(MockMvcRequestBuilders.get(path), user).getContentAsByteArray();
    }

    private MockHttpServletResponse answer(MockHttpServletRequestBuilder request, String user) throws Exception {
        return http.perform(request.with(httpBasic(user, DemoAccounts.PASSWORD))).andReturn().getResponse();
    }

    private MockHttpServletResponse answer(MockMultipartHttpServletRequestBuilder request, String user) throws Exception {
        return http.perform(request.with(withLength()).with(httpBasic(user, DemoAccounts.PASSWORD))).andReturn().getResponse();
    }

    /** A client says how long its upload is; the simulated request has parts, but no bytes to count. */
    static RequestPostProcessor withLength() {
        return request -> {
            request.setContent(new byte[1]);
            return request;
        };
    }

    private static JsonNode json(MockHttpServletResponse answer, int expected) throws IOException {
        String body = answer.getContentAsString(StandardCharsets.UTF_8);
        assertThat(answer.getStatus()).as(body).isEqualTo(expected);
        return body.isEmpty() ? JSON.nullNode() : JSON.readTree(body);
    }

    static String model(String resource) throws IOException {
        return Files.readString(Path.of(resource), StandardCharsets.UTF_8);
    }

    long rows(String table) {
        return jdbc.sql("select count(*) from " + table).query(Long.class).single();
    }
}
