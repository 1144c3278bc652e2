package org.hotline12345.design;

import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.Refusal;
import org.springframework.stereotype.Component;

/** Who may look at models and change them: process designers and administrators. */
@Component
class Designers {

    private final Actors actors;

    Designers(Actors actors) {
        this.actors = actors;
    }

    /** @throws Refusal FORBIDDEN {@code design.notForRole} */
    Actor require() {
        Actor actor = actors.current();
        if (!actor.hasAny("designer", "camunda-admin")) {
            throw Refusal.forbidden("design.notForRole", "只有流程设计员和系统管理员可以查看和变更模型。");
        }
        return actor;
    }
}
