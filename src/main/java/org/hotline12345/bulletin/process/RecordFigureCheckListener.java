package org.hotline12345.bulletin.process;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.hotline12345.bulletin.Objections;
import org.hotline12345.common.Fields;
import org.hotline12345.common.Refusal;
import org.springframework.stereotype.Component;

/** 核对数据: hands a unit's consent or its objections to the facade. */
@Component
class RecordFigureCheckListener implements TaskListener {

    /** As many as a unit has figures. */
    private static final int MOST = 6;

    private final Objections objections;

    RecordFigureCheckListener(Objections objections) {
        this.objections = objections;
    }

    @Override
    public void notify(DelegateTask task) {
        Fields fields = new Fields(task::getVariable);
        List<Objections.Raised> raised = new ArrayList<>();
        if (fields.choice("answer", "核对结果", "agree", "object").equals("object")) {
            for (int n = 1; n <= MOST; n++) {
                String measure = n == 1 ? fields.required("measure1", "有异议的数据", 40) : fields.optional("measure" + n, "有异议的数据", 40);
                List<String> tickets = fields.codes("tickets" + n, "涉及的工单编号");
                if (measure != null) {
                    raised.add(new Objections.Raised(measure, tickets, fields.required("reason" + n, "理由", 1000)));
                } else if (!tickets.isEmpty() || fields.optional("reason" + n, "理由", 1000) != null) {
                    throw Refusal.invalid("bulletin.figureMissing", "第" + n + "项异议没有选择数据，请选择有异议的数据，或者清空这一项的工单和理由。")
                            .at("measure" + n);
                }
            }
        }
        objections.answer(task.getExecution().getProcessBusinessKey(), (String) task.getVariable("unit"), raised);
    }
}
