package org.hotline12345.organization.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.Set;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Refusal;
import org.hotline12345.organization.Categories;
import org.hotline12345.organization.Jurisdictions;
import org.hotline12345.organization.Regions;
import org.hotline12345.organization.Settings;
import org.hotline12345.organization.Units;
import org.hotline12345.support.DemoTables;
import org.hotline12345.support.RefusedRequests;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;

class OrganizationControllerTest {

    private static AnnotationConfigApplicationContext context;
    private static MockMvc http;
    private static Actor signedIn;

    @BeforeAll
    static void open() {
        context = DemoTables.context("demo");
        http = RefusedRequests.doors(new OrganizationController(context.getBean(Jurisdictions.class),
                context.getBean(Units.class), context.getBean(Categories.class), context.getBean(Regions.class),
                context.getBean(Settings.class), () -> signedIn));
    }

    @AfterAll
    static void close() {
        context.close();
    }

    @Test
    void unitsAreListedWithTheirNamesAndPlaceInTheNetwork() throws Exception {
        http.perform(get("/api/units").param("jurisdiction", "430500")).andExpect(status().isOk())
                .andExpect(jsonPath("$", hasSize(66)))
                .andExpect(jsonPath("$[6].code").value("traffic-police"))
                .andExpect(jsonPath("$[6].name").value("市公安局交通警察支队"))
                .andExpect(jsonPath("$[6].aliases", hasItem("交警支队")))
                .andExpect(jsonPath("$[6].kind").value("sub-body"))
                .andExpect(jsonPath("$[6].parent").value("public-security"))
                .andExpect(jsonPath("$[6].network").value("on-network"))
                .andExpect(jsonPath("$[6].validFrom").isEmpty());
    }

    @Test
    void categoriesRegionsSettingsAndJurisdictionsAreListed() throws Exception {
        http.perform(get("/api/categories").param("jurisdiction", "460100")).andExpect(status().isOk())
                .andExpect(jsonPath("$[?(@.code == 'haikou-noise')].name", contains("噪音扰民")));
        http.perform(get("/api/regions").param("jurisdiction", "430500")).andExpect(status().isOk())
                .andExpect(jsonPath("$[?(@.code == '430511')].unit", contains("beita-district")));
        http.perform(get("/api/settings")).andExpect(status().isOk())
                .andExpect(jsonPath("$[?(@.key == 'reply.minEffectiveChars')].value", contains("15")))
                .andExpect(jsonPath("$[?(@.key == 'reply.minEffectiveChars')].unit", contains("字")));
        http.perform(get("/api/jurisdictions")).andExpect(status().isOk()).andExpect(jsonPath("$", hasSize(5)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/units", "/api/categories", "/api/regions", "/api/settings"})
    void anUnknownJurisdictionIsRefused(String door) throws Exception {
        Refusal refusal = RefusedRequests.of(http, get(door).param("jurisdiction", "110000"));

        assertThat(refusal.code()).isEqualTo("organization.unknownJurisdiction");
    }

    @Test
    void onlyAnAdministratorChangesASetting() throws Exception {
        signedIn = new Actor("admin", Set.of("camunda-admin"));
        http.perform(put("/api/settings/returns.beforeDutyLeader").param("jurisdiction", "460000")
                        .contentType(MediaType.APPLICATION_JSON).content("{\"value\":\"4\"}"))
                .andExpect(status().isOk()).andExpect(jsonPath("$.value").value("4"))
                .andExpect(jsonPath("$.overridden").value(true));

        signedIn = new Actor("operator", Set.of("operator"));
        Refusal refusal = RefusedRequests.of(http, put("/api/settings/returns.beforeDutyLeader")
                .contentType(MediaType.APPLICATION_JSON).content("{\"value\":\"4\"}"));
        assertThat(refusal.kind()).isEqualTo(Refusal.Kind.FORBIDDEN);
    }
}
