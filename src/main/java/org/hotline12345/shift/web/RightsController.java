package org.hotline12345.shift.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.organization.Jurisdictions;
import org.hotline12345.shift.Leaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells the screen what it may offer to the person; every door judges for itself. */
@RestController
@Tag(name = "领导接听轮值")
class RightsController {

    private final Actors actors;
    private final Jurisdictions jurisdictions;
    private final Clock clock;

    RightsController(Actors actors, Jurisdictions jurisdictions, Clock clock) {
        this.actors = actors;
        this.jurisdictions = jurisdictions;
        this.clock = clock;
    }

    /** Whether the person reads the roster, belongs to the centre, and plans; the default hotline and its today. */
    record Rights(boolean reads, boolean centre, boolean plans, String jurisdiction, LocalDate today) {
    }

    @Operation(summary = "本人在领导轮值中的权限", description = "reads 可查看轮值表，centre 热线中心人员，plans 可排班；today 为热线的今天。",
            operationId = "shiftRights")
    @GetMapping("/api/shift-rights")
    Rights rights() {
        Actor actor = actors.current();
        return new Rights(actor.isCentre() || actor.has(Leaders.GROUP), actor.isCentre(), actor.has("supervisor"),
                jurisdictions.require(null).code(), LocalDate.ofInstant(clock.instant(), clock.getZone()));
    }
}
