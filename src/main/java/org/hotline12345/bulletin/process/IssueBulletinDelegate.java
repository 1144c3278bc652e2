package org.hotline12345.bulletin.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.hotline12345.bulletin.Releases;
import org.springframework.stereotype.Component;

/** 印发归档: hands the bulletin to its recipients. */
@Component
class IssueBulletinDelegate implements JavaDelegate {

    private final Releases releases;

    IssueBulletinDelegate(Releases releases) {
        this.releases = releases;
    }

    @Override
    public void execute(DelegateExecution execution) {
        releases.issue(execution.getProcessBusinessKey());
    }
}
