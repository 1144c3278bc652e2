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
import org.hotline12345.organization.Gazetteer;
import org.hotline12345.organization.Jurisdiction;
import org.hotline12345.organization.Jurisdictions;
import org.hotline12345.organization.Place;
import org.hotline12345.organization.Regions;
import org.hotline12345.routing.Decision;
import org.hotline12345.routing.Facts;
import org.hotline12345.routing.RequestReading;
import org.hotline12345.ticket.Dispatch.Role;
import org.hotline12345.routing.Routing;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

class RoutingControllerTest {

    private final Routing routing = mock(Routing.class);
    private final RequestReading reading = mock(RequestReading.class);
    private final Gazetteer gazetteer = mock(Gazetteer.class);
    private final Jurisdictions jurisdictions = mock(Jurisdictions.class);
    private final MockMvc api = MockMvcBuilders.standaloneSetup(
            new RoutingController(routing, reading, gazetteer, jurisdictions, mock(Categories.class), mock(Regions.class))).build();

    @Test
    void explainsWithTheAgreedNames() throws Exception {
        when(jurisdictions.require(any())).thenReturn(
                new Jurisdiction("430500", "邵阳市", "SY", "", "hotline-centre", null, null, null));
        Facts facts = new Facts("430500", "complaint", "property-service", "430503", null);
        when(reading.read(any(RequestReading.Words.class))).thenReturn(new RequestReading.Reading(facts,
                new Gazetteer.Found("430503", 0.9, List.of(new Place("汽车南站", "430503", "station", "通报")), "地名「汽车南站」")));
        when(routing.explain(facts)).thenReturn(new Decision(true,
                List.of(new Decision.Part("daxiang-district", Role.LEAD, "物业管理条例"),
                        new Decision.Part("housing", Role.GUIDE, "物业管理条例")), 0.9, false, "把握达到设定值",
                List.of(new Decision.Candidate("daxiang-district", Role.LEAD, 0.9, "物业管理条例")),
                List.of(new Row("catalogue-shaoyang-urban-rural-construction", "Rule_property", "物业服务与收费",
                        Map.of("basis", "物业管理条例"))),
                List.of(new Decision.Shadowed(new Row("routing-unit", "Rule_manual", "人工判断：把握不足", Map.of()),
                        "routing-unit#Rule_confident", "排在前面的规则先命中")),
                List.of(new Decision.Matter(List.of("property-service"), List.of("物业服务"), List.of(), false))));
        api.perform(post("/api/routing/explain").contentType(MediaType.APPLICATION_JSON).content("""
                        {"jurisdiction":"430500","kind":"complaint","category":"property-service","region":"430503",
                         "address":"某小区","title":"物业费","content":"收费不公示","aboutUnit":"","confidential":false}"""))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.decision").value("auto"))
                .andExpect(jsonPath("$.units[0].unit").value("daxiang-district"))
                .andExpect(jsonPath("$.units[0].role").value("lead"))
                .andExpect(jsonPath("$.units[0].basis").value("物业管理条例"))
                .andExpect(jsonPath("$.units[1].role").value("guide"))
                .andExpect(jsonPath("$.rows[0].decision").value("catalogue-shaoyang-urban-rural-construction"))
                .andExpect(jsonPath("$.rows[0].row").value("Rule_property"))
                .andExpect(jsonPath("$.rows[0].description").value("物业服务与收费"))
                .andExpect(jsonPath("$.confidence").value(0.9))
                .andExpect(jsonPath("$.candidates[0].role").value("lead"))
                .andExpect(jsonPath("$.rows[0].basis").value("物业管理条例"))
                .andExpect(jsonPath("$.reason").value("把握达到设定值"))
                .andExpect(jsonPath("$.shadowed[0].row").value("Rule_manual"))
                .andExpect(jsonPath("$.shadowed[0].by").value("routing-unit#Rule_confident"))
                .andExpect(jsonPath("$.place.region").value("430503"))
                .andExpect(jsonPath("$.place.candidates[0].name").value("汽车南站"))
                .andExpect(jsonPath("$.parts[0].categories[0]").value("property-service"))
                .andExpect(jsonPath("$.parts[0].names[0]").value("物业服务"));
        verify(reading).read(new RequestReading.Words("430500", "complaint", "property-service", "430503", "某小区", "",
                "物业费\n收费不公示", Facts.Origin.ORDINARY));
    }

    @Test
    void namesEveryDistrictAPlaceNameMayMean() throws Exception {
        when(jurisdictions.require(any())).thenReturn(
                new Jurisdiction("430500", "邵阳市", "SY", "", "hotline-centre", null, null, null));
        when(gazetteer.find("430500", "资江二桥")).thenReturn(new Gazetteer.Found(null, 0, List.of(
                new Place("资江二桥", "430511", "bridge", "通报"), new Place("资江二桥", "430503", "bridge", "通报")), "不止一处"));
        api.perform(post("/api/routing/places").contentType(MediaType.APPLICATION_JSON).content("""
                        {"jurisdiction":"430500","text":"资江二桥"}"""))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.region").doesNotExist())
                .andExpect(jsonPath("$.sure").value(false))
                .andExpect(jsonPath("$.candidates[1].region").value("430503"));
        api.perform(post("/api/routing/places").contentType(MediaType.APPLICATION_JSON).content("{\"text\":\" \"}"))
                .andExpect(status().isBadRequest());
    }
}
