package org.hotline12345.deadline.web;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.deadline.ClockLog;
import org.hotline12345.ticket.ClockNote;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

class ClockAccountControllerTest {

    private final ClockLog log = mock(ClockLog.class);
    private final Actors actors = mock(Actors.class);
    private final MockMvc api = MockMvcBuilders.standaloneSetup(new ClockAccountController(log, actors)).build();

    @Test
    void tellsTheAccountWithTheAgreedNamesForWhoeverAsks() throws Exception {
        Actor supervisor = new Actor("supervisor", Set.of("supervisor"));
        when(actors.current()).thenReturn(supervisor);
        when(log.of("SY1", supervisor)).thenReturn(List.of(new ClockLog.Entry(1, "housing", "市住房和城乡建设局", "handle", "办理时限",
                ClockNote.Act.MOVED, "改期", OffsetDateTime.parse("2023-02-14T11:00:00+08:00"),
                OffsetDateTime.parse("2023-02-23T00:00:00+08:00"), "dispatcher", "延期", "cn-1", null)));
        api.perform(get("/api/tickets/SY1/clocks")).andExpect(status().isOk())
                .andExpect(jsonPath("$[0].seq").value(1))
                .andExpect(jsonPath("$[0].clock").value("handle"))
                .andExpect(jsonPath("$[0].act").value("moved"))
                .andExpect(jsonPath("$[0].actor").value("dispatcher"))
                .andExpect(jsonPath("$[0].calendarVersion").value("cn-1"));
    }
}
