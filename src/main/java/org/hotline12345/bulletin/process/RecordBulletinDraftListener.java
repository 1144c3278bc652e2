package org.hotline12345.bulletin.process;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.hotline12345.bulletin.Drafting;
import org.hotline12345.common.Fields;
import org.springframework.stereotype.Component;

/** 通报拟稿: hands the editor's decision to the facade; the diagram goes on with it and with whether units are asked. */
@Component
class RecordBulletinDraftListener implements TaskListener {

    private final Drafting drafts;

    RecordBulletinDraftListener(Drafting drafts) {
        this.drafts = drafts;
    }

    @Override
    public void notify(DelegateTask task) {
        String id = task.getExecution().getProcessBusinessKey();
        Fields fields = new Fields(task::getVariable);
        String action = fields.choice("action", "处理", "submit", "refreeze", "drop");
        switch (action) {
            case "refreeze" -> drafts.askToFreeze(id, fields.required("reason", "理由", 500));
            case "drop" -> drafts.drop(id, fields.required("reason", "理由", 500));
            default -> {
                Drafting.Submitted submitted = drafts.submit(id);
                boolean asked = submitted.objectionsUntil() != null;
                task.setVariable("unitsAsked", asked ? "ask" : "none");
                if (asked) {
                    task.setVariable("objectionsUntil", submitted.objectionsUntil().toString());
                }
            }
        }
        task.setVariable("bulletinAction", action);
    }
}
