package org.hotline12345.deadline.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.hotline12345.common.Actors;
import org.hotline12345.deadline.ClockLog;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The account of a ticket's clocks; the page {@code /clocks.html} prints it. */
@RestController
@Tag(name = "工单")
class ClockAccountController {

    private final ClockLog log;
    private final Actors actors;

    ClockAccountController(ClockLog log, Actors actors) {
        this.log = log;
        this.actors = actors;
    }

    @Operation(summary = "工单时钟账", description = """
            每个时限的起算、改期、停止、恢复、亮牌、逾期和了结，由谁、按哪一版日历，只增不改，seq 从1起。打印页：/clocks.html。
            承办单位只能看到本单位的时限。act：started 起算、provisional 暂定起算、moved 改期、suspended 停止、resumed 恢复、
            card 亮牌、passed 逾期、stopped 了结、confirmed 暂定转正；provisional 为真的截止时间是暂定的。""")
    @GetMapping("/api/tickets/{ticketNo}/clocks")
    List<ClockLog.Entry> clocks(@PathVariable String ticketNo) {
        return log.of(ticketNo, actors.current());
    }
}
