package org.hotline12345.bulletin.process;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.hotline12345.bulletin.Releases;
import org.hotline12345.common.Fields;
import org.springframework.stereotype.Component;

/** 通报签发: hands the decision to the facade; the diagram goes on with it. */
@Component
class RecordBulletinSignatureListener implements TaskListener {

    private final Releases releases;

    RecordBulletinSignatureListener(Releases releases) {
        this.releases = releases;
    }

    @Override
    public void notify(DelegateTask task) {
        Fields fields = new Fields(task::getVariable);
        String verdict = fields.choice("verdict", "签发意见", "sign", "back");
        boolean back = verdict.equals("back");
        releases.sign(task.getExecution().getProcessBusinessKey(), !back,
                back ? fields.required("reason", "理由", 500) : fields.optional("reason", "理由", 500));
        task.setVariable("bulletinSignature", verdict);
    }
}
