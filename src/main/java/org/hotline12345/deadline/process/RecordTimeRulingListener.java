package org.hotline12345.deadline.process;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.variable.Variables;
import org.hotline12345.common.Fields;
import org.hotline12345.common.MeantDays;
import org.hotline12345.common.Refusal;
import org.hotline12345.deadline.TimeRequests;
import org.springframework.stereotype.Component;

/** 审批延期或挂起: hands the ruling to the facade; what remains is whether the clock stops. */
@Component
class RecordTimeRulingListener implements TaskListener {

    private final TimeRequests requests;

    RecordTimeRulingListener(TimeRequests requests) {
        this.requests = requests;
    }

    @Override
    public void notify(DelegateTask task) {
        Fields fields = new Fields(task::getVariable);
        Boolean granted = fields.flag("granted", "是否同意");
        if (granted == null) {
            throw Refusal.invalid("common.missingField", "请填写是否同意。").at("granted");
        }
        String outcome = requests.rule(task.getExecution().getProcessBusinessKey(), (String) task.getVariable("unit"), granted,
                fields.required("reason", "审批意见", 1000), date(fields.optional("resumeOn", "复查日期", 32)));
        task.setVariable("timeRuling", Variables.stringValue(outcome, true));
    }

    private static LocalDate date(String text) {
        try {
            return text == null ? null : Fields.of("resumeOn", () -> MeantDays.check(LocalDate.parse(text)));
        } catch (DateTimeParseException e) {
            throw Refusal.invalid("common.badDate", "复查日期须为日期，例如 2023-03-01。").at("resumeOn");
        }
    }
}
