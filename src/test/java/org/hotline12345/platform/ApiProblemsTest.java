package org.hotline12345.platform;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who writes at the same time as somebody else is told so, and to try again, whatever the database calls it. */
class ApiProblemsTest {

    private final MockMvc doors = MockMvcBuilders.standaloneSetup(new Written()).setControllerAdvice(new ApiProblems()).build();

    @RestController
    static class Written {

        private static final Map<String, RuntimeException> LOST = Map.of("frame", new DuplicateKeyException("pk_bulletin_frame"),
                "file", new IllegalStateException(new DuplicateKeyException("pk_report_call")), "ticket", new PessimisticLockingFailureException("deadlock"));

        @PutMapping("/{what}")
        void write(@PathVariable String what) {
            throw LOST.get(what);
        }
    }

    @Test
    void theLoserOfTwoThatWriteTheSameRowIsRefusedAndNotTheSystemBroken() throws Exception {
        for (String what : Written.LOST.keySet()) {
            doors.perform(put("/" + what)).andExpect(status().isConflict()).andExpect(jsonPath("$.code").value("common.changedMeanwhile"))
                    .andExpect(jsonPath("$.detail").value("数据刚被他人修改，请刷新后重试。"));
        }
    }
}
