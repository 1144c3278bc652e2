package org.hotline12345.report.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import org.hotline12345.common.Page;
import org.hotline12345.common.Texts;
import org.hotline12345.report.Board;
import org.hotline12345.report.BoardTickets;
import org.hotline12345.report.StepFigures;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The live board, the tickets behind its numbers, and the work at each step of a process. */
@RestController
@RequestMapping("/api/board")
@Tag(name = "运行看板")
class BoardController {

    private final Board board;
    private final BoardTickets tickets;
    private final StepFigures steps;

    BoardController(Board board, BoardTickets tickets, StepFigures steps) {
        this.board = board;
        this.tickets = tickets;
        this.steps = steps;
    }

    @Operation(summary = "运行看板", description = """
            只限热线中心。各项在办、到期、黄红牌、退回、督办等件数，由后台定时统计，asOf 为统计时刻；stale 表示数据已久未更新。
            每项件数都可用 /api/board/tickets 按同一条件逐件列出。不含任何个人信息。""")
    @GetMapping
    Board.View board(@RequestParam(required = false) String jurisdiction) {
        return board.view(jurisdiction);
    }

    @Operation(summary = "看板件数对应的工单", description = "只限热线中心；即时查询，与统计时刻可能略有出入。")
    @GetMapping("/tickets")
    Page<BoardTickets.Row> tickets(@RequestParam(required = false) String jurisdiction,
            @Parameter(description = "看板中指标的 code，例如 overdue") @RequestParam String what,
            @RequestParam(required = false) String unit,
            @Parameter(description = "退回时建议的单位，只用于 returns") @RequestParam(required = false) String to,
            @Parameter(description = "until、registered 或 -registered") @RequestParam(required = false) String sort,
            @RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "20") int size) {
        return tickets.list(new BoardTickets.Wish(jurisdiction, what, Texts.optional("单位", unit, 64),
                Texts.optional("建议单位", to, 64), Texts.optional("排序", sort, 16)), page, size);
    }

    @Operation(summary = "流程各步骤的在办件数和用时", description = """
            只限热线中心。tickets、overdue 为当前停在该步骤、已过步骤时限的工单件数；finished 为期间内办完该步骤的次数，
            medianMinutes 为其用时的中位数，按工作时间计，单位分钟（超过一小时的精确到0.1小时）；minutesPerDay 为一个工作日的分钟数。""")
    @GetMapping("/steps")
    StepFigures.View steps(@RequestParam(required = false) String jurisdiction,
            @Parameter(description = "流程标识，例如 unit-handling") @RequestParam String process,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate to) {
        return steps.of(jurisdiction, Texts.required("流程", process, 64), from, to);
    }
}
