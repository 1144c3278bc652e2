package org.hotline12345.platform;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.OffsetDateTime;
import org.hotline12345.common.Actors;
import org.hotline12345.common.Refusal;
import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Moves the demo's time, so that deadlines can be watched; there is no such door in production. */
@RestController
@RequestMapping("/api/clock")
@Profile("demo")
@Tag(name = "演示")
class ClockController {

    private final MovableClock clock;
    private final Actors actors;

    ClockController(MovableClock clock, Actors actors) {
        this.clock = clock;
        this.actors = actors;
    }

    /** The hotline's present. */
    record Now(OffsetDateTime now) {
    }

    @Operation(summary = "系统当前时间")
    @GetMapping
    Now now() {
        return new Now(OffsetDateTime.now((Clock) clock));
    }

    @Operation(summary = "把演示系统的时间调到指定时刻，并从那里继续走")
    @PutMapping
    Now move(@RequestBody Now to) {
        if (!actors.current().has("camunda-admin")) {
            throw Refusal.forbidden("platform.adminOnly", "只有管理员可以调整演示时间。");
        }
        if (to.now() == null) {
            throw Refusal.invalid("common.missingField", "请填写时间（now），例如 2023-02-08T09:00:00+08:00。");
        }
        clock.runFrom(to.now().toInstant());
        return now();
    }
}
