package org.hotline12345.supervision.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.hotline12345.common.Page;
import org.hotline12345.common.Texts;
import org.hotline12345.supervision.OrderSource;
import org.hotline12345.supervision.OrderStatus;
import org.hotline12345.supervision.OrderView;
import org.hotline12345.supervision.Orders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Supervision orders: given by supervisors, read by the centre and by the unit addressed. */
@RestController
@Tag(name = "督办")
class OrderController {

    private final Orders orders;

    OrderController(Orders orders) {
        this.orders = orders;
    }

    /** An order: unit, level and until may be left out. */
    record NewOrder(String unit, String source, String responsiblePerson, Integer level, OffsetDateTime until, String text) {
    }

    @Operation(summary = "下达督办单", description = """
            只限督办员；须写明责任人。source：overdue 办理超期、repeatedRework 多次重办、dissatisfiedTwice 两次不满意、
            spotCheck 抽查不满意、leaderInstruction 领导批示、media 媒体曝光、urges 多次催办、actionOverdue 会议事项逾期、earlySign 苗头预警。
            unit 默认为主办单位；level、until 默认按决策表 supervision-triggers。督办单办结前工单不能归档。""")
    @PostMapping("/api/tickets/{ticketNo}/orders")
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, String> issue(@PathVariable String ticketNo, @RequestBody NewOrder order) {
        return Map.of("orderNo", orders.issue(ticketNo, new Orders.Command(Texts.optional("承办单位", order.unit(), 64),
                OrderSource.of(Texts.required("督办来源", order.source(), 32)),
                Texts.optional("责任人", order.responsiblePerson(), 100), order.level(),
                order.until() == null ? null : order.until().toInstant(), Texts.required("督办要求", order.text(), 2000))));
    }

    @Operation(summary = "工单的督办单", description = "含每一步；承办单位只看到发给本单位的。")
    @GetMapping("/api/tickets/{ticketNo}/orders")
    List<OrderView> ofTicket(@PathVariable String ticketNo) {
        return orders.ofTicket(ticketNo);
    }

    @Operation(summary = "督办单列表", description = "按下达时间倒序分页；status：issued、answered、closed。")
    @GetMapping("/api/orders")
    Page<OrderView> list(@Parameter(description = "热线区域") @RequestParam(required = false) String jurisdiction,
            @RequestParam(required = false) String status, @RequestParam(required = false) String unit,
            @Parameter(description = "级别，1至3") @RequestParam(required = false) Integer level,
            @Parameter(description = "只看逾期未答复的") @RequestParam(defaultValue = "false") boolean overdue,
            @RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "20") int size) {
        return orders.list(jurisdiction, status == null ? null : OrderStatus.of(status), unit, level, overdue, page,
                size);
    }
}
