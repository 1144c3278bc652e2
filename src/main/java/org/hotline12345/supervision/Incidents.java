package org.hotline12345.supervision;

import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.FailedSteps;
import org.hotline12345.common.ManualActs;
import org.hotline12345.common.Page;
import org.hotline12345.common.Refusal;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 异常步骤: what the engine could not do by itself; supervisors and administrators let it try again, for a reason the ticket keeps. */
@Component
public class Incidents {

    private final FailedSteps failedSteps;
    private final ManualActs manualActs;
    private final Actors actors;

    Incidents(FailedSteps failedSteps, ManualActs manualActs, Actors actors) {
        this.failedSteps = failedSteps;
        this.manualActs = manualActs;
        this.actors = actors;
    }

    /**
     * A page, newest first; what the engine noted is shown to administrators only.
     *
     * @param ticketNo of one ticket, or null for all
     */
    public Page<FailedSteps.FailedStep> list(String ticketNo, int page, int size) {
        boolean administrator = requireAllowed().has("camunda-admin");
        Page<FailedSteps.FailedStep> found = failedSteps.list(ticketNo, page, size);
        return administrator ? found : new Page<>(found.items().stream().map(step -> new FailedSteps.FailedStep(step.id(), step.businessKey(),
                step.instanceId(), step.process(), step.step(), step.since(), step.text(), null)).toList(), found.page(), found.size(), found.more());
    }

    @Transactional
    public void retry(String id, String reason) {
        requireAllowed();
        FailedSteps.FailedStep step = failedSteps.retry(id);
        manualActs.noted(step.businessKey(), "重试失败的步骤“" + step.step() + "”", reason);
    }

    private Actor requireAllowed() {
        Actor actor = actors.current();
        if (!actor.hasAny("supervisor", "camunda-admin")) {
            throw Refusal.forbidden("supervision.incidentsClosed", "异常步骤由督办员和系统管理员处理。");
        }
        return actor;
    }
}
