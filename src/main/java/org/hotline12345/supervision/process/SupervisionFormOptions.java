package org.hotline12345.supervision.process;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hotline12345.common.FormOptions;
import org.hotline12345.supervision.OrderView;
import org.hotline12345.supervision.Orders;
import org.springframework.stereotype.Component;

/** Shows whoever answers or closes an order what was ordered. */
@Component
class SupervisionFormOptions implements FormOptions {

    private final Orders orders;

    SupervisionFormOptions(Orders orders) {
        this.orders = orders;
    }

    @Override
    public Map<String, Object> optionsFor(String taskKey, String ticketNo) {
        return Map.of();
    }

    @Override
    public Map<String, Object> optionsFor(String taskKey, String ticketNo, Function<String, Object> variable) {
        if (ticketNo == null || !"Task_AnswerOrder".equals(taskKey) && !"Task_CloseOrder".equals(taskKey)) {
            return Map.of();
        }
        return Map.of("orderText", orders.ofTicket(ticketNo).stream()
                .filter(order -> order.orderNo().equals(variable.apply("orderNo"))).map(SupervisionFormOptions::text)
                .collect(Collectors.joining()));
    }

    private static String text(OrderView order) {
        return order.orderNo() + "（" + order.sourceName() + "，" + order.level() + "级，责任人：" + order.responsiblePerson() + "，"
                + order.until() + "前答复）\n" + order.text() + (order.answer() == null ? "" : "\n答复：" + order.answer());
    }
}
