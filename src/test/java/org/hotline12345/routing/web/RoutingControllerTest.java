package org.hotline12345.routing.web;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.List;
import java.util.Map;
import org.hotline12345.common.DecisionTables.Row;
import org.hotline12345.organization.Categories;
import org.hotline12345.organization.Jurisdiction;
import org.hotline12345.organization.Jurisdictions;
import org.hotline12345.organization.Regions;
import org.hotline12345.routing.Decision;
import org.hotline12345.routing.Facts;
import org.hotline12345.ticket.Dispatch.Role;
import org.hotline12345.routing.Routing;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

class RoutingControllerTest {

    private final Routing routing = mock(Routing.class);
    private final Jurisdictions jurisdictions = mock(Jurisdictions.class);
    private final MockMvc api = MockMvcBuilders.standaloneSetup(
            new RoutingController(routing, jurisdictions, mock(Categories.class), mock(Regions.class))).build();

    @Test
    void explainsWithTheAgreedNames() throws Exception {
        when(jurisdictions.require(any())).thenReturn(
                new Jurisdiction("430500", "邵阳市", "SY", "", "hotline-centre", null, null, null));
        when(routing.decide(any())).thenReturn(new Decision(true,
                List.of(new Decision.Part("daxiang-district", Role.LEAD, "物业管理条例"),
                        new Decision.Part("housing", Role.GUIDE, "物业管理条例")), 0.9,
                List.of(new Decision.Candidate("daxiang-district", Role.LEAD, 0.9, "物业管理条例")),
                List.of(new Row("routing-unit", "Rule_property", "物业服务与收费", Map.of()))));
        api.perform(post("/api/routing/explain").contentType(MediaType.APPLICATION_JSON).content("""
                        {"jurisdiction":"430500","kind":"complaint","category":"property-service","region":"430503",
                         "address":"某小区","title":"物业费","content":"收费不公示","aboutUnit":"","confidential":false}"""))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.decision").value("auto"))
                .andExpect(jsonPath("$.units[0].unit").value("daxiang-district"))
                .andExpect(jsonPath("$.units[0].role").value("lead"))
                .andExpect(jsonPath("$.units[0].basis").value("物业管理条例"))
                .andExpect(jsonPath("$.units[1].role").value("guide"))
                .andExpect(jsonPath("$.rows[0].decision").value("routing-unit"))
                .andExpect(jsonPath("$.rows[0].row").value("Rule_property"))
                .andExpect(jsonPath("$.rows[0].description").value("物业服务与收费"))
                .andExpect(jsonPath("$.confidence").value(0.9))
                .andExpect(jsonPath("$.candidates[0].role").value("lead"));
        verify(routing).decide(new Facts("430500", "complaint", "property-service", "430503", null));
    }
}
