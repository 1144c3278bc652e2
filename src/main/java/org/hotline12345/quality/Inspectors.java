package org.hotline12345.quality;

import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.Refusal;
import org.springframework.stereotype.Component;

/** Who may do what in quality checks. */
@Component
class Inspectors {

    private final Actors actors;

    Inspectors(Actors actors) {
        this.actors = actors;
    }

    Actor current() {
        return actors.current();
    }

    /** Whoever draws samples and reads everybody's results. */
    Actor require() {
        Actor actor = actors.current();
        if (!seesAll(actor)) {
            throw Refusal.forbidden("quality.notInspector", "只有质检员和督办员可以抽样和查看全部质检结果。");
        }
        return actor;
    }

    Actor requireSheetKeeper() {
        Actor actor = actors.current();
        if (!actor.hasAny("supervisor", "camunda-admin")) {
            throw Refusal.forbidden("quality.notSheetKeeper", "只有督办员和系统管理员可以修改评分表。");
        }
        return actor;
    }

    static boolean seesAll(Actor actor) {
        return actor.hasAny("inspector", "supervisor", "camunda-admin");
    }
}
