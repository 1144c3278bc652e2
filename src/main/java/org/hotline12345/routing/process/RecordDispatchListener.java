package org.hotline12345.routing.process;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.hotline12345.common.Fields;
import org.hotline12345.routing.Dispatching;
import org.springframework.stereotype.Component;

/** 分类派单: hands the dispatcher's form to the facade. */
@Component
class RecordDispatchListener implements TaskListener {

    private final Dispatching dispatching;

    RecordDispatchListener(Dispatching dispatching) {
        this.dispatching = dispatching;
    }

    @Override
    public void notify(DelegateTask task) {
        Fields fields = new Fields(task::getVariable);
        task.setVariable("disposition", dispatching.decide(task.getExecution().getProcessBusinessKey(),
                new Dispatching.Order(
                        fields.choice("decision", "处置方式", "dispatch", "instantAnswer", "transfer", "legalRoute", "decline",
                                "merge", "split", "needInfo"),
                        fields.optional("kind", "诉求类型", 16), fields.optional("category", "诉求类别", 64),
                        fields.optional("leadUnit", "主办单位", 64), fields.codes("assistUnits", "协办单位"),
                        fields.optional("mergeInto", "并入工单号", 32), fields.optional("matters", "拆单的各件", 20_000),
                        fields.optional("reason", "理由", 2000), fields.flag("urgent", "紧急件"),
                        Boolean.TRUE.equals(fields.flag("ownershipPending", "权属待定")))));
    }
}
