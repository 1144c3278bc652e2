package org.hotline12345.deadline.process;

import java.time.Instant;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.hotline12345.deadline.FollowUps;
import org.hotline12345.deadline.Limits;
import org.springframework.stereotype.Component;

/** What timers and due dates in the diagrams ask: {@code ${clocks.returnUntil(execution)}}. */
@Component
public class Clocks {

    private final Limits limits;
    private final FollowUps followUps;

    Clocks(Limits limits, FollowUps followUps) {
        this.limits = limits;
        this.followUps = followUps;
    }

    public Date returnUntil(DelegateExecution execution) {
        return Date.from(limits.ofUnit(execution.getProcessBusinessKey(), unit(execution)).returnUntil());
    }

    public Date handleUntil(DelegateExecution execution) {
        return Date.from(limits.ofUnit(execution.getProcessBusinessKey(), unit(execution)).handleUntil());
    }

    public Date yellowFrom(DelegateExecution execution) {
        return Date.from(limits.yellowFrom(execution.getProcessBusinessKey(), unit(execution)));
    }

    public Date redFrom(DelegateExecution execution) {
        return Date.from(limits.redFrom(execution.getProcessBusinessKey(), unit(execution)));
    }

    public Date reviewUntil(DelegateExecution execution) {
        return Date.from(limits.review(execution.getProcessBusinessKey()));
    }

    public Date rulingUntil(DelegateExecution execution) {
        return after(execution, "ruling");
    }

    public Date dispatchUntil(DelegateExecution execution) {
        return after(execution, "dispatch");
    }

    public Date informationUntil(DelegateExecution execution) {
        return after(execution, "information");
    }

    public Date meetingUntil(DelegateExecution execution) {
        return after(execution, "meeting");
    }

    public Date callbackUntil(DelegateExecution execution) {
        return after(execution, "callback");
    }

    public Date surveyUntil(DelegateExecution execution) {
        return after(execution, "survey");
    }

    /** The next reminder of a 持续关注. */
    public Date followUpOn(DelegateExecution execution) {
        return Date.from(followUps.nextAt((String) execution.getVariable("followUp")));
    }

    /** The end of the named clock of deadline-limits that starts now; for timers a designer adds. */
    public Date after(DelegateExecution execution, String clock) {
        Instant until = limits.fromNow(execution.getProcessBusinessKey(), clock);
        return Date.from(until);
    }

    private static String unit(DelegateExecution execution) {
        return (String) execution.getVariable("unit");
    }
}
