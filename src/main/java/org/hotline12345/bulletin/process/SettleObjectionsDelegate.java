package org.hotline12345.bulletin.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.hotline12345.bulletin.Objections;
import org.springframework.stereotype.Component;

/** 落实异议裁定: counts anew after an upheld objection; the diagram asks whether the figures changed. */
@Component
class SettleObjectionsDelegate implements JavaDelegate {

    private final Objections objections;

    SettleObjectionsDelegate(Objections objections) {
        this.objections = objections;
    }

    @Override
    public void execute(DelegateExecution execution) {
        execution.setVariable("figuresChanged", objections.settle(execution.getProcessBusinessKey()) ? "changed" : "same");
    }
}
