package org.hotline12345.deadline.process;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.hotline12345.deadline.FollowUps;
import org.hotline12345.deadline.Limits;
import org.hotline12345.deadline.StatutoryProcedures;
import org.hotline12345.deadline.TimeRequests;
import org.springframework.stereotype.Component;

/** What timers and due dates in the diagrams ask: {@code ${clocks.returnUntil(execution)}}. */
@Component
public class Clocks {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final Limits limits;
    private final TimeRequests requests;
    private final StatutoryProcedures procedures;
    private final FollowUps followUps;

    Clocks(Limits limits, TimeRequests requests, StatutoryProcedures procedures, FollowUps followUps) {
        this.limits = limits;
        this.requests = requests;
        this.procedures = procedures;
        this.followUps = followUps;
    }

    public Date returnUntil(DelegateExecution execution) {
        return Date.from(limits.ofUnit(execution.getProcessBusinessKey(), unit(execution)).returnUntil());
    }

    public Date handleUntil(DelegateExecution execution) {
        return Date.from(limits.ofUnit(execution.getProcessBusinessKey(), unit(execution)).effectiveUntil());
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
        return Date.from(limits.ruling(execution.getProcessBusinessKey(), unit(execution)));
    }

    public Date extensionRulingUntil(DelegateExecution execution) {
        return Date.from(requests.rulingUntil(execution.getProcessBusinessKey(), unit(execution)));
    }

    public Date resumeOn(DelegateExecution execution) {
        return Date.from(requests.resumeOn(execution.getProcessBusinessKey(), unit(execution)));
    }

    public Date interimUntil(DelegateExecution execution) {
        return Date.from(procedures.until(execution.getProcessBusinessKey(), unit(execution)));
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

    /** When whoever has not taken in a year's notice is asked again. */
    public Date noticeAgain(DelegateExecution execution) {
        return Date.from(limits.noticeAgain());
    }

    /** The instant a process carries itself, for steps whose end was fixed when they were ordered. */
    public Date given(DelegateExecution execution, String variable) {
        return (Date) execution.getVariable(variable);
    }

    /** The end of the day that a process variable names as yyyy-MM-dd; for dates that people agreed on. */
    public Date endOf(DelegateExecution execution, String variable) {
        LocalDate day = LocalDate.parse((String) execution.getVariable(variable));
        return Date.from(day.plusDays(1).atStartOfDay(ZONE).toInstant());
    }

    private static String unit(DelegateExecution execution) {
        return (String) execution.getVariable("unit");
    }
}
