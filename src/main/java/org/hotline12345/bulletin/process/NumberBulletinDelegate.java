package org.hotline12345.bulletin.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.hotline12345.bulletin.Releases;
import org.springframework.stereotype.Component;

/** 编号定稿: numbers a sound bulletin and makes its files; the diagram asks whether it was sound. */
@Component
class NumberBulletinDelegate implements JavaDelegate {

    private final Releases releases;

    NumberBulletinDelegate(Releases releases) {
        this.releases = releases;
    }

    @Override
    public void execute(DelegateExecution execution) {
        execution.setVariable("bulletinNumbered", releases.number(execution.getProcessBusinessKey()) ? "done" : "contradicting");
    }
}
