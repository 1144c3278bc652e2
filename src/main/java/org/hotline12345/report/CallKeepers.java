package org.hotline12345.report;

import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.Refusal;

/** Who keeps the daily call totals. */
final class CallKeepers {

    private CallKeepers() {
    }

    /** @throws Refusal FORBIDDEN {@code report.callsNotYours} */
    static Actor require(Actors actors) {
        Actor actor = actors.current();
        if (!actor.hasAny("supervisor", "camunda-admin")) {
            throw Refusal.forbidden("report.callsNotYours", "只有督办员和系统管理员可以导入话务量，请联系他们导入。");
        }
        return actor;
    }
}
