package org.hotline12345.notification.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Set;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.Matters;
import org.hotline12345.common.Page;
import org.hotline12345.common.Refusal;
import org.hotline12345.notification.Notifications;
import org.hotline12345.notification.Notifications.Withheld;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The outbox, for the centre. */
@RestController
@Tag(name = "通知")
class OutboxController {

    private static final String SUPERVISOR = "supervisor";
    /**
     * What supervisors are told, of sensitive words or of overdue orders, is not for everybody who answers calls, and nobody
     * learns of the draft of a bulletin from here.
     */
    private static final Withheld FROM_OTHERS = new Withheld(Set.of(SUPERVISOR), Matters.BULLETINS);

    private final Notifications notifications;
    private final Actors actors;

    OutboxController(Notifications notifications, Actors actors) {
        this.notifications = notifications;
        this.actors = actors;
    }

    @Operation(summary = "发件箱", description = "发给群众、单位和中心各岗位的消息，按时间倒序；给督办员的和关于通报的只有督办员和系统管理员可以看到。")
    @GetMapping("/api/outbox")
    Page<Notifications.Message> outbox(@RequestParam(required = false) String ticketNo,
            @RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "20") int size) {
        Actor actor = actors.current();
        if (!actor.isCentre()) {
            throw Refusal.forbidden("notification.centreOnly", "只有热线中心人员可以查看发件箱。");
        }
        return notifications.list(ticketNo, actor.hasAny(SUPERVISOR, "camunda-admin") ? Withheld.NOTHING : FROM_OTHERS, page, size);
    }
}
