package org.hotline12345.bulletin.process;

import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.hotline12345.bulletin.Objections;
import org.hotline12345.common.Actor;
import org.springframework.stereotype.Component;

/** Tells a diagram which units have yet to check their figures and which objections nobody has ruled on. */
@Component
public class BulletinChecks {

    private final Objections objections;

    BulletinChecks(Objections objections) {
        this.objections = objections;
    }

    /** Codes of units. */
    public List<String> units(DelegateExecution execution) {
        return objections.asked(execution.getProcessBusinessKey());
    }

    /** The group whose people check the figures of the unit the execution is about. */
    public String checkers(DelegateExecution execution) {
        return Actor.UNIT_GROUP_PREFIX + execution.getVariable("unit");
    }

    /** Numbers of objections. */
    public List<String> objections(DelegateExecution execution) {
        return objections.open(execution.getProcessBusinessKey());
    }
}
